/// `to_jsonb` of a value, and the order of values.
extension ValueType {
  /// Its text inside of a document of type `json`, where one that is a document already stands as it is written.
  package func jsonText(_ value: StoredValue) -> String {
    guard !isArray, case .text(let text) = value else { return json(value).compactText }
    switch base {
    case .json: return text
    case .jsonb: return json(value).normalized.text
    default: return json(value).compactText
    }
  }

  package func json(_ value: StoredValue) -> JSON {
    switch value {
    case .null: return .null
    case .integer(let number): return base == .bool ? .boolean(number != 0) : .number(String(number))
    case .real(let number):
      let written = text(of: value) ?? "null"
      return number.isFinite ? .number(written) : .string(written)
    case .blob: return .string(text(of: value) ?? "")
    case .text(let text):
      if isArray {
        guard let array = JSON(text) else { return .string(text) }
        return element.json(ofElement: array)
      }
      switch base {
      case .json, .jsonb: return JSON(text) ?? .string(text)
      case .hstore: return JSON(text) ?? .null
      case .timestamp: return .string(Self.isoTime(self.text(of: value) ?? ""))
      case .timestamptz: return .string(Self.isoTime(Self.trimmedFraction(text)) + "+00:00")
      default: return .string(self.text(of: value) ?? "")
      }
    }
  }

  private func json(ofElement element: JSON) -> JSON {
    if case .array(let items) = element { return .array(items.map(json(ofElement:))) }
    return json(stored(element))
  }

  private static func isoTime(_ text: String) -> String {
    text.prefix(10) + "T" + text.dropFirst(11)
  }

  /// Negative, zero or positive; NULLs are the caller's.
  package func compare(_ left: StoredValue, _ right: StoredValue) -> Int {
    if isArray { return compareArrays(left, right) }
    switch (left, right) {
    case (.integer(let a), .integer(let b)): return Self.order(a, b)
    case (.integer(let a), .real(let b)): return Self.order(Double(a), b)
    case (.real(let a), .integer(let b)): return Self.order(a, Double(b))
    case (.real(let a), .real(let b)): return Self.order(a, b)
    case (.text(let a), .text(let b)): return compareTexts(a, b)
    case (.blob(let a), .blob(let b)):
      return a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
    default: return 0
    }
  }

  private func compareTexts(_ left: String, _ right: String) -> Int {
    switch base {
    case .user where !labels.isEmpty:
      return Self.order(labels.firstIndex(of: left) ?? 0, labels.firstIndex(of: right) ?? 0)
    case .interval: return Self.order(Interval(left)?.comparable ?? 0, Interval(right)?.comparable ?? 0)
    case .uuid, .citext: return Self.order(left.lowercased(), right.lowercased())
    case .jsonb:
      guard let a = JSON(left), let b = JSON(right) else { return Self.order(left, right) }
      return a.compare(b)
    case .opaque("inet"), .opaque("cidr"): return OpaqueText.compareAddresses(left, right)
    case .bpchar: return Self.order(left.trimmingBlanksAtEnd, right.trimmingBlanksAtEnd)
    default: return Self.order(left, right)
    }
  }

  private func compareArrays(_ left: StoredValue, _ right: StoredValue) -> Int {
    guard case .text(let a) = left, case .text(let b) = right, case .array(let first) = JSON(a),
      case .array(let second) = JSON(b)
    else { return 0 }
    for (x, y) in zip(first, second) {
      // In arrays a NULL is the greatest.
      if x == .null || y == .null {
        if x != y { return x == .null ? 1 : -1 }
        continue
      }
      let order = element.compare(element.stored(x), element.stored(y))
      if order != 0 { return order }
    }
    return Self.order(first.count, second.count)
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : left > right ? 1 : 0
  }

  /// By code point, as the `C` collation does.
  private static func order(_ left: String, _ right: String) -> Int {
    left == right ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
  }
}

extension String {
  fileprivate var trimmingBlanksAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension JSON {
  /// The place of its kind among all.
  var rank: UInt8 {
    switch self {
    case .null: 0
    case .string: 1
    case .number: 2
    case .boolean: 3
    case .array: 4
    case .object: 5
    }
  }

  /// Objects, arrays, booleans, numbers, strings, null, the greatest first; the more members, the greater. An empty array that
  /// is the whole document is the least of all: https://postgresql.org/docs/15/datatype-json.html#JSON-INDEXING
  func compare(_ other: JSON, isMember: Bool = false) -> Int {
    func rank(_ json: JSON) -> Int { json == .array([]) && !isMember ? -1 : Int(json.rank) }
    func order(_ a: Int, _ b: Int) -> Int { a < b ? -1 : a > b ? 1 : 0 }
    switch (self, other) {
    case (.string(let a), .string(let b)): return ValueType.text.compare(.text(a), .text(b))
    case (.number(let a), .number(let b)):
      return ValueType.numeric.compare(DecimalNumber(a)?.stored ?? .null, DecimalNumber(b)?.stored ?? .null)
    case (.boolean(let a), .boolean(let b)): return order(a ? 1 : 0, b ? 1 : 0)
    case (.array(let a), .array(let b)):
      if a.count != b.count { return order(a.count, b.count) }
      return zip(a, b).lazy.map { $0.compare($1, isMember: true) }.first { $0 != 0 } ?? 0
    case (.object(let a), .object(let b)):
      if a.count != b.count { return order(a.count, b.count) }
      for (x, y) in zip(a, b) {
        // Kept by length, compared as texts.
        let keys = ValueType.text.compare(.text(x.key), .text(y.key))
        let result = keys != 0 ? keys : x.value.compare(y.value, isMember: true)
        if result != 0 { return result }
      }
      return 0
    default: return order(rank(self), rank(other))
    }
  }
}

extension DecimalNumber {
  /// Rounded to so many digits, whichever side of the point they are on.
  package func significant(_ count: Int) -> DecimalNumber {
    digits.count <= count ? self : rounded(to: scale - (digits.count - count))
  }
}
