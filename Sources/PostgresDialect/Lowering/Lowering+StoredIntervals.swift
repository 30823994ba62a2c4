/// Intervals in what is stored: taken apart, they move and compare times by SQLite's own functions.
/// https://sqlite.org/lang_datefunc.html
extension Lowering {
  /// Whether an expression is an interval, as far as its form and the types of its columns tell.
  func isInterval(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .cast(_, let name): return (try? schema.resolve(name)).map { isInterval($0) } ?? false
    case .column(let path):
      return (try? column(path, at: expression.range)).map { isInterval($0.type) } ?? false
    case .unary(let op, let value): return op.text == "-" && isInterval(value)
    case .binary(let left, let op, let right):
      switch op.text {
      case "*": return isInterval(left) || isInterval(right)
      case "/": return isInterval(left)
      case "+": return isInterval(left) && isInterval(right)
      case "-": return isInterval(left) && isInterval(right) || isMoment(left) && isMoment(right)
      default: return false
      }
    case .conditional(_, let clauses, let otherwise):
      return clauses.contains { isInterval($0.result) } || otherwise.map { isInterval($0) } ?? false
    case .call(let call):
      if call.name.name.text == "make_interval" { return true }
      if ["coalesce", "greatest", "least", "nullif"].contains(call.name.name.text) {
        return call.arguments.contains { isInterval($0.value) }
      }
      guard !schema.functionIDs(call.name).isEmpty else { return false }
      var copy = self
      return (try? copy.lower(expression)).map { isInterval($0.type) } ?? false
    default: return false
    }
  }

  private func isInterval(_ type: PostgresType) -> Bool {
    let base = schema.baseType(type)
    return base.base == .interval && !base.isArray
  }

  /// A time stamp, with or without zone.
  private func isMoment(_ expression: Expression) -> Bool {
    if case .string = expression.kind { return false }
    var copy = self
    guard let value = try? copy.lower(expression) else { return false }
    let base = schema.baseType(value.type)
    return !base.isArray && (base.base == .timestamp || base.base == .timestamptz)
  }

  /// The parts of an interval; nil for an expression that is none.
  mutating func storedInterval(_ expression: Expression) throws(Diagnostic) -> StoredInterval? {
    switch expression.kind {
    case .string(let text): return Interval(text).map { StoredInterval($0) }
    case .cast(let inner, let name) where isInterval(try schema.resolve(name)):
      if case .string(let text) = inner.kind, let constant = Interval(text) {
        return StoredInterval(constant)
      }
      if let counted = try countedUnits(inner) { return counted }
    case .unary(_, let value):
      if isInterval(value) { return try storedInterval(value).map { -$0 } }
    case .binary(let left, let op, let right):
      if let result = try combined(left, op.text, right, at: expression.range) { return result }
    case .call(let call) where call.name.name.text == "make_interval":
      return try madeInterval(call)
    default: break
    }
    let value = try lower(expression)
    guard isInterval(value.type) else { return nil }
    return try parsed(value, at: expression.range)
  }

  private mutating func combined(
    _ left: Expression, _ op: String, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> StoredInterval? {
    switch op {
    case "+", "-":
      if isInterval(left), isInterval(right) {
        guard let a = try storedInterval(left), let b = try storedInterval(right) else { return nil }
        return op == "+" ? a + b : a + (-b)
      }
      guard op == "-", isMoment(left), isMoment(right) else { return nil }
      return StoredInterval(seconds: try secondsBetween(left, right))
    case "*", "/":
      let (span, number) = isInterval(left) ? (left, right) : (right, left)
      guard let interval = try storedInterval(span) else { return nil }
      let factor = try lower(number)
      let base = schema.baseType(factor.type)
      guard base.category == .number else { return nil }
      let text = op == "*" ? factor.sql : "1.0 / (\(factor.sql))"
      guard let result = interval.times(text, isWhole: op == "*" && base.isInteger) else {
        throw .unsupported("a fraction of an interval of months in what is stored", at: range)
      }
      return result
    default: return nil
    }
  }

  /// The seconds from one time stamp to another.
  private mutating func secondsBetween(_ left: Expression, _ right: Expression) throws(Diagnostic) -> String?
  {
    guard let a = Self.part(try lower(left).operand, "epoch"),
      let b = Self.part(try lower(right).operand, "epoch")
    else { return nil }
    return "round((\(a)) - (\(b)), 6)"
  }

  /// `(n || ' days')::interval`, and the same by `concat` and `format`.
  private mutating func countedUnits(_ expression: Expression) throws(Diagnostic) -> StoredInterval? {
    var amount: Expression?
    var unit: String?
    switch expression.kind {
    case .binary(let left, let op, let right) where op.text == "||":
      if case .string(let text) = Self.uncast(right).kind { (amount, unit) = (left, text) }
    case .call(let call) where call.arguments.count == 2:
      let values = call.arguments.map(\.value)
      if call.name.name.text == "concat", case .string(let text) = values[1].kind {
        (amount, unit) = (values[0], text)
      } else if call.name.name.text == "format", case .string(let text) = values[0].kind,
        text.hasPrefix("%s ")
      {
        (amount, unit) = (values[1], String(text.dropFirst(2)))
      }
    default: break
    }
    guard let amount, let unit else { return nil }
    var number = try lower(amount)
    if case .cast(let inner, _) = amount.kind, schema.baseType(number.type).category == .string {
      number = try lower(inner)
    }
    let base = schema.baseType(number.type)
    guard base.category == .number, let one = StoredInterval("1", unit) else { return nil }
    return one.times(number.sql, isWhole: base.isInteger)
  }

  /// `make_interval(days => n)`.
  private mutating func madeInterval(_ call: FunctionCall) throws(Diagnostic) -> StoredInterval? {
    let units = ["years", "months", "weeks", "days", "hours", "mins", "secs"]
    var result = StoredInterval()
    for (index, argument) in call.arguments.enumerated() {
      let name = argument.name?.text ?? (units.indices.contains(index) ? units[index] : "")
      if case .number("0") = argument.value.kind { continue }
      guard units.contains(name) else { return nil }
      let value = try coerce(
        try lower(argument.value), to: name == "secs" ? .float8 : .int4, at: argument.value.range)
      guard let part = StoredInterval(value.sql, name) else { return nil }
      result = result + part
    }
    return result
  }

  private mutating func parsed(_ value: TypedSQL, at range: SourceRange) throws(Diagnostic) -> StoredInterval
  {
    let inner = value.sql.dropFirst().dropLast()
    if value.sql.hasPrefix("'"), value.sql.hasSuffix("'"), !inner.contains("'"),
      let constant = Interval(String(inner))
    {
      return StoredInterval(constant)
    }
    if !value.sql.contains("(") && !value.sql.contains(" ") { return StoredInterval(text: value.sql) }
    guard purpose == .trigger || purpose == .view else {
      throw .unsupported("this interval in what is stored", at: range)
    }
    let alias = SQLiteText.name("_i\(markCount)")
    markCount += 1
    var result = StoredInterval(text: "\(alias).\(Self.number(0))")
    result.sources = ["(SELECT \(value.sql) AS \(Self.number(0))) AS \(alias)"]
    return result
  }

  // MARK: - What is done with them

  /// A time moved by an interval; nil for anything else. In statements a function does it.
  mutating func storedShift(
    _ left: Expression, _ op: Operator, _ right: Expression, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard isStock, op.text == "+" || op.text == "-" else { return nil }
    if op.text == "-", isMoment(left), isMoment(right) { return try storedSpan(left, right) }
    var (time, span) = (left, right)
    if op.text == "+", isInterval(left) { swap(&time, &span) }
    guard isInterval(span), !isInterval(time) else { return nil }
    let value = try lower(time)
    if let constant = try constantShift(value, op, span) { return constant }
    let base = schema.baseType(value.type)
    guard !base.isArray, [.timestamp, .timestamptz, .date].contains(base.base),
      let interval = try storedInterval(span)
    else { return nil }
    warn("intervals in what is stored count to the millisecond", at: range)
    let text = value.sql == SQLiteText.now ? "'now'" : value.sql
    return TypedSQL(
      (op.text == "-" ? -interval : interval).added(to: text),
      base.base == .date ? .timestamp : value.type.unmodified, isCompound: true)
  }

  /// What lies between two time stamps, in PostgreSQL's words.
  private mutating func storedSpan(_ left: Expression, _ right: Expression) throws(Diagnostic) -> TypedSQL? {
    guard purpose == .trigger || purpose == .view, let seconds = try secondsBetween(left, right) else {
      return nil
    }
    let alias = SQLiteText.name("_i\(markCount)")
    markCount += 1
    let all = "\(alias).\"ms\""
    let clock =
      "CASE WHEN \(all) < 0 THEN '-' ELSE '' END || printf('%02d:%02d:%02d', abs(\(all)) / 3600000 % 24, "
      + "abs(\(all)) / 60000 % 60, abs(\(all)) / 1000 % 60) "
      + "|| CASE WHEN \(all) % 1000 = 0 THEN '' ELSE rtrim(printf('.%03d', abs(\(all)) % 1000), '0') END"
    let days = "\(all) / 86400000"
    let text =
      "CASE WHEN abs(\(all)) < 86400000 THEN \(clock) "
      + "ELSE (\(days)) || CASE \(days) WHEN 1 THEN ' day' ELSE ' days' END "
      + "|| CASE WHEN \(all) % 86400000 = 0 THEN '' ELSE ' ' || \(clock) END END"
    return TypedSQL(
      "(SELECT \(text) FROM (SELECT CAST(round(1000 * \(seconds)) AS INTEGER) AS \"ms\") AS \(alias))",
      .interval)
  }

  /// Intervals compared by how long they are; nil where neither side is one.
  mutating func comparedIntervals(
    _ left: Expression, _ op: String, _ right: Expression
  ) throws(Diagnostic) -> TypedSQL? {
    guard isStock, isInterval(left) || isInterval(right) else { return nil }
    guard let a = try storedInterval(left), let b = try storedInterval(right) else { return nil }
    return TypedSQL("\(a.span) \(op) \(b.span)", .bool, isCompound: true)
  }
}
