extension ConstructGroup {
  static let drops = ConstructGroup(
    "Drops",
    [
      Construct(
        "`DROP TABLE`", "DROP TABLE t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t"]),
      Construct(
        "`DROP TABLE IF EXISTS`", "DROP TABLE IF EXISTS nope",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`DROP TABLE … CASCADE`", "DROP TABLE p CASCADE",
        after: ["CREATE TABLE p (id integer PRIMARY KEY)", "CREATE TABLE c (p integer REFERENCES p)"],
        then: ["INSERT INTO c VALUES (9)"]),
      Construct(
        "`DROP INDEX`", "DROP INDEX i",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "CREATE INDEX i ON t (a)"],
        then: ["CREATE INDEX i ON t (b)"]),
      Construct(
        "`DROP INDEX CONCURRENTLY`", "DROP INDEX CONCURRENTLY i",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "CREATE INDEX i ON t (a)"]),
      Construct("`DROP TYPE`", "DROP TYPE mood", after: ["CREATE TYPE mood AS ENUM ('ok')"]),
      Construct(
        "`DROP TYPE … CASCADE`", "DROP TYPE mood CASCADE",
        after: ["CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE t (a integer, m mood)"],
        then: ["SELECT * FROM t"]),
      Construct(
        "`DROP VIEW`", "DROP VIEW v", after: ["CREATE VIEW v AS SELECT 1 AS a"], then: ["SELECT * FROM v"]),
      Construct(
        "`DROP MATERIALIZED VIEW`", "DROP MATERIALIZED VIEW v",
        after: ["CREATE MATERIALIZED VIEW v AS SELECT 1 AS a"]),
      Construct("`DROP SEQUENCE`", "DROP SEQUENCE s", after: ["CREATE SEQUENCE s"]),
      Construct(
        "`DROP FUNCTION`", "DROP FUNCTION f(integer)",
        after: ["CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'"]),
      Construct(
        "`DROP PROCEDURE`", "DROP PROCEDURE f",
        after: ["CREATE PROCEDURE f() LANGUAGE plpgsql AS 'BEGIN END'"]),
      Construct(
        "`DROP TRIGGER`", "DROP TRIGGER x ON t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
          "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        ]),
      Construct(
        "`DROP POLICY`", "DROP POLICY p ON t", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "CREATE POLICY p ON t USING (true)",
        ]),
      Construct("`DROP EXTENSION`", "DROP EXTENSION pg_trgm", after: ["CREATE EXTENSION pg_trgm"]),
      Construct(
        "`DROP SCHEMA … CASCADE`", "DROP SCHEMA app CASCADE",
        after: ["CREATE SCHEMA app", "CREATE TABLE app.t (a integer)"], then: ["CREATE SCHEMA app"]),
      Construct("`DROP DOMAIN`", "DROP DOMAIN d", after: ["CREATE DOMAIN d AS integer"]),
    ])
}
