/// How tightly operators bind, from loose to tight:
/// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-PRECEDENCE
enum Precedence {
  static let lowest = 0
  static let or = 1
  static let and = 2
  static let not = 3
  /// `IS …`, `ISNULL`, `NOTNULL`
  static let test = 4
  static let comparison = 5
  /// `BETWEEN`, `IN`, `LIKE`, `ILIKE`, `SIMILAR TO`
  static let range = 6
  static let other = 8
  static let sum = 9
  static let product = 10
  static let power = 11
  static let timeZone = 12
  static let collate = 13
  static let sign = 14
  static let cast = 16
  static let atom = 100
}

extension Parser {
  /// Any value expression (`a_expr`).
  mutating func expression() throws(ParseFailure) -> Expression {
    try expression(above: Precedence.lowest, restricted: false)
  }

  /// The expressions that may stand before a word such as `NOT` or `AND` that is not theirs (`b_expr`):
  /// in `DEFAULT 1 NOT NULL` and `BETWEEN 1 AND 2`.
  mutating func restrictedExpression() throws(ParseFailure) -> Expression {
    try expression(above: Precedence.lowest, restricted: true)
  }

  mutating func expressions() throws(ParseFailure) -> [Expression] {
    var list = [try expression()]
    while eat(",") { list.append(try expression()) }
    return list
  }

  /// An expression whose operators bind at least as tightly as `minimum`.
  mutating func expression(above minimum: Int, restricted: Bool) throws(ParseFailure) -> Expression {
    try descend()
    let outerHeight = height
    height = 0
    let start = index
    var left = try operand(restricted: restricted)
    try climb(&left, from: start, above: minimum, restricted: restricted)
    depth -= 1
    height = max(outerHeight, height + 1)
    return left
  }

  /// Goes on with an expression whose first operand has been read.
  mutating func expression(continuing operand: Expression, from start: Int) throws(ParseFailure) -> Expression
  {
    var left = operand
    try climb(&left, from: start, above: Precedence.lowest, restricted: false)
    return left
  }

  private mutating func climb(
    _ left: inout Expression, from start: Int, above minimum: Int, restricted: Bool
  ) throws(ParseFailure) {
    while let infix = infix(restricted: restricted), infix.precedence >= minimum {
      try grow()
      let kind = try apply(infix, to: left, restricted: restricted)
      left = Expression(kind, at: range(from: start))
      // Comparisons and the like do not associate: `a < b < c` is an error at the second sign.
      if infix.isNonassociative, let next = self.infix(restricted: restricted),
        next.precedence == infix.precedence
      {
        throw unexpected()
      }
    }
  }

  /// A prefix operator with its operand, or a primary expression.
  private mutating func operand(restricted: Bool) throws(ParseFailure) -> Expression {
    guard let prefix = prefixOperator(restricted: restricted) else {
      return try primary()
    }
    let start = index
    if prefix == "not" {
      advance()
      let operand = try expression(above: Precedence.not, restricted: false)
      return Expression(.not(operand), at: range(from: start))
    }
    let sign = at("-", "+")
    let name = try operatorName()
    let operand = try expression(
      above: sign ? Precedence.sign + 1 : Precedence.other + 1, restricted: restricted)
    return Expression(.unary(name, operand), at: range(from: start))
  }

  private func prefixOperator(restricted: Bool) -> String? {
    switch token.kind {
    case .identifier:
      if at("not"), !restricted { return "not" }
      return at("operator") && at(1, "(") ? "operator" : nil
    case .operator:
      // The signs of arithmetic and comparison, save plus and minus, are no prefix operators.
      let isBinaryOnly = at("*", "/", "%", "^", "<", ">", "=", "<=", ">=", "<>", "!=")
      return isBinaryOnly ? nil : "operator"
    default: return nil
    }
  }

  /// An operator as written or in `OPERATOR(schema.op)`.
  mutating func operatorName() throws(ParseFailure) -> Operator {
    if at("operator") {
      advance()
      try expect("(")
      var schema: String?
      let start = index
      while token.kind != .operator {
        guard schema == nil else { throw unsupported("an operator's database name", from: start) }
        schema = try columnName().text
        try expect(".")
      }
      let name = try operatorName()
      try expect(")")
      guard let schema, schema != "pg_catalog" else { return name }
      return Operator("\(schema).\(name.text)")
    }
    guard token.kind == .operator else { throw unexpected() }
    let text = text(of: token)
    advance()
    return Operator(text == "!=" ? "<>" : text)
  }
}
