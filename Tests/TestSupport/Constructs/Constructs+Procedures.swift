extension ConstructGroup {
  private static let logged = [
    "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "CREATE TABLE log (op text, id integer)",
    """
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO log VALUES (TG_OP, coalesce(NEW.id, OLD.id)); RETURN coalesce(NEW, OLD);
    END $$
    """,
  ]

  static let procedures = ConstructGroup(
    "Functions, procedures and triggers",
    [
      Construct(
        "a PL/pgSQL function",
        "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$",
        .exact, "remembered"),
      Construct(
        "an SQL function", "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 1 $$",
        .exact, "remembered"),
      Construct(
        "a procedure", "CREATE PROCEDURE f() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$", .exact, "remembered"),
      Construct(
        "calling a function of one expression", "SELECT f(1), f(a => 2)", .exact,
        "written as its body, wherever it stands",
        after: [
          "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 1 $$"
        ]),
      Construct(
        "calling a function of IF, CASE and variables", "SELECT f(1), f(5)", .exact,
        "written as its body, wherever it stands",
        after: [
          "CREATE FUNCTION f(a integer) RETURNS text LANGUAGE plpgsql AS $$ DECLARE b integer := a * 2; "
            + "BEGIN IF b > 5 THEN RETURN 'big'; END IF; RETURN 'small'; END $$"
        ]),
      Construct(
        "a function in FROM", "SELECT x FROM f(2) ORDER BY x",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
          "CREATE FUNCTION f(n integer) RETURNS TABLE (x integer) LANGUAGE sql AS $$ SELECT a * n FROM t $$",
        ]),
      Construct(
        "a function in a check, a default and an index", "INSERT INTO u (a) VALUES (' Q ')",
        after: [
          "CREATE FUNCTION f(a text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT lower(trim(a)) $$",
          "CREATE TABLE u (a text CHECK (f(a) <> ''), b text DEFAULT f('X'))",
          "CREATE UNIQUE INDEX i ON u (f(a))",
        ], then: ["SELECT * FROM u", "INSERT INTO u (a) VALUES ('q')", "INSERT INTO u (a) VALUES (' ')"]),
      Construct(
        "replacing a function that a view calls",
        "CREATE OR REPLACE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 2 $$",
        after: [
          "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$ SELECT a + 1 $$",
          "CREATE VIEW v AS SELECT f(1) AS x",
        ], then: ["SELECT * FROM v"]),
      Construct(
        "a function that calls itself in a check", "CREATE TABLE u (a integer CHECK (f(a) > 0))",
        .refused("calling the function f, which calls itself,"),
        after: [
          "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql AS "
            + "$$ BEGIN IF a < 2 THEN RETURN 1; END IF; RETURN a * f(a - 1); END $$"
        ]),
      Construct(
        "`CALL`", "CALL f()", .exact, "interpreted",
        after: ["CREATE PROCEDURE f() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$"]),
      Construct(
        "calling a function that does more than compute", "SELECT f(3)", .exact, "interpreted",
        after: [
          "CREATE TABLE t (a integer)",
          "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql AS "
            + "$$ BEGIN INSERT INTO t VALUES (a); RETURN (SELECT count(*) FROM t); END $$",
        ], then: ["SELECT * FROM t"]),
      Construct("`DO`", "DO $$ BEGIN NULL; END $$", .exact, "interpreted"),
      Construct(
        "`BEFORE UPDATE` that fills", "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        .exact, "the row is filled right after it is written",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ], then: ["UPDATE t SET a = 5 WHERE id = 1", "SELECT * FROM t ORDER BY id"]),
      Construct(
        "`BEFORE INSERT OR UPDATE`",
        "CREATE TRIGGER x BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ], then: ["INSERT INTO t VALUES (3, 3, 'q')", "SELECT * FROM t ORDER BY id"]),
      Construct(
        "`WHEN`", "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.a > 15) EXECUTE FUNCTION f()",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ], then: ["UPDATE t SET a = a + 1", "SELECT * FROM t ORDER BY id"]),
      Construct(
        "`UPDATE OF`", "CREATE TRIGGER x BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f()",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ], then: ["UPDATE t SET a = 5 WHERE id = 1", "SELECT * FROM t ORDER BY id"]),
      Construct(
        "`AFTER`", "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", .exact,
        "fires behind each row, not behind the whole statement",
        after: logged,
        then: ["INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y')", "SELECT * FROM log ORDER BY id"]),
      Construct(
        "`BEFORE DELETE`", "CREATE TRIGGER x BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        after: logged + ["INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y')"],
        then: ["DELETE FROM t WHERE id = 2", "SELECT * FROM log ORDER BY id"]),
      Construct(
        "`INSTEAD OF`", "CREATE TRIGGER x INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()",
        after: logged + ["CREATE VIEW v AS SELECT t.id FROM t"],
        then: ["INSERT INTO v VALUES (1), (2)", "SELECT * FROM log ORDER BY id", "SELECT count(*) FROM t"]),
      Construct(
        "a constraint trigger",
        "CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f()",
        .approximate("fires at once"),
        after: logged, then: ["INSERT INTO t VALUES (1, 1, 'x')", "SELECT * FROM log ORDER BY id"]),
      Construct(
        "`FOR EACH STATEMENT`", "CREATE TRIGGER x AFTER INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION f()",
        .refused("a statement trigger"),
        after: logged),
      Construct(
        "transition tables",
        "CREATE TRIGGER x AFTER INSERT ON t REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION g()",
        .approximate("for each row"),
        after: logged + [
          "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log SELECT 'new', id FROM n; RETURN NULL; END $$"
        ], then: ["INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y')", "SELECT * FROM log ORDER BY id"]),
      Construct(
        "`OR REPLACE`", "CREATE OR REPLACE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ]),
      Construct(
        "`IF` and `RAISE`", "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g()",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.a < 0 THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$",
        ],
        then: [
          "INSERT INTO t VALUES (1, 1, 'x')", "UPDATE t SET a = 2", "UPDATE t SET a = -1", "SELECT * FROM t",
        ]),
      Construct(
        "`DISABLE TRIGGER`", "ALTER TABLE t DISABLE TRIGGER x", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
          "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        ]),
    ])
}
