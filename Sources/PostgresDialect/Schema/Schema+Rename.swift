/// `ALTER … RENAME`.
extension Schema {
  mutating func rename(_ statement: Rename) throws(Diagnostic) -> [Diagnostic] {
    let new = statement.newName
    switch statement.target {
    case .relation(let kind, let name):
      try requireKind(kind, of: name)
      if statement.ifExists, relationID(name) == nil {
        return [
          .skipped("relation \"\(name.name.text)\" does not exist, skipping", .undefinedTable, name.range)
        ]
      }
      try renameRelation(name, to: new)
    case .column(let owner, let name):
      if statement.ifExists, relationID(owner) == nil {
        return [
          .skipped("relation \"\(owner.name.text)\" does not exist, skipping", .undefinedTable, owner.range)
        ]
      }
      if let view = view(named: owner) {
        try renameColumn(name, of: view, to: new)
      } else {
        try renameColumn(name, of: try table(owner), to: new)
      }
    case .constraint(let owner, let name):
      try renameConstraint(name, of: try table(owner), to: new)
    case .trigger(let owner, let name):
      var table = try triggerOwner(owner)
      guard let index = table.triggers.firstIndex(where: { $0.name == name.text }) else {
        throw Self.missingTrigger(name, of: table)
      }
      guard !table.triggers.contains(where: { $0.name == new.text }) else {
        throw Diagnostic(
          .error, .duplicateObject,
          "trigger \"\(new.text)\" for relation \"\(table.name.name)\" already exists", at: new.range)
      }
      table.triggers[index].name = new.text
      table.triggers[index].definition.name = Identifier(new.text)
      moveAnnotation(from: .trigger(table.id, name.text), to: .trigger(table.id, new.text))
      setTriggers(of: table)
    case .type(let name): try renameType(name, to: new, isDomain: false)
    case .domain(let name): try renameType(name, to: new, isDomain: true)
    case .attribute(let type, let name): try renameAttribute(name, of: type, to: new)
    case .schema(let name): try renameNamespace(name, to: new)
    case .other(let what): throw .unsupported("renaming \(what)", at: new.range)
    }
    return []
  }

  /// Gives a column another name, and with it all that mentions it.
  mutating func setColumnName(_ number: Int, of id: ObjectID, to new: String) {
    guard var table = tables[id], let column = table[number: number] else { return }
    func renamed(_ expression: Expression) -> Expression {
      expression.renamingColumn(column.name, to: new)
    }
    for index in table.columns.indices {
      if table.columns[index].number == column.number { table.columns[index].name = new }
      table.columns[index].generated = table.columns[index].generated.map(renamed)
    }
    if let key = table.partitionKey {
      table.partitionKey?.elements = key.elements.map {
        var element = $0
        element.expression = renamed($0.expression)
        return element
      }
    }
    for index in table.constraints.indices {
      switch table.constraints[index].kind {
      case .check(let condition): table.constraints[index].kind = .check(renamed(condition))
      case .foreignKey(var key):
        key.onDelete = key.onDelete.renamingColumn(column.name, to: new)
        table.constraints[index].kind = .foreignKey(key)
      default: break
      }
    }
    for index in table.triggers.indices {
      let definition = table.triggers[index].definition
      table.triggers[index].definition.when = definition.when.map(renamed)
      table.triggers[index].definition.events = definition.events.map { event in
        guard case .update(let columns) = event else { return event }
        return .update(of: columns.map { $0.text == column.name ? Identifier(new) : $0 })
      }
    }
    table.stored = table.stored?.renamingColumn(column.name, to: new)
    replace(table)
    forgetTexts(referringTo: number, of: id)
    touchReferences(to: table.id)
    for (id, var index) in indexes where index.table == table.id {
      index.elements = index.elements.map {
        var element = $0
        element.expression = renamed($0.expression)
        return element
      }
      index.include = index.include.map { $0.text == column.name ? Identifier(new) : $0 }
      index.filter = index.filter.map(renamed)
      if indexes[id] != index {
        indexes[id] = index
        touched.insert(id)
      }
    }
  }

  /// What SQLite makes of other programs' references to a renamed column is read again by the next run.
  private mutating func forgetTexts(referringTo column: Int, of id: ObjectID) {
    for var table in tables.values where table.stored != nil {
      let refers = table.constraints.contains { constraint in
        constraint.foreignKey.map { $0.table == id && $0.referenced.contains(column) } ?? false
      }
      guard refers else { continue }
      table.stored = nil
      replace(table)
    }
  }

  private mutating func renameRelation(_ name: QualifiedName, to new: Identifier) throws(Diagnostic) {
    guard let id = relationID(name) else { throw Self.missing(relation: name) }
    if let table = tables[id] {
      // A key's index has a relation's name too, and renaming it renames the constraint.
      if table.name.name != name.name.text {
        return try renameConstraint(name.name, of: table, to: new)
      }
    }
    guard let old = relationName(id) else { throw .internalError }
    try move(id, to: ObjectName(new.text, in: old.schema), at: new.range)
  }

  private mutating func renameColumn(
    _ name: Identifier, of table: Table, to new: Identifier
  ) throws(Diagnostic) {
    let column = try self.column(name, of: table)
    guard !isInherited(column, of: table) else {
      throw Diagnostic(
        .error, .invalidTableDefinition, "cannot rename inherited column \"\(name.text)\"", at: name.range)
    }
    guard table[column: new.text] == nil else {
      throw Diagnostic(
        .error, .duplicateColumn,
        "column \"\(new.text)\" of relation \"\(table.name.name)\" already exists", at: new.range)
    }
    let clash = table.columns.contains {
      $0.name.lowercased() == new.text.lowercased() && $0.number != column.number
    }
    if clash {
      throw Diagnostic(
        .error, .featureNotSupported,
        "column \"\(new.text)\" differs from another in case only, which SQLite cannot tell apart",
        at: new.range)
    }
    setColumnName(column.number, of: table.id, to: new.text)
    renameColumnInRemembered(column.name, to: new.text, of: table.id)
    try renameInherited(column: column.name, of: table.id, to: new.text)
  }

  private mutating func renameConstraint(
    _ name: Identifier, of owner: Table, to new: Identifier
  ) throws(Diagnostic) {
    var table = owner
    guard let index = table.constraints.firstIndex(where: { $0.name == name.text }) else {
      throw Self.missingConstraint(name, of: table)
    }
    if isInherited(table.constraints[index], of: table) {
      throw Diagnostic(
        .error, .invalidTableDefinition, "cannot rename inherited constraint \"\(name.text)\"", at: name.range
      )
    }
    if table.stored?.names.values.contains(name.text) == true {
      throw .unsupported("renaming a constraint of a table that another program created", at: name.range)
    }
    guard !table.constraints.contains(where: { $0.name == new.text }) else {
      throw Diagnostic(
        .error, .duplicateObject,
        "constraint \"\(new.text)\" for relation \"\(table.name.name)\" already exists", at: new.range)
    }
    if table.constraints[index].hasIndex {
      try reserve(ObjectName(new.text, in: table.name.schema), for: table.id, at: new.range)
      relations[ObjectName(name.text, in: table.name.schema)] = nil
    }
    table.constraints[index].name = new.text
    moveAnnotation(from: .constraint(table.id, name.text), to: .constraint(table.id, new.text))
    replace(table)
    renameInherited(constraint: name.text, of: table.id, to: new.text)
  }

  static func missingTrigger(_ name: Identifier, of table: Table) -> Diagnostic {
    Diagnostic(
      .error, .undefinedObject, "trigger \"\(name.text)\" for table \"\(table.name.name)\" does not exist",
      at: name.range)
  }
}

extension ForeignKeyAction {
  fileprivate func renamingColumn(_ old: String, to new: String) -> ForeignKeyAction {
    func renamed(_ columns: [Identifier]) -> [Identifier] {
      columns.map { $0.text == old ? Identifier(new) : $0 }
    }
    return switch self {
    case .setNull(let columns): .setNull(renamed(columns))
    case .setDefault(let columns): .setDefault(renamed(columns))
    case .noAction, .restrict, .cascade: self
    }
  }
}
