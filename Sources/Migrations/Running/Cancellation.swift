import Synchronization

/// A wish to stop, which the run looks for before each statement and during long ones.
final class Cancellation: Sendable {
  private let flag = Atomic(false)

  var isRequested: Bool { flag.load(ordering: .relaxed) }

  func request() { flag.store(true, ordering: .relaxed) }

  func check() throws {
    if isRequested { throw CancellationError() }
  }
}
