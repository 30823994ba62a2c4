import CSystemSQLite
import Migrations
import SQLiteBinding
import TestSupport
import Testing

@Suite struct AsyncTests {
  private let migrations = [
    step(1, "CREATE TABLE a (x int)"), step(2, "CREATE TABLE b (x int)", down: "DROP TABLE b"),
  ]

  @MainActor @Test func `the main actor can wait for a run on a file and on a connection`() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    #expect(try await quiet(migrations).run(at: path, to: 1).toVersion == 1)
    let connection = try Connection(path: path)
    #expect(try await quiet(migrations).run(on: connection).toVersion == 2)
    #expect(try await quiet(migrations).rollback(.steps(1), on: connection).toVersion == 1)
  }

  @Test func `the stream gives every event and ends`() async throws {
    let folder = try TemporaryDirectory()
    let log = EventLog()
    for try await event in quiet(migrations).events(at: folder.path("a.db")) { log.add(event) }
    #expect(
      log.lines.filter { !$0.hasPrefix("statement") } == [
        "started m1 up 1/2", "applied m1 up", "started m2 up 2/2", "applied m2 up", "committed 2",
      ])
  }

  @Test func `the stream throws what the run throws`() async throws {
    let folder = try TemporaryDirectory()
    let log = EventLog()
    let bad = step(3, "INSERT INTO a VALUES (1); ALTER TABLE a ADD COLUMN y int NOT NULL")
    var code: MigrationError.Code?
    do {
      for try await event in quiet(migrations + [bad]).events(at: folder.path("a.db")) { log.add(event) }
    } catch let error as MigrationError {
      code = error.code
    }
    #expect(code == .migrationFailed)
    #expect(log.lines.last == "committed 2")
  }

  @Test func `a stream reaches the version asked for, and the application's own observer`() async throws {
    let folder = try TemporaryDirectory()
    let log = EventLog()
    var migrator = quiet(migrations)
    migrator.options.onEvent = { log.add($0) }
    for try await _ in migrator.events(at: folder.path("a.db"), to: 1) {}
    #expect(log.lines.last == "committed 1")
  }

  @Test func `a connection that SQLite does not serialise is refused`() async throws {
    var handle: OpaquePointer?
    #expect(
      sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK)
    let database = try #require(handle)
    defer { sqlite3_close(database) }
    let connection = try Connection(borrowing: database)
    var code: MigrationError.Code?
    do {
      _ = try await quiet(migrations).run(on: connection)
    } catch let error as MigrationError {
      code = error.code
    }
    #expect(code == .usage)
    let report = try Self.synchronously(quiet(migrations), connection)
    #expect(report.toVersion == 2)
  }

  private static func synchronously(_ migrator: Migrator, _ connection: Connection) throws -> Report {
    try migrator.run(on: connection)
  }
}
