/// A transaction under way, undone when it goes out of scope without ``commit()``.
///
/// ```swift
/// let transaction = try Transaction(on: connection)
/// try connection.run("DELETE FROM cart")
/// try transaction.commit()
/// ```
public struct Transaction: ~Copyable {
  public let connection: Connection

  public init(_ kind: Connection.TransactionKind = .immediate, on connection: Connection) throws(SQLiteError)
  {
    try connection.begin(kind)
    self.connection = connection
  }

  /// - Throws: ``TransactionEnded`` when SQLite has ended the transaction before; else what SQLite says, and
  ///   the transaction is undone.
  public consuming func commit() throws {
    guard connection.isInTransaction else { throw TransactionEnded(cause: nil) }
    try connection.commit()
  }

  deinit {
    // After a commit, or when SQLite was first, there is nothing to undo; and a failed one has nobody to
    // tell: whatever error led here is the one that counts.
    try? connection.rollback()
  }
}

/// A block inside a transaction ended, and the transaction was gone: `ON CONFLICT ROLLBACK`,
/// `RAISE(ROLLBACK)`, a full disk and other errors undo all of it, savepoints included
/// (https://www.sqlite.org/lang_transaction.html). Statements that ran after that moment ran outside of any
/// transaction.
public struct TransactionEnded: Error, CustomStringConvertible {
  /// What the block threw; nil when it went on as if nothing had happened.
  public let cause: (any Error)?

  public init(cause: (any Error)?) {
    self.cause = cause
  }

  public var description: String {
    let end = "the transaction had already been rolled back"
    return cause.map { "\($0); \(end)" } ?? end
  }
}
