extension Parser {
  /// https://www.postgresql.org/docs/15/sql-createfunction.html
  mutating func createFunction(orReplace: Bool) throws(ParseFailure) -> CreateFunction {
    let start = index
    let isProcedure = eat("procedure")
    if !isProcedure { try expect("function") }
    let name = try functionName()
    var function = CreateFunction(
      name: name, orReplace: orReplace, isProcedure: isProcedure, parameters: try parameters(),
      language: Identifier(""), body: .sql(""))
    if !isProcedure, eat("returns") { function.returns = try functionResult() }
    var parts = FunctionParts()
    while try functionOption(&parts) {}
    if at("return") || at(sequence: "begin", "atomic") {
      guard parts.body == nil else {
        throw failure("duplicate function body specified", .invalidFunctionDefinition)
      }
      parts.body = .sql(try standardBody())
    }
    guard let body = parts.body else {
      throw failure("no function body specified", .invalidFunctionDefinition, from: start)
    }
    if case .sql = body { parts.language = parts.language ?? Identifier("sql") }
    guard let language = parts.language else {
      throw failure("no language specified", .invalidFunctionDefinition, from: start)
    }
    function.body = body
    function.language = language
    function.attributes = parts.attributes
    return function
  }

  /// `([mode] [name] type [DEFAULT x], …)`
  mutating func parameters() throws(ParseFailure) -> [FunctionParameter] {
    try expect("(")
    if eat(")") { return [] }
    var parameters: [FunctionParameter] = []
    repeat {
      var parameter = try parameter()
      if at("default", "=") {
        advance()
        parameter.defaultValue = try expression()
      }
      parameters.append(parameter)
    } while eat(",")
    try expect(")")
    return parameters
  }

  /// Mode and name may stand in either order.
  mutating func parameter() throws(ParseFailure) -> FunctionParameter {
    var mode = parameterMode()
    var name: Identifier?
    if isParameterName() { name = try typeOrFunctionName() }
    if mode == nil { mode = parameterMode() }
    if at("setof") { throw unsupported("SETOF in a parameter") }
    return FunctionParameter(mode: mode ?? .in, name: name, type: try typeName())
  }

  private mutating func parameterMode() -> FunctionParameter.Mode? {
    if eat("in") { return eat("out") ? .inout : .in }
    if eat("out") { return .out }
    if eat("inout") { return .inout }
    return eat("variadic") ? .variadic : nil
  }

  /// A name is one when a type, or a mode, follows.
  private func isParameterName() -> Bool {
    guard isTypeOrFunctionName(token), !at(sequence: "double", "precision") else { return false }
    let next = peek()
    return isLabel(next) && next.category != .reserved || matches(next, "in") || matches(next, "variadic")
  }

  private mutating func functionResult() throws(ParseFailure) -> FunctionResult {
    if eat("setof") { return .setOf(try typeName()) }
    guard eat("table") else { return .type(try typeName()) }
    try expect("(")
    var columns: [FunctionParameter] = []
    repeat {
      let name = try typeOrFunctionName()
      columns.append(FunctionParameter(name: name, type: try typeName()))
    } while eat(",")
    try expect(")")
    return .table(columns)
  }

  /// One attribute, the language or the body; false when there is none.
  private mutating func functionOption(_ parts: inout FunctionParts) throws(ParseFailure) -> Bool {
    let start = index
    if eat("as") {
      guard parts.body == nil else { throw failure("conflicting or redundant options", from: start) }
      parts.body = try bodyText()
      return true
    }
    if eat("language") {
      guard parts.language == nil else { throw failure("conflicting or redundant options", from: start) }
      var language = try wordOrString()
      language.text = language.text.lowercased()
      parts.language = language
      return true
    }
    guard let attribute = try functionAttribute() else { return false }
    parts.attributes.append(attribute)
    return true
  }

  /// `AS 'body'` or `AS 'file', 'symbol'`; the place of the text matters for messages about it.
  mutating func bodyText() throws(ParseFailure) -> FunctionBody {
    let token = token
    let text = try string()
    if eat(",") { return .native(text, try string()) }
    let place = token.kind == .dollarString ? TokenValue(source.bytes).dollarBody(token).lowerBound : nil
    return .text(text, at: place)
  }
}

private struct FunctionParts {
  var language: Identifier?
  var body: FunctionBody?
  var attributes: [String] = []
}

extension Parser {
  /// One attribute in canonical form, or nil.
  mutating func functionAttribute() throws(ParseFailure) -> String? {
    let start = index
    if at("immutable", "stable", "volatile", "strict", "leakproof", "window") {
      advance()
    } else if eat("called") {
      try expect("on", "null", "input")
    } else if at(sequence: "returns", "null") {
      try expect("returns", "null", "on", "null", "input")
      return "STRICT"
    } else if eat("not") {
      try expect("leakproof")
    } else if at("external", "security") {
      if eat("external"), !at("security") { throw unexpected() }
      advance()
      guard at("definer", "invoker") else { throw unexpected() }
      advance()
      return "SECURITY \(folded(tokens[index - 1]).uppercased())"
    } else if at("cost", "rows") {
      advance()
      _ = try signedNumber()
    } else if eat("support") {
      _ = try qualifiedName()
    } else if eat("parallel") {
      _ = try columnName()
    } else if eat("transform") {
      throw unsupported("TRANSFORM", from: start)
    } else if at("set", "reset") {
      try functionSetting()
    } else {
      return nil
    }
    return canonicalText(from: start)
  }

  private mutating func functionSetting() throws(ParseFailure) {
    let start = index
    if eat("set") {
      try functionVariable(from: start)
    } else {
      advance()
      if !eat("all") { _ = try variableName() }
    }
  }

  private mutating func functionVariable(from start: Int) throws(ParseFailure) {
    let saved = index
    if isColumnName(token) {
      _ = try variableName()
      if eat(sequence: "from", "current") { return }
      index = saved
    }
    _ = try variableSetting()
  }

  /// `RETURN …` or `BEGIN ATOMIC … END`, as written.
  private mutating func standardBody() throws(ParseFailure) -> String {
    let start = index
    if eat("return") {
      _ = try expression()
    } else {
      try expect("begin", "atomic")
      while !eat("end") {
        if eat(";") { continue }
        if eat("return") { _ = try expression() } else { _ = try statementKind() }
        try expect(";")
      }
    }
    return canonicalText(from: start)
  }
}
