import Foundation
import Migrations
import PostgresDialect
import SQLiteBinding
import TestSupport
import Testing

/// One run: what it keeps, what it records, what it refuses.
@Suite struct RunTests {
  private static let two = [
    migration(1, "CREATE TABLE a (n int UNIQUE)", down: "DROP TABLE a"),
    migration(2, "INSERT INTO a VALUES (1)", down: "DELETE FROM a"),
  ]

  @Test func `a failure on rows keeps the migrations before it and tells which`() throws {
    let connection = try Connection.inMemory()
    let failing =
      Self.two + [
        migration(3, "CREATE TABLE b (n int);\nINSERT INTO a VALUES (1);"), migration(4, "SELECT 1"),
      ]
    let error = failure { try quiet(failing).run(on: connection) }
    #expect(error?.code == .migrationFailed)
    #expect(error?.location == PostgresDialect.SourceLocation(line: 2, column: 1))
    #expect(error?.diagnostics.first?.state.code == "23505")
    #expect(error?.report?.steps.map(\.id) == ["1_step", "2_step"])
    #expect(error?.report?.toVersion == 2)
    #expect(try connection.userTables == ["a"])
    #expect(try quiet(failing.dropLast(2)).run(on: connection).steps.isEmpty)
  }

  @Test func `a mistake in the text is found before anything runs, and makes no file`() throws {
    try withTemporaryDirectory { folder in
      let path = folder.path("app.db")
      let wrong = Self.two + [migration(3, "ALTER TABLE nope ADD COLUMN x int")]
      let error = failure { try quiet(wrong).run(at: path) }
      #expect(error?.diagnostics.first?.state.code == "42P01")
      #expect(!FileManager.default.fileExists(atPath: path))
      try quiet(Self.two).run(at: path, to: 1)
      #expect(failure { try quiet(wrong).run(at: path) } != nil)
      #expect(try quiet(Self.two).applied(at: path).count == 1)
    }
  }

  @Test func `the history is complete and speaks for itself`() throws {
    let connection = try Connection.inMemory()
    try quiet(Self.two) { $0.toolVersion = "9.9" }.run(on: connection)
    let row = try connection.query("SELECT * FROM _migrations ORDER BY version DESC LIMIT 1")[0]
    #expect(
      row["id"] == "2_step" && row["version"] == 2 && row["description"] == "Step 2" && row["format"] == 1)
    #expect(row["up_sql"] == "INSERT INTO a VALUES (1)" && row["down_sql"] == "DELETE FROM a")
    #expect(row["checksum"]?.string?.hasPrefix("sha256:") == true && row["tool_version"] == "9.9")
    #expect(row["sqlite_version"]?.string == Connection.libraryVersion && row["duration_ms"]?.int != nil)
    let time = try connection.value(
      "SELECT applied_at GLOB '20[0-9][0-9]-[01][0-9]-[0-3][0-9] *.[0-9][0-9][0-9]' FROM _migrations")
    #expect(time == 1)
  }

  @Test(arguments: [
    "CREATE TABLE _migrations (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE _Migrations (version INTEGER)",
    "CREATE VIEW _migrations AS SELECT 1 AS id",
  ])
  func `a table of that name that is not ours is left alone`(sql: String) throws {
    let connection = try Connection.inMemory()
    try connection.execute(sql)
    #expect(failure { try quiet(Self.two).run(on: connection) }?.code == .notOurs)
    #expect(try connection.value("SELECT count(*) FROM sqlite_schema") == 1)
  }

  @Test func `a history of a newer format is refused`() throws {
    let connection = try Connection.inMemory()
    try quiet(Self.two).run(on: connection)
    try connection.execute("UPDATE _migrations SET format = 2")
    #expect(failure { try quiet(Self.two).run(on: connection) }?.code == .newerDatabase)
  }

  @Test func `steps back go to a version, by count, all the way, and around`() throws {
    let connection = try Connection.inMemory()
    let history = Self.two + [migration(3, "CREATE TABLE b (n int)", down: "DROP TABLE b")]
    let migrator = quiet(history)
    try migrator.run(on: connection)
    #expect(try migrator.rollback(.steps(1), on: connection).steps.map(\.id) == ["3_step"])
    #expect(try migrator.redo(on: connection).steps.map(\.direction) == [.down, .up])
    #expect(try migrator.rollback(.version(1), on: connection).toVersion == 1)
    try migrator.run(on: connection)
    #expect(try migrator.rollback(.all, on: connection).toVersion == 0)
    #expect(try connection.userTables.isEmpty)
    #expect(try migrator.redo(on: connection).steps.isEmpty)
  }

  @Test func `a missing down is named before anything is undone`() throws {
    let connection = try Connection.inMemory()
    let history =
      [migration(1, "CREATE TABLE a (n int)")] + [
        migration(2, "CREATE TABLE b (n int)", down: "DROP TABLE b")
      ]
    try quiet(history).run(on: connection)
    let error = failure { try quiet(history).rollback(.all, on: connection) }
    #expect(error?.code == .irreversible && error?.message.contains("1_step") == true)
    #expect(try connection.userTables == ["a", "b"])
  }

  @Test func `a redo that fails leaves the migration applied`() throws {
    let connection = try Connection.inMemory()
    let history = [migration(1, "CREATE TABLE a (n int UNIQUE)", down: "DROP TABLE a")]
    try quiet(history).run(on: connection)
    let broken = [
      Migration(
        id: "1_step", version: 1, description: "Step 1",
        up: { _ in throw MigrationError(.usage, "no") }, down: { db in try db.execute("DROP TABLE a") })
    ]
    #expect(failure { try quiet(broken).redo(on: connection) } != nil)
    #expect(try connection.userTables == ["a"])
    #expect(try quiet(history).applied(on: connection).count == 1)
  }

  @Test func `marking records and forgets without running`() throws {
    let connection = try Connection.inMemory()
    try quiet(Self.two).markApplied("1_step", on: connection)
    try quiet(Self.two).markApplied("1_step", on: connection)
    #expect(try connection.userTables.isEmpty)
    #expect(try quiet(Self.two).applied(on: connection).map(\.id) == ["1_step"])
    try quiet(Self.two).markPending("1_step", on: connection)
    #expect(try quiet(Self.two).run(on: connection).toVersion == 2)
    #expect(failure { try quiet(Self.two).markApplied("nope", on: connection) }?.code == .usage)
  }

  @Test func `outside a transaction what ran stays, and is known afterwards`() throws {
    let connection = try Connection.inMemory()
    let alone = Migration(
      id: "2_step", version: 2, description: "", up: "CREATE TABLE b (n int); INSERT INTO a VALUES (1), (1);",
      usesTransaction: false)
    let error = failure { try quiet([Self.two[0], alone, migration(3, "SELECT 1")]).run(on: connection) }
    #expect(error?.report?.steps.map(\.id) == ["1_step"])
    #expect(try connection.userTables == ["a", "b"])
    let mended = Migration(
      id: "2_step", version: 2, description: "",
      up: "CREATE TABLE IF NOT EXISTS b (n int); ALTER TABLE b ADD COLUMN m int NOT NULL DEFAULT 1",
      usesTransaction: false)
    #expect(
      try quiet([Self.two[0], mended, migration(3, "SELECT m FROM b")]).run(on: connection).toVersion == 3)
    let block = Migration(
      id: "4_step", version: 4, description: "", up: "BEGIN; SELECT 1; COMMIT", usesTransaction: false)
    #expect(failure { try quiet([block]).preview(at: ":memory:") } != nil)
  }

  @Test func `events tell a run in order`() throws {
    let connection = try Connection.inMemory()
    let log = Log()
    try quiet(Self.two) { $0.onEvent = log.add }.run(on: connection)
    #expect(
      log.lines == [
        "started 1_step 1/2", "statement", "applied 1_step", "started 2_step 2/2", "statement",
        "applied 2_step", "committed 2",
      ])
  }

  @Test func `a verified history says what can be undone, and whose down does not restore`() throws {
    #expect(try quiet(Self.two).verify().undone == ["2_step", "1_step"])
    let wrong = [Self.two[0], migration(2, "CREATE TABLE b (n int)", down: "SELECT 1")]
    #expect(failure { try quiet(wrong).verify() }?.migration == "2_step")
    #expect(try quiet([migration(1, "CREATE TABLE b (n int)")]).verify().irreversible == "1_step")
  }
}
