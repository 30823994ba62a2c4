/// https://www.postgresql.org/docs/15/plpgsql-control-structures.html#PLPGSQL-CONTROL-STRUCTURES-LOOPS
extension Parser {
  /// A loop behind its label, up to its closing label.
  mutating func loop(label: Identifier?) throws(ParseFailure) -> Loop {
    try descend(2)
    let kind = try loopKind()
    try expect("loop")
    let statements = try procedureStatements()
    try expect("end", "loop")
    try closingLabel(of: label)
    depth -= 2
    return Loop(label: label, kind: kind, statements: statements)
  }

  private mutating func loopKind() throws(ParseFailure) -> LoopKind {
    if at("loop") { return .forever }
    if eat("while") { return .while(try expression(until: "loop")) }
    if eat("foreach") { return .elements(try elementLoop()) }
    try expect("for")
    let targets = try loopTargets()
    try expect("in")
    if at("execute") { return .rows(targets, .execute(try dynamicStatement(until: "loop"))) }
    let end = try fragmentEnd(["loop"], what: "expression")
    if let dots = dots(before: end) { return .integers(try integerLoop(targets, dots: dots)) }
    if let loop = try cursorLoop(targets, end: end) { return loop }
    guard end > index else { throw missingExpression() }
    return .rows(targets, .statement(try statement(until: "loop")))
  }

  private mutating func loopTargets() throws(ParseFailure) -> [ProcedureTarget] {
    var targets: [ProcedureTarget] = []
    repeat { targets.append(try procedureTarget()) } while eat(",")
    return targets
  }

  /// The place of `..` outside parentheses.
  private func dots(before end: Int) -> Int? {
    var open = 0
    for place in index..<end {
      if matches(tokens[place], "(") || matches(tokens[place], "[") { open += 1 }
      if matches(tokens[place], ")") || matches(tokens[place], "]") { open -= 1 }
      if open == 0, matches(tokens[place], "..") { return place }
    }
    return nil
  }

  private mutating func integerLoop(_ targets: [ProcedureTarget], dots: Int) throws(ParseFailure)
    -> IntegerLoop
  {
    guard targets.count == 1, let variable = targets.first?.names.first, targets[0].names.count == 1 else {
      throw ParseFailure(
        .syntaxError, "integer FOR loop must have only one target variable",
        at: targets.first?.range ?? token.range)
    }
    let isReverse = at("reverse") && dots > index + 1 && eat("reverse")
    guard dots > index else { throw missingExpression() }
    let lower = try expression(upTo: dots)
    try expect("..")
    let upper = try expression(until: "loop", "by")
    let step = eat("by") ? try expression(until: "loop") : nil
    return IntegerLoop(variable: variable, isReverse: isReverse, lower: lower, upper: upper, step: step)
  }

  /// `FOR r IN cursor [(arguments)]`: nothing else may consist of a name alone.
  private mutating func cursorLoop(_ targets: [ProcedureTarget], end: Int) throws(ParseFailure) -> LoopKind? {
    guard isProcedureWord(token), end == index + 1 || at(1, "(") else { return nil }
    guard targets.count == 1 else {
      throw ParseFailure(
        .syntaxError, "cursor FOR loop must have only one target variable", at: targets[0].range)
    }
    let cursor = try takeName()
    return .cursor(targets[0], cursor, arguments: try cursorArguments())
  }

  private mutating func elementLoop() throws(ParseFailure) -> ElementLoop {
    let targets = try loopTargets()
    let slice = eat("slice") ? try unsignedInteger() : 0
    try expect("in", "array")
    return ElementLoop(targets: targets, slice: slice, array: try expression(until: "loop"))
  }

  mutating func loopExit() throws(ParseFailure) -> ProcedureStatementKind {
    let continues = at("continue")
    advance()
    let label = isProcedureWord(token) ? try takeName() : nil
    let condition = eat("when") ? try expression(until: ";") : nil
    return .exit(LoopExit(continues: continues, label: label, condition: condition))
  }
}
