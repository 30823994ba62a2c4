import Migrations
import SQLiteBinding
import Synchronization
import TestSupport
import Testing

@Suite struct ClosureTests {
  @Test func `a migration in Swift takes PostgreSQL's SQL and gives rows`() throws {
    let connection = try Connection.inMemory()
    try quiet([
      code(1) { database in
        try database.execute("CREATE TABLE n (id serial PRIMARY KEY, body text, done boolean DEFAULT false)")
        try database.execute("INSERT INTO n (body) VALUES ('a'), ('b')")
        for row in try database.query("SELECT id, body::text || '!' AS loud FROM n ORDER BY id") {
          let id: Int = try row.get("id")
          let loud: String = try row.get("loud")
          try database.execute("UPDATE n SET body = '\(loud)' WHERE id = \(id)")
        }
        try database.sqlite.run("INSERT INTO n (body) VALUES (?)", ["c"])
        let count = try database.sqlite.query("SELECT count(*) FROM n")[0][0]
        guard count == 3 else { throw Oops() }
      }
    ]).run(on: connection)
    #expect(
      try values("SELECT body, done FROM n ORDER BY id", connection) == [["a!", 0], ["b!", 0], ["c", 0]])
  }

  @Test func `what SQLite's own SQL makes is seen by PostgreSQL's`() throws {
    let connection = try Connection.inMemory()
    let migrations = [
      code(1) { database in
        try database.sqlite.execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, name TEXT)")
        try database.execute("INSERT INTO raw (name) VALUES ('a'); ALTER TABLE raw ADD COLUMN age integer")
        try database.sqlite.execute("ALTER TABLE raw ADD COLUMN more TEXT")
        try database.execute("UPDATE raw SET more = name, age = 1")
      },
      step(2, "UPDATE raw SET name = 'b' WHERE age = 1"),
    ]
    try quiet(migrations).run(on: connection)
    try quiet(migrations + [step(3, "INSERT INTO raw (name, age, more) VALUES ('c', 2, 'd')")]).run(
      on: connection)
    #expect(try values("SELECT name, age, more FROM raw", connection) == [["b", 1, "a"], ["c", 2, "d"]])
  }

  struct Oops: Error, Equatable {}

  @Test func `a closure's own error is kept`() throws {
    let connection = try Connection.inMemory()
    let error = failure {
      try quiet([
        code(1) {
          try $0.execute("CREATE TABLE a (x int)")
          throw Oops()
        }
      ]).run(on: connection)
    }
    #expect(error?.code == .migrationFailed)
    #expect(error?.migration == "m1")
    #expect(error?.underlying is Oops)
    #expect(try userTables(connection).isEmpty)
  }

  @Test(arguments: [true, false])
  func `the database is of no use after the migration`(usesTransaction: Bool) throws {
    let kept = Mutex<[Box]>([])
    let connection = try Connection.inMemory()
    try quiet([
      code(1, usesTransaction: usesTransaction) { database in kept.withLock { $0 = [Box(database)] } }
    ]).run(on: connection)
    let database = try #require(kept.withLock { $0.first }).database
    #expect(failure { try database.execute("CREATE TABLE a (x int)") }?.code == .usage)
    #expect(failure { try database.sqlite.execute("CREATE TABLE a (x int)") }?.code == .usage)
    #expect(try userTables(connection).isEmpty)
  }

  @Test func `the database is of no use after the migration failed`() throws {
    let kept = Mutex<[Box]>([])
    let connection = try Connection.inMemory()
    _ = failure {
      try quiet([
        code(1) { database in
          kept.withLock { $0 = [Box(database)] }
          throw Oops()
        }
      ]).run(on: connection)
    }
    let database = try #require(kept.withLock { $0.first }).database
    #expect(failure { try database.execute("CREATE TABLE a (x int)") } != nil)
    #expect(failure { try database.sqlite.execute("CREATE TABLE a (x int)") } != nil)
    try connection.begin()
    #expect(failure { try database.execute("CREATE TABLE a (x int)") }?.code == .usage)
    try connection.rollback()
  }

  @Test func `a statement that fails and is caught leaves nothing behind`() throws {
    let connection = try Connection.inMemory()
    let migrations = [
      code(1) { database in
        try database.execute("CREATE TABLE a (x int UNIQUE)")
        try? database.execute("CREATE TABLE b (x int); INSERT INTO a VALUES (1), (1); CREATE TABLE c (x int)")
        try? database.execute("CREATE TABLE d (x int); SELECT nosuch FROM d")
        try? database.sqlite.execute("CREATE TABLE e (x int); CREATE TABLE e (x int)")
        try database.execute("CREATE TABLE b (y text); CREATE TABLE c (y text); CREATE TABLE d (y text)")
        try database.execute("CREATE TABLE e (y text); INSERT INTO e VALUES ('e')")
      }
    ]
    try quiet(migrations).run(on: connection)
    #expect(try userTables(connection) == ["a", "b", "c", "d", "e"])
    try quiet(migrations + [step(2, "INSERT INTO b VALUES ('y'); INSERT INTO d VALUES ('y')")]).run(
      on: connection)
    #expect(try values("SELECT y FROM b", connection) == [["y"]])
  }

  /// Not `Sendable`, which is what the test is about.
  private final class Box: @unchecked Sendable {
    let database: MigrationDatabase
    init(_ database: MigrationDatabase) { self.database = database }
  }
}
