/// `SELECT … INTO`, `PERFORM`, and what they tell.
extension TriggerExecutor {
  /// The row that a query gives, as values that read it, and the condition that there is one. The condition is nil for
  /// a query that always gives one.
  mutating func rows(
    of query: Query, isStrict: Bool
  ) throws(Diagnostic) -> (record: TriggerRecord?, found: TriggerValue, columns: [TypedSQL]) {
    guard query.isRowByRow(transitionTables) else { throw Self.aboutAllRows(at: query.range) }
    let tables = lowering.triggered.tables
    defer { lowering.triggered.tables = tables }
    let query = try withoutCalls(prepared(try writtenFirst(query)))
    enter()
    // Without tables it is its expressions.
    if let values = query.plainValues {
      var columns: [(name: String, type: PostgresType)] = []
      var typed: [TypedSQL] = []
      for item in values {
        let expression = try withoutCalls(item.expression).folded
        enter()
        var value = try lowering.lower(expression)
        if value.type.category == .unknown { value = try lowering.coerce(value, to: .text, at: query.range) }
        columns.append((item.alias?.text ?? item.expression.outputName, value.type))
        typed.append(value)
      }
      let values = typed.map { kept($0) }
      return (TriggerRecord(columns: columns, values: values), TriggerValue("1"), typed)
    }
    var lowered = try lowering.query(query)
    let found = kept(TypedSQL("EXISTS (\(lowered.sql))", .bool))
    let counts = isStrict ? kept(TypedSQL("(SELECT count(*) FROM (\(lowered.sql)))", .int8)) : nil
    lowered.sql = lowered.sql.isEmpty ? lowered.sql : Lowering.numbered(lowered)
    var record = TriggerRecord(columns: lowered.columns)
    var typed: [TypedSQL] = []
    for (index, column) in lowered.columns.enumerated() {
      let value = TypedSQL("(SELECT \(Lowering.number(index)) FROM (\(lowered.sql)) LIMIT 1)", column.type)
      typed.append(value)
      record.values.append(kept(value))
    }
    if let counts {
      let outer = path
      path = outer + [TriggerProgram.Guard(sql: "\(counts.sql) = 0", isOfLoop: loops > 0)]
      let isCaught = try fail("query returned no rows", SQLState("P0002")) == .ends
      path = outer + [TriggerProgram.Guard(sql: "\(counts.sql) > 1", isOfLoop: loops > 0)]
      let isAlsoCaught = try fail("query returned more than one row", SQLState("P0003")) == .ends
      path = outer
      // What follows is for one row alone.
      if isCaught || isAlsoCaught {
        path.append(TriggerProgram.Guard(sql: "\(counts.sql) = 1", isOfLoop: loops > 0))
      }
    }
    return (record, found, typed)
  }

  /// The query without what its WITH writes, which is written.
  mutating func writtenFirst(_ query: Query) throws(Diagnostic) -> Query {
    guard let clause = query.with else { return query }
    let rest = Query(
      body: query.body, orderBy: query.orderBy, limit: query.limit, offset: query.offset,
      locking: query.locking, range: query.range)
    return try writeFirst(clause, for: Statement(.select(rest), at: query.range)) ? rest : query
  }

  func prepared(_ query: Query) -> Query {
    guard case .select(let result) = prepared(Statement(.select(query), at: query.range)).kind else {
      return query
    }
    return result
  }

  mutating func select(_ query: Query, into target: IntoTarget, at range: SourceRange) throws(Diagnostic) {
    let result = try rows(of: query, isStrict: target.isStrict)
    guard let record = result.record else { return }
    try store(record, in: target.targets, at: range)
    state.variables["found"]?.value = result.found
  }

  /// A row into variables: one that holds rows, or one for each column.
  mutating func store(
    _ row: TriggerRecord, in targets: [ProcedureTarget], at range: SourceRange
  ) throws(Diagnostic) {
    if targets.count == 1, let target = targets.first, target.names.count == 1, target.accessors.isEmpty,
      let own = state.records[target.names[0].text], state.variables[target.names[0].text] == nil
    {
      var record = row
      record.isOpen = own.isOpen
      if !own.isOpen {
        record.columns = own.columns
        record.values = own.columns.indices.map { $0 < row.values.count ? row.values[$0] : .null }
      }
      state.records[target.names[0].text] = record
      return
    }
    for (index, target) in targets.enumerated() {
      guard index < row.columns.count else { continue }
      try assign(TypedSQL(row.values[index].sql, row.columns[index].type), to: target, at: range)
    }
  }

  mutating func perform(_ query: Query, at range: SourceRange) throws(Diagnostic) -> Flow {
    if let call = query.onlyCall {
      if call.isWithoutEffect {
        program.warn("\(call.name.name.text)() does nothing in a trigger: SQLite has nobody to tell")
        return .goesOn
      }
      if let flow = try inlined(call, at: range) { return flow }
    }
    let result = try rows(of: query, isStrict: false)
    state.variables["found"]?.value = result.found
    return .goesOn
  }

  /// `GET DIAGNOSTICS n = ROW_COUNT`.
  mutating func tell(_ request: GetDiagnostics, at range: SourceRange) throws(Diagnostic) {
    for item in request.items {
      guard item.kind == .rowCount else {
        throw .unsupported("\(item.kind.rawValue.uppercased()) in a trigger function", at: range)
      }
      enter()
      let count = symbol(.last, TypedSQL("changes()", .int8), [])
      try assign(TypedSQL(count.sql, .int8), to: item.target, at: range)
    }
  }
}

extension Query {
  /// The list of a SELECT without tables.
  fileprivate var plainValues: [SelectItem]? {
    guard case .select(let select) = body, select.from.isEmpty, select.filter == nil, select.groupBy.isEmpty,
      select.having == nil, select.distinct == nil, with == nil, limit == nil, offset == nil,
      !select.columns.contains(where: \.expression.isMany)
    else { return nil }
    return select.columns
  }

  /// The call that is all of it.
  fileprivate var onlyCall: FunctionCall? {
    guard let items = plainValues, items.count == 1 else { return nil }
    return items[0].expression.outerCall
  }
}

extension Expression {
  /// Whether it gives other than one value: a function that returns rows, an aggregate, `*`.
  fileprivate var isMany: Bool {
    if case .wildcard = kind { return true }
    if case .call(let call) = kind, SetTable.rules[call.name.name.text] != nil { return true }
    return containsAggregate
  }

  fileprivate var outerCall: FunctionCall? {
    switch kind {
    case .call(let call): call
    case .cast(let inner, _): inner.outerCall
    default: nil
    }
  }
}

extension FunctionCall {
  /// Whether it tells others something, or keeps them waiting, and does nothing else.
  fileprivate var isWithoutEffect: Bool {
    name.schema.map { $0.text == "pg_catalog" } ?? true
      && [
        "pg_notify", "pg_advisory_lock", "pg_advisory_unlock", "pg_advisory_xact_lock", "pg_sleep",
        "pg_advisory_xact_lock_shared", "pg_try_advisory_xact_lock",
      ].contains(name.name.text)
  }
}
