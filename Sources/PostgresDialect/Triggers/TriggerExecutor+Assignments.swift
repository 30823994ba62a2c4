/// Declarations and assignments.
extension TriggerExecutor {
  mutating func declare(_ declaration: Declaration) throws(Diagnostic) {
    let name = declaration.name.text
    state.variables[name] = nil
    state.records[name] = nil
    switch declaration.kind {
    case .variable(let definition):
      try declare(name, definition.type, at: declaration.name.range)
      guard let value = definition.defaultValue else { return }
      try assign(value, to: ProcedureTarget(names: [declaration.name]))
    case .alias(let path):
      guard let own = path.last, path.count == 1 else {
        throw .unsupported("this ALIAS in a trigger function", at: declaration.name.range)
      }
      state.records[name] = state.records[own.text]
      state.variables[name] = state.variables[own.text]
    case .cursor: throw .unsupported("a cursor in a trigger function", at: declaration.name.range)
    }
  }

  mutating func declare(_ name: String, _ type: VariableType, at range: SourceRange) throws(Diagnostic) {
    switch type {
    case .record: state.records[name] = TriggerRecord(isNull: true, isOpen: true)
    case .rowOf(let relation):
      state.records[name] = .null(try schema.queried(relation).columns.map { ($0.name, $0.type) })
    case .typeOf(let path): state.variables[name] = TriggerVariable(type: try self.type(of: path, at: range))
    case .type(let written):
      if written.name.name.text == "record" { return try declare(name, .record, at: range) }
      if written.arrayDimensions == 0, schema.typeID(written.name) == nil,
        let relation = schema.relation(named: written.name)
      {
        state.records[name] = .null(relation.columns.map { ($0.name, $0.type) })
      } else {
        state.variables[name] = TriggerVariable(type: try schema.resolve(written))
      }
    }
  }

  /// `users.email%TYPE`, `other%TYPE`.
  private func type(of path: [Identifier], at range: SourceRange) throws(Diagnostic) -> PostgresType {
    guard let name = path.last else { throw .internalError }
    if path.count == 1, let variable = state.variables[name.text] { return variable.type }
    if path.count == 2, let record = state.records[path[0].text], let index = record.index(of: name.text) {
      return record.columns[index].type
    }
    guard path.count > 1 else {
      throw Diagnostic(.error, .syntaxError, "variable \"\(name.text)\" does not exist", at: range)
    }
    let relation = QualifiedName(schema: path.count > 2 ? path[path.count - 3] : nil, path[path.count - 2])
    let columns = try schema.queried(relation).columns
    guard let column = columns.first(where: { $0.name == name.text }) else {
      throw Diagnostic(
        .error, .undefinedColumn,
        "column \"\(name.text)\" of relation \"\(relation.name.text)\" does not exist", at: range)
    }
    return column.type
  }

  mutating func assign(_ value: Expression, to target: ProcedureTarget) throws(Diagnostic) {
    if target.accessors.isEmpty, target.names.count == 1, let name = target.names.first?.text,
      let own = state.records[name], state.variables[name] == nil
    {
      state.records[name] = try row(value, for: own)
      return
    }
    // That the variable does not take the value is awaited by a handler too.
    let type = handling.isEmpty ? nil : type(of: target)
    try assign(try evaluate(value, for: type), to: target, at: value.range)
  }

  private func type(of target: ProcedureTarget) -> PostgresType? {
    guard target.accessors.isEmpty, let last = target.names.last else { return nil }
    if target.names.count == 2, let record = state.records[target.names[0].text] {
      return record.index(of: last.text).map { record.columns[$0].type }
    }
    return state.variables[last.text]?.type
  }

  /// `rec := NEW`.
  private mutating func row(_ value: Expression, for own: TriggerRecord) throws(Diagnostic) -> TriggerRecord {
    if case .null = value.kind {
      return own.isOpen ? TriggerRecord(isNull: true, isOpen: true) : .null(own.columns)
    }
    if case .query(let query) = value.kind {
      guard var record = try rows(of: query, isStrict: false).record else { throw .internalError }
      record.isOpen = own.isOpen
      return record
    }
    guard var source = record(value) else {
      throw .unsupported("assigning this to a row in a trigger function", at: value.range)
    }
    if own.isOpen {
      source.isOpen = true
      return source
    }
    guard source.columns.count == own.columns.count else {
      throw Diagnostic(.error, .datatypeMismatch, "wrong record type supplied in assignment", at: value.range)
    }
    return TriggerRecord(columns: own.columns, values: source.values, isNull: source.isNull)
  }

  /// Something that is lowered already.
  mutating func assign(
    _ value: TypedSQL, to target: ProcedureTarget, at range: SourceRange
  ) throws(Diagnostic) {
    guard target.accessors.isEmpty, let last = target.names.last else {
      throw .unsupported("assigning to a part of a value in a trigger function", at: target.range)
    }
    if target.names.count == 2, let record = state.records[target.names[0].text] {
      guard let index = record.index(of: last.text) else {
        throw Diagnostic(
          .error, .undefinedColumn, "record \"\(target.names[0].text)\" has no field \"\(last.text)\"",
          at: target.range)
      }
      let value = try assigned(value, to: record.columns[index].type, last.text, at: range)
      let kept = kept(value)
      state.records[target.names[0].text]?.values[index] = kept
      return
    }
    guard let variable = state.variables[last.text] else {
      throw Diagnostic(
        .error, .syntaxError, "\"\(last.text)\" is not a known variable", at: target.range)
    }
    let value = kept(try assigned(value, to: variable.type, last.text, at: range))
    state.variables[last.text]?.value = value
  }
}
