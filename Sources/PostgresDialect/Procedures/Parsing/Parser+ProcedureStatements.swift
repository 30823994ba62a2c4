extension Parser {
  /// Statements up to a word that ends a list of them.
  mutating func procedureStatements() throws(ParseFailure) -> [ProcedureStatement] {
    var statements: [ProcedureStatement] = []
    while token.kind != .end, !endsStatements() {
      let start = index
      let kind = try procedureStatement()
      statements.append(ProcedureStatement(kind: kind, range: range(from: start)))
      try expect(";")
    }
    return statements
  }

  private func endsStatements() -> Bool {
    if at("end", "else", "when") { return true }
    // These two are no reserved words, and could be assigned to.
    return at("elsif", "elseif", "exception") && !startsAssignment()
  }

  private mutating func procedureStatement() throws(ParseFailure) -> ProcedureStatementKind {
    if startsAssignment() { return try assignment() }
    guard token.kind == .identifier || at("<<") else { throw unexpected() }
    switch folded(token) {
    case "<<", "declare", "begin", "loop", "while", "for", "foreach": return try labeledStatement()
    case "if": return try conditionalStatement()
    case "case": return try caseStatement()
    case "exit", "continue": return try loopExit()
    case "return": return try returnStatement()
    case "raise": return .raise(try raise())
    case "assert": return try assertStatement()
    case "perform": return try perform()
    case "execute": return try executeStatement()
    case "get": return .diagnostics(try getDiagnostics())
    case "open": return .open(try openCursor())
    case "fetch", "move": return .fetch(try fetchCursor())
    case "close":
      advance()
      return .close(try variableName())
    case "call", "do": return .call(try procedureCall())
    case "commit", "rollback": return try transactionStatement()
    case "null":
      advance()
      return .null
    default: return try sqlStatement()
    }
  }

  private mutating func variableName() throws(ParseFailure) -> Identifier {
    guard isProcedureWord(token) else { throw unexpected() }
    return try takeName()
  }

  /// A block or a loop, with the label before it.
  private mutating func labeledStatement() throws(ParseFailure) -> ProcedureStatementKind {
    let label = try optionalBlockLabel()
    if at("declare", "begin") { return .block(try block(label: label)) }
    return .loop(try loop(label: label))
  }

  private func startsAssignment() -> Bool {
    if token.kind == .parameter { return true }
    guard isProcedureWord(token) else { return false }
    return at(1, ":=") || at(1, "=") || at(1, "[") || at(1, ".")
  }

  private mutating func assignment() throws(ParseFailure) -> ProcedureStatementKind {
    let target = try procedureTarget(allowsAccessors: true)
    guard eat(":=") || eat("=") else { throw unexpected() }
    guard !at(";") else {
      throw ParseFailure(.syntaxError, "assignment source returned 0 columns", at: token.range)
    }
    return .assign(target, try expression(until: ";"))
  }

  /// `name`, `record.field`, `$1`; with accessors also `list[1].field`.
  mutating func procedureTarget(allowsAccessors: Bool = false) throws(ParseFailure) -> ProcedureTarget {
    var target = ProcedureTarget(names: try targetNames())
    while allowsAccessors, at("[", ".") {
      if eat(".") {
        target.accessors.append(.field(try label()))
      } else {
        try expect("[")
        target.accessors.append(try targetElement())
        try expect("]")
      }
    }
    return target
  }

  mutating func targetNames() throws(ParseFailure) -> [Identifier] {
    if token.kind == .parameter {
      let name = Identifier(text(of: token), at: token.range)
      advance()
      return [name]
    }
    guard isProcedureWord(token) else { throw unexpected() }
    return [try takeName()] + (try dottedNames())
  }

  private mutating func targetElement() throws(ParseFailure) -> TargetAccessor {
    if eat(":") { return .slice(lower: nil, upper: at("]") ? nil : try expression()) }
    let first = try expression()
    guard eat(":") else { return .element(first) }
    return .slice(lower: first, upper: at("]") ? nil : try expression())
  }

  private mutating func conditionalStatement() throws(ParseFailure) -> ProcedureStatementKind {
    try expect("if")
    try descend(2)
    var branches: [ConditionalBranch] = []
    var otherwise: [ProcedureStatement] = []
    repeat {
      let condition = try expression(until: "then")
      try expect("then")
      branches.append(ConditionalBranch(condition: condition, statements: try procedureStatements()))
    } while eat("elsif") || eat("elseif")
    if eat("else") { otherwise = try procedureStatements() }
    try expect("end", "if")
    depth -= 2
    return .conditional(branches, otherwise: otherwise)
  }

  private mutating func caseStatement() throws(ParseFailure) -> ProcedureStatementKind {
    try expect("case")
    try descend(2)
    let operand = at("when") ? nil : try expression(until: "when")
    var statement = CaseStatement(operand: operand, branches: [])
    repeat {
      try expect("when")
      let values = operand == nil ? [try expression(until: "then")] : try expressions(until: "then")
      try expect("then")
      statement.branches.append(CaseBranch(values: values, statements: try procedureStatements()))
    } while at("when")
    if eat("else") { statement.otherwise = try procedureStatements() }
    try expect("end", "case")
    depth -= 2
    return .select(statement)
  }

  private mutating func assertStatement() throws(ParseFailure) -> ProcedureStatementKind {
    try expect("assert")
    let list = try expressions(until: ";")
    guard list.count <= 2, let condition = list.first else { throw unexpected() }
    return .assert(condition, message: list.count == 2 ? list[1] : nil)
  }

  /// https://www.postgresql.org/docs/15/plpgsql-transactions.html
  private mutating func transactionStatement() throws(ParseFailure) -> ProcedureStatementKind {
    let commits = at("commit")
    advance()
    if eat("and") {
      _ = eat("no")
      try expect("chain")
    }
    return commits ? .commit : .rollback
  }
}
