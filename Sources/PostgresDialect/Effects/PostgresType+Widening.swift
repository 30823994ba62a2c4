extension PostgresType {
  /// Whether every value of this type has a place in another, so that it can be had back.
  func fits(into other: PostgresType) -> Bool {
    if self == other { return true }
    guard isArray == other.isArray else { return false }
    if base == other.base { return hasRoom(in: other) }
    if [.text, .citext].contains(other.base) || other.base == .varchar && other.modifiers.isEmpty {
      // Everything has a text; blanks at the end of a padded one are not told apart.
      return true
    }
    switch (base, other.base) {
    case (.varchar, .varchar), (.varchar, .bpchar), (.bpchar, .varchar), (.bpchar, .bpchar):
      return hasRoom(in: other)
    case (.int2, .int4), (.int2, .int8), (.int4, .int8), (.int2, .float4), (.int2, .float8), (.int4, .float8),
      (.float4, .float8):
      return true
    case (.int2, .numeric), (.int4, .numeric), (.int8, .numeric):
      guard let precision = other.modifiers.first else { return true }
      let digits = [.int2: 5, .int4: 10, .int8: 19][base] ?? .max
      return precision - (other.modifiers.dropFirst().first ?? 0) >= digits
    case (.date, .timestamp), (.date, .timestamptz): return true
    case (.timestamp, .timestamptz), (.timestamptz, .timestamp), (.time, .timetz): return hasRoom(in: other)
    case (.json, .jsonb), (.jsonb, .json): return true
    default: return false
    }
  }

  /// Whether a value of this type that has no place in another is an error there, and never cut or rounded.
  func refusesWhatExceeds(_ other: PostgresType) -> Bool {
    guard !isArray, !other.isArray else { return false }
    return isInteger && other.isInteger || [.text, .varchar].contains(base) && other.base == .varchar
  }

  /// The lengths, or digits before and behind the point.
  private func hasRoom(in other: PostgresType) -> Bool {
    if fields != other.fields, other.fields != nil { return false }
    guard let limit = other.modifiers.first else { return true }
    guard let own = modifiers.first else { return false }
    guard base == .numeric else { return own <= limit }
    let (scale, room) = (modifiers.dropFirst().first ?? 0, other.modifiers.dropFirst().first ?? 0)
    return scale <= room && own - scale <= limit - room
  }
}
