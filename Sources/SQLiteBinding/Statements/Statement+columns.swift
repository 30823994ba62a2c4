import CSystemSQLite

extension Statement {
  /// 0 for a statement that gives no rows.
  public var columnCount: Int {
    Int(sqlite3_column_count(handle))
  }

  public var columnNames: [String] {
    (0..<sqlite3_column_count(handle)).map { index in
      sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
    }
  }

  /// The value of a column counted from 0 in the row that ``step()`` reached; `.null` where there is none.
  /// Text that is not UTF-8 is repaired.
  public func value(at index: Int) -> Value {
    let index = Int32(clamping: index)
    return switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, index))
    case SQLITE_TEXT: .text(text(index))
    case SQLITE_BLOB: .blob(bytes(index))
    default: .null
    }
  }

  /// All values of the row that ``step()`` reached.
  public var row: Row {
    row(named: columnNames)
  }

  /// As ``row``, with the names read once for many rows.
  func row(named columns: [String]) -> Row {
    Row(columns: columns, values: columns.indices.map { value(at: $0) })
  }

  // The pointer comes before the count: https://www.sqlite.org/c3ref/column_blob.html

  private func text(_ index: Int32) -> String {
    let pointer = sqlite3_column_text(handle, index)
    let count = Int(sqlite3_column_bytes(handle, index))
    return String(
      decoding: UnsafeBufferPointer(start: pointer, count: pointer == nil ? 0 : count), as: UTF8.self)
  }

  private func bytes(_ index: Int32) -> [UInt8] {
    let pointer = sqlite3_column_blob(handle, index)
    let count = Int(sqlite3_column_bytes(handle, index))
    return Array(UnsafeRawBufferPointer(start: pointer, count: pointer == nil ? 0 : count))
  }
}

// MARK: Typed, converted as SQLite converts

/// Columns count from 0. A value of another type is converted by SQLite's rules, NULL to zero or nothing:
/// https://www.sqlite.org/c3ref/column_blob.html
extension Statement {
  public func isNull(at index: Int) -> Bool {
    sqlite3_column_type(handle, Int32(clamping: index)) == SQLITE_NULL
  }

  public func int64(at index: Int) -> Int64 {
    sqlite3_column_int64(handle, Int32(clamping: index))
  }

  public func double(at index: Int) -> Double {
    sqlite3_column_double(handle, Int32(clamping: index))
  }

  public func text(at index: Int) -> String {
    text(Int32(clamping: index))
  }

  public func bytes(at index: Int) -> [UInt8] {
    bytes(Int32(clamping: index))
  }
}
