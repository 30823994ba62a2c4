import CSystemSQLite
import Migrations
import SQLiteBinding
import TestSupport
import Testing

/// Connections of every kind, and how they are left.
@Suite struct ConnectionTests {
  private static let history = [
    migration(1, "CREATE TABLE t (a int UNIQUE)", down: "DROP TABLE t"),
    migration(2, "INSERT INTO t VALUES (1)"),
  ]
  private static let failing = history + [migration(3, "INSERT INTO t VALUES (1)")]

  @Test(arguments: [false, true])
  func `a borrowed handle stays its owner's, settings and all`(fails: Bool) throws {
    var handle: OpaquePointer?
    #expect(sqlite3_open(":memory:", &handle) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    sqlite3_exec(
      handle, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = NORMAL; PRAGMA recursive_triggers = ON", nil,
      nil, nil)
    let connection = try Connection(borrowing: try #require(handle))
    func settings() throws -> [Value?] {
      try ["foreign_keys", "synchronous", "recursive_triggers", "legacy_alter_table", "trusted_schema"].map(
        connection.pragma)
        + [Connection.Config.defensive, .dqsDDL, .enableTrigger].map { Value(try connection.config($0)) }
    }
    let before = try settings()
    let error = failure { try quiet(fails ? Self.failing : Self.history).run(on: connection) }
    #expect((error != nil) == fails)
    #expect(try settings() == before)
    #expect(sqlite3_exec(handle, "INSERT INTO t VALUES (5)", nil, nil, nil) == SQLITE_OK)
  }

  @Test func `a connection inside a transaction is refused by name`() throws {
    let connection = try Connection.inMemory()
    try connection.begin()
    #expect(failure { try quiet(Self.history).run(on: connection) }?.code == .usage)
    #expect(connection.isInTransaction)
  }

  @Test func `a file in WAL mode stays in it, and one up to date is not written`() throws {
    try withTemporaryDirectory { folder in
      let path = folder.path("app.db")
      let connection = try Connection(path: path)
      #expect(try connection.value("PRAGMA journal_mode = WAL") == "wal")
      try quiet(Self.history).run(on: connection)
      #expect(try connection.pragma("journal_mode") == "wal")
      let other = try Connection(path: path)
      let version = try other.pragma("data_version")
      let changes = connection.totalChanges
      try quiet(Self.history).run(on: connection)
      #expect(try other.pragma("data_version") == version)
      #expect(connection.totalChanges == changes)
    }
  }

  @Test @MainActor func `asynchronous runs work from any actor, and their events arrive`() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("app.db")
    var applied: [String] = []
    for try await event in quiet(Self.history).events(at: path) {
      if case .applied(let id, _, _) = event { applied.append(id) }
    }
    #expect(applied == ["1_step", "2_step"])
    let connection = try Connection.inMemory()
    let report = try await quiet(Self.history).run(on: connection)
    #expect(report.toVersion == 2)
    #expect(try await quiet(Self.history).run(at: path).steps.isEmpty)
  }

  @Test func `a connection for one thread is not taken to another`() async throws {
    var handle: OpaquePointer?
    #expect(
      sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK)
    defer { sqlite3_close(handle) }
    let connection = try Connection(borrowing: try #require(handle))
    var code: MigrationError.Code?
    do { try await quiet(Self.history).run(on: connection) } catch { code = (error as? MigrationError)?.code }
    #expect(code == .usage)
  }

  @Test func `a cancelled run leaves the file where it was`() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("app.db")
    let endless = Migration(
      id: "3_step", version: 3, description: "",
      up: { db in
        try db.sqlite.execute(
          "INSERT INTO t SELECT n FROM (WITH RECURSIVE c (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c)"
        )
      })
    let (started, signal) = AsyncStream<Void>.makeStream()
    let migrator = quiet(Self.history + [endless]) {
      $0.onEvent = { if case .started(let id, _, _, _) = $0, id == "3_step" { signal.yield() } }
    }
    let task = Task { try await migrator.run(at: path) }
    for await _ in started { break }
    task.cancel()
    let result = await task.result
    #expect(throws: (any Error).self) { try result.get() }
    // SQLite undoes the whole transaction when it interrupts a write: the file is where it was before the run.
    #expect(try quiet(Self.history).applied(at: path).isEmpty)
    #expect(try await quiet(Self.history).run(at: path).toVersion == 2)
  }
}
