import Migrations
import PostgresDialect
import SQLiteBinding
import TestSupport
import Testing

@Suite struct AloneTests {
  private let table = step(1, "CREATE TABLE a (x int UNIQUE)", down: "DROP TABLE a")

  @Test(arguments: [":memory:", "a.db"])
  func `a migration outside a transaction runs and is recorded, down too`(name: String) throws {
    let folder = try TemporaryDirectory()
    let connection = try Connection(path: name == ":memory:" ? name : folder.path(name))
    let alone = step(
      2, "CREATE INDEX CONCURRENTLY i ON a (x); INSERT INTO a VALUES (1)",
      down: "DROP INDEX i; DELETE FROM a", usesTransaction: false)
    let history = [table, alone, step(3, "INSERT INTO a VALUES (3)", down: "DELETE FROM a WHERE x = 3")]
    #expect(try quiet(history).run(on: connection).steps.map(\.id) == ["m1", "m2", "m3"])
    #expect(try appliedIDs(connection) == ["m1", "m2", "m3"])
    #expect(try quiet(history).rollback(.version(1), on: connection).steps.map(\.id) == ["m3", "m2"])
    #expect(try quiet(history).run(on: connection).steps.map(\.id) == ["m2", "m3"])
  }

  @Test func `one in SQL is undone whole`() throws {
    let connection = try Connection.inMemory()
    let bad = step(
      2,
      "CREATE TABLE b (x int);\nINSERT INTO a VALUES (1);\nINSERT INTO a VALUES (1);\nCREATE TABLE c (x int);",
      usesTransaction: false)
    let error = failure { try quiet([table, bad, step(3, "SELECT 1")]).run(on: connection) }
    #expect(error?.migration == "m2")
    #expect(error?.location?.line == 3)
    #expect(error?.report?.steps.map(\.id) == ["m1"])
    #expect(try userTables(connection) == ["a"])
    #expect(try values("SELECT x FROM a", connection) == [])
    #expect(try appliedIDs(connection) == ["m1"])
  }

  @Test func `a closure's first statements stay and are known too`() throws {
    let connection = try Connection.inMemory()
    let bad = code(2, usesTransaction: false) {
      try $0.execute("CREATE TABLE b (x int)")
      try $0.sqlite.execute("CREATE TABLE raw (x)")
      try $0.sqlite.execute("CREATE TABLE more (x); nonsense")
    }
    #expect(failure { try quiet([table, bad]).run(on: connection) }?.migration == "m2")
    let corrected = step(
      2, "INSERT INTO b VALUES (1); INSERT INTO raw VALUES ('1'); INSERT INTO more VALUES ('1')")
    try quiet([table, corrected]).run(on: connection)
  }

  @Test func `what fails in SQLite's own SQL and is caught is known all the same`() throws {
    let connection = try Connection.inMemory()
    try quiet([
      code(1, usesTransaction: false) {
        try? $0.sqlite.execute("CREATE TABLE b (x INTEGER); nonsense")
        try $0.execute("INSERT INTO b VALUES (1)")
      }
    ]).run(on: connection)
    #expect(try values("SELECT x FROM b", connection) == [[1]])
  }

  @Test(arguments: ["BEGIN; SELECT 1;", "COMMIT; SELECT 1;", "ROLLBACK;", "SAVEPOINT x;"])
  func `a transaction of its own is refused before anything runs`(_ sql: String) throws {
    let connection = try Connection.inMemory()
    let alone = step(2, "CREATE TABLE b (x int); " + sql, usesTransaction: false)
    let error = failure { try quiet([table, alone]).run(on: connection) }
    #expect(error?.migration == "m2")
    #expect(try userTables(connection).isEmpty)
  }

  /// PostgreSQL would run it outside of one, where a file may have its own.
  @Test func `a transaction around some of a text is its own all the same`() throws {
    let connection = try Connection.inMemory()
    let alone = step(
      2, "BEGIN; CREATE TABLE b (x int); COMMIT; DO $$ BEGIN INSERT INTO b VALUES (1); COMMIT; END $$;",
      usesTransaction: false)
    try quiet([table, alone]).run(on: connection)
    #expect(try values("SELECT x FROM b", connection) == [[1]])
  }

  @Test func `what cannot run in a transaction can here`() throws {
    let connection = try Connection.inMemory()
    try quiet([table, code(2, usesTransaction: false) { try $0.sqlite.execute("VACUUM; PRAGMA optimize") }])
      .run(on: connection)
    #expect(try appliedIDs(connection) == ["m1", "m2"])
  }

  @Test(arguments: [
    "DELETE FROM _migrations", "UPDATE _migrations SET version = 7", "DROP TABLE _migrations",
  ])
  func `the history is out of reach here too`(_ sql: String) throws {
    let connection = try Connection.inMemory()
    let error = failure {
      try quiet([table, code(2, usesTransaction: false) { try $0.sqlite.execute(sql) }]).run(on: connection)
    }
    #expect(error?.migration == "m2")
    #expect(try appliedIDs(connection) == ["m1"])
  }
}
