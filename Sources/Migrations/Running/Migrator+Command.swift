public import PostgresDialect
package import SQLiteBinding

/// What a run would do.
public struct Preview: Sendable {
  public struct Step: Sendable {
    public let migration: Migration
    /// Nil for a migration written in Swift, and for those behind one: only running it tells what they meet.
    public let translation: Translation?
  }

  public let fromVersion: Int
  public let toVersion: Int
  public let steps: [Step]
}

extension Migrator {
  /// What a run on a file would do. Nothing is changed, and a file that is not there is not made.
  public func preview(at path: String, to version: Int? = nil) throws -> Preview {
    guard FileAccess.state(of: path).exists else {
      return try preview(emptyPlan, Schema(), to: version)
    }
    return try reading(path) { connection in
      try preview(currentPlan(connection), Catalog.load(from: connection).schema, to: version)
    }
  }

  /// What a run on a file would find. Unlike `plan(at:)` this also reads a file that a killed process left behind.
  package func readPlan(at path: String) throws -> Plan {
    guard FileAccess.state(of: path).exists else { return emptyPlan }
    return try reading(path, currentPlan)
  }

  /// Opens a file for a run, once everything is known to translate if it must be made.
  package func openForRun(_ path: String) throws -> Connection { try prepare(path).trusting() }

  /// Records a migration as applied or not; false when it was so already.
  package func mark(_ id: String, isApplied: Bool, at path: String) throws -> Bool {
    let file = FileAccess.state(of: path)
    let wasApplied = try file.exists && reading(path) { try History.read(from: $0).contains { $0.id == id } }
    guard wasApplied || migrations.contains(where: { $0.id == id }) else {
      throw MigrationError(.usage, "there is no migration \(id)")
    }
    guard wasApplied != isApplied else { return false }
    guard !file.exists || !file.isMarkedReadOnly else {
      throw MigrationError(.inputOutput, "\(path) is read-only")
    }
    do {
      let connection = try Connection(path: path).trusting()
      if isApplied { try markApplied(id, on: connection) } else { try markPending(id, on: connection) }
      return true
    } catch {
      throw MigrationError.wrapping(error, path: path)
    }
  }

  private var emptyPlan: Plan { Plan(known: migrations, applied: [], policy: options.policy) }

  private func currentPlan(_ connection: Connection) throws -> Plan {
    Plan(known: migrations, applied: try History.read(from: connection), policy: options.policy)
  }

  private func preview(_ plan: Plan, _ schema: Schema, to version: Int?) throws(MigrationError) -> Preview {
    let operations = try Goal.up(to: version).operations(plan, migrations, completed: 0)
    let translations = try Preflight.translate(operations, from: schema)
    return Preview(
      fromVersion: plan.databaseVersion,
      toVersion: max(plan.databaseVersion, operations.last?.migration.version ?? 0),
      steps: zip(operations, translations).map {
        Preview.Step(migration: $0.migration, translation: $1?.translation)
      })
  }

  /// Nothing is written and nothing left behind. A connection that may not write is right beside a WAL, which another
  /// would write into the file when it is closed; it cannot read what a killed process left half-written, though, and
  /// without a WAL it would leave one. https://sqlite.org/rescode.html#readonly_rollback
  private func reading<T>(_ path: String, _ body: (Connection) throws -> T) throws -> T {
    let mayWrite = !FileAccess.state(of: path).isMarkedReadOnly && !FileAccess.state(of: path + "-wal").exists
    let modes: [Connection.Mode] = mayWrite ? [.readWrite, .readOnly] : [.readOnly, .readWrite]
    do {
      do {
        return try reading(path, modes[0], body)
      } catch let error as SQLiteError where [.readOnly, .cannotOpen].contains(error.code.primary) {
        return try reading(path, modes[1], body)
      }
    } catch {
      throw MigrationError.wrapping(error, path: path)
    }
  }

  private func reading<T>(_ path: String, _ mode: Connection.Mode, _ body: (Connection) throws -> T) throws
    -> T
  {
    let connection = try Connection(path: path, mode: mode).trusting()
    try connection.setPragma("query_only", "ON")
    return try connection.withBusyRetry(until: .now + options.lockTimeout) {
      try connection.transaction(.deferred) { _ in try body(connection) }
    }
  }
}

extension Connection {
  /// SQLite before 3.41 takes its own JSON functions for unsafe, so that with an untrusted schema it calls a file with a
  /// CHECK on them malformed.
  package func trusting() throws(SQLiteError) -> Connection {
    try setConfig(.trustedSchema, true)
    return self
  }
}

extension Plan {
  /// What a run would stop at.
  package var conflict: MigrationError? { MigrationError(conflictsOf: self) }
}

extension MigrationScript {
  /// The up section of a migration's file; all of it when it has no markers.
  package static func up(in source: SourceText) throws(MigrationError) -> MigrationScript {
    try MigrationFile(source).up
  }
}

extension MigrationFolder {
  /// The ids and versions of the files in the folder, whatever is in them.
  package func names() throws(MigrationError) -> [(id: String, version: Int)] {
    try FileAccess.entries(of: path).filter { !$0.hasPrefix(".") }
      .compactMap { MigrationFileName($0).map { ($0.id, $0.version) } }
  }

  /// A description as a part of a file's name.
  package static func slug(_ description: String) -> String { MigrationFileName.slug(description) }
}
