import PostgresDialect
import SQLiteBinding

extension Value {
  /// As a literal that PostgreSQL's input functions read; nil for NULL.
  var postgresText: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): ValueType(spec: "float8")?.text(of: .real(number)) ?? String(number)
    case .text(let text): text
    case .blob(let bytes): "\\x" + Hexadecimal.text(bytes)
    }
  }
}
