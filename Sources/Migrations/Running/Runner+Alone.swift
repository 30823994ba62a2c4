import PostgresDialect
import SQLiteBinding

/// Migrations that cannot run inside a transaction.
extension Runner {
  /// One migration in Swift that asked to run outside of a transaction. The file is locked meanwhile by SQLite's
  /// exclusive mode, so that no other process runs it too: https://sqlite.org/pragma.html#pragma_locking_mode
  /// In WAL mode that needs every other connection closed, so there it is not done.
  mutating func runAlone(_ goal: Goal) throws -> Bool {
    // Locked first: in exclusive mode a try that fails keeps what it got, and two such would wait for each other.
    try begin(.exclusive)
    defer {
      try? connection.setPragma("locking_mode", "NORMAL")
      // The lock is let go at the next access.
      _ = try? connection.value("SELECT 1 FROM sqlite_schema LIMIT 1")
    }
    let operations: [Operation]
    let schema: Schema
    let prepared: [PreparedMigration?]
    do {
      operations = try self.operations(of: goal)
      schema = try Catalog.load(from: connection)
      prepared = try Preflight.translate(operations, from: schema)
      if !operations.isEmpty { try History.create(on: connection) }
      if try connection.pragma("journal_mode")?.string != "wal" {
        try connection.setPragma("locking_mode", "EXCLUSIVE")
      }
      try connection.commit()
    } catch {
      try? connection.rollback()
      throw error
    }
    // Another process may have changed what is next: then from the start.
    guard let operation = operations.first, !operation.hasTransaction else {
      return !operations.isEmpty
    }
    if operation.direction == .down, !options.allowsDataLoss {
      throw MigrationError.refused([
        DataLoss(migration: operation.migration.id, table: "", kind: .unknown, rows: 0)
      ])
    }
    // With no transaction under way it can be read from, and nobody else writes.
    try connection.transaction(.deferred) { try backUp(before: operations, prepared, from: $0) }
    observe(started(operation, 0, operations.count))
    let start = ContinuousClock.now
    do {
      let database = database(for: operation, schema)
      do {
        try run(operation, prepared.first ?? nil, on: database)
      } catch {
        // What it did before stays, so the catalog must know it. A transaction that it left open does not.
        try? connection.rollback()
        database.finishAfterFailure()
        throw error
      }
      // In WAL mode others may be writing.
      try committing {
        _ = try database.finish()
        try record(operation, since: start)
      }
    } catch {
      throw failed(operation, error)
    }
    observe(.applied(id: operation.migration.id, direction: operation.direction, duration: .now - start))
    try finish([step(operation, since: start)])
    return true
  }
}
