import PostgresDialect
import PostgresRuntime
import SQLiteBinding

/// Questions about a file as a whole.
struct DatabaseCheck {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// The tables that keep rows, also what virtual ones keep theirs in.
  func tables() throws -> [String] {
    try connection.query(
      #"""
      SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
        AND name <> 'sqlite_schema' ORDER BY name
      """#
    ).compactMap { $0[0].string }
  }

  /// The tables of the application.
  func userTables() throws -> [String] {
    try tables().filter { !$0.hasPrefix("sqlite_") && !$0.lowercased().hasPrefix(History.table) }
  }

  /// The rows of each table of the application; without those that only it can read.
  func counts() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for table in try userTables() {
      counts[table] = try? connection.value("SELECT count(*) FROM main.\(SQLiteText.name(table))")?.int
    }
    return counts
  }

  /// The first thing that SQLite finds wrong with the file; what rows say is theirs. Nil, too, when the schema needs
  /// functions that only the application has.
  func damage(isThorough: Bool = false) throws -> String? {
    try findings(isThorough ? "integrity_check" : "quick_check").first { line in
      line != "ok" && !line.hasPrefix("CHECK constraint failed in ") && !line.contains(" value in ")
    }
  }

  private func findings(_ check: String) throws -> [String] {
    var rows = try rows(of: check)
    if rows == nil, !PostgresFunctions.areRegistered(on: connection) {
      let functions = PostgresFunctions()
      try functions.register(on: connection)
      defer { functions.unregister(from: connection) }
      rows = try self.rows(of: check)
    }
    return (rows ?? []).compactMap { $0[0].string }
  }

  /// Nil where a function is missing.
  private func rows(of check: String) throws -> [Row]? {
    let rows: Result<[Row], any Error> = Result { try connection.query("PRAGMA \(check)(20)") }
    if case .failure(let error) = rows, (error as? SQLiteError)?.code == .error { return nil }
    return try rows.get()
  }

  /// How many rows there are, counted no further than to a limit.
  func rows(upTo limit: Int) throws -> Int {
    var count = 0
    for table in try userTables() where count < limit {
      let query = "SELECT count(*) FROM (SELECT 1 FROM main.\(SQLiteText.name(table)) LIMIT \(limit - count))"
      count += try connection.value(query)?.int ?? 0
    }
    return count
  }
}
