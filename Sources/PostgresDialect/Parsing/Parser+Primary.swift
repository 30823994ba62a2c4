extension Parser {
  /// A constant, name, call, or anything in parentheses (`c_expr`).
  mutating func primary() throws(ParseFailure) -> Expression {
    let start = index
    let reader = primaryReader()
    let kind = try reader(&self)
    return Expression(kind, at: range(from: start))
  }

  typealias Reader = @Sendable (inout Parser) throws(ParseFailure) -> ExpressionKind

  /// Chooses who reads a primary. The choice is apart from the reading so that each level of nesting
  /// needs little of the thread's stack.
  private func primaryReader() -> Reader {
    switch token.kind {
    case .integer, .decimal: return { (parser: inout Parser) throws(ParseFailure) in parser.number() }
    case .string, .escapeString, .unicodeString, .dollarString:
      return { (parser: inout Parser) throws(ParseFailure) in .string(try parser.string()) }
    case .nationalString, .bitString, .hexString:
      return { (parser: inout Parser) throws(ParseFailure) in try parser.prefixedString() }
    case .parameter: return { (parser: inout Parser) throws(ParseFailure) in try parser.parameter() }
    case .punctuation:
      return { (parser: inout Parser) throws(ParseFailure) in try parser.parenthesizedPrimary() }
    case .quotedIdentifier, .unicodeIdentifier: return Self.nameReader
    case .identifier: return keywordReader() ?? Self.nameReader
    default: return { (parser: inout Parser) throws(ParseFailure) in throw parser.unexpected() }
    }
  }

  private static let nameReader: Reader = { (parser: inout Parser) throws(ParseFailure) in
    try parser.nameExpression()
  }

  private func keywordReader() -> Reader? {
    switch token.category {
    case .none: return nil
    case .reserved: return reservedReader()
    case .columnName where startsSpelledType():
      return { (parser: inout Parser) throws(ParseFailure) in try parser.typedConstant() }
    case .columnName: return at(1, "(") ? specialCallReader() : nil
    case .unreserved where startsSpelledType():
      return { (parser: inout Parser) throws(ParseFailure) in try parser.typedConstant() }
    case .typeOrFunction where at("collation") && at(1, "for"):
      return { (parser: inout Parser) throws(ParseFailure) in try parser.collationFor() }
    case .typeOrFunction where at("current_schema") && !at(1, "("):
      return { (parser: inout Parser) throws(ParseFailure) in try parser.bareFunction() }
    default: return nil
    }
  }

  private func reservedReader() -> Reader {
    switch folded(token) {
    case "null", "true", "false", "default":
      return { (parser: inout Parser) throws(ParseFailure) in parser.constant() }
    case "case": return { (parser: inout Parser) throws(ParseFailure) in try parser.conditional() }
    case "cast": return { (parser: inout Parser) throws(ParseFailure) in try parser.castCall() }
    case "array": return { (parser: inout Parser) throws(ParseFailure) in try parser.array() }
    case "unique" where at(1, "("):
      return { (parser: inout Parser) throws(ParseFailure) in throw parser.unsupported("UNIQUE") }
    case "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "current_role",
      "current_user", "session_user", "user", "current_catalog":
      return { (parser: inout Parser) throws(ParseFailure) in try parser.bareFunction() }
    default: return { (parser: inout Parser) throws(ParseFailure) in throw parser.unexpected() }
    }
  }

  private mutating func number() -> ExpressionKind {
    let text = text(of: token)
    advance()
    return .number(text)
  }

  private mutating func constant() -> ExpressionKind {
    defer { advance() }
    if at("null") { return .null }
    if at("default") { return .defaultValue }
    return .boolean(at("true"))
  }

  private mutating func prefixedString() throws(ParseFailure) -> ExpressionKind {
    let token = token
    let text = try string(of: token)
    advance()
    switch token.kind {
    case .bitString: return .bitString("B\(text)")
    case .hexString: return .bitString("X\(text)")
    default:
      let type = TypeName(name: QualifiedName(Identifier("bpchar", at: token.range)), range: token.range)
      return .cast(Expression(.string(text), at: token.range), type)
    }
  }

  private mutating func parameter() throws(ParseFailure) -> ExpressionKind {
    let start = index
    guard let number = Int(text(of: token).dropFirst()) else { throw unexpected() }
    advance()
    var kind = ExpressionKind.parameter(number)
    if literals.indices.contains(number - 1) { kind = literals[number - 1].map { .string($0) } ?? .null }
    return try indirection(of: Expression(kind, at: range(from: start)), from: start).kind
  }

  private mutating func parenthesizedPrimary() throws(ParseFailure) -> ExpressionKind {
    guard at("(") else { throw unexpected() }
    let start = index
    let content = try parenthesized()
    let kind: ExpressionKind
    switch content {
    case .query(let query): kind = .query(query)
    case .expressions(let list): kind = list.count == 1 ? list[0].kind : .row(list)
    }
    let value = Expression(kind, at: range(from: start))
    if case .expressions(let list) = content, list.count > 1, at("overlaps") {
      return try overlaps(value, from: start).kind
    }
    return try indirection(of: value, from: start).kind
  }

  /// `timestamp with time zone '…'`: a type in front of a string.
  private mutating func typedConstant() throws(ParseFailure) -> ExpressionKind {
    let isInterval = at("interval") && !at(1, "(")
    var type: TypeName
    let start = index
    if isInterval {
      type = TypeName(name: QualifiedName(Identifier("interval", at: token.range)), range: token.range)
      advance()
    } else {
      type = try typeName(isConstant: true)
    }
    let stringStart = index
    let text = try string()
    let value = Expression(.string(text), at: range(from: stringStart))
    if isInterval {
      try intervalFields(of: &type)
      type.range = range(from: start)
    }
    return .cast(value, type)
  }

  /// `a[1]`, `a[1:2]`, `(a).b` behind an operand.
  mutating func indirection(of operand: Expression, from start: Int) throws(ParseFailure) -> Expression {
    var value = operand
    while true {
      if at(".") {
        advance()
        if at("*") { throw unsupported("expanding a composite value", from: start) }
        value = Expression(.field(value, try label()), at: range(from: start))
      } else if at("[") {
        try descend()
        value = Expression(try subscripted(value), at: range(from: start))
        depth -= 1
      } else {
        return value
      }
      try grow()
    }
  }

  private mutating func subscripted(_ value: Expression) throws(ParseFailure) -> ExpressionKind {
    advance()
    if eat(":") { return .slice(value, lower: nil, upper: try upperBound()) }
    let first = try expression()
    if eat(":") { return .slice(value, lower: first, upper: try upperBound()) }
    try expect("]")
    return .subscripted(value, first)
  }

  private mutating func upperBound() throws(ParseFailure) -> Expression? {
    let bound = at("]") ? nil : try expression()
    try expect("]")
    return bound
  }
}
