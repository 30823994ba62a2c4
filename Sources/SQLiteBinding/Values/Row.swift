/// One row of a result, independent of the statement that gave it.
public struct Row: Sendable, Hashable {
  public let columns: [String]
  /// As many as ``columns``, in their order.
  public let values: [Value]

  public init(columns: [String], values: [Value]) {
    self.columns = columns
    self.values = values
  }

  /// The value of a column counted from 0; `.null` where there is none, as SQLite itself answers.
  public subscript(index: Int) -> Value {
    values.indices.contains(index) ? values[index] : .null
  }

  /// The value of the first column so named, compared byte by byte; nil when there is none.
  public subscript(name: String) -> Value? {
    guard let index = columns.firstIndex(of: name), values.indices.contains(index) else { return nil }
    return values[index]
  }

  /// The value of the first column so named, as a Swift type.
  ///
  /// - Throws: `.range` when there is no such column, `.mismatch` when the value does not fit `T`.
  public func get<T: ValueConvertible>(_ name: String, as type: T.Type = T.self) throws(SQLiteError) -> T {
    guard let value = self[name] else {
      throw SQLiteError(.range, "no column \(name) among \(columns.joined(separator: ", "))")
    }
    guard let converted = T(value) else {
      throw SQLiteError(.mismatch, "column \(name) holds \(value.typeName), which is no \(type)")
    }
    return converted
  }
}
