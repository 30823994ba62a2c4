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

  private func dependents(of id: ObjectID) -> [Dependent] {
    func mentions(_ expression: Expression) -> Bool {
      var found = false
      expression.walk {
        if case .cast(_, let type) = $0.kind, storedTypeID(type.name) == id { found = true }
      }
      return found
    }
    let columns = tables.values.sorted { $0.id < $1.id }.flatMap { table in
      table.columns.filter { $0.type.base == .user(id) }.map { Dependent.column(table.id, $0.number) }
    }
    var result = columns + dependents { expression, _ in mentions(expression) }
    for type in types.values.sorted(by: { $0.id < $1.id }) {
      switch type.kind {
      case .domain(let domain): if domain.base.base == .user(id) { result.append(.type(type.id)) }
      case .composite(let attributes):
        for attribute in attributes where attribute.type.base == .user(id) {
          result.append(.attribute(type.id, attribute.name))
        }
      case .range(let range):
        if range.subtype.base == .user(id) { result.append(.type(type.id)) }
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

  /// Removes a type and everything that depends on it.
  mutating func removeType(_ id: ObjectID) throws(Diagnostic) {
    while let dependent = dependents(of: id).first { try remove(dependent) }
    guard let type = types.removeValue(forKey: id) else { return }
    typeNames[type.name] = nil
    annotations[.type(id)] = nil
    touched.insert(id)
  }
}
