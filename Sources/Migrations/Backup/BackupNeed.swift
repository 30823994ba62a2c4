import PostgresDialect
import SQLiteBinding

/// Whether a run is to be preceded by a backup.
struct BackupNeed {
  let policy: BackupPolicy
  let operations: [Operation]
  /// What they do, as far as it is known before.
  let prepared: [PreparedMigration?]

  func holds(on connection: Connection) throws -> Bool {
    guard policy.mode != .never else { return false }
    let check = DatabaseCheck(connection)
    // Most files are small, and counting up to a limit costs no more than the copy would.
    let rows = try check.rows(upTo: max(1, policy.manyRows))
    guard rows > 0 else { return false }
    if policy.mode == .always || rows >= policy.manyRows || !isKnown { return true }
    let tables = Set(try check.userTables())
    var made: Set<String> = []
    for effect in prepared.compactMap({ $0 }).flatMap(\.translation.statements).flatMap(\.effects) {
      if case .makesTable(let table) = effect { made.insert(table) }
      guard effect.isDestructive, !made.contains(effect.table) else { continue }
      // One that is not there under this name is one that the run renames before.
      guard tables.contains(effect.table) else { return true }
      if try connection.value("SELECT 1 FROM main.\(SQLiteText.name(effect.table)) LIMIT 1") != nil {
        return true
      }
    }
    return false
  }

  /// Whether all of them can be read before they run.
  private var isKnown: Bool { prepared.allSatisfy { $0 != nil && $0?.translation.pause == nil } }
}
