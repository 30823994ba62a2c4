extension ConstructGroup {
  static let remembered = ConstructGroup(
    "What SQLite has no place for",
    [
      Construct(
        "`COMMENT ON TABLE`", "COMMENT ON TABLE t IS 'x'", .exact, "remembered",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`COMMENT ON COLUMN`", "COMMENT ON COLUMN t.a IS 'x'", .exact, "remembered",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`COMMENT ON FUNCTION`", "COMMENT ON FUNCTION f(integer) IS 'x'", .exact, "remembered",
        after: ["CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'"]),
      Construct(
        "`COMMENT ON INDEX`", "COMMENT ON INDEX i IS 'x'", .exact, "remembered",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "CREATE INDEX i ON t (a)"]),
      Construct(
        "`COMMENT ON VIEW`", "COMMENT ON VIEW v IS 'x'", .exact, "remembered",
        after: ["CREATE VIEW v AS SELECT 1 AS a"]),
      Construct(
        "`CREATE POLICY`", "CREATE POLICY p ON t FOR SELECT USING (a > 0)",
        .approximate("row level security is remembered"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`GRANT`", "GRANT SELECT ON t TO PUBLIC", .approximate("privileges are remembered"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`REVOKE`", "REVOKE ALL ON t FROM PUBLIC", .approximate("privileges are remembered"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`ALTER DEFAULT PRIVILEGES`",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC",
        .approximate("privileges are remembered"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct("`CREATE ROLE`", "CREATE ROLE some_reader_of_ours NOLOGIN", .exact),
      Construct(
        "`CREATE PUBLICATION`", "CREATE PUBLICATION p FOR TABLE t", .approximate("nothing is replicated"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`CREATE STATISTICS`", "CREATE STATISTICS s ON a, b FROM t", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`CREATE AGGREGATE`", "CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer)",
        .exact),
      Construct(
        "`CREATE OPERATOR`", "CREATE OPERATOR ## (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4pl)",
        .exact),
      Construct("`CREATE CAST`", "CREATE CAST (text AS inet) WITH INOUT", .exact),
      Construct("`CREATE COLLATION`", "CREATE COLLATION c (LOCALE = 'C')", .exact),
      Construct(
        "`CREATE TEXT SEARCH CONFIGURATION`", "CREATE TEXT SEARCH CONFIGURATION c (COPY = simple)",
        .exact),
      Construct(
        "`CREATE RULE`", "CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING", .refused("CREATE RULE"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`CREATE EVENT TRIGGER`", "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
        .approximate("event triggers are remembered, not fired"),
        after: ["CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'"]),
      Construct(
        "`VACUUM`", "VACUUM", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`ANALYZE`", "ANALYZE t", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`LOCK TABLE`", "BEGIN; LOCK TABLE t IN SHARE MODE; COMMIT", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`REINDEX`", "REINDEX TABLE t", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`CLUSTER`", "CLUSTER t USING t_pkey", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
    ])
}
