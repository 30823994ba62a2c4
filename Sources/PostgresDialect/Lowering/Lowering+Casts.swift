extension Lowering {
  /// `value::type`.
  mutating func cast(_ value: Expression, to name: TypeName) throws(Diagnostic) -> TypedSQL {
    let type = try schema.resolve(name)
    // `ARRAY[]::text[]` takes its type from the cast.
    if case .array(let elements) = value.kind, elements.isEmpty {
      return TypedSQL("'[]'", type, isConstant: true)
    }
    return try convert(try lower(value), to: type, at: value.range)
  }

  /// A value where `type` is expected by context: literals are read as the type, others must have it already
  /// or widen to it without loss.
  mutating func coerce(_ value: TypedSQL, to type: PostgresType, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    if value.type.category == .unknown { return try read(value, as: type, at: range) }
    let (from, to) = (schema.baseType(value.type), schema.baseType(type))
    if from.unmodified == to.unmodified { return retyped(value, type) }
    switch (from.category, to.category) {
    case (.number, .number):
      guard Self.promoted(from, to).base == to.base else { break }
      return retyped(value, type)
    case (.string, .string): return retyped(value, type)
    case (.dateTime, .dateTime):
      if [.timestamp, .timestamptz].contains(from.base), [.timestamp, .timestamptz].contains(to.base) {
        return retyped(value, type)
      }
      if from.base == .date { return try convert(value, to: type, at: range) }
    default: break
    }
    throw Diagnostic(
      .error, .datatypeMismatch,
      "a value of type \(schema.displayName(value.type)) cannot be used as \(schema.displayName(type))",
      at: range)
  }

  /// A value stored into a column, by PostgreSQL's rules of assignment.
  mutating func assign(_ value: TypedSQL, to column: Column, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    if value.type.category == .unknown { return try read(value, as: column.type, at: range) }
    let (from, to) = (schema.baseType(value.type), schema.baseType(column.type))
    switch (from.category, to.category) {
    case (.number, .number):
      try refuseOverflow(of: value, as: to, at: range)
      if to.base == .numeric, to.modifiers.count > 1, to.modifiers[1] > 0 {
        return TypedSQL("round(\(value.sql), \(to.modifiers[1]))", column.type)
      }
      if from.isInteger || !(to.isInteger || to.base == .numeric && !to.modifiers.isEmpty) {
        return retyped(value, column.type)
      }
      if from.base == .numeric { return TypedSQL("CAST(round(\(value.sql)) AS INTEGER)", column.type) }
    case (_, .string) where from.category != .array && from.category != .bytes && from.category != .unknown:
      return retyped(try text(value, at: range), column.type)
    case (.array, .array):
      if from.base == to.base || from.category == .string && to.category == .string {
        return retyped(value, column.type)
      }
    default:
      if from.unmodified == to.unmodified { return retyped(value, column.type) }
      if from.category == .dateTime, to.category == .dateTime, from.base != .time, to.base != .time {
        return try convert(value, to: column.type, at: range)
      }
    }
    throw Diagnostic(
      .error, .datatypeMismatch,
      "column \"\(column.name)\" is of type \(schema.displayName(column.type)) but expression is of type "
        + schema.displayName(value.type),
      hint: "you will need to rewrite or cast the expression", at: range)
  }

  /// A constant that no row could hold. PostgreSQL takes it for a default, and fails when it is used.
  private func refuseOverflow(of value: TypedSQL, as type: PostgresType, at range: SourceRange)
    throws(Diagnostic)
  {
    guard value.isConstant, purpose != .defaultValue, let number = Double(value.sql) else { return }
    let limits: ClosedRange<Int>
    switch type.base {
    case .int2: limits = Int(Int16.min)...Int(Int16.max)
    case .int4: limits = Int(Int32.min)...Int(Int32.max)
    case .int8: limits = Int.min...Int.max
    case .numeric:
      guard let precision = type.modifiers.first else { return }
      let digits = precision - (type.modifiers.count > 1 ? type.modifiers[1] : 0)
      guard digits >= 0, abs(number) >= Self.power(of: digits) else { return }
      throw Diagnostic(.error, .numericValueOutOfRange, "numeric field overflow", at: range)
    default: return
    }
    guard let whole = Int(value.sql) ?? Int(exactly: number.rounded()), limits.contains(whole) else {
      throw Diagnostic(.error, .numericValueOutOfRange, "\(schema.displayName(type)) out of range", at: range)
    }
  }

  private static func power(of digits: Int) -> Double {
    var result = 1.0
    for _ in 0..<digits { result *= 10 }
    return result
  }

  /// An explicit cast. What can fail on bad data, and what SQLite would get wrong, is refused.
  mutating func convert(_ value: TypedSQL, to type: PostgresType, at range: SourceRange) throws(Diagnostic)
    -> TypedSQL
  {
    if value.type.category == .unknown { return try read(value, as: type, at: range, isExplicit: true) }
    let (from, to) = (schema.baseType(value.type), schema.baseType(type))
    if from == to { return retyped(value, type) }
    let operand = value.operand
    switch (from.category, to.category) {
    case (.string, .string):
      guard let length = to.modifiers.first, to.base != .text else { return retyped(value, type) }
      return TypedSQL("substr(\(value.sql), 1, \(length))", type)
    case (.number, .number):
      if to.base == .numeric, to.modifiers.count > 1 {
        return TypedSQL("round(\(value.sql), \(to.modifiers[1]))", type)
      }
      guard to.isInteger else {
        return to.base == .numeric ? retyped(value, type) : TypedSQL("CAST(\(value.sql) AS REAL)", type)
      }
      if from.isInteger { return retyped(value, type) }
      if from.base == .numeric { return TypedSQL("CAST(round(\(value.sql)) AS INTEGER)", type) }
    case (.number, .string) where from.isInteger: return TypedSQL("CAST(\(value.sql) AS TEXT)", type)
    case (.uuid, .string): return TypedSQL("lower(\(value.sql))", type)
    case (.user, .string): return retyped(value, type)
    case (.boolean, .string):
      return TypedSQL("CASE \(operand) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END", type)
    case (.boolean, .number) where to.base == .int4: return retyped(value, type)
    case (.number, .boolean) where from.base == .int4:
      return TypedSQL("\(operand) <> 0", type, isCompound: true)
    case (.dateTime, .dateTime):
      let timestamps: [BaseType] = [.timestamp, .timestamptz]
      if timestamps.contains(from.base), timestamps.contains(to.base) { return retyped(value, type) }
      if timestamps.contains(from.base), to.base == .date {
        return TypedSQL("substr(\(value.sql), 1, 10)", type)
      }
      if from.base == .date, timestamps.contains(to.base) {
        return TypedSQL("\(operand) || ' 00:00:00.000'", type, isCompound: true)
      }
    case (.dateTime, .string) where from.base == .date: return retyped(value, type)
    default:
      if from.unmodified == to.unmodified { return retyped(value, type) }
    }
    throw .unsupported(
      "casting \(schema.displayName(value.type)) to \(schema.displayName(type))", at: range)
  }

  private func retyped(_ value: TypedSQL, _ type: PostgresType) -> TypedSQL {
    var copy = value
    copy.type = type
    copy.literal = nil
    return copy
  }

  private mutating func read(
    _ value: TypedSQL, as type: PostgresType, at range: SourceRange, isExplicit: Bool = false
  ) throws(Diagnostic) -> TypedSQL {
    guard let text = value.literal else { return retyped(value, type) }
    return try literal(text, as: type, at: value.place ?? range, isExplicit: isExplicit)
  }
}
