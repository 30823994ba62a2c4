import PostgresDialect
import SQLiteBinding

/// What trying out a history has shown.
public struct Verification: Sendable, Hashable {
  /// The ids of the migrations whose down restores the schema, the newest first.
  public internal(set) var undone: [String] = []
  /// Where the way down ends, for want of a down; nil when all can be undone.
  public internal(set) var irreversible: String?
}

extension Migrator {
  /// Tries out the history on an empty database in memory: up, down as far as there are downs, and up again.
  ///
  /// - Parameter onWarning: called with what differs from PostgreSQL, on the first way up.
  /// - Throws: a `MigrationError` for a duplicate, a gap, a text that cannot be translated, a migration that fails, and
  ///   for the first one whose down does not restore the schema.
  public func verify(onWarning: @escaping @Sendable (MigrationEvent) -> Void = { _ in }) throws
    -> Verification
  {
    // Duplicates, gaps, and every text, before anything runs.
    let preview = try preview(at: ":memory:")
    let connection = try Connection.inMemory()
    var silent = self
    silent.options.logger = nil
    // The rows are those that the migrations themselves have made.
    silent.options.allowsDataLoss = true
    silent.options.onEvent = { event in
      if case .diagnostic(_, let diagnostic, _) = event, diagnostic.severity == .warning { onWarning(event) }
    }
    var snapshots = [0: try SchemaSnapshot(of: connection)]
    for migration in preview.steps.map(\.migration) {
      try silent.run(on: connection, to: migration.version)
      snapshots[try applied(on: connection).count] = try SchemaSnapshot(of: connection)
    }
    silent.options.onEvent = nil
    let newest = try SchemaSnapshot(of: connection)
    let result = try silent.stepDown(connection, snapshots)
    try silent.run(on: connection)
    if let change = try SchemaSnapshot(of: connection).difference(from: newest) {
      throw Self.failure(
        "after down and up again the schema is another: \(change)", preview.steps.last?.migration)
    }
    return result
  }

  private func stepDown(
    _ connection: Connection, _ snapshots: [Int: SchemaSnapshot]
  ) throws -> Verification {
    var result = Verification()
    var applied = try applied(on: connection)
    while let row = applied.popLast() {
      guard let migration = migrations.first(where: { $0.id == row.id }), migration.down != nil else {
        result.irreversible = row.id
        break
      }
      try rollback(.steps(1), on: connection)
      if let before = snapshots[applied.count],
        let change = try SchemaSnapshot(of: connection).difference(from: before)
      {
        throw Self.failure("the down of \(row.id) does not restore the schema: \(change)", migration)
      }
      result.undone.append(row.id)
    }
    return result
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
