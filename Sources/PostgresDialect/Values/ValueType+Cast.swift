/// PostgreSQL's casts, on stored values. Whether a cast exists is for `CastRules` to say.
extension ValueType {
  package func cast(
    _ value: StoredValue, to target: ValueType, isExplicit: Bool
  ) throws(Diagnostic) -> StoredValue {
    if value == .null { return .null }
    if isArray, target.isArray { return try castElements(value, to: target, isExplicit: isExplicit) }
    if isArray || target.isArray { return try throughText(value, to: target, isExplicit: isExplicit) }
    switch (category, target.category) {
    case (.number, .number), (.boolean, .number): return try number(value, as: target)
    case (.number, .boolean): return .boolean(value != .integer(0) && value != .real(0))
    case (.json, .number), (.json, .boolean): return try scalar(of: value, as: target)
    case (.dateTime, .dateTime):
      guard case .text(let text) = value else { return value }
      return .text(target.time(text, from: self))
    case (.interval, .dateTime):
      let span = Interval(text(of: value) ?? "") ?? Interval()
      let day = 86_400_000_000
      return .text(DateTimeLiteral.time(((span.micros % day) + day) % day))
    case (.number, .other) where target.isBits:
      guard case .integer(let number) = value else { return value }
      return .text(target.bits(of: number))
    case (.other, .number) where isBits:
      guard case .text(let bits) = value else { return value }
      return try target.number(ofBits: bits)
    default: return try throughText(value, to: target, isExplicit: isExplicit)
    }
  }

  var category: TypeCategory { PostgresType(base, modifiers, isArray: isArray).category }

  private func throughText(
    _ value: StoredValue, to target: ValueType, isExplicit: Bool
  ) throws(Diagnostic) -> StoredValue {
    guard var text = text(of: value) else { return .null }
    if base == .bpchar, target.base != .bpchar { while text.last == " " { text.removeLast() } }
    return try target.read(text, isExplicit: isExplicit)
  }

  private func castElements(
    _ value: StoredValue, to target: ValueType, isExplicit: Bool
  ) throws(Diagnostic) -> StoredValue {
    guard case .text(let text) = value, let json = JSON(text) else { return value }
    func cast(_ item: JSON) throws(Diagnostic) -> JSON {
      if case .array(let items) = item {
        var parts: [JSON] = []
        for item in items { parts.append(try cast(item)) }
        return .array(parts)
      }
      let value = try element.cast(element.stored(item), to: target.element, isExplicit: isExplicit)
      return target.element.arrayElement(value)
    }
    return .text(try cast(json).compactText)
  }

  // MARK: - Numbers

  private func number(_ value: StoredValue, as target: ValueType) throws(Diagnostic) -> StoredValue {
    switch target.base {
    case .float4, .float8:
      switch value {
      case .integer(let number): return .real(target.rounded(Double(number)))
      case .real(let number):
        guard target.base == .float8 || number.isInfinite || Float(number).isFinite else {
          throw target.outOfRange
        }
        return .real(target.rounded(number))
      default: return value
      }
    case .numeric:
      switch value {
      case .integer(let number): return try target.fitted(DecimalNumber(number)).stored
      case .real(let number):
        guard let decimal = DecimalNumber(number) else {
          guard target.modifiers.isEmpty else { throw ValueType.fieldOverflow }
          throw .unsupported("infinity as a numeric", at: nil)
        }
        // A double has 15 digits that count, a real six.
        let digits = base == .float8 ? 15 : base == .float4 ? 6 : 1000
        return try target.fitted(decimal.significant(digits)).stored
      default: return value
      }
    default: return .integer(try whole(value, as: target))
    }
  }

  /// Rounded: `numeric` half away from zero, floats half to even.
  private func whole(_ value: StoredValue, as target: ValueType) throws(Diagnostic) -> Int {
    let result: Int?
    switch value {
    case .integer(let number): result = number
    case .real(let number):
      let rule: FloatingPointRoundingRule = base == .numeric ? .toNearestOrAwayFromZero : .toNearestOrEven
      result = Int(exactly: number.rounded(rule))
    default: result = nil
    }
    guard let result, target.integerLimits.contains(result) else { throw target.outOfRange }
    return result
  }

  package var outOfRange: Diagnostic {
    Diagnostic(.error, .numericValueOutOfRange, "\(name) out of range")
  }

  private func scalar(of value: StoredValue, as target: ValueType) throws(Diagnostic) -> StoredValue {
    guard case .text(let text) = value, let json = JSON(text) else { return .null }
    switch json {
    case .number(let digits) where target.category == .number:
      let numeric = ValueType(.numeric)
      return try numeric.cast(try numeric.read(digits), to: target, isExplicit: true)
    case .boolean(let truth) where target.category == .boolean: return .boolean(truth)
    default:
      throw Diagnostic(
        .error, .invalidParameterValue, "cannot cast jsonb \(json.kind) to type \(target.name)")
    }
  }

  // MARK: - Times

  /// Stored times are texts in UTC, so that one is mostly a part of another.
  private func time(_ text: String, from source: ValueType) -> String {
    switch (source.base, base) {
    case (.date, .timestamp), (.date, .timestamptz): return text + " 00:00:00.000"
    case (.timestamp, .date), (.timestamptz, .date): return String(text.prefix(10))
    case (.timestamp, .time), (.timestamptz, .time): return String(text.dropFirst(11))
    default:
      guard let precision = modifiers.first, let value = DateTimeLiteral(text) else { return text }
      return value.timestamp(inUTC: true, precision: precision)
    }
  }
}
