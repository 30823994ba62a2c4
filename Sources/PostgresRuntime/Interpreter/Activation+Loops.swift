import PostgresDialect

/// https://www.postgresql.org/docs/15/plpgsql-control-structures.html#PLPGSQL-CONTROL-STRUCTURES-LOOPS
extension Activation {
  func select(_ statement: CaseStatement, at range: SourceRange) throws -> Flow {
    for branch in statement.branches where try fits(branch, statement.operand) {
      return try run(branch.statements)
    }
    guard let otherwise = statement.otherwise else {
      throw Diagnostic(
        .error, SQLState("20000"), "case not found", hint: "CASE statement is missing ELSE part", at: range)
    }
    return try run(otherwise)
  }

  private func fits(_ branch: CaseBranch, _ operand: Expression?) throws -> Bool {
    for value in branch.values {
      guard let operand else { return try isTrue(value) }
      let sql = try host.translator.lower(operand, equals: value, variables)
      if try single(sql) == .boolean(true) { return true }
    }
    return false
  }

  func loop(_ loop: Loop) throws -> Flow {
    let depth = variables.frames.count
    defer { variables.frames.removeLast(variables.frames.count - depth) }
    variables.frames.append(VariableFrames.Frame(label: loop.label?.text))
    switch loop.kind {
    case .forever:
      while true {
        if let end = try pass(loop) { return end }
        try interpreter.step()
      }
    case .while(let condition):
      while try isTrue(condition) {
        if let end = try pass(loop) { return end }
        try interpreter.step()
      }
      return .next
    case .integers(let integers): return try self.loop(loop, integers)
    case .rows(let targets, let query): return try self.loop(loop, targets, try rows(of: query))
    case .cursor(let target, let cursor, let arguments):
      variables.declare(Variable(target.names.last?.text ?? "", .record))
      return try self.loop(loop, [target], try rows(of: cursor, arguments))
    case .elements(let elements): return try self.loop(loop, elements)
    }
  }

  /// One pass; nil to go on, else how the loop ends.
  private func pass(_ loop: Loop) throws -> Flow? {
    switch try run(loop.statements) {
    case .next: return nil
    case .exit(let label): return label == nil || label == loop.label?.text ? .next : .exit(label)
    case .continue(let label): return label == nil || label == loop.label?.text ? nil : .continue(label)
    case .return: return .return
    }
  }

  private func loop(_ loop: Loop, _ integers: IntegerLoop) throws -> Flow {
    let lower = try bound(integers.lower, "lower bound")
    let upper = try bound(integers.upper, "upper bound")
    let step = try integers.step.map { try bound($0, "BY value") } ?? 1
    guard step > 0 else {
      throw Diagnostic(
        .error, .invalidParameterValue, "BY value of FOR loop must be greater than zero",
        at: integers.step?.range)
    }
    let place = variables.declare(Variable(integers.variable.text, .scalar(.integer)))
    var value = lower
    var hasRun = false
    defer { setFound(hasRun) }
    while integers.isReverse ? value >= upper : value <= upper {
      hasRun = true
      variables[place].content = .scalar(.integer(value))
      if let end = try pass(loop) { return end }
      let (next, overflow) =
        integers.isReverse ? value.subtractingReportingOverflow(step) : value.addingReportingOverflow(step)
      guard !overflow, Int32(exactly: next) != nil else { break }
      value = next
    }
    return .next
  }

  private func bound(_ expression: Expression, _ what: String) throws -> Int {
    guard case .integer(let value) = try value(expression, as: .integer) else {
      throw Diagnostic(
        .error, SQLState("22004"), "\(what) of FOR loop cannot be null", at: expression.range)
    }
    return value
  }

  private func loop(_ loop: Loop, _ targets: [ProcedureTarget], _ result: QueryRows) throws -> Flow {
    // Whether there were rows counts, whatever the loop's own statements have found.
    defer { setFound(!result.rows.isEmpty) }
    if result.rows.isEmpty { try assign(nil, of: result.columns, to: targets) }
    for row in result.rows {
      try assign(row, of: result.columns, to: targets)
      if let end = try pass(loop) { return end }
      try interpreter.step()
    }
    return .next
  }

  private func loop(_ loop: Loop, _ elements: ElementLoop) throws -> Flow {
    let sql = try host.translator.lower(elements.array, variables)
    let array = try single(sql)
    guard let type = sql.columns.first?.type, let element = type.elementType else {
      throw Diagnostic(
        .error, .datatypeMismatch,
        "FOREACH expression must yield an array, not type \(host.translator.displayName(sql.columns[0].type))",
        at: elements.array.range)
    }
    guard array != .null else {
      throw Diagnostic(
        .error, SQLState("22004"), "FOREACH expression must not be null", at: elements.array.range)
    }
    let list = try ArrayElements.slices(array, slice: elements.slice)
    defer { setFound(!list.isEmpty) }
    for value in list {
      for target in elements.targets.prefix(1) {
        try assign(value, elements.slice > 0 ? type : element, to: target)
      }
      if let end = try pass(loop) { return end }
      try interpreter.step()
    }
    return .next
  }
}
