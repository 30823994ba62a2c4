/// Composite types: https://www.postgresql.org/docs/15/rowtypes.html
extension Schema {
  mutating func create(_ statement: CreateComposite) throws(Diagnostic) -> [Diagnostic] {
    var attributes: [Attribute] = []
    for definition in statement.attributes {
      guard !attributes.contains(where: { $0.name == definition.name.text }) else {
        throw Diagnostic(
          .error, .duplicateColumn, "column \"\(definition.name.text)\" specified more than once",
          at: definition.name.range)
      }
      attributes.append(try attribute(definition))
    }
    try makeType(statement.name, .composite(attributes))
    return []
  }

  private func attribute(_ definition: ColumnDefinition) throws(Diagnostic) -> Attribute {
    Attribute(
      name: definition.name.text, type: try resolve(definition.type), collation: definition.collation)
  }

  mutating func alter(_ statement: AlterComposite) throws(Diagnostic) -> [Diagnostic] {
    var (type, attributes) = try composite(statement.name)
    var notes: [Diagnostic] = []
    try refuseInUse(type, at: statement.name.range)
    for action in statement.actions {
      switch action {
      case .add(let definition):
        guard !attributes.contains(where: { $0.name == definition.name.text }) else {
          throw duplicate(definition.name, type)
        }
        attributes.append(try attribute(definition))
      case .drop(let name, let ifExists):
        if ifExists, !attributes.contains(where: { $0.name == name.text }) {
          let message = "column \"\(name.text)\" of relation \"\(type.name.name)\" does not exist, skipping"
          notes.append(.skipped(message, .undefinedColumn, name.range))
        } else {
          attributes.remove(at: try index(of: name, attributes, type))
        }
      case .setType(let name, let written, let collation):
        let place = try index(of: name, attributes, type)
        attributes[place].type = try resolve(written)
        attributes[place].collation = collation
      }
    }
    type.kind = .composite(attributes)
    types[type.id] = type
    touchUsers(of: type.id)
    return notes
  }

  mutating func renameAttribute(
    _ old: Identifier, of name: QualifiedName, to new: Identifier
  ) throws(Diagnostic) {
    var (type, attributes) = try composite(name)
    let place = try index(of: old, attributes, type)
    guard !attributes.contains(where: { $0.name == new.text }) else { throw duplicate(new, type) }
    attributes[place].name = new.text
    type.kind = .composite(attributes)
    types[type.id] = type
    touchUsers(of: type.id)
  }

  private func composite(_ name: QualifiedName) throws(Diagnostic) -> (UserType, [Attribute]) {
    let type = try userType(name)
    guard case .composite(let attributes) = type.kind else {
      throw Diagnostic(
        .error, .wrongObjectType, "\"\(type.name.name)\" is not a composite type", at: name.range)
    }
    return (type, attributes)
  }

  private func index(
    of name: Identifier, _ attributes: [Attribute], _ type: UserType
  ) throws(Diagnostic) -> Int {
    guard let index = attributes.firstIndex(where: { $0.name == name.text }) else {
      throw Diagnostic(
        .error, .undefinedColumn,
        "column \"\(name.text)\" of relation \"\(type.name.name)\" does not exist", at: name.range)
    }
    return index
  }

  private func duplicate(_ name: Identifier, _ type: UserType) -> Diagnostic {
    Diagnostic(
      .error, .duplicateColumn, "column \"\(name.text)\" of relation \"\(type.name.name)\" already exists",
      at: name.range)
  }

  /// Rows hold values of it, which would have to change.
  private func refuseInUse(_ type: UserType, at range: SourceRange) throws(Diagnostic) {
    for table in tables.values {
      guard let column = table.columns.first(where: { uses($0.type, type.id) }) else { continue }
      throw Diagnostic(
        .error, .featureNotSupported,
        "cannot alter type \"\(type.name.name)\" because column \"\(table.name.name).\(column.name)\" uses it",
        at: range)
    }
  }
}
