/// What behaves otherwise than in PostgreSQL, in sentences; each is said once, where it first comes up.
extension Schema {
  /// Of the columns and constraints of a table that `before` did not have.
  func differences(of table: Table, since before: Table?) -> [String] {
    if table.isForeign {
      guard table.isChanged else { return [] }
      return [
        "\"\(table.name.name)\" was changed by another program: its columns are known by SQLite's types alone"
      ]
    }
    var messages: [String] = []
    var lowering = Lowering(forStoredNames, .immutable, scope: .definition(of: table))
    for column in table.columns where before?[number: column.number] != column {
      if let difference = ColumnStorage.storage(of: column.type, in: self).difference {
        messages.append("\(displayName(column.type.element.unmodified)): \(difference)")
      }
      if let collation = column.collation,
        let difference = try? self.collation(collation, at: collation.range).difference
      {
        messages.append(difference)
      }
      if let value = column.generated { _ = try? lowering.lower(value) }
      messages += (try? forStoredNames.storedDefault(of: column, in: table))?.warnings ?? []
    }
    for constraint in table.constraints where before?.constraints.contains(constraint) != true {
      if case .check(let condition) = constraint.kind { _ = try? lowering.lower(condition) }
      if case .exclusion = constraint.kind {
        messages.append("exclusion constraints are remembered, not enforced")
      }
      if constraint.isKey, constraint.deferral != nil {
        messages.append("deferrable keys are checked at once, row by row")
      }
    }
    if !table.parents.isEmpty, before?.parents.isEmpty != false {
      let parents = table.parents.compactMap { tables[$0]?.name.name }.joined(separator: ", ")
      messages.append(
        "SQLite's own queries of \(parents) do not find the rows of \(table.name.name), which inherits")
    }
    messages += ambiguousActions(of: table, since: before)
    if table.partitionKey?.strategy == .hash, before?.partitionKey == nil {
      messages.append("partitions BY HASH are names only: which rows are in which is not known")
    }
    return messages + lowering.warnings.map(\.message)
  }

  /// Of triggers that are new, or whose functions are.
  func triggerDifferences(since before: Schema, touched: Set<ObjectID>) -> [String] {
    var messages: [String] = []
    for id in touched.sorted() {
      guard let table = triggerOwner(id), !table.triggers.isEmpty else { continue }
      let old = before.triggerOwner(id)?.triggers ?? []
      let isNew = table.triggers.contains { trigger in
        !old.contains(trigger) || before.functions[trigger.function] != functions[trigger.function]
      }
      guard isNew, let lowered = try? forStoredNames.loweredTriggers(of: table) else { continue }
      messages += lowered.warnings.sorted { $0.key < $1.key }.flatMap(\.value)
      if table.triggers.contains(where: { $0.definition.events.contains(.truncate) && $0.mode.fires }) {
        messages.append("triggers of TRUNCATE are remembered, not fired: SQLite has no TRUNCATE")
      }
    }
    return messages
  }

  /// Where one `DELETE` reaches a table on two ways, one that takes its rows along and one that they forbid, it counts
  /// which comes first. PostgreSQL goes by the age of the constraints, SQLite by an order of its own, and `NO ACTION` waits
  /// for the statement's end: https://sqlite.org/foreignkeys.html#fk_actions
  private func ambiguousActions(of table: Table, since before: Table?) -> [String] {
    let keys = table.constraints.compactMap { constraint in
      constraint.foreignKey.map {
        (name: constraint.name, isNew: before?.constraints.contains(constraint) != true, key: $0)
      }
    }
    guard keys.contains(where: \.isNew) else { return [] }
    let taken = keys.filter { $0.key.onDelete == .cascade }
    let forbidding = keys.filter { $0.key.onDelete == .restrict || $0.key.onDelete == .noAction }
    let first = forbidding.first { refusal in
      let origins = cascadingTables(above: refusal.key.table)
      return taken.contains { way in
        (refusal.isNew || way.isNew) && !origins.isDisjoint(with: cascadingTables(above: way.key.table))
      }
    }
    guard let first else { return [] }
    return [
      "whether \"\(first.name)\" refuses a DELETE that takes rows of \"\(table.name.name)\" along on another way "
        + "depends on the order of the keys, which is SQLite's"
    ]
  }

  /// The tables whose rows take those of a table along, itself among them.
  private func cascadingTables(above id: ObjectID) -> Set<ObjectID> {
    var found: Set<ObjectID> = [id]
    var next = [id]
    while let current = next.popLast() {
      for constraint in tables[current]?.constraints ?? [] {
        guard let key = constraint.foreignKey, key.onDelete == .cascade, found.insert(key.table).inserted
        else {
          continue
        }
        next.append(key.table)
      }
    }
    return found
  }

  /// Of the query of a view.
  func differences(of query: StoredQuery, named name: String) -> [String] {
    if let obstacle = query.obstacle {
      return ["\"\(name)\" is remembered, but no other program can read it: \(obstacle)"]
    }
    var lowering = Lowering(self, .view)
    _ = try? lowering.query(query.query)
    return lowering.warnings.map(\.message)
  }

  /// Of a view. https://www.postgresql.org/docs/15/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS
  func differences(of view: View) -> [String] {
    guard view.partition == nil, view.query.obstacle == nil, case .select(let select) = view.query.query.body,
      select.groupBy.isEmpty,
      select.distinct == nil, select.from.count == 1, case .table = select.from[0]
    else { return [] }
    return ["rows cannot be written through views; write to their tables"]
  }

  /// Of an index.
  func differences(of index: Index) -> [String] {
    guard !Self.unbuiltMethods.contains(index.method) else {
      return ["\(index.method) indexes are remembered, not built: queries that rely on them scan the table"]
    }
    guard let table = tables[index.table] else { return [] }
    if (try? lowered(index))?.isEmpty == true {
      return ["an index over what SQLite cannot compute is remembered, not built"]
    }
    var lowering = Lowering(forStoredNames, .immutable, scope: .definition(of: table))
    for element in index.elements { _ = try? lowering.lower(Self.told(apartBy: element.expression)) }
    if let filter = index.filter { _ = try? lowering.lower(filter) }
    return lowering.warnings.map(\.message)
  }
}
