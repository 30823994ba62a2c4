/// The names of tables and indexes, which share one space in PostgreSQL and in SQLite. Knows which of them SQLite
/// would take for the same, since its names are case-insensitive.
struct RelationNames: Sendable {
  private var ids: SharedMap<ObjectName, ObjectID> = [:]
  private var folded: SharedMap<String, ObjectName> = [:]

  subscript(name: ObjectName) -> ObjectID? {
    get { ids[name] }
    set {
      ids[name] = newValue
      let key = name.lowered.lowercased()
      if newValue != nil { folded[key] = name } else if folded[key] == name { folded[key] = nil }
    }
  }

  var keys: some Sequence<ObjectName> { ids.keys }

  /// A name of another object that differs from this one in case only.
  func clash(with name: ObjectName, of id: ObjectID) -> ObjectName? {
    guard let other = folded[name.lowered.lowercased()], other != name, ids[other] != id else { return nil }
    return other
  }

  mutating func removeAll(of id: ObjectID) {
    for (name, owner) in ids where owner == id { self[name] = nil }
  }
}
