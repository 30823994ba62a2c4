/// A value of a range type: https://www.postgresql.org/docs/15/rangetypes.html
package struct RangeValue: Sendable, Hashable {
  package struct Bound: Sendable, Hashable {
    /// NULL for one without an end.
    package var value: StoredValue
    package var isInclusive: Bool

    package var isInfinite: Bool { value == .null }
  }

  package var lower: Bound
  package var upper: Bound
  package var isEmpty = false
  let type: ValueType
  let element: ValueType

  /// Between two values, in the one form that equal ranges of whole numbers and days have.
  package init(
    _ lower: StoredValue, _ upper: StoredValue, bounds: String, of type: ValueType
  ) throws(Diagnostic) {
    guard ["[)", "[]", "(]", "()"].contains(bounds) else {
      throw Diagnostic(
        .error, .syntaxError, "invalid range bound flags",
        hint: "valid values are \"[]\", \"[)\", \"(]\", and \"()\"")
    }
    self.init(empty: type)
    isEmpty = false
    self.lower = Bound(value: lower, isInclusive: bounds.hasPrefix("[") && lower != .null)
    self.upper = Bound(value: upper, isInclusive: bounds.hasSuffix("]") && upper != .null)
    try normalize()
  }

  private init(empty type: ValueType) {
    self.type = type
    element = type.rangeElement ?? .text
    lower = Bound(value: .null, isInclusive: false)
    upper = lower
    isEmpty = true
  }

  /// `[1,5)`, `("2024-01-01 00:00:00",]`, `empty`.
  package init(_ text: String, of type: ValueType) throws(Diagnostic) {
    let element = type.rangeElement ?? .text
    let trimmed = text.trimmingBlanks()
    if trimmed.lowercased() == "empty" {
      self.init(empty: type)
      return
    }
    let malformed = Diagnostic(
      .error, .invalidTextRepresentation, "malformed range literal: \"\(text)\"")
    guard let first = trimmed.first, let last = trimmed.last, "[(".contains(first), ")]".contains(last),
      trimmed.count > 2, let parts = Self.parts(trimmed.dropFirst().dropLast())
    else { throw malformed }
    var values: [StoredValue] = []
    for part in parts {
      values.append(try part.map { text throws(Diagnostic) in try element.read(text) } ?? .null)
    }
    try self.init(values[0], values[1], bounds: "\(first)\(last)", of: type)
  }

  /// The two texts around the comma; nil for an end that is left open.
  private static func parts(_ text: Substring) -> [String?]? {
    var parts: [String?] = []
    var part = ""
    var (isQuoted, wasQuoted) = (false, false)
    var rest = text
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        part.append(next)
      case "\"":
        if isQuoted, rest.first == "\"" {
          part.append("\"")
          rest.removeFirst()
        } else {
          isQuoted.toggle()
          wasQuoted = true
        }
      case "," where !isQuoted:
        parts.append(part.isEmpty && !wasQuoted ? nil : part)
        (part, wasQuoted) = ("", false)
      case "[", "]", "(", ")":
        guard isQuoted else { return nil }
        part.append(character)
      default: part.append(character)
      }
    }
    parts.append(part.isEmpty && !wasQuoted ? nil : part)
    return isQuoted || parts.count != 2 ? nil : parts
  }

  private mutating func normalize() throws(Diagnostic) {
    if !lower.isInfinite, !upper.isInfinite, element.compare(lower.value, upper.value) > 0 {
      throw Diagnostic(
        .error, SQLState("22000"), "range lower bound must be less than or equal to range upper bound")
    }
    if !lower.isInfinite, !lower.isInclusive, let next = next(lower.value) {
      lower = Bound(value: next, isInclusive: true)
    }
    if !upper.isInfinite, upper.isInclusive, let next = next(upper.value) {
      upper = Bound(value: next, isInclusive: false)
    }
    guard !lower.isInfinite, !upper.isInfinite else { return }
    let order = element.compare(lower.value, upper.value)
    if order > 0 || order == 0 && !(lower.isInclusive && upper.isInclusive) { self = RangeValue(empty: type) }
  }

  /// The next of what can be counted; ranges of the user's own keep their ends as they are.
  private func next(_ value: StoredValue) -> StoredValue? {
    guard type.subtype == nil else { return nil }
    switch (element.base, value) {
    case (.int4, .integer(let number)), (.int8, .integer(let number)), (.int2, .integer(let number)):
      return number == .max ? nil : .integer(number + 1)
    case (.date, .text(let text)):
      return Timestamp.micros(text).map {
        .text(String(Timestamp.text($0 + Timestamp.microsPerDay).prefix(10)))
      }
    default: return nil
    }
  }

  /// As PostgreSQL shows it.
  package var text: String {
    guard !isEmpty else { return "empty" }
    return (lower.isInclusive ? "[" : "(") + shown(lower) + "," + shown(upper)
      + (upper.isInclusive ? "]" : ")")
  }

  private func shown(_ bound: Bound) -> String {
    guard let text = element.text(of: bound.value) else { return "" }
    let isPlain = !text.isEmpty && !text.contains { "\"\\()[],".contains($0) || $0.isWhitespace }
    if isPlain { return text }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\"\"") + "\""
  }
}

extension RangeValue {
  /// Of two lower or two upper bounds, or one of each, which comes first.
  private func order(_ left: Bound, isLower: Bool, _ right: Bound, isLower isOtherLower: Bool) -> Int {
    if left.isInfinite || right.isInfinite {
      if left.isInfinite, right.isInfinite { return isLower == isOtherLower ? 0 : isLower ? -1 : 1 }
      return left.isInfinite ? (isLower ? -1 : 1) : (isOtherLower ? 1 : -1)
    }
    let order = element.compare(left.value, right.value)
    if order != 0 { return order }
    // An end that does not belong to its range lies a little beside its value.
    func side(_ bound: Bound, _ isLower: Bool) -> Int { bound.isInclusive ? 0 : isLower ? 1 : -1 }
    return side(left, isLower) - side(right, isOtherLower)
  }

  private func lowerOrder(_ other: RangeValue) -> Int {
    order(lower, isLower: true, other.lower, isLower: true)
  }
  private func upperOrder(_ other: RangeValue) -> Int {
    order(upper, isLower: false, other.upper, isLower: false)
  }

  package func contains(_ value: StoredValue) -> Bool {
    guard !isEmpty else { return false }
    let point = Bound(value: value, isInclusive: true)
    return order(lower, isLower: true, point, isLower: true) <= 0
      && order(upper, isLower: false, point, isLower: false) >= 0
  }

  package func contains(_ other: RangeValue) -> Bool {
    other.isEmpty || !isEmpty && lowerOrder(other) <= 0 && upperOrder(other) >= 0
  }

  package func overlaps(_ other: RangeValue) -> Bool {
    !isEmpty && !other.isEmpty && order(lower, isLower: true, other.upper, isLower: false) <= 0
      && order(other.lower, isLower: true, upper, isLower: false) <= 0
  }

  package func isBefore(_ other: RangeValue) -> Bool {
    !isEmpty && !other.isEmpty && order(upper, isLower: false, other.lower, isLower: true) < 0
  }

  private func touches(_ other: RangeValue) -> Bool {
    !upper.isInfinite && !other.lower.isInfinite && element.compare(upper.value, other.lower.value) == 0
      && upper.isInclusive != other.lower.isInclusive
  }

  package func isAdjacent(to other: RangeValue) -> Bool {
    !isEmpty && !other.isEmpty && (touches(other) || other.touches(self))
  }

  /// By the lower end, then by the upper one; what is empty comes first.
  package func compare(_ other: RangeValue) -> Int {
    if isEmpty || other.isEmpty { return isEmpty == other.isEmpty ? 0 : isEmpty ? -1 : 1 }
    let order = lowerOrder(other)
    return order == 0 ? upperOrder(other) : order
  }

  package func doesNotExtendRight(of other: RangeValue) -> Bool {
    !isEmpty && !other.isEmpty && upperOrder(other) <= 0
  }

  package func doesNotExtendLeft(of other: RangeValue) -> Bool {
    !isEmpty && !other.isEmpty && lowerOrder(other) >= 0
  }

  package func intersection(_ other: RangeValue) -> RangeValue {
    guard overlaps(other) else { return RangeValue(empty: type) }
    var result = self
    if lowerOrder(other) < 0 { result.lower = other.lower }
    if upperOrder(other) > 0 { result.upper = other.upper }
    return result
  }

  /// The smallest range around both.
  package func merged(_ other: RangeValue) -> RangeValue {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var result = self
    if lowerOrder(other) > 0 { result.lower = other.lower }
    if upperOrder(other) < 0 { result.upper = other.upper }
    return result
  }

  package func union(_ other: RangeValue) throws(Diagnostic) -> RangeValue {
    guard isEmpty || other.isEmpty || overlaps(other) || isAdjacent(to: other) else {
      throw Diagnostic(.error, SQLState("22000"), "result of range union would not be contiguous")
    }
    return merged(other)
  }

  package func difference(_ other: RangeValue) throws(Diagnostic) -> RangeValue {
    guard overlaps(other) else { return self }
    let (keepsLeft, keepsRight) = (lowerOrder(other) < 0, upperOrder(other) > 0)
    guard !keepsLeft || !keepsRight else {
      throw Diagnostic(.error, SQLState("22000"), "result of range difference would not be contiguous")
    }
    guard keepsLeft || keepsRight else { return RangeValue(empty: type) }
    var result = self
    if keepsLeft {
      result.upper = Bound(value: other.lower.value, isInclusive: !other.lower.isInclusive)
    } else {
      result.lower = Bound(value: other.upper.value, isInclusive: !other.upper.isInclusive)
    }
    return result
  }
}
