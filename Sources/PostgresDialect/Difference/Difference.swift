/// What must run on a file that holds `before`, so that it holds `after`.
struct Difference {
  let before: Schema
  let after: Schema
  /// The objects that the statement touched.
  let touched: Set<ObjectID>
  /// A pure rename changes the texts of everything that mentions the name, and SQLite changes them itself.
  let isRename: Bool

  func steps() throws(Diagnostic) -> [Step] {
    let ids = touched.sorted()
    let tableIDs = ids.filter { before.tables[$0] != nil || after.tables[$0] != nil }
    var steps = try labelChanges()
    let (oldTriggers, newTriggers) = (try triggers(of: before, tableIDs), try triggers(of: after, tableIDs))
    let (oldIndexes, newIndexes) = (try indexes(of: before, ids), try indexes(of: after, ids))
    let dropped = tableIDs.filter { after.tables[$0] == nil }

    for (key, trigger) in sorted(oldTriggers)
    where newTriggers[key] != trigger && !dropped.contains(key.owner) {
      steps.append(.execute("DROP TRIGGER IF EXISTS \(SQLiteText.name(trigger.name))"))
    }
    for (key, index) in sorted(oldIndexes)
    where !isSame(index, newIndexes[key]) && !dropped.contains(key.owner) {
      steps.append(.execute("DROP INDEX \(SQLiteText.name(index.name))"))
    }
    if tableIDs.contains(where: { after.tables[$0].map { !after.counters(of: $0).isEmpty } ?? false }) {
      let hadCounters = tableIDs.contains {
        before.tables[$0].map { !before.counters(of: $0).isEmpty } ?? false
      }
      if !hadCounters { steps.append(.execute(ColumnCounter.definition)) }
    }
    for id in tableIDs {
      guard let old = before.tables[id], let new = after.tables[id] else { continue }
      steps += counterChanges(old, new)
      // The name of a referenced table is the one it has by now.
      let alteration = TableAlteration(
        before: try before.lowered(old), after: try after.lowered(new), isForeign: new.isForeign,
        isRename: isRename, counters: after.counters(of: new), rowID: after.rowID(of: new))
      steps += try alteration.steps()
    }
    steps += try drops(of: dropped)
    for id in tableIDs where before.tables[id] == nil {
      guard let table = after.tables[id] else { continue }
      steps.append(.execute(try after.lowered(table).sql))
      steps += start(of: table)
    }
    for (key, index) in sorted(newIndexes) where !isSame(index, oldIndexes[key]) {
      steps.append(.execute(index.sql))
    }
    for (key, trigger) in sorted(newTriggers) where oldTriggers[key] != trigger {
      steps.append(.execute(trigger.sql))
    }
    let views = try viewSteps(around: !steps.isEmpty)
    return views.before + steps + views.after
  }

  /// Identifies a lowered index or trigger through renames.
  private struct Key: Hashable, Comparable {
    /// The table it is on.
    var owner: ObjectID
    /// The index's own id; 0 for what is part of a table.
    var id: ObjectID
    /// Its place among its kind in the table, or its name.
    var label: String

    static func < (left: Key, right: Key) -> Bool {
      (left.id, left.owner, left.label) < (right.id, right.owner, right.label)
    }
  }

  private func sorted(_ objects: [Key: LoweredObject]) -> [(Key, LoweredObject)] {
    objects.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func isSame(_ left: LoweredObject, _ right: LoweredObject?) -> Bool {
    guard let right else { return false }
    return isRename ? left.name == right.name : left == right
  }

  private func triggers(of schema: Schema, _ ids: [ObjectID]) throws(Diagnostic) -> [Key: LoweredObject] {
    var result: [Key: LoweredObject] = [:]
    for id in ids {
      guard let table = schema.tables[id] else { continue }
      for trigger in table.triggers {
        for object in try schema.lowered(trigger, on: table) {
          result[Key(owner: id, id: 0, label: object.name)] = object
        }
      }
      for counter in schema.counters(of: table) {
        let object = counter.trigger(rowID: schema.rowID(of: table))
        result[Key(owner: id, id: 0, label: object.name)] = object
      }
    }
    return result
  }

  /// A counter lives under the name of its table and column.
  private func counterChanges(_ old: Table, _ new: Table) -> [Step] {
    old.columns.compactMap { column in
      guard let counter = before.counter(of: column, in: old) else { return nil }
      guard let now = new[number: column.number].flatMap({ after.counter(of: $0, in: new) }) else {
        return counter.dropped
      }
      return now.name == counter.name ? nil : counter.renamed(to: now)
    }
  }

  /// `GENERATED … AS IDENTITY (START WITH n)` of a row number: https://sqlite.org/autoinc.html
  private func start(of table: Table) -> [Step] {
    table.columns.compactMap { column in
      guard after.isRowID(column, of: table), case .identity(_, let options) = column.sequence,
        let start = options.start, start != 1
      else { return nil }
      return .execute(
        "INSERT INTO sqlite_sequence (name, seq) VALUES (\(SQLiteText.string(table.name.lowered)), \(start - 1))"
      )
    }
  }

  private func indexes(of schema: Schema, _ ids: [ObjectID]) throws(Diagnostic) -> [Key: LoweredObject] {
    var result: [Key: LoweredObject] = [:]
    for id in ids {
      if let table = schema.tables[id], !table.isForeign {
        for object in try schema.uniqueIndexes(of: table) {
          result[Key(owner: id, id: 0, label: object.name)] = object
        }
      }
      if let index = schema.indexes[id], let object = try schema.lowered(index) {
        result[Key(owner: index.table, id: id, label: "")] = object
      }
    }
    return result
  }

  // SQLite deletes the rows of a table that it drops, and that must not meet the table's own references.
  // https://sqlite.org/lang_droptable.html
  private func drops(of ids: [ObjectID]) throws(Diagnostic) -> [Step] {
    var steps: [Step] = []
    for id in ids {
      guard let table = before.tables[id], !table.isForeign else { continue }
      var lowered = try before.lowered(table)
      let count = lowered.foreignKeys.count
      lowered.foreignKeys.removeAll { ids.contains($0.tableID) }
      if lowered.foreignKeys.count < count {
        steps.append(.replaceTable(name: lowered.name, sql: lowered.sql))
      }
    }
    for id in ids {
      guard let table = before.tables[id] else { continue }
      steps.append(.execute("DROP TABLE \(SQLiteText.name(table.name.lowered))"))
      steps += before.counters(of: table).map(\.dropped)
    }
    return steps
  }
}
