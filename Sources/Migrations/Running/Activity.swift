import Synchronization

/// What a run is at, for those who want to see that it moves.
final class Activity: Sendable {
  private let state = Mutex(State())
  /// How often one long statement is told again.
  private let interval = Duration.milliseconds(500)

  private struct State {
    var id: String?
    var line = 0
    var start = ContinuousClock.now
    var next = ContinuousClock.now
  }

  func note(_ event: MigrationEvent) {
    switch event {
    case .started(let id, _, _, _): begin(id, line: 0)
    case .statement(let id, _, let line): begin(id, line: line)
    case .applied, .failed, .committed: state.withLock { $0.id = nil }
    case .warning, .diagnostic, .skipped, .working, .batch, .backedUp: break
    }
  }

  private func begin(_ id: String, line: Int) {
    let now = ContinuousClock.now
    state.withLock { $0 = State(id: id, line: line, start: now, next: now + interval) }
  }

  /// What is to be told now, if anything.
  func tick() -> MigrationEvent? {
    let now = ContinuousClock.now
    return state.withLock { state in
      guard let id = state.id, now >= state.next else { return nil }
      state.next = now + interval
      return .working(id: id, line: state.line, elapsed: now - state.start)
    }
  }
}
