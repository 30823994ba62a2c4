/// A type as PostgreSQL's catalog knows it: a base, its modifiers, and whether it is an array of that.
/// PostgreSQL does not tell `int[]` from `int[][]`, so neither does this.
package struct PostgresType: Sendable, Hashable {
  var base: BaseType
  /// Length, or precision and scale.
  var modifiers: [Int] = []
  var isArray = false
  /// The fields that an interval is restricted to, such as `day to second`.
  var fields: String?

  init(_ base: BaseType, _ modifiers: [Int] = [], isArray: Bool = false, fields: String? = nil) {
    self.base = base
    self.modifiers = modifiers
    self.isArray = isArray
    self.fields = fields
  }

  /// The type of an array's elements, or of itself.
  var element: PostgresType { PostgresType(base, modifiers, fields: fields) }
  var array: PostgresType { PostgresType(base, modifiers, isArray: true, fields: fields) }
  /// Without length or precision, as operators see it.
  var unmodified: PostgresType { PostgresType(base, isArray: isArray) }
}

extension PostgresType {
  static let bool = PostgresType(.bool)
  static let int4 = PostgresType(.int4)
  static let int8 = PostgresType(.int8)
  static let float8 = PostgresType(.float8)
  static let numeric = PostgresType(.numeric)
  static let text = PostgresType(.text)
  static let uuid = PostgresType(.uuid)
  static let json = PostgresType(.json)
  static let jsonb = PostgresType(.jsonb)
  static let date = PostgresType(.date)
  static let time = PostgresType(.time)
  static let timestamp = PostgresType(.timestamp)
  static let timestamptz = PostgresType(.timestamptz)
  static let interval = PostgresType(.interval)
  static let bytea = PostgresType(.bytea)
  /// A string literal or NULL whose type the context decides.
  static let unknown = PostgresType(.unknown)
}

enum BaseType: Sendable, Hashable {
  case bool
  case int2
  case int4
  case int8
  case float4
  case float8
  case numeric
  case text
  case varchar
  case bpchar
  case citext
  case bytea
  case uuid
  case json
  case jsonb
  case date
  case time
  case timetz
  case timestamp
  case timestamptz
  case interval
  case vector
  case hstore
  /// A type whose values SQLite cannot check; kept as PostgreSQL's text. By its internal name.
  case opaque(String)
  /// An enum, domain or composite type of the `Schema`.
  case user(ObjectID)
  case unknown
  case void
  case trigger
}

/// How PostgreSQL groups types when it chooses operators and casts:
/// https://www.postgresql.org/docs/15/catalog-pg-type.html#CATALOG-TYPCATEGORY-TABLE
enum TypeCategory: Sendable {
  case boolean
  case number
  case string
  case dateTime
  case interval
  case json
  case uuid
  case bytes
  case array
  case user
  case other
  case unknown
}

extension PostgresType {
  var category: TypeCategory {
    if isArray { return .array }
    switch base {
    case .bool: return .boolean
    case .int2, .int4, .int8, .float4, .float8, .numeric: return .number
    case .text, .varchar, .bpchar, .citext: return .string
    case .date, .time, .timetz, .timestamp, .timestamptz: return .dateTime
    case .interval: return .interval
    case .json, .jsonb: return .json
    case .uuid: return .uuid
    case .bytea: return .bytes
    case .opaque("name"), .opaque("char"), .opaque("pg_node_tree"): return .string
    case .opaque("oid"): return .number
    case .user: return .user
    case .unknown: return .unknown
    case .vector, .hstore, .opaque, .void, .trigger: return .other
    }
  }

  var isInteger: Bool { !isArray && (base == .int2 || base == .int4 || base == .int8) }
}
