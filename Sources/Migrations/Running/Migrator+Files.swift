import PostgresDialect
package import SQLiteBinding

/// The same, given the path of a file.
extension Migrator {
  /// Runs all pending migrations on a file, which is made if it is not there.
  @discardableResult
  public func run(at path: String, to version: Int? = nil) throws -> Report {
    try onFile(path, applyingTo: version, isMade: true) { try run(on: $0, to: version) }
  }

  @discardableResult
  public func rollback(_ target: RollbackTarget, at path: String) throws -> Report {
    try onFile(path, applyingTo: nil, isMade: false) { try rollback(target, on: $0) }
  }

  @discardableResult
  public func redo(at path: String) throws -> Report {
    try onFile(path, applyingTo: nil, isMade: false) { try redo(on: $0) }
  }

  /// The applied migrations; none when the file is not there.
  public func applied(at path: String) throws -> [AppliedMigration] {
    let file = file(path)
    return try file.exists() ? file.reading(History.read) : []
  }

  /// What a run would find. A file that is not there is not made.
  public func plan(at path: String) throws -> Plan {
    Plan(known: migrations, applied: try applied(at: path), policy: options.policy)
  }

  /// Records a migration as applied without running it; false when it was so already.
  @discardableResult
  public func markApplied(_ id: String, at path: String) throws -> Bool {
    try mark(id, isApplied: true, at: path)
  }

  /// Records a migration as not applied without undoing it; false when it was so already.
  @discardableResult
  public func markPending(_ id: String, at path: String) throws -> Bool {
    try mark(id, isApplied: false, at: path)
  }

  private func mark(_ id: String, isApplied: Bool, at path: String) throws -> Bool {
    let wasApplied = try applied(at: path).contains { $0.id == id }
    guard wasApplied || migrations.contains(where: { $0.id == id }) else {
      throw MigrationError(.usage, "there is no migration \(id)")
    }
    guard wasApplied != isApplied else { return false }
    if FileAccess.state(of: path).isMarkedReadOnly {
      throw MigrationError(.inputOutput, "\(path) is read-only")
    }
    let connection = try file(path).open()
    if isApplied { try markApplied(id, on: connection) } else { try markPending(id, on: connection) }
    return true
  }

  /// Runs work on a file; see ``openForRun(_:applyingTo:isMade:)``.
  package func onFile(
    _ path: String, applyingTo version: Int?, isMade: Bool, _ body: (Connection) throws -> Report
  ) throws -> Report {
    guard let connection = try openForRun(path, applyingTo: version, isMade: isMade) else {
      return Report(fromVersion: 0, toVersion: 0)
    }
    return try body(connection)
  }

  /// Opens the file for a run. A mistake in the migrations must not leave an empty file behind, and one that others
  /// might have opened by then cannot be removed again: so everything is translated before the file is made, and
  /// there is none, and no connection, when nothing is to be applied.
  func openForRun(_ path: String, applyingTo version: Int?, isMade: Bool) throws -> Connection? {
    let file = file(path)
    if path != ":memory:", try !file.exists() {
      guard isMade, try !preview(at: path, to: version).steps.isEmpty else { return nil }
    }
    return try file.open()
  }

  func file(_ path: String) -> DatabaseFile {
    DatabaseFile(path: path, lockTimeout: options.lockTimeout)
  }
}
