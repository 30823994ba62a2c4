extension Connection {
  /// Runs `body` with foreign keys enforced or not, and puts that back on every path.
  ///
  /// `PRAGMA foreign_keys` does nothing inside a transaction, and says nothing
  /// (https://www.sqlite.org/pragma.html), so this is for outside of one. A transaction that `body` leaves
  /// open is rolled back.
  ///
  /// - Throws: `.misuse` inside a transaction, and when `body` left one open; `.error` when the setting does
  ///   not take; what `body` throws comes first.
  public func withForeignKeys<T>(_ isEnabled: Bool, _ body: () throws -> T) throws -> T {
    guard !isInTransaction else {
      throw SQLiteError(.misuse, "foreign keys cannot be turned on or off inside a transaction")
    }
    let before = try config(.enableForeignKeys)
    try require(.enableForeignKeys, isEnabled)
    return try restoring(body) {
      let isLeftOpen = isInTransaction
      // The switch itself can always be put back.
      let undone = Result { if isLeftOpen { try rollback() } }
      try require(.enableForeignKeys, before)
      try undone.get()
      if isLeftOpen {
        throw SQLiteError(.misuse, "a transaction was left open and has been rolled back")
      }
    }
  }
}
