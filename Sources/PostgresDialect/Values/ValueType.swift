/// All that reading, printing and casting a value needs to know of its type: without the `Schema`, so that functions
/// that run beside SQLite can be told it in a word.
package struct ValueType: Sendable, Hashable {
  var base: BaseType
  /// Length, or precision and scale.
  var modifiers: [Int] = []
  var isArray = false
  /// An enum's.
  var labels: [String] = []
  /// PostgreSQL's name of it, without modifiers.
  package var name: String

  init(
    _ base: BaseType, _ modifiers: [Int] = [], isArray: Bool = false, labels: [String] = [],
    name: String? = nil
  ) {
    self.base = base
    self.modifiers = modifiers
    self.isArray = isArray
    self.labels = labels
    self.name = name ?? BuiltinTypes.displayName(of: base)
  }

  var element: ValueType {
    var copy = self
    copy.isArray = false
    return copy
  }

  var unmodified: ValueType {
    var copy = self
    copy.modifiers = []
    return copy
  }

  /// With modifiers and `[]`.
  package var displayName: String {
    let list = modifiers.isEmpty ? "" : "(" + modifiers.map(String.init).joined(separator: ",") + ")"
    return name + list + (isArray ? "[]" : "")
  }

  package static let text = ValueType(.text)
  package static let jsonb = ValueType(.jsonb)
  package static let numeric = ValueType(.numeric)
}

extension Schema {
  /// Of the type under any domains.
  func valueType(_ type: PostgresType) -> ValueType {
    let base = baseType(type)
    guard case .user = base.base else { return ValueType(base.base, base.modifiers, isArray: base.isArray) }
    // A value of a composite type is its text.
    guard enumLabels(base.element) != nil else {
      return ValueType(.opaque("record"), isArray: base.isArray, name: displayName(base.element))
    }
    return ValueType(
      base.base, isArray: base.isArray, labels: enumLabels(base) ?? [], name: displayName(base.element))
  }
}

/// The word: `varchar(5)[]`, or `{"mood": ["sad", "ok"]}[]`.
extension ValueType {
  package var spec: String {
    let suffix = isArray ? "[]" : ""
    if case .user = base {
      let object = JSON.object([JSON.Member(name, .array(labels.map { .string($0) }))])
      return object.compactText + suffix
    }
    let list = modifiers.isEmpty ? "" : "(" + modifiers.map(String.init).joined(separator: ",") + ")"
    return BuiltinTypes.internalName(of: base) + list + suffix
  }

  package init?(spec: String) {
    var rest = spec[...]
    let isArray = rest.hasSuffix("[]")
    if isArray { rest.removeLast(2) }
    if rest.hasPrefix("{") {
      guard case .object(let members) = JSON(String(rest)), let member = members.first,
        case .array(let labels) = member.value
      else { return nil }
      self.init(.user(0), isArray: isArray, labels: labels.compactMap(\.plainText), name: member.key)
      return
    }
    var modifiers: [Int] = []
    if let open = rest.firstIndex(of: "(") {
      modifiers = rest[open...].dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
      rest = rest[..<open]
    }
    guard let base = BuiltinTypes.base(named: String(rest)) else { return nil }
    self.init(base, modifiers, isArray: isArray)
  }
}
