/// JSON as PostgreSQL reads it: numbers as they were written, members in their order.
/// https://www.postgresql.org/docs/15/datatype-json.html
package indirect enum JSON: Sendable, Hashable {
  case null
  case boolean(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable, Hashable {
    package var key: String
    package var value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }
}

extension JSON {
  /// As `jsonb` keeps it: keys by length, then bytes, the last of equal keys, numbers without exponents.
  package var normalized: JSON {
    switch self {
    case .null, .boolean, .string: return self
    case .number(let text): return .number(DecimalNumber(text)?.description ?? text)
    case .array(let items): return .array(items.map(\.normalized))
    case .object(let members):
      var last: [String: JSON] = [:]
      for member in members { last[member.key] = member.value }
      return .object(
        last.map { Member($0.key, $0.value.normalized) }.sorted { Self.isBefore($0.key, $1.key) })
    }
  }

  package static func isBefore(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.utf8, right.utf8)
    return left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
  }

  /// One blank after `:` and `,`, as `jsonb` prints it.
  package var text: String { printed(comma: ", ", colon: ": ") }

  /// Without blanks, as `row_to_json` and `to_json` print a row.
  package var compactText: String { printed(comma: ",", colon: ":") }

  private func printed(comma: String, colon: String) -> String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let text): return text
    case .string(let text): return Self.quoted(text)
    case .array(let items):
      return "[" + items.map { $0.printed(comma: comma, colon: colon) }.joined(separator: comma) + "]"
    case .object(let members):
      let texts = members.map { Self.quoted($0.key) + colon + $0.value.printed(comma: comma, colon: colon) }
      return "{" + texts.joined(separator: comma) + "}"
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{8}": result += "\\b"
      case "\u{c}": result += "\\f"
      case "\u{0}"..<" ":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// `jsonb_typeof`.
  package var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// An element; negative positions count from the end.
  package subscript(index: Int) -> JSON? {
    guard case .array(let items) = self else { return nil }
    let position = index < 0 ? items.count + index : index
    return items.indices.contains(position) ? items[position] : nil
  }

  /// What `->>` gives: a string without its quotes, nil for null.
  package var plainText: String? {
    switch self {
    case .null: nil
    case .string(let text): text
    default: text
    }
  }

  /// Equal as `jsonb` values: numbers by value.
  package func isEqual(to other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)):
      return a == b || DecimalNumber(a).map { $0 == DecimalNumber(b) } ?? false
    case (.array(let a), .array(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.isEqual(to: $1) }
    case (.object(let a), .object(let b)):
      guard a.count == b.count else { return false }
      return a.allSatisfy { member in other[member.key].map { member.value.isEqual(to: $0) } ?? false }
    default: return self == other
    }
  }

  /// `@>`: https://www.postgresql.org/docs/15/datatype-json.html#JSON-CONTAINMENT
  package func contains(_ other: JSON) -> Bool { contains(other, isTop: true) }

  private func contains(_ other: JSON, isTop: Bool) -> Bool {
    switch (self, other) {
    case (.object, .object(let members)):
      return members.allSatisfy { member in
        self[member.key].map { $0.contains(member.value, isTop: false) } ?? false
      }
    case (.array(let items), .array(let wanted)):
      return wanted.allSatisfy { one in items.contains { $0.contains(one, isTop: false) } }
    case (.array(let items), _) where isTop && !other.isContainer:
      return items.contains { $0.isEqual(to: other) }
    default: return !isContainer && isEqual(to: other)
    }
  }

  package var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  /// Whether a stored array has rows of one length and depth, as PostgreSQL's arrays have.
  package var hasEvenRows: Bool { Self.shape(self, isOutermost: true) != nil }

  /// The lengths of its dimensions; nil when rows differ, or are empty.
  private static func shape(_ json: JSON, isOutermost: Bool) -> [Int]? {
    guard case .array(let items) = json else { return [] }
    guard !items.isEmpty || isOutermost else { return nil }
    guard let first = items.first else { return [0] }
    guard let inner = shape(first, isOutermost: false) else { return nil }
    for item in items.dropFirst() {
      guard shape(item, isOutermost: false) == inner else { return nil }
    }
    return [items.count] + inner
  }
}
