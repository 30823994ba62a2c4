import CSystemSQLite

extension Connection {
  /// Copies the whole database into `destination`, whose content is replaced, while others may go on reading
  /// and writing it: https://www.sqlite.org/backup.html
  ///
  /// - Parameters:
  ///   - pagesPerStep: How many pages to copy between two calls of `progress`; negative copies all at once.
  ///   - progress: Told after every step, in pages.
  ///   - isCancelled: Asked after every step; then the copy ends with `.interrupt`.
  /// - Throws: busy when a lock is held elsewhere, and the copy is not complete; what SQLite says otherwise.
  public func backup(
    to destination: Connection, pagesPerStep: Int = -1,
    progress: ((_ remaining: Int, _ total: Int) -> Void)? = nil, isCancelled: () -> Bool = { false }
  ) throws(SQLiteError) {
    try whileOpen { source throws(SQLiteError) in
      try destination.whileOpen { target throws(SQLiteError) in
        guard let backup = sqlite3_backup_init(target, "main", source, "main") else {
          throw SQLiteError(code: sqlite3_errcode(target), reportedBy: target)
        }
        let count = pagesPerStep == 0 ? -1 : Int32(clamping: pagesPerStep)
        var code: Int32
        repeat {
          // Not under the mutex of either: this takes both.
          code = sqlite3_backup_step(backup, count)
          progress?(Int(sqlite3_backup_remaining(backup)), Int(sqlite3_backup_pagecount(backup)))
          if code == SQLITE_OK, isCancelled() { code = SQLITE_INTERRUPT }
        } while code == SQLITE_OK
        sqlite3_backup_finish(backup)
        if code == SQLITE_INTERRUPT { throw SQLiteError(.interrupt, "the copy was cancelled") }
        guard code == SQLITE_DONE else { throw SQLiteError(code: code, reportedBy: target) }
      }
    }
  }
}
