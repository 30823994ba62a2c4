/// A cast in SQLite's own words, where those give PostgreSQL's value for every input.
///
/// What is stored in the file has no other way. What runs once may do without: then a cast that can fail on some
/// value, and must with PostgreSQL's error, is left to the function that does that.
struct StockCast {
  /// Nil when SQLite has no words for it.
  private(set) var result: String?

  private let value: TypedSQL
  private let from: ValueType
  private let to: ValueType
  private let context: CastContext
  private let isStored: Bool

  init(_ value: TypedSQL, _ from: ValueType, _ to: ValueType, _ context: CastContext, isStored: Bool) {
    self.value = value
    self.from = from
    self.to = to
    self.context = context
    self.isStored = isStored
    result = cast()
  }

  /// The text may stand twice without costing or changing anything.
  private var isRepeatable: Bool { !value.isCompound && !value.sql.contains("(") }

  private func cast() -> String? {
    if from.isArray || to.isArray { return array() }
    // A document is kept as its text.
    if isStored, from.category == .string, to.base == .opaque("tsvector") { return value.sql }
    switch (from.category, to.category) {
    case (.string, .string): return string(value)
    case (.number, .number): return number()
    case (.boolean, .number), (.user, .user), (.other, .other): return value.sql
    case (.number, .boolean): return "\(value.operand) <> 0"
    // The text of a jsonb is one of a json too.
    case (.json, .json): return to.base == .json ? value.sql : nil
    case (.dateTime, .dateTime): return time()
    case (_, .string):
      guard let text = text() else { return nil }
      return string(TypedSQL(text, .text, isCompound: text != value.sql))
    default: return nil
    }
  }

  private func array() -> String? {
    guard from.isArray, to.isArray else { return nil }
    if to.modifiers.isEmpty || isStored {
      if from.category == .array, from.element.category == .string, to.element.category == .string {
        return value.sql
      }
      let isWider = CastRules.context(from: from.element, to: to.element) == .implicit
      if isWider, from.element.category == .number || from.base == to.base { return value.sql }
    }
    return nil
  }

  /// Into a length: cut by a cast, refused by an assignment unless only blanks are lost.
  private func string(_ value: TypedSQL) -> String? {
    let text = from.base == .bpchar && to.base != .bpchar ? "rtrim(\(value.sql), ' ')" : value.sql
    guard let limit = to.modifiers.first else { return text }
    if from.category == .string, let own = from.modifiers.first, own <= limit { return text }
    if context == .explicit { return "substr(\(text), 1, \(limit))" }
    // The column's own check refuses what is too long.
    if isStored { return text }
    // Operators cost less twice than a function of ours once.
    guard from.category == .string, !value.sql.contains("("), value.sql.utf8.count < 200 else { return nil }
    return guarded("length(\(value.operand)) > \(limit)", text)
  }

  private func number() -> String? {
    switch to.base {
    case .numeric where to.modifiers.isEmpty && from.base == .float8:
      return isStored
        ? "CASE WHEN \(value.operand) IS NOT NULL THEN CAST(printf('%.15g', \(value.sql)) AS NUMERIC) END"
        : nil
    case .numeric where to.modifiers.isEmpty && from.base == .float4: return isStored ? value.sql : nil
    case .numeric where to.modifiers.isEmpty: return value.sql
    case .numeric:
      let scale = to.modifiers.count > 1 ? to.modifiers[1] : 0
      if from.isInteger, context == .assignment, scale <= 0 { return value.sql }
      return isStored ? "round(\(value.sql), \(scale))" : nil
    case .float4: return isStored || from.base == .float4 ? real : nil
    case .float8: return real
    default:
      if from.isInteger {
        // The column's own check refuses what is out of range.
        let fits = isStored || context != .explicit || CastRules.context(from: from, to: to) == .implicit
        return fits ? value.sql : nil
      }
      guard isStored else { return nil }
      let rounded = "CAST(round(\(value.sql)) AS INTEGER)"
      if from.base == .numeric || value.sql.isRandom { return rounded }
      // A half goes to the even neighbour.
      let own = value.operand
      let limits = to.integerLimits
      let isInside =
        to.base == .int8
        ? "\(own) >= -9.2233720368547758e18 AND \(own) < 9.2233720368547758e18"
        : "\(own) >= \(limits.lowerBound).0 - 0.5 AND \(own) < \(limits.upperBound).0 + 0.5"
      let name = ValueType(to.base).displayName
      return "CASE WHEN NOT (\(isInside)) THEN \(StoredFailure.outOfRange(own, of: name)) ELSE "
        + "\(rounded) - (abs(\(own) - CAST(\(own) AS INTEGER)) = 0.5 AND \(rounded) % 2 <> 0) "
        + "* (CASE WHEN \(own) < 0 THEN -1 ELSE 1 END) END"
    }
  }

  private var real: String {
    context == .explicit ? "CAST(\(value.sql) AS REAL)" : value.sql
  }

  private func text() -> String? {
    switch from.base {
    case .int2, .int4, .int8: "CAST(\(value.sql) AS TEXT)"
    case .bool: "CASE \(value.operand) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
    case .uuid: "lower(\(value.sql))"
    case .bytea: value.hexText
    case .date, .json, .jsonb, .interval, .opaque, .user, .timetz, .vector: value.sql
    case .numeric where isStored: decimal
    case .float8 where isStored: whole
    case .time, .timestamp: isRepeatable ? value.trimmedFraction : nil
    case .timestamptz: isRepeatable ? "\(value.trimmedFraction) || '+00'" : nil
    default: nil
    }
  }

  private var decimal: String {
    let scale = from.modifiers.count > 1 ? from.modifiers[1] : 0
    if from.modifiers.isEmpty { return whole }
    return "CASE WHEN \(value.operand) IS NOT NULL THEN printf('%.\(max(scale, 0))f', \(value.sql)) END"
  }

  /// Without the `.0` of a whole number.
  private var whole: String {
    let number = "CAST(\(value.operand) AS INTEGER)"
    return "CAST(iif(\(value.operand) = \(number), \(number), \(value.operand)) AS TEXT)"
  }

  /// Stored times are texts in UTC, so that one is mostly a part of another.
  private func time() -> String? {
    let times: [BaseType] = [.timestamp, .timestamptz]
    if times.contains(from.base), times.contains(to.base) {
      guard let precision = to.modifiers.first, precision < 6,
        from.modifiers.first.map({ $0 > precision }) ?? true
      else { return value.sql }
      if isStored { return rounded(to: precision) }
      return precision >= 3 && isRepeatable
        ? guarded("length(\(value.sql)) > \(20 + precision)", value.sql) : nil
    }
    if times.contains(from.base), to.base == .date { return "substr(\(value.sql), 1, 10)" }
    if times.contains(from.base), to.base == .time { return "substr(\(value.sql), 12)" }
    if from.base == .date, times.contains(to.base) { return "\(value.operand) || ' 00:00:00.000'" }
    return nil
  }

  /// Milliseconds are what `now()` has; a half second before 2000 goes back, as PostgreSQL counts from there.
  private func rounded(to precision: Int) -> String? {
    let text = value.operand
    if precision >= 3, text == "(\(SQLiteText.now))" || text == SQLiteText.now { return value.sql }
    guard precision == 0 else { return nil }
    let fraction = "rtrim(substr(\(text), 21), '0')"
    let isUp = "\(fraction) > '5' OR \(fraction) = '5' AND \(text) >= '2000'"
    return
      "strftime('%Y-%m-%d %H:%M:%S', substr(\(text), 1, 19), iif(\(isUp), '+1 second', '+0 seconds')) || '.000'"
  }

  private func guarded(_ condition: String, _ otherwise: String) -> String {
    let specs = "\(SQLiteText.string(from.spec)), \(SQLiteText.string(to.spec))"
    return "CASE WHEN \(condition) THEN pg_cast(\(value.sql), \(specs), 0) ELSE \(otherwise) END"
  }
}

extension ValueType {
  package var isInteger: Bool { !isArray && [.int2, .int4, .int8].contains(base) }
  package var isNumeric: Bool { !isArray && base == .numeric }
}
