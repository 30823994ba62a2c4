/// Where an expression is stored, which decides what its names mean.
enum ExpressionPlace {
  case columnDefault(Column)
  case generated(Column, of: Table)
  /// `CHECK`, and what an index is over or for.
  case row(of: Table)
  /// `WHEN` of a trigger.
  case trigger(on: Table)
  case domainDefault(Domain)
  case domainCheck(Domain)
}

/// Names inside stored expressions follow their objects, as in PostgreSQL, where they are numbers.
extension Schema {
  /// Rewrites every stored expression; the objects whose expressions change are touched.
  mutating func rewriteExpressions(_ transform: (Expression, ExpressionPlace) -> Expression) {
    for var table in tables.values {
      let old = table
      for index in table.columns.indices {
        let column = old.columns[index]
        table.columns[index].defaultValue = column.defaultValue.map { transform($0, .columnDefault(column)) }
        table.columns[index].generated = column.generated.map { transform($0, .generated(column, of: old)) }
      }
      for index in table.constraints.indices {
        if case .check(let condition) = table.constraints[index].kind {
          table.constraints[index].kind = .check(transform(condition, .row(of: old)))
        }
      }
      for index in table.triggers.indices {
        let when = table.triggers[index].definition.when
        table.triggers[index].definition.when = when.map { transform($0, .trigger(on: old)) }
      }
      if table != old { replace(table) }
    }
    for var index in indexes.values {
      guard let table = tables[index.table] else { continue }
      let old = index
      for position in index.elements.indices {
        index.elements[position].expression = transform(
          index.elements[position].expression, .row(of: table))
      }
      index.filter = index.filter.map { transform($0, .row(of: table)) }
      guard index != old else { continue }
      indexes[index.id] = index
      touched.insert(index.id)
    }
    rewriteDomains(transform)
    for var object in remembered.values {
      guard let table = object.key.table.flatMap({ tables[$0] }) else { continue }
      let old = object
      object.mapParts { part in
        if case .expression(let value) = part.value {
          part.value = .expression(transform(value, .row(of: table)))
        }
      }
      if object != old { keep(object) }
    }
  }

  private mutating func rewriteDomains(_ transform: (Expression, ExpressionPlace) -> Expression) {
    for var type in types.values {
      guard case .domain(var domain) = type.kind else { continue }
      let old = domain
      domain.defaultValue = domain.defaultValue.map { transform($0, .domainDefault(old)) }
      for index in domain.checks.indices {
        domain.checks[index].condition = transform(domain.checks[index].condition, .domainCheck(old))
      }
      guard domain != old else { continue }
      type.kind = .domain(domain)
      types[type.id] = type
      touchUsers(of: type.id)
    }
  }

  /// Rewrites the names of types wherever they are stored as they were written.
  mutating func rewriteTypeNames(_ transform: (TypeName) -> TypeName) {
    rewriteExpressions { expression, _ in expression.mapTypeNames(transform) }
    for var function in functions.values {
      let old = function.definition
      for index in function.definition.parameters.indices {
        let type = function.definition.parameters[index].type
        function.definition.parameters[index].type = transform(type)
      }
      function.definition.returns = function.definition.returns.map { $0.mapTypeNames(transform) }
      guard function.definition != old else { continue }
      functions[function.id] = function
      touched.insert(function.id)
    }
  }

  /// The type, the tables and the types that use it in any form.
  mutating func touchUsers(of id: ObjectID) {
    touched.insert(id)
    for table in tables.values where table.columns.contains(where: { uses($0.type, id) }) {
      touched.insert(table.id)
    }
    for type in types.values where uses(PostgresType(.user(type.id)), id) { touched.insert(type.id) }
  }

  /// Whether a type is this one, an array of it, a domain over it, or has a part of it.
  func uses(_ type: PostgresType, _ id: ObjectID) -> Bool {
    guard case .user(let own) = type.base else { return false }
    if own == id { return true }
    return switch types[own]?.kind {
    case .domain(let domain): uses(domain.base, id)
    case .composite(let attributes): attributes.contains { uses($0.type, id) }
    case .range(let range): uses(range.subtype, id)
    case .enumeration, nil: false
    }
  }
}

extension Expression {
  func mapTypeNames(_ transform: (TypeName) -> TypeName) -> Expression {
    let inner = mapChildren { $0.mapTypeNames(transform) }
    guard case .cast(let value, let type) = inner.kind else { return inner }
    return Expression(.cast(value, transform(type)), at: range)
  }
}

extension FunctionResult {
  func mapTypeNames(_ transform: (TypeName) -> TypeName) -> FunctionResult {
    switch self {
    case .type(let type): return .type(transform(type))
    case .setOf(let type): return .setOf(transform(type))
    case .table(let columns):
      return .table(
        columns.map {
          var column = $0
          column.type = transform($0.type)
          return column
        })
    }
  }
}
