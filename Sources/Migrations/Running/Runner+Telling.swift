import SQLiteBinding

/// Events, errors, and the report.
extension Runner {
  func started(_ operation: Operation, _ index: Int, _ total: Int) -> MigrationEvent {
    .started(
      id: operation.migration.id, direction: operation.direction, index: report.steps.count + index + 1,
      total: report.steps.count + total)
  }

  func step(_ operation: Operation, since start: ContinuousClock.Instant) -> Report.Step {
    Report.Step(
      id: operation.migration.id, version: operation.migration.version, direction: operation.direction,
      duration: .now - start)
  }

  func failed(_ operation: Operation, _ error: any Error) -> MigrationError {
    var failure = MigrationError.wrapping(stop.explaining(Self.cause(of: error)), path: connection.path)
    failure.migration = operation.migration.id
    observe(.failed(id: operation.migration.id, direction: operation.direction, message: failure.message))
    return failure
  }

  /// The first error, not the one about the transaction that it ended.
  private static func cause(of error: any Error) -> any Error {
    (error as? TransactionEnded)?.cause ?? error
  }

  mutating func finish(_ steps: [Report.Step]) throws {
    report.steps += steps
    // After the commit another process may have the lock.
    report.toVersion =
      try connection.withBusyRetry(until: deadline) { try History.read(from: connection) }.map(\.version)
      .max() ?? 0
    observe(.committed(version: report.toVersion))
  }
}
