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

    /// Marks what is on another table than its owner.
    static let action = " action "
    var isElsewhere: Bool { label.hasPrefix(Self.action) }

    static func < (left: Key, right: Key) -> Bool {
      (left.id, left.owner, left.label) < (right.id, right.owner, right.label)
    }
  }

  struct Dependent: Hashable {
    var key: Key
    var object: LoweredObject
  }

  func changedTriggers(
    _ ids: [ObjectID], _ renames: Renames
  ) throws(Diagnostic) -> (gone: [Dependent], new: [Dependent]) {
    guard hasTriggers else { return ([], []) }
    let ids =
      ids
      + triggering(by: touched.union(affectedQueries())).filter {
        !ids.contains($0) && (before.tables[$0] != nil || after.tables[$0] != nil)
      }
    let (old, new) = (try triggers(of: before, ids), try triggers(of: after, ids))
    // The order in which they were made is that in which they fire, so that all of a table's go and come together.
    // SQLite follows a rename inside of triggers too, but their names are ours.
    // SQLite reads all triggers again at its own ALTER TABLE, when the views that change are gone.
    let views = affectedQueries()
    let readers = views.isEmpty ? [] : Set(triggering(by: views))
    let kept = Set(ids.filter { !renames.tables.contains($0) && !readers.contains($0) && old[$0] == new[$0] })
    func rest(_ objects: [ObjectID: [Dependent]]) -> [Dependent] {
      ids.filter { !kept.contains($0) }.flatMap { objects[$0] ?? [] }
    }
    return (rest(old), rest(new))
  }

  /// The tables and views whose triggers mention objects: their functions look names up as they run.
  func triggering(by ids: Set<ObjectID>) -> [ObjectID] {
    let names = Set([before, after].flatMap { schema in ids.compactMap { schema.name(of: $0) } })
    guard !names.isEmpty else { return [] }
    var found: Set<ObjectID> = []
    for schema in [before, after] {
      for table in schema.triggerOwners {
        let isConcerned = table.triggers.contains { trigger in
          schema.reachedWords(of: trigger.function).contains { !$0.isDisjoint(with: names) }
        }
        if isConcerned { found.insert(table.id) }
      }
    }
    return found.sorted()
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
      if mentionsDropped(object, of: key.owner) { return false }
      return !rewritten.contains(key.owner) || !mentionsRewritten(now, of: key.owner)
    }
  }

  /// A new column may have the name of one that goes.
  private func mentionsDropped(_ index: LoweredObject, of id: ObjectID) -> Bool {
    guard let old = before.tables[id], let new = after.tables[id] else { return false }
    return old.columns.contains {
      new[number: $0.number] == nil && index.sql.contains(SQLiteText.name($0.name))
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
      objects.filter { !kept.contains($0.key) }.sorted { $0.key < $1.key }.map {
        Dependent(key: $0.key, object: $0.value)
      }
    }
    return (rest(old), rest(new))
  }

  private func triggers(of schema: Schema, _ ids: [ObjectID]) throws(Diagnostic) -> [ObjectID: [Dependent]] {
    var result: [ObjectID: [Dependent]] = [:]
    for id in ids {
      guard let table = schema.tables[id] else { continue }
      var objects = try schema.loweredTriggers(of: table).parts.enumerated().map { place, part in
        Dependent(key: Key(owner: id, id: part.trigger, label: String(place)), object: part.object)
      }
      for object in try schema.keyActionTriggers(of: table) {
        let key = Key(owner: id, id: 0, label: "\(Key.action)\(object.name)")
        objects.append(Dependent(key: key, object: object))
      }
      for counter in schema.counters(of: table) {
        let object = counter.trigger(rowID: schema.rowID(of: table))
        objects.append(Dependent(key: Key(owner: id, id: 0, label: " \(counter.name)"), object: object))
      }
      for filled in schema.filledDefaults(of: table) {
        let object = filled.trigger(rowID: schema.rowID(of: table))
        objects.append(
          Dependent(key: Key(owner: id, id: 0, label: " default \(filled.column)"), object: object))
      }
      if !objects.isEmpty { result[id] = objects }
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
