extension Lowering {
  mutating func call(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    let name = call.name.name.text
    if call.over != nil { return try window(call, at: range) }
    if Self.isAggregate(call) {
      let value = try aggregate(call, at: range)
      // One of the query around, which SQLite knows in a list of columns only.
      return isInFilter && scopes.count > 1 ? TypedSQL("(SELECT \(value.sql))", value.type) : value
    }
    guard !call.isDistinct, call.orderBy.isEmpty, call.filter == nil, !call.isStar, call.withinGroup.isEmpty
    else {
      throw .unsupported("this call of \(name)", at: range)
    }
    if let value = try routineValue(call, at: range) { return value }
    if let sequence = try sequenceCall(call, at: range) { return sequence }
    if let system = try systemCall(call, at: range) { return system }
    if let value = try variadic(call, at: range) { return value }
    let arguments = try positional(call, at: range)
    if let special = try specialCall(name, arguments, at: range) { return special }
    if let value = try rangeCall(call, arguments, at: range) { return value }
    guard schema.schemaAllowsBuiltin(call.name), let overloads = FunctionTable.rules[name] else {
      // A type's name is a cast: https://www.postgresql.org/docs/15/sql-expressions.html#SQL-SYNTAX-TYPE-CASTS
      let type = TypeName(name: call.name, range: call.name.range)
      if arguments.count == 1, (try? schema.resolve(type)) != nil { return try cast(arguments[0], to: type) }
      throw unknown(call, arguments, at: range)
    }
    var values: [TypedSQL] = []
    for argument in arguments { values.append(vectorAsArray(try lowerOrRow(argument))) }
    guard let (rule, fitted) = try chosen(overloads, values, arguments.map(\.range)) else {
      if values.count == 1, let part = try rangePart(name, values[0], at: range) { return part }
      throw mismatch(name, values, at: range)
    }
    var result = try applied(rule, fitted, called: "\(name)()", at: range)
    if name == "round" || name == "trunc", result.type.base == .numeric {
      result.scale = fitted.count < 2 ? 0 : fitted[1].isConstant ? Int(fitted[1].sql).map { max(0, $0) } : nil
    }
    return result
  }

  /// Functions whose result follows rules of its own, or depends on what is written.
  private mutating func specialCall(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    switch name {
    case "row_to_json":
      let value = try lowerOrRow(arguments.first ?? Expression(.null, at: range))
      guard value.type == .json || value.type.category == .user, arguments.count == 1 else {
        throw mismatch(name, [value], at: range)
      }
      return isStock ? try storedJSON(name, arguments, at: range) : nil
    case "coalesce", "greatest", "least":
      return try withoutCounting { lowering throws(Diagnostic) in
        try lowering.choice(name, arguments, at: range)
      }
    case "nullif":
      guard arguments.count == 2 else { return nil }
      let (left, right) = try unified(arguments[0], arguments[1], "=", at: range)
      guard equalsAsStored(left.type) else {
        let isEqual = compared(left, "=", right).sql
        return TypedSQL("CASE WHEN \(isEqual) THEN NULL ELSE \(left.sql) END", left.type, isCompound: true)
      }
      return TypedSQL("nullif(\(left.sql), \(right.sql))", left.type)
    case "concat":
      guard !arguments.isEmpty else { throw mismatch(name, [], at: range) }
      return try concat(arguments)
    case "string_to_array" where isStock: return try storedSplit(arguments, at: range)
    case "array_append", "array_cat", "array_prepend":
      return isStock && arguments.count == 2 ? try storedJoin(name, arguments, at: range) : nil
    case "encode" where isStock && arguments.count == 2:
      guard case .string(let format) = arguments[1].kind, format.lowercased() == "hex" else { return nil }
      let value = try coerce(try lower(arguments[0]), to: .bytea, at: arguments[0].range)
      return TypedSQL(
        "CASE WHEN \(value.operand) IS NOT NULL THEN lower(hex(\(value.sql))) END", .text, isCompound: true)
    // Of what nobody can foresee, a hash is as good as any other digits.
    case "md5" where purpose != .immutable && isStock && arguments.contains(where: \.isRandom):
      return TypedSQL("lower(hex(randomblob(16)))", .text)
    case "timezone" where arguments.count == 2: return try atTimeZone(arguments[1], arguments[0], at: range)
    case "date_trunc", "extract", "date_part":
      return isStock ? try storedTimePart(name, arguments, at: range) : nil
    case "jsonb_build_object", "json_build_object", "jsonb_build_array", "json_build_array":
      return try builtJSON(name, arguments, at: range)
    case "jsonb_set" where isStock: return try storedReplacement(arguments, at: range)
    case "to_jsonb", "to_json":
      return isStock ? try storedJSON(name, arguments, at: range) : nil
    case "enum_range", "enum_first", "enum_last": return try enumLabels(name, arguments, at: range)
    case "normalize" where arguments.count == 2:
      guard case .column(let form) = arguments[1].kind, form.count == 1 else { return nil }
      let value = try coerce(try lower(arguments[0]), to: .text, at: arguments[0].range)
      guard !isStock else { throw .unsupported("normalize() in what is stored", at: range) }
      return TypedSQL("pg_normalize(\(value.sql), \(SQLiteText.string(form[0].text)))", .text)
    case "pg_typeof" where arguments.count == 1:
      return TypedSQL(SQLiteText.string(schema.displayName(try lower(arguments[0]).type.unmodified)), .text)
    case "num_nulls", "num_nonnulls":
      var parts: [String] = []
      for argument in arguments {
        parts.append("(\(try lower(argument).operand) IS \(name == "num_nulls" ? "" : "NOT ")NULL)")
      }
      return TypedSQL(parts.joined(separator: " + "), .int4, isCompound: true)
    case "current_setting" where arguments.count == 1:
      guard case .string(let setting) = arguments[0].kind else { return nil }
      guard !isStock else {
        throw .unsupported("current_setting() of a setting that is missing now", at: range)
      }
      throw Diagnostic(
        .error, .undefinedObject, "unrecognized configuration parameter \"\(setting)\"", at: range)
    case "array_length", "array_upper", "round":
      guard isStock, arguments.count == 2 else { return nil }
      // Stock SQLite counts the first dimension, and rounds behind the point only.
      guard case .number(let text) = arguments[1].kind, name == "round" || text == "1" else {
        throw .unsupported("\(name)() with these arguments in what is stored", at: range)
      }
      return nil
    case "substring", "regexp_match", "regexp_replace", "regexp_split_to_array":
      return try storedPatternCall(name, arguments, at: range)
    case "uuid_in" where arguments.count == 1:
      var inner = arguments[0]
      if case .cast(let value, let type) = inner.kind, type.name.name.text == "cstring" { inner = value }
      return try cast(inner, to: TypeName(name: QualifiedName(Identifier("uuid", at: range)), range: range))
    case "to_tsvector" where isStock && !isDocument:
      // A document is kept as its text, whatever of its signs is left out.
      var copy = self
      copy.isDocument = true
      let value = try copy.documentCall(name, arguments, at: range)
      copy.isDocument = false
      self = copy
      return value
    case "split_part" where isStock: return try storedPart(arguments, at: range)
    case "to_char" where isStock: return try storedFormat(arguments, at: range)
    case "array_to_string" where purpose == .trigger || purpose == .view:
      return try joinedArray(arguments, at: range)
    default: return nil
    }
  }

  private mutating func documentCall(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    var values: [TypedSQL] = []
    for argument in arguments { values.append(try lowerOrRow(argument)) }
    guard let overloads = FunctionTable.rules[name],
      let (rule, fitted) = try chosen(overloads, values, arguments.map(\.range))
    else { throw mismatch(name, values, at: range) }
    return try applied(rule, fitted, called: "\(name)()", at: range)
  }

  /// What nobody has is PostgreSQL's error; what we do not carry is ours.
  private func unknown(_ call: FunctionCall, _ arguments: [Expression], at range: SourceRange) -> Diagnostic {
    let name = call.name.name.text
    let unsupported = Diagnostic.unsupported("the function \(name)", at: range)
    guard !FunctionNames.mayExist(name, with: schema.extensions.keys) else { return unsupported }
    if let place = call.name.schema?.text, place != "pg_catalog", place != "information_schema",
      !schema.namespaces.contains(place)
    {
      guard !isStock else { return unsupported }
      return Diagnostic(.error, .invalidSchemaName, "schema \"\(place)\" does not exist", at: range)
    }
    var copy = self
    let types = arguments.map { argument in
      (try? copy.lowerOrRow(argument)).map { schema.displayName($0.type.unmodified) } ?? "unknown"
    }
    return Diagnostic(
      .error, .undefinedFunction,
      "function \(call.name.postgres)(\(types.joined(separator: ", "))) does not exist",
      hint: "no function matches the given name and argument types; explicit casts may be needed", at: range)
  }

  func mismatch(_ name: String, _ values: [TypedSQL], at range: SourceRange) -> Diagnostic {
    let types = values.map { schema.displayName($0.type.unmodified) }.joined(separator: ", ")
    return Diagnostic(
      .error, .undefinedFunction, "function \(name)(\(types)) does not exist",
      hint: "no function matches the given name and argument types; explicit casts may be needed", at: range)
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
    guard sortsAsStored(type) else {
      guard !isStock else {
        throw .unsupported("\(name) of \(schema.displayName(type)) in what is stored", at: range)
      }
      let spec = SQLiteText.string(schema.valueType(type).spec)
      return TypedSQL(
        "pg_extreme(\(texts.joined(separator: ", ")), \(spec), \(name == "greatest" ? 1 : 0))", type)
    }
    // A NULL is stood in for by any of the others.
    let candidates = texts.indices.map { index in
      "coalesce(\((Array(texts[index...]) + texts[..<index]).joined(separator: ", ")))"
    }
    return TypedSQL("\(name == "greatest" ? "max" : "min")(\(candidates.joined(separator: ", ")))", type)
  }

  /// Whether SQLite's order of the stored values is that of PostgreSQL.
  func sortsAsStored(_ type: PostgresType) -> Bool {
    let base = schema.baseType(type)
    switch base.category {
    case .boolean, .number, .string, .dateTime, .uuid, .bytes, .unknown: return base.base != .timetz
    default: return false
    }
  }

  private mutating func concat(_ arguments: [Expression]) throws(Diagnostic) -> TypedSQL {
    var parts: [String] = []
    for argument in arguments {
      parts.append("coalesce(\(try anyText(try lower(argument), at: argument.range).sql), '')")
    }
    return TypedSQL(
      parts.isEmpty ? "''" : parts.joined(separator: " || "), .text, isCompound: parts.count > 1)
  }

  /// The first or the second part, which stock SQLite can cut out.
  private mutating func storedPart(_ arguments: [Expression], at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    guard arguments.count == 3, case .number(let number) = arguments[2].kind, let index = Int(number),
      (1...2).contains(index)
    else { throw .unsupported("split_part() of this part in what is stored", at: range) }
    let value = try text(try lower(arguments[0]), at: arguments[0].range).operand
    let delimiter = try coerce(try lower(arguments[1]), to: .text, at: arguments[1].range)
    let mark = delimiter.operand
    func first(_ text: String) -> String {
      "CASE WHEN instr(\(text), \(mark)) THEN substr(\(text), 1, instr(\(text), \(mark)) - 1) ELSE \(text) END"
    }
    let rest = "substr(\(value), instr(\(value), \(mark)) + length(\(mark)))"
    let none = "CASE WHEN \(value) IS NOT NULL THEN '' END"
    let part =
      index == 1
      ? first(value)
      : "CASE WHEN instr(\(value), \(mark)) THEN \(first(rest)) WHEN \(value) IS NOT NULL THEN '' END"
    guard !delimiter.isConstant || delimiter.sql == "''" || delimiter.sql == "NULL" else {
      return TypedSQL(part, .text, isCompound: true)
    }
    // Nothing parts a text into one part.
    let whole = index == 1 ? value : none
    return TypedSQL(
      "CASE WHEN \(mark) = '' THEN \(whole) WHEN \(mark) IS NOT NULL THEN \(part) END", .text,
      isCompound: true)
  }
}
