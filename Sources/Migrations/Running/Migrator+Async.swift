public import SQLiteBinding
import Synchronization

/// The same for asynchronous code. The work is done on a thread of its own; cancelling the task interrupts it, and
/// what was under way is undone. The connection's progress handler is used for that, and removed afterwards.
extension Migrator {
  /// Runs all pending migrations on a file.
  @discardableResult
  public func run(at path: String, to version: Int? = nil) async throws -> Report {
    let connection = try await BlockingThread.run {
      try openForRun(path, applyingTo: version, isMade: true)
    }
    guard let connection else { return Report(fromVersion: 0, toVersion: 0) }
    return try await run(on: connection, to: version)
  }

  /// Runs all pending migrations on a connection, which must not be used elsewhere meanwhile.
  ///
  /// - Throws: `.usage` for a connection that SQLite does not serialise, such as one borrowed from a library that opens
  ///   it for one thread: call the synchronous form on that thread.
  @discardableResult
  public func run(on connection: Connection, to version: Int? = nil) async throws -> Report {
    try await detached(connection) { try $0.run(on: connection, to: version) }
  }

  @discardableResult
  public func rollback(_ target: RollbackTarget, on connection: Connection) async throws -> Report {
    try await detached(connection) { try $0.rollback(target, on: connection) }
  }

  /// The events of a run on a file, which begins at once. The sequence ends with the run, and throws what the run throws; who
  /// stops asking cancels the run.
  public func events(at path: String, to version: Int? = nil) -> AsyncThrowingStream<
    MigrationEvent, any Error
  > {
    AsyncThrowingStream { continuation in
      var observed = self
      let onEvent = options.onEvent
      observed.options.onEvent = { event in
        onEvent?(event)
        continuation.yield(event)
      }
      let migrator = observed
      let task = Task {
        do {
          _ = try await migrator.run(at: path, to: version)
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  private func detached<T: Sendable>(
    _ connection: Connection, _ body: @escaping @Sendable (Migrator) throws -> T
  ) async throws -> T {
    guard connection.isSerialized else {
      throw MigrationError(
        .usage, "the connection belongs to one thread; call the synchronous form there")
    }
    // An interrupt only meets a statement that runs at that moment; the flag meets those that come after.
    let flag = CancellationFlag()
    var observed = self
    observed.isCancelled = { flag.isSet.load(ordering: .acquiring) }
    let migrator = observed
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try await BlockingThread.run {
        connection.setProgressHandler(every: 10_000) { !flag.isSet.load(ordering: .acquiring) }
        defer { connection.setProgressHandler(every: 1, nil) }
        return try body(migrator)
      }
    } onCancel: {
      flag.isSet.store(true, ordering: .releasing)
      connection.interrupt()
    }
  }
}

private final class CancellationFlag: Sendable {
  let isSet = Atomic(false)
}
