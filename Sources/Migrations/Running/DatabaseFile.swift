import SQLiteBinding

/// A path where a database is or will be.
struct DatabaseFile {
  let path: String
  let lockTimeout: Duration

  /// That nothing can be there, for want of a folder, is a mistake in the path.
  func exists() throws(MigrationError) -> Bool {
    if FileAccess.state(of: path).exists { return true }
    let folder = FileAccess.folder(of: path)
    guard FileAccess.state(of: folder).exists else {
      throw MigrationError(.inputOutput, "there is no folder \(folder) for the database \(path)")
    }
    return false
  }

  func open() throws(MigrationError) -> Connection {
    do {
      return try Connection(path: path)
    } catch {
      throw MigrationError.wrapping(error, path: path)
    }
  }

  /// Reads in one transaction. Nothing is written and nothing left behind: a connection that may not write is right
  /// beside a WAL, which another would write into the file when it is closed; it cannot read what a killed process
  /// left half-written, though, and without a WAL it would leave one. https://sqlite.org/rescode.html#readonly_rollback
  func reading<T>(_ body: (Connection) throws -> T) throws(MigrationError) -> T {
    let mayWrite = !FileAccess.state(of: path).isMarkedReadOnly && !FileAccess.state(of: path + "-wal").exists
    let modes: [Connection.Mode] = mayWrite ? [.readWrite, .readOnly] : [.readOnly, .readWrite]
    do {
      do {
        return try reading(modes[0], body)
      } catch let error as SQLiteError where [.readOnly, .cannotOpen].contains(error.code.primary) {
        return try reading(modes[1], body)
      }
    } catch {
      throw MigrationError.wrapping(error, path: path, timeout: lockTimeout)
    }
  }

  private func reading<T>(_ mode: Connection.Mode, _ body: (Connection) throws -> T) throws -> T {
    let connection = try Connection(path: path, mode: mode)
    try connection.setPragma("query_only", "ON")
    return try connection.withBusyRetry(until: .now + lockTimeout) {
      try connection.transaction(.deferred) { _ in try body(connection) }
    }
  }
}
