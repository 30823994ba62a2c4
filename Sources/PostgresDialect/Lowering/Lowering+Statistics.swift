/// Aggregates of bits, of pairs of numbers, and of rows in an order of their own.
/// https://www.postgresql.org/docs/15/functions-aggregate.html
extension Lowering {
  static let bitAggregates: Set<String> = ["bit_and", "bit_or", "bit_xor"]
  static let pairAggregates: Set<String> = [
    "corr", "covar_pop", "covar_samp", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2",
    "regr_slope", "regr_sxx", "regr_sxy", "regr_syy",
  ]
  static let orderedAggregates: Set<String> = ["mode", "percentile_cont", "percentile_disc"]

  /// Such an aggregate; nil for any other.
  mutating func statistic(
    _ call: FunctionCall, _ filter: String, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    let name = call.name.name.text
    let isOrdered = Self.orderedAggregates.contains(name)
    guard isOrdered || Self.bitAggregates.contains(name) || Self.pairAggregates.contains(name) else {
      guard call.withinGroup.isEmpty else {
        throw Diagnostic(
          .error, .wrongObjectType, "\(name) is not an ordered-set aggregate, so it cannot have WITHIN GROUP",
          at: range)
      }
      return nil
    }
    guard !isStock else { throw .unsupported("\(name)() in what is stored", at: range) }
    var values: [TypedSQL] = []
    for argument in call.arguments { values.append(try lower(argument.value)) }
    if isOrdered { return try ordered(call, values, filter, at: range) }
    guard call.withinGroup.isEmpty, call.orderBy.isEmpty, !call.isDistinct || values.count == 1 else {
      throw .unsupported("this call of \(name)", at: range)
    }
    if values.count == 1, Self.bitAggregates.contains(name) {
      let type = schema.baseType(values[0].type).unmodified
      if type == PostgresType(.opaque("bit")) { throw .unsupported("\(name)() of bit strings", at: range) }
      guard type.isInteger else { throw mismatch(name, values, at: range) }
      return TypedSQL(try gathering(values, name, type, filter, call.isDistinct, at: range), type)
    }
    guard values.count == 2, Self.pairAggregates.contains(name) else {
      throw mismatch(name, values, at: range)
    }
    for index in values.indices { values[index] = try coerce(values[index], to: .float8, at: range) }
    return TypedSQL(
      try gathering(values, name, .float8, filter, false, at: range), name == "regr_count" ? .int8 : .float8)
  }

  private mutating func gathering(
    _ values: [TypedSQL], _ name: String, _ type: PostgresType, _ filter: String, _ isDistinct: Bool,
    at range: SourceRange
  ) throws(Diagnostic) -> String {
    var parts: [String] = []
    for value in values { parts.append(try arrayElement(value, at: range)) }
    let spec = SQLiteText.string(schema.valueType(type).spec)
    let rows = "json_group_array(json_array(\(parts.joined(separator: ", "))))\(filter)"
    return "pg_aggregate(\(rows), '\(name)', \(spec), \(isDistinct ? 1 : 0), '')"
  }

  /// `percentile_cont(0.5) WITHIN GROUP (ORDER BY x)`.
  private mutating func ordered(
    _ call: FunctionCall, _ values: [TypedSQL], _ filter: String, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let name = call.name.name.text
    guard !call.withinGroup.isEmpty else {
      throw Diagnostic(
        .error, .wrongObjectType, "WITHIN GROUP is required for ordered-set aggregate \(name)", at: range)
    }
    guard call.withinGroup.count == 1, let item = call.withinGroup.first,
      values.count == (name == "mode" ? 0 : 1)
    else { throw mismatch(name, values, at: range) }
    var fraction = "0"
    if let value = values.first {
      guard !value.type.isArray else { throw .unsupported("\(name)() of several fractions", at: range) }
      fraction = try coerce(value, to: .float8, at: range).sql
    }
    var subject = try lower(item.expression)
    if subject.type.category == .unknown {
      subject = try coerce(subject, to: .text, at: item.expression.range)
    }
    if name == "percentile_cont", schema.baseType(subject.type).category != .interval {
      subject = try coerce(subject, to: .float8, at: item.expression.range)
    }
    let type = schema.baseType(subject.type).unmodified
    let key = try sortKey(subject, at: item.expression.range)
    let cells = try [
      arrayElement(subject, at: item.expression.range), arrayElement(key, at: item.expression.range),
    ]
    let rows = "json_group_array(json_array(\(cells.joined(separator: ", "))))\(filter)"
    let order = item.isDescending ? "dl" : "al"
    let spec = SQLiteText.string(schema.valueType(type).spec)
    return TypedSQL("pg_ordered_aggregate(\(rows), '\(name)', \(spec), '\(order)', \(fraction))", type)
  }
}
