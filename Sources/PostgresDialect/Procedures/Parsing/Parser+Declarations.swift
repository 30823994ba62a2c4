/// https://www.postgresql.org/docs/15/plpgsql-declarations.html
extension Parser {
  mutating func declarations(_ block: inout Block) throws(ParseFailure) {
    while !at("begin"), !at("declare"), token.kind != .end {
      if at("<<") {
        throw failure("block label must be placed before DECLARE, not after")
      }
      guard isProcedureWord(token) else { throw unexpected() }
      let start = index
      let name = try takeName()
      guard !block.declarations.contains(where: { $0.name == name }) else {
        throw failure("duplicate declaration at or near \"\(text(of: tokens[start]))\"", from: start)
      }
      block.declarations.append(Declaration(name: name, kind: try declarationKind(of: name)))
    }
  }

  private mutating func declarationKind(of name: Identifier) throws(ParseFailure) -> DeclarationKind {
    if at(sequence: "alias", "for") {
      advance()
      advance()
      let target = try aliasTarget()
      try expect(";")
      return .alias(of: target)
    }
    if at("cursor") || at(sequence: "scroll", "cursor") || at(sequence: "no", "scroll") {
      return .cursor(try cursorDefinition())
    }
    let start = index
    var variable = VariableDefinition(type: .record)
    variable.isConstant = eat("constant")
    variable.type = try variableType(endsBefore: ["default", "not", "collate"])
    if eat("collate") { variable.collation = try qualifiedName() }
    if eat("not") {
      try expect("null")
      variable.isNotNull = true
    }
    if eat("default") || eat(":=") || eat("=") {
      variable.defaultValue = try expression(until: ";")
    } else if variable.isNotNull {
      throw failure(
        "variable \"\(name.text)\" must have a default value, since it's declared NOT NULL",
        SQLState("22004"), from: start)
    }
    try expect(";")
    return .variable(variable)
  }

  private mutating func aliasTarget() throws(ParseFailure) -> [Identifier] {
    guard token.kind == .parameter || isProcedureWord(token) else { throw unexpected() }
    return try targetNames()
  }

  private mutating func cursorDefinition() throws(ParseFailure) -> CursorDefinition {
    let scrolls = try scrollOption()
    try expect("cursor")
    var parameters: [CursorParameter] = []
    if eat("(") {
      repeat {
        guard isProcedureWord(token) else { throw unexpected() }
        let name = try takeName()
        parameters.append(CursorParameter(name: name, type: try variableType(endsBefore: [])))
      } while eat(",")
      try expect(")")
    }
    guard at("is", "for") else { throw unexpected() }
    advance()
    let query = try statement(until: ";")
    try expect(";")
    return CursorDefinition(scrolls: scrolls, parameters: parameters, query: query)
  }

  /// `SCROLL` or `NO SCROLL`.
  mutating func scrollOption() throws(ParseFailure) -> Bool? {
    if eat("no") {
      try expect("scroll")
      return false
    }
    return eat("scroll") ? true : nil
  }

  /// A type, `record`, `name%TYPE` or `name%ROWTYPE`.
  func isEndOfType(_ words: [String]) -> Bool {
    token.kind == .end || at(";", ":=", "=", ",", ")") || words.contains { at($0) }
  }

  mutating func variableType(endsBefore words: [String]) throws(ParseFailure) -> VariableType {
    guard !isEndOfType(words) else {
      throw failure("missing data type declaration at or near \"\(text(of: token))\"")
    }
    let start = index
    if at("record"), !at(1, ".") {
      advance()
      return .record
    }
    if let reference = try referencedType() { return reference }
    let type = try typeName()
    guard isEndOfType(words) else {
      // As PostgreSQL, which takes all up to the default for the type.
      throw unexpected()
    }
    _ = start
    return .type(type)
  }

  /// `a.b%TYPE` or `a%ROWTYPE`; nil, having moved nowhere, for anything else.
  private mutating func referencedType() throws(ParseFailure) -> VariableType? {
    var distance = 0
    while isLabel(peek(distance)), at(distance + 1, ".") { distance += 2 }
    guard isLabel(peek(distance)), at(distance + 1, "%") else { return nil }
    let isType = at(distance + 2, "type")
    guard isType || at(distance + 2, "rowtype") else { return nil }
    let start = index
    let first = try label()
    let names = [first] + (try dottedNames())
    advance()
    advance()
    return isType ? .typeOf(names) : .rowOf(try qualified(names, from: start))
  }
}
