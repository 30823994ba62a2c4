/// What may follow an operand, with how tightly it binds.
struct Infix {
  enum Form {
    case symbol, cast, and, or, collate, timeZone, isNull, notNull, `is`, between, `in`, like
  }

  var form: Form
  var precedence: Int
  /// A second one of the same level may not follow without parentheses.
  var isNonassociative = false
  /// After `NOT`: `NOT IN`, `NOT LIKE`, …
  var isNegated = false
}

extension Parser {
  /// The operator at the current token, if it goes on with an expression.
  func infix(restricted: Bool) -> Infix? {
    switch token.kind {
    case .operator: return symbolInfix()
    case .punctuation: return at("::") ? Infix(form: .cast, precedence: Precedence.cast) : nil
    case .identifier: return wordInfix(restricted: restricted)
    default: return nil
    }
  }

  private func symbolInfix() -> Infix {
    let isQuantified = isQuantifier(peek())
    switch folded(token) {
    case "<", ">", "=", "<=", ">=", "<>", "!=":
      return Infix(
        form: .symbol, precedence: Precedence.comparison, isNonassociative: !isQuantified)
    case "+", "-": return Infix(form: .symbol, precedence: Precedence.sum)
    case "*", "/", "%": return Infix(form: .symbol, precedence: Precedence.product)
    case "^": return Infix(form: .symbol, precedence: Precedence.power)
    default: return Infix(form: .symbol, precedence: Precedence.other)
    }
  }

  private func isQuantifier(_ token: Token) -> Bool {
    matches(token, "any") || matches(token, "all") || matches(token, "some")
  }

  private func wordInfix(restricted: Bool) -> Infix? {
    if at("operator"), at(1, "(") { return Infix(form: .symbol, precedence: Precedence.other) }
    if at("is") {
      if restricted {
        let next = at(1, "not") ? 2 : 1
        guard at(next, "distinct") || at(next, "document") else { return nil }
      }
      // Only `IS DISTINCT FROM` has a right operand that another test could follow.
      let isDistinct = at(1, "distinct") || at(1, "not") && at(2, "distinct")
      return Infix(form: .is, precedence: Precedence.test, isNonassociative: isDistinct)
    }
    guard !restricted else { return nil }
    if at("and") { return Infix(form: .and, precedence: Precedence.and) }
    if at("or") { return Infix(form: .or, precedence: Precedence.or) }
    if at("isnull") { return Infix(form: .isNull, precedence: Precedence.test) }
    if at("notnull") { return Infix(form: .notNull, precedence: Precedence.test) }
    if at("collate") { return Infix(form: .collate, precedence: Precedence.collate) }
    if at("at"), at(1, "time") { return Infix(form: .timeZone, precedence: Precedence.timeZone) }
    return rangeInfix()
  }

  private func rangeInfix() -> Infix? {
    let isNegated = at("not")
    let word = isNegated ? peek() : token
    if matches(word, "between") {
      return Infix(form: .between, precedence: Precedence.range, isNonassociative: true, isNegated: isNegated)
    }
    if matches(word, "in") {
      return Infix(form: .in, precedence: Precedence.range, isNegated: isNegated)
    }
    // `SUBSTRING(a SIMILAR b …)` has no `TO`.
    let isSimilar = matches(word, "similar") && (isNegated || at(1, "to"))
    if matches(word, "like") || matches(word, "ilike") || isSimilar {
      let isQuantified = isQuantifier(peek(isNegated ? 2 : 1))
      return Infix(
        form: .like, precedence: Precedence.range, isNonassociative: !isQuantified, isNegated: isNegated)
    }
    return nil
  }

  /// Reads the operator and what stands to its right.
  mutating func apply(
    _ infix: Infix, to left: Expression, restricted: Bool
  ) throws(ParseFailure) -> ExpressionKind {
    switch infix.form {
    case .symbol: return try symbol(infix, left, restricted: restricted)
    case .and, .or: return try conjunction(infix, left)
    case .like: return try like(infix, left)
    case .between: return try between(infix, left)
    case .in: return try membership(infix, left)
    case .is: return try test(left, restricted: restricted)
    default: return try suffix(infix, left)
    }
  }

  private mutating func symbol(
    _ infix: Infix, _ left: Expression, restricted: Bool
  ) throws(ParseFailure) -> ExpressionKind {
    let name = try operatorName()
    if !restricted, isQuantifier(token) { return try quantified(left, name) }
    let right = try expression(above: infix.precedence + 1, restricted: restricted)
    return .binary(left, name, right)
  }

  /// `a AND b AND c` is one list; only parentheses on the right nest.
  private mutating func conjunction(
    _ infix: Infix, _ left: Expression
  ) throws(ParseFailure) -> ExpressionKind {
    var operands = [left]
    switch (left.kind, infix.form) {
    case (.and(let list), .and), (.or(let list), .or): operands = list
    default: break
    }
    let word = infix.form == .and ? "and" : "or"
    while eat(word) {
      operands.append(try expression(above: infix.precedence + 1, restricted: false))
    }
    return infix.form == .and ? .and(operands) : .or(operands)
  }

  private mutating func suffix(_ infix: Infix, _ left: Expression) throws(ParseFailure) -> ExpressionKind {
    advance()
    switch infix.form {
    case .cast: return .cast(left, try typeName())
    case .collate: return .collate(left, try qualifiedName())
    case .isNull: return .isNull(left, negated: false)
    case .notNull: return .isNull(left, negated: true)
    default:
      try expect("time", "zone")
      return .atTimeZone(left, try expression(above: Precedence.timeZone + 1, restricted: false))
    }
  }
}
