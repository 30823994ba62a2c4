/// Loops: those over rows become statements over all of the rows, those whose bounds are known are written out.
extension TriggerExecutor {
  mutating func run(_ loop: Loop, at range: SourceRange) throws(Diagnostic) -> Flow {
    let start = self
    do throws(Diagnostic) {
      return try write(loop, at: range)
    } catch {
      guard error.state == .featureNotSupported else { throw error }
      let refused = self
      self = start
      if let flow = try? compute(loop, at: range) { return flow }
      self = refused
      throw error
    }
  }

  private mutating func write(_ loop: Loop, at range: SourceRange) throws(Diagnostic) -> Flow {
    switch loop.kind {
    case .integers(let integers): return try unroll(integers, loop.statements, at: range)
    case .rows(let targets, .statement(let statement)):
      guard case .select(let query) = statement.kind else {
        throw .unsupported("a loop over this statement in a trigger function", at: statement.range)
      }
      return try each(query, in: targets, loop.statements, at: range)
    case .elements(let elements) where elements.slice == 0:
      if case .column(let array) = elements.array.kind, array.count == 1, array[0].text == "tg_argv",
        elements.targets.count == 1, let name = elements.targets[0].names.last
      {
        return try unroll(name, over: constants.arguments, loop.statements)
      }
      return try each(elements, loop.statements, at: range)
    default: throw .unsupported("this loop in a trigger function", at: range)
    }
  }

  /// `CONTINUE WHEN …` is a condition of what follows.
  mutating func leave(_ exit: LoopExit, at range: SourceRange) throws(Diagnostic) -> Flow {
    guard exit.continues, exit.label == nil, loops == 1 else {
      throw .unsupported("\(exit.continues ? "CONTINUE" : "EXIT") here in a trigger function", at: range)
    }
    guard let condition = exit.condition else { return .ends }
    let stays = Expression(.isTruth(condition, .true, negated: true), at: condition.range)
    path.append(try asked(stays))
    return .goesOn
  }

  /// Once for each argument of the trigger.
  private mutating func unroll(
    _ variable: Identifier, over texts: [String], _ statements: [ProcedureStatement]
  ) throws(Diagnostic) -> Flow {
    for text in texts {
      let rewriter = NameRewriter { expression in
        guard case .column(let path) = expression.kind, path.count == 1, path[0] == variable else {
          return nil
        }
        return Expression(.string(text), at: expression.range)
      }
      let flow = try run(statements.map { $0.mapExpressions(rewriter) })
      if flow != .goesOn { return flow }
    }
    return .goesOn
  }

  private mutating func unroll(
    _ loop: IntegerLoop, _ statements: [ProcedureStatement], at range: SourceRange
  ) throws(Diagnostic) -> Flow {
    func bound(_ expression: Expression) -> Int? {
      guard case .number(let text)? = prepared(expression).known?.kind else { return nil }
      return Int(text)
    }
    guard let lower = bound(loop.lower), let upper = bound(loop.upper), loop.step == nil,
      upper - lower < 64
    else { throw .unsupported("a loop whose bounds are known only when the trigger fires", at: range) }
    guard lower <= upper else { return .goesOn }
    let numbers = Array(lower...upper)
    for number in loop.isReverse ? numbers.reversed() : numbers {
      let rewriter = NameRewriter { expression in
        guard case .column(let path) = expression.kind, path.count == 1, path[0] == loop.variable else {
          return nil
        }
        return Expression(.number(String(number)), at: expression.range)
      }
      // Its variable is a constant in each round.
      let outer = state.variables[loop.variable.text]
      state.variables[loop.variable.text] = TriggerVariable(type: .int4, value: TriggerValue(String(number)))
      let flow = try run(statements.map { $0.mapExpressions(rewriter) })
      state.variables[loop.variable.text] = outer
      if flow != .goesOn { return flow }
    }
    return .goesOn
  }

  private mutating func each(
    _ query: Query, in targets: [ProcedureTarget], _ statements: [ProcedureStatement], at range: SourceRange
  ) throws(Diagnostic) -> Flow {
    guard query.isRowByRow(transitionTables) else {
      throw .unsupported("counting the rows of a statement in a trigger", at: query.range)
    }
    guard case .select(let query) = prepared(Statement(.select(query), at: range)).kind else {
      throw .internalError
    }
    let whole = try withoutCalls(query)
    enter()
    let lowered = try lowering.query(whole)
    let reads = lowering.triggered.reads
    let alias = SQLiteText.name("loop\(loops + 1)")
    let outer = (0..<loops).map { SQLiteText.name("loop\($0 + 1)") + "." }
    let isLateral = outer.contains(where: lowered.sql.contains)
    let cells = lowered.columns.indices.map(Lowering.number)
    let texts = cells.enumerated().map { index, name in
      TriggerValue(isLateral ? "json_extract(\(alias).value, '$[\(index)]')" : "\(alias).\(name)")
    }
    var rows = "(\(Lowering.numbered(lowered))) AS \(alias)"
    if isLateral {
      // Rows that hang on those of a loop around go through a function, whose arguments may.
      guard !lowered.columns.contains(where: { schema.baseType($0.type).base == .bytea }) else {
        throw .unsupported("bytes in the rows of a loop in a loop, in a trigger function", at: query.range)
      }
      rows =
        "json_each((SELECT json_group_array(json_array(\(cells.joined(separator: ", ")))) "
        + "FROM (\(Lowering.numbered(lowered))))) AS \(alias)"
    }
    let row = TriggerRecord(columns: lowered.columns, values: texts)
    return try each(row, rows, reads, in: targets, statements, at: range)
  }

  private mutating func each(
    _ loop: ElementLoop, _ statements: [ProcedureStatement], at range: SourceRange
  ) throws(Diagnostic) -> Flow {
    let call = FunctionCall(
      name: QualifiedName(Identifier("unnest")), arguments: [FunctionArgument(name: nil, value: loop.array)])
    let select = Select(
      columns: [SelectItem(expression: Expression(.wildcard([])), alias: nil)],
      from: [.function(call, lateral: false, ordinality: false, TableAlias(name: Identifier("element")))])
    return try each(
      Query(body: .select(select), range: range), in: loop.targets, statements, at: range)
  }

  /// The statements once for each row, all at once: which is the same as one row after another as long as no
  /// statement reads what another, or itself for another row, has written.
  private mutating func each(
    _ row: TriggerRecord, _ rows: String, _ reads: Set<ObjectID>, in targets: [ProcedureTarget],
    _ statements: [ProcedureStatement], at range: SourceRange
  ) throws(Diagnostic) -> Flow {
    let first = program.actions.count
    let outer = (state, path, lowering.triggered.rows)
    for name in statements.assignedNames { state.variables[name]?.value = .unknown }
    loops += 1
    try store(row, in: targets, at: range)
    lowering.triggered.rows.append(rows)
    let flow = try run(statements)
    loops -= 1
    (state, path, lowering.triggered.rows) = outer
    for name in statements.assignedNames { state.variables[name]?.value = .unknown }
    let actions = program.actions[first...]
    for action in actions {
      let others = actions.count > 1 ? reads : []
      for other in actions where !other.writes.isDisjoint(with: action.reads.union(others)) {
        throw .unsupported("a loop whose statements read what it writes, in a trigger function", at: range)
      }
    }
    _ = flow
    return .goesOn
  }
}

extension TriggerValue {
  /// What a variable holds that a loop has changed: nobody may ask.
  static let unknown = TriggerValue("\u{E118}")

  var isKnown: Bool { !sql.contains("\u{E118}") }
}

extension [ProcedureStatement] {
  /// The variables that are assigned to, in what is nested too.
  fileprivate var assignedNames: Set<String> {
    var names: Set<String> = []
    func add(_ targets: [ProcedureTarget]) {
      for target in targets where target.names.count == 1 { names.insert(target.names[0].text) }
    }
    walk { statement in
      switch statement.kind {
      case .assign(let target, _): add([target])
      case .sql(_, let into?), .execute(_, let into?): add(into.targets)
      default: break
      }
    }
    return names
  }
}

extension ProcedureStatement {
  /// With expressions replaced wherever they are asked; the constants of a round are all that this is for.
  fileprivate func mapExpressions(_ rewriter: NameRewriter) -> ProcedureStatement {
    func all(_ statements: [ProcedureStatement]) -> [ProcedureStatement] {
      statements.map { $0.mapExpressions(rewriter) }
    }
    let kind: ProcedureStatementKind
    switch self.kind {
    case .assign(let target, let value): kind = .assign(target, rewriter.expression(value))
    case .conditional(let branches, let otherwise):
      kind = .conditional(
        branches.map {
          ConditionalBranch(condition: rewriter.expression($0.condition), statements: all($0.statements))
        }, otherwise: all(otherwise))
    case .perform(let query): kind = .perform(rewriter.query(query))
    case .sql(let statement, let into):
      kind = .sql(Statement(rewriter.statement(statement.kind), at: statement.range), into: into)
    case .execute(var dynamic, let into):
      dynamic.text = rewriter.expression(dynamic.text)
      dynamic.parameters = dynamic.parameters.map(rewriter.expression)
      kind = .execute(dynamic, into: into)
    default: return self
    }
    return ProcedureStatement(kind: kind, range: range)
  }
}
