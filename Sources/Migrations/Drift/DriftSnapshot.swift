import PostgresDialect
import SQLiteBinding

/// What there is to compare: the objects of the file, and what is remembered of PostgreSQL's.
struct DriftSnapshot {
  /// SQLite takes names that differ in case for one.
  private struct Key: Hashable, Comparable {
    var kind: String
    var name: String

    private var folded: [String] { [kind, name.lowercased()] }

    static func == (left: Key, right: Key) -> Bool { left.folded == right.folded }
    static func < (left: Key, right: Key) -> Bool { (left.kind, left.name) < (right.kind, right.name) }
    func hash(into hasher: inout Hasher) { hasher.combine(folded) }
  }

  private var objects: [Key: String] = [:]
  private var entries: [Key: String] = [:]

  init(of connection: Connection) throws {
    for object in try Catalog.storedObjects(of: connection) {
      objects[Key(kind: object.type, name: object.name)] = object.sql
    }
    for entry in try Catalog.definitions(of: connection) {
      entries[Key(kind: entry.key.kind.rawValue, name: entry.key.name)] = entry.definition
    }
  }

  func differences(from expected: DriftSnapshot) -> [Drift.Difference] {
    var all: [Key: Drift.Difference] = [:]
    compare(objects, expected.objects, in: &all, Self.objectDetails)
    // What SQLite's side tells is not told twice.
    compare(entries, expected.entries, in: &all) { _, new, old in Self.entryDetails(new, old) }
    return all.sorted { $0.key < $1.key }.map(\.value)
  }

  private func compare(
    _ found: [Key: String], _ expected: [Key: String], in all: inout [Key: Drift.Difference],
    _ details: (Key, String, String) -> [String]
  ) {
    for key in Set(found.keys).union(expected.keys) where all[key] == nil {
      switch (expected[key], found[key]) {
      case (_?, nil): all[key] = Drift.Difference(key.kind, key.name, .missing)
      case (nil, _?): all[key] = Drift.Difference(key.kind, key.name, .extra)
      case (let old?, let new?) where old != new:
        let details = details(key, new, old)
        if !details.isEmpty { all[key] = Drift.Difference(key.kind, key.name, .changed, details) }
      default: continue
      }
    }
  }

  private static func objectDetails(_ key: Key, _ found: String, _ expected: String) -> [String] {
    if let new = TableText(found), let old = TableText(expected) { return new.differences(from: old) }
    guard SQLiteTokens.tokens(of: found) != SQLiteTokens.tokens(of: expected) else { return [] }
    return ["is: \(found)", "should be: \(expected)"]
  }

  /// The statements that only one of the two has; for a table, their parts.
  private static func entryDetails(_ found: String, _ expected: String) -> [String] {
    let (new, old) = (CatalogEntry.parts(of: found), CatalogEntry.parts(of: expected))
    return old.filter { !new.contains($0) }.map { "PostgreSQL's definition lacks: \($0)" }
      + new.filter { !old.contains($0) }.map { "PostgreSQL's definition has: \($0)" }
  }
}
