extension ConstructGroup {
  static let session = ConstructGroup(
    "The session",
    [
      Construct(
        "`BEGIN`, `COMMIT`", "BEGIN; INSERT INTO t VALUES (3, 3, 'z'); COMMIT", .exact,
        "absorbed: a migration is one transaction",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`COMMIT` without `BEGIN`", "INSERT INTO t VALUES (3); COMMIT",
        .approximate("COMMIT ends nothing here"), "what comes before it is kept with the rest, or not at all",
        after: ["CREATE TABLE t (id integer PRIMARY KEY)"], then: ["SELECT * FROM t"]),
      Construct(
        "`SAVEPOINT`, `RELEASE`", "BEGIN; SAVEPOINT a; INSERT INTO t VALUES (3); RELEASE a; COMMIT", .exact,
        "absorbed; `ROLLBACK TO` is refused", after: ["CREATE TABLE t (id integer PRIMARY KEY)"],
        then: ["SELECT * FROM t"]),
      Construct(
        "`SET search_path`", "SET search_path = app, public", after: ["CREATE SCHEMA app"],
        then: ["CREATE TABLE x (a integer)"]),
      Construct("`SET lock_timeout`", "SET lock_timeout = '5s'"),
      Construct("`SET statement_timeout`", "SET LOCAL statement_timeout = '5s'"),
      Construct("`SET client_min_messages`", "SET client_min_messages = warning"),
      Construct("`SET row_security`", "SET row_security = off"),
      Construct(
        "`set_config`", "SELECT set_config('search_path', 'public', false)",
        .exact),
      Construct(
        "settings of the application", "SET app.tenant = 'x'", .exact,
        "known to `current_setting` until the migration ends",
        then: ["SELECT current_setting('nothing.at_all', true)"]),
      Construct("`SHOW`", "SHOW server_encoding"),
      Construct("`SET TIME ZONE`", "SET TIME ZONE 'UTC'"),
    ])
}
