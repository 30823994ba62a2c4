public import FoundationEssentials
import PostgresDialect
public import SQLiteBinding

/// Values of PostgreSQL's types that SQLite has no type for, out of their stored text.
extension Row {
  /// The value of a `json`, `jsonb` or array column, by its `Decodable` conformance.
  ///
  /// - Throws: `.range` when there is no such column, `.mismatch` when it is NULL or no text, a `DecodingError` when the
  ///   text is something else.
  public func decode<T: Decodable>(
    _ name: String, as type: T.Type = T.self, using decoder: JSONDecoder = JSONDecoder()
  ) throws -> T {
    try decoder.decode(type, from: Data(get(name, as: String.self).utf8))
  }
}

extension UUID: ValueConvertible {
  public init?(_ value: Value) {
    guard let text = value.string, let uuid = UUID(uuidString: text) else { return nil }
    self = uuid
  }

  /// In lower case, as PostgreSQL writes it.
  public var sqliteValue: Value { .text(uuidString.lowercased()) }
}

/// A moment, read from a `timestamptz`, `timestamp` or `date`, which are stored in UTC; exact to the microsecond.
extension Date: ValueConvertible {
  public init?(_ value: Value) {
    guard let text = value.string, let micros = Timestamp.micros(text) else { return nil }
    self.init(timeIntervalSince1970: Double(micros) / 1_000_000)
  }

  public var sqliteValue: Value {
    .text(Timestamp.text(Int((timeIntervalSince1970 * 1_000_000).rounded())))
  }
}
