extension ConstructGroup {
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
        "calling a function", "SELECT f(1)", .refused("calling the function f"),
        after: [
          "CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$"
        ]),
      Construct(
        "`CALL`", "CALL f()", .refused("CALL"),
        after: ["CREATE PROCEDURE f() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$"]),
      Construct("`DO`", "DO $$ BEGIN NULL; END $$", .refused("DO")),
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
        "`AFTER`", "CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
        .refused("an AFTER trigger"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ]),
      Construct(
        "`BEFORE DELETE`", "CREATE TRIGGER x BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        .refused("a trigger before DELETE or TRUNCATE"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ]),
      Construct(
        "`FOR EACH STATEMENT`", "CREATE TRIGGER x AFTER INSERT ON t FOR EACH STATEMENT EXECUTE FUNCTION f()",
        .refused("a statement trigger"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ]),
      Construct(
        "transition tables",
        "CREATE TRIGGER x AFTER INSERT ON t REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION f()",
        .refused("a statement trigger"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ]),
      Construct(
        "`OR REPLACE`", "CREATE OR REPLACE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 'z'; RETURN NEW; END $$",
        ]),
      Construct(
        "`IF` and `RAISE`", "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g()",
        .refused("this statement in a trigger function"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.a < 0 THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$",
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
