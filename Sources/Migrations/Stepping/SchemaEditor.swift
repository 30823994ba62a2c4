import PostgresDialect
import SQLiteBinding

/// Replaces the stored text of a table, for changes that touch no row.
///
/// The steps of https://sqlite.org/lang_altertable.html#otheralter, but for the integrity check, whose part the verifying
/// scans before it have done.
struct SchemaEditor {
  let connection: Connection

  func replaceTable(_ name: String, with sql: String) throws {
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
      // Last, because it tells other connections, and makes SQLite read the schema again when a savepoint undoes the edit.
      try connection.setPragma("schema_version", String(version + 1))
    }
    // Read it once, so that what cannot be read fails here.
    _ = try connection.query("SELECT 1 FROM \(SQLiteText.name(name)) LIMIT 0")
  }
}
