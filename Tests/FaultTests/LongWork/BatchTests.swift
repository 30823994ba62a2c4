import Migrations
import PostgresDialect
import SQLiteBinding
import Synchronization
import Testing

/// Large data steps in parts.
@Suite struct BatchTests {
  private static let table = step(
    1,
    """
    CREATE TABLE notes (id bigint PRIMARY KEY, body text NOT NULL, words int);
    INSERT INTO notes (id, body) SELECT i * 3 - 200, repeat('word ', 1 + i % 40) FROM generate_series(1, 500) AS i;
    CREATE TABLE tags (tag text PRIMARY KEY, note bigint REFERENCES notes ON DELETE CASCADE);
    INSERT INTO tags SELECT 'tag ' || id, id FROM notes WHERE id % 2 = 0;
    """)

  static let statements = [
    "UPDATE notes SET words = length(body) / 5",
    "UPDATE notes AS n SET words = 7 WHERE n.id % 5 = 0 OR n.words IS NULL",
    "DELETE FROM notes WHERE id % 7 = 0 OR id < 0",
    "INSERT INTO tags (tag, note) SELECT 'copy of ' || t.tag, t.note FROM tags AS t WHERE t.note > 50",
    "INSERT INTO notes (id, body) SELECT id + 100000, body FROM notes ON CONFLICT DO NOTHING",
    "UPDATE tags SET note = (SELECT min(id) FROM notes WHERE id > 0) WHERE tag LIKE '%4'",
    "DELETE FROM tags USING notes WHERE notes.id = tags.note AND notes.id < 300",
  ]

  @Test(arguments: statements, [1, 40, 1000])
  func `parts come to the same as the whole`(_ sql: String, size: Int) throws {
    guard size > 1 || sql.hasPrefix("DELETE FROM tags") else { return }
    let whole = try Disk().connect()
    try quiet([Self.table, step(2, sql)]).run(on: whole)
    let parts = try Disk().connect()
    let numbers = Mutex<[Int]>([])
    var options = Migrator.Options()
    options.logger = nil
    options.backup = .never
    options.onEvent = { event in
      if case .batch(_, let number) = event { numbers.withLock { $0.append(number) } }
    }
    let batched = Migration(id: "m2", version: 2, description: "Step 2", up: sql, batchSize: size)
    let report = try Migrator([Self.table, batched], options: options).run(on: parts)
    #expect(report.steps.map(\.id) == ["m1", "m2"])
    #expect(try Dump(whole: parts) == Dump(whole: whole))
    let count = numbers.withLock { $0 }
    #expect(count == Array(1...count.count))
    #expect(size == 1000 || count.count > 5)
    #expect(try quiet([Self.table, batched]).run(on: parts).steps.isEmpty)
  }

  static let mistakes = [
    ("UPDATE notes SET words = 1;\nDELETE FROM notes", 2, "one statement"),
    ("\nCREATE TABLE x (y int)", 2, "only an UPDATE"),
    ("UPDATE notes SET\nid = id + 1", 2, "cannot be changed"),
    ("UPDATE\npairs SET a = 1", 2, "primary key of one column"),
    ("DELETE FROM\nplain", 2, "primary key of one column"),
    ("INSERT INTO plain\nVALUES (1)", 1, "from a table"),
    ("INSERT INTO plain\nSELECT count(*) FROM notes", 2, "each row by itself"),
    ("INSERT INTO plain\nSELECT id FROM notes ORDER BY 1 LIMIT 5", 2, "each row by itself"),
    ("INSERT INTO plain\nSELECT n.id FROM notes n, tags t", 2, "read one table"),
    ("UPDATE\ntimes SET b = 1", 2, "numbers, text or uuid"),
    ("", 1, "one statement"),
  ]

  @Test(arguments: mistakes)
  func `what cannot be done in parts is refused before anything runs`(sql: String, line: Int, message: String)
    throws
  {
    let connection = try Disk().connect()
    let tables = step(
      2,
      "CREATE TABLE pairs (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE plain (x bigint); CREATE TABLE times (a timestamptz PRIMARY KEY, b int)"
    )
    let batched = Migration(id: "m3", version: 3, description: "", up: sql, batchSize: 10)
    do {
      try quiet([Self.table, tables, batched]).run(on: connection)
      Issue.record("not refused")
    } catch let error as MigrationError {
      #expect(error.migration == "m3")
      #expect(error.location?.line == line, "\(error)")
      #expect(error.message.contains(message), "\(error)")
    }
    #expect(try connection.query("SELECT * FROM sqlite_schema").isEmpty)
  }

  @Test(arguments: [JournalMode.delete, .wal])
  func `killed or without power at any change, a run goes on where it was`(_ mode: JournalMode) throws {
    let batched = Migration(
      id: "m2", version: 2, description: "Step 2", up: "UPDATE notes SET words = coalesce(words, 0) + 1",
      batchSize: 120)
    let trial = Trial(name: "batches", base: [Self.table], migrations: [Self.table, batched])
    let undisturbed = try Undisturbed(trial, mode)
    var replay = undisturbed.disk.replay
    var ends: [[UInt8]: Dump] = [:]
    var states: Set<Int> = []
    for (index, change) in undisturbed.disk.changes.enumerated() {
      replay.apply(change)
      for image in [replay.afterKill, replay.afterPowerLoss(seed: UInt64(index))] {
        let disk = Disk(image)
        let connection = try trial.open(disk, mode)
        #expect(try connection.query("PRAGMA integrity_check").map { $0[0] } == ["ok"])
        let done = try connection.value("SELECT count(*) FROM notes WHERE words = 1")?.int ?? -1
        // Rows and bookmark always agree.
        if try connection.value("SELECT 1 FROM sqlite_schema WHERE name = '_migrations_batches'") != nil {
          let place = try connection.value("SELECT after FROM _migrations_batches") ?? .null
          #expect(try connection.value("SELECT count(*) FROM notes WHERE id <= ?", [place])?.int == done)
        } else {
          #expect([0, 500].contains(done))
        }
        states.insert(done)
        try connection.close()
        let file = disk.image[Disk.database] ?? []
        guard ends[file] == nil else { continue }
        let next = try trial.open(disk, mode)
        try trial.run(on: next)
        let end = try Dump(whole: next)
        ends[file] = end
        #expect(end == undisturbed.after)
      }
    }
    #expect(states == [0, 120, 240, 360, 480, 500])
  }

  @Test func `the log stays bounded`() throws {
    let rows = step(
      1,
      "CREATE TABLE big (id bigint PRIMARY KEY, body text); INSERT INTO big SELECT i, repeat('x', 1000) FROM generate_series(1, 4000) AS i;"
    )
    func largestLog(_ migration: Migration) throws -> Int {
      let disk = Disk()
      let connection = try Trial(name: "", migrations: []).open(disk, .wal)
      try connection.setPragma("wal_autocheckpoint", "50")
      try quiet([rows]).run(on: connection)
      let prepared = Disk(disk.image)
      try connection.close()
      let next = Disk(disk.image)
      withExtendedLifetime(prepared) {}
      let writer = try Trial(name: "", migrations: []).open(next, .wal)
      try writer.setPragma("wal_autocheckpoint", "50")
      try quiet([rows, migration]).run(on: writer)
      return next.largestSize(of: Disk.database + "-wal")
    }
    let sql = "UPDATE big SET body = body || 'y'"
    let whole = try largestLog(step(2, sql))
    let parts = try largestLog(Migration(id: "m2", version: 2, description: "", up: sql, batchSize: 100))
    #expect(whole > 4_000_000)
    #expect(parts < 600_000, "\(parts)")
  }

  @Test func `in Swift each row is met once`() throws {
    let connection = try Disk().connect()
    let fails = Mutex(true)
    let batched = Migration(id: "m2", version: 2, description: "", batchesOf: "notes", batchSize: 90) {
      database, batch in
      let rows = try database.query("SELECT id FROM notes WHERE \(batch.condition)")
      try database.execute(
        "UPDATE notes SET words = coalesce(words, 0) + \(rows.count) WHERE \(batch.condition)")
      if rows.contains(where: { $0[0] == 400 }), fails.withLock({ $0 }) {
        throw Damaged(description: "their own")
      }
    }
    do {
      try quiet([Self.table, batched]).run(on: connection)
      Issue.record("not thrown")
    } catch let error as MigrationError {
      #expect(error.migration == "m2")
      #expect(error.message.contains("their own"))
      #expect(error.report?.toVersion == 1)
    }
    #expect(try connection.value("SELECT count(*) FROM notes WHERE words = 90") == 180)
    fails.withLock { $0 = false }
    #expect(try quiet([Self.table, batched]).run(on: connection).toVersion == 2)
    #expect(try connection.value("SELECT count(*) FROM notes WHERE words = 90") == 450)
    #expect(try connection.value("SELECT count(*) FROM notes WHERE words = 50") == 50)
  }

  @Test func `one that was edited half-way is refused`() throws {
    let connection = try Disk().connect()
    func batched(_ sql: String) -> Migration {
      Migration(id: "m2", version: 2, description: "", up: sql, batchSize: 100)
    }
    let bad = batched("UPDATE notes SET words = 100 / (id - 400)")
    #expect(throws: MigrationError.self) { try quiet([Self.table, bad]).run(on: connection) }
    #expect(try connection.value("SELECT count(*) FROM notes WHERE words IS NOT NULL") == 100)
    do {
      try quiet([Self.table, batched("UPDATE notes SET words = 1")]).run(on: connection)
      Issue.record("not refused")
    } catch let error as MigrationError {
      #expect(error.code == .historyConflict)
      #expect(error.message.contains("1 of its batches"))
    }
    try connection.run("UPDATE notes SET id = 1000000 WHERE id = 400")
    #expect(try quiet([Self.table, bad]).run(on: connection).toVersion == 2)
  }

  @Test func `a step back and a redo take it whole`() throws {
    let connection = try Disk().connect()
    let batched = Migration(
      id: "m2", version: 2, description: "", up: "UPDATE notes SET words = 1", batchSize: 100,
      down: "UPDATE notes SET words = NULL")
    let migrator = quiet([Self.table, batched])
    try migrator.run(on: connection)
    #expect(try migrator.redo(on: connection).steps.count == 2)
    #expect(try connection.value("SELECT count(*) FROM notes WHERE words = 1") == 500)
    #expect(try migrator.rollback(.version(1), on: connection).toVersion == 1)
    #expect(try connection.value("SELECT count(*) FROM notes WHERE words IS NULL") == 500)
  }

  @Test func `an empty table is done at once`() throws {
    let connection = try Disk().connect()
    let table = step(1, "CREATE TABLE notes (id uuid PRIMARY KEY, x int)")
    let batched = Migration(id: "m2", version: 2, description: "", up: "DELETE FROM notes", batchSize: 5)
    #expect(try quiet([table, batched]).run(on: connection).toVersion == 2)
  }
}
