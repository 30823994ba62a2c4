extension Parser {
  /// A type: https://www.postgresql.org/docs/15/datatype.html
  ///
  /// - Parameter isConstant: The type stands before a string, as in `bit '101'`; lengths are then not
  ///   filled in.
  mutating func typeName(isConstant: Bool = false) throws(ParseFailure) -> TypeName {
    let start = index
    var type = try simpleTypeName(isConstant: isConstant)
    if !isConstant { type.arrayDimensions = try arrayBounds() }
    type.range = range(from: start)
    return type
  }

  /// `[]`, `[3][3]`, `ARRAY`, `ARRAY[3]`. The sizes mean nothing.
  private mutating func arrayBounds() throws(ParseFailure) -> Int {
    if eat("array") {
      if eat("[") {
        _ = try unsignedInteger()
        try expect("]")
      }
      return 1
    }
    var dimensions = 0
    while eat("[") {
      if token.kind == .integer { _ = try unsignedInteger() }
      try expect("]")
      dimensions += 1
    }
    return dimensions
  }

  private mutating func simpleTypeName(isConstant: Bool) throws(ParseFailure) -> TypeName {
    if token.category == .columnName, let type = try spelledType(isConstant: isConstant) { return type }
    if at(sequence: "double", "precision") {
      advance()
      return spelled("float8")
    }
    return try genericType()
  }

  /// A name, perhaps qualified, perhaps with modifiers.
  private mutating func genericType() throws(ParseFailure) -> TypeName {
    let start = index
    let first = try typeOrFunctionName()
    let names = [first] + (try dottedNames())
    if at("%"), matches(peek(), "type") {
      advance()
      advance()
      guard names.count > 1, let column = names.last else { throw unsupported("%TYPE", from: start) }
      var type = TypeName(
        name: QualifiedName(schema: names[names.count - 2], column), range: range(from: start))
      type.isOfColumn = true
      return type
    }
    let name = try qualified(names, from: start).withoutCatalog
    return TypeName(name: name, modifiers: try modifiers(), range: range(from: start))
  }

  /// Takes the current token as a type's whole spelling.
  private mutating func spelled(_ name: String) -> TypeName {
    let range = token.range
    advance()
    return TypeName(name: QualifiedName(Identifier(name, at: range)), range: range)
  }

  /// `(255)`, `(10, 2)`
  private mutating func modifiers() throws(ParseFailure) -> [Int] {
    let start = index
    guard eat("(") else { return [] }
    var values: [Int] = []
    repeat {
      guard token.kind == .integer || at("-") else {
        // A type of an extension may take words, such as `geometry(Point, 4326)`.
        _ = try expression()
        throw unsupported("a type modifier that is no whole number", from: start)
      }
      values.append(try signedInteger())
    } while eat(",")
    try expect(")")
    return values
  }

  /// One whole number in parentheses.
  private mutating func precision() throws(ParseFailure) -> [Int] {
    guard eat("(") else { return [] }
    let value = try unsignedInteger()
    try expect(")")
    return [value]
  }
}

// MARK: - Types with a syntax of their own

extension Parser {
  /// The types SQL spells with keywords, by PostgreSQL's names for them; nil for any other word.
  private mutating func spelledType(isConstant: Bool) throws(ParseFailure) -> TypeName? {
    switch folded(token) {
    case "int", "integer": return spelled("int4")
    case "smallint": return spelled("int2")
    case "bigint": return spelled("int8")
    case "real": return spelled("float4")
    case "boolean": return spelled("bool")
    case "float": return try floatType()
    case "decimal", "dec", "numeric":
      var type = spelled("numeric")
      type.modifiers = try modifiers()
      return type
    case "bit": return try bitType(isConstant: isConstant)
    case "character", "char", "nchar", "national", "varchar":
      return try characterType(isConstant: isConstant)
    case "time", "timestamp": return try timeType()
    case "interval": return try intervalType()
    default: return nil
    }
  }

  private mutating func floatType() throws(ParseFailure) -> TypeName {
    var type = spelled("float8")
    let start = index
    guard let digits = try precision().first else { return type }
    if digits < 1 {
      throw failure("precision for type float must be at least 1 bit", .invalidParameterValue, from: start)
    }
    if digits > 53 {
      throw failure("precision for type float must be less than 54 bits", .invalidParameterValue, from: start)
    }
    if digits <= 24 { type.name.name.text = "float4" }
    return type
  }

  private mutating func bitType(isConstant: Bool) throws(ParseFailure) -> TypeName {
    var type = spelled("bit")
    let isVarying = eat("varying")
    if isVarying { type.name.name.text = "varbit" }
    type.modifiers = try modifiers()
    if type.modifiers.isEmpty, !isVarying, !isConstant { type.modifiers = [1] }
    return type
  }

  private mutating func characterType(isConstant: Bool) throws(ParseFailure) -> TypeName {
    if at("national"), !at(1, "character"), !at(1, "char") {
      advance()
      throw unexpected()
    }
    var isVarying = at("varchar")
    _ = eat("national")
    var type = spelled("bpchar")
    if !isVarying { isVarying = eat("varying") }
    if isVarying { type.name.name.text = "varchar" }
    type.modifiers = try precision()
    if type.modifiers.isEmpty, !isVarying, !isConstant { type.modifiers = [1] }
    return type
  }

  private mutating func timeType() throws(ParseFailure) -> TypeName {
    var type = spelled(folded(token))
    type.modifiers = try precision()
    if eat(sequence: "with", "time") {
      try expect("zone")
      type.name.name.text += "tz"
    } else if eat(sequence: "without", "time") {
      try expect("zone")
    }
    return type
  }

  private mutating func intervalType() throws(ParseFailure) -> TypeName {
    var type = spelled("interval")
    if at("(") {
      type.modifiers = try precision()
    } else {
      try intervalFields(of: &type)
    }
    return type
  }

  /// `YEAR TO MONTH`, `SECOND(3)`, …
  mutating func intervalFields(of type: inout TypeName) throws(ParseFailure) {
    let order = ["year", "month", "day", "hour", "minute", "second"]
    guard let first = order.first(where: { at($0) }) else { return }
    advance()
    var last = first
    if eat("to") {
      let allowed =
        first == "year" ? ["month"] : first == "month" ? [] : order.drop { $0 != first }.dropFirst()
      guard let field = allowed.first(where: { at($0) }) else { throw unexpected() }
      last = field
      advance()
    }
    type.intervalFields = first == last ? first : "\(first) to \(last)"
    if last == "second" { type.modifiers = try precision() }
  }

  /// Whether a word of the type syntax above starts a type here, rather than naming a column.
  func startsSpelledType() -> Bool {
    guard token.category == .columnName || at("double") else { return false }
    let next = peek()
    switch folded(token) {
    case "double": return matches(next, "precision")
    case "national": return matches(next, "character") || matches(next, "char")
    case "int", "integer", "smallint", "bigint", "real", "boolean": return next.kind.isString
    case "float", "decimal", "dec", "numeric", "nchar", "varchar", "interval":
      return next.kind.isString || matches(next, "(")
    case "bit", "character", "char":
      return next.kind.isString || matches(next, "(") || matches(next, "varying")
    case "time", "timestamp":
      return next.kind.isString || matches(next, "(")
        || (matches(next, "with") || matches(next, "without")) && at(2, "time")
    default: return false
    }
  }
}
