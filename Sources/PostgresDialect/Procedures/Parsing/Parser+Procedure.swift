extension Parser {
  /// Reads the body of a function, procedure or `DO` block in PL/pgSQL, all of it.
  /// https://www.postgresql.org/docs/15/plpgsql-structure.html
  mutating func parseProcedure() throws(Diagnostic) -> Block {
    do throws(ParseFailure) {
      let conflict = try procedureOptions()
      var block = try labeledBlock()
      block.conflict = conflict
      _ = eat(";")
      guard token.kind == .end else { throw unexpected() }
      return block
    } catch {
      throw error.diagnostic
    }
  }

  /// `#variable_conflict use_column` and its kin, at the start of a body.
  private mutating func procedureOptions() throws(ParseFailure) -> VariableConflict? {
    var conflict: VariableConflict?
    while eat("#") {
      if eat("variable_conflict") {
        guard let choice = VariableConflict(rawValue: folded(token)) else { throw unexpected() }
        conflict = choice
      } else if eat("option") {
        guard at("dump") else { throw unexpected() }
      } else if eat("print_strict_params") {
        guard at("on", "off") else { throw unexpected() }
      } else {
        throw unexpected()
      }
      advance()
    }
    return conflict
  }

  private mutating func labeledBlock() throws(ParseFailure) -> Block {
    let label = try optionalBlockLabel()
    return try block(label: label)
  }

  /// `<<label>>`
  mutating func optionalBlockLabel() throws(ParseFailure) -> Identifier? {
    guard eat("<<") else { return nil }
    let label = try label()
    try expect(">>")
    return label
  }

  /// A block behind its label, up to its closing label.
  mutating func block(label: Identifier?) throws(ParseFailure) -> Block {
    // A block takes more of the stack than an expression does.
    try descend(3)
    let start = index
    var block = Block(label: label)
    while eat("declare") { try declarations(&block) }
    try expect("begin")
    block.statements = try procedureStatements()
    if eat("exception") { block.handlers = try exceptionHandlers() }
    try expect("end")
    try closingLabel(of: label)
    block.range = range(from: start)
    depth -= 3
    return block
  }

  /// The label that may follow `END` and `END LOOP`.
  mutating func closingLabel(of label: Identifier?) throws(ParseFailure) {
    guard isProcedureWord(token) else { return }
    let start = index
    let closing = try takeName()
    guard let label else {
      throw failure("end label \"\(closing.text)\" specified for unlabeled block", from: start)
    }
    guard label == closing else {
      throw failure(
        "end label \"\(closing.text)\" differs from block's label \"\(label.text)\"", from: start)
    }
  }

  private mutating func exceptionHandlers() throws(ParseFailure) -> [ExceptionHandler] {
    guard at("when") else { throw unexpected() }
    var handlers: [ExceptionHandler] = []
    while eat("when") {
      var conditions: [ExceptionCondition] = []
      repeat { conditions.append(try exceptionCondition()) } while eat("or")
      try expect("then")
      handlers.append(ExceptionHandler(conditions: conditions, statements: try procedureStatements()))
    }
    return handlers
  }

  private mutating func exceptionCondition() throws(ParseFailure) -> ExceptionCondition {
    if at("sqlstate"), peek().kind.isString {
      advance()
      return .state(try stateCode())
    }
    guard isProcedureWord(token) else { throw unexpected() }
    let name = try takeName()
    guard name.text == "others" || ConditionName.states[name.text] != nil else {
      throw ParseFailure(
        .undefinedObject, "unrecognized exception condition \"\(name.text)\"", at: name.range)
    }
    return .name(name)
  }

  /// Five digits and capital letters.
  mutating func stateCode() throws(ParseFailure) -> String {
    let start = index
    let code = try string()
    let allowed = code.utf8.allSatisfy { $0.isDigit || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    guard code.utf8.count == 5, allowed else {
      throw failure("invalid SQLSTATE code at or near \"\(text(of: tokens[start]))\"", from: start)
    }
    return code
  }

  /// Whether a token may name a variable, a label or a condition: any word but PL/pgSQL's own reserved ones.
  func isProcedureWord(_ token: Token) -> Bool {
    token.kind.isQuotedName || token.kind == .identifier && !isProcedureKeyword(token)
  }

  /// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/pl/plpgsql/src/pl_reserved_kwlist.h
  private func isProcedureKeyword(_ token: Token) -> Bool {
    switch folded(token) {
    case "all", "begin", "by", "case", "declare", "else", "end", "execute", "for", "foreach", "from", "if",
      "in", "into", "loop", "not", "null", "or", "strict", "then", "to", "using", "when", "while":
      true
    default: false
    }
  }
}
