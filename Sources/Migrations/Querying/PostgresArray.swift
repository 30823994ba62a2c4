import PostgresDialect
public import SQLiteBinding

/// A one-dimensional array of PostgreSQL's: as a parameter, `= ANY ($1::uuid[])`, and out of a row.
public struct PostgresArray<Element: ValueConvertible>: ValueConvertible {
  public var elements: [Element]

  public init(_ elements: [Element]) { self.elements = elements }

  /// Out of the JSON text that arrays are stored as.
  public init?(_ value: Value) {
    guard let text = value.string, case .array(let items)? = JSON(text) else { return nil }
    var elements: [Element] = []
    for item in items {
      guard let element = Element(Self.value(of: item)) else { return nil }
      elements.append(element)
    }
    self.elements = elements
  }

  private static func value(of item: JSON) -> Value {
    switch item {
    case .null: .null
    case .boolean(let truth): .integer(truth ? 1 : 0)
    case .number(let digits): Int64(digits).map { .integer($0) } ?? .real(Double(digits) ?? 0)
    case .string(let text): .text(text)
    case .array, .object: .text(item.compactText)
    }
  }

  /// PostgreSQL's text of an array: https://www.postgresql.org/docs/15/arrays.html#ARRAYS-IO
  public var sqliteValue: Value {
    let texts = elements.map { element in
      guard let text = element.sqliteValue.postgresText else { return "NULL" }
      let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
      return "\"\(String(escaped))\""
    }
    return .text("{\(texts.joined(separator: ","))}")
  }
}

extension PostgresArray: Sendable where Element: Sendable {}
extension PostgresArray: Equatable where Element: Equatable {}
