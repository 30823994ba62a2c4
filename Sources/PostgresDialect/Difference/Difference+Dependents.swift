/// What hangs on tables in SQLite: indexes and triggers, which go and come back when they are no longer the same.
extension Difference {
  /// Identifies a lowered index or trigger through renames.
  struct Key: Hashable, Comparable {
    /// The table it is on.
    var owner: ObjectID
    /// The index's or trigger's own id; 0 for what is part of a table.
    var id: ObjectID
    /// What tells it from others of its kind on the table.
    var label: String

    static func < (left: Key, right: Key) -> Bool {
      (left.id, left.owner, left.label) < (right.id, right.owner, right.label)
    }
  }

  typealias Dependent = (key: Key, object: LoweredObject)

  func changedTriggers(
    _ ids: [ObjectID], _ renames: Renames
  ) throws(Diagnostic) -> (gone: [Dependent], new: [Dependent]) {
    let (old, new) = (try triggers(of: before, ids), try triggers(of: after, ids))
    // SQLite follows a rename inside of triggers too, but their names are ours.
    return Self.changes(from: old, to: new) { key, object in
      !renames.tables.contains(key.owner) && new[key] == object
    }
  }

  func changedIndexes(
    _ ids: [ObjectID], _ renames: Renames
  ) throws(Diagnostic) -> (gone: [Dependent], new: [Dependent]) {
    var ids = Set(ids)
    // Values that change row by row may meet each other in a unique index.
    let rewritten = ids.filter { id in
      after.pendingValues[id].keys.contains { before.tables[id]?[number: $0] != nil }
    }
    for index in after.indexes.values where rewritten.contains(index.table) { ids.insert(index.id) }
    let (old, new) = (try indexes(of: before, ids.sorted()), try indexes(of: after, ids.sorted()))
    let renamed = try indexes(of: renames.schema, ids.sorted())
    return Self.changes(from: old, to: new) { key, object in
      // An index that SQLite has renamed along is what the renamed schema says.
      guard let now = new[key], now.name == object.name, renamed[key] == now else { return false }
      return !rewritten.contains(key.owner) || !mentionsRewritten(now, of: key.owner)
    }
  }

  private func mentionsRewritten(_ index: LoweredObject, of table: ObjectID) -> Bool {
    after.pendingValues[table].keys.contains { number in
      after.tables[table]?[number: number].map { index.sql.contains(SQLiteText.name($0.name)) } ?? false
    }
  }

  private static func changes(
    from old: [Key: LoweredObject], to new: [Key: LoweredObject], isKept: (Key, LoweredObject) -> Bool
  ) -> (gone: [Dependent], new: [Dependent]) {
    let kept = Set(old.filter { isKept($0.key, $0.value) }.map(\.key))
    func rest(_ objects: [Key: LoweredObject]) -> [Dependent] {
      objects.filter { !kept.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    return (rest(old), rest(new))
  }

  private func triggers(of schema: Schema, _ ids: [ObjectID]) throws(Diagnostic) -> [Key: LoweredObject] {
    var result: [Key: LoweredObject] = [:]
    for id in ids {
      guard let table = schema.tables[id] else { continue }
      for trigger in table.triggers where trigger.mode.fires {
        for (place, object) in try schema.lowered(trigger, on: table).enumerated() {
          result[Key(owner: id, id: trigger.id, label: String(place))] = object
        }
      }
      for counter in schema.counters(of: table) {
        let object = counter.trigger(rowID: schema.rowID(of: table))
        result[Key(owner: id, id: 0, label: " \(counter.name)")] = object
      }
    }
    return result
  }

  private func indexes(of schema: Schema, _ ids: [ObjectID]) throws(Diagnostic) -> [Key: LoweredObject] {
    var result: [Key: LoweredObject] = [:]
    for id in ids {
      if let table = schema.tables[id], !table.isForeign || table.stored != nil {
        for object in try schema.uniqueIndexes(of: table) {
          result[Key(owner: id, id: 0, label: object.name)] = object
        }
      }
      guard let index = schema.indexes[id] else { continue }
      for (place, object) in try schema.lowered(index).enumerated() {
        result[Key(owner: index.table, id: id, label: String(place))] = object
      }
    }
    return result
  }

  /// Making an index on a table that has rows.
  func created(_ key: Key, _ object: LoweredObject) throws(Diagnostic) -> Step {
    guard let table = after.tables[key.owner],
      let unique = try after.uniqueKey(of: object.name, id: key.id, on: table)
    else { return .execute(object.sql) }
    return .createIndex(
      object.sql,
      duplicates: .duplicates(
        of: unique.labels, as: unique.values, in: table.name.lowered, where: unique.filter,
        index: unique.name, table: table.id))
  }
}
