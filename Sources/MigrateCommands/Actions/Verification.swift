import Migrations
import PostgresDialect
import SQLiteBinding

/// Tries out a history on an empty database in memory: up, down as far as there are downs, and up again.
struct Verification {
  let migrator: Migrator
  let tell: (MigrationEvent) -> Void

  struct Result {
    /// The newest first.
    var undone: [String] = []
    /// Where the way down ends.
    var irreversible: String?
  }

  func run() throws -> Result {
    // Duplicates, gaps, and every text, before anything runs.
    let preview = try migrator.preview(at: ":memory:")
    let connection = try migrator.openForRun(":memory:")
    var snapshots = [0: try SchemaSnapshot(of: connection)]
    for migration in preview.steps.map(\.migration) {
      try observed { try $0.run(on: connection, to: migration.version) }
      snapshots[try migrator.applied(on: connection).count] = try SchemaSnapshot(of: connection)
    }
    let newest = try SchemaSnapshot(of: connection)
    let result = try stepDown(connection, snapshots)
    try migrator.run(on: connection)
    if let change = try SchemaSnapshot(of: connection).difference(from: newest) {
      throw Self.failure(
        "after down and up again the schema is another: \(change)", preview.steps.last?.migration)
    }
    return result
  }

  private func stepDown(_ connection: Connection, _ snapshots: [Int: SchemaSnapshot]) throws -> Result {
    var result = Result()
    var applied = try migrator.applied(on: connection)
    while let row = applied.popLast() {
      guard let migration = migrator.migrations.first(where: { $0.id == row.id }), migration.down != nil
      else {
        result.irreversible = row.id
        break
      }
      try migrator.rollback(.steps(1), on: connection)
      if let before = snapshots[applied.count],
        let change = try SchemaSnapshot(of: connection).difference(from: before)
      {
        throw Self.failure("the down of \(row.id) does not restore the schema: \(change)", migration)
      }
      result.undone.append(row.id)
    }
    return result
  }

  /// Warnings are told on the first way up alone.
  private func observed(_ body: (Migrator) throws -> Void) throws {
    var migrator = migrator
    let warnings = Warnings()
    migrator.options.onEvent = { event in
      if case .diagnostic = event { warnings.add(event) }
    }
    defer { warnings.all.forEach(tell) }
    try body(migrator)
  }

  private static func failure(_ message: String, _ migration: Migration?) -> MigrationError {
    var error = MigrationError(.migrationFailed, message)
    error.migration = migration?.id
    if case .sql(let script)? = migration?.down {
      // The place is the marker of its down, or the start of its file.
      let start = max(0, script.range.lower - 1)
      error.source = script.source
      error.diagnostics = [
        Diagnostic(.error, .featureNotSupported, message, at: SourceRange(start, start))
      ]
    }
    return error
  }
}
