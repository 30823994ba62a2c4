import Migrations
import SQLiteBinding

/// A trial that nothing went wrong with: what it began with, what it did to the disk, and what it may be found at.
struct Undisturbed {
  let trial: Trial
  let mode: JournalMode
  /// What is on the disk before.
  let start: DiskImage
  /// The disk afterwards.
  let disk: Disk
  /// How many changes had been made when the run said that it was done.
  let changesWhenDone: Int
  let before: Dump
  let after: Dump
  /// All that it may be found at.
  let allowed: Set<Dump>
  /// What a failure may leave besides.
  let kept: Set<Dump>

  init(_ trial: Trial, _ mode: JournalMode, synchronous: String? = nil) throws {
    self.trial = trial
    self.mode = mode
    let first = Disk()
    do {
      let connection = try trial.open(first, mode)
      try quiet(trial.base).run(on: connection)
      before = try Dump(whole: connection)
      try connection.close()
    }
    start = first.image
    func dumps(_ versions: [Int]) throws -> Set<Dump> {
      try versions.reduce(into: []) { dumps, version in
        let connection = try trial.open(Disk(first.image), mode)
        var part = trial
        part.target = version
        try part.run(on: connection)
        dumps.insert(try Dump(whole: connection))
      }
    }
    kept = try dumps(trial.kept)
    var allowed = try dumps(trial.stops)
    allowed.insert(before)
    disk = Disk(start)
    let connection = try trial.open(disk, mode)
    try trial.run(on: connection)
    changesWhenDone = disk.changes.count
    after = try Dump(whole: connection)
    try connection.close()
    allowed.insert(after)
    self.allowed = allowed
  }
}

extension Trial {
  /// As an application opens its database.
  func open(_ disk: Disk, _ mode: JournalMode) throws -> Connection {
    let connection = try disk.connect()
    _ = try connection.value("PRAGMA journal_mode = \(mode.rawValue)")
    if let cachePages { try connection.setPragma("cache_size", "\(cachePages)") }
    return connection
  }
}

/// What a disk turns out to hold, and how the next run on it ends.
struct Aftermath {
  private let undisturbed: Undisturbed
  /// How the next run ended, by what the file held before it.
  private var ends: [[UInt8]: Dump] = [:]

  init(_ undisturbed: Undisturbed) { self.undisturbed = undisturbed }

  /// - Returns: what is wrong with a disk after a crash; nil when nothing is.
  mutating func problem(with image: DiskImage, mustBeDone: Bool, afterFailure: Bool = false) -> String? {
    do {
      let disk = Disk(image)
      let connection = try undisturbed.trial.open(disk, undisturbed.mode)
      let found = try Dump(whole: connection)
      guard undisturbed.allowed.contains(found) || afterFailure && undisturbed.kept.contains(found) else {
        return "no version: \(found.difference(from: undisturbed.before))"
      }
      if mustBeDone, found != undisturbed.after { return "undone after it was said to be done" }
      try connection.close()
      let file = disk.image[Disk.database] ?? []
      if let end = ends[file] { return end == undisturbed.after ? nil : "ended otherwise before" }
      let again = try undisturbed.trial.open(disk, undisturbed.mode)
      try undisturbed.trial.run(on: again)
      let end = try Dump(whole: again)
      ends[file] = end
      return end == undisturbed.after ? nil : "the next run: \(end.difference(from: undisturbed.after))"
    } catch {
      return "\(error)"
    }
  }
}
