import SQLiteBinding

/// What SQLite's own SQL may not do inside a migration: end its transaction, reach other files, switch the
/// connection, or write the history. https://sqlite.org/c3ref/set_authorizer.html
enum StatementGuard {
  @Sendable
  static func authorize(_ request: AuthorizerRequest) -> AuthorizerDecision {
    switch request.action {
    case .transaction, .savepoint, .attach, .detach: .deny
    case .pragma(let name, let value): isHarmless(name, value) ? .allow : .deny
    default: authorizeAlone(request)
    }
  }

  /// Outside a transaction there is none to protect, but the history still is.
  @Sendable
  static func authorizeAlone(_ request: AuthorizerRequest) -> AuthorizerDecision {
    switch request.action {
    case .function(let name): name.lowercased() == "load_extension" ? .deny : .allow
    case .insert(let table), .update(let table, _), .delete(let table), .dropTable(let table),
      .alterTable(_, let table), .createTrigger(_, let table), .createTempTrigger(_, let table),
      .createTempTable(let table), .createTempView(let table):
      // Another file may have its own; VACUUM fills one.
      ["main", "temp"].contains(request.database ?? "main")
        && [History.table, Catalog.table, Bookmark.table].contains(table.lowercased()) ? .deny : .allow
    default: .allow
    }
  }

  /// Pragmas that only tell, and the two numbers that belong to the application.
  private static func isHarmless(_ name: String, _ value: String?) -> Bool {
    let name = name.lowercased()
    if ["user_version", "application_id"].contains(name) { return true }
    let readers = [
      "table_info", "table_xinfo", "table_list", "index_info", "index_xinfo", "index_list",
      "foreign_key_list",
      "foreign_key_check", "integrity_check", "quick_check", "collation_list", "function_list",
      "compile_options",
      "database_list",
    ]
    return readers.contains(name) || value == nil
  }
}
