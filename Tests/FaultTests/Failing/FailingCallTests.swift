import Migrations
import SQLiteBinding
import Testing

/// What becomes of a run when calls of the file system fail, each kind of failure at each call that it can happen to, once or
/// from then on.
@Suite struct FailingCallTests {
  @Test(arguments: Library.trials, [JournalMode.delete, .wal])
  func `a failing call is a clear error, nothing is lost, and the retry works`(
    _ trial: Trial, _ mode: JournalMode
  ) throws {
    let undisturbed = try Undisturbed(trial, mode)
    var failing = FailingRuns(undisturbed)
    let counting = Disk(undisturbed.start)
    try trial.run(on: try trial.open(counting, mode))
    var points = 0
    for fault in DiskFault.allCases {
      for isLasting in [false, true] {
        for call in Thoroughness.picks(from: counting.calls(hitBy: fault)) {
          let plan = PlannedFault(fault: fault, call: call, isLasting: isLasting)
          let problem = failing.problem(with: plan)
          #expect(problem == nil, "\(plan)")
          points += 1
        }
      }
    }
    report("failing calls", trial, mode, points: points)
  }
}

/// Runs with a fault each.
struct FailingRuns {
  private let undisturbed: Undisturbed
  private var aftermath: Aftermath

  init(_ undisturbed: Undisturbed) {
    self.undisturbed = undisturbed
    aftermath = Aftermath(undisturbed)
  }

  mutating func problem(with plan: PlannedFault) -> String? {
    let disk = Disk(undisturbed.start, fault: plan)
    do {
      guard let connection = try? undisturbed.trial.open(disk, undisturbed.mode) else {
        // The application could not open its own file; nothing of ours has run.
        return aftermath.problem(with: disk.image, mustBeDone: false)
      }
      // An application whose pragma failed does not go on; here it does.
      var isDone = false
      do {
        try undisturbed.trial.run(on: connection, lockTimeout: .milliseconds(20))
        isDone = true
      } catch let error as MigrationError {
        let expected: [MigrationError.Code] = plan.fault == .busy ? [.locked] : [.inputOutput]
        guard expected.contains(error.code) else { return "told as \(error.code): \(error)" }
        guard disk.hasFailed else { return "nothing had failed: \(error)" }
      }
      if connection.isInTransaction { return "left in a transaction" }
      if let problem = aftermath.problem(with: disk.image, mustBeDone: isDone, afterFailure: true) {
        return problem
      }
      disk.plan(nil)
      // What could not be put back is when the disk answers again.
      guard try connection.pragma("synchronous") == 2, try connection.pragma("foreign_keys") == 0 else {
        return "the connection's settings are not put back"
      }
      try undisturbed.trial.run(on: connection)
      let end = try Dump(whole: connection)
      guard end == undisturbed.after else { return "the retry: \(end.difference(from: undisturbed.after))" }
      try connection.close()
      return disk.openFiles == 0 ? nil : "\(disk.openFiles) files are left open"
    } catch {
      return "\(error)"
    }
  }
}
