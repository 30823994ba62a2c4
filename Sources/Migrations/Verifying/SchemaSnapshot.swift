import PostgresDialect
import SQLiteBinding

/// What a file's schema says, without what the engine keeps about it and what SQLite makes by itself.
struct SchemaSnapshot {
  private var objects: [String: String] = [:]

  init(of connection: Connection) throws {
    for object in try Catalog.storedObjects(of: connection) {
      objects["\(object.type) \(object.name)"] = object.sql
    }
  }

  /// The first thing that is not as it was; nil when all is.
  func difference(from before: SchemaSnapshot) -> String? {
    for name in Set(objects.keys).union(before.objects.keys).sorted() {
      switch (before.objects[name], objects[name]) {
      case (nil, _?): return "\(name) is left behind"
      case (_?, nil): return "\(name) is missing"
      case (let old?, let new?) where !Self.isSame(old, new):
        return "\(name) differs\n\(Self.lines(old, new))"
      default: continue
      }
    }
    return nil
  }

  /// SQLite's own ALTER TABLE writes other blanks than a CREATE TABLE has.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || SourceText(left).significantTokens() == SourceText(right).significantTokens()
  }

  /// The first lines that only one of them has.
  private static func lines(_ old: String, _ new: String) -> String {
    let (before, after) = (old.split(separator: "\n"), new.split(separator: "\n"))
    let removed = before.filter { !after.contains($0) }.prefix(3).map { "before: \($0)" }
    let added = after.filter { !before.contains($0) }.prefix(3).map { "after:  \($0)" }
    return (removed + added).joined(separator: "\n")
  }
}
