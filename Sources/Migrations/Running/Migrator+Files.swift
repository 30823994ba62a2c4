import PostgresDialect
import SQLiteBinding

/// The same, given the path of a file.
extension Migrator {
  /// Runs all pending migrations on a file, which is made if it is not there.
  @discardableResult
  public func run(at path: String, to version: Int? = nil) throws -> Report {
    try perform(at: path) { try run(on: $0, to: version) }
  }

  @discardableResult
  public func rollback(_ target: RollbackTarget, at path: String) throws -> Report {
    try perform(at: path) { try rollback(target, on: $0) }
  }

  @discardableResult
  public func redo(at path: String) throws -> Report {
    try perform(at: path) { try redo(on: $0) }
  }

  /// The applied migrations; none when the file is not there.
  public func applied(at path: String) throws -> [AppliedMigration] {
    guard FileAccess.state(of: path).exists else { return [] }
    return try applied(on: open(path, .readOnly))
  }

  /// What a run would find. A file that is not there is not made.
  public func plan(at path: String) throws -> Plan {
    guard FileAccess.state(of: path).exists else {
      return Plan(known: migrations, applied: [], policy: options.policy)
    }
    return try plan(on: open(path, .readOnly))
  }

  public func markApplied(_ id: String, at path: String) throws {
    try markApplied(id, on: open(path))
  }

  public func markPending(_ id: String, at path: String) throws {
    try markPending(id, on: open(path))
  }

  private func open(_ path: String, _ mode: Connection.Mode = .readWriteCreate) throws -> Connection {
    do {
      return try Connection(path: path, mode: mode)
    } catch {
      throw MigrationError.wrapping(error, path: path)
    }
  }

  private func perform(at path: String, _ body: (Connection) throws -> Report) throws -> Report {
    try body(prepare(path))
  }

  /// Opens the file for a run. A mistake in the migrations must not leave an empty file behind, and one that others
  /// might have opened by then cannot be removed again: so everything is translated before the file is made.
  func prepare(_ path: String) throws -> Connection {
    if path != ":memory:", !FileAccess.state(of: path).exists { try dryRun() }
    return try open(path)
  }

  /// Translates everything for an empty database.
  private func dryRun() throws {
    let plan = Plan(known: migrations, applied: [], policy: options.policy)
    let operations = try Goal.up(to: nil).operations(plan, migrations, completed: 0)
    _ = try Preflight.translate(operations, from: Schema())
  }
}
