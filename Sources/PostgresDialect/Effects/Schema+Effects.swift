extension Schema {
  /// What has happened to tables since `before`, to those that a statement touched.
  ///
  /// - Parameter isPlain: whether types are changed without an expression of their own.
  func effects(since before: Schema, touched: Set<ObjectID>, isPlain: Bool) -> [Effect] {
    touched.sorted().flatMap { id -> [Effect] in
      switch (before.keptTable(id), keptTable(id)) {
      case (let old?, let new?): return effects(from: old, to: new, since: before, isPlain)
      case (let old?, nil): return views[id]?.partition == nil ? [.dropsTable(old.name.lowered)] : []
      case (nil, let new?): return [.makesTable(new.name.lowered)]
      case (nil, nil): return droppedPartition(id, before)
      }
    }
  }

  /// A table whose rows are there to stay: none that is temporary, and none that a query fills.
  private func keptTable(_ id: ObjectID) -> Table? {
    guard let table = tables[id], table.materialized == nil, table.name.schema != Self.temporary else {
      return nil
    }
    return table
  }

  /// Its rows are in the partitioned table, and go with it.
  private func droppedPartition(_ id: ObjectID, _ before: Schema) -> [Effect] {
    guard let partition = before.views[id]?.partition, views[id] == nil, let parent = tables[partition.parent]
    else { return [] }
    return [.deletes(table: parent.name.lowered)]
  }

  private func effects(from old: Table, to new: Table, since before: Schema, _ isPlain: Bool) -> [Effect] {
    let name = old.name.lowered
    var effects: [Effect] = []
    if new.name.lowered != name { effects.append(.renamesTable(name, to: new.name.lowered)) }
    for column in old.columns {
      guard let now = new[number: column.number] else {
        if column.generated == nil { effects.append(.dropsColumn(table: name, column: column.name)) }
        continue
      }
      if now.name != column.name {
        effects.append(.renamesColumn(table: name, from: column.name, to: now.name))
      }
      guard column.generated == nil, now.type != column.type else { continue }
      let isReplaced = pendingValues[new.id][column.number].map { !$0.reads.contains(column.number) } ?? false
      let (from, to) = (before.baseType(column.type), baseType(now.type))
      if isReplaced || !from.fits(into: to) {
        effects.append(
          .narrows(
            table: name, column: column.name, from: before.displayName(column.type),
            to: displayName(now.type), refuses: isPlain && !isReplaced && from.refusesWhatExceeds(to)))
      }
    }
    return effects
  }
}

extension Schema {
  /// The tables that a statement deletes from, in its `WITH` too.
  func deletions(of statement: Statement) -> [Effect] {
    let names: [QualifiedName] =
      switch statement.kind {
      case .delete(let delete): [delete.table]
      case .truncate(let truncate): truncate.tables
      default: []
      }
    let own = names.compactMap { name -> Effect? in
      guard let id = relationID(name), let table = keptTable(id) else { return nil }
      return .deletes(table: table.name.lowered)
    }
    return own + (statement.with?.tables ?? []).flatMap { deletions(of: $0.statement) }
  }
}

extension Statement {
  /// Whether it changes no type by an expression of its own.
  var isPlain: Bool {
    guard case .alterTable(let alter) = kind else { return true }
    return alter.actions.allSatisfy { action in
      if case .setType(_, _, _, let using) = action.kind { using == nil } else { true }
    }
  }

  fileprivate var with: WithClause? {
    switch kind {
    case .select(let query): query.with
    case .insert(let insert): insert.with
    case .update(let update): update.with
    case .delete(let delete): delete.with
    default: nil
    }
  }
}
