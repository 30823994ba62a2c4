import Foundation
import SQLiteBinding
import TestSupport
import Testing

/// Real processes that start at one instant, are stopped, or are killed at any time.
@Suite(.serialized) struct ProcessTests {
  private static let fixture = "Policies/pending/after"

  @Test(arguments: [2, 4, 8, 16], [("DELETE", true), ("DELETE", false), ("WAL", true), ("WAL", false)])
  func aRace(_ count: Int, _ setting: (mode: String, isNew: Bool)) throws {
    for _ in 0..<Self.trials { try race(count, setting.mode, isNew: setting.isNew) }
  }

  /// With `FAULTS=all` as many as the promise is made for.
  private static let trials = ProcessInfo.processInfo.environment["FAULTS"] == "all" ? 200 : 1

  private func race(_ count: Int, _ mode: String, isNew: Bool) throws {
    let work = try Workspace()
    if mode == "WAL" {
      let connection = try Connection(path: work.database)
      _ = try connection.value("PRAGMA journal_mode = WAL")
      try connection.close()
    }
    if !isNew { #expect(try work.migrate("up", "--to", "2", on: Self.fixture).status == 0) }
    let ids = try Fixtures.history(Self.fixture).map(\.id)
    let arguments = [
      "up", "--json", "--database", work.database, "--migrations", Fixtures.path(Self.fixture),
    ]
    let processes = try (0..<count).map { _ in try Migrate.start(arguments) }
    let results = try processes.map { try $0.wait(timeout: .seconds(60)) }
    for result in results { #expect(result.status == 0, "\(result)") }
    #expect(try results.flatMap { try $0.applied }.sorted() == Array(ids.dropFirst(isNew ? 0 : 2)))
    #expect(try work.history() == ids)
    #expect(try work.query("PRAGMA integrity_check") == ["ok"])
  }

  /// Writes until it is stopped, so that it has the lock.
  private func holder(_ work: Workspace) throws -> RunningProcess {
    try work.write("001_create_numbers.sql", "CREATE TABLE numbers (n bigint, filler text);")
    #expect(try work.migrate("up").status == 0)
    try work.write(
      "002_fill.sql",
      """
      INSERT INTO numbers (n, filler)
      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000000000)
      SELECT n, 'a text of some length, so that the pages soon are more than the cache can hold' FROM c;
      """)
    let process = try Migrate.start(["up"] + work.both)
    try wait {
      try #require(process.isRunning)
      let sizes = ["", "-wal"].map { name in
        (try? FileManager.default.attributesOfItem(atPath: work.database + name)[.size] as? Int) ?? 0
      }
      return sizes.contains { $0 > 1 << 20 }
    }
    return process
  }

  @Test(arguments: ["DELETE", "WAL"])
  func othersWaitForOneThatIsStoppedAndThenSaySo(_ mode: String) throws {
    let work = try Workspace()
    let connection = try Connection(path: work.database)
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try connection.close()
    let process = try holder(work)
    process.send(signal: SIGSTOP)
    let start = ContinuousClock.now
    let others = try (0..<2).map { _ in try Migrate.start(["up", "--lock-timeout", "0.5"] + work.both) }
    for other in others {
      let result = try other.wait()
      #expect(result.status == 7, "\(result)")
      #expect(result.stderr.contains("locked by migrate (process \(process.processIdentifier))"), "\(result)")
      #expect(result.stderr.contains("gave up after 0.5 seconds"), "\(result)")
      #expect(result.stderr.contains("Nothing was changed."))
    }
    #expect(ContinuousClock.now - start > .milliseconds(500))
    // Its end frees the lock at once, however it comes.
    process.send(signal: SIGKILL)
    #expect(try process.wait().signal == SIGKILL)
    try work.write("002_fill.sql", "INSERT INTO numbers VALUES (1, 'one');")
    let next = try work.migrate("up", "--lock-timeout", "5")
    #expect(next.status == 0, "\(next)")
    #expect(try work.query("SELECT count(*) FROM numbers") == ["1"])
    #expect(try work.query("PRAGMA integrity_check") == ["ok"])
  }

  /// One after the other is killed a little later, until one gets through: each goes on from a version.
  @Test(arguments: ["DELETE", "WAL"])
  func killedAtAnyTime(_ mode: String) throws {
    let work = try Workspace()
    let connection = try Connection(path: work.database)
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try connection.close()
    try work.write("001_a.sql", "CREATE TABLE a (x bigint PRIMARY KEY, y text);")
    try work.write("002_b.sql", "INSERT INTO a SELECT i, 'row ' || i FROM generate_series(1, 5000) AS i;")
    try work.write("003_c.sql", "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON a (y);")
    try work.write("004_d.sql", "ALTER TABLE a ALTER COLUMN x TYPE text USING x::text;")
    var kills = 0
    var microseconds: UInt32 = 4000
    while true {
      let process = try Migrate.start(["up"] + work.both)
      usleep(microseconds)
      process.send(signal: SIGKILL)
      let result = try process.wait()
      let isNew = try work.query("SELECT 1 FROM sqlite_schema WHERE name = '_migrations'").isEmpty
      let applied = isNew ? [] : try work.history()
      #expect([0, 2, 3, 4].contains(applied.count), "\(applied)")
      if work.hasDatabase { #expect(try work.query("PRAGMA integrity_check") == ["ok"]) }
      if result.signal == nil {
        #expect(result.status == 0, "\(result)")
        break
      }
      kills += 1
      microseconds = microseconds * 3 / 2
    }
    #expect(kills > 0)
    #expect(try work.history().count == 4)
    #expect(try work.query("SELECT count(*) FROM a WHERE y = 'row ' || x") == ["5000"])
    #expect(try work.migrate("drift").status == 0)
  }

  @Test func switchingToWALAtOnce() throws {
    let work = try Workspace()
    let connection = try Connection(path: work.database)
    try connection.run("CREATE TABLE theirs (x)")
    try connection.close()
    let arguments = ["up", "--database", work.database, "--migrations", Fixtures.path(Self.fixture)]
    let processes = try (0..<4).map { _ in try Migrate.start(arguments) }
    // The application switches meanwhile, as often as it is let.
    let application = try Connection(path: work.database)
    let deadline = ContinuousClock.now + .seconds(30)
    let mode = try application.withBusyRetry(until: deadline) {
      try application.value("PRAGMA journal_mode = WAL")
    }
    #expect(mode == "wal")
    for process in processes {
      let result = try process.wait()
      #expect(result.status == 0, "\(result)")
    }
    try application.close()
    #expect(try work.history().count == 5)
    #expect(try work.query("PRAGMA journal_mode") == ["wal"])
    #expect(try work.query("PRAGMA integrity_check") == ["ok"])
  }

  /// An application that reads for long sees the schema as it was, or all of the new one, and is in nobody's way for ever.
  @Test func aReaderSeesNoHalf() throws {
    for mode in ["DELETE", "WAL"] {
      let work = try Workspace()
      let reader = try Connection(path: work.database)
      _ = try reader.value("PRAGMA journal_mode = \(mode)")
      #expect(try work.migrate("up", "--to", "2", on: Self.fixture).status == 0)
      try reader.begin(.deferred)
      let before = try reader.query("SELECT sql FROM sqlite_schema ORDER BY name")
      let rows = try reader.query("SELECT * FROM notes")
      let result = try work.migrate("up", "--lock-timeout", "0.3", on: Self.fixture)
      #expect(try reader.query("SELECT sql FROM sqlite_schema ORDER BY name") == before)
      #expect(try reader.query("SELECT * FROM notes") == rows)
      if mode == "DELETE" {
        #expect(result.status == 7, "\(result)")
        #expect(result.stderr.contains("(process \(getpid()))"), "\(result)")
        #expect(try work.history().count == 2)
      } else {
        #expect(result.status == 0, "\(result)")
      }
      try reader.rollback()
      #expect(try work.migrate("up", on: Self.fixture).status == 0)
      #expect(try reader.query("SELECT * FROM _migrations").count == 5)
    }
  }
}
