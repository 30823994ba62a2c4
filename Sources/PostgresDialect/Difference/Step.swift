/// One thing to do to a SQLite file. Dry run, printing and execution read the same steps.
public enum Step: Sendable, Hashable {
  /// Runs a statement.
  case execute(String)
  /// Runs an `UPDATE` that fills a new column; no trigger may see it, as none does in PostgreSQL.
  case fill(String)
  /// Runs an `UPDATE` that says the same in other words; neither triggers nor checks may see it.
  case rewrite(String)
  /// Replaces the stored text of a table whose rows already satisfy the new one.
  /// https://sqlite.org/lang_altertable.html#otheralter
  case replaceTable(name: String, sql: String)
  /// Runs a query; a row that it returns means `failure`.
  case verify(String, failure: Diagnostic)
}

extension Step {
  /// The step as SQL for the `sqlite3` shell. The checks of `verify` stand as comments.
  public var sql: String {
    switch self {
    case .execute(let sql): sql + ";"
    case .fill(let sql): "-- with triggers off\n\(sql);"
    case .rewrite(let sql):
      "-- with triggers off\nPRAGMA ignore_check_constraints = ON;\n\(sql);\nPRAGMA ignore_check_constraints = OFF;"
    case .replaceTable(let name, let sql):
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = \(SQLiteText.string(sql)) WHERE type = 'table' AND name = \(SQLiteText.string(name));
      PRAGMA writable_schema = RESET;
      """
    case .verify(let query, let failure): "-- must return no row (\(failure.message)):\n\(query);"
    }
  }
}
