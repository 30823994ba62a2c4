import CSystemSQLite
import Foundation
import Migrations
import SQLiteBinding
import Testing

/// Memory that SQLite asks for and does not get. Its allocator can only be changed before it is used at all, so this runs in
/// processes of its own.
@Suite struct MemoryTests {
  private static let trials = Library.trials.filter { $0.cachePages == nil }.map(\.name)

  @Test(arguments: trials, [JournalMode.delete.rawValue, JournalMode.wal.rawValue])
  func `out of memory at any moment is a clear error, nothing is lost, and the retry works`(
    _ name: String, _ mode: String
  ) async {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent]
    ) { [name = name as String, mode = mode as String] in
      do {
        try ScarceMemory.install()
        let trial = try #require(Library.trials.first { $0.name == name })
        try ScarceMemory.tryOut(trial, try #require(JournalMode(rawValue: mode)))
      } catch {
        FileHandle.standardError.write(Data("\(error)".utf8))
      }
    }
    #expect(result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? "" == "")
    report("out of memory", "\(name), \(mode)", points: ScarceMemory.points)
  }
}

/// SQLite's own allocator, with some requests turned down.
enum ScarceMemory {
  nonisolated(unsafe) private static var original = sqlite3_mem_methods()
  /// Requests so far.
  nonisolated(unsafe) static var count = 0
  /// The request that gets nothing; 0 for none.
  nonisolated(unsafe) static var failing = 0
  nonisolated(unsafe) static var isLasting = false

  private static func isDenied() -> Bool {
    count += 1
    return failing > 0 && (count == failing || isLasting && count > failing)
  }

  static func install() throws {
    sqlite3_shutdown()
    guard csqlite_allocator(&original, 0) == SQLITE_OK else { throw Damaged(description: "no allocator") }
    var scarce = original
    scarce.xMalloc = { ScarceMemory.isDenied() ? nil : ScarceMemory.original.xMalloc($0) }
    scarce.xRealloc = { ScarceMemory.isDenied() ? nil : ScarceMemory.original.xRealloc($0, $1) }
    guard csqlite_allocator(&scarce, 1) == SQLITE_OK else { throw Damaged(description: "not set") }
  }

  static func tryOut(_ trial: Trial, _ mode: JournalMode) throws {
    let undisturbed = try Undisturbed(trial, mode)
    var aftermath = Aftermath(undisturbed)
    let counting = try trial.open(Disk(undisturbed.start), mode)
    count = 0
    try trial.run(on: counting)
    let total = count
    for isLasting in [false, true] {
      for number in 1...tries {
        try tryOut(undisturbed, &aftermath, request: max(1, number * total / tries), isLasting)
      }
    }
  }

  private static let tries = Thoroughness.isFull ? 300 : 4
  /// Requests that are turned down in a trial.
  static var points: Int { 2 * tries }

  private static func tryOut(
    _ undisturbed: Undisturbed, _ aftermath: inout Aftermath, request: Int, _ isLasting: Bool
  ) throws {
    let disk = Disk(undisturbed.start)
    let connection = try undisturbed.trial.open(disk, undisturbed.mode)
    var isDone = false
    count = 0
    failing = request
    self.isLasting = isLasting
    let result = Result { try undisturbed.trial.run(on: connection) }
    failing = 0
    do {
      try result.get()
      isDone = true
    } catch let error as MigrationError {
      guard error.code == .inputOutput else {
        throw Damaged(description: "\(undisturbed.trial.name), request \(request): \(error.code): \(error)")
      }
    }
    // What had no memory to be put back is before the next statement.
    let synchronous = try connection.pragma("synchronous")
    var problem = connection.isInTransaction ? "left in a transaction" : nil
    if synchronous != 2 { problem = "the connection's settings are not put back" }
    problem = problem ?? aftermath.problem(with: disk.image, mustBeDone: isDone, afterFailure: true)
    if problem == nil {
      try undisturbed.trial.run(on: connection)
      if try Dump(whole: connection) != undisturbed.after { problem = "the retry ends otherwise" }
    }
    if let problem {
      throw Damaged(
        description:
          "\(undisturbed.trial.name) \(undisturbed.mode), request \(request), \(isLasting): \(problem)")
    }
  }
}
