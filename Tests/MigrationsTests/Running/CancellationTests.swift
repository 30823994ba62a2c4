import Migrations
import SQLiteBinding
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct CancellationTests {
  private let table = step(1, "CREATE TABLE a (x bigint)")

  @Test func `cancelling interrupts a long statement, and the file stays as it was`() async throws {
    let (started, signal) = AsyncStream<Void>.makeStream()
    let long = code(2) { database in
      try database.sqlite.execute("CREATE TABLE log (x)")
      signal.yield()
      try database.sqlite.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000000000) INSERT INTO a SELECT i FROM n WHERE i % 1000 = 0"
      )
    }
    try await expectUndone([table, long], started)
  }

  @Test func `cancelling stops a migration of many short statements`() async throws {
    let (started, signal) = AsyncStream<Void>.makeStream()
    let long = code(2) { database in
      for i in 0..<5_000_000 {
        try database.execute("INSERT INTO a VALUES (\(i))")
        signal.yield()
      }
    }
    try await expectUndone([table, long], started)
  }

  @Test func `a closure cannot swallow the cancellation`() async throws {
    let (started, signal) = AsyncStream<Void>.makeStream()
    let long = code(2) { database in
      for i in 0..<5_000_000 where !Task.isCancelled {
        signal.yield()
        if (try? database.execute("INSERT INTO a VALUES (\(i))")) == nil { break }
      }
    }
    try await expectUndone([table, long], started)
  }

  @Test func `cancelling ends the wait for another's lock`() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let other = try Connection(path: path)
    try other.run("CREATE TABLE mine (x)")
    try other.begin(.immediate)
    let migrator = quiet([table], lockTimeout: .seconds(100))
    let task = Task { try await migrator.run(at: path) }
    await Task.yield()
    task.cancel()
    let result = await task.result
    #expect(throws: (any Error).self) { try result.get() }
    try other.rollback()
    #expect(try userTables(other) == ["mine"])
  }

  @Test func `a task that is already cancelled does nothing`() async throws {
    let connection = try Connection.inMemory()
    let migrator = quiet([table])
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await migrator.run(on: connection)
    }
    let result = await task.result
    #expect(throws: (any Error).self) { try result.get() }
    #expect(try userTables(connection).isEmpty)
  }

  private func expectUndone(
    _ migrations: [Migration], _ started: AsyncStream<Void>,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) async throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    try await quiet([migrations[0]]).run(at: path)
    let migrator = quiet(migrations)
    let task = Task { try await migrator.run(at: path) }
    for await _ in started { break }
    task.cancel()
    let result = await task.result
    #expect(throws: (any Error).self, sourceLocation: sourceLocation) { try result.get() }
    let connection = try Connection(path: path)
    #expect(try userTables(connection) == ["a"], sourceLocation: sourceLocation)
    #expect(try values("SELECT count(*) FROM a", connection) == [[0]], sourceLocation: sourceLocation)
    #expect(try appliedIDs(connection) == ["m1"], sourceLocation: sourceLocation)
    #expect(try connection.pragma("integrity_check") == "ok", sourceLocation: sourceLocation)
    let next = try await quiet([migrations[0], step(2, "INSERT INTO a VALUES (1)")]).run(on: connection)
    #expect(next.toVersion == 2, sourceLocation: sourceLocation)
  }
}
