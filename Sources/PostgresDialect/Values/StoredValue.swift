/// A value as it lies in a SQLite file: https://sqlite.org/datatype3.html
package enum StoredValue: Sendable, Hashable {
  case null
  case integer(Int)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

extension StoredValue {
  /// The value as an SQL literal.
  var literal: String {
    switch self {
    case .null: "NULL"
    case .integer(let value): value == .min ? "(-9223372036854775807 - 1)" : String(value)
    case .real(let value): value.isInfinite ? (value < 0 ? "-9e999" : "9e999") : "\(value)"
    case .text(let text): SQLiteText.string(text)
    case .blob(let bytes): SQLiteText.blob(bytes)
    }
  }

  package static func boolean(_ value: Bool) -> StoredValue { .integer(value ? 1 : 0) }
}
