import SQLiteBinding

/// What a file's schema says, without what the engine keeps about it and what SQLite makes by itself.
struct SchemaSnapshot: Equatable {
  private var objects: [String: String] = [:]

  init(of connection: Connection) throws {
    let rows = try connection.query(
      #"SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' AND sql IS NOT NULL"#
    )
    for row in rows {
      guard let type = row[0].string, let name = row[1].string, let sql = row[2].string,
        !name.lowercased().hasPrefix("_migrations")
      else { continue }
      objects["\(type) \(name)"] = sql
    }
  }

  /// The first thing that is not as it was; nil when all is.
  func difference(from before: SchemaSnapshot) -> String? {
    for name in Set(objects.keys).union(before.objects.keys).sorted() {
      switch (before.objects[name], objects[name]) {
      case (nil, _?): return "\(name) is left behind"
      case (_?, nil): return "\(name) is missing"
      case (let old?, let new?) where old != new: return "\(name) differs\nbefore: \(old)\nafter: \(new)"
      default: continue
      }
    }
    return nil
  }
}
