extension Lowering {
  mutating func unary(_ op: Operator, _ value: Expression, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    let operand = try lower(value)
    guard op.text == "-" || op.text == "+", operand.type.category == .number else {
      throw undefined(op, nil, operand.type, at: range)
    }
    if op.text == "+" { return operand }
    return TypedSQL(
      "-\(operand.operand)", operand.type, isCompound: !operand.isConstant, isConstant: operand.isConstant)
  }

  mutating func binary(
    _ left: Expression, _ op: Operator, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    switch op.text {
    case "=", "<>", "<", ">", "<=", ">=":
      let (left, right) = try unified(left, right, op.text, at: range)
      return TypedSQL("\(left.operand) \(op.text) \(right.operand)", .bool, isCompound: true)
    case "||": return try concatenate(left, right, at: range)
    case "+", "-", "*", "/", "%": return try arithmetic(left, op, right, at: range)
    default:
      _ = try lower(left)
      _ = try lower(right)
      throw .unsupported("the operator \(op.text)", at: range)
    }
  }

  func undefined(
    _ op: Operator, _ left: PostgresType?, _ right: PostgresType, at range: SourceRange
  ) -> Diagnostic {
    let operands = [left, right].compactMap(\.self).map(schema.displayName)
    let text = operands.count == 2 ? "\(operands[0]) \(op.text) \(operands[1])" : "\(op.text) \(operands[0])"
    return Diagnostic(
      .error, .undefinedFunction, "operator does not exist: \(text)",
      hint: "no operator matches these types; explicit casts may be needed", at: range)
  }

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
    guard a.base != .json, b.base != .json else {
      throw undefined(Operator(op), left.type, right.type, at: range)
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
    throw undefined(Operator(op), left.type, right.type, at: range)
  }

  // Text order is not the order of these types.
  private func refuseOrder(of type: PostgresType, _ op: String, at range: SourceRange) throws(Diagnostic) {
    guard op != "=", op != "<>" else { return }
    let isOrdered =
      switch type.category {
      case .boolean, .number, .string, .dateTime, .uuid, .bytes: type.base != .timetz
      default: false
      }
    if !isOrdered {
      throw .unsupported("comparing \(schema.displayName(type)) with \(op)", at: range)
    }
  }

  private func midnight(_ date: TypedSQL) -> TypedSQL {
    TypedSQL("\(date.operand) || ' 00:00:00.000'", .timestamp, isCompound: true)
  }

  private mutating func concatenate(
    _ left: Expression, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let (a, b) = (try lower(left), try lower(right))
    let categories = [a.type.category, b.type.category]
    // A literal joins with anything that has no `||` of its own.
    let others: [TypeCategory] = [.array, .json, .bytes, .other]
    guard categories.contains(.string) || categories.contains(.unknown),
      !categories.contains(where: others.contains)
    else {
      let both = "\(schema.displayName(a.type)) || \(schema.displayName(b.type))"
      throw .unsupported(both, at: range)
    }
    let texts = [try text(a, at: left.range), try text(b, at: right.range)]
    return TypedSQL(texts.map(\.operand).joined(separator: " || "), .text, isCompound: true)
  }

  /// The value as PostgreSQL's text of it, as `||` and `concat` take it.
  mutating func text(_ value: TypedSQL, at range: SourceRange) throws(Diagnostic) -> TypedSQL {
    switch value.type.category {
    case .string, .unknown: return try coerce(value, to: .text, at: range)
    default: return try convert(value, to: .text, at: range)
    }
  }

  private mutating func arithmetic(
    _ left: Expression, _ op: Operator, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var (a, b) = (try lower(left), try lower(right))
    if let shifted = try shift(a, op, b, right, at: range) { return shifted }
    if a.type.category == .unknown { a = try coerce(a, to: b.type.unmodified, at: left.range) }
    if b.type.category == .unknown { b = try coerce(b, to: a.type.unmodified, at: right.range) }
    guard a.type.category == .number, b.type.category == .number else {
      guard [a, b].contains(where: { [.dateTime, .interval].contains($0.type.category) }) else {
        throw undefined(op, a.type, b.type, at: range)
      }
      throw .unsupported(
        "\(schema.displayName(a.type)) \(op.text) \(schema.displayName(b.type))", at: range)
    }
    let type = Self.promoted(a.type, b.type)
    if op.text == "/" || op.text == "%" {
      // PostgreSQL fails where SQLite answers NULL, so the divisor must be known not to be zero.
      guard Self.isNeverZero(right) else {
        throw .unsupported("a division by what may be zero", at: right.range)
      }
      if op.text == "%", !type.isInteger { throw .unsupported("% on numbers with a fraction", at: range) }
      if op.text == "/", !type.isInteger {
        return TypedSQL("CAST(\(a.sql) AS REAL) / \(b.operand)", type, isCompound: true)
      }
    }
    return TypedSQL("\(a.operand) \(op.text) \(b.operand)", type, isCompound: true)
  }

  private static func isNeverZero(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number(let text): return Double(text).map { $0 != 0 } ?? false
    case .cast(let inner, _): return isNeverZero(inner)
    case .unary(_, let inner): return isNeverZero(inner)
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

  /// A time stamp moved by a constant interval of days and less, which SQLite's modifiers do exactly.
  /// Months are refused: SQLite lets January 31 plus a month run into March.
  private mutating func shift(
    _ a: TypedSQL, _ op: Operator, _ b: TypedSQL, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard op.text == "+" || op.text == "-", [.timestamp, .timestamptz].contains(a.type.base), !a.type.isArray,
      case .cast(let inner, let name) = right.kind, name.name.name.text == "interval",
      case .string(let text) = inner.kind
    else { return nil }
    guard let modifiers = Interval(text)?.modifiers(negated: op.text == "-") else {
      throw .unsupported("an interval of months, years or fractions here", at: right.range)
    }
    let list = modifiers.map { ", " + SQLiteText.string($0) }.joined()
    // `'now'` with its modifiers stays one call, which SQLite evaluates once a statement.
    let base = a.sql == SQLiteText.now ? "'now'" : a.sql
    return TypedSQL("strftime('%Y-%m-%d %H:%M:%f', \(base)\(list))", a.type)
  }

  /// The type that several values agree on: https://www.postgresql.org/docs/15/typeconv-union-case.html
  func commonType(_ values: [TypedSQL], _ clause: String, at range: SourceRange) throws(Diagnostic)
    -> PostgresType
  {
    var result: PostgresType?
    for value in values where value.type.category != .unknown {
      let type = schema.baseType(value.type)
      guard let current = result else {
        result = value.type
        continue
      }
      let base = schema.baseType(current)
      if base.unmodified == type.unmodified {
        if current != value.type { result = base.unmodified }
      } else if base.category == .number, type.category == .number {
        result = Self.promoted(base, type)
      } else if base.category == .string, type.category == .string {
        result = .text
      } else if [.timestamp, .timestamptz].contains(base.base),
        [.timestamp, .timestamptz].contains(type.base)
      {
        result = .timestamptz
      } else {
        throw Diagnostic(
          .error, .datatypeMismatch,
          "\(clause) types \(schema.displayName(current)) and \(schema.displayName(value.type)) cannot be matched",
          at: range)
      }
    }
    return result ?? .text
  }
}
