/// Dates and times in what is stored, by SQLite's own functions: https://sqlite.org/lang_datefunc.html
extension Lowering {
  private static let format = "'%Y-%m-%d %H:%M:%f'"

  /// `date_trunc` and `extract` with a unit that is written out.
  mutating func storedTimePart(
    _ name: String, _ arguments: [Expression], at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard arguments.count == 2, case .string(let unit) = Self.uncast(arguments[0]).kind else {
      throw .unsupported("\(name)() with these arguments in what is stored", at: range)
    }
    if unit.lowercased() == "epoch", name != "date_trunc",
      let seconds = try storedDuration(arguments[1], name, at: range)
    {
      return seconds
    }
    let value = try lower(arguments[1])
    let base = schema.baseType(value.type)
    guard [.timestamp, .timestamptz, .date].contains(base.base), !base.isArray else {
      throw .unsupported("\(name)() of \(schema.displayName(value.type)) in what is stored", at: range)
    }
    if name == "extract", base.base == .date,
      ["hour", "minute", "second", "milliseconds", "microseconds"].contains(unit.lowercased())
    {
      throw Diagnostic(
        .error, .featureNotSupported, "unit \"\(unit)\" not supported for type date", at: range)
    }
    let sql =
      name == "date_trunc"
      ? Self.truncated(value.sql, unit.lowercased()) : Self.part(value.sql, unit.lowercased())
    guard let sql else { throw .unsupported("\(name)('\(unit)', …) in what is stored", at: range) }
    let type: PostgresType =
      name == "date_trunc"
      ? (base.base == .date ? .timestamptz : base.unmodified) : name == "extract" ? .numeric : .float8
    return TypedSQL(sql, type, isCompound: true)
  }

  /// The seconds between two times; nil for anything else.
  private mutating func storedDuration(
    _ value: Expression, _ name: String, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    if isInterval(value), let interval = try storedInterval(value) {
      return TypedSQL(interval.epoch, name == "extract" ? .numeric : .float8, isCompound: true)
    }
    guard case .binary(let left, let op, let right) = value.kind, op.text == "-" else { return nil }
    var ends: [String] = []
    for end in [left, right] {
      let time = try lower(end)
      let base = schema.baseType(time.type)
      guard !base.isArray, [.timestamp, .timestamptz].contains(base.base),
        let seconds = Self.part(time.operand, "epoch")
      else { return nil }
      ends.append("(\(seconds))")
    }
    return TypedSQL(
      "round(\(ends[0]) - \(ends[1]), 6)", name == "extract" ? .numeric : .float8)
  }

  static func uncast(_ expression: Expression) -> Expression {
    if case .cast(let inner, _) = expression.kind { uncast(inner) } else { expression }
  }

  private static func truncated(_ sql: String, _ unit: String) -> String? {
    switch unit {
    case "second", "seconds": "substr(\(sql), 1, 19) || '.000'"
    case "minute", "minutes": "substr(\(sql), 1, 16) || ':00.000'"
    case "hour", "hours": "substr(\(sql), 1, 13) || ':00:00.000'"
    case "day", "days": "substr(\(sql), 1, 10) || ' 00:00:00.000'"
    case "week", "weeks": "date(\(sql), '-6 days', 'weekday 1') || ' 00:00:00.000'"
    case "month", "months": "substr(\(sql), 1, 7) || '-01 00:00:00.000'"
    case "quarter":
      "substr(\(sql), 1, 5) || substr('010101040404070707101010', 2 * CAST(substr(\(sql), 6, 2) AS INTEGER) - 1, 2) || '-01 00:00:00.000'"
    case "year", "years": "substr(\(sql), 1, 4) || '-01-01 00:00:00.000'"
    default: nil
    }
  }

  static func part(_ sql: String, _ unit: String) -> String? {
    func number(_ start: Int, _ count: Int) -> String {
      "CAST(substr(\(sql), \(start), \(count)) AS INTEGER)"
    }
    return switch unit {
    case "year", "years": number(1, 4)
    case "month", "months": number(6, 2)
    case "day", "days": number(9, 2)
    case "hour", "hours": number(12, 2)
    case "minute", "minutes": number(15, 2)
    case "second", "seconds": "CAST(substr(\(sql), 18) AS REAL)"
    case "quarter": "(\(number(6, 2)) + 2) / 3"
    case "dow": "CAST(strftime('%w', \(sql)) AS INTEGER)"
    case "isodow": "(CAST(strftime('%w', \(sql)) AS INTEGER) + 6) % 7 + 1"
    case "doy": "CAST(strftime('%j', \(sql)) AS INTEGER)"
    case "epoch": "CAST(strftime('%s', \(sql)) AS INTEGER) + CAST('0' || substr(\(sql), 20) AS REAL)"
    default: nil
    }
  }

  /// A time stamp moved by an interval that is written out.
  func constantShift(
    _ a: TypedSQL, _ op: Operator, _ right: Expression
  ) throws(Diagnostic) -> TypedSQL? {
    let base = schema.baseType(a.type)
    guard !base.isArray,
      [.timestamp, .timestamptz, .date].contains(base.base), case .cast(let inner, let name) = right.kind,
      name.name.name.text == "interval", case .string(let text) = inner.kind
    else { return nil }
    guard var interval = Interval(text) else { return nil }
    if op.text == "-" { interval = -interval }
    guard interval.micros % 1000 == 0 else {
      throw .unsupported("an interval of microseconds here", at: right.range)
    }
    let type: PostgresType = base.base == .date ? .timestamp : a.type
    // `'now'` with its modifiers stays one call, which SQLite evaluates once a statement.
    var value = a.sql == SQLiteText.now ? "'now'" : a.sql
    if interval.months != 0 {
      // SQLite lets January 31 plus a month run into March, PostgreSQL stops at the month's end.
      let plain = "date(\(value), '\(Self.signed(interval.months)) months')"
      let end = "date(\(value), 'start of month', '\(Self.signed(interval.months + 1)) months', '-1 day')"
      value = "min(\(plain), \(end)) || substr(strftime(\(Self.format), \(value)), 11)"
    }
    var modifiers = ""
    if interval.days != 0 { modifiers += ", '\(Self.signed(interval.days)) days'" }
    if interval.micros != 0 {
      let millis = interval.micros / 1000
      let seconds =
        millis % 1000 == 0
        ? Self.signed(millis / 1000) : "\(millis < 0 ? "-" : "+")\(Double(abs(millis)) / 1000)"
      modifiers += ", '\(seconds) seconds'"
    }
    if modifiers.isEmpty, interval.months != 0 { return TypedSQL(value, type, isCompound: true) }
    return TypedSQL(
      "strftime(\(Self.format), \(value)\(modifiers.isEmpty ? ", '+0 days'" : modifiers))", type)
  }

  private static func signed(_ value: Int) -> String { (value < 0 ? "" : "+") + String(value) }

  mutating func atTimeZone(
    _ value: Expression, _ zone: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var value = try lower(value)
    if value.type.category == .unknown || value.type.base == .date {
      value = try coerce(value, to: .timestamptz, at: range)
    }
    let target: PostgresType
    switch schema.baseType(value.type).base {
    case .timestamptz: target = .timestamp
    case .timestamp: target = .timestamptz
    default: throw .unsupported("AT TIME ZONE on \(schema.displayName(value.type))", at: range)
    }
    // The stored form is UTC with and without a zone, so UTC is the one zone that changes nothing.
    if case .string(let name) = Self.uncast(zone).kind,
      ["utc", "gmt", "etc/utc", "z", "+00"].contains(name.lowercased())
    {
      return TypedSQL(value.sql, target, isCompound: value.isCompound)
    }
    if isStock {
      guard case .string(let name) = Self.uncast(zone).kind, let rule = ZoneRule(zone: name) else {
        throw .unsupported("AT TIME ZONE of a zone that is not written out in what is stored", at: range)
      }
      warn(
        "AT TIME ZONE in what is stored goes by the present rules of a zone, to the millisecond", at: range)
      let text = value.sql == SQLiteText.now ? "'now'" : value.sql
      return TypedSQL(target == .timestamp ? rule.local(text) : rule.moment(text), target)
    }
    let name = try text(try lower(zone), at: zone.range)
    return TypedSQL("pg_\(target == .timestamp ? "to" : "from")_zone(\(name.sql), \(value.sql))", target)
  }
}
