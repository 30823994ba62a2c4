public import Logging
public import SQLiteBinding

/// Brings databases from any version to the newest of a list of migrations, and back.
///
/// ```swift
/// let migrator = Migrator(try MigrationFolder("Migrations").migrations())
/// try migrator.run(at: "app.db")
/// ```
///
/// A value: it holds no connection and no state, and can be used from anywhere, any number of times.
public struct Migrator: Sendable {
  /// By version, then id.
  public let migrations: [Migration]
  public var options: Options
  /// Asked before every statement, and while waiting for a lock.
  package var isCancelled: @Sendable () -> Bool = { false }

  public struct Options: Sendable {
    /// Which irregularities of the history are let pass.
    public var policy = HistoryPolicy.strict
    /// How long to wait for other processes.
    public var lockTimeout = Duration.seconds(30)
    /// How long a run may take; what is under way when that is over is undone. Nil for as long as it needs.
    public var timeLimit: Duration?
    /// The application's version, kept in the history.
    public var toolVersion: String?
    /// Progress goes here; nil for silence.
    public var logger: Logger? = Logger(label: "migrations")
    /// Whether the file is copied before it is changed.
    public var backup = BackupPolicy.automatic
    /// Lets steps back lose rows and values. Without it such a step is refused when it has shown what it would lose.
    public var allowsDataLoss = false
    /// Called for every event, on the thread of the run.
    public var onEvent: (@Sendable (MigrationEvent) -> Void)?

    public init() {}
  }

  public init(_ migrations: [Migration], options: Options = Options()) {
    self.migrations = migrations.sorted { ($0.version, $0.id) < ($1.version, $1.id) }
    self.options = options
  }

  // MARK: - On a connection

  /// Runs all pending migrations, or those up to a version.
  ///
  /// The connection must not be inside a transaction. Its `foreign_keys`, `synchronous` and other settings are put
  /// back afterwards; its authorizer, if a migration uses SQLite's own SQL, is not.
  ///
  /// - Throws: a `MigrationError` that carries what was done before it.
  @discardableResult
  public func run(on connection: Connection, to version: Int? = nil) throws -> Report {
    try perform(.up(to: version), on: connection)
  }

  /// Steps back. Every migration on the way needs a `down`, or nothing runs.
  @discardableResult
  public func rollback(_ target: RollbackTarget, on connection: Connection) throws -> Report {
    try perform(.down(target), on: connection)
  }

  /// Takes the newest applied migration down and up again, or leaves everything as it was.
  @discardableResult
  public func redo(on connection: Connection) throws -> Report {
    try perform(.redo, on: connection)
  }

  /// The applied migrations, by version.
  public func applied(on connection: Connection) throws -> [AppliedMigration] {
    try translatingErrors(connection) { try History.read(from: connection) }
  }

  /// What a run would find.
  public func plan(on connection: Connection) throws -> Plan {
    try translatingErrors(connection) { try runner(connection).readPlan() }
  }

  /// Records a migration as applied without running it.
  public func markApplied(_ id: String, on connection: Connection) throws {
    let migration = try migration(id)
    try mark(on: connection) { applied in
      guard !applied.contains(where: { $0.id == id }) else { return }
      try History.insert(migration, duration: nil, toolVersion: options.toolVersion, on: connection)
    }
  }

  /// Records a migration as not applied without undoing it.
  public func markPending(_ id: String, on connection: Connection) throws {
    try mark(on: connection) { applied in
      if !applied.contains(where: { $0.id == id }) { _ = try migration(id) }
      try History.delete(id, on: connection)
    }
  }

  private func mark(on connection: Connection, _ body: ([AppliedMigration]) throws -> Void) throws {
    try translatingErrors(connection) {
      guard !connection.isInTransaction else {
        throw MigrationError(.usage, "the connection is inside a transaction")
      }
      try connection.begin(.immediate, timeout: options.lockTimeout)
      do {
        try History.create(on: connection)
        try body(try History.read(from: connection))
        try connection.commit()
      } catch {
        try? connection.rollback()
        throw error
      }
    }
  }

  private func migration(_ id: String) throws(MigrationError) -> Migration {
    guard let migration = migrations.first(where: { $0.id == id }) else {
      throw MigrationError(.usage, "there is no migration \(id)")
    }
    return migration
  }

  private func perform(_ goal: Goal, on connection: Connection) throws -> Report {
    var runner = runner(connection)
    return try runner.run(goal)
  }

  private func runner(_ connection: Connection) -> Runner {
    Runner(
      connection: connection, migrations: migrations, options: options,
      observe: { event in
        options.onEvent?(event)
        if let logger = options.logger { event.log(to: logger) }
      }, isCancelled: isCancelled)
  }

  private func translatingErrors<T>(_ connection: Connection, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw MigrationError.wrapping(error, path: connection.path, timeout: options.lockTimeout)
    }
  }
}
