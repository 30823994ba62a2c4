/// Arrays are kept as JSON: numbers and booleans as such, everything else as its stored text.
extension Lowering {
  /// `ARRAY[…]`, of a type that the context gives or its elements agree on.
  mutating func array(
    _ elements: [Expression], of type: PostgresType?, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    if let type, let constant = try constantArray(elements, of: type.element) {
      return TypedSQL(constant, type, isConstant: true)
    }
    var items: [TypedSQL] = []
    for element in elements { items.append(try lower(element)) }
    guard !items.isEmpty || type != nil else {
      throw Diagnostic(
        .error, .indeterminateDatatype, "cannot determine type of empty array",
        hint: "explicitly cast to the desired type, for example ARRAY[]::integer[]", at: range)
    }
    let isNested = items.contains { $0.type.isArray }
    let common =
      isNested
      ? items.first { $0.type.isArray }?.type.element ?? .text : try commonType(items, "ARRAY", at: range)
    if type == nil, !isNested, let constant = try constantArray(elements, of: common) {
      return TypedSQL(constant, common.unmodified.array, isConstant: true)
    }
    var parts: [String] = []
    for (item, element) in zip(items, elements) {
      if isNested {
        parts.append("json(\(try coerce(item, to: common.array, at: element.range).sql))")
      } else {
        parts.append(try arrayElement(try coerce(item, to: common, at: element.range), at: element.range))
      }
    }
    var text = "json_array(\(parts.joined(separator: ", ")))"
    if isNested, !isStock { text = "pg_array_matrix(\(text))" }
    let value = TypedSQL(text, common.unmodified.array)
    guard let type else { return value }
    return try convert(value, to: type, at: range)
  }

  /// A value as SQLite's JSON functions must see it to make an element of a stored array.
  mutating func arrayElement(_ value: TypedSQL, at range: SourceRange) throws(Diagnostic) -> String {
    let type = schema.valueType(value.type)
    if type.isArray { return "json(\(value.sql))" }
    switch type.base {
    case .bool: return "json(CASE \(value.operand) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"
    case .bytea: return value.hexText
    case .float4, .float8, .numeric:
      // SQLite writes no more than 15 digits of a number into JSON.
      guard !isStock else { return value.sql }
      return "json(pg_json_number(\(value.sql)))"
    default: return value.sql
    }
  }

  /// `ARRAY(SELECT …)`, which is never NULL.
  mutating func array(of query: Query, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    let lowered = try self.query(query)
    guard let column = lowered.columns.first, lowered.columns.count == 1 else {
      throw Diagnostic(.error, .syntaxError, "subquery must return only one column", at: range)
    }
    let element = try arrayElement(TypedSQL(SQLiteText.name(column.name), column.type), at: range)
    return TypedSQL(
      "(SELECT json_group_array(\(element)) FROM (\(lowered.sql)))",
      schema.baseType(column.type).unmodified.array)
  }

  /// `array[n]`, and `json['key']`.
  mutating func subscripted(
    _ value: Expression, _ index: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let written = try lower(value)
    let array = vectorAsArray(written)
    let base = schema.baseType(array.type)
    if isVector(written.type) {
      let number = try place(index)
      return TypedSQL("json_extract(\(array.sql), '$[' || \(number.operand) || ']')", base.element)
    }
    if base == .jsonb { return try binary(value, Operator("->"), index, at: range) }
    guard base.isArray else {
      throw Diagnostic(
        .error, .datatypeMismatch,
        "cannot subscript type \(schema.displayName(array.type)) because it does not support subscripting",
        at: range)
    }
    guard base.base != .bytea else { throw .unsupported("a subscript of bytea[]", at: range) }
    if case .number(let text) = index.kind, let number = Int(text), number > 0 {
      return TypedSQL("json_extract(\(array.sql), '$[\(number - 1)]')", base.element)
    }
    let number = try place(index)
    guard !isStock else {
      // SQLite counts from 0.
      return TypedSQL(
        "CASE WHEN \(number.operand) > 0 THEN json_extract(\(array.sql), '$[' || (\(number.operand) - 1) || ']') END",
        base.element, isCompound: true)
    }
    return TypedSQL("pg_array_get(\(array.sql), \(number.sql))", base.element)
  }

  /// A subscript, which is taken as it would be into a column of whole numbers.
  mutating func place(_ index: Expression) throws(Diagnostic) -> TypedSQL {
    try assign(try lower(index), to: Column(number: 0, name: "subscript", type: .int4), at: index.range)
  }

  /// `x op ANY (array)` and `x op ALL (array)`.
  mutating func quantified(
    _ value: Expression, _ op: Operator, _ quantifier: Quantifier, _ array: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let isEquality = quantifier == .any && op.text == "=" || quantifier == .all && op.text == "<>"
    if isEquality, let list = Self.elements(of: array), !list.isEmpty {
      return try isIn(value, list, negated: quantifier == .all)
    }
    guard purpose != .immutable, purpose != .defaultValue else {
      if let list = Self.elements(of: array), !list.isEmpty {
        let terms = list.map { binaryTerm(value, op.text, $0, at: range) }
        return try lower(Expression(quantifier == .any ? .or(terms) : .and(terms), at: range))
      }
      throw .unsupported("\(quantifier.rawValue.uppercased()) over this array in what is stored", at: range)
    }
    var list = vectorAsArray(try lower(array))
    let left = try lower(value)
    if list.type.category == .unknown {
      list = try coerce(list, to: left.type.unmodified.array, at: array.range)
    }
    guard list.type.isArray else {
      throw Diagnostic(.error, .wrongObjectType, "op ANY/ALL (array) requires array on right side", at: range)
    }
    if list.sql == "NULL" { return TypedSQL("NULL", .bool) }
    let item = TypedSQL("value", schema.baseType(list.type).element)
    // Of an array of arrays, all elements count.
    let flat = isStock ? list.sql : "pg_set_array(\(list.sql))"
    let test = try quantified(left, op, quantifier, item, of: "json_each(\(flat))", at: range)
    if list.isConstant || list.sql.hasPrefix("json_array(") { return test }
    return TypedSQL("CASE WHEN \(list.operand) IS NOT NULL THEN \(test.sql) END", .bool)
  }

  /// True when it is for one or for all, NULL where only a NULL could decide.
  mutating func quantified(
    _ left: TypedSQL, _ op: Operator, _ quantifier: Quantifier, _ item: TypedSQL, of rows: String,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let (a, b) = try unified(left, item, op.text, at: range)
    let test: TypedSQL
    switch op.text {
    case "=", "<>", "<", ">", "<=", ">=": test = compared(a, op.text, b)
    default: throw .unsupported("\(op.text) \(quantifier.rawValue.uppercased())", at: range)
    }
    let (deciding, extreme) = quantifier == .any ? (1, "max") : (0, "min")
    return TypedSQL(
      "(SELECT CASE WHEN \(extreme)(c) = \(deciding) THEN \(deciding) WHEN count(*) = count(c) THEN \(1 - deciding) END "
        + "FROM (SELECT \(test.sql) AS c FROM \(rows)))", .bool)
  }

  /// The stored text of an array whose elements are all written out; nil when some are not.
  private mutating func constantArray(_ elements: [Expression], of type: PostgresType) throws(Diagnostic)
    -> String?
  {
    guard objectKind(type) == nil, let json = try constantElements(elements, schema.valueType(type)) else {
      return nil
    }
    for element in elements {
      if case .string = element.kind { noteLabel(of: type, at: element.range) }
    }
    guard json.hasEvenRows else {
      throw Diagnostic(
        .error, SQLState("2202E"),
        "multidimensional arrays must have array expressions with matching dimensions",
        at: elements.first?.range)
    }
    return SQLiteText.string(json.compactText)
  }

  private mutating func constantElements(_ elements: [Expression], _ type: ValueType) throws(Diagnostic)
    -> JSON?
  {
    var items: [JSON] = []
    for element in elements {
      switch element.kind {
      case .null: items.append(.null)
      case .boolean(let value) where type.category == .boolean: items.append(.boolean(value))
      case .number(let text) where type.category == .number:
        items.append(try item(text, type, at: element.range))
      case .string(let text): items.append(try item(text, type, at: element.range))
      case .array(let inner):
        guard let json = try constantElements(inner, type) else { return nil }
        items.append(json)
      case .cast(let inner, let name) where (try? schema.resolve(name)) == PostgresType(type.base):
        guard case .array(let own) = try constantElements([inner], type) else { return nil }
        items += own
      default: return nil
      }
    }
    return .array(items)
  }

  private func item(_ text: String, _ type: ValueType, at range: SourceRange) throws(Diagnostic) -> JSON {
    do throws(Diagnostic) {
      return type.arrayElement(try type.read(text, isExplicit: false))
    } catch {
      throw error.located(at: range)
    }
  }
}

/// https://www.postgresql.org/docs/15/functions-enum.html
extension Lowering {
  /// The labels of an enum, which only the types of the arguments tell.
  mutating func enumLabels(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard (1...(name == "enum_range" ? 2 : 1)).contains(arguments.count) else { return nil }
    var values: [TypedSQL] = []
    for argument in arguments { values.append(try lower(argument)) }
    guard
      let type = values.map({ schema.baseType($0.type).unmodified }).first(where: {
        schema.enumLabels($0) != nil
      }),
      let labels = schema.enumLabels(type)
    else { return nil }
    switch name {
    case "enum_first": return TypedSQL(labels.first.map(SQLiteText.string) ?? "NULL", type, isConstant: true)
    case "enum_last": return TypedSQL(labels.last.map(SQLiteText.string) ?? "NULL", type, isConstant: true)
    default: break
    }
    let all = JSON.array(labels.map { .string($0) }).compactText
    guard values.count == 2 else { return TypedSQL(SQLiteText.string(all), type.array, isConstant: true) }
    func place(_ value: TypedSQL, or open: String) -> String {
      value.sql == "NULL"
        ? open : "(SELECT key FROM json_each(\(SQLiteText.string(all))) WHERE value = \(value.operand))"
    }
    return TypedSQL(
      "(SELECT json_group_array(value) FROM json_each(\(SQLiteText.string(all))) WHERE key BETWEEN "
        + "\(place(values[0], or: "0")) AND \(place(values[1], or: String(labels.count))))", type.array)
  }
}
