import Migrations
import SQLiteBinding
import Testing

/// That the disk of the tests can show what it is for: an engine that does not sync enough is caught.
@Suite struct DiskTests {
  private static let update = "UPDATE books SET pages = pages + 1"

  private func problems(synchronous: String, _ mode: JournalMode, mustBeDone: Bool) throws -> Int {
    let trial = Trial(name: "rows changed", migrations: Library.base)
    let first = Disk()
    let connection = try trial.open(first, mode)
    try quiet(trial.base).run(on: connection)
    let before = try Dump(whole: connection)
    try connection.close()
    let disk = Disk(first.image)
    let writer = try trial.open(disk, mode)
    try writer.setPragma("synchronous", synchronous)
    try writer.run(Self.update)
    let after = try Dump(whole: writer)
    var replay = disk.replay
    var problems = 0
    for (index, change) in disk.changes.enumerated() {
      replay.apply(change)
      let isLast = index + 1 == disk.changes.count
      for seed in 0..<20 {
        let recovered = Disk(replay.afterPowerLoss(seed: UInt64(index * 100 + seed)))
        let found = try? Dump(whole: try trial.open(recovered, mode))
        let isFine = mustBeDone && isLast ? found == after : found == before || found == after
        if !isFine { problems += 1 }
      }
    }
    return problems
  }

  @Test(arguments: JournalMode.allCases)
  func `EXTRA survives a power loss at every change`(_ mode: JournalMode) throws {
    #expect(try problems(synchronous: "EXTRA", mode, mustBeDone: true) == 0)
  }

  @Test(arguments: [JournalMode.delete, .truncate, .persist])
  func `OFF does not`(_ mode: JournalMode) throws {
    #expect(try problems(synchronous: "OFF", mode, mustBeDone: false) > 0)
  }

  @Test func `FULL forgets a commit whose journal was deleted`() throws {
    #expect(try problems(synchronous: "FULL", .delete, mustBeDone: true) > 0)
    #expect(try problems(synchronous: "FULL", .delete, mustBeDone: false) == 0)
  }

  @Test func `NORMAL forgets a commit in WAL mode`() throws {
    #expect(try problems(synchronous: "NORMAL", .wal, mustBeDone: true) > 0)
    #expect(try problems(synchronous: "NORMAL", .wal, mustBeDone: false) == 0)
  }

  @Test(arguments: JournalMode.allCases)
  func `locks keep writers apart and readers together`(_ mode: JournalMode) throws {
    let disk = Disk()
    let trial = Trial(name: "", migrations: [])
    let one = try trial.open(disk, mode)
    let two = try trial.open(disk, mode)
    try one.run("CREATE TABLE t (x)")
    try one.begin(.immediate)
    #expect(throws: SQLiteError.self) { try two.begin(.immediate) }
    #expect(try two.query("SELECT * FROM t").isEmpty)
    try one.run("INSERT INTO t VALUES (1)")
    try one.commit()
    #expect(try two.query("SELECT * FROM t").count == 1)
    try two.run("INSERT INTO t VALUES (2)")
    #expect(try one.query("SELECT * FROM t").count == 2)
    try one.close()
    try two.close()
    #expect(disk.openFiles == 0)
  }

  @Test func `a fault hits the call it is planned for`() throws {
    let disk = Disk()
    let connection = try disk.connect()
    try connection.run("CREATE TABLE t (x)")
    for fault in [DiskFault.full, .inputOutput] {
      disk.plan(PlannedFault(fault: fault, call: 1))
      #expect(throws: SQLiteError.self) { try connection.run("INSERT INTO t VALUES (1)") }
      #expect(disk.hasFailed)
      try connection.run("INSERT INTO t VALUES (1)")
    }
    #expect(try connection.query("SELECT * FROM t").count == 2)
  }
}
