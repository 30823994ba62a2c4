/// `DROP TYPE` and `DROP DOMAIN`, with what depends on the type.
extension Schema {
  mutating func dropType(_ name: QualifiedName, _ statement: Drop) throws(Diagnostic) -> Bool {
    guard let id = typeID(name), let type = types[id] else {
      if let table = relationID(name).flatMap({ tables[$0] }), table.name.name == name.name.text {
        throw Diagnostic(
          .error, .dependentObjectsStillExist,
          "cannot drop type \(name.name.text) because table \(name.name.text) requires it",
          hint: "you can drop table \(name.name.text) instead", at: name.range)
      }
      if statement.ifExists { return true }
      throw Diagnostic(.error, .undefinedObject, "type \"\(name.name.text)\" does not exist", at: name.range)
    }
    if case .domain = statement.kind { try requireDomain(type, at: name.range) }
    if !statement.cascade, let dependent = dependents(of: type.id).first {
      throw Diagnostic(
        .error, .dependentObjectsStillExist,
        "cannot drop type \(displayName(PostgresType(.user(id)))) because other objects depend on it",
        hint: "\(describe(dependent)) depends on type \(type.name.name); "
          + "use DROP … CASCADE to drop the dependent objects too", at: name.range)
    }
    try removeType(id)
    return false
  }

  /// A user's type of that name, or PostgreSQL's error.
  func userType(_ name: QualifiedName) throws(Diagnostic) -> UserType {
    guard let type = typeID(name).flatMap({ types[$0] }) else {
      if let table = relationID(name).flatMap({ tables[$0] }), table.name.name == name.name.text {
        throw Diagnostic(
          .error, .wrongObjectType, "\(name.name.text) is a table's row type",
          hint: "use ALTER TABLE instead", at: name.range)
      }
      throw Diagnostic(.error, .undefinedObject, "type \"\(name.name.text)\" does not exist", at: name.range)
    }
    return type
  }

  func requireDomain(_ type: UserType, at range: SourceRange) throws(Diagnostic) {
    guard case .domain = type.kind else {
      throw Diagnostic(.error, .wrongObjectType, "\"\(type.name.name)\" is not a domain", at: range)
    }
  }

  private enum TypeDependent {
    case column(ObjectID, Int)
    /// The default of a column of another type.
    case columnDefault(ObjectID, Int)
    case constraint(ObjectID, String)
    case index(ObjectID)
    case type(ObjectID)
    case attribute(ObjectID, String)
    case function(ObjectID)
    case view(ObjectID)
  }

  private func dependents(of id: ObjectID) -> [TypeDependent] {
    var result: [TypeDependent] = []
    func mentions(_ expression: Expression?) -> Bool {
      var found = false
      expression?.walk {
        if case .cast(_, let type) = $0.kind, storedTypeID(type.name) == id { found = true }
      }
      return found
    }
    for table in tables.values.sorted(by: { $0.id < $1.id }) {
      for column in table.columns {
        if column.type.base == .user(id) || mentions(column.generated) {
          result.append(.column(table.id, column.number))
        } else if mentions(column.defaultValue) {
          result.append(.columnDefault(table.id, column.number))
        }
      }
      for constraint in table.constraints {
        if case .check(let condition) = constraint.kind, mentions(condition) {
          result.append(.constraint(table.id, constraint.name))
        }
      }
    }
    for index in indexes.values.sorted(by: { $0.id < $1.id })
    where mentions(index.filter) || index.elements.contains(where: { mentions($0.expression) }) {
      result.append(.index(index.id))
    }
    for type in types.values.sorted(by: { $0.id < $1.id }) {
      switch type.kind {
      case .domain(let domain):
        if domain.base.base == .user(id) || domain.checks.contains(where: { mentions($0.condition) }) {
          result.append(.type(type.id))
        }
      case .composite(let attributes):
        for attribute in attributes where attribute.type.base == .user(id) {
          result.append(.attribute(type.id, attribute.name))
        }
      case .enumeration: break
      }
    }
    for function in functions.values.sorted(by: { $0.id < $1.id }) where isTyped(function, by: id) {
      result.append(.function(function.id))
    }
    for (owner, query) in storedQueries
    where query.mentions(id)
      || relation(owner)?.columns.contains(where: { $0.type.base == .user(id) }) == true
    {
      result.append(.view(owner))
    }
    return result
  }

  private func isTyped(_ function: Function, by id: ObjectID) -> Bool {
    var types = function.definition.parameters.map(\.type)
    switch function.definition.returns {
    case .type(let type), .setOf(let type): types.append(type)
    case .table(let columns): types += columns.map(\.type)
    case nil: break
    }
    return types.contains { storedTypeID($0.name) == id }
  }

  private func describe(_ dependent: TypeDependent) -> String {
    func table(_ id: ObjectID) -> String { tables[id]?.name.name ?? "" }
    func column(_ id: ObjectID, _ number: Int) -> String {
      "column \(tables[id]?[number: number]?.name ?? "") of table \(table(id))"
    }
    return switch dependent {
    case .column(let id, let number): column(id, number)
    case .columnDefault(let id, let number): "default value for \(column(id, number))"
    case .constraint(let id, let name): "constraint \(name) on table \(table(id))"
    case .index(let id): "index \(indexes[id]?.name.name ?? "")"
    case .attribute(let id, let name): "column \(name) of composite type \(types[id]?.name.name ?? "")"
    case .type(let id): "type \(types[id]?.name.name ?? "")"
    case .function(let id): "function \(functions[id]?.name.name ?? "")()"
    case .view(let id): "view \(relation(id)?.name.name ?? "")"
    }
  }

  /// Removes a type and everything that depends on it.
  mutating func removeType(_ id: ObjectID) throws(Diagnostic) {
    while let dependent = dependents(of: id).first {
      switch dependent {
      case .column(let table, let number):
        guard let owner = tables[table], let column = owner[number: number] else { throw .internalError }
        try dropColumn(Identifier(column.name), of: owner, cascade: true)
      case .columnDefault(let table, let number):
        guard var owner = tables[table] else { throw .internalError }
        for index in owner.columns.indices where owner.columns[index].number == number {
          owner.columns[index].defaultValue = nil
        }
        replace(owner)
      case .constraint(let table, let name):
        guard let owner = tables[table] else { throw .internalError }
        _ = try dropConstraint(Identifier(name), of: owner, ifExists: true, cascade: true)
      case .index(let index): removeIndex(index)
      case .attribute(let other, let name):
        guard case .composite(var attributes) = types[other]?.kind else { throw .internalError }
        attributes.removeAll { $0.name == name }
        types[other]?.kind = .composite(attributes)
        touchUsers(of: other)
      case .type(let other): try removeType(other)
      case .function(let function): try dropFunction(function)
      case .view(let view): try dropView(view)
      }
    }
    guard let type = types.removeValue(forKey: id) else { return }
    typeNames[type.name] = nil
    annotations[.type(id)] = nil
    touched.insert(id)
  }
}
