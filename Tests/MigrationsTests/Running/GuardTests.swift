import Migrations
import SQLiteBinding
import TestSupport
import Testing

@Suite struct GuardTests {
  static let refused = [
    "COMMIT", "END", "ROLLBACK", "BEGIN", "SAVEPOINT x", "RELEASE migration", "ROLLBACK TO migration",
    "ATTACH ':memory:' AS other", "DETACH other", "PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys(0)",
    "PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "PRAGMA writable_schema = ON",
    "PRAGMA defer_foreign_keys = ON", "PRAGMA main.legacy_alter_table = 1", "PRAGMA recursive_triggers = ON",
    "DELETE FROM _migrations", "UPDATE _migrations SET version = 9",
    "INSERT INTO _migrations (id) VALUES ('x')",
    "INSERT INTO main._MIGRATIONS (id) VALUES ('x')", "DROP TABLE _migrations",
    "DROP TABLE IF EXISTS _migrations",
    "ALTER TABLE _migrations ADD COLUMN more", "ALTER TABLE _migrations RENAME TO other",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM _migrations; END; INSERT INTO a VALUES (3)",
    "CREATE TRIGGER t AFTER INSERT ON _migrations BEGIN DELETE FROM a; END",
    "SELECT load_extension('x')", "DELETE FROM _migrations_catalog", "UPDATE sqlite_schema SET sql = ''",
    "VACUUM", "PRAGMA schema_version = 3",
  ]

  @Test(arguments: refused)
  func `what could break out of a migration is refused, and all of it undone`(_ sql: String) throws {
    let connection = try Connection.inMemory()
    let first = step(1, "CREATE TABLE a (x int); INSERT INTO a VALUES (1)")
    try quiet([first]).run(on: connection)
    let before = try values("SELECT * FROM _migrations", connection)
    let second = code(2) { database in
      try database.execute("CREATE TABLE b (x int); INSERT INTO a VALUES (2)")
      try database.sqlite.execute(sql)
    }
    let error = failure { try quiet([first, second]).run(on: connection) }
    #expect(error?.code == .migrationFailed)
    #expect(error?.migration == "m2")
    #expect(!connection.isInTransaction)
    #expect(try userTables(connection) == ["a"])
    #expect(try values("SELECT x FROM a", connection) == [[1]])
    #expect(try values("SELECT * FROM _migrations", connection) == before)
    // The guard goes with the migration.
    try connection.run("SAVEPOINT x")
    try connection.run("RELEASE x")
  }

  static let allowed = [
    "PRAGMA user_version = 7", "PRAGMA application_id = 7", "PRAGMA table_info(a)",
    "PRAGMA foreign_key_check(a)",
    "PRAGMA integrity_check", "SELECT * FROM _migrations", "CREATE TEMP TABLE scratch (x)", "ANALYZE a",
    "REINDEX a",
    "CREATE VIEW v AS SELECT x FROM a", "CREATE VIRTUAL TABLE f USING fts5(body)", "SELECT abs(1)",
  ]

  @Test(arguments: allowed)
  func `what does no harm is allowed`(_ sql: String) throws {
    let connection = try Connection.inMemory()
    try quiet([step(1, "CREATE TABLE a (x int)"), code(2) { try $0.sqlite.execute(sql) }]).run(on: connection)
    #expect(try appliedIDs(connection) == ["m1", "m2"])
    try quiet([step(1, "CREATE TABLE a (x int)"), code(2) { _ in }, step(3, "CREATE TABLE c (x int)")])
      .run(on: connection)
  }

  @Test(arguments: [
    "COMMIT", "ROLLBACK", "SAVEPOINT x", "DELETE FROM _migrations", "DROP TABLE _migrations",
    "UPDATE _migrations SET version = 9", "INSERT INTO _migrations (id) VALUES ('x')",
  ])
  func `PostgreSQL's SQL cannot break out either`(_ sql: String) throws {
    let connection = try Connection.inMemory()
    let error = failure {
      try quiet([
        code(1) {
          try $0.execute("CREATE TABLE a (x int)")
          try $0.execute(sql)
        }
      ]).run(on: connection)
    }
    #expect(error?.code == .migrationFailed)
    #expect(try userTables(connection).isEmpty)
    #expect(!connection.isInTransaction)
  }

  static let rollbacks = [
    "INSERT OR ROLLBACK INTO a VALUES (1)",
    "CREATE TRIGGER t BEFORE INSERT ON a BEGIN SELECT RAISE(ROLLBACK, 'no'); END; INSERT INTO a VALUES (2)",
  ]

  @Test(arguments: rollbacks, [true, false])
  func `a transaction that SQLite ended keeps nothing, whoever swallows the error`(
    _ sql: String, goesOn: Bool
  ) throws {
    let connection = try Connection.inMemory()
    let first = step(1, "CREATE TABLE a (x int UNIQUE); INSERT INTO a VALUES (1)")
    try quiet([first]).run(on: connection)
    let migrations = [
      first, step(2, "CREATE TABLE b (x int)"),
      code(3) { database in
        try database.execute("CREATE TABLE c (x int)")
        try? database.sqlite.execute(sql)
        if goesOn {
          try? database.execute("CREATE TABLE d (x int)")
          try? database.sqlite.execute("CREATE TABLE e (x int)")
        }
      },
      step(4, "CREATE TABLE f (x int)"),
    ]
    let error = failure { try quiet(migrations).run(on: connection) }
    #expect(error?.code == .migrationFailed)
    #expect(error?.report?.steps.isEmpty == true)
    #expect(!connection.isInTransaction)
    #expect(try userTables(connection) == ["a"])
    #expect(try appliedIDs(connection) == ["m1"])
    #expect(try quiet([first, migrations[1]]).run(on: connection).steps.map(\.id) == ["m2"])
  }
}
