/// `IF`, `CASE`, `ASSERT`.
extension TriggerExecutor {
  mutating func choose(
    _ branches: [ConditionalBranch], otherwise: [ProcedureStatement]
  ) throws(Diagnostic) -> Flow {
    try choose(
      branches.map { (condition: $0.condition, statements: $0.statements) }
        + (otherwise.isEmpty ? [] : [(condition: nil, statements: otherwise)]))
  }

  mutating func choose(_ choice: CaseStatement, at range: SourceRange) throws(Diagnostic) -> Flow {
    var branches: [(condition: Expression?, statements: [ProcedureStatement])] = []
    for branch in choice.branches {
      let tests = branch.values.map { value in
        choice.operand.map { Expression(.binary($0, Operator("="), value), at: value.range) } ?? value
      }
      branches.append((tests.count == 1 ? tests[0] : Expression(.or(tests), at: range), branch.statements))
    }
    let raised = Raise(
      subject: .message("case not found", []),
      options: [RaiseOption(kind: .errorCode, value: Expression(.string("20000")))])
    branches.append((nil, choice.otherwise ?? [ProcedureStatement(kind: .raise(raised), range: range)]))
    return try choose(branches)
  }

  /// The first branch whose condition holds; one without a condition is for the rest.
  mutating func choose(
    _ branches: [(condition: Expression?, statements: [ProcedureStatement])]
  ) throws(Diagnostic) -> Flow {
    let (start, outer) = (state, path)
    /// Conditions that have not held, on the way to the next branch.
    var entered = path
    var arms: [(condition: String?, path: [TriggerProgram.Guard], state: TriggerState)] = []
    var isOpen = true
    var isWhole = true
    for branch in branches {
      state = start
      path = entered
      var own: TriggerProgram.Guard?
      if let condition = branch.condition {
        let truth = prepared(condition).truth
        if truth == false { continue }
        if truth == nil {
          let way = path
          own = try asked(condition)
          // Asking may fail and lead elsewhere.
          if path != way { (entered, isWhole) = (path, false) }
        }
      }
      if let own { path.append(own) }
      let entry = path
      let flow = try run(branch.statements)
      if case .goesOn = flow { arms.append((own?.sql, Array(path.dropFirst(outer.count)), state)) }
      if flow == .ends || path != entry { isWhole = false }
      guard let own else {
        isOpen = false
        break
      }
      // Behind an error nothing runs that would have to be kept from it.
      if flow == .breaks { continue }
      entered.append(
        TriggerProgram.Guard(
          sql: "\(own.sql.isWrapped ? own.sql : "(\(own.sql))") IS NOT TRUE", isOfLoop: own.isOfLoop))
    }
    if isOpen { arms.append((nil, Array(entered.dropFirst(outer.count)), start)) }
    path = outer
    guard !arms.isEmpty else { return isWhole ? .breaks : .ends }
    if !isWhole {
      if arms.count == 1 {
        path += arms[0].path
      } else {
        let ways = arms.map { arm in
          arm.path.isEmpty ? "1" : "(\(arm.path.map(\.sql).joined(separator: " AND ")))"
        }
        path.append(
          TriggerProgram.Guard(
            sql: "(\(ways.joined(separator: " OR ")))",
            isOfLoop: arms.contains { $0.path.contains(where: \.isOfLoop) }))
      }
    }
    if arms.last?.condition != nil, var last = arms.popLast() {
      // Where control comes here, one of them was taken.
      last.condition = nil
      arms.append(last)
    }
    state = .merged(arms.map { ($0.condition, $0.state) }, start: start)
    shorten(since: start)
    return .goesOn
  }

  /// A condition that is asked at this place.
  mutating func asked(_ condition: Expression) throws(Diagnostic) -> TriggerProgram.Guard {
    let value = try self.condition(condition, "IF")
    let sql = kept(value).sql
    return TriggerProgram.Guard(sql: sql, isOfLoop: loops > 0)
  }

  mutating func assert(
    _ condition: Expression, _ message: Expression?, at range: SourceRange
  ) throws(Diagnostic) -> Flow {
    let text = message.flatMap { prepared($0).known?.words } ?? "assertion failed"
    let raised = Raise(
      subject: .message(text.replacing("%", by: "%%"), []),
      options: [RaiseOption(kind: .errorCode, value: Expression(.string("P0004")))])
    let failure = ProcedureStatement(kind: .raise(raised), range: range)
    let fails = Expression(.isTruth(condition, .true, negated: true), at: condition.range)
    return try choose([(fails, [failure])])
  }
}
