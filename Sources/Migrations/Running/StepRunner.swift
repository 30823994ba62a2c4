import PostgresDialect
import PostgresRuntime
import SQLiteBinding

/// Runs the dialect's steps on a connection.
struct StepRunner {
  let connection: Connection

  /// Runs the steps of one statement; the rows are those of the last.
  ///
  /// - Throws: a `Diagnostic` at the statement's place for what its data or SQLite refuse, a `SQLiteError` for what
  ///   concerns the file as a whole.
  @discardableResult
  func run(_ statement: TranslatedStatement) throws -> [Row] {
    var rows: [Row] = []
    for step in statement.steps {
      do {
        rows = try run(step)
      } catch var diagnostic as Diagnostic {
        diagnostic.range = diagnostic.range ?? statement.range
        throw diagnostic
      } catch let error as SQLiteError
        where MigrationError(error, path: nil) == nil && error.code.primary != .interrupt
      {
        var failure =
          FailureText.decode(error.message) ?? Diagnostic(.error, SQLState(of: error), error.message)
        failure.range = statement.range
        throw failure
      }
    }
    return rows
  }

  private func run(_ step: Step) throws -> [Row] {
    switch step {
    case .execute(let sql): return try connection.query(sql)
    case .fill(let sql):
      try connection.withConfig(.enableTrigger, false) { try connection.run(sql) }
    case .rewrite(let sql):
      try connection.setPragma("ignore_check_constraints", "ON")
      defer { try? connection.setPragma("ignore_check_constraints", "OFF") }
      try connection.withConfig(.enableTrigger, false) { try connection.run(sql) }
    case .replaceTable(let name, let sql): try replaceTable(name, sql)
    case .verify(let query, let failure):
      if try !connection.query(query).isEmpty { throw failure }
    }
    return []
  }

  // https://sqlite.org/lang_altertable.html#otheralter; the steps there, but for the integrity check, whose part
  // the verifying scans before this have done. The version goes up last: it tells other connections, and it
  // makes SQLite read the schema again when a savepoint undoes the edit.
  private func replaceTable(_ name: String, _ sql: String) throws {
    try connection.withConfig(.defensive, false) {
      let version = try connection.pragma("schema_version")?.int ?? 0
      try connection.setPragma("writable_schema", "ON")
      do {
        try connection.run(
          "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", [.text(sql), .text(name)])
        guard connection.changes == 1 else {
          throw SQLiteError(.notFound, "the table \"\(name)\" is not in the file's schema")
        }
      } catch {
        try? connection.setPragma("writable_schema", "RESET")
        throw error
      }
      try connection.setPragma("writable_schema", "RESET")
      try connection.setPragma("schema_version", String(version + 1))
    }
    // Read it once, so that what cannot be read fails here.
    _ = try connection.query("SELECT 1 FROM \(SQLiteText.name(name)) LIMIT 0")
  }
}

extension SQLState {
  /// PostgreSQL's name for what SQLite refused.
  fileprivate init(of error: SQLiteError) {
    switch error.code {
    case .constraintUnique, .constraintPrimaryKey, .constraintRowID: self.init("23505")
    case .constraintNotNull: self.init("23502")
    case .constraintCheck:
      let name = error.message.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
      self = SQLState(valueRule: name) ?? SQLState("23514")
    case .constraintForeignKey: self.init("23503")
    // RESTRICT is a trigger inside SQLite.
    case .constraintTrigger where error.message.hasPrefix("FOREIGN KEY"): self.init("23503")
    case .constraintDatatype: self.init("42804")
    default: self.init("XX000")
    }
  }
}
