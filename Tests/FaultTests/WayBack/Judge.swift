#if os(Linux)
import Foundation
import Migrations
import TestSupport
import Testing

/// Judges what is found in a folder by an undisturbed try.
struct Judge {
  private let way: WayBack
  private let directory: TemporaryDirectory
  private let watched: WatchedFolder
  private let before: FoundFolder
  private let after: FoundFolder
  /// How it ended with the next try, by what was found.
  private var judged: [DiskImage: String?] = [:]
  private var tries = 0
  private var known: [DiskImage: FoundFile] = [:]

  init(_ way: WayBack) throws {
    self.way = way
    directory = try TemporaryDirectory()
    let database = directory.path("app.db")
    try way.prepare(database)
    watched = try WatchedFolder(directory.url.resolvingSymlinksInPath().path)
    before = FoundFolder(watched.start, database: database, known: &known)
    try watched.watch { try way.act(database) }
    after = FoundFolder(try WatchedFolder.image(of: directory.path), database: database, known: &known)
    // The changes that were seen are all that there were.
    var replay = watched.replay
    for change in watched.changes { replay.apply(change) }
    let isComplete = replay.afterKill == (try WatchedFolder.image(of: watched.path))
    try #require(isComplete, "the changes of the folder were not all seen")
  }

  private var database: String { directory.path("app.db") }
  func calls(hitBy fault: CallFault) -> Int { watched.calls(hitBy: fault) }

  // MARK: - Crashes

  /// What was tried, and the first thing that went wrong.
  struct Crashes {
    var kills = 0
    var powerLosses = 0
    var problem: String?
  }

  /// Looks at what a kill and a loss of power leave after each change.
  mutating func crashes(seeds: Int) throws -> Crashes {
    var crashes = Crashes()
    var replay = watched.replay
    for (index, change) in watched.changes.enumerated() {
      replay.apply(change)
      let isDone = index + 1 == watched.changes.count
      let place = "after change \(index + 1) of \(watched.changes.count), \(change.summary)"
      crashes.kills += 1
      if let problem = try problem(with: replay.afterKill, isDone: isDone) {
        crashes.problem = "killed \(place): \(problem)"
        return crashes
      }
      for seed in 0..<seeds {
        let image = seed == 0 ? replay.onlySynced : replay.afterPowerLoss(seed: UInt64(index * 1000 + seed))
        crashes.powerLosses += 1
        if let problem = try problem(with: image, isDone: isDone) {
          crashes.problem = "without power \(place), seed \(seed): \(problem)"
          return crashes
        }
      }
    }
    return crashes
  }

  private mutating func problem(with image: DiskImage, isDone: Bool) throws -> String? {
    if let problem = problem(in: FoundFolder(image, database: database, known: &known), isDone: isDone) {
      return problem
    }
    if let known = judged[image] { return known }
    judged[image] = .some(nil)
    tries += 1
    guard tries % Thoroughness.nextTries == 0 else { return nil }
    let problem = try problemOfNextTry(on: image)
    judged[image] = .some(problem)
    return problem
  }

  private func problem(in found: FoundFolder, isDone: Bool) -> String? {
    guard [before.main, after.main].contains(found.main) else {
      return "the file is neither old nor new: \(found.main)"
    }
    if isDone, found.main != after.main { return "undone after it was said to be done" }
    let whole = Set(before.backups.values).union(after.backups.values).union([before.main])
    for (name, backup) in found.backups where !whole.contains(backup) {
      return "the backup \(name) is not whole"
    }
    for name in before.backups.keys where after.backups[name] != nil && found.backups[name] == nil {
      return "the backup \(name) is gone"
    }
    // A run's backup is of what it changes, and a restore keeps what it replaces.
    if found.main != before.main || isDone {
      let isKept = found.backups.values.contains(before.main) || found.aside.contains(before.main)
      if before.main != .missing, !isKept { return "what was there is not kept" }
    }
    return nil
  }

  private mutating func problemOfNextTry(on image: DiskImage) throws -> String? {
    let next = try TemporaryDirectory()
    for (path, bytes) in image { try next.write(bytes, to: String(path.dropFirst(watched.path.count + 1))) }
    do {
      try way.act(next.path("app.db"))
    } catch {
      return "the next try: \(error)"
    }
    return try problemAfterNextTry(in: next)
  }

  private mutating func problemAfterNextTry(in folder: TemporaryDirectory) throws -> String? {
    let image = try WatchedFolder.image(of: folder.path)
    let found = FoundFolder(image, database: folder.path("app.db"), known: &known)
    guard found.main == after.main else { return "the next try ends otherwise" }
    if let left = image.keys.first(where: { $0.hasSuffix(".partial") }) { return "\(left) is left" }
    let isWhole = found.backups.values.allSatisfy { if case .database = $0 { true } else { false } }
    return isWhole ? nil : "after the next try a backup is not whole"
  }

  // MARK: - Failing calls

  mutating func problem(with plan: PlannedCallFault) throws -> String? {
    let folder = try TemporaryDirectory()
    for (path, bytes) in watched.start {
      try folder.write(bytes, to: String(path.dropFirst(watched.path.count + 1)))
    }
    let path = folder.path("app.db")
    let failing = try WatchedFolder(folder.url.resolvingSymlinksInPath().path, fault: plan)
    var isDone = false
    do {
      try failing.watch { try way.act(path) }
      isDone = true
    } catch let error as MigrationError {
      // SQLite takes a device that fails to read for a corrupt file.
      let expected: [MigrationError.Code] =
        plan.fault == .inputOutput ? [.inputOutput, .notOurs] : [.inputOutput]
      guard expected.contains(error.code) else {
        return "\(failing.failed ?? "") told as \(error.code): \(error)"
      }
      guard failing.failed != nil else { return "nothing had failed: \(error)" }
    } catch {
      return "\(failing.failed ?? "") told as \(error)"
    }
    if failing.openFiles > 0 { return "\(failing.openFiles) files are left open" }
    let renamed = try WatchedFolder.image(of: folder.path).reduce(into: DiskImage()) { image, file in
      image[watched.path + file.key.dropFirst(folder.path.count)] = file.value
    }
    let found = FoundFolder(renamed, database: watched.path + "/app.db", known: &known)
    if let problem = problem(in: found, isDone: isDone) { return problem }
    do {
      try way.act(path)
    } catch {
      return "the next try: \(error)"
    }
    return try problemAfterNextTry(in: folder)
  }
}
#endif
