extension Connection {
  /// Runs `body` in a transaction: committed when it returns, undone when it or the commit throws.
  ///
  /// The first error is the one thrown, never one of the undoing. If `body` returns although SQLite has ended
  /// the transaction meanwhile, that is a ``TransactionEnded``.
  ///
  /// - Throws: `.error` when a transaction is already under way: use ``savepoint(_:_:)`` there.
  public func transaction<T>(
    _ kind: TransactionKind = .immediate, _ body: (Connection) throws -> T
  ) throws -> T {
    let transaction = try Transaction(kind, on: self)
    let result = try body(self)
    try transaction.commit()
    return result
  }

  /// Runs `body` in a savepoint, released when it returns, undone when it or the release throws; inside a
  /// transaction or on its own, in which case it is one (https://www.sqlite.org/lang_savepoint.html).
  ///
  /// The first error is the one thrown. When the transaction around has gone meanwhile, that is a
  /// ``TransactionEnded`` with the first error as its cause: what came before the savepoint is lost too.
  public func savepoint<T>(_ name: String = "savepoint", _ body: () throws -> T) throws -> T {
    let quotedName = quoted(name, with: "\"")
    let isInner = isInTransaction
    try run("SAVEPOINT \(quotedName)")
    do {
      let result = try body()
      guard isInTransaction else { throw TransactionEnded(cause: nil) }
      try run("RELEASE \(quotedName)")
      return result
    } catch {
      if isInTransaction { undo(to: quotedName) }
      if isInner, !isInTransaction, !(error is TransactionEnded) { throw TransactionEnded(cause: error) }
      throw error
    }
  }

  /// Half undone would be worse than all undone: when the savepoint cannot be, the transaction is.
  private func undo(to quotedName: String) {
    do {
      try run("ROLLBACK TO \(quotedName)")
      try run("RELEASE \(quotedName)")
    } catch {
      try? rollback()
    }
  }
}
