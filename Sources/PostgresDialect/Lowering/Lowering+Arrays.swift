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
    let value = TypedSQL("json_array(\(parts.joined(separator: ", ")))", common.unmodified.array)
    guard let type else { return value }
    return try convert(value, to: type, at: range)
  }

  /// A value as SQLite's JSON functions must see it to make an element of a stored array.
  mutating func arrayElement(_ value: TypedSQL, at range: SourceRange) throws(Diagnostic) -> String {
    let type = schema.valueType(value.type)
    if type.isArray { return "json(\(value.sql))" }
    switch type.base {
    case .bool: return "json(CASE \(value.operand) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"
    case .bytea: return "'\\x' || lower(hex(\(value.sql)))"
    case .float4, .float8, .numeric:
      // SQLite writes no more than 15 digits of a number into JSON.
      guard purpose == .statement else { return value.sql }
      return "json(pg_json_number(\(value.sql)))"
    default: return value.sql
    }
  }

  /// The stored text of an array whose elements are all written out; nil when some are not.
  private mutating func constantArray(_ elements: [Expression], of type: PostgresType) throws(Diagnostic) -> String? {
    guard let json = try constantElements(elements, schema.valueType(type)) else { return nil }
    for element in elements {
      if case .string = element.kind { noteLabel(of: type, at: element.range) }
    }
    return SQLiteText.string(json.compactText)
  }

  private mutating func constantElements(_ elements: [Expression], _ type: ValueType) throws(Diagnostic) -> JSON? {
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
