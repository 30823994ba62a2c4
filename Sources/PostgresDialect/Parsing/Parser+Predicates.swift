extension Parser {
  /// `x = ANY (…)`: a query or an array in the parentheses.
  mutating func quantified(_ left: Expression, _ name: Operator) throws(ParseFailure) -> ExpressionKind {
    let quantifier: Quantifier = at("all") ? .all : .any
    advance()
    let start = index
    switch try parenthesized() {
    case .query(let query): return .quantifiedQuery(left, name, quantifier, query)
    case .expressions(let list):
      guard let first = list.first, list.count == 1 else { throw failure("syntax error", from: start) }
      return .quantifiedArray(left, name, quantifier, first)
    }
  }

  mutating func like(_ infix: Infix, _ left: Expression) throws(ParseFailure) -> ExpressionKind {
    if infix.isNegated { advance() }
    let kind: LikeKind = at("like") ? .like : at("ilike") ? .ilike : .similar
    advance()
    if kind == .similar {
      try expect("to")
    } else if at("any", "all", "some") {
      // PostgreSQL's names for these operators.
      let name = (infix.isNegated ? "!" : "") + (kind == .like ? "~~" : "~~*")
      return try quantified(left, Operator(name))
    }
    let pattern = try expression(above: Precedence.range + 1, restricted: false)
    var escape: Expression?
    if eat("escape") { escape = try expression(above: Precedence.range + 1, restricted: false) }
    return .like(left, kind, pattern: pattern, escape: escape, negated: infix.isNegated)
  }

  mutating func between(_ infix: Infix, _ left: Expression) throws(ParseFailure) -> ExpressionKind {
    if infix.isNegated { advance() }
    advance()
    let isSymmetric = eat("symmetric")
    if !isSymmetric { _ = eat("asymmetric") }
    let lower = try restrictedExpression()
    try expect("and")
    let upper = try expression(above: Precedence.range + 1, restricted: false)
    return .between(left, lower, upper, symmetric: isSymmetric, negated: infix.isNegated)
  }

  mutating func membership(_ infix: Infix, _ left: Expression) throws(ParseFailure) -> ExpressionKind {
    if infix.isNegated { advance() }
    advance()
    switch try parenthesized() {
    case .query(let query): return .inQuery(left, query, negated: infix.isNegated)
    case .expressions(let list): return .inList(left, list, negated: infix.isNegated)
    }
  }

  /// Everything that starts with `IS`.
  mutating func test(_ left: Expression, restricted: Bool) throws(ParseFailure) -> ExpressionKind {
    advance()
    let isNegated = eat("not")
    if eat("null") { return .isNull(left, negated: isNegated) }
    if eat("true") { return .isTruth(left, .true, negated: isNegated) }
    if eat("false") { return .isTruth(left, .false, negated: isNegated) }
    if eat("unknown") { return .isTruth(left, .unknown, negated: isNegated) }
    if eat("distinct") {
      try expect("from")
      let minimum = Precedence.test + 1
      return .isDistinct(left, try expression(above: minimum, restricted: restricted), negated: isNegated)
    }
    if at("document") { throw unsupported("IS DOCUMENT") }
    var form: String?
    if at("nfc", "nfd", "nfkc", "nfkd") {
      form = folded(token).uppercased()
      advance()
    }
    try expect("normalized")
    return normalized(left, form: form, negated: isNegated)
  }

  /// `IS NORMALIZED` is a call of `is_normalized`.
  private func normalized(_ value: Expression, form: String?, negated: Bool) -> ExpressionKind {
    var call = FunctionCall(name: QualifiedName(Identifier("is_normalized")))
    call.arguments = [FunctionArgument(value: value)]
    if let form { call.arguments.append(FunctionArgument(value: Expression(.string(form)))) }
    return negated ? .not(Expression(.call(call), at: value.range)) : .call(call)
  }
}

/// What stands in parentheses.
enum Parenthesized {
  case query(Query)
  case expressions([Expression])
}

extension Parser {
  /// A query or a list of expressions in parentheses. `((SELECT 1))` is a query, `((SELECT 1) + 1)` is an
  /// expression, `((SELECT 1) UNION SELECT 2)` a query again: only the tokens behind the inner
  /// parentheses tell.
  mutating func parenthesized() throws(ParseFailure) -> Parenthesized {
    try descend()
    try expect("(")
    let content = try parenthesizedContent()
    try expect(")")
    depth -= 1
    return content
  }

  private mutating func parenthesizedContent() throws(ParseFailure) -> Parenthesized {
    if startsQuery() { return .query(try query()) }
    guard at("(") else { return .expressions(try expressions()) }
    let start = index
    let first: Expression
    switch try parenthesized() {
    case .query(let query):
      if at(")") { return .query(query) }
      if continuesQuery() { return .query(try self.query(continuing: query, from: start)) }
      first = Expression(.query(query), at: range(from: start))
    case .expressions(let list):
      first = Expression(list.count == 1 ? list[0].kind : .row(list), at: range(from: start))
    }
    let operand = try indirection(of: first, from: start)
    return .expressions(try expressions(startingWith: operand, from: start))
  }

  private mutating func expressions(
    startingWith operand: Expression, from start: Int
  ) throws(ParseFailure) -> [Expression] {
    var list = [try overlapsOrExpression(operand, from: start)]
    while eat(",") { list.append(try expression()) }
    return list
  }

  /// `(a, b) OVERLAPS (c, d)` is a call of `overlaps`.
  mutating func overlapsOrExpression(
    _ operand: Expression, from start: Int
  ) throws(ParseFailure) -> Expression {
    try expression(continuing: try overlaps(operand, from: start), from: start)
  }

  mutating func overlaps(_ left: Expression, from start: Int) throws(ParseFailure) -> Expression {
    guard case .row(let row) = left.kind, at("overlaps") else { return left }
    advance()
    let rightStart = index
    let right = try primary()
    guard case .row(let other) = right.kind else { throw unexpected(at: rightStart) }
    guard row.count == 2, other.count == 2 else {
      let side = row.count == 2 ? "right" : "left"
      throw failure("wrong number of parameters on \(side) side of OVERLAPS expression", from: start)
    }
    var call = FunctionCall(name: QualifiedName(Identifier("overlaps")))
    call.arguments = (row + other).map { FunctionArgument(value: $0) }
    return Expression(.call(call), at: range(from: start))
  }
}
