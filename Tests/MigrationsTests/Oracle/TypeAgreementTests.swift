import Testing

/// Scripts about types and schemas whose every statement must come to the same on PostgreSQL and here.
@Suite struct TypeAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: enums + names)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let enums = [
    Script(
      "a renamed label reaches the rows and what names it",
      "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')", "CREATE DOMAIN feeling AS mood",
      "CREATE TABLE t (id int PRIMARY KEY, m mood NOT NULL DEFAULT 'ok', f feeling, CHECK (m <> 'happy' OR id > 0))",
      "CREATE UNIQUE INDEX one_sad ON t (m) WHERE m = 'sad'",
      "INSERT INTO t VALUES (1, 'sad', 'happy'), (2, 'happy', 'sad'), (3, DEFAULT, NULL)",
      "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'", "SELECT id, m, f FROM t ORDER BY id",
      "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'", "INSERT INTO t (id) VALUES (4)",
      "SELECT m FROM t WHERE id = 4",
      "INSERT INTO t VALUES (5, 'sad')", "INSERT INTO t VALUES (5, 'blue')",
      "ALTER TYPE mood RENAME VALUE 'happy' TO 'glad'", "INSERT INTO t VALUES (-1, 'glad')",
      "INSERT INTO t VALUES (6, 'glad', 'happy')", "INSERT INTO t VALUES (6, 'glad', 'glad')",
      "SELECT id, m, f FROM t ORDER BY id", "ALTER TYPE mood RENAME VALUE 'nope' TO 'x'",
      "ALTER TYPE mood RENAME VALUE 'glad' TO 'blue'", "ALTER TYPE nope RENAME VALUE 'a' TO 'b'",
      "ALTER TYPE feeling RENAME VALUE 'glad' TO 'b'"),
    Script(
      "labels change places",
      "CREATE TYPE side AS ENUM ('l', 'r')", "CREATE TABLE t (id int, s side)",
      "INSERT INTO t VALUES (1, 'l'), (2, 'r')", "ALTER TYPE side RENAME VALUE 'l' TO 'x'",
      "ALTER TYPE side RENAME VALUE 'r' TO 'l'", "ALTER TYPE side RENAME VALUE 'x' TO 'r'",
      "SELECT id, s FROM t ORDER BY id"),
    Script(
      "a renamed label keeps references",
      "CREATE TYPE k AS ENUM ('a', 'b')", "CREATE TABLE p (k k PRIMARY KEY)",
      "CREATE TABLE c (k k REFERENCES p ON DELETE SET NULL ON UPDATE RESTRICT)",
      "INSERT INTO p VALUES ('a'), ('b')",
      "INSERT INTO c VALUES ('a'), ('b'), (NULL)", "ALTER TYPE k RENAME VALUE 'a' TO 'z'",
      "SELECT count(*) FROM c WHERE k = 'z'", "SELECT count(*) FROM p WHERE k = 'z'",
      "DELETE FROM p WHERE k = 'z'",
      "SELECT count(*) FROM c WHERE k IS NULL"),
    Script(
      "labels are added where they are wanted",
      "CREATE TYPE e AS ENUM ('b')", "ALTER TYPE e ADD VALUE 'a' BEFORE 'b'",
      "ALTER TYPE e ADD VALUE 'd' AFTER 'b'",
      "ALTER TYPE e ADD VALUE 'c' BEFORE 'nope'", "ALTER TYPE e ADD VALUE IF NOT EXISTS 'a'",
      "ALTER TYPE e ADD VALUE 'a'", "CREATE TABLE t (e e)", "INSERT INTO t VALUES ('a'), ('b'), ('d')",
      "INSERT INTO t VALUES ('c')", "CREATE TYPE e2 AS ENUM ('x', 'x')", "CREATE TYPE e3 AS ENUM ()",
      "CREATE TABLE t3 (e e3)", "INSERT INTO t3 VALUES ('')", "INSERT INTO t3 VALUES (NULL)"),
    Script(
      "a type goes with everything of it",
      "CREATE TYPE e AS ENUM ('a')", "CREATE DOMAIN d AS e",
      "CREATE TABLE t (id int, e e, es e[], d d, x text DEFAULT 'a'::e::text)",
      "CREATE INDEX i ON t (e)", "INSERT INTO t VALUES (1, 'a', '{a}', 'a')", "DROP TYPE e", "DROP DOMAIN e",
      "DROP DOMAIN d", "DROP TYPE d", "DROP TYPE e CASCADE", "SELECT id, x FROM t", "SELECT e FROM t",
      "INSERT INTO t (id) VALUES (2)", "SELECT count(*) FROM t WHERE x IS NULL", "DROP INDEX i",
      "DROP DOMAIN d",
      "DROP TYPE e", "DROP TYPE IF EXISTS e", "DROP TYPE t"),
  ]

  static let names = [
    Script(
      "types are renamed",
      "CREATE TYPE e AS ENUM ('a', 'b')", "CREATE DOMAIN d AS int CHECK (VALUE > 0)",
      "CREATE TABLE t (e e DEFAULT 'a'::e, d d, CHECK (e <> 'b'::e))", "INSERT INTO t VALUES ('a', 1)",
      "ALTER TYPE e RENAME TO letter", "ALTER DOMAIN d RENAME TO positive", "CREATE TABLE u (e e)",
      "CREATE TABLE u (e letter, d positive)", "INSERT INTO t DEFAULT VALUES",
      "INSERT INTO t VALUES ('b', 1)",
      "INSERT INTO t VALUES ('a', 0)", "ALTER TYPE letter RENAME TO positive",
      "ALTER DOMAIN letter RENAME TO x",
      "ALTER TYPE t RENAME TO x", "ALTER TYPE nope RENAME TO x", "CREATE TYPE t AS ENUM ('a')",
      "CREATE TABLE letter (i int)", "ALTER TYPE letter RENAME TO t", "ALTER TABLE u RENAME TO letter",
      "DROP TABLE t, u", "DROP TYPE letter", "DROP DOMAIN positive"),
    Script(
      "tables and types move between schemas",
      "CREATE SCHEMA app", "CREATE TYPE e AS ENUM ('a', 'b')",
      "CREATE TABLE p (id int PRIMARY KEY, e e DEFAULT 'a', n int UNIQUE)", "CREATE INDEX i ON p (e)",
      "CREATE TABLE c (p int REFERENCES p ON DELETE CASCADE)", "INSERT INTO p VALUES (1, 'b')",
      "INSERT INTO c VALUES (1)", "ALTER TABLE p SET SCHEMA app", "SELECT id, e FROM app.p",
      "SELECT * FROM p",
      "ALTER TYPE e SET SCHEMA app", "INSERT INTO app.p (id, n) VALUES (2, 5)",
      "INSERT INTO app.p (id, n) VALUES (3, 5)", "CREATE TABLE x (e e)", "CREATE TABLE x (e app.e)",
      "INSERT INTO c VALUES (3)", "DELETE FROM app.p WHERE id = 1", "SELECT count(*) FROM c", "DROP INDEX i",
      "CREATE TABLE p (id int PRIMARY KEY)", "CREATE TYPE e AS ENUM ('z')", "ALTER TABLE p SET SCHEMA app",
      "ALTER TYPE e SET SCHEMA app", "ALTER TABLE p SET SCHEMA nope", "ALTER TABLE nope SET SCHEMA app",
      "ALTER TABLE IF EXISTS nope SET SCHEMA app", "ALTER TABLE app.p SET SCHEMA app", "DROP INDEX app.i",
      "ALTER DOMAIN app.e SET SCHEMA public"),
    Script(
      "schemas are renamed and dropped",
      "CREATE SCHEMA a", "CREATE TYPE a.e AS ENUM ('x')",
      "CREATE TABLE a.t (id int PRIMARY KEY, e a.e DEFAULT 'x')",
      "CREATE TABLE r (t int REFERENCES a.t, e a.e)", "INSERT INTO a.t VALUES (1)",
      "INSERT INTO r VALUES (1, 'x')",
      "ALTER SCHEMA a RENAME TO b", "SELECT id, e FROM b.t", "SELECT * FROM a.t",
      "INSERT INTO b.t VALUES (2)",
      "ALTER SCHEMA nope RENAME TO x", "ALTER SCHEMA b RENAME TO public", "ALTER SCHEMA b RENAME TO pg_x",
      "CREATE SCHEMA pg_y", "DROP SCHEMA b", "DROP SCHEMA b CASCADE", "SELECT * FROM r", "SELECT t FROM r",
      "INSERT INTO r VALUES (7)", "DROP SCHEMA b", "CREATE SCHEMA b", "DROP SCHEMA b"),
  ]
}
