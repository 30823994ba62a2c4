/// What a PostgreSQL database's catalog says, as facts that have a name each: equal facts, equal schemas. Numbers that
/// only count what has been (object ids, dropped columns) are no facts.
public struct PostgresCatalog: Sendable, Hashable {
  /// Such as `column public.users.email` and what it is.
  public private(set) var facts: [String: String] = [:]

  public init(of database: PostgresDatabase) throws {
    // Without a path every name is written with its schema.
    let path = try database.run("SHOW search_path").get().value ?? ""
    try database.run("SET search_path = ''").get()
    defer { database.run("SET search_path = \(path.isEmpty ? "''" : path)") }
    for query in Self.queries {
      for row in try database.run(query).get().rows {
        facts[row[0] ?? ""] = row.dropFirst().compactMap { $0 }.filter { !$0.isEmpty }.joined(
          separator: " · ")
      }
    }
  }

  /// What differs, a few lines each.
  public func differences(from expected: PostgresCatalog) -> [String] {
    Set(facts.keys).union(expected.facts.keys).sorted().compactMap { name in
      switch (expected.facts[name], facts[name]) {
      case (let old?, nil): return "\(name) is missing\n    expected: \(old)"
      case (nil, let new?): return "\(name) should not be there\n    found:    \(new)"
      case (let old?, let new?) where old != new:
        return "\(name) differs\n    expected: \(old)\n    found:    \(new)"
      default: return nil
      }
    }
  }
}
