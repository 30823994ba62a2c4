/// Functions of the history's own that a trigger function calls: their statements, with their parameters as variables.
extension TriggerExecutor {
  /// What a called function is wanted for.
  struct Result {
    enum Purpose {
      case effect
      case value(PostgresType)
      case rows([(name: String, type: PostgresType)])
    }

    var purpose: Purpose
    /// How much of the way was behind when it was called, and how many loops were around.
    var depth: Int
    var loops: Int
    /// What it returns, by the conditions under which it comes there.
    var arms: [(guards: [TriggerProgram.Guard], sql: String)] = []
  }

  /// Nil where it is not one function of the history's that the call means.
  func callee(_ call: FunctionCall) -> Function? {
    let candidates = schema.functionIDs(call.name).compactMap { schema.functions[$0] }.filter { function in
      let parameters = function.definition.parameters.filter { $0.mode != .out }
      let required = parameters.count { $0.defaultValue == nil }
      return (required...max(required, parameters.count)).contains(call.arguments.count)
    }
    guard candidates.count == 1, !call.arguments.contains(where: { $0.name != nil || $0.isVariadic }) else {
      return nil
    }
    return candidates.first
  }

  /// Called for what it does; nil for a call of another function.
  mutating func inlined(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> Flow? {
    guard let function = callee(call) else { return nil }
    _ = try result(of: function, call, for: .effect, at: range)
    return .goesOn
  }

  private mutating func result(
    of function: Function, _ call: FunctionCall, for purpose: Result.Purpose, at range: SourceRange
  ) throws(Diagnostic) -> Result {
    guard handling.isEmpty else {
      throw .unsupported("calling a function in a block with EXCEPTION, in a trigger function", at: range)
    }
    guard !calls.contains(function.id), calls.count < 16 else {
      throw .unsupported("a function that calls itself, in a trigger", at: range)
    }
    let inner = try entered(function, call)
    let outer = (state, path)
    state = inner
    calls.append(function.id)
    results.append(Result(purpose: purpose, depth: path.count, loops: loops))
    defer {
      calls.removeLast()
      (state, path) = outer
    }
    do throws(Diagnostic) {
      try run(function)
    } catch {
      results.removeLast()
      throw Diagnostic(
        error.severity, error.state, "function \"\(function.name.name)\": \(error.message)", hint: error.hint,
        at: range)
    }
    guard let result = results.popLast() else { throw .internalError }
    return result
  }

  /// The parameters as variables, by name and by number; rows as rows.
  private mutating func entered(_ function: Function, _ call: FunctionCall) throws(Diagnostic) -> TriggerState
  {
    var inner = TriggerState(records: [:], variables: [:])
    inner.variables["found"] = TriggerVariable(type: .bool, value: TriggerValue("0"))
    let parameters = function.definition.parameters.filter { $0.mode != .out }
    for (index, parameter) in parameters.enumerated() {
      let argument = index < call.arguments.count ? call.arguments[index].value : parameter.defaultValue
      guard let argument else { continue }
      let names = ["$\(index + 1)"] + [parameter.name?.text].compactMap(\.self)
      let type = try schema.resolve(parameter.type)
      if let record = record(argument) {
        for name in names { inner.records[name] = record }
        continue
      }
      let value = try assigned(
        try evaluate(argument), to: type, parameter.name?.text ?? "", at: argument.range)
      let kept = kept(value)
      for name in names { inner.variables[name] = TriggerVariable(type: type, value: kept) }
    }
    for output in try schema.routine(function).outputs {
      guard let name = output.name, inner.variables[name] == nil, inner.records[name] == nil else { continue }
      inner.variables[name] = TriggerVariable(type: output.type)
    }
    return inner
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

  // MARK: - What it returns

  /// `RETURN` of a called function.
  mutating func give(_ value: Expression?, at range: SourceRange) throws(Diagnostic) {
    guard let last = results.last, let value else { return }
    switch last.purpose {
    case .effect:
      // What it returns may be what another function does.
      if case .call(let call) = value.kind { _ = try inlined(call, at: range) }
    case .value(let type):
      let value = try assigned(try evaluate(value), to: type, "", at: range)
      try arrive(with: kept(value).sql, at: range)
    case .rows: throw .unsupported("RETURN of a row here in a trigger function", at: range)
    }
  }

  /// `RETURN QUERY`, `RETURN NEXT`.
  private mutating func giveRows(_ query: Query, at range: SourceRange) throws(Diagnostic) {
    guard let last = results.last, case .rows(let columns) = last.purpose else {
      throw .unsupported("this statement in a trigger function", at: range)
    }
    let query = prepared(query)
    enter()
    let lowered = try lowering.query(query, expecting: columns.map(\.type))
    guard lowered.columns.count == columns.count else {
      throw Diagnostic(
        .error, .datatypeMismatch, "structure of query does not match function result type", at: range)
    }
    var items: [String] = []
    for (index, column) in columns.enumerated() {
      let own = TypedSQL(Lowering.number(index), lowered.columns[index].type)
      items.append(try assigned(own, to: column.type, column.name, at: range).sql)
    }
    try arrive(
      with: "SELECT \(items.joined(separator: ", ")) FROM (\(Lowering.numbered(lowered)))", at: range)
  }

  mutating func giveRows(_ rows: Statement) throws(Diagnostic) {
    guard case .select(let query) = rows.kind else {
      throw .unsupported("this statement in a trigger function", at: rows.range)
    }
    try giveRows(query, at: rows.range)
  }

  mutating func giveNext(_ value: Expression?, at range: SourceRange) throws(Diagnostic) {
    guard let last = results.last, case .rows(let columns) = last.purpose else {
      throw .unsupported("this statement in a trigger function", at: range)
    }
    var items = columns.map { SelectItem(expression: Expression(.column([Identifier($0.name)]), at: range)) }
    if let value {
      if let record = record(value), case .column(let path) = value.kind {
        items = record.columns.map {
          SelectItem(expression: Expression(.column(path + [Identifier($0.name)]), at: range))
        }
      } else {
        items = [SelectItem(expression: value)]
      }
    }
    try giveRows(Query(body: .select(Select(columns: items)), range: range), at: range)
  }

  private mutating func arrive(with sql: String, at range: SourceRange) throws(Diagnostic) {
    guard let last = results.last, last.loops == loops else {
      throw .unsupported("RETURN in a loop of a trigger function", at: range)
    }
    results[results.count - 1].arms.append((Array(path.dropFirst(last.depth)), sql))
  }

  // MARK: - Calls for a value

  /// The expression with variables in place of the calls whose functions take more than an expression.
  mutating func withoutCalls(_ expression: Expression) throws(Diagnostic) -> Expression {
    var result = expression
    var left: Set<SourceRange> = []
    while let call = Self.firstCall(in: result, besides: left, where: { callee($0) != nil }) {
      left.insert(call.name.range)
      guard let function = callee(call), let value = try value(of: function, call, in: result) else {
        continue
      }
      let kept = kept(value)
      let name = variable(kept, value.type, at: call.name.range)
      result = NameRewriter { expression in
        guard case .call(let own) = expression.kind, own.name.range == call.name.range, own == call else {
          return nil
        }
        return Expression(.column([name]), at: expression.range)
      }.expression(result)
    }
    return result
  }

  /// Nil where the call can stand as it is.
  private mutating func value(
    of function: Function, _ call: FunctionCall, in expression: Expression
  ) throws(Diagnostic) -> TypedSQL? {
    let hasRow = call.arguments.contains { record($0.value) != nil }
    if !hasRow {
      enter()
      var probe = lowering
      probe.functions = .forbidden
      if (try? probe.lower(Expression(.call(call), at: call.name.range))) != nil { return nil }
    }
    let routine = try schema.routine(function)
    guard !routine.returnsSet, !routine.isRow, !routine.isVoid, let type = routine.outputs.first?.type,
      try function.definition.procedure() != nil
    else { return nil }
    // Elsewhere it may not be called at all.
    guard expression.isCall(call) || function.onlyComputes else { return nil }
    let start = self
    do throws(Diagnostic) {
      let result = try result(of: function, call, for: .value(type), at: call.name.range)
      return TypedSQL(Self.choice(result.arms), type, isCompound: true)
    } catch {
      guard !hasRow, error.state == .featureNotSupported else { throw error }
      self = start
      return nil
    }
  }

  private static func choice(_ arms: [(guards: [TriggerProgram.Guard], sql: String)]) -> String {
    var text = "CASE"
    for arm in arms {
      if arm.guards.isEmpty { return text == "CASE" ? arm.sql : "\(text) ELSE \(arm.sql) END" }
      text += " WHEN \(arm.guards.map(\.sql).joined(separator: " AND ")) THEN \(arm.sql)"
    }
    return text == "CASE" ? "NULL" : "\(text) END"
  }

  /// The first call that is asked for, outside of queries.
  private static func firstCall(
    in expression: Expression, besides left: Set<SourceRange>, where isWanted: (FunctionCall) -> Bool
  ) -> FunctionCall? {
    var found: FunctionCall?
    var rest = [expression]
    while let next = rest.popLast() {
      if case .call(let call) = next.kind, !left.contains(call.name.range), isWanted(call) { found = call }
      _ = next.mapChildren { child in
        rest.append(child)
        return child
      }
    }
    return found
  }

  // MARK: - Calls for rows

  /// The statement with what its calls come to, where it has a place for that.
  mutating func withoutCalls(_ statement: Statement, isSingle: Bool) throws(Diagnostic) -> Statement {
    guard case .insert(var insert) = statement.kind, case .query(let query) = insert.source else {
      return statement
    }
    if case .values(let rows) = query.body, rows.count == 1 {
      var cells: [Expression] = []
      for cell in rows[0] { cells.append(try withoutCalls(cell)) }
      insert.source = .query(query.with(.values([cells])))
    } else {
      insert.source = .query(try withoutCalls(isSingle ? calledBefore(query) : query))
    }
    return Statement(.insert(insert), at: statement.range)
  }

  /// A query that must give one row calls each function of its list once, which may as well be before it, where the
  /// arguments are no matter of what it reads.
  private mutating func calledBefore(_ query: Query) throws(Diagnostic) -> Query {
    guard case .select(var select) = query.body, select.groupBy.isEmpty, select.having == nil else {
      return query
    }
    for index in select.columns.indices {
      guard case .call(let call) = select.columns[index].expression.kind, callee(call) != nil else {
        continue
      }
      enter()
      var probe = lowering
      guard call.arguments.allSatisfy({ (try? probe.lower($0.value)) != nil }) else { continue }
      let name = select.columns[index].alias ?? Identifier(select.columns[index].expression.outputName)
      select.columns[index].expression = try withoutCalls(select.columns[index].expression)
      select.columns[index].alias = name
    }
    return query.with(.select(select))
  }

  /// The query with rows in place of the calls in FROM whose functions take more than a query.
  mutating func withoutCalls(_ query: Query) throws(Diagnostic) -> Query {
    guard case .select(var select) = query.body, query.with == nil else { return query }
    for (index, source) in select.from.enumerated() {
      guard case .function(let call, _, false, let alias) = source, let function = callee(call) else {
        continue
      }
      let routine = try schema.routine(function)
      guard routine.returnsSet, !routine.isOpenRecord, try function.definition.procedure() != nil else {
        continue
      }
      let columns = routine.outputs.map { (name: $0.name ?? function.name.name, type: $0.type) }
      let result = try result(of: function, call, for: .rows(columns), at: call.name.range)
      let arms = result.arms.map { arm in
        guard !arm.guards.isEmpty else { return arm.sql }
        return "SELECT * FROM (\(arm.sql)) WHERE \(arm.guards.map(\.sql).joined(separator: " AND "))"
      }
      let nothing = "SELECT \(columns.map { _ in "NULL" }.joined(separator: ", ")) WHERE 0"
      let name = Identifier("\u{E119}\(lowering.triggered.tables.count)", at: call.name.range)
      let list = SQLiteText.names(columns.map(\.name))
      lowering.triggered.tables[name.text] = LoweredQuery(
        sql: "WITH \"_r\" (\(list)) AS (\(arms.isEmpty ? nothing : arms.joined(separator: " UNION ALL "))) "
          + "SELECT * FROM \"_r\"", columns: columns)
      let own = alias ?? TableAlias(name: Identifier(function.name.name, at: call.name.range))
      select.from[index] = .table(QualifiedName(name), only: false, own)
    }
    return query.with(.select(select))
  }
}

extension Expression {
  /// Whether it is nothing but the call.
  fileprivate func isCall(_ call: FunctionCall) -> Bool {
    switch kind {
    case .call(let own): own == call
    case .cast(let inner, _): inner.isCall(call)
    default: false
    }
  }
}

extension Function {
  /// Whether nobody sees that it is called, but by its value.
  fileprivate var onlyComputes: Bool {
    guard let block = try? definition.procedure() else { return false }
    return block.handlers.isEmpty && block.statements.onlyCompute
  }
}

extension [ProcedureStatement] {
  /// Whether they give variables values, and ask, and nothing else.
  var onlyCompute: Bool {
    var isPure = true
    walk { statement in
      switch statement.kind {
      case .null, .block, .assign, .conditional, .select, .loop, .exit, .return, .returnNext, .returnQuery:
        break
      case .sql(let sql, _): if case .select = sql.kind { break } else { isPure = false }
      default: isPure = false
      }
    }
    return isPure
  }
}
