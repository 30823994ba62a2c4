/// The types of declarations.
extension Translator {
  package func shape(
    of type: VariableType, _ variables: VariableFrames
  ) throws(Diagnostic) -> VariableShape {
    switch type {
    case .record: return .record
    case .type(let name): return try schema.shape(try schema.resolve(name))
    case .typeOf(let names): return try referenced(names, variables)
    case .rowOf(let name):
      if name.schema == nil, let found = variables.place(of: [name.name.text]), found.fields.isEmpty {
        return variables[found.place].shape
      }
      if let system = SystemRelation.named(name) {
        return .row(system.columns.map { RecordField(name: $0.name, type: $0.type) })
      }
      return .row(try schema.queried(name).columns.map { RecordField(name: $0.name, type: $0.type) })
    }
  }

  /// `name%TYPE`
  private func referenced(
    _ names: [Identifier], _ variables: VariableFrames
  ) throws(Diagnostic) -> VariableShape {
    guard let last = names.last else { throw .internalError }
    let range = (names.first?.range ?? last.range).union(last.range)
    if let found = variables.place(of: names.map(\.text)) {
      let variable = variables[found.place]
      guard let field = found.fields.first else { return variable.shape }
      if case .row(let fields) = variable.shape, let own = fields.first(where: { $0.name == field }) {
        return try schema.shape(own.type)
      }
    }
    if names.count > 1 {
      let table = QualifiedName(
        schema: names.count > 2 ? names[names.count - 3] : nil, names[names.count - 2])
      let columns = schema.relation(named: table)?.columns ?? []
      if let column = columns.first(where: { $0.name == last.text }) { return try schema.shape(column.type) }
    }
    throw Diagnostic(.error, .syntaxError, "syntax error at or near \"%\"", at: range)
  }
}

extension Schema {
  /// Rows of tables and composite types are taken apart into their fields.
  func shape(_ type: PostgresType) throws(Diagnostic) -> VariableShape {
    guard case .user(let id) = type.base, !type.isArray else {
      return type.base == .opaque("record") && !type.isArray ? .record : .scalar(type)
    }
    if case .composite(let attributes) = types[id]?.kind {
      return .row(attributes.map { RecordField(name: $0.name, type: $0.type) })
    }
    if let relation = relation(id) {
      return .row(relation.columns.map { RecordField(name: $0.name, type: $0.type) })
    }
    return .scalar(type)
  }
}

extension PostgresType {
  package static let boolean = PostgresType.bool
  package static let string = PostgresType.text
  package static let integer = PostgresType.int4
  package static let bigint = PostgresType.int8

  /// What an integer type holds; nil for another type.
  package var integerRange: ClosedRange<Int>? {
    guard !isArray else { return nil }
    switch base {
    case .int2: return Int(Int16.min)...Int(Int16.max)
    case .int4: return Int(Int32.min)...Int(Int32.max)
    case .int8: return .min ... .max
    default: return nil
    }
  }

  /// Of an array.
  package var elementType: PostgresType? { isArray ? element : nil }
}
