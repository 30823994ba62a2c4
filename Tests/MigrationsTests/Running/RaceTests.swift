import Foundation
import Migrations
import SQLiteBinding
import Synchronization
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(3))) struct RaceTests {
  @Test(arguments: [("DELETE", false), ("DELETE", true), ("WAL", false), ("WAL", true)])
  func `sixteen threads at once apply each migration once`(journal: String, hasOneAlone: Bool) throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    if journal == "WAL" { try Connection(path: path).run("PRAGMA journal_mode = WAL") }
    let migrations = (1...20).map { version in
      step(
        version, (version == 1 ? "CREATE TABLE log (v int); " : "") + "INSERT INTO log VALUES (\(version))",
        usesTransaction: !(hasOneAlone && version == 10))
    }
    let outcomes = Mutex<[String]>([])
    let applied = Mutex(0)
    let threads = DispatchGroup()
    for _ in 0..<16 {
      threads.enter()
      let thread = Thread {
        do {
          let report = try quiet(migrations, lockTimeout: .seconds(60)).run(at: path)
          applied.withLock { $0 += report.steps.count }
          outcomes.withLock { $0.append("version \(report.toVersion)") }
        } catch {
          outcomes.withLock { $0.append("\(error)") }
        }
        threads.leave()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    threads.wait()
    #expect(outcomes.withLock { $0 } == Array(repeating: "version 20", count: 16))
    #expect(applied.withLock { $0 } == 20)
    let connection = try Connection(path: path)
    #expect(try values("SELECT v FROM log ORDER BY rowid", connection).map { $0[0].int } == Array(1...20))
    #expect(try connection.pragma("journal_mode")?.string?.uppercased() == journal)
    #expect(try connection.pragma("integrity_check") == "ok")
  }
}
