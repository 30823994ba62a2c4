import CSystemSQLite

/// A compiled statement, finalised when it goes out of scope; it keeps its connection open.
///
/// ```swift
/// let statement = try connection.prepare("SELECT name FROM person WHERE age > ?")
/// try statement.bind(30, at: 1)
/// while try statement.step() { names.append(statement.text(at: 0)) }
/// ```
public struct Statement: ~Copyable {
  public let connection: Connection
  /// The `sqlite3_stmt *`, valid as long as this value.
  public let handle: OpaquePointer
  let place: SourcePlace

  init(_ handle: OpaquePointer, on connection: Connection, at place: SourcePlace) {
    self.handle = handle
    self.connection = connection
    self.place = place
  }

  deinit {
    // Its result repeats the error that step() has thrown.
    sqlite3_finalize(handle)
  }

  /// The text of this statement alone.
  public var sql: String {
    sqlite3_sql(handle).map { String(cString: $0) } ?? ""
  }

  /// Its text with the values of its parameters in it: https://www.sqlite.org/c3ref/expanded_sql.html
  public var expandedSQL: String? {
    guard let text = sqlite3_expanded_sql(handle) else { return nil }
    defer { sqlite3_free(text) }
    return String(cString: text)
  }

  /// It changes nothing in the file: https://www.sqlite.org/c3ref/stmt_readonly.html
  public var isReadOnly: Bool {
    sqlite3_stmt_readonly(handle) != 0
  }

  /// Runs up to the next row.
  ///
  /// - Returns: true when there is a row to read, false when the statement is done.
  /// - Throws: what SQLite says; the statement is reset, so that it holds no lock.
  public func step() throws(SQLiteError) -> Bool {
    do {
      return try SQLiteError.check(connection.handle, at: place) { sqlite3_step(handle) } == SQLITE_ROW
    } catch {
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs to the end, for all rows.
  public func rows() throws(SQLiteError) -> [Row] {
    guard try step() else { return [] }
    // Only now: the first step compiles anew when the schema has changed.
    let columns = columnNames
    var rows = [row(named: columns)]
    while try step() { rows.append(row(named: columns)) }
    return rows
  }

  /// Back to the start, bound values kept.
  public func reset() {
    // Its result repeats the error that step() has thrown.
    sqlite3_reset(handle)
  }

  /// Runs to the end, whatever rows there are.
  func finish() throws(SQLiteError) {
    while try step() {}
  }
}
