import PostgresDialect
import SQLiteBinding

/// The backup before a run's first change.
extension Runner {
  /// Under the lock, so that the copy is of what the run finds; only the process that changes the file makes one.
  ///
  /// - Parameter source: reads the file; nil for a connection of its own, beside the run's, which has a transaction.
  mutating func backUp(
    before operations: [Operation], _ prepared: [PreparedMigration?], from source: Connection? = nil
  ) throws {
    guard report.backup == nil, let path = connection.path else { return }
    let applied = try History.read(from: connection)
    let need = BackupNeed(policy: options.backup, operations: operations, prepared: prepared)
    guard try need.holds(on: connection) else { return }
    let folder = BackupFolder(of: path, in: options.backup.folder)
    let target = Self.version(of: applied, after: operations)
    let version = applied.map(\.version).max() ?? 0
    let backup: Backup
    if let source {
      backup = try write(folder, of: source, version, target)
    } else {
      let reader = try Connection(path: path, mode: .readWrite)
      defer { try? reader.close() }
      backup = try reader.transaction(.deferred) { try write(folder, of: $0, version, target) }
    }
    report.backup = backup
    observe(.backedUp(backup))
    try folder.prune(keeping: options.backup.keep)
  }

  private func write(_ folder: BackupFolder, of source: Connection, _ version: Int, _ target: Int) throws
    -> Backup
  {
    _ = try source.value("SELECT 1 FROM sqlite_schema LIMIT 1")
    var writer = BackupWriter(folder, of: source)
    writer.copy.isCancelled = { [stop] in stop.reason != nil }
    do {
      return try writer.write(version: version, reason: .run(to: target))
    } catch let error as SQLiteError where error.code.primary == .interrupt {
      throw stop.reason ?? .cancelled
    }
  }

  private static func version(of applied: [AppliedMigration], after operations: [Operation]) -> Int {
    var versions = Dictionary(applied.map { ($0.id, $0.version) }) { first, _ in first }
    for operation in operations {
      versions[operation.appliedID] = operation.direction == .up ? operation.migration.version : nil
    }
    return versions.values.max() ?? 0
  }
}
