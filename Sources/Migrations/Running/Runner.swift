import PostgresDialect
import PostgresRuntime
import SQLiteBinding

/// One run on one connection: lock, read, do, commit. Only this opens transactions.
struct Runner {
  let connection: Connection
  let migrations: [Migration]
  let options: Migrator.Options
  let observe: (MigrationEvent) -> Void
  let stop: StopSignal
  private let activity = Activity()

  /// Where a wait for others that begins now is given up. Each has the whole time: a run that takes long has not waited.
  var deadline: ContinuousClock.Instant { .now + options.lockTimeout }
  /// What statements may call that run once.
  private let functions = PostgresFunctions()
  var report = Report(fromVersion: 0, toVersion: 0)
  /// What was to be done when it was read without the lock.
  private var expected: [Operation] = []

  init(
    connection: Connection, migrations: [Migration], options: Migrator.Options,
    observe: @escaping (MigrationEvent) -> Void, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.connection = connection
    self.migrations = migrations
    self.options = options
    let activity = activity
    self.observe = { event in
      activity.note(event)
      observe(event)
    }
    stop = StopSignal(isCancelled: isCancelled, limit: options.timeLimit)
  }

  /// Does what the goal asks for.
  ///
  /// - Throws: a `MigrationError` that carries what was done before it.
  mutating func run(_ goal: Goal) throws -> Report {
    do {
      try requireNoTransaction()
      // Cheap and without a lock: the common start ends here, having written nothing.
      let plan = try readPlan()
      report.fromVersion = plan.databaseVersion
      report.toVersion = plan.databaseVersion
      if let warning = plan.warning { observe(.warning(warning)) }
      expected = try operations(of: goal, plan)
      guard !expected.isEmpty else { return report }
      try requireWritable()
      try session { runner in
        while try runner.runSegment(goal) {}
      }
      return report
    } catch {
      var failure = MigrationError.wrapping(
        stop.explaining(error), path: connection.path, timeout: options.lockTimeout)
      failure.report = report
      throw failure
    }
  }

  func readPlan() throws -> Plan {
    let applied = try connection.withBusyRetry(until: deadline) { try History.read(from: connection) }
    return Plan(known: migrations, applied: applied, policy: options.policy)
  }

  private func requireNoTransaction() throws {
    guard !connection.isInTransaction else {
      throw MigrationError(.usage, "the connection is inside a transaction; migrate before or after it")
    }
  }

  func requireWritable() throws {
    guard let path = connection.path else { return }
    if connection.isReadOnly || FileAccess.state(of: path).isMarkedReadOnly {
      throw MigrationError(.inputOutput, "\(path) is read-only")
    }
  }

  /// The settings that a run needs, put back on every path. They can only be changed outside a transaction.
  mutating func session(_ body: (inout Runner) throws -> Void) throws {
    var runner = self
    defer { report = runner.report }
    var settings: [(Connection.Config, Bool)] = [
      (.dqsDDL, false), (.dqsDML, false), (.defensive, true), (.legacyAlterTable, false),
      (.enableTrigger, true),
    ]
    // The checks that JSON columns get would be refused.
    if !Connection.trustsJSONFunctions { settings.append((.trustedSchema, true)) }
    try configured(settings[...]) {
      try connection.withForeignKeys(true) {
        // Exit 0 means durable: below EXTRA the last commit can be lost with the power.
        // https://sqlite.org/pragma.html#pragma_synchronous
        try connection.withPragma("synchronous", "EXTRA") {
          do {
            // An application's own stay with its connection.
            let isKnown = PostgresFunctions.areRegistered(on: connection)
            try functions.register(on: connection)
            defer { functions.unregister(from: connection, unless: isKnown) }
            try watched { try body(&runner) }
            readSchema(until: deadline)
          } catch {
            readSchema(until: (error as? MigrationError)?.code == .locked ? .now : deadline)
            throw error
          }
        }
      }
    }
  }

  /// Putting a setting back needs the schema, which a rollback forgets, and reading that may have to wait.
  private func readSchema(until deadline: ContinuousClock.Instant) {
    _ = try? connection.withBusyRetry(until: deadline) {
      try connection.value("SELECT 1 FROM sqlite_schema LIMIT 1")
    }
  }

  /// During one long statement too it can be stopped, and tells that it moves. The handler of a borrowed connection's owner
  /// is left alone unless there is a time limit.
  private func watched(_ body: () throws -> Void) throws {
    guard !connection.isBorrowed || options.timeLimit != nil else { return try body() }
    let (stop, activity, options) = (stop, activity, options)
    try connection.withProgressHandler(every: 20_000) {
      if let event = activity.tick() {
        options.onEvent?(event)
        if let logger = options.logger { event.log(to: logger) }
      }
      return stop.reason == nil
    } _: {
      try body()
    }
  }

  private func configured(_ settings: ArraySlice<(Connection.Config, Bool)>, _ body: () throws -> Void) throws
  {
    guard let (option, isOn) = settings.first else { return try body() }
    try connection.withConfig(option, isOn) { try configured(settings.dropFirst(), body) }
  }

  // MARK: - Segments

  /// Runs the next migrations under one commit, or the next one alone. False when nothing is left to do.
  private mutating func runSegment(_ goal: Goal) throws -> Bool {
    try begin(.immediate)
    do {
      let operations = try self.operations(of: goal)
      guard let first = operations.first else {
        try connection.rollback()
        return false
      }
      if first.isBatched, !goal.isAtomic {
        try connection.rollback()
        return try runBatches(goal)
      }
      guard first.hasTransaction else {
        try connection.rollback()
        return try runAlone(goal)
      }
      try runTogether(operations, isAtomic: goal.isAtomic)
      return true
    } catch {
      try? connection.rollback()
      throw error
    }
  }

  /// What is left to do, by the history as it is under the lock.
  mutating func operations(of goal: Goal) throws -> [Operation] {
    let plan = Plan(known: migrations, applied: try History.read(from: connection), policy: options.policy)
    if report.steps.isEmpty { report.fromVersion = plan.databaseVersion }
    report.toVersion = plan.databaseVersion
    let operations = try self.operations(of: goal, plan)
    tellSkipped(plan)
    return operations
  }

  /// What another process has applied while this one waited for the lock.
  private mutating func tellSkipped(_ plan: Plan) {
    let applied = Set(plan.entries.filter { $0.appliedAt != nil }.map(\.id))
    let own = Set(report.steps.map(\.id))
    for operation in expected where operation.direction == .up {
      let id = operation.migration.id
      if applied.contains(id), !own.contains(id) { observe(.skipped(id: id)) }
    }
    expected = []
  }

  func begin(_ kind: Connection.TransactionKind) throws {
    let deadline = deadline
    while true {
      if let reason = stop.reason { throw reason }
      let left = max(deadline - .now, .zero)
      do {
        return try connection.begin(kind, timeout: min(left, .milliseconds(100)))
      } catch {
        guard error.isBusy else { throw error }
        guard left <= .zero else { continue }
        throw MigrationError.locked(connection.path, timeout: options.lockTimeout)
      }
    }
  }

  /// Under the lock and one commit, both of which are waited for.
  func committing<Result>(_ body: () throws -> Result) throws -> Result {
    try begin(.immediate)
    do {
      let result = try body()
      try connection.withBusyRetry(until: deadline) { try connection.commit() }
      return result
    } catch {
      try? connection.rollback()
      throw error
    }
  }

  /// One outer transaction, a savepoint each: if one fails, those before it are kept.
  private mutating func runTogether(_ operations: [Operation], isAtomic: Bool) throws {
    var schema = try Catalog.load(from: connection)
    let prepared = try Preflight.translate(operations, from: schema)
    try backUp(before: operations, prepared)
    try History.create(on: connection)
    let before = try History.read(from: connection).map(\.id)
    var done: [Report.Step] = []
    // One that is marked to be alone has a commit of its own.
    let isAlone = operations.first?.migration.usesTransaction == false && !isAtomic
    let batch =
      isAlone
      ? operations.prefix(1)
      : operations.prefix { $0.migration.usesTransaction || isAtomic && $0.hasTransaction }
    var failure: MigrationError?
    var losses: [DataLoss] = []
    for (index, operation) in batch.enumerated() {
      do {
        observe(started(operation, index, operations.count))
        let start = ContinuousClock.now
        schema = try connection.savepoint("migration") {
          try perform(operation, prepared[index], schema, &losses, since: start)
        }
        done.append(step(operation, since: start))
      } catch {
        failure = failed(operation, error)
        break
      }
    }
    if !connection.isInTransaction {
      // SQLite has undone everything by itself: RAISE(ROLLBACK), a full disk.
      throw failure
        ?? MigrationError(.migrationFailed, "the transaction was ended from inside; nothing was kept")
    }
    guard options.allowsDataLoss || losses.isEmpty else {
      try connection.rollback()
      throw MigrationError.refused(losses)
    }
    if let failure, isAtomic || done.isEmpty {
      try connection.rollback()
      throw failure
    }
    try requireHistory(Self.history(before, after: batch.prefix(done.count)))
    try connection.withBusyRetry(until: deadline) { try connection.commit() }
    try finish(done)
    if let failure { throw failure }
  }

  private static func history(_ ids: [String], after operations: ArraySlice<Operation>) -> Set<String> {
    operations.reduce(into: Set(ids)) { ids, operation in
      if operation.direction == .up {
        ids.insert(operation.migration.id)
      } else {
        ids.remove(operation.appliedID)
      }
    }
  }

  /// A trigger of the application's on one of its own tables may have reached the history.
  private func requireHistory(_ expected: Set<String>) throws {
    let found = try History.read(from: connection).map(\.id)
    guard found.count == expected.count, Set(found) == expected else {
      throw MigrationError(
        .migrationFailed, "something else has changed the history while the migrations ran; nothing was kept")
    }
  }

  /// Everything that belongs to one migration, its row in the history included.
  private func perform(
    _ operation: Operation, _ prepared: PreparedMigration?, _ schema: Schema, _ losses: inout [DataLoss],
    since start: ContinuousClock.Instant
  ) throws -> Schema {
    let migration = operation.migration
    let database = database(for: operation, schema)
    defer { database.invalidate() }
    var meter: LossMeter?
    if operation.direction == .down, !options.allowsDataLoss {
      let own = try LossMeter(connection, migration: migration.id)
      database.record = { own.willRun($0) }
      meter = own
    }
    try run(operation, prepared, on: database)
    let after = try database.finish()
    if let meter { losses += try meter.finish() }
    if connection.deferredForeignKeyViolations > 0 { throw violations() }
    try record(operation, since: start)
    observe(.applied(id: migration.id, direction: operation.direction, duration: .now - start))
    return after
  }

  /// The history's side of what was done.
  func record(_ operation: Operation, since start: ContinuousClock.Instant) throws {
    switch operation.direction {
    case .up:
      try History.insert(
        operation.migration, duration: .now - start, toolVersion: options.toolVersion, on: connection)
    case .down: try History.delete(operation.appliedID, on: connection)
    }
  }

  func database(named id: String, _ schema: Schema) -> MigrationDatabase {
    functions.beginTransaction()
    return MigrationDatabase(
      connection: connection, schema: schema, functions: functions, id: id, usesTransaction: true,
      observe: observe, stop: stop)
  }

  func database(for operation: Operation, _ schema: Schema) -> MigrationDatabase {
    functions.beginTransaction()
    return MigrationDatabase(
      connection: connection, schema: schema, functions: functions, id: operation.migration.id,
      usesTransaction: operation.hasTransaction, observe: observe, stop: stop)
  }

  func run(_ operation: Operation, _ prepared: PreparedMigration?, on database: MigrationDatabase)
    throws
  {
    switch operation.body {
    case .sql(let script):
      if let prepared {
        try database.run(prepared)
      } else {
        try database.run(script, mayCommit: !operation.migration.usesTransaction)
      }
    case .code(let body): try body(database)
    case nil: break
    }
  }

  func violations() -> MigrationError {
    let rows = (try? connection.query("PRAGMA foreign_key_check")) ?? []
    let tables = Set(rows.compactMap { $0[0].string }).sorted().joined(separator: ", ")
    return MigrationError(
      .migrationFailed, "\(rows.count) row(s) refer to rows that are not there, in \(tables)")
  }
}

extension Goal {
  /// Whether a failure undoes all of it: a redo must not end with the migration undone.
  fileprivate var isAtomic: Bool {
    if case .redo = self { true } else { false }
  }
}
