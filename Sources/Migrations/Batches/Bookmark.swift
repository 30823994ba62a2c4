import PostgresDialect
import SQLiteBinding

/// How far a migration in parts has come: a row in the file, written with each part. The only place that knows its table, which is
/// there only while such a migration is under way.
struct Bookmark {
  static let table = "_migrations_batches"

  private static let own = OwnTable(name: table, columns: ["id", "checksum", "after", "last", "parts"])

  /// The last key that is done; nil before the first.
  var after: Value?
  /// The last key that there was at the start: rows that are added meanwhile need nothing.
  var last: Value
  /// How many parts are done.
  var parts = 0

  /// What was written for a migration; nil when none of it is done.
  ///
  /// - Throws: when the migration was edited since, so that the rest would be done by another text.
  static func read(_ migration: Migration, on connection: Connection) throws -> Bookmark? {
    guard try own.exists(on: connection) else { return nil }
    let rows = try connection.query(
      #"SELECT "checksum", "after", "last", "parts" FROM "_migrations_batches" WHERE "id" = ?"#,
      [.text(migration.id)])
    guard let row = rows.first else { return nil }
    guard row[0] == checksum(of: migration) else {
      throw MigrationError(
        .historyConflict,
        "\(migration.id) was edited after \(row[3].int ?? 0) of its batches were done; restore it, and change the rest in a new one"
      )
    }
    return Bookmark(after: row[1], last: row[2], parts: row[3].int ?? 0)
  }

  func write(_ migration: Migration, on connection: Connection) throws {
    if try !Self.own.exists(on: connection) {
      try connection.run(
        #"""
        CREATE TABLE "_migrations_batches" (
          "id" TEXT NOT NULL PRIMARY KEY, "checksum" TEXT, "after", "last", "parts" INTEGER NOT NULL
        )
        """#)
    }
    try connection.run(
      #"INSERT OR REPLACE INTO "_migrations_batches" VALUES (?, ?, ?, ?, ?)"#,
      [
        .text(migration.id), Self.checksum(of: migration), after ?? .null, last, .integer(Int64(parts)),
      ])
  }

  /// Forgets a migration that is done, and the table with the last one.
  static func remove(_ migration: Migration, on connection: Connection) throws {
    guard try own.exists(on: connection) else { return }
    try connection.run(#"DELETE FROM "_migrations_batches" WHERE "id" = ?"#, [.text(migration.id)])
    if try connection.value(#"SELECT 1 FROM "_migrations_batches""#) == nil {
      try connection.run(#"DROP TABLE "_migrations_batches""#)
    }
  }

  private static func checksum(of migration: Migration) -> Value {
    Checksum.checksum(of: migration).map { .text($0) } ?? .null
  }
}
