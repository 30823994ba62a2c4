import SQLiteBinding

/// The table `_migrations`: what has been applied to this file. The only place that knows its name and shape.
///
/// Its first four columns are for people; a row deleted by hand means "not applied".
enum History {
  static let table = "_migrations"

  /// The shape that this version writes. A later shape is refused, an earlier one would be upgraded here.
  private static let format = 1

  // Not STRICT, for the sake of the declared type TIMESTAMP, which people and tools expect there.
  private static let definition = """
    CREATE TABLE "_migrations" (
      "id" TEXT NOT NULL PRIMARY KEY,
      "version" INTEGER NOT NULL,
      "description" TEXT NOT NULL,
      "applied_at" TIMESTAMP NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')),
      "checksum" TEXT,
      "up_sql" TEXT,
      "down_sql" TEXT,
      "duration_ms" INTEGER,
      "tool_version" TEXT,
      "sqlite_version" TEXT,
      "minimum_reader" INTEGER,
      "format" INTEGER NOT NULL DEFAULT \(format)
    )
    """

  private static let own = OwnTable(name: table, columns: columns)

  private static let columns = [
    "id", "version", "description", "applied_at", "checksum", "up_sql", "down_sql", "duration_ms",
    "tool_version",
    "sqlite_version", "minimum_reader", "format",
  ]

  /// What has been applied, by version. Empty when the table is not there.
  static func read(from connection: Connection) throws -> [AppliedMigration] {
    guard try own.exists(on: connection) else { return [] }
    return try connection.query(
      #"SELECT "id", "version", "description", "applied_at", "checksum", "format", "minimum_reader" FROM "_migrations" ORDER BY "version", "id""#
    ).map { row in
      guard let id = row[0].string, let version = row[1].int, let description = row[2].string else {
        throw MigrationError(.notOurs, "a row of _migrations is damaged: \(row.values)")
      }
      guard row[5].int ?? format <= format else {
        throw MigrationError(
          .newerDatabase, "_migrations was written by a newer version of this package; use that one")
      }
      return AppliedMigration(
        id: id, version: version, description: description, appliedAt: row[3].string ?? "",
        checksum: row[4].string, minimumReader: row[6].int)
    }
  }

  /// Migrations that are known by what the file keeps of them alone: their downs can still be run.
  static func stored(_ ids: [String], on connection: Connection) throws -> [Migration] {
    guard !ids.isEmpty else { return [] }
    let wanted = Set(ids)
    return try connection.query(
      #"SELECT "id", "version", "description", "up_sql", "down_sql" FROM "_migrations""#
    ).compactMap { row in
      guard let id = row[0].string, wanted.contains(id), let version = row[1].int else { return nil }
      let script = { (text: String, part: String) in
        MigrationBody.sql(MigrationScript(text, name: "\(id) (\(part), as kept in the database)"))
      }
      return Migration(
        id: id, version: version, description: row[2].string ?? "", up: script(row[3].string ?? "", "up"),
        down: row[4].string.map { script($0, "down") })
    }
  }

  static func create(on connection: Connection) throws {
    if try !own.exists(on: connection) { try connection.run(definition) }
  }

  static func insert(
    _ migration: Migration, duration: Duration?, toolVersion: String?, on connection: Connection
  ) throws {
    try connection.run(
      #"""
      INSERT INTO "_migrations" ("id", "version", "description", "checksum", "up_sql", "down_sql", "duration_ms",
        "tool_version", "sqlite_version", "minimum_reader") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """#,
      [
        .text(migration.id), .integer(Int64(migration.version)), .text(migration.description),
        text(Checksum.checksum(of: migration)), text(migration.up.script?.text),
        text(migration.down?.script?.text),
        duration.map { .integer($0.milliseconds) } ?? .null, text(toolVersion),
        .text(Connection.libraryVersion), migration.minimumReader.map { .integer(Int64($0)) } ?? .null,
      ])
  }

  static func delete(_ id: String, on connection: Connection) throws {
    try connection.run(#"DELETE FROM "_migrations" WHERE "id" = ?"#, [.text(id)])
  }

  private static func text(_ value: String?) -> Value { value.map { .text($0) } ?? .null }
}

extension Duration {
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}
