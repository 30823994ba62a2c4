import Migrations
import PostgresDialect
import SQLiteBinding
import Testing

/// What would let a migration out of its transaction, its file or its rights is refused by its line, and nothing is kept.
@Suite struct EscapeTests {
  static let refused = [
    "ROLLBACK", "ABORT", "BEGIN", "START TRANSACTION", "SAVEPOINT x", "RELEASE migration",
    "ROLLBACK TO migration", "PREPARE TRANSACTION 'x'",
    "ATTACH 'x' AS y", "ATTACH DATABASE 'x' AS y", "DETACH y", "PRAGMA foreign_keys = OFF",
    "PRAGMA journal_mode(WAL)", "VACUUM INTO '/tmp/x'", "SELECT load_extension('x')",
    "SELECT readfile('/etc/passwd')", "SELECT writefile('/tmp/x', 'y')", "SELECT pg_read_file('/etc/passwd')",
    "DELETE FROM _migrations", "UPDATE _migrations SET version = 1", "TRUNCATE _migrations",
    "INSERT INTO _migrations (id) VALUES ('x')", "DROP TABLE _migrations",
    "DROP TABLE IF EXISTS _migrations; SELECT 1 FROM _migrations",
    "ALTER TABLE _migrations ADD COLUMN x int", "CREATE INDEX i ON _migrations (id)",
    "CREATE TABLE _migrations (x int)", "ALTER TABLE a RENAME TO _migrations_catalog",
    "DELETE FROM _migrations_catalog", "INSERT INTO sqlite_schema VALUES (1)",
    "UPDATE sqlite_master SET sql = ''", "DROP TABLE sqlite_schema", "CREATE TABLE sqlite_stat1 (x int)",
    "COPY a TO '/tmp/x'", "COPY a FROM '/etc/passwd'", "COPY a FROM PROGRAM 'ls'", "LOAD 'x'",
    "CREATE SCHEMA _migrations", "CREATE SCHEMA IF NOT EXISTS \"_Migrations_x\"", "CREATE SCHEMA sqlite_x",
    "ALTER SCHEMA public RENAME TO _migrations", "CREATE TABLE main.x (a int)", "CREATE TABLE temp.x (a int)",
    "DO $$ BEGIN COMMIT; END $$", "DO $$ BEGIN ROLLBACK; END $$", "DO $$ BEGIN EXECUTE 'COMMIT'; END $$",
    "DO $$ BEGIN EXECUTE 'ROLLBACK'; END $$", "DO $$ BEGIN EXECUTE 'SAVEPOINT x'; END $$",
    "DO $$ BEGIN EXECUTE 'DELETE FROM _migrations'; END $$",
    "DO $$ BEGIN EXECUTE 'ATTACH ''x'' AS y'; END $$",
    "DO $$ BEGIN EXECUTE 'PRAGMA foreign_keys = off'; END $$",
    "DO $$ BEGIN DELETE FROM _migrations; END $$", "DO $$ BEGIN PERFORM load_extension('x'); END $$",
    "DO $$ BEGIN EXECUTE 'UPDATE sqlite_schema SET sql = NULL'; END $$",
  ]

  private let base = [step(1, "CREATE TABLE kept (x int); INSERT INTO kept VALUES (1)")]

  @Test(arguments: refused, [true, false])
  func `in a text it is refused by its line`(_ sql: String, usesTransaction: Bool) throws {
    // A block may say COMMIT where a migration wants no transaction: it does nothing, and a warning says so.
    if !usesTransaction, sql == "DO $$ BEGIN COMMIT; END $$" { return }
    try expectRefusal(of: sql, line: 2) {
      step(2, "CREATE TABLE a (x int);\n\($0);", usesTransaction: usesTransaction)
    }
  }

  @Test(arguments: refused)
  func `in a closure it is refused too`(_ sql: String) throws {
    try expectRefusal(of: sql, line: nil) { sql in
      code(2) { database in
        try database.execute("CREATE TABLE a (x int)")
        try database.execute(sql)
      }
    }
  }

  private func expectRefusal(of sql: String, line: Int?, _ migration: (String) -> Migration) throws {
    let disk = Disk()
    let connection = try disk.connect()
    try quiet(base).run(on: connection)
    let before = try Dump(whole: connection)
    let files = disk.image.keys.sorted()
    do {
      try quiet(base + [migration(sql)]).run(on: connection)
      Issue.record("not refused")
    } catch let error as MigrationError {
      #expect(error.code == .migrationFailed)
      #expect(error.migration == "m2")
      if let line { #expect(error.location?.line == line, "\(error)") }
    }
    #expect(!connection.isInTransaction)
    #expect(try Dump(whole: connection) == before)
    #expect(disk.image.keys.sorted() == files)
    // Its guard is gone, and so are its marks on the connection.
    #expect(try connection.pragma("foreign_keys") == 0)
    #expect(try quiet(base).run(on: connection).steps.isEmpty)
  }

  /// What ends the transaction from inside, and what is to be said about it: the first cause.
  static let endings: [(setUp: String, sql: String, cause: String)] = [
    (
      "CREATE TABLE theirs (x TEXT UNIQUE ON CONFLICT ROLLBACK); INSERT INTO theirs VALUES ('1')",
      "INSERT INTO theirs VALUES ('1')", "theirs"
    ),
    (
      "CREATE TABLE theirs (x CHECK (x <> '2') NOT NULL ON CONFLICT ROLLBACK)",
      "INSERT INTO theirs VALUES (NULL)", "theirs"
    ),
    (
      "CREATE TABLE theirs (x); CREATE TRIGGER t AFTER INSERT ON theirs BEGIN SELECT RAISE(ROLLBACK, 'their own reason'); END",
      "INSERT INTO theirs VALUES ('1')", "their own reason"
    ),
    (
      "CREATE TABLE theirs (x); CREATE TRIGGER t AFTER INSERT ON theirs BEGIN DELETE FROM _migrations; END",
      "INSERT INTO theirs VALUES ('1')", "something else has changed the history"
    ),
    (
      "CREATE TABLE theirs (x); CREATE TRIGGER t AFTER INSERT ON theirs BEGIN UPDATE _migrations SET id = id || 'x'; END",
      "INSERT INTO theirs VALUES ('1')", "something else has changed the history"
    ),
  ]

  @Test(arguments: endings)
  func `a transaction that is ended from inside keeps nothing, and the first cause is told`(
    setUp: String, sql: String, cause: String
  ) throws {
    let connection = try Disk().connect()
    try quiet(base).run(on: connection)
    try connection.setConfig(.dqsDDL, true)
    try connection.execute(setUp)
    let before = try Dump(whole: connection)
    do {
      try quiet(base + [step(2, "CREATE TABLE a (x int)"), step(3, sql), step(4, "CREATE TABLE b (x int)")])
        .run(on: connection)
      Issue.record("not noticed")
    } catch let error as MigrationError {
      #expect(error.code == .migrationFailed)
      #expect(error.description.contains(cause), "\(error)")
      #expect(error.report?.steps.isEmpty == true)
    }
    #expect(!connection.isInTransaction)
    #expect(try Dump(whole: connection) == before)
    #expect(try quiet(base + [step(2, "CREATE TABLE a (x int)")]).run(on: connection).toVersion == 2)
  }

  @Test(arguments: [true, false])
  func `a disk that fills up inside a statement`(isLasting: Bool) throws {
    let disk = Disk()
    let connection = try disk.connect()
    try connection.setPragma("cache_size", "10")
    try quiet(base).run(on: connection)
    let before = try Dump(whole: connection)
    let long = step(
      2, "CREATE TABLE a (x text);\nINSERT INTO a SELECT repeat('x', 900) FROM generate_series(1, 500) AS i")
    disk.plan(PlannedFault(fault: .full, call: 40, isLasting: isLasting))
    do {
      try quiet(base + [long]).run(on: connection)
      Issue.record("not noticed")
    } catch let error as MigrationError {
      #expect(error.code == .inputOutput)
      #expect(error.message.contains("disk is full"))
      #expect(error.migration == "m2")
    }
    disk.plan(nil)
    #expect(try Dump(whole: connection) == before)
    #expect(try quiet(base + [long]).run(on: connection).toVersion == 2)
  }
}
