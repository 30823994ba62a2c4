import CSystemSQLite

/// The text that a failing call is about, and where the compiled part begins, in bytes.
struct SourcePlace {
  let sql: String
  let start: Int
  /// Blame the start of the statement when SQLite names no token.
  let isScript: Bool
}

extension SQLiteError {
  /// The error that `handle` reports for its latest call; meaningful only while its mutex is held.
  init(
    code: Int32, reportedBy handle: OpaquePointer, at place: SourcePlace? = nil, locatesToken: Bool = false
  ) {
    // A misused handle reports what it was told before, not what just happened.
    let isReported = sqlite3_errcode(handle) & 0xFF == code & 0xFF
    let extended = isReported ? sqlite3_extended_errcode(handle) : code
    let words = isReported ? sqlite3_errmsg(handle) : sqlite3_errstr(code)
    self.init(
      ResultCode(rawValue: extended), words.map { String(cString: $0) } ?? "unknown error", sql: place?.sql)
    guard let place else { return }
    let token = locatesToken ? Int(csqlite_error_offset(handle)) : -1
    if token >= 0, place.start + token <= place.sql.utf8.count {
      offset = place.start + token
    } else if place.isScript {
      offset = place.start
    }
  }

  /// Makes one C call on `handle`, and takes code and message of its failure before another thread can change
  /// them.
  ///
  /// - Returns: SQLITE_OK, SQLITE_ROW or SQLITE_DONE.
  @discardableResult
  static func check(
    _ handle: OpaquePointer, at place: SourcePlace? = nil, locatesToken: Bool = false, _ call: () -> Int32
  ) throws(SQLiteError) -> Int32 {
    try holdingMutex(of: handle) { () throws(SQLiteError) in
      let code = call()
      switch code {
      case SQLITE_OK, SQLITE_ROW, SQLITE_DONE: return code
      default: throw SQLiteError(code: code, reportedBy: handle, at: place, locatesToken: locatesToken)
      }
    }
  }
}

/// Keeps other threads off the connection while `body` runs. A connection that is not serialised has no
/// mutex, and entering and leaving none does nothing.
func holdingMutex<T, E: Error>(of handle: OpaquePointer, _ body: () throws(E) -> T) throws(E) -> T {
  let mutex = sqlite3_db_mutex(handle)
  sqlite3_mutex_enter(mutex)
  defer { sqlite3_mutex_leave(mutex) }
  return try body()
}
