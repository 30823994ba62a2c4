import Migrations
import SQLiteBinding
import Synchronization
import Testing

/// Long runs: they tell that they move, and end in order when they may not go on.
@Suite struct StopTests {
  private let table = step(1, "CREATE TABLE a (x bigint)")
  private let endless = step(
    2,
    """
    CREATE TABLE b (x bigint);
    INSERT INTO a WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i % 1000 = 0
    """)

  @Test func `a run that takes too long is undone, and has told that it moved`() throws {
    let connection = try Disk().connect()
    try quiet([table]).run(on: connection)
    let before = try Dump(whole: connection)
    let told = Mutex<[(String, Int, Duration)]>([])
    var options = Migrator.Options()
    options.logger = nil
    options.backup = .never
    options.timeLimit = .milliseconds(1300)
    options.onEvent = { event in
      if case .working(let id, let line, let elapsed) = event {
        told.withLock { $0.append((id, line, elapsed)) }
      }
    }
    let start = ContinuousClock.now
    do {
      try Migrator([table, endless], options: options).run(on: connection)
      Issue.record("it ended")
    } catch let error as MigrationError {
      #expect(error.code == .migrationFailed)
      #expect(error.message.contains("longer than 1.3 seconds"), "\(error)")
      #expect(error.migration == "m2")
    }
    #expect(ContinuousClock.now - start >= .milliseconds(1300))
    let events = told.withLock { $0 }
    #expect(events.count >= 1)
    #expect(events.allSatisfy { $0.0 == "m2" && $0.1 == 2 && $0.2 >= .milliseconds(500) })
    #expect(!connection.isInTransaction)
    #expect(try Dump(whole: connection) == before)
    // Nothing of it is left on the connection.
    try connection.run("CREATE TABLE more (x)")
    options.timeLimit = .seconds(60)
    #expect(try Migrator([table, step(2, "SELECT 1")], options: options).run(on: connection).toVersion == 2)
  }

  @Test func `the time limit counts between short statements too`() throws {
    let connection = try Disk().connect()
    var options = Migrator.Options()
    options.logger = nil
    options.backup = .never
    options.timeLimit = .milliseconds(100)
    let many = code(2) { database in
      for i in 0..<1_000_000 { try database.execute("INSERT INTO a VALUES (\(i))") }
    }
    do {
      try Migrator([table, many], options: options).run(on: connection)
      Issue.record("it ended")
    } catch let error as MigrationError {
      #expect(error.message.contains("longer than 0.1 seconds"), "\(error)")
    }
    // The one before it was done in time.
    #expect(try connection.query("SELECT id FROM _migrations").count == 1)
    #expect(try connection.query("SELECT * FROM a").isEmpty)
  }

  @Test func `the application's own progress handler is asked during a run and stays`() throws {
    let connection = try Disk().connect()
    try quiet([table]).run(on: connection)
    let asked = Mutex(0)
    connection.setProgressHandler(every: 1000) {
      asked.withLock { count in
        count += 1
        return count < 50
      }
    }
    #expect(throws: MigrationError.self) { try quiet([table, endless]).run(on: connection) }
    #expect(asked.withLock { $0 } >= 50)
    #expect(throws: SQLiteError.self) {
      try connection.run(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")
    }
  }
}
