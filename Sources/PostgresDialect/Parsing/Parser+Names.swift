extension Parser {
  /// A column's or table's name (`ColId`): any word but a reserved one or a function's.
  mutating func columnName() throws(ParseFailure) -> Identifier {
    guard isColumnName(token) else { throw unexpected() }
    return try takeName()
  }

  func isColumnName(_ token: Token) -> Bool {
    switch token.kind {
    case .quotedIdentifier, .unicodeIdentifier: true
    case .identifier: token.category != .reserved && token.category != .typeOrFunction
    default: false
    }
  }

  /// A function's, type's or parameter's name (`type_function_name`).
  mutating func typeOrFunctionName() throws(ParseFailure) -> Identifier {
    guard isTypeOrFunctionName(token) else { throw unexpected() }
    return try takeName()
  }

  func isTypeOrFunctionName(_ token: Token) -> Bool {
    switch token.kind {
    case .quotedIdentifier, .unicodeIdentifier: true
    case .identifier: token.category != .reserved && token.category != .columnName
    default: false
    }
  }

  /// A word that is not reserved (`NonReservedWord`).
  mutating func nonReservedWord() throws(ParseFailure) -> Identifier {
    guard isLabel(token), token.category != .reserved else { throw unexpected() }
    return try takeName()
  }

  /// Any word at all (`ColLabel`).
  mutating func label() throws(ParseFailure) -> Identifier {
    guard isLabel(token) else { throw unexpected() }
    return try takeName()
  }

  func isLabel(_ token: Token) -> Bool { token.kind == .identifier || token.kind.isQuotedName }

  /// A label that may stand without `AS` (`BareColLabel`).
  func isBareLabel(_ token: Token) -> Bool {
    token.kind == .identifier ? token.isBareLabel : token.kind.isQuotedName
  }

  /// The current token as a name.
  mutating func takeName() throws(ParseFailure) -> Identifier {
    let token = token
    let name = try identifier(of: token)
    advance()
    return name
  }

  /// `name` or `schema.name`.
  mutating func qualifiedName() throws(ParseFailure) -> QualifiedName {
    let start = index
    let first = try columnName()
    return try qualified([first] + dottedNames(), from: start)
  }

  /// The names that follow, each behind a dot.
  mutating func dottedNames() throws(ParseFailure) -> [Identifier] {
    var names: [Identifier] = []
    while eat(".") { names.append(try label()) }
    return names
  }

  func qualified(_ names: [Identifier], from start: Int) throws(ParseFailure) -> QualifiedName {
    switch names.count {
    case 1: return QualifiedName(names[0])
    case 2: return QualifiedName(schema: names[0], names[1])
    case 3: throw failure("cross-database references are not implemented", .featureNotSupported, from: start)
    default: throw failure("improper qualified name (too many dotted names)", from: start)
    }
  }

  /// A function's name: any but a reserved word, or a qualified one. `pg_catalog` is dropped.
  mutating func functionName() throws(ParseFailure) -> QualifiedName {
    let start = index
    guard at(1, ".") else { return QualifiedName(try typeOrFunctionName()) }
    let first = try columnName()
    return try qualified([first] + dottedNames(), from: start).withoutCatalog
  }

  /// `(a, b, c)`
  mutating func parenthesizedColumns() throws(ParseFailure) -> [Identifier] {
    try expect("(")
    var names = [try columnName()]
    while eat(",") { names.append(try columnName()) }
    try expect(")")
    return names
  }

  mutating func optionalColumns() throws(ParseFailure) -> [Identifier] {
    at("(") ? try parenthesizedColumns() : []
  }

  mutating func qualifiedNames() throws(ParseFailure) -> [QualifiedName] {
    var names = [try qualifiedName()]
    while eat(",") { names.append(try qualifiedName()) }
    return names
  }

  /// A role: a name, or `CURRENT_USER` and its kin.
  mutating func role() throws(ParseFailure) -> Identifier {
    if at("current_user", "session_user", "current_role") { return try takeName() }
    let start = index
    let name = try nonReservedWord()
    if tokens[start].kind == .identifier, name.text == "public" || name.text == "none" {
      throw ParseFailure(SQLState("42939"), "role name \"\(name.text)\" is reserved", at: name.range)
    }
    return name
  }
}

// MARK: - Constants

extension Parser {
  /// A string constant.
  mutating func string() throws(ParseFailure) -> String {
    guard token.kind.isString else { throw unexpected() }
    let text = try string(of: token)
    advance()
    return text
  }

  /// A string constant as a name that is not folded, such as an enumeration's label.
  mutating func stringLabel() throws(ParseFailure) -> Identifier {
    let range = token.range
    return Identifier(try string(), at: range)
  }

  /// A word that is not reserved, or a string.
  mutating func wordOrString() throws(ParseFailure) -> Identifier {
    token.kind.isString ? try stringLabel() : try nonReservedWord()
  }

  /// A whole number without a sign.
  mutating func unsignedInteger() throws(ParseFailure) -> Int {
    guard token.kind == .integer, let value = Int(text(of: token)) else { throw unexpected() }
    advance()
    return value
  }

  /// A whole number with an optional sign, within `bigint`.
  mutating func signedInteger() throws(ParseFailure) -> Int {
    let start = index
    let isNegative = at("-")
    if at("-", "+") { advance() }
    guard token.kind == .integer || token.kind == .decimal else { throw unexpected() }
    let digits = text(of: token)
    advance()
    guard let value = Int(isNegative ? "-" + digits : digits) else {
      throw failure(
        "value \"\(digits)\" is out of range for type bigint", .numericValueOutOfRange, from: start)
    }
    return value
  }
}

extension QualifiedName {
  /// Without `pg_catalog`, in which every name is found without saying so.
  var withoutCatalog: QualifiedName {
    schema?.text == "pg_catalog" ? QualifiedName(name) : self
  }
}
