extension Parser {
  /// What starts with a name: a column, a call, or a type in front of a string.
  mutating func nameExpression() throws(ParseFailure) -> ExpressionKind {
    let start = index
    if !isColumnName(token) {
      // The name of a function or type, such as `left`, cannot be a column's.
      let name = try typeOrFunctionName()
      guard at("(") || token.kind.isString else { throw unexpected() }
      return try callOrConstant([name], from: start)
    }
    let isFunctionName = isTypeOrFunctionName(token)
    var names = [try takeName()]
    while eat(".") {
      if eat("*") { return .wildcard(names) }
      names.append(try label())
    }
    if isFunctionName || names.count > 1, at("(") || token.kind.isString {
      return try callOrConstant(names, from: start)
    }
    guard names.count <= 4 else {
      throw failure("improper qualified name (too many dotted names)", from: start)
    }
    return try indirection(of: Expression(.column(names), at: range(from: start)), from: start).kind
  }

  private mutating func callOrConstant(_ names: [Identifier], from start: Int) throws(ParseFailure)
    -> ExpressionKind
  {
    let name = try qualified(names, from: start).withoutCatalog
    if token.kind.isString { return try constant(of: TypeName(name: name, range: range(from: start))) }
    try descend()
    let call = try call(name)
    ascend()
    guard token.kind.isString else { return .call(try clauses(of: call)) }
    return try constant(
      of: TypeName(name: name, modifiers: try modifiers(call, from: start), range: range(from: start)))
  }

  private mutating func constant(of type: TypeName) throws(ParseFailure) -> ExpressionKind {
    let start = index
    let text = try string()
    return .cast(Expression(.string(text), at: range(from: start)), type)
  }

  /// The arguments in front of a string are a type's modifiers: `timestamptz(3) '…'`.
  private func modifiers(_ call: FunctionCall, from start: Int) throws(ParseFailure) -> [Int] {
    var values: [Int] = []
    for argument in call.arguments {
      guard case .number(let text) = argument.value.kind, let value = Int(text), argument.name == nil else {
        throw unsupported("a type modifier that is no whole number", from: start)
      }
      values.append(value)
    }
    return values
  }

  /// A function's arguments in their parentheses.
  mutating func call(_ name: QualifiedName) throws(ParseFailure) -> FunctionCall {
    var call = FunctionCall(name: name)
    try expect("(")
    if eat(")") { return call }
    if at("*"), at(1, ")") {
      advance()
      advance()
      call.isStar = true
      return call
    }
    call.isDistinct = eat("distinct")
    if !call.isDistinct { _ = eat("all") }
    let allowsVariadic = !call.isDistinct
    repeat {
      let isVariadic = allowsVariadic && eat("variadic")
      call.arguments.append(try argument(isVariadic: isVariadic))
      if isVariadic { break }
    } while eat(",")
    call.orderBy = try optionalOrderBy()
    try expect(")")
    return call
  }

  mutating func argument(isVariadic: Bool) throws(ParseFailure) -> FunctionArgument {
    var name: Identifier?
    if isTypeOrFunctionName(token), matches(peek(), ":=") || matches(peek(), "=>") {
      name = try takeName()
      advance()
    }
    return FunctionArgument(name: name, value: try expression(), isVariadic: isVariadic)
  }

  /// `WITHIN GROUP`, `FILTER` and `OVER` behind a call.
  mutating func clauses(of function: FunctionCall) throws(ParseFailure) -> FunctionCall {
    var call = function
    if at("within") {
      let start = index
      try expect("within", "group", "(")
      guard call.orderBy.isEmpty else {
        throw failure("cannot use multiple ORDER BY clauses with WITHIN GROUP", from: start)
      }
      guard !call.isDistinct else { throw failure("cannot use DISTINCT with WITHIN GROUP", from: start) }
      call.withinGroup = try orderBy()
      try expect(")")
    }
    if at("filter"), at(1, "(") {
      try expect("filter", "(", "where")
      call.filter = try expression()
      try expect(")")
    }
    if eat("over") {
      call.over = at("(") ? .inline(try windowDefinition()) : .named(try columnName())
    }
    return call
  }

  func plainCall(_ name: String, _ arguments: [Expression], from start: Int) -> ExpressionKind {
    var call = FunctionCall(name: QualifiedName(Identifier(name, at: tokens[start].range)))
    call.arguments = arguments.map { FunctionArgument(value: $0) }
    return .call(call)
  }
}

// MARK: - Calls that SQL spells in its own way

extension Parser {
  /// `CURRENT_DATE`, `CURRENT_TIMESTAMP(3)`, …
  mutating func bareFunction() throws(ParseFailure) -> ExpressionKind {
    let takesPrecision = at("current_time", "current_timestamp", "localtime", "localtimestamp")
    var call = FunctionCall(name: QualifiedName(Identifier(folded(token), at: token.range)))
    call.hasParentheses = false
    advance()
    if takesPrecision, eat("(") {
      let start = index
      let value = try unsignedInteger()
      call.arguments = [FunctionArgument(value: Expression(.number(String(value)), at: range(from: start)))]
      try expect(")")
    }
    return .call(try clauses(of: call))
  }

  mutating func castCall() throws(ParseFailure) -> ExpressionKind {
    try expect("cast", "(")
    let value = try expression()
    try expect("as")
    let type = try typeName()
    try expect(")")
    return .cast(value, type)
  }

  mutating func collationFor() throws(ParseFailure) -> ExpressionKind {
    let start = index
    try expect("collation", "for", "(")
    let value = try expression()
    try expect(")")
    return plainCall("pg_collation_for", [value], from: start)
  }

  mutating func conditional() throws(ParseFailure) -> ExpressionKind {
    try expect("case")
    let operand = at("when") ? nil : try expression()
    var clauses: [WhenClause] = []
    repeat {
      try expect("when")
      let condition = try expression()
      try expect("then")
      clauses.append(WhenClause(condition: condition, result: try expression()))
    } while at("when")
    let otherwise = eat("else") ? try expression() : nil
    try expect("end")
    return .conditional(operand: operand, clauses, otherwise: otherwise)
  }

  /// `ARRAY[…]` with nested brackets, or `ARRAY(SELECT …)`.
  mutating func array() throws(ParseFailure) -> ExpressionKind {
    try expect("array")
    if at("[") { return .array(try arrayElements()) }
    let start = index
    guard case .query(let query) = try parenthesized() else { throw unexpected(at: start + 1) }
    return .arrayQuery(query)
  }

  private mutating func arrayElements() throws(ParseFailure) -> [Expression] {
    try descend()
    let outerHeight = height
    height = 0
    try expect("[")
    var elements: [Expression] = []
    if !at("]") {
      // Elements are all arrays or all expressions.
      let areArrays = at("[")
      repeat {
        let start = index
        elements.append(
          areArrays
            ? Expression(.array(try arrayElements()), at: range(from: start)) : try expression())
      } while eat(",")
    }
    try expect("]")
    depth -= 1
    height = max(outerHeight, height + 1)
    return elements
  }
}
