import CSystemSQLite

/// What SQLite, or this binding before it asked SQLite, refused.
public struct SQLiteError: Error, Sendable, Hashable {
  public var code: ResultCode
  /// One sentence without a final period, from SQLite or in its manner.
  public var message: String
  /// The text given to the call that failed; for a script all of it.
  public var sql: String?
  /// The place to blame, in bytes of UTF-8 from the start of ``sql``: the token that SQLite names
  /// (https://www.sqlite.org/c3ref/errcode.html, 3.38 and newer), else, in a script, the start of the
  /// statement that failed; nil where neither is known.
  public var offset: Int?

  public init(_ code: ResultCode, _ message: String, sql: String? = nil, offset: Int? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
    self.offset = offset
  }

  /// Somebody else holds the lock, so that trying again later may succeed.
  ///
  /// SQLITE_PROTOCOL counts: SQLite answers it in WAL mode when a stopped process holds the lock.
  public var isBusy: Bool {
    code.primary == .busy || code.primary == .protocol
  }
}

extension SQLiteError: CustomStringConvertible {
  public var description: String {
    "\(message) (SQLite code \(code.rawValue))"
  }
}
