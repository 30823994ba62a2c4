/// SQL statements and calls.
extension TriggerExecutor {
  mutating func execute(_ statement: Statement, into target: IntoTarget?, at range: SourceRange)
    throws(Diagnostic)
  {
    switch statement.kind {
    case .select(let query):
      guard let target else {
        _ = try perform(query, at: range)
        return
      }
      try select(query, into: target, at: range)
    case .insert, .update, .delete:
      let statement = prepared(statement)
      guard handling.isEmpty else { return try writeGuarded(statement, into: target, at: range) }
      try write(statement, into: target, at: range)
    case .refreshView(let refresh): try self.refresh(refresh)
    case .set: program.warn("SET does nothing in a trigger")
    case .phrase(let phrase) where phrase.isNotice:
      program.warn("NOTIFY does nothing in a trigger: SQLite has nobody to tell")
    default: throw .unsupported("this statement in a trigger function", at: range)
    }
  }

  mutating func write(
    _ statement: Statement, into target: IntoTarget?, at range: SourceRange
  ) throws(Diagnostic) {
    enter()
    let written =
      try statement.isSingleRow
      ? counting { lowering throws(Diagnostic) in try lowering.triggered(statement) }
      : lowering.triggered(statement)
    guard let (sql, table) = written else { throw .internalError }
    act(.statement, sql, writes: [table.id])
    if let last = program.actions.indices.last {
      program.actions[last].target = table.id
      program.actions[last].event = statement.event
      program.actions[last].isRepeatable = statement.isRepeatable
      program.actions[last].isRowByRow = statement.isRowByRow(transitionTables)
      program.actions[last].isAboutRows = statement.mentions(transitionTables)
    }
    // https://www.postgresql.org/docs/15/plpgsql-statements.html#PLPGSQL-STATEMENTS-DIAGNOSTICS
    if loops == 0 {
      let found = symbol(.last, TypedSQL("changes() > 0", .bool, isCompound: true), [])
      state.variables["found"]?.value = found
    }
    guard let target else { return }
    try readBack(statement, table, into: target, at: range)
  }

  /// `RETURNING … INTO`: the row is read back once it is written.
  private mutating func readBack(
    _ statement: Statement, _ table: Table, into target: IntoTarget, at range: SourceRange
  ) throws(Diagnostic) {
    let (items, name, alias): ([SelectItem], QualifiedName, Identifier?)
    var filter: Expression?
    switch statement.kind {
    case .insert(let insert) where insert.conflict == nil:
      (items, name, alias) = (insert.returning, insert.table, insert.alias)
    case .update(let update) where update.from.isEmpty && update.with == nil:
      (items, name, alias) = (update.returning, update.table, update.alias)
      let assigned = Set(update.assignments.flatMap { $0.columns.map(\.text) })
      guard update.filter?.columnNames.isDisjoint(with: assigned) ?? true else {
        throw .unsupported("RETURNING of an UPDATE that changes what it asks for", at: range)
      }
      filter = update.filter
    default: throw .unsupported("RETURNING of this statement in a trigger function", at: range)
    }
    guard loops == 0 else { throw .unsupported("RETURNING in a loop of a trigger function", at: range) }
    var row = Select(
      columns: items,
      from: [.table(name, only: false, alias.map { TableAlias(name: $0) })])
    let isInsert = filter == nil && statement.isInsert
    if isInsert { row.filter = nil } else { row.filter = filter }
    enter()
    let lowered = try lowering.query(Query(body: .select(row), range: range))
    var record = TriggerRecord(columns: lowered.columns)
    let shown = SQLiteText.name(alias?.text ?? name.name.text)
    let own = isInsert ? " WHERE \(shown).\(schema.rowID(of: table)) = last_insert_rowid()" : ""
    for (index, column) in lowered.columns.enumerated() {
      let numbered = Lowering.numbered(LoweredQuery(sql: lowered.sql + own, columns: lowered.columns))
      let value = TypedSQL("(SELECT \(Lowering.number(index)) FROM (\(numbered)) LIMIT 1)", column.type)
      record.values.append(isInsert ? symbol(.last, value, [table.id]) : kept(value))
    }
    try store(record, in: target.targets, at: range)
  }

  /// What a refreshed view holds is written anew.
  private mutating func refresh(_ refresh: RefreshView) throws(Diagnostic) {
    guard let id = schema.relationID(refresh.name), let table = schema.tables[id],
      let materialized = table.materialized
    else { throw Schema.missing(relation: refresh.name) }
    enter()
    let name = SQLiteText.name(table.name.lowered)
    let lowered = try lowering.query(materialized.query.query)
    act(.statement, "DELETE FROM \(name)\(GuardSlot.clause)", writes: [id])
    act(
      .statement,
      "INSERT INTO \(name) (\(SQLiteText.names(table.columns.map(\.name)))) SELECT * FROM (\(lowered.sql))\(GuardSlot.clause)",
      writes: [id])
  }

  /// `EXECUTE` of a text that is known.
  mutating func execute(
    _ dynamic: DynamicStatement, into target: IntoTarget?, at range: SourceRange
  ) throws(Diagnostic) -> Flow {
    guard let text = prepared(dynamic.text).known?.words else {
      throw .unsupported(
        "EXECUTE of a text that is known only when the trigger fires", at: dynamic.text.range)
    }
    var parser = Parser(SourceText(text))
    let script = parser.parseScript()
    if let failure = script.diagnostics.first(where: { $0.severity == .error }) {
      throw Diagnostic(.error, failure.state, failure.message, hint: failure.hint, at: range)
    }
    let parameters = dynamic.parameters
    let rewriter = NameRewriter { expression in
      if case .field(let row, let name) = expression.kind, case .parameter(let number) = row.kind,
        parameters.indices.contains(number - 1), case .column(let path) = parameters[number - 1].kind
      {
        return Expression(.column(path + [name]), at: expression.range)
      }
      guard case .parameter(let number) = expression.kind, parameters.indices.contains(number - 1) else {
        return nil
      }
      return parameters[number - 1]
    }
    for statement in script.statements {
      let kind = rewriter.statement(statement.kind)
      do throws(Diagnostic) {
        try execute(Statement(kind, at: range), into: target, at: range)
      } catch {
        throw Diagnostic(error.severity, error.state, error.message, hint: error.hint, at: range)
      }
    }
    return .goesOn
  }

  // MARK: - Calls

  mutating func call(_ call: ProcedureCall, at range: SourceRange) throws(Diagnostic) -> Flow {
    guard case .call(let call) = call, let flow = try inlined(call, at: range) else {
      throw .unsupported("this call in a trigger function", at: range)
    }
    return flow
  }

  /// A function of the history's own that is called for what it does: its statements, with its parameters as variables.
  mutating func inlined(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> Flow? {
    let candidates = schema.functionIDs(call.name).compactMap { schema.functions[$0] }.filter { function in
      let parameters = function.definition.parameters.filter { $0.mode != .out }
      let required = parameters.count { $0.defaultValue == nil }
      return (required...max(required, parameters.count)).contains(call.arguments.count)
    }
    guard candidates.count == 1, let function = candidates.first,
      !call.arguments.contains(where: { $0.name != nil || $0.isVariadic })
    else { return nil }
    guard handling.isEmpty else {
      throw .unsupported("calling a function in a block with EXCEPTION, in a trigger function", at: range)
    }
    guard !calls.contains(function.id), calls.count < 16 else {
      throw .unsupported("a function that calls itself, in a trigger", at: range)
    }
    let name = function.name.name
    var inner = TriggerState(records: [:], variables: [:])
    inner.variables["found"] = TriggerVariable(type: .bool, value: TriggerValue("0"))
    let parameters = function.definition.parameters.filter { $0.mode != .out }
    for (index, parameter) in parameters.enumerated() {
      let argument = index < call.arguments.count ? call.arguments[index].value : parameter.defaultValue
      guard let argument else { continue }
      let type = try schema.resolve(parameter.type)
      let value = try assigned(
        try evaluate(argument), to: type, parameter.name?.text ?? "", at: argument.range)
      let kept = kept(value)
      inner.variables["$\(index + 1)"] = TriggerVariable(type: type, value: kept)
      if let own = parameter.name?.text { inner.variables[own] = TriggerVariable(type: type, value: kept) }
    }
    let outer = (state, path)
    state = inner
    calls.append(function.id)
    defer {
      calls.removeLast()
      (state, path) = outer
    }
    do throws(Diagnostic) {
      try run(function)
    } catch {
      throw Diagnostic(
        error.severity, error.state, "function \"\(name)\": \(error.message)", hint: error.hint, at: range)
    }
    return .goesOn
  }

  private mutating func run(_ function: Function) throws(Diagnostic) {
    if let block = try function.definition.procedure() {
      _ = try run(block)
      return
    }
    guard function.definition.language.text == "sql", case .text(let text, _) = function.definition.body
    else {
      throw .unsupported("calling it in a trigger", at: nil)
    }
    var parser = Parser(SourceText(text))
    let script = parser.parseScript()
    if let failure = script.diagnostics.first(where: { $0.severity == .error }) { throw failure }
    for statement in script.statements { try execute(statement, into: nil, at: statement.range) }
  }
}

extension Statement {
  /// The event that it is to its table.
  fileprivate var event: TriggerEventKind? {
    switch kind {
    case .insert: .insert
    case .update: .update
    case .delete: .delete
    default: nil
    }
  }

  /// Whether it is an INSERT of one row that is written out.
  var isSingleRow: Bool {
    guard case .insert(let insert) = kind, insert.with == nil, case .query(let query) = insert.source,
      case .values(let rows) = query.body
    else { return false }
    return rows.count == 1
  }

  fileprivate var isInsert: Bool { if case .insert = kind { true } else { false } }
}

extension PhraseStatement {
  fileprivate var isNotice: Bool { rule == "NOTIFY" || rule == "LISTEN" || rule == "UNLISTEN" }
}
