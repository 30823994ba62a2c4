import PostgresDialect
import SQLiteBinding

/// What two copies of a database must have in common.
struct DatabaseContents: Equatable {
  private let schema: [Row]
  /// The number of rows of each table; nil where only the application can read it.
  private let counts: [String: Int?]

  init(of connection: Connection) throws {
    schema = try connection.query("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid")
    var counts: [String: Int?] = [:]
    for name in try DatabaseCheck(connection).tables() {
      counts[name] = .some(try? connection.value("SELECT count(*) FROM main.\(SQLiteText.name(name))")?.int)
    }
    self.counts = counts
  }
}
