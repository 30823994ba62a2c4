import Foundation
import Migrations
import SQLiteBinding
import TestSupport
import Testing

/// What a crash at each change of the disk leaves. All of them are looked at: the changes of one run are remembered, and the
/// disk is set up as it was after each.
@Suite struct CrashTests {
  @Test(arguments: Library.trials, JournalMode.allCases)
  func `killed at any change, the file is at a version and the next run ends as if undisturbed`(
    _ trial: Trial, _ mode: JournalMode
  ) throws {
    let undisturbed = try Undisturbed(trial, mode)
    var aftermath = Aftermath(undisturbed)
    var replay = undisturbed.disk.replay
    for (index, change) in undisturbed.disk.changes.enumerated() {
      replay.apply(change)
      let problem = aftermath.problem(
        with: replay.afterKill, mustBeDone: index + 1 >= undisturbed.changesWhenDone)
      try #require(problem == nil, "after change \(index + 1), \(change.summary)")
    }
    report("kill", trial, mode, points: undisturbed.disk.changes.count)
  }

  @Test(arguments: Library.trials, JournalMode.allCases)
  func `without power at any change, the file is at a version and the next run ends as if undisturbed`(
    _ trial: Trial, _ mode: JournalMode
  ) throws {
    let undisturbed = try Undisturbed(trial, mode)
    var aftermath = Aftermath(undisturbed)
    var replay = undisturbed.disk.replay
    var count = 0
    for (index, change) in undisturbed.disk.changes.enumerated() {
      replay.apply(change)
      for seed in 0..<Thoroughness.seeds {
        let image = seed == 0 ? replay.onlySynced : replay.afterPowerLoss(seed: UInt64(index * 1000 + seed))
        let problem = aftermath.problem(with: image, mustBeDone: index + 1 >= undisturbed.changesWhenDone)
        try #require(problem == nil, "after change \(index + 1), \(change.summary), seed \(seed)")
        count += 1
      }
    }
    report("power", trial, mode, points: count)
  }
}

/// How much is tried: little with every build, much by hand with `FAULTS=all`.
enum Thoroughness {
  static let isFull = ProcessInfo.processInfo.environment["FAULTS"] == "all"
  /// Power losses at each change.
  static var seeds: Int { isFull ? 20 : 2 }
  /// One of so many different folders is tried again on a real disk.
  static var nextTries: Int { isFull ? 1 : 20 }

  /// Some of the numbers up to a count, spread evenly, the last one among them.
  static func picks(from count: Int, some: Int = 3) -> [Int] {
    guard !isFull, count > some else { return Array(1..<count + 1) }
    return (1...some).map { $0 * count / some }
  }
}

/// With `FAULTS=all` the numbers are printed.
func report(_ what: String, _ trial: Trial, _ mode: JournalMode, points: Int) {
  report(what, "\(trial.name), \(mode.rawValue)", points: points)
}

func report(_ what: String, _ name: String, points: Int) {
  if Thoroughness.isFull { print("faults: \(what), \(name): \(points)") }
}

extension DiskChange {
  var summary: String {
    switch self {
    case .create(let path, let file): "create \(path) (\(file))"
    case .write(let file, let offset, let bytes): "write \(bytes.count) bytes at \(offset) of \(file)"
    case .truncate(let file, let size): "truncate \(file) to \(size)"
    case .sync(let file): "sync \(file)"
    case .delete(let path): "delete \(path)"
    case .rename(let old, let new, let file): "rename \(old) (\(file)) to \(new)"
    case .link(let path, let file): "link \(path) to \(file)"
    case .syncFolder: "sync the folder"
    }
  }
}
