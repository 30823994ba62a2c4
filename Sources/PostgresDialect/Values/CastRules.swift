/// Which casts PostgreSQL has, and where it makes them by itself.
/// https://www.postgresql.org/docs/15/catalog-pg-cast.html
enum CastContext: Sendable, Comparable {
  /// Only when written.
  case explicit
  /// When a value is stored into a column, too.
  case assignment
  /// Wherever a type is expected.
  case implicit
}

enum CastRules {
  /// Nil when there is no such cast. Domains are their base types here.
  static func context(from source: ValueType, to target: ValueType) -> CastContext? {
    if source.unmodified == target.unmodified { return .implicit }
    if source.isArray != target.isArray { return throughText(source, target) }
    if source.isArray { return context(from: source.element, to: target.element) }
    if source.base == .opaque("oid") || target.base == .opaque("oid"), source.category == .number,
      target.category == .number
    {
      return others(source, target)
    }
    switch (source.category, target.category) {
    case (.number, .number): return rank(source.base) < rank(target.base) ? .implicit : .assignment
    case (.string, .string): return .implicit
    case (.boolean, .number), (.number, .boolean):
      return source.base == .int4 || target.base == .int4 ? .explicit : nil
    case (.dateTime, .dateTime): return times(source.base, target.base)
    case (.dateTime, .interval): return source.base == .time ? .implicit : nil
    case (.interval, .dateTime): return target.base == .time ? .assignment : nil
    case (.json, .json): return .assignment
    case (.json, .number), (.json, .boolean): return source.base == .jsonb ? .explicit : nil
    case (.other, .other): return others(source, target)
    case (.number, .other) where target.isBits, (.other, .number) where source.isBits:
      return [.int4, .int8].contains(target.isBits ? source.base : target.base) ? .explicit : nil
    default: return throughText(source, target)
    }
  }

  /// Every type has a text, which may be stored where one is wanted; the way back must be written.
  private static func throughText(_ source: ValueType, _ target: ValueType) -> CastContext? {
    if target.category == .string { return .assignment }
    return source.category == .string ? .explicit : nil
  }

  private static func rank(_ base: BaseType) -> Int {
    let order: [BaseType] = [.int2, .int4, .int8, .numeric, .float4, .float8]
    return order.firstIndex(of: base) ?? 0
  }

  private static func times(_ source: BaseType, _ target: BaseType) -> CastContext? {
    switch (source, target) {
    case (.date, .timestamp), (.date, .timestamptz), (.timestamp, .timestamptz), (.time, .timetz): .implicit
    case (.timestamp, .date), (.timestamptz, .date), (.timestamptz, .timestamp), (.timestamp, .time),
      (.timestamptz, .time), (.timetz, .time):
      .assignment
    default: nil
    }
  }

  private static func others(_ source: ValueType, _ target: ValueType) -> CastContext? {
    switch (source.base, target.base) {
    case (.opaque("cidr"), .opaque("inet")): .implicit
    case (.opaque("inet"), .opaque("cidr")): .assignment
    case (.opaque("bit"), .opaque("varbit")), (.opaque("varbit"), .opaque("bit")): .implicit
    case (.opaque("oid"), .int8), (.opaque("oid"), .int4): .assignment
    case (.int8, .opaque("oid")), (.int4, .opaque("oid")), (.int2, .opaque("oid")): .implicit
    default: nil
    }
  }
}
