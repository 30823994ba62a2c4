import Testing

/// Scripts about types and schemas whose every statement must come to the same on PostgreSQL and here.
@Suite struct TypeAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: enums + names + domains + composites)
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

  static let domains = [
    Script(
      "domains are altered under rows",
      "CREATE DOMAIN d AS int", "CREATE TABLE t (id int, n d)", "INSERT INTO t VALUES (1, 5), (2, NULL)",
      "ALTER DOMAIN d ADD CHECK (VALUE > 5)", "ALTER DOMAIN d ADD CHECK (VALUE > 0)",
      "INSERT INTO t VALUES (3, 0)",
      "ALTER DOMAIN d SET NOT NULL", "UPDATE t SET n = 7 WHERE n IS NULL", "ALTER DOMAIN d SET NOT NULL",
      "INSERT INTO t VALUES (3, NULL)", "ALTER DOMAIN d SET DEFAULT 9", "INSERT INTO t (id) VALUES (3)",
      "ALTER DOMAIN d DROP NOT NULL", "ALTER DOMAIN d DROP DEFAULT", "INSERT INTO t (id) VALUES (4)",
      "SELECT id, n FROM t ORDER BY id", "ALTER DOMAIN d DROP CONSTRAINT d_check",
      "INSERT INTO t VALUES (5, -1)",
      "ALTER DOMAIN d DROP CONSTRAINT d_check", "ALTER DOMAIN d DROP CONSTRAINT IF EXISTS d_check",
      "ALTER DOMAIN d ADD CONSTRAINT pos CHECK (VALUE > 0)",
      "ALTER DOMAIN d ADD CONSTRAINT pos CHECK (VALUE > 0) NOT VALID", "INSERT INTO t VALUES (6, -1)",
      "ALTER DOMAIN d VALIDATE CONSTRAINT pos", "UPDATE t SET n = 1 WHERE n < 0",
      "ALTER DOMAIN d VALIDATE CONSTRAINT pos", "ALTER DOMAIN d RENAME CONSTRAINT pos TO positive",
      "ALTER DOMAIN d DROP CONSTRAINT pos", "ALTER DOMAIN d ADD CONSTRAINT positive CHECK (VALUE > 1)",
      "ALTER DOMAIN nope SET NOT NULL", "CREATE TYPE e AS ENUM ('a')", "ALTER DOMAIN e SET NOT NULL"),
    Script(
      "domains over domains and arrays",
      "CREATE DOMAIN a AS text NOT NULL CHECK (length(VALUE) > 1)",
      "CREATE DOMAIN b AS a DEFAULT 'xy' CHECK (VALUE <> 'no')",
      "CREATE DOMAIN tags AS text[]", "CREATE TABLE t (id int, b b, tags tags)",
      "INSERT INTO t (id) VALUES (1)",
      "SELECT id, b FROM t", "INSERT INTO t VALUES (2, 'x', '{}')", "INSERT INTO t VALUES (2, 'no', '{}')",
      "INSERT INTO t VALUES (2, NULL, '{}')", "INSERT INTO t VALUES (2, 'ok', '{a,b}')",
      "SELECT b FROM t WHERE id = 2",
      "DROP DOMAIN a", "DROP DOMAIN a CASCADE", "SELECT b FROM t", "DROP DOMAIN b"),
  ]

  static let composites = [
    Script(
      "composite types",
      "CREATE TYPE p AS (x int, y text)", "CREATE TYPE p AS (x int)", "CREATE TABLE p (i int)",
      "CREATE TYPE q AS (x int, x int)", "CREATE TYPE r AS (p p, n numeric(10,2))",
      "ALTER TYPE p ADD ATTRIBUTE z int, DROP ATTRIBUTE y", "ALTER TYPE p ADD ATTRIBUTE z int",
      "ALTER TYPE p DROP ATTRIBUTE y", "ALTER TYPE p DROP ATTRIBUTE IF EXISTS y",
      "ALTER TYPE p RENAME ATTRIBUTE z TO w",
      "ALTER TYPE p RENAME ATTRIBUTE z TO w", "ALTER TYPE p ALTER ATTRIBUTE w TYPE bigint", "DROP TYPE p",
      "CREATE TABLE t (id int, p p)", "INSERT INTO t VALUES (1, '(1,2)')", "SELECT id, p FROM t",
      "ALTER TYPE p ALTER ATTRIBUTE w TYPE int", "DROP TYPE p CASCADE", "SELECT id FROM t", "DROP TYPE r",
      "CREATE TABLE u (r record)", "CREATE TABLE u (t t)", "CREATE TABLE v (u u[])"),
    Script(
      "names of types",
      "CREATE TABLE t (a nosuch)", "CREATE TABLE t (a citext)", "CREATE TABLE t (a nosuch.text)",
      "CREATE TABLE t (a text(5))",
      "CREATE TABLE t (a int[], b interval day to second(3), c bit(3), d \"char\", e name, "
        + "f money, g time(2), h timestamp(9), i xml, j oid, k int4range[], l tsvector, m numeric(10), n varbit(5), "
        + "o point, p macaddr, q inet[], r timestamptz(0)[])",
      "CREATE TYPE path AS ENUM ('a')", "CREATE TABLE u (p path)", "CREATE TABLE w (p public.path)",
      "INSERT INTO w VALUES ('b')", "INSERT INTO w VALUES ('a')", "CREATE TABLE x (a bit(0))"),
    Script(
      "arrays are checked by what may stand in them",
      "CREATE TYPE e AS ENUM ('a', 'b$', 'c \"q\"')", "CREATE TABLE t (id int, e e[], n int[])",
      "INSERT INTO t VALUES (1, '{a,b$,NULL}', '{1,-2,NULL}')", "INSERT INTO t VALUES (2, '{}', '{}')",
      "INSERT INTO t VALUES (3, '{{a,a},{a,a}}', '{{1},{2}}')", "INSERT INTO t VALUES (4, '{x}', NULL)",
      "INSERT INTO t VALUES (4, NULL, '{1.5}')", "INSERT INTO t VALUES (4, ARRAY['c \"q\"']::e[], NULL)",
      "SELECT count(*) FROM t", "ALTER TYPE e RENAME VALUE 'a' TO 'z'",
      "SELECT id FROM t WHERE e = '{z,b$,NULL}'"),
    Script(
      "the search path",
      "CREATE SCHEMA a", "CREATE SCHEMA b", "SET search_path TO nope, b, public", "SELECT 1"),
  ]
}
