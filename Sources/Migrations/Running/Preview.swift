public import PostgresDialect
import SQLiteBinding

/// What a run would do: the same translation that it would run.
public struct Preview: Sendable {
  public struct Step: Sendable {
    public let migration: Migration
    /// Nil for a migration written in Swift, and for those behind one: only running it tells what they meet. What is
    /// interpreted is shown as it comes out on a database without rows.
    public let translation: Translation?
  }

  public let fromVersion: Int
  public let toVersion: Int
  public let steps: [Step]
}

extension Migrator {
  /// What a run on a file would do. Nothing is changed, and a file that is not there is not made.
  public func preview(at path: String, to version: Int? = nil) throws -> Preview {
    let file = file(path)
    guard path != ":memory:", try file.exists() else { return try preview([], Schema(), to: version) }
    return try file.reading { connection in
      try preview(History.read(from: connection), Catalog.load(from: connection), to: version)
    }
  }

  /// The schema that the migrations below a version build on an empty database, as far as their texts tell.
  package func schema(below version: Int) throws -> Schema {
    let operations = migrations.filter { $0.version < version }.map {
      Operation(migration: $0, direction: .up, appliedID: $0.id)
    }
    let prepared = try Preflight.translate(operations, from: Schema())
    guard prepared.isPaused else { return prepared.compactMap { $0?.schema }.last ?? Schema() }
    var rehearsal = try Rehearsal(Schema())
    _ = rehearsal.translate(operations)
    return rehearsal.schema
  }

  private func preview(
    _ applied: [AppliedMigration], _ schema: Schema, to version: Int?
  ) throws(MigrationError) -> Preview {
    let plan = Plan(known: migrations, applied: applied, policy: options.policy)
    let operations = try Goal.up(to: version).operations(plan, migrations, completed: 0)
    let prepared = try Preflight.translate(operations, from: schema)
    var translations = prepared.map { $0?.translation }
    if prepared.isPaused, var rehearsal = try? Rehearsal(schema) {
      translations = rehearsal.translate(operations)
    }
    return Preview(
      fromVersion: plan.databaseVersion,
      toVersion: max(plan.databaseVersion, operations.last?.migration.version ?? 0),
      steps: zip(operations, translations).map {
        Preview.Step(migration: $0.migration, translation: $1)
      })
  }
}

extension [PreparedMigration?] {
  /// Whether a statement among them must be interpreted.
  fileprivate var isPaused: Bool { contains { $0?.translation.pause != nil } }
}
