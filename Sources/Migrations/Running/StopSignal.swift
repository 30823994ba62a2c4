import SQLiteBinding

/// Whether a run has to end before its time, and why. Asked before every statement, during long ones, and while waiting for a
/// lock.
struct StopSignal: Sendable {
  var isCancelled: @Sendable () -> Bool
  /// How long the run may take, and when that is over.
  private let limit: Duration?
  private let deadline: ContinuousClock.Instant?

  init(isCancelled: @escaping @Sendable () -> Bool, limit: Duration?) {
    self.isCancelled = isCancelled
    self.limit = limit
    deadline = limit.map { .now + $0 }
  }

  /// Nil while the run may go on.
  var reason: MigrationError? {
    if isCancelled() { return .cancelled }
    guard let deadline, let limit, deadline < .now else { return nil }
    return .outOfTime(limit)
  }

  /// SQLite only says that it was interrupted; the reason says more.
  func explaining(_ error: any Error) -> any Error {
    guard let interrupted = error as? SQLiteError, interrupted.code.primary == .interrupt,
      let reason
    else { return error }
    return reason
  }
}
