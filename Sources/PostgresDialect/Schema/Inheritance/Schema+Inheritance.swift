/// Tables that inherit from others: https://www.postgresql.org/docs/15/ddl-inherit.html
///
/// Each is a table of its own in SQLite. A statement that reads or changes a parent comes to all of them.
extension Schema {
  /// The tables that inherit from a table directly, oldest first.
  func children(of id: ObjectID) -> [ObjectID] {
    guard hasInheritance else { return [] }
    return tables.values.filter { $0.parents.contains(id) }.map(\.id).sorted()
  }

  /// All that inherit from a table, by whatever way, each once.
  func descendants(of id: ObjectID) -> [Table] {
    var found: [ObjectID] = []
    var next = children(of: id)
    while !next.isEmpty {
      let child = next.removeFirst()
      guard !found.contains(child) else { continue }
      found.append(child)
      next += children(of: child)
    }
    return found.compactMap { tables[$0] }
  }

  func ancestors(of table: Table) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    var next = table.parents
    while let id = next.popLast() {
      if found.insert(id).inserted { next += tables[id]?.parents ?? [] }
    }
    return found
  }

  /// Whether a parent has the column too, which then is not the table's to alter.
  func isInherited(_ column: Column, of table: Table) -> Bool {
    table.parents.contains { tables[$0]?[column: column.name] != nil }
  }

  func isInherited(_ constraint: Constraint, of table: Table) -> Bool {
    table.parents.contains { parent in
      tables[parent]?.constraints.contains { $0.name == constraint.name && $0.isInheritable } ?? false
    }
  }

  /// Gives a new table the columns and checks of its parents, which stand before its own.
  mutating func inherit(_ names: [QualifiedName], to id: ObjectID) throws(Diagnostic) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    for name in names {
      let parent = try inheritable(name)
      guard var table = tables[id] else { throw .internalError }
      try addParent(parent, to: &table, at: name.range)
      for column in parent.columns {
        guard let index = table.columns.firstIndex(where: { $0.name == column.name }) else {
          table.lastColumnNumber += 1
          table.columns.append(column.inherited(number: table.lastColumnNumber))
          continue
        }
        try requireSameType(table.columns[index], column, at: name.range)
        notes.append(
          Diagnostic(.note, .warning, "merging multiple inherited definitions of column \"\(column.name)\""))
        if column.isNotNull { table.columns[index].isNotNull = true }
        if let value = column.defaultValue { table.columns[index].defaultValue = value }
      }
      for constraint in parent.constraints where constraint.isInheritable {
        guard !table.constraints.contains(where: { $0.name == constraint.name }) else { continue }
        table.constraints.append(constraint.inherited)
      }
      replace(table)
    }
    return notes
  }

  /// A column written for a table that has inherited it: what is said of it is added.
  mutating func merge(_ definition: ColumnDefinition, into id: ObjectID) throws(Diagnostic) -> Diagnostic {
    let name = definition.name
    guard var table = tables[id], let index = table.columns.firstIndex(where: { $0.name == name.text }) else {
      throw .internalError
    }
    var own = table.columns[index]
    own.type = try resolve(definition.type)
    try requireSameType(own, table.columns[index], at: definition.type.range)
    own.isLocal = true
    for constraint in definition.constraints {
      switch constraint.kind {
      case .notNull: own.isNotNull = true
      case .default(let value):
        try refuseColumns(in: value, "cannot use column reference in DEFAULT expression")
        own.defaultValue = try stored(value)
      case .generated, .identity:
        throw .unsupported("an inherited column that is generated anew", at: constraint.range)
      case .null, .check, .primaryKey, .unique, .references: break
      }
    }
    table.columns[index] = own
    replace(table)
    return Diagnostic(
      .note, .warning, "merging column \"\(name.text)\" with inherited definition", at: name.range)
  }

  private func inheritable(_ name: QualifiedName) throws(Diagnostic) -> Table {
    let parent = try table(name)
    guard parent.partitionKey == nil else {
      throw Diagnostic(
        .error, .wrongObjectType, "cannot inherit from partitioned table \"\(name.name.text)\"",
        at: name.range)
    }
    guard parent.materialized == nil else {
      throw Diagnostic(
        .error, .wrongObjectType, "inherited relation \"\(name.name.text)\" is not a table or foreign table",
        at: name.range)
    }
    return parent
  }

  private mutating func addParent(
    _ parent: Table, to table: inout Table, at range: SourceRange
  ) throws(Diagnostic) {
    guard !table.parents.contains(parent.id) else {
      throw Diagnostic(
        .error, .duplicateTable,
        "relation \"\(parent.name.name)\" would be inherited from more than once", at: range)
    }
    guard parent.id != table.id, !ancestors(of: parent).contains(table.id) else {
      throw Diagnostic(.error, .duplicateTable, "circular inheritance not allowed", at: range)
    }
    table.parents.append(parent.id)
    hasInheritance = true
  }

  func requireSameType(_ own: Column, _ other: Column, at range: SourceRange?) throws(Diagnostic) {
    guard own.type != other.type else { return }
    throw Diagnostic(
      .error, .datatypeMismatch, "column \"\(own.name)\" has a type conflict",
      hint: "\(displayName(other.type)) versus \(displayName(own.type))", at: range)
  }

  // MARK: - ALTER TABLE … INHERIT

  mutating func setParent(_ name: QualifiedName, of id: ObjectID) throws(Diagnostic) {
    let parent = try inheritable(name)
    guard var table = tables[id] else { throw .internalError }
    try addParent(parent, to: &table, at: name.range)
    func mismatch(_ message: String) -> Diagnostic {
      Diagnostic(.error, .datatypeMismatch, message, at: name.range)
    }
    for column in parent.columns {
      guard let own = table[column: column.name] else {
        throw mismatch("child table is missing column \"\(column.name)\"")
      }
      guard own.type == column.type else {
        throw mismatch("child table \"\(table.name.name)\" has different type for column \"\(column.name)\"")
      }
      if column.isNotNull, !own.isNotNull {
        throw mismatch("column \"\(column.name)\" in child table must be marked NOT NULL")
      }
    }
    for constraint in parent.constraints where constraint.isInheritable {
      guard table.constraints.contains(where: { $0.name == constraint.name && $0.kind == constraint.kind })
      else {
        throw mismatch("child table is missing constraint \"\(constraint.name)\"")
      }
    }
    replace(table)
  }

  mutating func removeParent(_ name: QualifiedName, of id: ObjectID) throws(Diagnostic) {
    let parent = try self.table(name)
    guard var table = tables[id] else { throw .internalError }
    guard table.parents.contains(parent.id) else {
      throw Diagnostic(
        .error, .undefinedTable,
        "relation \"\(parent.name.name)\" is not a parent of relation \"\(table.name.name)\"", at: name.range)
    }
    touched.insert(parent.id)
    table.parents.removeAll { $0 == parent.id }
    for index in table.columns.indices where !isInherited(table.columns[index], of: table) {
      table.columns[index].isLocal = true
    }
    for index in table.constraints.indices where !isInherited(table.constraints[index], of: table) {
      table.constraints[index].isInherited = false
    }
    replace(table)
  }
}

extension Constraint {
  /// Whether tables that inherit get it.
  var isInheritable: Bool {
    if case .check = kind { !isLocal } else { false }
  }

  var inherited: Constraint {
    var copy = self
    copy.isInherited = true
    return copy
  }
}

extension Column {
  /// The same for a table that inherits it. What counts is the parent's.
  func inherited(number: Int) -> Column {
    var copy = self
    copy.number = number
    copy.identity = nil
    copy.isLocal = false
    copy.attributes = ColumnAttributes()
    return copy
  }
}
