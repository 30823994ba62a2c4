/// All that reading, printing and casting a value needs to know of its type: without the `Schema`, so that functions
/// that run beside SQLite can be told it in a word.
package struct ValueType: Sendable, Hashable {
  var base: BaseType
  /// Length, or precision and scale.
  var modifiers: [Int] = []
  package var isArray = false
  /// An enum's.
  var labels: [String] = []
  /// The word for the type between the ends of a range type of the user's.
  var subtype: String?
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

  package var element: ValueType {
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

  /// The type between the ends of a range; nil for another type.
  var rangeElement: ValueType? {
    if let subtype { return ValueType(spec: subtype) }
    guard case .opaque(let name) = base, let element = BuiltinTypes.rangeElement(of: name) else { return nil }
    return ValueType(element.base)
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
    if case .user(let id) = base.base, case .range(let range) = types[id]?.kind {
      var type = ValueType(.opaque("range"), isArray: base.isArray, name: displayName(base.element))
      type.subtype = valueType(range.subtype).spec
      return type
    }
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
    if let subtype { return JSON.object([JSON.Member(name, .string(subtype))]).compactText + suffix }
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
      guard case .object(let members) = JSON(String(rest)), let member = members.first else { return nil }
      if case .string(let subtype) = member.value {
        self.init(.opaque("range"), isArray: isArray, name: member.key)
        self.subtype = subtype
        return
      }
      guard case .array(let labels) = member.value else { return nil }
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
