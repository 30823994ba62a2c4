import SQLiteBinding

extension BackupFolder {
  /// Makes a backup now. Other processes may read and write meanwhile: it is of one moment.
  ///
  /// - Throws: a `MigrationError`: `.inputOutput` when there is no such file or no room, `.notOurs` when it is no
  ///   database or corrupt, `.locked` when somebody is writing for longer than the timeout.
  public func makeBackup(lockTimeout: Duration = .seconds(30)) throws(MigrationError) -> Backup {
    let file = DatabaseFile(path: database, lockTimeout: lockTimeout)
    guard try file.exists() else { throw MigrationError(.inputOutput, "there is no database \(database)") }
    return try file.reading { connection in
      let version = try History.read(from: connection).map(\.version).max() ?? 0
      return try BackupWriter(self, of: connection).write(version: version, reason: .demand)
    }
  }
}
