extension Lowering {
  mutating func call(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    let name = call.name.name.text
    if call.over != nil { throw .unsupported("a window function", at: range) }
    if call.arguments.contains(where: { $0.name != nil || $0.isVariadic }) {
      throw .unsupported("a call with named or variadic arguments", at: range)
    }
    let arguments = call.arguments.map(\.value)
    if FunctionTable.aggregates.contains(name) { return try aggregate(name, call, at: range) }
    guard !call.isDistinct, call.orderBy.isEmpty, call.filter == nil, !call.isStar else {
      throw .unsupported("this call of \(name)", at: range)
    }
    switch name {
    case "coalesce", "greatest", "least": return try choice(name, arguments, at: range)
    case "nullif":
      guard arguments.count == 2 else { break }
      let (left, right) = try unified(arguments[0], arguments[1], "=", at: range)
      return TypedSQL("nullif(\(left.sql), \(right.sql))", left.type)
    case "concat": return try concat(arguments)
    case "timezone" where arguments.count == 2: return try atTimeZone(arguments[1], arguments[0], at: range)
    case "substr", "substring": return try substring(arguments, at: range)
    default: break
    }
    guard schemaAllowsBuiltin(call.name), let overloads = FunctionTable.rules[name] else {
      throw unknown(call.name, arguments.count, at: range)
    }
    return try apply(overloads, name, arguments, at: range)
  }

  /// Extensions' functions may be written with the schema that the extension was put in.
  private func schemaAllowsBuiltin(_ name: QualifiedName) -> Bool {
    guard let schema = name.schema else { return true }
    return ["public", "extensions", "pg_catalog"].contains(schema.text)
  }

  private func unknown(_ name: QualifiedName, _ count: Int, at range: SourceRange) -> Diagnostic {
    if !schema.functionIDs(name).isEmpty {
      return .unsupported("calling the function \(name.name.text)", at: range)
    }
    return .unsupported("the function \(name.name.text)", at: range)
  }

  private mutating func apply(
    _ overloads: [FunctionRule], _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    guard let rule = overloads.first(where: { $0.parameters.count == arguments.count }) else {
      throw Diagnostic(
        .error, .undefinedFunction, "function \(name) with \(arguments.count) arguments does not exist",
        at: range)
    }
    try refuse(rule.volatility, name, at: range)
    if let difference = rule.difference { warn(difference, at: range) }
    var values: [TypedSQL] = []
    for (argument, parameter) in zip(arguments, rule.parameters) {
      values.append(try self.argument(argument, parameter, of: name))
    }
    let sql = rule.template.filled(with: values.map(\.sql))
    switch rule.result {
    case .type(let type): return TypedSQL(sql, type)
    case .same: return TypedSQL(sql, values.first?.type.unmodified ?? .text)
    }
  }

  // SQLite itself refuses them at the insert, which is a year too late.
  private func refuse(_ volatility: FunctionRule.Volatility, _ name: String, at range: SourceRange)
    throws(Diagnostic)
  {
    guard case .immutable = purpose, volatility != .immutable else { return }
    throw Diagnostic(
      .error, .featureNotSupported,
      "\(name)() changes from call to call, so SQLite does not allow it in a check, an index or a generated column",
      at: range)
  }

  private mutating func argument(
    _ expression: Expression, _ parameter: FunctionRule.Parameter, of name: String
  ) throws(Diagnostic) -> TypedSQL {
    let value = try lower(expression)
    let category = schema.baseType(value.type).category
    switch parameter {
    case .any: return value
    case .text:
      if category == .unknown { return try coerce(value, to: .text, at: expression.range) }
      if category == .string { return value }
    case .integer:
      if category == .unknown { return try coerce(value, to: .int4, at: expression.range) }
      if schema.baseType(value.type).isInteger { return value }
    case .json:
      if category == .unknown { return try coerce(value, to: .jsonb, at: expression.range) }
      if category == .json { return value }
    case .number:
      if category == .unknown { return try coerce(value, to: .float8, at: expression.range) }
      if category == .number { return value }
    }
    throw Diagnostic(
      .error, .undefinedFunction, "function \(name)(\(schema.displayName(value.type))) does not exist",
      at: expression.range)
  }

  /// `COALESCE`, and `GREATEST` and `LEAST`, which skip NULLs in PostgreSQL and not in SQLite.
  private mutating func choice(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var values: [TypedSQL] = []
    for argument in arguments { values.append(try lower(argument)) }
    let type = try commonType(values, name.uppercased(), at: range)
    var texts: [String] = []
    for (value, argument) in zip(values, arguments) {
      texts.append(try coerce(value, to: type, at: argument.range).sql)
    }
    guard let first = texts.first else {
      throw Diagnostic(.error, .syntaxError, "\(name) needs an argument", at: range)
    }
    if texts.count == 1 { return TypedSQL(first, type, isCompound: true) }
    if name == "coalesce" { return TypedSQL("coalesce(\(texts.joined(separator: ", ")))", type) }
    guard texts.count == 2 else { throw .unsupported("\(name) of more than two values", at: range) }
    let function = name == "greatest" ? "max" : "min"
    return TypedSQL("coalesce(\(function)(\(first), \(texts[1])), \(first), \(texts[1]))", type)
  }

  private mutating func concat(_ arguments: [Expression]) throws(Diagnostic) -> TypedSQL {
    var parts: [String] = []
    for argument in arguments {
      let value = try lower(argument)
      // The one place where a boolean's text is a letter.
      let text =
        value.type.category == .boolean
        ? "CASE \(value.operand) WHEN 1 THEN 't' WHEN 0 THEN 'f' END"
        : try self.text(value, at: argument.range).sql
      parts.append("coalesce(\(text), '')")
    }
    return TypedSQL(
      parts.isEmpty ? "''" : parts.joined(separator: " || "), .text, isCompound: parts.count > 1)
  }

  // Only where SQLite's counting from the end for a negative start cannot come in.
  private mutating func substring(_ arguments: [Expression], at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    func positive(_ expression: Expression, from least: Int) -> Bool {
      if case .number(let text) = expression.kind, let value = Int(text) { value >= least } else { false }
    }
    guard (2...3).contains(arguments.count), positive(arguments[1], from: 1),
      arguments.count == 2 || positive(arguments[2], from: 0)
    else { throw .unsupported("substring with these arguments", at: range) }
    var texts = [try argument(arguments[0], .text, of: "substring").sql]
    for argument in arguments.dropFirst() { texts.append(try lower(argument).sql) }
    return TypedSQL("substr(\(texts.joined(separator: ", ")))", .text)
  }

  private mutating func aggregate(
    _ name: String, _ call: FunctionCall, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    guard purpose != .immutable, purpose != .defaultValue else {
      throw Diagnostic(.error, .groupingError, "aggregate functions are not allowed here", at: range)
    }
    guard call.orderBy.isEmpty else { throw .unsupported("ORDER BY in an aggregate", at: range) }
    var filter = ""
    if let condition = call.filter {
      filter = " FILTER (WHERE \(try self.condition(condition, "FILTER").sql))"
    }
    if call.isStar { return TypedSQL("count(*)\(filter)", .int8) }
    guard call.arguments.count == 1, let argument = call.arguments.first?.value else {
      throw Diagnostic(.error, .undefinedFunction, "function \(name) takes one argument", at: range)
    }
    let value = try lower(argument)
    let type = schema.baseType(value.type)
    let result: PostgresType
    switch name {
    case "count": result = .int8
    case "sum", "avg":
      guard type.category == .number else {
        throw Diagnostic(
          .error, .undefinedFunction, "function \(name)(\(schema.displayName(value.type))) does not exist",
          at: range)
      }
      let isSmall = type.base == .int2 || type.base == .int4
      result =
        name == "sum" && isSmall ? .int8 : type.base == .float8 || type.base == .float4 ? .float8 : .numeric
    default:
      guard [.number, .string, .dateTime].contains(type.category) else {
        throw .unsupported("\(name) of \(schema.displayName(value.type))", at: range)
      }
      result = value.type
    }
    let distinct = call.isDistinct ? "DISTINCT " : ""
    return TypedSQL("\(name)(\(distinct)\(value.sql))\(filter)", result)
  }
}

extension String {
  /// `$1` and its kin replaced, in one pass, so that what is put in is not searched again.
  fileprivate func filled(with values: [String]) -> String {
    var result = ""
    var rest = self[...]
    while let character = rest.popFirst() {
      if character == "$", let digit = rest.first?.wholeNumberValue, values.indices.contains(digit - 1) {
        result += values[digit - 1]
        rest.removeFirst()
      } else {
        result.append(character)
      }
    }
    return result
  }
}
