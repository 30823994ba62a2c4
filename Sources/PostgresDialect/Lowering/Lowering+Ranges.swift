/// Ranges in statements that run once: https://www.postgresql.org/docs/15/functions-range.html
extension Lowering {
  /// The type between the ends of a range; nil for another type.
  func rangeElement(_ type: PostgresType) -> PostgresType? {
    let base = schema.baseType(type)
    guard !base.isArray else { return nil }
    switch base.base {
    case .opaque(let name): return BuiltinTypes.rangeElement(of: name)
    case .user(let id):
      guard case .range(let range) = schema.types[id]?.kind else { return nil }
      return range.subtype
    default: return nil
    }
  }

  /// The range type that a function makes values of.
  private func rangeType(_ name: QualifiedName) -> PostgresType? {
    if let id = schema.typeID(name), case .range = schema.types[id]?.kind { return PostgresType(.user(id)) }
    guard schema.schemaAllowsBuiltin(name), BuiltinTypes.rangeElement(of: name.name.text) != nil else {
      return nil
    }
    return BuiltinTypes.base(named: name.name.text).map { PostgresType($0) }
  }

  private func spec(_ type: PostgresType) -> String { SQLiteText.string(schema.valueType(type).spec) }

  private static let parts: [String: PostgresType?] = [
    "lower": nil, "upper": nil, "isempty": .bool, "lower_inc": .bool, "upper_inc": .bool, "lower_inf": .bool,
    "upper_inf": .bool,
  ]

  /// `int4range(1, 5)`, `lower(r)`; nil for another call.
  mutating func rangeCall(
    _ call: FunctionCall, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    let name = call.name.name.text
    if (2...3).contains(arguments.count), let type = rangeType(call.name), let element = rangeElement(type) {
      guard !isStock else { throw .unsupported("\(name)() in what is stored", at: range) }
      var values: [String] = []
      for argument in arguments.prefix(2) {
        values.append(try coerce(try lower(argument), to: element, at: argument.range).sql)
      }
      let bounds =
        arguments.count == 3
        ? try coerce(try lower(arguments[2]), to: .text, at: arguments[2].range).sql : "'[)'"
      return TypedSQL("pg_range(\(values[0]), \(values[1]), \(bounds), \(spec(type)))", type)
    }
    if arguments.count == 1, name != "lower", name != "upper", Self.parts[name] != nil {
      return try rangePart(name, try lower(arguments[0]), at: range)
    }
    if name == "range_merge", arguments.count == 2 {
      var values: [TypedSQL] = []
      for argument in arguments { values.append(try lower(argument)) }
      return try rangeOperation(values, "merge", at: range)
    }
    return nil
  }

  /// An end of a range, or what is asked of one; nil of another type.
  func rangePart(_ name: String, _ value: TypedSQL, at range: SourceRange) throws(Diagnostic) -> TypedSQL? {
    guard let result = Self.parts[name], let element = rangeElement(value.type) else { return nil }
    guard !isStock else {
      throw .unsupported("\(name)() of a range in what is stored", at: range)
    }
    return TypedSQL(
      "pg_range_part(\(value.sql), \(spec(value.type)), '\(name)')", result ?? element.unmodified)
  }

  private static let results: [String: Bool] = [
    "@>": true, "<@": true, "&&": true, "<<": true, ">>": true, "&<": true, "&>": true, "-|-": true,
    "+": false, "-": false, "*": false, "merge": false,
  ]

  /// An operator between ranges, or a range and a value; nil where neither side is one.
  mutating func rangeOperation(
    _ sides: [TypedSQL], _ op: String, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard let result = Self.results[op], let own = sides.first(where: { rangeElement($0.type) != nil }),
      let element = rangeElement(own.type)
    else { return nil }
    guard !isStock else {
      throw .unsupported("the operator \(op) on ranges in what is stored", at: range)
    }
    let type = own.type.unmodified
    var values: [TypedSQL] = []
    for side in sides {
      values.append(side.type.category == .unknown ? try coerce(side, to: type, at: range) : side)
    }
    let isRange = values.map { rangeElement($0.type) != nil }
    if isRange == [true, true] {
      guard schema.baseType(values[0].type).unmodified == schema.baseType(values[1].type).unmodified else {
        throw undefined(Operator(op), values[0].type, values[1].type, at: range)
      }
      let sql = "pg_range_operator(\(values[0].sql), \(values[1].sql), \(spec(type)), '\(op)')"
      return TypedSQL(sql, result ? .bool : type)
    }
    guard op == "@>" && isRange[0] || op == "<@" && isRange[1] else {
      throw undefined(Operator(op), values[0].type, values[1].type, at: range)
    }
    let (whole, part) = isRange[0] ? (values[0], values[1]) : (values[1], values[0])
    guard
      let context = CastRules.context(
        from: schema.valueType(part.type), to: schema.valueType(element.unmodified)), context == .implicit
    else { throw undefined(Operator(op), values[0].type, values[1].type, at: range) }
    let value = try coerce(part, to: element.unmodified, at: range)
    return TypedSQL("pg_range_contains_value(\(whole.sql), \(value.sql), \(spec(type)))", .bool)
  }

  /// What stands for the order of two ranges when it is compared with 0; nil for another type.
  func rangeOrder(_ left: TypedSQL, _ right: TypedSQL) -> String? {
    guard !isStock, rangeElement(left.type) != nil else { return nil }
    return "pg_range_operator(\(left.sql), \(right.sql), \(spec(left.type)), 'order')"
  }
}
