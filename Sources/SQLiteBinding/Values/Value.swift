/// One value as SQLite stores it: https://www.sqlite.org/datatype3.html
///
/// A `.real` that is not a number becomes `.null` in the database: SQLite has no NaN.
public enum Value: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  public init(_ value: some ValueConvertible) {
    self = value.sqliteValue
  }
}

// MARK: What it holds, nil when that is something else

extension Value {
  public var int64: Int64? {
    guard case .integer(let value) = self else { return nil }
    return value
  }

  public var int: Int? {
    int64.flatMap { Int(exactly: $0) }
  }

  /// A real, or an integer that a real can hold exactly.
  public var double: Double? {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(exactly: value)
    default: nil
    }
  }

  public var string: String? {
    guard case .text(let value) = self else { return nil }
    return value
  }

  public var bytes: [UInt8]? {
    guard case .blob(let value) = self else { return nil }
    return value
  }

  /// Any integer but 0 is true, as in SQL.
  public var bool: Bool? {
    int64.map { $0 != 0 }
  }

  public var isNull: Bool {
    self == .null
  }
}

// MARK: Literals, but for nil, which would make `value == nil` ask an optional value for NULL

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral
{
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .real(value) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(booleanLiteral value: Bool) { self = .integer(value ? 1 : 0) }
}

extension Value: CustomStringConvertible {
  /// The value as an SQL literal.
  public var description: String {
    switch self {
    case .null: "NULL"
    case .integer(let value): String(value)
    case .real(let value): String(value)
    case .text(let value): quoted(value, with: "'")
    case .blob(let bytes):
      "x'\(bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined())'"
    }
  }

  /// SQLite's name of the storage class, as `typeof()` gives it.
  public var typeName: String {
    switch self {
    case .null: "null"
    case .integer: "integer"
    case .real: "real"
    case .text: "text"
    case .blob: "blob"
    }
  }
}
