import Migrations
import SQLiteBinding
import Testing

/// What a file says of transactions, when it is one already.
@Suite struct TransactionBlockTests {
  @Test(arguments: [
    "BEGIN; INSERT INTO t VALUES (1); COMMIT",
    "INSERT INTO t VALUES (1); BEGIN; SELECT 1; END",
    "INSERT INTO t VALUES (1); COMMIT",
    "ALTER TYPE mood ADD VALUE 'x'; COMMIT; INSERT INTO t VALUES (1); COMMIT;",
    "INSERT INTO t VALUES (1); COMMIT; CREATE INDEX CONCURRENTLY i ON t (a)",
    "COMMIT; SET lock_timeout = 0; DROP INDEX CONCURRENTLY IF EXISTS i; INSERT INTO t VALUES (1)",
    "ALTER TABLE t ADD CHECK (a > 0) NOT VALID; COMMIT; ALTER TABLE t VALIDATE CONSTRAINT t_a_check; INSERT INTO t VALUES (1)",
    "COMMIT; ALTER TYPE mood ADD VALUE 'y'; DO $$ BEGIN INSERT INTO t VALUES (1); COMMIT; END $$",
    "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); COMMIT; END $$; COMMIT; CALL p(); VACUUM t",
    "SAVEPOINT a; INSERT INTO t VALUES (1); RELEASE SAVEPOINT a",
    "BEGIN; SAVEPOINT a; SAVEPOINT a; SAVEPOINT b; INSERT INTO t VALUES (1); RELEASE a; RELEASE a; COMMIT",
  ])
  func `what changes nothing is absorbed`(_ sql: String) throws {
    let connection = try Connection.inMemory()
    let first = step(1, "CREATE TABLE t (a int); CREATE TYPE mood AS ENUM ('ok')")
    try quiet([first, step(2, sql)]).run(on: connection)
    #expect(try values("SELECT a FROM t", connection) == [[1]])
  }

  @Test(arguments: [
    ("COMMIT", "1:1: error: COMMIT without a BEGIN is not allowed"),
    (
      "INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2)",
      "1:27: error: COMMIT without a BEGIN is not allowed"
    ),
    ("INSERT INTO t VALUES (1); ROLLBACK", "1:27: error: ROLLBACK is not allowed"),
    ("BEGIN; BEGIN; COMMIT", "1:8: error: BEGIN inside of a transaction is not allowed"),
    ("BEGIN; INSERT INTO t VALUES (1)", "1:1: error: this BEGIN has no COMMIT"),
    ("SAVEPOINT a; INSERT INTO t VALUES (1)", "1:1: error: SAVEPOINT is not allowed"),
    ("SAVEPOINT a; SAVEPOINT b; RELEASE a; RELEASE b", "1:38: error: RELEASE SAVEPOINT is not allowed"),
    (
      "SAVEPOINT a; INSERT INTO t VALUES (1); ROLLBACK TO a; RELEASE a",
      "1:40: error: ROLLBACK TO SAVEPOINT is not allowed"
    ),
  ])
  func `what would leave half of a migration is refused`(_ sql: String, _ message: String) throws {
    let connection = try Connection.inMemory()
    let error = failure {
      try quiet([step(1, "CREATE TABLE t (a int)"), step(2, sql)]).run(on: connection)
    }
    #expect("\(error.map(String.init(describing:)) ?? "")".contains(message))
    #expect(try appliedIDs(connection).contains("m2") == false)
  }

  @Test func `a failure after a COMMIT undoes what came before it`() throws {
    let connection = try Connection.inMemory()
    let first = step(1, "CREATE TABLE t (a int NOT NULL); CREATE TYPE mood AS ENUM ('ok')")
    let second = step(2, "ALTER TYPE mood ADD VALUE 'x'; COMMIT; INSERT INTO t VALUES (1), (NULL)")
    _ = failure { try quiet([first, second]).run(on: connection) }
    #expect(try values("SELECT a FROM t", connection) == [])
    #expect(try appliedIDs(connection).contains("m2") == false)
  }
}
