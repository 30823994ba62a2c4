/// `DROP COLUMN` and `DROP CONSTRAINT`, with what goes along.
extension Schema {
  mutating func dropColumn(_ name: Identifier, of owner: Table, cascade: Bool) throws(Diagnostic) {
    var table = owner
    let column = try self.column(name, of: table)
    if table.partitionKey?.elements.contains(where: { $0.expression.columnNames.contains(column.name) })
      == true
    {
      throw Diagnostic(
        .error, .invalidTableDefinition,
        "cannot drop column \"\(column.name)\" because it is part of the partition key of relation "
          + "\"\(table.name.name)\"", at: name.range)
    }
    try detachReferences(
      to: [column.number], of: table, as: "column \(column.name) of table \(table.name.name)",
      cascade: cascade, at: name.range)
    try detachQueries(
      from: [table.id], column: column.number, as: "column \(column.name) of table \(table.name.name)",
      cascade: cascade, at: name.range)
    for user in table.columns where user.generated?.columnNames.contains(column.name) == true {
      guard cascade else {
        throw Diagnostic(
          .error, .dependentObjectsStillExist,
          "cannot drop column \(column.name) of table \(table.name.name) because other objects depend on it",
          hint: "column \(user.name) of table \(table.name.name) depends on it; use DROP … CASCADE",
          at: name.range)
      }
      try dropColumn(Identifier(user.name, at: name.range), of: tables[table.id] ?? table, cascade: true)
    }
    table = tables[table.id] ?? table
    for trigger in table.triggers where trigger.depends(on: column.name) {
      guard cascade else {
        throw Diagnostic(
          .error, .dependentObjectsStillExist,
          "cannot drop column \(column.name) of table \(table.name.name) because other objects depend on it",
          hint: "trigger \(trigger.name) on table \(table.name.name) depends on it; use DROP … CASCADE",
          at: name.range)
      }
    }
    if !cascade {
      try refuseSharedSequences(
        ofTables: [table.id], column: column.number,
        as: "column \(column.name) of table \(table.name.name)", at: name.range)
    }
    try releaseColumn(column, of: table, cascade: cascade, at: name.range)
    // The references to the table itself may have changed just now.
    table = tables[table.id] ?? table
    table.triggers.removeAll { $0.depends(on: column.name) }
    for constraint in table.constraints where involves(constraint, column) {
      remove(constraint, of: table)
    }
    table.constraints.removeAll { involves($0, column) }
    table.columns.removeAll { $0.number == column.number }
    annotations[.column(table.id, column.number)] = nil
    pendingValues[table.id][column.number] = nil
    replace(table)
    if let sequence = sequence(of: column) { touchCounting(by: sequence) }
    removeSequences(ownedBy: table.id, column: column.number)
    for index in indexes.values where index.table == table.id && index.mentions(column.name) {
      removeIndex(index.id)
    }
  }

  private func involves(_ constraint: Constraint, _ column: Column) -> Bool {
    if case .check(let condition) = constraint.kind { return condition.columnNames.contains(column.name) }
    return constraint.columns.contains(column.number) || constraint.include.contains(column.number)
  }

  /// Frees the name of a key's index and drops the comment.
  private mutating func remove(_ constraint: Constraint, of table: Table) {
    if constraint.hasIndex { relations[ObjectName(constraint.name, in: table.name.schema)] = nil }
    annotations[.constraint(table.id, constraint.name)] = nil
  }

  mutating func dropConstraint(
    _ name: Identifier, of owner: Table, ifExists: Bool, cascade: Bool
  ) throws(Diagnostic) -> [Diagnostic] {
    guard let constraint = owner.constraints.first(where: { $0.name == name.text }) else {
      guard ifExists else { throw Self.missingConstraint(name, of: owner) }
      let message = "constraint \"\(name.text)\" of relation \"\(owner.name.name)\" does not exist, skipping"
      return [.skipped(message, .undefinedObject, name.range)]
    }
    if constraint.isKey {
      try detachReferences(
        to: constraint.columns, of: owner, as: "constraint \(name.text) on table \(owner.name.name)",
        cascade: cascade, at: name.range)
    }
    var table = tables[owner.id] ?? owner
    table.constraints.removeAll { $0.name == name.text }
    remove(constraint, of: table)
    replace(table)
    return []
  }

  /// Foreign keys that rely on these columns go with CASCADE, or forbid the drop.
  private mutating func detachReferences(
    to numbers: [Int], of table: Table, as what: String, cascade: Bool, at range: SourceRange
  ) throws(Diagnostic) {
    func relies(_ key: ForeignKey?) -> Bool {
      guard let key, key.table == table.id else { return false }
      return numbers.count == 1 ? key.referenced.contains(numbers[0]) : Set(key.referenced) == Set(numbers)
    }
    for var other in tables.values {
      guard let reference = other.constraints.first(where: { relies($0.foreignKey) }) else { continue }
      guard cascade else {
        throw Diagnostic(
          .error, .dependentObjectsStillExist, "cannot drop \(what) because other objects depend on it",
          hint: "constraint \(reference.name) on table \(other.name.name) depends on it; use DROP … CASCADE",
          at: range)
      }
      other.constraints.removeAll { relies($0.foreignKey) }
      replace(other)
    }
  }
}

extension Trigger {
  /// Whether its `UPDATE OF` or `WHEN` names the column.
  fileprivate func depends(on column: String) -> Bool {
    if definition.when?.columnNames.contains(column) == true { return true }
    return definition.events.contains {
      if case .update(let columns) = $0 { columns.contains { $0.text == column } } else { false }
    }
  }
}

extension Index {
  func mentions(_ column: String) -> Bool {
    elements.contains { $0.expression.columnNames.contains(column) } || include.contains { $0.text == column }
      || filter?.columnNames.contains(column) == true
  }
}
