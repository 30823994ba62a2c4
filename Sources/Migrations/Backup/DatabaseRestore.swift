import SQLiteBinding

/// Puts what a backup holds in the place of a database.
struct DatabaseRestore {
  let folder: BackupFolder
  let backup: Backup
  /// The backup, in a read transaction.
  let source: Connection
  let lockTimeout: Duration

  private var path: String { folder.database }

  func run() throws -> Restoration {
    let version = try checkedVersion()
    var replaced: String?
    if FileAccess.state(of: path).exists {
      do {
        replaced = try replaceContents()
      } catch let error as SQLiteError where [.notADatabase, .corrupt].contains(error.code.primary) {
        replaced = try FileReplacement(path: path, source: source, model: backup.path).run()
      }
    } else {
      replaced = try FileReplacement(path: path, source: source, model: backup.path).run()
    }
    return Restoration(backup: backup, version: version, replaced: replaced)
  }

  /// The backup's version, when it is sound.
  private func checkedVersion() throws -> Int {
    do {
      let version = try History.read(from: source).map(\.version).max() ?? 0
      guard let damage = try DatabaseCheck(source).damage(isThorough: true) else { return version }
      throw MigrationError(
        .notOurs, "the backup \(backup.path) is damaged (\(damage)); nothing was changed")
    } catch let error as SQLiteError {
      throw MigrationError(error, path: backup.path) ?? MigrationError.wrapping(error, path: backup.path)
    }
  }

  // MARK: - In the file

  /// All under one lock, so that what is kept is what is overwritten. Opening the file first plays into it what lies beside it,
  /// which so cannot be played into what is restored.
  private func replaceContents() throws -> String? {
    let live = try Connection(path: path, mode: .readWrite)
    defer { try? live.close() }
    if live.isReadOnly || FileAccess.state(of: path).isMarkedReadOnly {
      throw MigrationError(.inputOutput, "\(path) is read-only; nothing was changed")
    }
    let deadline = ContinuousClock.now + lockTimeout
    do {
      _ = try live.withBusyRetry(until: deadline) {
        try live.value("SELECT 1 FROM sqlite_schema LIMIT 1")
      }
      let mode = try live.pragma("journal_mode")?.string ?? "delete"
      try lock(live, isWAL: mode == "wal")
      let kept = try keep(live)
      try live.withPragma("synchronous", "EXTRA") { try overwrite(live) }
      try compare(live)
      try unlock(live, mode, until: deadline)
      return kept?.path
    } catch let error as SQLiteError where error.isBusy {
      throw inUse(error)
    }
  }

  /// A lock that stays between transactions: a copy from the file and one into it cannot share one.
  /// https://sqlite.org/pragma.html#pragma_locking_mode
  private func lock(_ live: Connection, isWAL: Bool) throws {
    // In WAL mode the lock is only given when nobody else has the file open.
    if isWAL { try live.setPragma("locking_mode", "EXCLUSIVE") }
    try live.begin(.exclusive, timeout: lockTimeout)
    if !isWAL { try live.setPragma("locking_mode", "EXCLUSIVE") }
    try live.commit()
  }

  private func unlock(_ live: Connection, _ mode: String, until deadline: ContinuousClock.Instant) throws {
    // A backup is in no WAL mode, nor is what was made of it.
    if mode == "wal" { _ = try? live.value("PRAGMA wal_checkpoint(TRUNCATE)") }
    try live.setPragma("locking_mode", "NORMAL")
    _ = try live.value("SELECT 1 FROM sqlite_schema LIMIT 1")
    if try live.pragma("journal_mode")?.string != mode {
      try live.withBusyRetry(until: deadline) { try live.setPragma("journal_mode", mode) }
    }
  }

  private func keep(_ live: Connection) throws -> Backup? {
    var writer = BackupWriter(folder, of: live)
    // What is not sound is kept as well.
    writer.copy.isVerified = false
    guard try writer.copy.size() > 0 else { return nil }
    let version = try? History.read(from: live).map(\.version).max()
    return try writer.write(version: version ?? 0, reason: .restore)
  }

  private func overwrite(_ live: Connection) throws {
    // The journal holds what was there, the file grows by what is more.
    let (old, new) = (try DatabaseCopy(source: live).size(), try DatabaseCopy(source: source).size())
    try DiskSpace.require(
      max(old, new), in: FileAccess.folder(of: path), for: "restoring \(path)")
    // In WAL mode pages cannot change their size.
    if try live.pragma("page_size") != source.pragma("page_size"),
      try live.value("PRAGMA journal_mode = DELETE")?.string != "delete"
    {
      throw SQLiteError(.busy, "the journal mode cannot be changed")
    }
    try source.backup(to: live)
  }

  private func compare(_ live: Connection) throws {
    guard try DatabaseContents(of: live) == DatabaseContents(of: source) else {
      throw MigrationError(.inputOutput, "\(path) is not what the backup \(backup.path) holds")
    }
  }

  private func inUse(_ error: SQLiteError) -> MigrationError {
    var failure = MigrationError(
      .locked,
      "\(path) is in use by another process\(OpenFiles.list(holding: path)); nothing was changed")
    failure.underlying = error
    return failure
  }
}
