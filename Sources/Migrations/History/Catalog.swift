import PostgresDialect
import SQLiteBinding

/// The table `_migrations_catalog`: the PostgreSQL side of what the file holds, one row an object. Made when
/// first needed. The only place that knows its name and shape.
enum Catalog {
  static let table = "_migrations_catalog"

  private static let definition = """
    CREATE TABLE "_migrations_catalog" (
      "kind" TEXT NOT NULL,
      "name" TEXT NOT NULL,
      "definition" TEXT NOT NULL,
      "lowered_name" TEXT,
      "fingerprint" TEXT,
      PRIMARY KEY ("kind", "name")
    )
    """

  private static let own = OwnTable(
    name: table, columns: ["kind", "name", "definition", "lowered_name", "fingerprint"])

  /// The schema that the file holds. Tables that another program has made or changed since are read from SQLite.
  ///
  /// What the catalog names and the file has no more is forgotten: somebody dropped it by hand.
  static func load(from connection: Connection) throws -> Schema {
    let stored = try storedObjects(of: connection).filter { $0.type != "trigger" }
    let objects = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var entries: [CatalogEntry] = []
    var changed: [String] = []
    var known: Set<String> = []
    var isComplete = true
    for row in try rows(of: connection) {
      guard let kind = row[0].string.flatMap(CatalogEntry.Kind.init), let name = row[1].string,
        let definition = row[2].string
      else { throw MigrationError(.notOurs, "a row of _migrations_catalog is damaged: \(row.values)") }
      let lowered = row[3].string
      if let lowered {
        guard let sql = objects[lowered]?.sql else {
          isComplete = false
          continue
        }
        if kind == .table || kind == .materializedView {
          known.insert(lowered)
          if kind == .table, Checksum.fingerprint(of: sql) != row[4].string { changed.append(lowered) }
        }
      }
      // Triggers hang on views too.
      if kind == .view { known.insert(lowered ?? name) }
      entries.append(
        CatalogEntry(
          key: CatalogEntry.Key(kind: kind, name: name), definition: definition, loweredName: lowered))
    }
    entries = entries.filter { owner(of: $0).map { known.contains($0) } ?? true }
    let foreign = objects.filter { $0.value.type == "table" && !known.contains($0.key) }.map(\.key).sorted()
    let tables = try (changed + foreign).map {
      var table = try describe($0, objects[$0]?.sql ?? "", on: connection)
      table.isChanged = known.contains($0)
      return table
    }
    do throws(Diagnostic) {
      return try Schema(entries: entries, tables: tables, isComplete: isComplete)
    } catch {
      throw MigrationError(.notOurs, "_migrations_catalog cannot be read: \(error.message)")
    }
  }

  /// The table or view that a trigger's entry belongs to, by its name `table.trigger`.
  private static func owner(of entry: CatalogEntry) -> String? {
    guard entry.key.kind == .trigger, let dot = entry.key.name.lastIndex(of: ".") else { return nil }
    return String(entry.key.name[..<dot])
  }

  /// Writes what has changed since `before`.
  static func save(_ schema: Schema, since before: Schema, on connection: Connection) throws {
    let changes = schema.catalogChanges(since: before)
    guard !changes.removed.isEmpty || !changes.written.isEmpty else { return }
    if try !own.exists(on: connection) { try connection.run(definition) }
    for key in changes.removed {
      try connection.run(
        #"DELETE FROM "_migrations_catalog" WHERE "kind" = ? AND "name" = ?"#,
        [.text(key.kind.rawValue), .text(key.name)])
    }
    for entry in changes.written {
      let sql = try entry.loweredName.flatMap {
        try connection.value(
          "SELECT sql FROM sqlite_schema WHERE name = ? AND type <> 'trigger'", [.text($0)])?.string
      }
      try connection.run(
        #"""
        INSERT INTO "_migrations_catalog" VALUES (?, ?, ?, ?, ?)
        ON CONFLICT ("kind", "name") DO UPDATE SET "definition" = excluded."definition",
          "lowered_name" = excluded."lowered_name", "fingerprint" = excluded."fingerprint"
        """#,
        [
          .text(entry.key.kind.rawValue), .text(entry.key.name), .text(entry.definition),
          entry.loweredName.map { .text($0) } ?? .null,
          sql.map { .text(Checksum.fingerprint(of: $0)) } ?? .null,
        ])
    }
  }

  /// What is remembered, as it stands.
  static func definitions(of connection: Connection) throws -> [CatalogEntry] {
    try rows(of: connection).compactMap { row in
      guard let kind = row[0].string.flatMap(CatalogEntry.Kind.init), let name = row[1].string else {
        return nil
      }
      return CatalogEntry(
        key: CatalogEntry.Key(kind: kind, name: name), definition: row[2].string ?? "",
        loweredName: row[3].string)
    }
  }

  private static func rows(of connection: Connection) throws -> [Row] {
    guard try own.exists(on: connection) else { return [] }
    return try connection.query(
      #"SELECT "kind", "name", "definition", "lowered_name", "fingerprint" FROM "_migrations_catalog" ORDER BY rowid"#
    )
  }

  /// What the file holds, without what the engine keeps and what SQLite makes by itself, in the order of the file. A
  /// trigger may have the name of a table.
  static func storedObjects(of connection: Connection) throws -> [StoredObject] {
    let rows = try connection.query(
      #"""
      SELECT type, name, tbl_name, sql FROM sqlite_schema
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY rowid
      """#)
    return rows.compactMap { row in
      guard let type = row[0].string, let name = row[1].string, let table = row[2].string,
        let sql = row[3].string, !name.lowercased().hasPrefix(History.table)
      else { return nil }
      return StoredObject(type: type, name: name, table: table, sql: sql)
    }
  }

  private static func describe(_ table: String, _ sql: String, on connection: Connection) throws
    -> StoredTable
  {
    // Not the function of that name, which a table of the file may hide.
    let name = table.replacing("\"", with: "\"\"")
    let columns = try connection.query("PRAGMA table_xinfo(\"\(name)\")").compactMap { row in
      row["hidden"] == 1
        ? nil
        : StoredTable.Column(
          name: row["name"]?.string ?? "", type: row["type"]?.string ?? "",
          isNotNull: row["notnull"]?.bool ?? false, keyPosition: row["pk"]?.int ?? 0)
    }
    return StoredTable(name: table, columns: columns, sql: sql)
  }
}
