/// What a restore has done.
public struct Restoration: Sendable, Hashable {
  /// The backup that the database is a copy of now.
  public let backup: Backup
  /// The version that the database is at.
  public let version: Int
  /// Where what was there before is kept; nil when there was nothing.
  public let replaced: String?
}

extension BackupFolder {
  /// Makes the database what a backup holds, and keeps what it held before.
  ///
  /// A file that can be read is overwritten in one transaction of SQLite's, so that it is one or the other whatever
  /// happens, and programs that have it open go on with what was restored; only in WAL mode they must have closed it. A
  /// file that is missing or unreadable is replaced as a whole.
  ///
  /// - Throws: a `MigrationError`: `.locked` when another process uses the database for longer than the timeout, `.notOurs` for a
  ///   backup that is damaged; nothing is changed then.
  public func restore(_ backup: Backup, lockTimeout: Duration = .seconds(30)) throws(MigrationError)
    -> Restoration
  {
    guard FileAccess.resolved(backup.path) != database else {
      throw MigrationError(.usage, "\(backup.path) is the database itself")
    }
    let file = DatabaseFile(path: backup.path, lockTimeout: lockTimeout)
    guard try file.exists() else { throw MigrationError(.inputOutput, "there is no backup \(backup.path)") }
    return try file.reading { source in
      do {
        return try DatabaseRestore(folder: self, backup: backup, source: source, lockTimeout: lockTimeout)
          .run()
      } catch {
        // Not to be tried again.
        throw MigrationError.wrapping(error, path: database)
      }
    }
  }
}
