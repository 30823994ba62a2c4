/// What cannot be without another object, and goes with it on CASCADE.
/// https://www.postgresql.org/docs/15/ddl-depend.html
enum Dependent: Hashable {
  case column(ObjectID, Int)
  case columnDefault(ObjectID, Int)
  case constraint(ObjectID, String)
  case index(ObjectID)
  case trigger(ObjectID, String)
  case type(ObjectID)
  case domainDefault(ObjectID)
  case domainCheck(ObjectID, String)
  case attribute(ObjectID, String)
  case function(ObjectID)
  case view(ObjectID)
  /// What SQLite has no place for, such as a policy.
  case remembered(ObjectID)
}

extension Schema {
  /// What holds an expression of a kind.
  func dependents(where depends: (Expression, ExpressionPlace) -> Bool) -> [Dependent] {
    var result: [Dependent] = []
    for table in tables.values.sorted(by: { $0.id < $1.id }) {
      for column in table.columns {
        if let value = column.generated, depends(value, .generated(column, of: table)) {
          result.append(.column(table.id, column.number))
        } else if let value = column.defaultValue, depends(value, .columnDefault(column)) {
          result.append(.columnDefault(table.id, column.number))
        }
      }
      for constraint in table.constraints {
        if case .check(let condition) = constraint.kind, depends(condition, .row(of: table)) {
          result.append(.constraint(table.id, constraint.name))
        }
      }
      for trigger in table.triggers {
        if let when = trigger.definition.when, depends(when, .trigger(on: table)) {
          result.append(.trigger(table.id, trigger.name))
        }
      }
    }
    for index in indexes.values.sorted(by: { $0.id < $1.id }) {
      guard let table = tables[index.table] else { continue }
      let expressions = index.elements.map(\.expression) + (index.filter.map { [$0] } ?? [])
      if expressions.contains(where: { depends($0, .row(of: table)) }) { result.append(.index(index.id)) }
    }
    for type in types.values.sorted(by: { $0.id < $1.id }) {
      guard case .domain(let domain) = type.kind else { continue }
      if let value = domain.defaultValue, depends(value, .domainDefault(domain)) {
        result.append(.domainDefault(type.id))
      }
      for check in domain.checks where depends(check.condition, .domainCheck(domain)) {
        result.append(.domainCheck(type.id, check.name))
      }
    }
    for object in remembered.values.sorted(by: { $0.id < $1.id }) {
      guard let table = object.key.table.flatMap({ tables[$0] }) else { continue }
      if object.expressions.contains(where: { depends($0, .row(of: table)) }) {
        result.append(.remembered(object.id))
      }
    }
    return result
  }

  /// As PostgreSQL's messages name it.
  func describe(_ dependent: Dependent) -> String {
    func table(_ id: ObjectID) -> String { tables[id]?.name.name ?? "" }
    func type(_ id: ObjectID) -> String { types[id]?.name.name ?? "" }
    func column(_ id: ObjectID, _ number: Int) -> String {
      "column \(tables[id]?[number: number]?.name ?? "") of table \(table(id))"
    }
    return switch dependent {
    case .column(let id, let number): column(id, number)
    case .columnDefault(let id, let number): "default value for \(column(id, number))"
    case .constraint(let id, let name): "constraint \(name) on table \(table(id))"
    case .index(let id): "index \(indexes[id]?.name.name ?? "")"
    case .trigger(let id, let name): "trigger \(name) on table \(table(id))"
    case .attribute(let id, let name): "column \(name) of composite type \(type(id))"
    case .type(let id): "type \(type(id))"
    case .domainDefault(let id): "default value of domain \(type(id))"
    case .domainCheck(let id, let name): "constraint \(name) on type \(type(id))"
    case .function(let id): "function \(functions[id]?.name.name ?? "")()"
    case .view(let id): "view \(relation(id)?.name.name ?? "")"
    case .remembered(let id): remembered[id].map { name(of: $0.key) } ?? ""
    }
  }

  /// Removes it, with what depends on it in its turn.
  mutating func remove(_ dependent: Dependent) throws(Diagnostic) {
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
    case .trigger(let table, let name):
      guard var owner = tables[table] else { throw .internalError }
      owner.triggers.removeAll { $0.name == name }
      annotations[.trigger(table, name)] = nil
      replace(owner)
    case .attribute(let type, let name):
      guard case .composite(var attributes) = types[type]?.kind else { throw .internalError }
      attributes.removeAll { $0.name == name }
      types[type]?.kind = .composite(attributes)
      touchUsers(of: type)
    case .type(let type): try removeType(type)
    case .domainDefault(let type):
      changeDomain(type) { $0.defaultValue = nil }
    case .domainCheck(let type, let name):
      changeDomain(type) { $0.checks.removeAll { $0.name == name } }
    case .function(let function): try dropFunction(function)
    case .view(let view): try dropView(view)
    case .remembered(let id):
      guard let object = remembered[id] else { return }
      try release(.remembered(id), as: name(of: object.key), cascade: true, at: nil)
      forget(id)
    }
  }

  private mutating func changeDomain(_ id: ObjectID, _ change: (inout Domain) -> Void) {
    guard case .domain(var domain) = types[id]?.kind else { return }
    change(&domain)
    types[id]?.kind = .domain(domain)
    touchUsers(of: id)
  }
}
