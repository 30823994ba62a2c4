extension Lowering {
  static let comparisons: Set<String> = ["=", "<>", "<", ">", "<=", ">="]

  mutating func unary(_ op: Operator, _ value: Expression, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    let operand = try lower(value)
    if op.text == "-", operand.type.category == .interval, !isStock {
      return TypedSQL("pg_interval_negate(\(operand.sql))", .interval)
    }
    guard operand.type.category == .number else { throw undefined(op, nil, operand.type, at: range) }
    switch op.text {
    case "+": return operand
    case "-":
      let type = schema.baseType(operand.type)
      // Two signs would begin a comment.
      let text = operand.sql.hasPrefix("-") ? "(\(operand.sql))" : operand.operand
      var result = TypedSQL(
        "-\(text)", type.unmodified, isCompound: !operand.isConstant, isConstant: operand.isConstant)
      result.scale = scale(of: operand)
      return type.isInteger ? ranged(result, operand.isConstant ? Int(operand.sql)?.times(-1) : nil) : result
    case "@":
      guard !isStock else { return TypedSQL("abs(\(operand.sql))", operand.type) }
      let spec = SQLiteText.string(schema.valueType(operand.type).spec)
      return TypedSQL("pg_abs(\(operand.sql), \(spec))", operand.type)
    case "~" where schema.baseType(operand.type).isInteger:
      return TypedSQL("~\(operand.operand)", operand.type, isCompound: true)
    default: throw .unsupported("the operator \(op.text)", at: range)
    }
  }

  mutating func binary(
    _ left: Expression, _ op: Operator, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    switch op.text {
    case _ where Self.comparisons.contains(op.text):
      if case .row(let first) = left.kind { return try rows(first, op, right, at: range) }
      if let spans = try comparedIntervals(left, op.text, right) { return spans }
      let (left, right) = try withoutNaN(left, right)
      let (a, b) = try unified(left, right, op.text, at: range)
      return compared(a, op.text, b)
    case "||":
      if let joined = try concatenate(left, right, at: range) { return joined }
    case "+", "-", "*", "/", "%":
      if let result = try arithmetic(left, op, right, at: range) { return result }
    case "->", "->>", "#>", "#>>", "?":
      if isStock, let stored = try storedJSONAccess(left, op.text, right, at: range) {
        return stored
      }
    case "~", "~*", "!~", "!~*":
      if isStock { return try storedPattern(left, op.text, right, at: range) }
    default: break
    }
    var values = [try lower(left), try lower(right)]
    if let value = try rangeOperation(values, op.text, at: range) { return value }
    guard let overloads = OperatorTable.rules[op.text] else {
      throw .unsupported("the operator \(op.text)", at: range)
    }
    if values.allSatisfy({ $0.type.category == .unknown }) {
      // PostgreSQL prefers text for what has no type: https://www.postgresql.org/docs/15/typeconv-oper.html
      values = [
        try coerce(values[0], to: .text, at: left.range), try coerce(values[1], to: .text, at: right.range),
      ]
    }
    guard let (rule, fitted) = try chosen(overloads, values, [left.range, right.range]) else {
      if op.text == "@@" { throw .unsupported("the operator @@", at: range) }
      throw undefined(op, values[0].type, values[1].type, at: range)
    }
    return try applied(rule, fitted, called: "the operator \(op.text)", at: range)
  }

  func undefined(
    _ op: Operator, _ left: PostgresType?, _ right: PostgresType, at range: SourceRange
  ) -> Diagnostic {
    let operands = [left, right].compactMap(\.self).map { schema.displayName($0.unmodified) }
    let text = operands.count == 2 ? "\(operands[0]) \(op.text) \(operands[1])" : "\(op.text) \(operands[0])"
    return Diagnostic(
      .error, .undefinedFunction, "operator does not exist: \(text)",
      hint: "no operator matches these types; explicit casts may be needed", at: range)
  }

  // MARK: - Comparison

  /// Both sides, with a literal of open type read as the other side's type.
  mutating func unified(
    _ left: Expression, _ right: Expression, _ op: String, at range: SourceRange
  ) throws(Diagnostic) -> (TypedSQL, TypedSQL) {
    try unified(try lower(left), try lower(right), op, at: range)
  }

  mutating func unified(
    _ left: TypedSQL, _ right: TypedSQL, _ op: String, at range: SourceRange
  ) throws(Diagnostic) -> (TypedSQL, TypedSQL) {
    switch (left.type.category, right.type.category) {
    case (.unknown, .unknown):
      return (try coerce(left, to: .text, at: range), try coerce(right, to: .text, at: range))
    case (.unknown, _): return (try coerce(left, to: right.type.unmodified, at: range), right)
    case (_, .unknown): return (left, try coerce(right, to: left.type.unmodified, at: range))
    default: break
    }
    let (a, b) = (schema.baseType(left.type), schema.baseType(right.type))
    guard a.base != .json || a.isArray, b.base != .json || b.isArray else {
      throw undefined(Operator(op), left.type, right.type, at: range)
    }
    if objectKind(a) != nil || objectKind(b) != nil {
      if isObjectNumber(a), isObjectNumber(b) { return (left, right) }
    }
    if a.unmodified == b.unmodified {
      try refuseOrder(of: a, op, at: range)
      return (left, right)
    }
    if a.category == .number, b.category == .number { return (left, right) }
    if a.category == .string, b.category == .string { return (left, right) }
    if a.category == .dateTime, b.category == .dateTime {
      let timestamps: [BaseType] = [.timestamp, .timestamptz]
      if timestamps.contains(a.base), timestamps.contains(b.base) { return (left, right) }
      if a.base == .date, timestamps.contains(b.base) { return (midnight(left), right) }
      if b.base == .date, timestamps.contains(a.base) { return (left, midnight(right)) }
    }
    if a.isArray, b.isArray, a.element.category == b.element.category, a.element.category == .string {
      return (left, right)
    }
    throw undefined(Operator(op), left.type, right.type, at: range)
  }

  /// Text order is not the order of these types, and what is stored has nothing else.
  private func refuseOrder(of type: PostgresType, _ op: String, at range: SourceRange) throws(Diagnostic) {
    guard op != "=", op != "<>", !sortsAsStored(type) else { return }
    if schema.enumLabels(type) != nil, !type.isArray { return }
    if !isStock, rangeElement(type) != nil || type.base == .opaque("inet") || type.base == .opaque("cidr") {
      return
    }
    if type.base == .timetz || isStock || type.category == .other
      || type.category == .user && !type.isArray
    {
      throw .unsupported("comparing \(schema.displayName(type)) with \(op)", at: range)
    }
  }

  private func midnight(_ date: TypedSQL) -> TypedSQL {
    TypedSQL("\(date.operand) || ' 00:00:00.000'", .timestamp, isCompound: true)
  }

  /// Whether equal values are stored as equal ones.
  func equalsAsStored(_ type: PostgresType) -> Bool {
    let base = schema.baseType(type)
    return isStock || base.isArray || base.category != .interval && base.base != .jsonb
  }

  func compared(_ left: TypedSQL, _ op: String, _ right: TypedSQL) -> TypedSQL {
    let base = schema.baseType(left.type)
    let isOrder = op != "=" && op != "<>"
    if !base.isArray, isOrder, schema.enumLabels(base) != nil {
      return TypedSQL("\(position(left, base)) \(op) \(position(right, base))", .bool, isCompound: true)
    }
    if isOrder, let order = rangeOrder(left, right) {
      return TypedSQL("\(order) \(op) 0", .bool, isCompound: true)
    }
    if isOrder && !sortsAsStored(base) || !equalsAsStored(base) {
      let spec = SQLiteText.string(schema.valueType(base.unmodified).spec)
      return TypedSQL("pg_compare(\(left.sql), \(right.sql), \(spec)) \(op) 0", .bool, isCompound: true)
    }
    return TypedSQL("\(left.operand) \(op) \(right.operand)", .bool, isCompound: true)
  }

  /// An enum's labels by their place.
  private func position(_ value: TypedSQL, _ type: PostgresType) -> String {
    let cases = (schema.enumLabels(type) ?? []).enumerated().map {
      "WHEN \(SQLiteText.string($1)) THEN \($0 + 1)"
    }
    return "CASE \(value.operand) \(cases.joined(separator: " ")) END"
  }

  /// What `IS` compares where equal values may be stored differently.
  func comparable(_ left: TypedSQL, _ right: TypedSQL) -> (String, String)? {
    guard !equalsAsStored(left.type) else { return nil }
    let isInterval = schema.baseType(left.type).category == .interval
    func key(_ value: TypedSQL) -> String {
      isInterval ? "pg_interval_key(\(value.sql))" : "pg_cast(\(value.sql), 'text', 'jsonb', 1)"
    }
    return (key(left), key(right))
  }

  /// `(a, b) < (c, d)`.
  private mutating func rows(
    _ left: [Expression], _ op: Operator, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    if case .query(let query) = right.kind {
      let lowered = try self.query(query)
      guard lowered.columns.count == left.count else {
        throw Diagnostic(.error, .syntaxError, "subquery has too few columns", at: range)
      }
      var parts: [String] = []
      for (element, column) in zip(left, lowered.columns) {
        parts.append(try unified(try lower(element), TypedSQL("", column.type), op.text, at: range).0.sql)
      }
      return TypedSQL(
        "(\(parts.joined(separator: ", "))) \(op.text) (\(lowered.sql))", .bool, isCompound: true)
    }
    guard case .row(let other) = right.kind, left.count == other.count else {
      throw Diagnostic(.error, .syntaxError, "unequal number of entries in row expressions", at: range)
    }
    var (first, second): ([String], [String]) = ([], [])
    for (a, b) in zip(left, other) {
      let (x, y) = try unified(a, b, op.text, at: range)
      guard sortsAsStored(x.type) || equalsAsStored(x.type) && (op.text == "=" || op.text == "<>") else {
        throw .unsupported("a row with \(schema.displayName(x.type))", at: range)
      }
      first.append(x.sql)
      second.append(y.sql)
    }
    return TypedSQL(
      "(\(first.joined(separator: ", "))) \(op.text) (\(second.joined(separator: ", ")))", .bool,
      isCompound: true)
  }

  // MARK: - Text and arrays

  /// Nil where neither text nor an array is involved.
  private mutating func concatenate(
    _ left: Expression, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    let (a, b) = (try lower(left), try lower(right))
    if a.type.isArray || b.type.isArray { return try joined(a, b, at: range) }
    let categories = [schema.baseType(a.type).category, schema.baseType(b.type).category]
    // A literal joins with anything that has no `||` of its own.
    let others: [TypeCategory] = [.json, .bytes]
    guard categories.contains(.string) || categories.contains(.unknown),
      !categories.contains(where: others.contains) || categories.contains(.string)
    else { return nil }
    let texts = [try text(a, at: left.range), try text(b, at: right.range)]
    return TypedSQL(texts.map(\.operand).joined(separator: " || "), .text, isCompound: true)
  }

  /// Arrays joined, or an element put at an end.
  private mutating func joined(_ left: TypedSQL, _ right: TypedSQL, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    var (a, b) = (left, right)
    let type = schema.baseType(a.type.isArray ? a.type : b.type).unmodified
    if a.type.category == .unknown { a = try coerce(a, to: type, at: range) }
    if b.type.category == .unknown { b = try coerce(b, to: type, at: range) }
    guard !isStock else { return try storedJoin(a, b, type, at: range) }
    if a.type.isArray, b.type.isArray {
      let common = try commonType(
        [TypedSQL("", a.type.element), TypedSQL("", b.type.element)], "||", at: range)
      return TypedSQL("pg_array_cat(\(a.sql), \(b.sql))", common.unmodified.array)
    }
    let isLast = a.type.isArray
    let element = try coerce(isLast ? b : a, to: type.element, at: range)
    let spec = SQLiteText.string(schema.valueType(type.element).spec)
    return isLast
      ? TypedSQL("pg_array_append(\(a.sql), \(element.sql), \(spec))", type)
      : TypedSQL("pg_array_prepend(\(element.sql), \(b.sql), \(spec))", type)
  }

  /// The functions that do what `||` does, of whose sides it is known which are arrays.
  mutating func storedJoin(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    var (left, right) = (try lower(arguments[0]), try lower(arguments[1]))
    let type = schema.baseType(name == "array_prepend" ? right.type : left.type).unmodified
    guard type.isArray else { return nil }
    let element = type.element
    left = try coerce(left, to: name == "array_prepend" ? element : type, at: arguments[0].range)
    right = try coerce(right, to: name == "array_append" ? element : type, at: arguments[1].range)
    return try storedJoin(left, right, type, at: range)
  }

  /// SQLite holds nothing that is not a number, and where one is compared with it, infinity is as far behind all others:
  /// https://www.postgresql.org/docs/15/datatype-numeric.html
  private func withoutNaN(
    _ left: Expression, _ right: Expression
  ) throws(Diagnostic) -> (Expression, Expression) {
    guard left.isNaN || right.isNaN else { return (left, right) }
    var copy = self
    let other = try copy.lower(left.isNaN ? right : left)
    guard schema.baseType(other.type).category == .number else { return (left, right) }
    func finite(_ value: Expression) -> Expression {
      guard value.isNaN else { return value }
      let type = TypeName(name: QualifiedName(Identifier("float8", at: value.range)), range: value.range)
      return Expression(.cast(Expression(.string("Infinity"), at: value.range), type), at: value.range)
    }
    return (finite(left), finite(right))
  }

  /// Arrays joined in what is stored, by their texts.
  private mutating func storedJoin(
    _ left: TypedSQL, _ right: TypedSQL, _ type: PostgresType, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var sides: [String] = []
    for side in [left, right] {
      guard side.type.isArray else {
        let element = try coerce(side, to: type.element, at: range)
        sides.append("json_array(\(try arrayElement(element, at: range)))")
        continue
      }
      guard schema.baseType(side.type.element).category == type.element.category else {
        throw .unsupported("|| of arrays of different types in what is stored", at: range)
      }
      sides.append(side.operand)
    }
    var (a, b) = (sides[0], sides[1])
    var source = ""
    if purpose == .trigger || purpose == .view {
      // Each side is written once.
      source = " FROM (SELECT \(a) AS \"a\", \(b) AS \"b\")"
      (a, b) = ("\"a\"", "\"b\"")
    }
    guard !a.isRandom, !b.isRandom, a.utf8.count + b.utf8.count < 4000 else {
      throw .unsupported("|| of such arrays in what is stored", at: range)
    }
    let joined =
      "CASE WHEN \(a) IS NULL THEN \(b) WHEN \(b) IS NULL OR json_array_length(\(b)) = 0 THEN \(a) "
      + "WHEN json_array_length(\(a)) = 0 THEN \(b) "
      + "ELSE substr(\(a), 1, length(\(a)) - 1) || ',' || substr(\(b), 2) END"
    return source.isEmpty
      ? TypedSQL(joined, type, isCompound: true) : TypedSQL("(SELECT \(joined)\(source))", type)
  }

  /// The value as PostgreSQL's text of it, as `||` and `concat` take it.
  mutating func text(_ value: TypedSQL, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    switch value.type.category {
    case .string, .unknown: return try coerce(value, to: .text, at: range)
    default: return try convert(value, to: .text, at: range)
    }
  }

  // MARK: - Numbers

  /// Nil where other types than numbers are involved.
  private mutating func arithmetic(
    _ left: Expression, _ op: Operator, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    var a: TypedSQL
    do throws(Diagnostic) {
      a = try lower(left)
    } catch {
      // An interval that is reckoned with has no text of its own in what is stored.
      if let shifted = try storedShift(left, op, right, at: range) { return shifted }
      throw error
    }
    if a.type.category != .number, let shifted = try storedShift(left, op, right, at: range) {
      return shifted
    }
    var b = try lower(right)
    let isNumber = { (value: TypedSQL) in value.type.category == .number }
    if a.type.category == .unknown, isNumber(b) { a = try coerce(a, to: b.type.unmodified, at: left.range) }
    if b.type.category == .unknown, isNumber(a) { b = try coerce(b, to: a.type.unmodified, at: right.range) }
    let (first, second) = (schema.baseType(a.type), schema.baseType(b.type))
    guard first.category == .number, second.category == .number else { return nil }
    let type = Self.promoted(first, second)
    if op.text == "/" || op.text == "%" { return try division(a, op, b, right, type, at: range) }
    // A sum of decimals is exact in PostgreSQL, and not in a double.
    if type.base == .numeric {
      let scales = [scale(of: a), scale(of: b)].compactMap(\.self)
      let scale = scales.count < 2 ? nil : op.text == "*" ? scales[0] + scales[1] : max(scales[0], scales[1])
      var result = TypedSQL("\(a.operand) \(op.text) \(b.operand)", type, isCompound: true)
      if !isStock {
        let name = op.text == "+" ? "add" : op.text == "-" ? "subtract" : "multiply"
        result = TypedSQL("pg_\(name)(\(a.sql), \(b.sql))", type)
      } else if let scale, (1...15).contains(scale), !(a.isConstant && b.isConstant) {
        result = TypedSQL("round(\(result.sql), \(scale))", type)
      }
      result.scale = scale
      return result
    }
    let result = TypedSQL("\(a.operand) \(op.text) \(b.operand)", type, isCompound: true)
    return ranged(result, Self.constant(a, op.text, b))
  }

  /// What constants come to, where they are whole numbers.
  private static func constant(_ left: TypedSQL, _ op: String, _ right: TypedSQL) -> Int? {
    guard left.isConstant, right.isConstant, let a = Int(left.sql), let b = Int(right.sql) else { return nil }
    switch op {
    case "+": return a.plus(b)
    case "-": return a.minus(b)
    default: return a.times(b)
    }
  }

  /// The result of an operator where it may run over its type: PostgreSQL fails, SQLite goes on with more bits or a double.
  private func ranged(_ value: TypedSQL, _ constant: Int?) -> TypedSQL {
    guard !isStock, constant.map({ $0.magnitude > Int16.max }) ?? true else { return value }
    if !value.type.isInteger { return TypedSQL("pg_finite(\(value.sql))", value.type) }
    var result = TypedSQL(
      "pg_checked(\(value.sql), \(SQLiteText.string(schema.valueType(value.type).spec)))", value.type)
    result.unchecked = value.sql
    return result
  }

  /// Digits behind the point, where it is known that each row has so many.
  func scale(of value: TypedSQL) -> Int? {
    if let scale = value.scale { return scale }
    let type = schema.baseType(value.type)
    if type.isInteger { return 0 }
    guard type.base == .numeric, !type.isArray else { return nil }
    if value.isConstant { return DecimalNumber(value.sql)?.scale }
    return type.modifiers.isEmpty ? nil : type.modifiers.count > 1 ? type.modifiers[1] : 0
  }

  /// PostgreSQL fails where SQLite answers NULL.
  private mutating func division(
    _ a: TypedSQL, _ op: Operator, _ b: TypedSQL, _ right: Expression, _ type: PostgresType,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    if op.text == "%", type.base == .float4 || type.base == .float8 {
      throw undefined(op, a.type, b.type, at: range)
    }
    let isSafe = Self.isNeverZero(right)
    if !isStock, !isSafe || op.text == "%" && !type.isInteger {
      let spec = SQLiteText.string(schema.valueType(type).spec)
      return TypedSQL("pg_\(op.text == "/" ? "divide" : "modulo")(\(a.sql), \(b.sql), \(spec))", type)
    }
    if op.text == "%", !type.isInteger {
      throw .unsupported("% on numbers with a fraction in what is stored", at: range)
    }
    if !isSafe { warn("a division by zero is NULL here where PostgreSQL fails", at: range) }
    if op.text == "/", !type.isInteger {
      return TypedSQL("CAST(\(a.sql) AS REAL) / \(b.operand)", type, isCompound: true)
    }
    return TypedSQL("\(a.operand) \(op.text) \(b.operand)", type, isCompound: true)
  }

  private static func isNeverZero(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number(let text): return Double(text).map { $0 != 0 } ?? false
    case .cast(let inner, _): return isNeverZero(inner)
    case .call(let call):
      guard call.name.name.text == "nullif", call.arguments.count == 2,
        case .number(let zero) = call.arguments[1].value.kind
      else { return false }
      return Double(zero) == 0
    default: return false
    }
  }

  static func promoted(_ left: PostgresType, _ right: PostgresType) -> PostgresType {
    let order: [BaseType] = [.int2, .int4, .int8, .numeric, .float4, .float8]
    let rank = max(order.firstIndex(of: left.base) ?? 3, order.firstIndex(of: right.base) ?? 3)
    return PostgresType(order[rank])
  }

  /// The type that several values agree on: https://www.postgresql.org/docs/15/typeconv-union-case.html
  func commonType(_ values: [TypedSQL], _ clause: String, at range: SourceRange) throws(Diagnostic)
    -> PostgresType
  {
    var result: PostgresType?
    for value in values where value.type.category != .unknown {
      guard let current = result else {
        result = value.type
        continue
      }
      if current == value.type { continue }
      if [current, value.type].contains(.oid) || objectKind(current) != nil && objectKind(value.type) != nil {
        result = .oid
        continue
      }
      let (base, type) = (schema.valueType(current), schema.valueType(value.type))
      if base.unmodified == type.unmodified {
        result = schema.baseType(current).unmodified
      } else if base.category == .number, type.category == .number {
        result = Self.promoted(schema.baseType(current), schema.baseType(value.type))
      } else if base.category == .string, type.category == .string, !base.isArray {
        result = .text
      } else if CastRules.context(from: type, to: base) == .implicit {
        result = schema.baseType(current).unmodified
      } else if CastRules.context(from: base, to: type) == .implicit {
        result = schema.baseType(value.type).unmodified
      } else {
        throw Diagnostic(
          .error, .datatypeMismatch,
          "\(clause) types \(schema.displayName(current.unmodified)) and \(schema.displayName(value.type.unmodified)) cannot be matched",
          at: range)
      }
    }
    return result ?? .text
  }
}

extension Expression {
  fileprivate var isNaN: Bool {
    switch kind {
    case .string(let text): text.lowercased() == "nan"
    case .cast(let inner, _): inner.isNaN
    default: false
    }
  }
}
