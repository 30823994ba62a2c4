/// What must run on a file that holds `before`, so that it holds `after`.
///
/// Renames come first, by SQLite's own `ALTER TABLE`, which also reaches what other programs have made; all else is
/// then found by comparing lowered texts. New tables come before changed ones, which may refer to them, and
/// dropped ones after those that referred to them. Indexes and triggers that are no longer the same go before all of it
/// and come back at its end.
struct Difference {
  let before: Schema
  let after: Schema
  /// The objects that the statements touched.
  let touched: Set<ObjectID>
  /// False where the demands on rows are all that is asked for: triggers make none.
  var hasTriggers = true

  init(before: Schema, after: Schema, touched: Set<ObjectID>) {
    self.before = before.forStoredNames
    self.after = after.forStoredNames
    self.touched = touched
  }

  func steps() throws(Diagnostic) -> [Step] {
    let steps = try stepsOfTables()
    let views = try viewSteps(around: !steps.isEmpty)
    return views.before + steps + views.after
  }

  /// Without what happens to views, which demands nothing of rows.
  func stepsOfTables() throws(Diagnostic) -> [Step] {
    let ids = touched.sorted()
    let tableIDs = ids.filter { before.tables[$0] != nil || after.tables[$0] != nil }
    let kept = after.parentsFirst(tableIDs.filter { before.tables[$0] != nil && after.tables[$0] != nil })
    let dropped = tableIDs.filter { before.tables[$0] != nil && after.tables[$0] == nil }
    let made = tableIDs.filter { before.tables[$0] == nil && after.tables[$0] != nil }
    let renames = renames(of: kept)

    let triggers = try changedTriggers(tableIDs, renames)
    let indexes = try changedIndexes(ids, renames)
    var steps: [Step] = []
    for trigger in triggers.gone where !dropped.contains(trigger.key.owner) || trigger.key.isElsewhere {
      steps.append(.execute("DROP TRIGGER IF EXISTS \(SQLiteText.name(trigger.object.name))"))
    }
    for index in indexes.gone where !dropped.contains(index.key.owner) {
      steps.append(.execute("DROP INDEX \(SQLiteText.name(index.object.name))"))
    }
    steps += try leavingPartitions()
    steps += renames.steps
    steps += sequencesBeforeTables()
    for id in made where before.views[id]?.partition == nil {
      guard let table = after.tables[id] else { continue }
      steps.append(.execute(try after.lowered(table).sql))
    }
    for id in kept { steps += try alteration(of: id, renames) }
    steps += try joiningPartitions()
    steps += try drops(of: dropped)
    steps += sequencesAfterTables()
    for index in indexes.new {
      let isOnRows = before.tables[index.key.owner] != nil
      steps.append(isOnRows ? try created(index.key, index.object) : .execute(index.object.sql))
    }
    if triggers.new.contains(where: { $0.object.sql.contains(SQLiteText.name(TriggerMemory.table)) }) {
      steps.append(.execute(TriggerMemory.definition))
    }
    for trigger in triggers.new { steps.append(.execute(trigger.object.sql)) }
    return steps
  }

  private func alteration(of id: ObjectID, _ renames: Renames) throws(Diagnostic) -> [Step] {
    guard let old = renames.schema.tables[id], let new = after.tables[id] else { return [] }
    if new.isForeign, new.stored == nil { return try foreignAlteration(old, new) }
    let alteration = TableAlteration(
      id: id, before: try renames.schema.lowered(old), after: try after.lowered(new),
      values: after.pendingValues[id], numbering: numbering(old, new),
      // A key that goes may go later than this table is altered.
      referenced: after.referencedColumns(of: id).union(renames.schema.referencedColumns(of: id)),
      rowIDs: (before.rowID(of: old), after.rowID(of: new)))
    return try alteration.steps()
  }

  /// Numbers the rows of a table that a counting column is added to.
  private func numbering(_ old: Table, _ new: Table) -> [Int: [Step]] {
    var steps: [Int: [Step]] = [:]
    for column in new.columns where old[number: column.number] == nil {
      steps[column.number] = after.counter(of: column, in: new)?.numberRows(rowID: after.rowID(of: new))
    }
    return steps
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
    }
    return steps
  }
}

extension Schema {
  /// Tables in an order in which a new reference is verified when what it refers to is there.
  fileprivate func parentsFirst(_ ids: [ObjectID]) -> [ObjectID] {
    let all = Set(ids)
    var (ordered, visited): ([ObjectID], Set<ObjectID>) = ([], [])
    func visit(_ id: ObjectID) {
      guard visited.insert(id).inserted else { return }
      for constraint in tables[id]?.constraints ?? [] {
        if let parent = constraint.foreignKey?.table, all.contains(parent) { visit(parent) }
      }
      ordered.append(id)
    }
    ids.forEach(visit)
    return ordered
  }

  /// The columns of a table that foreign keys refer to, its own among them.
  func referencedColumns(of id: ObjectID) -> Set<Int> {
    var numbers: Set<Int> = []
    for table in tables.values {
      for constraint in table.constraints {
        if let key = constraint.foreignKey, key.table == id { numbers.formUnion(key.referenced) }
      }
    }
    return numbers
  }
}
