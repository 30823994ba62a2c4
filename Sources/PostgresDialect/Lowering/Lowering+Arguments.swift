/// Arguments that are named, and those that are many in one.
/// https://www.postgresql.org/docs/15/sql-syntax-calling-funcs.html
extension Lowering {
  /// In their order; names are known where the functions of real migrations use them.
  func positional(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> [Expression] {
    guard call.arguments.contains(where: { $0.name != nil || $0.isVariadic }) else {
      return call.arguments.map(\.value)
    }
    if let last = call.arguments.last, last.isVariadic {
      guard case .array(let elements) = last.value.kind, call.arguments.allSatisfy({ $0.name == nil }) else {
        throw .unsupported("a call with variadic arguments", at: range)
      }
      return call.arguments.dropLast().map(\.value) + elements
    }
    guard let known = FunctionTable.parameterNames[call.name.name.text] else {
      throw .unsupported("a call with named arguments", at: range)
    }
    var values = known.map { _ in nil as Expression? }
    for (index, argument) in call.arguments.enumerated() {
      guard let place = argument.name.map({ name in known.firstIndex { $0.name == name.text } }) ?? index,
        values.indices.contains(place), values[place] == nil
      else { throw .unsupported("a call with these arguments", at: range) }
      values[place] = argument.value
    }
    guard let last = values.lastIndex(where: { $0 != nil }) else { return [] }
    var result: [Expression] = []
    for (parameter, value) in zip(known, values).prefix(last + 1) {
      guard let value = value ?? parameter.value.map({ Expression($0, at: range) }) else {
        throw .unsupported("a call with these arguments", at: range)
      }
      result.append(value)
    }
    return result
  }

  /// `f(VARIADIC array)` where the array is not written out; nil for any other call.
  mutating func variadic(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> TypedSQL? {
    guard let last = call.arguments.last, last.isVariadic, schema.schemaAllowsBuiltin(call.name) else {
      return nil
    }
    if case .array = last.value.kind { return nil }
    let name = call.name.name.text
    guard !isStock else { throw .unsupported("VARIADIC in what is stored", at: range) }
    var array = try lower(last.value)
    if array.type.category == .unknown {
      array = try coerce(array, to: PostgresType.text.array, at: last.value.range)
    }
    guard array.type.isArray else {
      throw Diagnostic(
        .error, .datatypeMismatch, "VARIADIC argument must be an array", at: last.value.range)
    }
    let spec = SQLiteText.string(schema.valueType(array.type).element.spec)
    var first: [TypedSQL] = []
    for argument in call.arguments.dropLast() { first.append(try lower(argument.value)) }
    switch (name, first.count) {
    case ("concat", 0): return TypedSQL("pg_array_to_string(\(array.sql), \(spec), '', NULL)", .text)
    case ("concat_ws", 1):
      let separator = try coerce(first[0], to: .text, at: range)
      return TypedSQL("pg_array_to_string(\(array.sql), \(spec), \(separator.sql), NULL)", .text)
    case ("format", 1):
      let format = try coerce(first[0], to: .text, at: range)
      return TypedSQL("pg_format_array(\(format.sql), \(array.sql), \(spec))", .text)
    case ("num_nulls", 0), ("num_nonnulls", 0):
      return TypedSQL("pg_array_nulls(\(array.sql), \(name == "num_nulls" ? 1 : 0))", .int4)
    case ("json_build_array", 0), ("jsonb_build_array", 0), ("json_build_object", 0),
      ("jsonb_build_object", 0):
      let (isObject, isBinary) = (name.hasSuffix("object"), name.hasPrefix("jsonb"))
      return TypedSQL(
        "pg_json_built(\(array.sql), \(spec), \(isObject ? 1 : 0), \(isBinary ? 1 : 0))",
        isBinary ? .jsonb : .json)
    case ("json_extract_path", 1), ("jsonb_extract_path", 1), ("json_extract_path_text", 1),
      ("jsonb_extract_path_text", 1):
      let type: PostgresType = name.hasPrefix("jsonb") ? .jsonb : .json
      var document = first[0]
      if document.type.category == .unknown { document = try coerce(document, to: type, at: range) }
      guard schema.baseType(document.type).unmodified == type else {
        throw mismatch(name, first + [array], at: range)
      }
      let isText = name.hasSuffix("_text")
      return TypedSQL(
        "pg_json_path\(isText ? "_text" : "")(\(document.sql), \(array.sql))", isText ? .text : type)
    default: throw .unsupported("VARIADIC in a call of \(name)", at: range)
    }
  }
}

extension FunctionTable {
  /// The names of parameters, with what they are where nothing is given for them.
  static let parameterNames: [String: [(name: String, value: ExpressionKind?)]] = {
    let zero = ExpressionKind.number("0")
    var names: [String: [(name: String, value: ExpressionKind?)]] = [
      "make_interval": ["years", "months", "weeks", "days", "hours", "mins", "secs"].map { ($0, zero) },
      "make_date": [("year", nil), ("month", nil), ("day", nil)],
      "make_time": [("hour", nil), ("min", nil), ("sec", nil)],
      "make_timestamp": ["year", "month", "mday", "hour", "min", "sec"].map { ($0, nil) },
      "make_timestamptz": ["year", "month", "mday", "hour", "min", "sec", "timezone"].map { ($0, nil) },
      "jsonb_set": [
        ("jsonb_in", nil), ("path", nil), ("replacement", nil), ("create_if_missing", .boolean(true)),
      ],
      "jsonb_insert": [
        ("jsonb_in", nil), ("path", nil), ("replacement", nil), ("insert_after", .boolean(false)),
      ],
      "jsonb_set_lax": [
        ("jsonb_in", nil), ("path", nil), ("replacement", nil), ("create_if_missing", .boolean(true)),
        ("null_value_treatment", .string("use_json_null")),
      ],
      "parse_ident": [("str", nil), ("strict", .boolean(true))],
    ]
    for name in ["exists", "match", "query", "query_array", "query_first"].flatMap({ [$0, $0 + "_tz"] }) {
      names["jsonb_path_\(name)"] = [
        ("target", nil), ("path", nil), ("vars", .string("{}")), ("silent", .boolean(false)),
      ]
    }
    return names
  }()
}
