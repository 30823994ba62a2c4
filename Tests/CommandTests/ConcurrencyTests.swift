import Foundation
import SQLiteBinding
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
  private let fixture = "Policies/pending/after"

  @Test func sixteenAtOnceOnANewFile() throws {
    try race(try Workspace())
  }

  @Test func sixteenAtOnceInWALMode() throws {
    let work = try Workspace()
    let connection = try Connection(path: work.database)
    #expect(try connection.value("PRAGMA journal_mode = WAL")?.string == "wal")
    try connection.run("CREATE TABLE theirs (x)")
    try connection.close()
    try race(work)
    #expect(try work.query("PRAGMA journal_mode") == ["wal"])
  }

  /// Everybody succeeds, and every migration is applied by one of them.
  private func race(_ work: Workspace) throws {
    let ids = try Fixtures.history(fixture).map(\.id)
    let arguments = ["up", "--json", "--database", work.database, "--migrations", Fixtures.path(fixture)]
    let processes = try (0..<16).map { _ in try Migrate.start(arguments) }
    let results = try processes.map { try $0.wait(timeout: .seconds(120)) }
    for result in results { #expect(result.status == 0, "\(result)") }
    #expect(try results.flatMap { try $0.applied }.sorted() == ids)
    #expect(try work.history() == ids)
    #expect(try work.query("PRAGMA integrity_check") == ["ok"])
  }

  @Test(arguments: ["DELETE", "WAL"])
  func aHeldLockIsGivenUpOn(_ mode: String) throws {
    let work = try Workspace()
    let connection = try Connection(path: work.database)
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try connection.run("CREATE TABLE theirs (x)")
    try connection.begin(.immediate)
    let start = ContinuousClock.now
    let result = try work.migrate("up", "--lock-timeout", "0.3", on: fixture)
    #expect(result.status == 7, "\(result)")
    #expect(ContinuousClock.now - start < .seconds(15))
    #expect(result.stderr.contains("locked"))
    #expect(result.stderr.contains("Nothing was changed."))
    let json = try work.migrate("up", "--json", "--lock-timeout", "0", on: fixture)
    #expect(try json.error["code"] as? String == "locked")
    try connection.rollback()
    try connection.close()
    #expect(try work.migrate("up", on: fixture).status == 0)
  }

  /// A migration that writes until it is stopped.
  private func endless() throws -> Workspace {
    let work = try Workspace()
    try work.write("001_create_numbers.sql", "CREATE TABLE numbers (n bigint, filler text);")
    #expect(try work.migrate("up").status == 0)
    try work.write(
      "002_fill.sql",
      """
      CREATE TABLE half (x integer);
      INSERT INTO numbers (n, filler)
      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000000000)
      SELECT n, 'a text of some length, so that the pages soon are more than the cache can hold' FROM c;
      """)
    return work
  }

  private func started(_ work: Workspace) throws -> RunningProcess {
    let process = try Migrate.start(["up"] + work.both)
    // Pages have been written over, so that the journal is needed.
    try wait {
      let size = try? FileManager.default.attributesOfItem(atPath: work.database)[.size] as? Int
      let hasJournal = FileManager.default.fileExists(atPath: work.database + "-journal")
      try #require(process.isRunning)
      return hasJournal && size ?? 0 > 1 << 20
    }
    return process
  }

  private func checkIntact(_ work: Workspace) throws {
    // The first to open it puts it right, though it only reads.
    let status = try work.migrate("status", "--json")
    #expect(status.status == 0, "\(status)")
    #expect(try status.json["version"] as? Int == 1)
    #expect(try work.query("SELECT name FROM sqlite_schema WHERE name = 'half'").isEmpty)
    #expect(try work.query("SELECT count(*) FROM numbers") == ["0"])
    #expect(try work.query("PRAGMA integrity_check") == ["ok"])
    try work.write("002_fill.sql", "INSERT INTO numbers VALUES (1, 'one');")
    let up = try work.migrate("up")
    #expect(up.status == 0, "\(up)")
    #expect(try work.history() == ["001_create_numbers", "002_fill"])
  }

  @Test func aKilledRunLeavesTheFileAsItWas() throws {
    let work = try endless()
    let process = try started(work)
    process.send(signal: SIGKILL)
    #expect(try process.wait().signal == SIGKILL)
    #expect(FileManager.default.fileExists(atPath: work.database + "-journal"))
    try checkIntact(work)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func anInterruptedRunEndsInOrder(_ signal: Int32) throws {
    let work = try endless()
    let process = try started(work)
    process.send(signal: signal)
    let result = try process.wait()
    #expect(result.status == 128 + signal, "\(result)")
    #expect(result.signal == nil)
    #expect(result.stderr.contains("Nothing was changed."), "\(result)")
    #expect(!FileManager.default.fileExists(atPath: work.database + "-journal"))
    try checkIntact(work)
  }
}
