import Synchronization

/// What is still to be undone on a connection because it failed at its time, as while a disk does not answer or there is no
/// memory.
enum Unsettled: Sendable, Equatable {
  case transaction
  case pragma(name: String, value: String)
}

extension Connection {
  /// Leaves something for later: it is tried again before the next statement, and until it succeeds.
  func postpone(_ work: Unsettled) {
    state.withLock { state in
      if !state.unsettled.contains(work) { state.unsettled.append(work) }
    }
  }

  /// Does what was left for later, as far as it can be done now. A transaction comes first, as settings cannot be changed
  /// inside of one.
  func settle() {
    let all = state.withLock { state in
      let all = state.unsettled
      // The statements that do it must not begin with this again.
      if !all.isEmpty { state.unsettled = [] }
      return all
    }
    guard !all.isEmpty else { return }
    if all.contains(.transaction), isInTransaction { try? run("ROLLBACK") }
    let left = all.filter { work in
      switch work {
      case .transaction: isInTransaction
      case .pragma(let name, let value): (try? setPragma(name, value)) == nil || isInTransaction
      }
    }
    state.withLock { $0.unsettled = left + $0.unsettled }
  }
}
