import CSystemSQLite

extension Statement {
  /// The number of values the statement takes; with `?NNN` the largest number.
  public var parameterCount: Int {
    Int(sqlite3_bind_parameter_count(handle))
  }

  /// The name of a parameter counted from 1, with its `:`, `@` or `$`; nil for a plain `?`.
  public func parameterName(at index: Int) -> String? {
    sqlite3_bind_parameter_name(handle, Int32(clamping: index)).map { String(cString: $0) }
  }

  /// Sets the parameter counted from 1. Text keeps NULs within, an empty blob stays a blob.
  ///
  /// - Throws: `.range` for no such parameter, `.misuse` between the first step and the next ``reset()``.
  public func bind(_ value: Value, at index: Int) throws(SQLiteError) {
    let index = Int32(clamping: index)
    try SQLiteError.check(connection.handle, at: place) {
      switch value {
      case .null: sqlite3_bind_null(handle, index)
      case .integer(let value): sqlite3_bind_int64(handle, index, value)
      case .real(let value): sqlite3_bind_double(handle, index, value)
      case .text(var value):
        value.withUTF8 { csqlite_bind_text(handle, index, $0.baseAddress, UInt64($0.count)) }
      case .blob(let value):
        value.withUnsafeBytes { csqlite_bind_blob(handle, index, $0.baseAddress, UInt64($0.count)) }
      }
    }
  }

  /// Sets the parameter so named, the sign included: `":id"`.
  public func bind(_ value: Value, named name: String) throws(SQLiteError) {
    let index = sqlite3_bind_parameter_index(handle, name)
    guard index > 0 else {
      throw SQLiteError(.range, "the statement has no parameter \(name)", sql: place.sql)
    }
    try bind(value, at: Int(index))
  }

  /// Sets all parameters, in their order.
  ///
  /// - Throws: `.range` unless there are as many values as parameters.
  public func bind(_ values: [Value]) throws(SQLiteError) {
    guard values.count == parameterCount else {
      throw SQLiteError(
        .range, "the statement takes \(parameterCount) values, \(values.count) were given", sql: place.sql)
    }
    for (index, value) in values.enumerated() { try bind(value, at: index + 1) }
  }

  /// All parameters back to NULL.
  public func clearBindings() {
    sqlite3_clear_bindings(handle)
  }
}
