extension ConstructGroup {
  static let views = ConstructGroup(
    "Views",
    [
      Construct(
        "`CREATE VIEW`", "CREATE VIEW v AS SELECT id, a + 1 AS next FROM t WHERE b = 'x'",
        .approximate("rows cannot be written through views"),
        "a view of stock SQLite, which follows what it mentions; writing to it is refused",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM v"]),
      Construct(
        "a view of what SQLite cannot compute", "CREATE VIEW v AS SELECT id, md5(b) AS hash FROM t",
        .approximate("no form in stock SQLite"), "a view that calls a function of this library",

        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM v ORDER BY id", "DROP VIEW v", "SELECT * FROM v"]),
      Construct(
        "`CREATE OR REPLACE VIEW`", "CREATE OR REPLACE VIEW v AS SELECT id, a FROM t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')", "CREATE VIEW v AS SELECT id FROM t",
        ], then: ["SELECT * FROM v ORDER BY id"]),
      Construct(
        "`CREATE MATERIALIZED VIEW`", "CREATE MATERIALIZED VIEW v AS SELECT id, a FROM t", .exact,
        "a table, and beside it the view `v.query` that finds what it should hold",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM v ORDER BY id"]),
      Construct(
        "`REFRESH MATERIALIZED VIEW`", "REFRESH MATERIALIZED VIEW v", .exact,
        #"in the application: `DELETE FROM v; INSERT INTO v SELECT * FROM "v.query";`"#,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "CREATE MATERIALIZED VIEW v AS SELECT id FROM t", "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM v ORDER BY id"]),
      Construct(
        "a recursive view",
        "CREATE RECURSIVE VIEW v (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM v WHERE n < 3",
        .approximate("rows cannot be written through views"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM v ORDER BY n"]),
      Construct(
        "`WITH CHECK OPTION`", "CREATE VIEW v AS SELECT id, a FROM t WHERE a > 5 WITH CHECK OPTION",
        .approximate("rows cannot be written through views"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`security_invoker`", "CREATE VIEW v WITH (security_invoker = true) AS SELECT id FROM t",
        .approximate("rows cannot be written through views"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "a view of an altered table", "ALTER TABLE t RENAME COLUMN a TO z",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')", "CREATE VIEW v AS SELECT id, a FROM t",
        ], then: ["SELECT * FROM v ORDER BY id"]),
    ])
}
