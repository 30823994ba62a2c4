extension Schema {
  /// The schema as PostgreSQL's DDL: a script that an empty PostgreSQL database takes, and that leaves in its catalog
  /// what the statements so far would have left there. Equal schemas give equal texts.
  ///
  /// - Parameter hidden: tables that other programs made and that PostgreSQL has nothing like, by SQLite's names.
  /// - Throws: a `Diagnostic` when a definition cannot be read back, which only a damaged catalog causes.
  public func postgresScript(hiding hidden: Set<String> = []) throws(Diagnostic) -> String {
    let statements = StatementOrder.sorted(try definitionStatements(hiding: hidden))
    guard !statements.isEmpty else { return "" }
    var text = Self.settings(searchPath: scriptPath)
    for statement in statements {
      text += "\n"
      if let remark = statement.remark { text += "-- \(remark)\n" }
      text += statement.text + ";\n"
    }
    return text
  }

  /// Bodies of functions may name what comes later, and what an extension brings is found by its plain name.
  private static func settings(searchPath: [String]) -> String {
    """
    SET check_function_bodies = false;
    SET search_path = \(searchPath.map(PostgresPrinter.name).joined(separator: ", "));

    """
  }

  private var scriptPath: [String] {
    ["public"] + Set(extensions.values.map(\.schema)).subtracting(["public", "pg_catalog"]).sorted()
  }
}
