import CSystemSQLite

extension Connection {
  /// The absolute path of the file; nil in memory, and when closed.
  public var path: String? {
    ifOpen(else: nil) { handle in
      guard let name = sqlite3_db_filename(handle, "main"), name.pointee != 0 else { return nil }
      return String(cString: name)
    }
  }

  /// Any thread may call the connection: https://www.sqlite.org/c3ref/db_mutex.html
  public var isSerialized: Bool {
    ifOpen(else: false) { sqlite3_db_mutex($0) != nil }
  }

  /// A transaction is under way: https://www.sqlite.org/c3ref/get_autocommit.html
  ///
  /// Some errors, such as a full disk or `RAISE(ROLLBACK)`, end it without being asked.
  public var isInTransaction: Bool {
    ifOpen(else: false) { sqlite3_get_autocommit($0) == 0 }
  }

  /// The file can only be read, also when it was to be opened for writing but may not be written.
  public var isReadOnly: Bool {
    ifOpen(else: false) { sqlite3_db_readonly($0, "main") == 1 }
  }

  public var lastInsertRowID: Int64 {
    ifOpen(else: 0) { sqlite3_last_insert_rowid($0) }
  }

  /// Rows that the latest INSERT, UPDATE or DELETE changed, not counting those its triggers changed.
  public var changes: Int {
    ifOpen(else: 0) { Int(sqlite3_changes64($0)) }
  }

  /// Rows changed since the connection was opened, triggers included.
  public var totalChanges: Int {
    ifOpen(else: 0) { Int(sqlite3_total_changes64($0)) }
  }

  /// 0 when no foreign key is violated so far in this transaction, otherwise 1: SQLite tells whether, not how
  /// many. https://www.sqlite.org/c3ref/c_dbstatus_options.html
  public var deferredForeignKeyViolations: Int {
    ifOpen(else: 0) { handle in
      var current: Int32 = 0
      var highest: Int32 = 0
      sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
      return Int(current)
    }
  }

  /// The file was renamed or deleted since it was opened, so that changes would go to a file that nobody
  /// finds. Never so in memory.
  public func hasMoved() throws(SQLiteError) -> Bool {
    var moved: Int32 = 0
    try call { handle in
      let code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
      return code == SQLITE_NOTFOUND ? SQLITE_OK : code
    }
    return moved != 0
  }
}
