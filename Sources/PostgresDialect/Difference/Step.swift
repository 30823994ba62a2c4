/// One thing to do to a SQLite file. Dry run, printing and execution read the same steps.
public enum Step: Sendable, Hashable {
  /// Runs a statement.
  case execute(String)
  /// Runs a statement that takes away what the ones before it needed; its rows are nobody's.
  case cleanup(String)
  /// Makes a unique index on rows that are there; `duplicates` are what stands in its way.
  case createIndex(String, duplicates: RowCheck)
  /// Runs an `UPDATE` that fills a column of rows that are there; no trigger may see it, as none does in PostgreSQL.
  case fill(String)
  /// Replaces the stored text of a table whose rows already satisfy the new one.
  /// https://sqlite.org/lang_altertable.html#otheralter
  case replaceTable(name: String, sql: String)
  /// Stops where rows break a promise.
  case verify(RowCheck)
  /// Copies a table into its new form.
  case rebuild(Rebuild)
}

extension Step {
  /// What it demands of rows that are there already.
  var checks: [RowCheck] {
    switch self {
    case .execute, .cleanup, .fill, .replaceTable: []
    case .createIndex(_, let duplicates): [duplicates]
    case .verify(let check): [check]
    case .rebuild(let rebuild): rebuild.checks + (rebuild.duplicates.map { [$0] } ?? [])
    }
  }

  /// The same with each of its checks changed.
  func mapChecks(_ transform: (RowCheck) -> RowCheck) -> Step {
    switch self {
    case .execute, .cleanup, .fill, .replaceTable: return self
    case .createIndex(let sql, let duplicates): return .createIndex(sql, duplicates: transform(duplicates))
    case .verify(let check): return .verify(transform(check))
    case .rebuild(var rebuild):
      rebuild.checks = rebuild.checks.map(transform)
      rebuild.duplicates = rebuild.duplicates.map(transform)
      return .rebuild(rebuild)
    }
  }

  /// The step as SQL for the `sqlite3` shell. What only the engine can do (verifying, keeping what hangs on a copied
  /// table) stands as comments.
  public var sql: String {
    switch self {
    case .execute(let sql), .cleanup(let sql), .createIndex(let sql, _): sql + ";"
    case .fill(let sql): "-- with triggers off\n\(sql);"
    case .replaceTable(let name, let sql):
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = \(SQLiteText.string(sql)) WHERE type = 'table' AND name = \(SQLiteText.string(name));
      PRAGMA writable_schema = RESET;
      """
    case .verify(let check): "-- must return no row (\(check.failure.message)):\n\(check.query);"
    case .rebuild(let rebuild): rebuild.script
    }
  }
}

extension Rebuild {
  private var finalCreate: Step { .replaceTable(name: table, sql: sql) }

  fileprivate var script: String {
    let (copy, original) = (SQLiteText.name(Self.copyName), SQLiteText.name(table))
    return
      ([
        "-- with foreign keys and triggers off; indexes and triggers of \(original) are made again",
        create + ";",
      ]
      + [self.copy + ";"] + checks.map { Step.verify($0).sql }
      + ["DROP TABLE \(original);", "ALTER TABLE \(copy) RENAME TO \(original);", finalCreate.sql])
      .joined(separator: "\n")
  }
}
