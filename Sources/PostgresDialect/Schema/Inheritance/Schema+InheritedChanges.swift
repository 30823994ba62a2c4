/// What `ALTER TABLE` of a parent does to the tables that inherit from it.
extension Schema {
  /// What is inherited can only be changed where it comes from.
  func refuseInherited(_ action: AlterTableActionKind, on id: ObjectID, only: Bool) throws(Diagnostic) {
    guard let table = tables[id] else { return }
    func refuse(_ message: String, _ range: SourceRange) throws(Diagnostic) {
      throw Diagnostic(.error, .invalidTableDefinition, message, at: range)
    }
    func inherits(_ name: Identifier) -> Bool {
      table[column: name.text].map { isInherited($0, of: table) } ?? false
    }
    switch action {
    case .dropColumn(let name, _, _) where inherits(name):
      try refuse("cannot drop inherited column \"\(name.text)\"", name.range)
    case .setType(let name, _, _, _) where inherits(name):
      try refuse("cannot alter inherited column \"\(name.text)\"", name.range)
    case .dropConstraint(let name, _, _):
      guard let constraint = table.constraints.first(where: { $0.name == name.text }),
        isInherited(constraint, of: table)
      else { return }
      try refuse(
        "cannot drop inherited constraint \"\(name.text)\" of relation \"\(table.name.name)\"", name.range)
    default: break
    }
    guard only, !children(of: id).isEmpty else { return }
    switch action {
    case .addColumn(let definition, _):
      try refuse("column must be added to child tables too", definition.name.range)
    case .addConstraint(let constraint):
      guard case .check(_, noInherit: false) = constraint.kind else { return }
      try refuse("constraint must be added to child tables too", constraint.range)
    case .setType(let name, _, _, _):
      try refuse(
        "type of inherited column \"\(name.text)\" must be changed in child tables too", name.range)
    default: break
    }
  }

  /// Does to the children of a table what was just done to it.
  mutating func inherit(
    _ action: AlterTableAction, from id: ObjectID, before: Table, only: Bool
  ) throws(Diagnostic) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    for child in children(of: id) {
      guard let old = tables[child] else { continue }
      guard let passed = try inherit(action, to: child, from: id, before: before, only: only, &notes) else {
        continue
      }
      notes += try inherit(passed, from: child, before: old, only: false)
    }
    return notes
  }

  /// The action that goes on to the children's children; nil where it ends.
  private mutating func inherit(
    _ action: AlterTableAction, to child: ObjectID, from id: ObjectID, before: Table, only: Bool,
    _ notes: inout [Diagnostic]
  ) throws(Diagnostic) -> AlterTableAction? {
    guard let parent = tables[id], var table = tables[child] else { return nil }
    switch action.kind {
    case .addColumn(let definition, _):
      guard before[column: definition.name.text] == nil, let column = parent[column: definition.name.text]
      else { return nil }
      if let own = table[column: column.name] {
        guard own.type == column.type else {
          throw Diagnostic(
            .error, .datatypeMismatch,
            "child table \"\(table.name.name)\" has different type for column \"\(column.name)\"",
            at: definition.name.range)
        }
        notes.append(
          Diagnostic(
            .note, .warning,
            "merging definition of column \"\(column.name)\" for child \"\(table.name.name)\""))
        return nil
      }
      table.lastColumnNumber += 1
      let own = column.inherited(number: table.lastColumnNumber)
      table.columns.append(own)
      replace(table)
      try fill(own, of: child, at: definition.range)
      try inheritChecks(of: parent, since: before, to: child)
      return action
    case .dropColumn(let name, _, let cascade):
      guard let column = table[column: name.text], !isInherited(column, of: table) else { return nil }
      if only || column.isLocal {
        for index in table.columns.indices where table.columns[index].number == column.number {
          table.columns[index].isLocal = true
        }
        replace(table)
        return nil
      }
      try dropColumn(name, of: table, cascade: cascade)
      return action
    case .setDefault, .dropDefault, .setNotNull, .dropNotNull, .setType, .dropExpression:
      if only { return nil }
      notes += try apply(action, to: child)
      return action
    case .addConstraint:
      try inheritChecks(of: parent, since: before, to: child)
      return action
    case .dropConstraint(let name, _, _):
      guard let index = table.constraints.firstIndex(where: { $0.name == name.text }),
        table.constraints[index].isInheritable, !isInherited(table.constraints[index], of: table)
      else { return nil }
      if only || !table.constraints[index].isInherited {
        table.constraints[index].isInherited = false
        replace(table)
        return nil
      }
      _ = try dropConstraint(name, of: table, ifExists: true, cascade: false)
      return action
    case .validateConstraint(let name):
      guard let index = table.constraints.firstIndex(where: { $0.name == name.text && $0.isInherited }) else {
        return nil
      }
      table.constraints[index].isValidated = true
      replace(table)
      return action
    default: return nil
    }
  }

  private mutating func inheritChecks(of parent: Table, since before: Table, to child: ObjectID)
    throws(Diagnostic)
  {
    guard var table = tables[child] else { throw .internalError }
    for constraint in parent.constraints
    where constraint.isInheritable && !before.constraints.contains(constraint) {
      if let own = table.constraints.first(where: { $0.name == constraint.name }) {
        guard own.kind == constraint.kind else {
          throw Diagnostic(
            .error, .duplicateObject,
            "constraint \"\(constraint.name)\" for relation \"\(table.name.name)\" already exists")
        }
        continue
      }
      table.constraints.append(constraint.inherited)
    }
    replace(table)
  }

  /// Columns and checks keep one name in all tables.
  mutating func renameInherited(column name: String, of id: ObjectID, to new: String) throws(Diagnostic) {
    for child in children(of: id) {
      guard let table = tables[child], let column = table[column: name] else { continue }
      guard table[column: new] == nil else {
        throw Diagnostic(
          .error, .duplicateColumn, "column \"\(new)\" of relation \"\(table.name.name)\" already exists")
      }
      setColumnName(column.number, of: child, to: new)
      renameColumnInRemembered(name, to: new, of: child)
      try renameInherited(column: name, of: child, to: new)
    }
  }

  mutating func renameInherited(constraint name: String, of id: ObjectID, to new: String) {
    for child in children(of: id) {
      guard var table = tables[child],
        let index = table.constraints.firstIndex(where: { $0.name == name && $0.isInheritable })
      else { continue }
      table.constraints[index].name = new
      moveAnnotation(from: .constraint(child, name), to: .constraint(child, new))
      replace(table)
      renameInherited(constraint: name, of: child, to: new)
    }
  }
}
