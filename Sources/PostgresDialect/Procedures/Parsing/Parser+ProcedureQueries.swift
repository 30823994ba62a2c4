/// What runs SQL: https://www.postgresql.org/docs/15/plpgsql-statements.html
extension Parser {
  /// `PERFORM` stands for `SELECT`.
  mutating func perform() throws(ParseFailure) -> ProcedureStatementKind {
    try expect("perform")
    let end = try fragmentEnd([";"], what: "expression")
    guard end > index else { throw unexpected() }
    var fragment = Parser(fragmentOf: self, index..<end)
    let query = try fragment.queryWithoutSelect()
    guard fragment.token.kind == .end else { throw fragment.unexpected() }
    height = max(height, fragment.height)
    index = end
    return .perform(query)
  }

  /// `EXECUTE text [INTO …] [USING …]`, the two in either order.
  mutating func executeStatement() throws(ParseFailure) -> ProcedureStatementKind {
    try expect("execute")
    var statement = DynamicStatement(text: try expression(until: "into", "using", ";"))
    var into: IntoTarget?
    while !at(";") {
      if into == nil, eat("into") {
        into = try intoTarget()
      } else if statement.parameters.isEmpty, eat("using") {
        statement.parameters = try expressions(until: "into", ";")
      } else {
        throw unexpected()
      }
    }
    return .execute(statement, into: into)
  }

  /// `EXECUTE text [USING …]` up to a word.
  mutating func dynamicStatement(until word: String) throws(ParseFailure) -> DynamicStatement {
    try expect("execute")
    var statement = DynamicStatement(text: try expression(until: "using", word))
    if eat("using") { statement.parameters = try expressions(until: word) }
    return statement
  }

  /// What follows `INTO`.
  mutating func intoTarget() throws(ParseFailure) -> IntoTarget {
    var into = IntoTarget(isStrict: eat("strict"), targets: [])
    repeat { into.targets.append(try procedureTarget()) } while eat(",")
    return into
  }

  /// A statement of SQL. Its `INTO` may stand in many places and is no part of it.
  mutating func sqlStatement() throws(ParseFailure) -> ProcedureStatementKind {
    let start = index
    let end = try statementEnd()
    guard let place = intoPlace(in: start..<end) else {
      return .sql(try statement(until: ";"), into: nil)
    }
    index = place + 1
    let into = try intoTarget()
    guard index <= end else { throw unexpected(at: end) }
    let statement = try statement(of: Parser(fragmentOf: self, start..<place, index..<end))
    index = end
    return .sql(statement, into: into)
  }

  private func statementEnd() throws(ParseFailure) -> Int {
    for place in index..<tokens.count {
      if tokens[place].kind == .invalid || tokens[place].kind == .end { break }
      if matches(tokens[place], ";") { return place }
    }
    return try fragmentEnd([";"], what: "statement")
  }

  /// The first `INTO` that is not a part of the statement's own syntax, as that of `INSERT` is.
  private func intoPlace(in range: Range<Int>) -> Int? {
    if at(sequence: "import", "foreign") { return nil }
    return range.dropFirst().first { place in
      matches(tokens[place], "into") && !matches(tokens[place - 1], "insert")
        && !matches(tokens[place - 1], "merge")
    }
  }

  /// `RETURN` in all its forms.
  mutating func returnStatement() throws(ParseFailure) -> ProcedureStatementKind {
    try expect("return")
    if at(";") { return .return(nil) }
    if eat("next") { return .returnNext(at(";") ? nil : try expression(until: ";")) }
    guard eat("query") else { return .return(try expression(until: ";")) }
    if at("execute") { return .returnQuery(.execute(try dynamicStatement(until: ";"))) }
    return .returnQuery(.statement(try statement(until: ";")))
  }

  mutating func procedureCall() throws(ParseFailure) -> ProcedureCall {
    let end = try fragmentEnd([";"], what: "statement")
    var fragment = Parser(fragmentOf: self, index..<end)
    index = end
    if fragment.at("do") {
      guard case .do(let block) = try fragment.statementKind() else { throw fragment.unexpected() }
      guard fragment.token.kind == .end else { throw fragment.unexpected() }
      return .block(block)
    }
    fragment.advance()
    let call = try fragment.procedureCallExpression()
    guard fragment.token.kind == .end else { throw fragment.unexpected() }
    return .call(call)
  }

  /// What follows `CALL`.
  mutating func procedureCallExpression() throws(ParseFailure) -> FunctionCall {
    let start = index
    _ = try functionName()
    guard at("(") else { throw unexpected() }
    index = start
    guard case .call(let call) = try primary().kind else { throw unexpected() }
    return call
  }

  mutating func getDiagnostics() throws(ParseFailure) -> GetDiagnostics {
    let start = index
    try expect("get")
    let isStacked = eat("stacked")
    if !isStacked { _ = eat("current") }
    try expect("diagnostics")
    var items: [DiagnosticsItem] = []
    repeat {
      let target = try procedureTarget()
      guard eat("=") || eat(":=") else { throw unexpected() }
      guard token.kind == .identifier, let kind = DiagnosticsKind(rawValue: folded(token)) else {
        throw failure("unrecognized GET DIAGNOSTICS item at or near \"\(text(of: token))\"")
      }
      guard kind.isStacked == isStacked else {
        let name = kind.rawValue.uppercased()
        throw ParseFailure(
          .syntaxError,
          "diagnostics item \(name) is not allowed in GET \(isStacked ? "STACKED" : "CURRENT") DIAGNOSTICS",
          at: range(from: start))
      }
      advance()
      items.append(DiagnosticsItem(target: target, kind: kind))
    } while eat(",")
    return GetDiagnostics(isStacked: isStacked, items: items)
  }
}
