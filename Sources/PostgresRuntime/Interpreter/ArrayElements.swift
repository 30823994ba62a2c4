import PostgresDialect

/// The elements of stored arrays, which are JSON.
enum ArrayElements {
  /// The array with one element replaced; what lies between its end and the place becomes NULL.
  static func replacing(
    _ position: Int, in array: StoredValue, with value: StoredValue, element: ValueType, at range: SourceRange
  ) throws -> StoredValue {
    var items = try list(array)
    guard position >= 1 else { throw Diagnostic.unsupported("an array that begins before 1", at: range) }
    guard position <= 1_000_000 else {
      throw Diagnostic(.error, SQLState("54000"), "array size exceeds the maximum allowed", at: range)
    }
    while items.count < position { items.append(.null) }
    items[position - 1] = element.arrayElement(value)
    return .text(JSON.array(items).compactText)
  }

  static func list(_ array: StoredValue) throws -> [JSON] {
    guard case .text(let text) = array else { return [] }
    guard case .array(let items)? = JSON(text) else {
      throw Diagnostic(.error, .invalidTextRepresentation, "malformed array: \"\(text)\"")
    }
    return items
  }

  /// The values that `FOREACH` goes through, nested arrays taken apart down to a depth from the innermost.
  static func slices(_ array: StoredValue, slice: Int) throws -> [StoredValue] {
    var items = try list(array)
    let depth = dimensions(items)
    if slice > 0, slice == depth { return [array] }
    for _ in (slice + 1)..<max(slice + 1, depth) {
      items = items.flatMap { item -> [JSON] in
        if case .array(let inner) = item { inner } else { [item] }
      }
    }
    return items.map { ValueType.text.stored($0) }
  }

  static func dimensions(_ items: [JSON]) -> Int {
    guard case .array(let inner)? = items.first else { return items.isEmpty ? 0 : 1 }
    return 1 + dimensions(inner)
  }
}
