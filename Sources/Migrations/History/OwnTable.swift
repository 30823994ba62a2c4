import SQLiteBinding

/// A table that the engine keeps in the file, and that others may have replaced, changed or laid a trap in.
struct OwnTable {
  let name: String
  let columns: [String]

  /// - Throws: when what has its name is not ours: another shape, a view, or a trigger on it that would change what is
  ///   written.
  func exists(on connection: Connection) throws -> Bool {
    let found = try connection.query(
      """
      SELECT type, name FROM sqlite_schema
      WHERE tbl_name = ? COLLATE NOCASE AND type IN ('table', 'view', 'trigger') ORDER BY type
      """, [.text(name)])
    guard let first = found.first else { return false }
    guard first[0] == "table" else {
      throw MigrationError(.notOurs, "the database has a \(first[0].string ?? "thing") \(name); remove it")
    }
    if let trigger = found.first(where: { $0[0] == "trigger" })?[1].string {
      throw MigrationError(
        .notOurs, "the table \(name) has a trigger \(trigger), which is not this package's; drop it")
    }
    // Not the function of that name, which a table may hide.
    let present = try connection.query("PRAGMA table_info(\"\(name)\")").compactMap { $0[1].string }
    let missing = columns.filter { !present.contains($0) }
    guard missing.isEmpty else {
      throw MigrationError(
        .notOurs,
        "the database has a table \(name) that is not this package's (it lacks \(missing.joined(separator: ", "))); "
          + "rename or remove it")
    }
    return true
  }
}
