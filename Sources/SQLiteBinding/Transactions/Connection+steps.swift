extension Connection {
  /// - Throws: `.error` inside a transaction: SQLite does not nest them, ``savepoint(_:_:)`` does; busy when
  ///   another connection holds the lock.
  public func begin(_ kind: TransactionKind = .immediate) throws(SQLiteError) {
    guard !isInTransaction else {
      throw SQLiteError(.error, "a transaction is already under way on this connection")
    }
    try run("BEGIN \(kind.rawValue)")
  }

  /// - Throws: what SQLite says. The transaction is then still under way, unless ``isInTransaction`` says
  ///   otherwise, so that a busy one can be tried again.
  public func commit() throws(SQLiteError) {
    try run("COMMIT")
  }

  /// Undoes the transaction; nothing to do when SQLite has already ended it.
  ///
  /// - Throws: what SQLite says, as when there is no memory. It is then done before the next statement.
  public func rollback() throws(SQLiteError) {
    guard isInTransaction else { return }
    do {
      try run("ROLLBACK")
    } catch {
      if isInTransaction { postpone(.transaction) }
      throw error
    }
  }
}
