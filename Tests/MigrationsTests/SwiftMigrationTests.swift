import Migrations
import PostgresDialect
import SQLiteBinding
import Testing

/// Migrations written in Swift, and what they may not do.
@Suite struct SwiftMigrationTests {
  private struct Refusal: Error {}

  @Test func `they query and write in PostgreSQL's SQL, and see what SQLite's own made`() throws {
    let connection = try Connection.inMemory()
    try quiet([
      migration(1, "CREATE TABLE t (id serial PRIMARY KEY, name text NOT NULL)"),
      Migration(
        id: "2_step", version: 2, description: "",
        up: { db in
          try db.execute("INSERT INTO t (name) VALUES ('a'), ('b')")
          for row in try db.query("SELECT id, name FROM t ORDER BY id") {
            try db.sqlite.run("UPDATE t SET name = name || ? WHERE id = ?", [.text("!"), row[0]])
          }
          try db.sqlite.execute("CREATE TABLE raw (n INTEGER, note TEXT)")
          try db.execute("INSERT INTO raw (n) VALUES (7); ALTER TABLE raw ADD COLUMN more text")
        }),
      migration(3, "UPDATE raw SET more = 'x' || note WHERE n = 7; INSERT INTO t (name) VALUES ('c')"),
    ]).run(on: connection)
    #expect(try connection.query("SELECT name FROM t ORDER BY id").map { $0[0] } == ["a!", "b!", "c"])
    #expect(try connection.userTables == ["raw", "t"])
  }

  @Test(arguments: [
    "COMMIT", "ROLLBACK", "SAVEPOINT s", "ATTACH ':memory:' AS other", "PRAGMA foreign_keys = OFF",
    "PRAGMA journal_mode = WAL", "PRAGMA writable_schema = ON",
    "INSERT INTO _migrations (id, version, description) VALUES ('x', 9, '')",
    "DELETE FROM _migrations", "DROP TABLE _migrations", "SELECT load_extension('x')",
    "DELETE FROM sqlite_schema",
  ])
  func `SQLite's own SQL cannot leave the transaction or touch the history`(sql: String) throws {
    let connection = try Connection.inMemory()
    let migrator = quiet([
      migration(1, "CREATE TABLE kept (a int)"),
      Migration(
        id: "2_step", version: 2, description: "",
        up: { db in
          try db.execute("CREATE TABLE gone (a int)")
          try db.sqlite.execute(sql)
        }),
    ])
    let error = failure { try migrator.run(on: connection) }
    #expect(error?.code == .migrationFailed)
    #expect(error?.migration == "2_step")
    #expect(error?.report?.steps.map(\.id) == ["1_step"])
    #expect(try connection.userTables == ["kept"])
    #expect(try migrator.applied(on: connection).map(\.version) == [1])
  }

  @Test func `an error that ends the transaction is noticed even when it is caught`() throws {
    let connection = try Connection.inMemory()
    let migrator = quiet([
      migration(1, "CREATE TABLE t (a int UNIQUE)"),
      Migration(
        id: "2_step", version: 2, description: "",
        up: { db in
          try db.execute("INSERT INTO t VALUES (1)")
          try? db.sqlite.execute("INSERT OR ROLLBACK INTO t VALUES (1)")
          try db.execute("INSERT INTO t VALUES (2)")
        }),
    ])
    let error = failure { try migrator.run(on: connection) }
    #expect(error?.code == .migrationFailed)
    #expect(error?.report?.steps.isEmpty == true)
    #expect(try connection.userTables.isEmpty)
    #expect(!connection.isInTransaction)
  }

  @Test func `an error of their own comes out, and what they did is undone`() throws {
    let connection = try Connection.inMemory()
    let migrator = quiet([
      Migration(
        id: "1_step", version: 1, description: "",
        up: { db in
          try db.execute("CREATE TABLE t (a int)")
          throw Refusal()
        })
    ])
    let error = failure { try migrator.run(on: connection) }
    #expect(error?.underlying is Refusal)
    #expect(try connection.userTables.isEmpty)
  }

  @Test func `a mistake in their SQL is placed in it`() throws {
    let connection = try Connection.inMemory()
    let migrator = quiet([
      Migration(
        id: "1_step", version: 1, description: "", up: { db in try db.execute("SELECT 1;\nSELEC 2") })
    ])
    let error = failure { try migrator.run(on: connection) }
    #expect(error?.location?.line == 2)
    #expect(error?.diagnostics.first?.state.code == "42601")
  }
}
