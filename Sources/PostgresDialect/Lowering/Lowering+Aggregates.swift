/// Aggregates and window functions: https://www.postgresql.org/docs/15/functions-aggregate.html
extension Lowering {
  static let aggregateNames = Set([
    "array_agg", "avg", "bool_and", "bool_or", "count", "every", "json_agg", "json_object_agg", "jsonb_agg",
    "jsonb_object_agg", "max", "min", "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum", "var_pop",
    "var_samp", "variance",
  ]).union(bitAggregates).union(pairAggregates).union(orderedAggregates)

  static func isAggregate(_ call: FunctionCall) -> Bool { aggregateNames.contains(call.name.name.text) }

  mutating func aggregate(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    let name = call.name.name.text
    guard purpose != .immutable, purpose != .defaultValue else {
      throw Diagnostic(.error, .groupingError, "aggregate functions are not allowed here", at: range)
    }
    var filter = ""
    if let condition = call.filter {
      filter = " FILTER (WHERE \(try self.condition(condition, "FILTER").sql))"
    }
    if call.isStar { return TypedSQL("count(*)\(filter)", .int8) }
    if let statistic = try statistic(call, filter, at: range) { return statistic }
    var values: [TypedSQL] = []
    for argument in call.arguments { values.append(try lowerOrRow(argument.value)) }
    let wanted = name == "string_agg" || name.hasSuffix("object_agg") ? 2 : 1
    guard values.count == wanted, let value = values.first else { throw mismatch(name, values, at: range) }
    let distinct = call.isDistinct ? "DISTINCT " : ""
    let type = schema.baseType(value.type)
    switch name {
    case "count" where call.isDistinct && type.category == .interval && !isStock:
      return TypedSQL("count(DISTINCT pg_interval_key(\(value.sql)))\(filter)", .int8)
    case "count": return TypedSQL("count(\(distinct)\(value.sql))\(filter)", .int8)
    case "sum" where type.category == .interval, "avg" where type.category == .interval: break
    case "sum", "avg": return try sum(name, value, distinct, filter, at: range)
    case "min", "max":
      if type.category == .unknown { return TypedSQL("\(name)(\(value.sql))\(filter)", .text) }
      if sortsAsStored(type), ![.boolean, .uuid, .bytes].contains(type.category) {
        return TypedSQL("\(name)(\(value.sql))\(filter)", value.type.unmodified)
      }
      guard schema.enumLabels(type) != nil || type.isArray || type.category == .interval else {
        throw mismatch(name, values, at: range)
      }
    case "bool_and", "bool_or", "every":
      let truth = try coerce(value, to: .bool, at: range)
      return TypedSQL("\(name == "bool_or" ? "max" : "min")(\(truth.sql))\(filter)", .bool)
    default: break
    }
    return try gathered(call, name, values, filter, at: range)
  }

  private func sum(
    _ name: String, _ value: TypedSQL, _ distinct: String, _ filter: String, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let type = schema.baseType(value.type)
    guard type.category == .number else { throw mismatch(name, [value], at: range) }
    let isFloat = type.base == .float8 || type.base == .float4
    let sql = "\(name)(\(distinct)\(value.sql))\(filter)"
    if isFloat {
      return TypedSQL(sql, name == "sum" && type.base == .float4 ? PostgresType(.float4) : .float8)
    }
    if name == "sum", type.base == .int2 || type.base == .int4 { return TypedSQL(sql, .int8) }
    if type.isInteger { return TypedSQL(sql, .numeric) }
    guard isStock else { return TypedSQL("pg_decimal(\(sql))", .numeric) }
    // A double's sum, without the digits that it does not hold.
    if name == "sum", let scale = scale(of: value) { return TypedSQL("round(\(sql), \(scale))", .numeric) }
    return TypedSQL(
      "CASE WHEN \(sql) IS NOT NULL THEN CAST(printf('%.15g', \(sql)) AS NUMERIC) END", .numeric,
      isCompound: true)
  }

  /// What SQLite has no aggregate for: the rows are gathered as JSON, and a function makes the result of them.
  private mutating func gathered(
    _ call: FunctionCall, _ name: String, _ arguments: [TypedSQL], _ filter: String, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var values = arguments
    let isObject = name.hasSuffix("object_agg")
    if name == "string_agg", schema.baseType(values[0].type).category != .bytes {
      for index in values.indices { values[index] = try coerce(values[index], to: .text, at: range) }
    }
    if isObject { values[0] = try text(values[0], at: range) }
    for index in values.indices where values[index].type.category == .unknown {
      values[index] = try coerce(values[index], to: .text, at: range)
    }
    let subject = values[isObject ? 1 : 0]
    let result: PostgresType =
      switch name {
      case "array_agg": schema.baseType(subject.type).unmodified.array
      case "jsonb_agg", "jsonb_object_agg": .jsonb
      case "json_agg", "json_object_agg": .json
      case "string_agg": schema.baseType(subject.type).category == .bytes ? .bytea : .text
      case "min", "max", "sum", "avg": subject.type.unmodified
      default: [.float4, .float8].contains(schema.baseType(subject.type).base) ? .float8 : .numeric
      }
    guard !isStock else {
      return TypedSQL(try stockGathered(call, name, values, filter, at: range), result)
    }
    var parts: [String] = []
    for value in values { parts.append(try arrayElement(value, at: range)) }
    var order = ""
    for item in call.orderBy.flatMap(\.members) {
      guard !call.isDistinct || call.arguments.contains(where: { $0.value == item.expression }) else {
        throw Diagnostic(
          .error, .invalidColumnReference,
          "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list",
          at: item.expression.range)
      }
      let key = try sortKey(try lower(item.expression), at: item.expression.range)
      parts.append(try arrayElement(key, at: item.expression.range))
      let nulls = item.nulls ?? (item.isDescending ? .first : .last)
      order += (item.isDescending ? "d" : "a") + (nulls == .first ? "f" : "l")
    }
    let spec = SQLiteText.string(schema.valueType(subject.type).spec)
    let rows = "json_group_array(json_array(\(parts.joined(separator: ", "))))\(filter)"
    return TypedSQL(
      "pg_aggregate(\(rows), '\(name)', \(spec), \(call.isDistinct ? 1 : 0), '\(order)')", result)
  }

  /// In a view: without an order, which SQLite has no words for before 3.44.
  private mutating func stockGathered(
    _ call: FunctionCall, _ name: String, _ values: [TypedSQL], _ filter: String, at range: SourceRange
  ) throws(Diagnostic) -> String {
    guard call.orderBy.isEmpty else {
      throw .unsupported("ORDER BY in an aggregate in what is stored", at: range)
    }
    let distinct = call.isDistinct ? "DISTINCT " : ""
    if name.hasPrefix("jsonb_") { warn("\(name)() leaves no blanks in what it writes", at: range) }
    let notEmpty = "CASE WHEN count(*)\(filter) > 0 THEN "
    switch name {
    case "string_agg":
      if distinct.isEmpty { return "group_concat(\(values[0].sql), \(values[1].sql))\(filter)" }
      guard values[1].sql == "','" else { break }
      return "group_concat(DISTINCT \(values[0].sql))\(filter)"
    case "array_agg":
      return notEmpty + "json_group_array(\(distinct)\(try arrayElement(values[0], at: range)))\(filter) END"
    case "json_agg", "jsonb_agg":
      return notEmpty + "json_group_array(\(distinct)\(jsonElement(values[0])))\(filter) END"
    case "json_object_agg", "jsonb_object_agg":
      return notEmpty + "json_group_object(\(values[0].sql), \(jsonElement(values[1])))\(filter) END"
    default: break
    }
    throw .unsupported("\(name)() in what is stored", at: range)
  }

  // MARK: - Windows

  /// Own arguments and result of the functions that only windows have.
  mutating func window(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    guard let over = call.over else { throw .internalError }
    let name = call.name.name.text
    guard purpose != .immutable, purpose != .defaultValue else {
      throw Diagnostic(.error, SQLState("42P20"), "window functions are not allowed here", at: range)
    }
    var value: TypedSQL
    var plain = call
    plain.over = nil
    if Self.isAggregate(call) {
      guard call.withinGroup.isEmpty else { throw .unsupported("OVER with WITHIN GROUP", at: range) }
      value = try aggregate(plain, at: range)
      // A function of ours around SQLite's aggregate: OVER belongs inside.
      if let inner = value.sql.range(ofAggregateIn: ["pg_aggregate(", "pg_decimal("]) {
        value.sql.insert(contentsOf: " OVER \(try overClause(over, at: range))", at: inner)
        return value
      }
    } else {
      value = try rank(name, plain, at: range)
    }
    return TypedSQL("\(value.sql) OVER \(try overClause(over, at: range))", value.type)
  }

  private mutating func rank(
    _ name: String, _ call: FunctionCall, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var values: [TypedSQL] = []
    for argument in call.arguments { values.append(try lower(argument.value)) }
    let list = values.map(\.sql).joined(separator: ", ")
    switch (name, values.count) {
    case ("row_number", 0), ("rank", 0), ("dense_rank", 0): return TypedSQL("\(name)()", .int8)
    case ("percent_rank", 0), ("cume_dist", 0): return TypedSQL("\(name)()", .float8)
    case ("ntile", 1): return TypedSQL("ntile(\(list))", .int4)
    case ("lag", 3), ("lead", 3):
      let fallback = try coerce(values[2], to: values[0].type.unmodified, at: range)
      return TypedSQL("\(name)(\(values[0].sql), \(values[1].sql), \(fallback.sql))", values[0].type)
    case ("lag", 1...2), ("lead", 1...2), ("first_value", 1), ("last_value", 1), ("nth_value", 2):
      return TypedSQL("\(name)(\(list))", values[0].type)
    default: throw .unsupported("\(name)() as a window function", at: range)
    }
  }

  private mutating func overClause(_ over: WindowReference, at range: SourceRange) throws(Diagnostic)
    -> String
  {
    switch over {
    case .named(let name): return SQLiteText.name(name.text)
    case .inline(let definition): return "(\(try windowText(definition, at: range)))"
    }
  }

  mutating func windowText(_ definition: WindowDefinition, at range: SourceRange) throws(Diagnostic) -> String
  {
    var parts: [String] = []
    if let base = definition.base { parts.append(SQLiteText.name(base.text)) }
    if !definition.partitionBy.isEmpty {
      var keys: [String] = []
      for key in definition.partitionBy.flatMap(\.members) { keys.append(try lower(key).sql) }
      parts.append("PARTITION BY \(keys.joined(separator: ", "))")
    }
    if !definition.orderBy.isEmpty { parts.append(try sorting(definition.orderBy)) }
    if let frame = definition.frame {
      guard !frame.contains("'") else { throw .unsupported("a window frame of an interval", at: range) }
      parts.append(frame)
    }
    return parts.joined(separator: " ")
  }

  /// `ORDER BY` by expressions alone, as in windows: no number or output name stands for a column there.
  mutating func sorting(_ items: [SortItem]) throws(Diagnostic) -> String {
    var keys: [String] = []
    for item in items.flatMap(\.members) {
      let key = try sortKey(try lower(item.expression), at: item.expression.range)
      keys.append(key.operand + Self.direction(item))
    }
    return "ORDER BY \(keys.joined(separator: ", "))"
  }

  /// PostgreSQL puts NULLs last when ascending, SQLite first.
  static func direction(_ item: SortItem) -> String {
    let nulls = item.nulls ?? (item.isDescending ? .first : .last)
    return (item.isDescending ? " DESC" : "") + (nulls == .first ? " NULLS FIRST" : " NULLS LAST")
  }

  /// What SQLite sorts by where its order of the stored values is not PostgreSQL's.
  mutating func sortKey(_ value: TypedSQL, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    if sortsAsStored(value.type) { return value }
    let base = schema.baseType(value.type)
    if let labels = schema.enumLabels(base), !base.isArray {
      let cases = labels.enumerated().map { "WHEN \(SQLiteText.string($1)) THEN \($0 + 1)" }
      return TypedSQL("CASE \(value.operand) \(cases.joined(separator: " ")) END", .int4)
    }
    if base.category == .interval, !isStock {
      return TypedSQL("pg_interval_key(\(value.sql))", .int8)
    }
    let element = schema.baseType(base.element)
    let isSortable =
      base.isArray
      ? [.boolean, .number, .string, .uuid, .dateTime].contains(element.category)
        || schema.enumLabels(element) != nil
      : base == .jsonb
    if isSortable, !isStock {
      let spec = SQLiteText.string(schema.valueType(base.unmodified).spec)
      return TypedSQL("pg_sort_key(\(value.sql), \(spec))", .bytea)
    }
    throw .unsupported("sorting by \(schema.displayName(value.type))", at: range)
  }
}

extension String {
  /// Where SQLite's own aggregate ends that one of our functions is around.
  fileprivate func range(ofAggregateIn functions: [String]) -> String.Index? {
    guard let function = functions.first(where: hasPrefix) else { return nil }
    var depth = 0
    var index = self.index(startIndex, offsetBy: function.count)
    var isQuoted = false
    var end: String.Index?
    while index < endIndex {
      let character = self[index]
      if character == "'" { isQuoted.toggle() }
      if !isQuoted {
        if character == "(" { depth += 1 }
        if character == ")" {
          if depth == 0 { return end ?? index }
          depth -= 1
        }
        if character == ",", depth == 0, end == nil { end = index }
      }
      index = self.index(after: index)
    }
    return nil
  }
}
