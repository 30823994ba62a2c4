extension ConstructGroup {
  static let columns = ConstructGroup(
    "Columns and tables",
    [
      Construct(
        "`IF NOT EXISTS`", "CREATE TABLE IF NOT EXISTS t (id integer)", after: ["CREATE TABLE t (id text)"],
        then: ["INSERT INTO t VALUES ('x')"]),
      Construct(
        "a schema's name", "CREATE TABLE app.t (id integer)", .exact, "the table `app.t`",
        after: ["CREATE SCHEMA app"], then: ["INSERT INTO app.t VALUES (1)", "SELECT * FROM app.t"]),
      Construct("`public`", "CREATE TABLE public.t (id integer)", then: ["INSERT INTO t VALUES (1)"]),
      Construct("no columns", "CREATE TABLE t ()", .refused("a table without columns")),
      Construct("`TEMP`", "CREATE TEMP TABLE t (id integer)", .exact, "there until the end of its migration"),
      Construct("`UNLOGGED`", "CREATE UNLOGGED TABLE t (id integer)", .exact, "remembered"),
      Construct(
        "`CREATE TABLE … AS`", "CREATE TABLE u AS SELECT a, b FROM t", .exact,
        "a table with the types of the query's columns, filled",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM u ORDER BY a"]),
      Construct(
        "`SELECT … INTO`", "SELECT a, b INTO u FROM t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM u ORDER BY a"]),
      Construct(
        "`LIKE`", "CREATE TABLE u (LIKE t INCLUDING ALL)", .exact,
        "the columns, and what is asked for, copied",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)"],
        then: ["INSERT INTO u VALUES (1, 2, 'x')", "INSERT INTO u VALUES (1, 2, 'x')"]),
      Construct(
        "`INHERITS`", "CREATE TABLE u (c integer) INHERITS (t)", .approximate("which inherits"),
        "a table of its own; statements that read or change the parent come to both, but SQLite's own do not",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)"],
        then: ["INSERT INTO u VALUES (1, 2, 'x', 3)", "SELECT * FROM t"]),
      Construct(
        "`PARTITION BY`", "CREATE TABLE p (id integer, at date) PARTITION BY RANGE (at)", .exact,
        "one table, which checks that each row fits a partition"),
      Construct(
        "`PARTITION OF`", "CREATE TABLE q PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        .exact,
        "a view of its rows; `ATTACH`, `DETACH` and `DROP` move or delete rows. Writing to it by its own name is refused, and so is reading one `BY HASH`",
        after: ["CREATE TABLE p (id integer, at date) PARTITION BY RANGE (at)"]),
      Construct("`WITH (…)`", "CREATE TABLE t (id integer) WITH (fillfactor = 70)"),
      Construct(
        "`DEFAULT false`", "CREATE TABLE t (id integer, a boolean DEFAULT false)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT 'x'`", "CREATE TABLE t (id integer, a text DEFAULT 'x')",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT 5`", "CREATE TABLE t (id integer, a integer DEFAULT 5)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT now()`", "CREATE TABLE t (id integer, a timestamptz DEFAULT now())",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a IS NOT NULL FROM t"]),
      Construct(
        "`DEFAULT NULL`", "CREATE TABLE t (id integer, a text DEFAULT NULL)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT ''`", "CREATE TABLE t (id integer, a text DEFAULT '')",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT CURRENT_TIMESTAMP`", "CREATE TABLE t (id integer, a timestamp DEFAULT CURRENT_TIMESTAMP)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a IS NOT NULL FROM t"]),
      Construct(
        "`DEFAULT '{}'`", "CREATE TABLE t (id integer, a jsonb DEFAULT '{}')",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT '[]'::jsonb`", "CREATE TABLE t (id integer, a jsonb DEFAULT '[]'::jsonb)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT gen_random_uuid()`", "CREATE TABLE t (id integer, a uuid DEFAULT gen_random_uuid())",
        .exact, "a random version 4, by stock SQLite",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a IS NOT NULL FROM t"]),
      Construct(
        "`DEFAULT uuid_generate_v4()`", "CREATE TABLE t (id integer, a uuid DEFAULT uuid_generate_v4())",
        after: [#"CREATE EXTENSION "uuid-ossp""#],
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a IS NOT NULL FROM t"]),
      Construct(
        "`DEFAULT ARRAY[]::text[]`", "CREATE TABLE t (id integer, a text[] DEFAULT ARRAY[]::text[])",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT '{}'::text[]`", "CREATE TABLE t (id integer, a text[] DEFAULT '{}'::text[])",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT ARRAY['a']::text[]`", "CREATE TABLE t (id integer, a text[] DEFAULT ARRAY['a']::text[])",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT now() + interval '7 days'`",
        "CREATE TABLE t (id integer, a timestamptz DEFAULT now() + interval '7 days')",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a IS NOT NULL FROM t"]),
      Construct(
        "`DEFAULT '2024-01-01'::timestamptz`",
        "CREATE TABLE t (id integer, a timestamptz DEFAULT '2024-01-01'::timestamptz)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT 'x'::varchar`", "CREATE TABLE t (id integer, a varchar DEFAULT 'x'::varchar)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT -1`", "CREATE TABLE t (id integer, a integer DEFAULT -1)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT CURRENT_DATE`", "CREATE TABLE t (id integer, a date DEFAULT CURRENT_DATE)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a IS NOT NULL FROM t"]),
      Construct(
        "`DEFAULT '{}'::json`", "CREATE TABLE t (id integer, a json DEFAULT '{}'::json)",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT a FROM t"]),
      Construct(
        "`DEFAULT nextval(…)`", "CREATE TABLE t (id integer DEFAULT nextval('s'), a text)",
        after: ["CREATE SEQUENCE s START 5"],
        then: ["INSERT INTO t (a) VALUES ('x'), ('y')", "SELECT id, a FROM t ORDER BY a"]),
      Construct(
        "a default with a query", "CREATE TABLE t (id integer, a text NOT NULL DEFAULT plan())", .exact,
        "a trigger gives it to each row that leaves the column out",
        after: [
          "CREATE TABLE s (p text)", "INSERT INTO s VALUES ('free')",
          "CREATE FUNCTION plan() RETURNS text LANGUAGE sql AS 'SELECT p FROM s'",
        ],
        then: [
          "INSERT INTO t (id) VALUES (1)", "UPDATE s SET p = 'paid'", "INSERT INTO t (id) SELECT 2",
          "INSERT INTO t VALUES (3, NULL)", "SELECT id, a FROM t ORDER BY id",
        ]),
      Construct(
        "a default that SQLite has no words for",
        "CREATE TABLE t (id integer, a text NOT NULL DEFAULT initcap('an ' || current_user))",
        .approximate("no form in stock SQLite"), "a default that calls a function of this library",
        then: ["INSERT INTO t (id) VALUES (1)", "SELECT id, a FROM t"]),
      Construct(
        "`GENERATED … STORED`", "CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED)",
        then: ["INSERT INTO t (a) VALUES (4)", "SELECT * FROM t"]),
      Construct(
        "`GENERATED ALWAYS AS IDENTITY`",
        "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text)", .exact,
        "`INTEGER PRIMARY KEY AUTOINCREMENT`",
        then: ["INSERT INTO t (a) VALUES ('x')", "SELECT * FROM t", "INSERT INTO t VALUES (5, 'y')"]),
      Construct(
        "identity with options",
        "CREATE TABLE t (k text, id integer GENERATED BY DEFAULT AS IDENTITY (START WITH 10 INCREMENT BY 5))",
        .exact, "a counter kept by a trigger: `RETURNING` sees the value before it is counted",
        then: ["INSERT INTO t (k) VALUES ('a'), ('b')", "SELECT * FROM t ORDER BY k"]),
      Construct(
        #"`COLLATE "C"`"#, #"CREATE TABLE t (a text COLLATE "C")"#,
        then: ["INSERT INTO t VALUES ('b'), ('B')", "SELECT a FROM t ORDER BY a"]),
      Construct(
        "another `COLLATE`", #"CREATE TABLE t (a text COLLATE "en-x-icu")"#,
        .approximate("sorts by its bytes")),
    ])
}
