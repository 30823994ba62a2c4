/// What a change of a table may change too.
extension Schema {
  /// The words of a function and of those that it calls.
  func reachedWords(of function: ObjectID) -> [Set<String>] {
    var words: [Set<String>] = []
    var reached: Set<ObjectID> = []
    var pending = [function]
    while let id = pending.popLast() {
      guard reached.insert(id).inserted, let function = functions[id] else { continue }
      words.append(function.words)
      for other in functions.values where function.words.contains(other.name.name) {
        pending.append(other.id)
      }
    }
    return words
  }

  /// The columns of a table's keys and unique indexes.
  func uniqueColumns(of table: Table) -> Set<String> {
    var names: Set<String> = []
    for constraint in table.constraints where constraint.isKey {
      names.formUnion(table.names(of: constraint.columns))
    }
    for index in indexes.values where index.table == table.id && index.isUnique {
      for element in index.elements { names.formUnion(element.expression.columnNames) }
    }
    return names
  }

  /// What an object is called, whatever it is.
  func name(of id: ObjectID) -> String? {
    relation(id)?.name.name ?? functions[id]?.name.name ?? types[id]?.name.name ?? sequences[id]?.name.name
  }

  /// The tables, those that their foreign keys and triggers reach, and so on.
  func changed(by ids: Set<ObjectID>) -> Set<ObjectID> {
    var reached: Set<ObjectID> = []
    var pending = Array(ids)
    while let id = pending.popLast() {
      guard reached.insert(id).inserted else { continue }
      for view in views.values where view.query.mentions(id) { pending.append(view.id) }
      for table in tables.values {
        if table.materialized?.query.mentions(id) == true { pending.append(table.id) }
        let follows = table.constraints.contains { constraint in
          guard let key = constraint.foreignKey, key.table == id else { return false }
          return key.onDelete.changesRows || key.onUpdate.changesRows
        }
        if follows { pending.append(table.id) }
      }
      for trigger in triggerOwner(id)?.triggers ?? [] where trigger.mode.fires {
        let words = functions[trigger.function]?.words ?? []
        for table in tables.values where words.contains(table.name.name) { pending.append(table.id) }
      }
    }
    return reached
  }
}

extension ForeignKeyAction {
  fileprivate var changesRows: Bool {
    switch self {
    case .noAction, .restrict: false
    case .cascade, .setNull, .setDefault: true
    }
  }
}
