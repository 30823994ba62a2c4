extension Parser {
  /// The functions that are keywords and read their arguments in their own way; the parenthesis is next.
  func specialCallReader() -> Reader? {
    switch folded(token) {
    case "coalesce", "greatest", "least":
      return { (parser: inout Parser) throws(ParseFailure) in try parser.listCall() }
    case "nullif": return { (parser: inout Parser) throws(ParseFailure) in try parser.nullIf() }
    case "exists": return { (parser: inout Parser) throws(ParseFailure) in try parser.exists() }
    case "row": return { (parser: inout Parser) throws(ParseFailure) in try parser.row() }
    case "extract": return { (parser: inout Parser) throws(ParseFailure) in try parser.extract() }
    case "position": return { (parser: inout Parser) throws(ParseFailure) in try parser.position() }
    case "substring": return { (parser: inout Parser) throws(ParseFailure) in try parser.substring() }
    case "overlay": return { (parser: inout Parser) throws(ParseFailure) in try parser.overlay() }
    case "trim": return { (parser: inout Parser) throws(ParseFailure) in try parser.trim() }
    case "normalize": return { (parser: inout Parser) throws(ParseFailure) in try parser.normalize() }
    case "grouping", "treat", "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlparse", "xmlpi",
      "xmlroot", "xmlserialize":
      return { (parser: inout Parser) throws(ParseFailure) in
        throw parser.unsupported(parser.folded(parser.token).uppercased())
      }
    default: return nil
    }
  }

  private mutating func listCall() throws(ParseFailure) -> ExpressionKind {
    let start = index
    let name = folded(token)
    advance()
    try expect("(")
    try descend()
    let arguments = try expressions()
    ascend()
    try expect(")")
    return plainCall(name, arguments, from: start)
  }

  private mutating func nullIf() throws(ParseFailure) -> ExpressionKind {
    let start = index
    try expect("nullif", "(")
    let value = try expression()
    try expect(",")
    let other = try expression()
    try expect(")")
    return plainCall("nullif", [value, other], from: start)
  }

  private mutating func exists() throws(ParseFailure) -> ExpressionKind {
    advance()
    guard case .query(let query) = try parenthesized() else { throw unexpected() }
    return .exists(query)
  }

  private mutating func row() throws(ParseFailure) -> ExpressionKind {
    let start = index
    try expect("row", "(")
    let elements = at(")") ? [] : try expressions()
    try expect(")")
    let row = Expression(.row(elements), at: range(from: start))
    return try overlaps(row, from: start).kind
  }

  /// `EXTRACT(field FROM x)` is `extract('field', x)`.
  private mutating func extract() throws(ParseFailure) -> ExpressionKind {
    let start = index
    try expect("extract", "(")
    let field = token.kind.isString ? try stringLabel() : try extractField()
    try expect("from")
    let value = try expression()
    try expect(")")
    return plainCall("extract", [Expression(.string(field.text), at: field.range), value], from: start)
  }

  private mutating func extractField() throws(ParseFailure) -> Identifier {
    guard token.category == .none || at("year", "month", "day", "hour", "minute", "second") else {
      throw unexpected()
    }
    return try label()
  }

  /// `POSITION(a IN b)` is `position(b, a)`.
  private mutating func position() throws(ParseFailure) -> ExpressionKind {
    let start = index
    try expect("position", "(")
    let part = try restrictedExpression()
    try expect("in")
    let whole = try restrictedExpression()
    try expect(")")
    return plainCall("position", [whole, part], from: start)
  }

  /// `SUBSTRING(x FROM a FOR b)` is `substring(x, a, b)`; so are `FOR b FROM a` and `SIMILAR a ESCAPE b`.
  private mutating func substring() throws(ParseFailure) -> ExpressionKind {
    var call = try openCall()
    guard call.arguments.count == 1, at("from", "for", "similar") else { return try close(call) }
    if eat("similar") {
      call.append(try expression())
      try expect("escape")
      call.append(try expression())
    } else if eat("from") {
      call.append(try expression())
      if eat("for") { call.append(try expression()) }
    } else {
      advance()
      let length = try expression()
      if eat("from") {
        call.append(try expression())
        call.append(length)
      } else {
        // PostgreSQL starts at 1 and casts the length to a whole number.
        let integer = TypeName(name: QualifiedName(Identifier("int4")), range: length.range)
        call.append(Expression(.number("1"), at: length.range))
        call.append(Expression(.cast(length, integer), at: length.range))
      }
    }
    try expect(")")
    return .call(try clauses(of: call))
  }

  /// `OVERLAY(x PLACING y FROM a FOR b)` is `overlay(x, y, a, b)`.
  private mutating func overlay() throws(ParseFailure) -> ExpressionKind {
    var call = try openCall()
    guard call.arguments.count == 1, eat("placing") else { return try close(call) }
    call.append(try expression())
    try expect("from")
    call.append(try expression())
    if eat("for") { call.append(try expression()) }
    return try close(call)
  }

  /// A call up to where SQL's own syntax may go on, or to its closing parenthesis.
  private mutating func openCall() throws(ParseFailure) -> FunctionCall {
    var call = FunctionCall(name: QualifiedName(Identifier(folded(token), at: token.range)))
    advance()
    try expect("(")
    guard !at(")") else { return call }
    repeat { call.arguments.append(try argument(isVariadic: false)) } while eat(",")
    return call
  }

  private mutating func close(_ call: FunctionCall) throws(ParseFailure) -> ExpressionKind {
    try expect(")")
    return .call(try clauses(of: call))
  }

  /// `TRIM(BOTH a FROM b)` is `btrim(b, a)`.
  private mutating func trim() throws(ParseFailure) -> ExpressionKind {
    let start = index
    try expect("trim", "(")
    var name = "btrim"
    if eat("leading") { name = "ltrim" } else if eat("trailing") { name = "rtrim" } else { _ = eat("both") }
    var characters: [Expression] = []
    if !at("from") {
      let list = try expression()
      guard at("from") else {
        var arguments = [list]
        while eat(",") { arguments.append(try expression()) }
        try expect(")")
        return plainCall(name, arguments, from: start)
      }
      characters = [list]
    }
    try expect("from")
    let arguments = try expressions() + characters
    try expect(")")
    return plainCall(name, arguments, from: start)
  }

  private mutating func normalize() throws(ParseFailure) -> ExpressionKind {
    let start = index
    try expect("normalize", "(")
    var arguments = [try expression()]
    if eat(",") {
      guard at("nfc", "nfd", "nfkc", "nfkd") else { throw unexpected() }
      arguments.append(Expression(.string(folded(token).uppercased()), at: token.range))
      advance()
    }
    try expect(")")
    return plainCall("normalize", arguments, from: start)
  }
}

extension FunctionCall {
  fileprivate mutating func append(_ value: Expression) {
    arguments.append(FunctionArgument(value: value))
  }
}
