extension ConstructGroup {
  static let renames = ConstructGroup(
    "Renames",
    [
      Construct(
        "`RENAME TO`", "ALTER TABLE t RENAME TO u",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM u ORDER BY id"]),
      Construct(
        "`RENAME COLUMN`", "ALTER TABLE t RENAME COLUMN a TO z",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT z FROM t ORDER BY id"]),
      Construct(
        "`RENAME CONSTRAINT`", "ALTER TABLE t RENAME CONSTRAINT t_pkey TO k",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["ALTER TABLE t DROP CONSTRAINT k"]),
      Construct(
        "`ALTER INDEX … RENAME`", "ALTER INDEX i RENAME TO j",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "CREATE INDEX i ON t (a)"],
        then: ["DROP INDEX j"]),
      Construct(
        "`ALTER TYPE … RENAME TO`", "ALTER TYPE mood RENAME TO feeling",
        after: ["CREATE TYPE mood AS ENUM ('ok')"], then: ["SELECT 'ok'::feeling"]),
      Construct(
        "`RENAME VALUE`", "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'",
        after: [
          "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TABLE t (m mood)", "INSERT INTO t VALUES ('ok')",
        ], then: ["SELECT * FROM t", "INSERT INTO t VALUES ('ok')"]),
      Construct(
        "`ALTER SEQUENCE … RENAME`", "ALTER SEQUENCE s RENAME TO r", after: ["CREATE SEQUENCE s"],
        then: ["DROP SEQUENCE r"]),
      Construct(
        "`ALTER SCHEMA … RENAME`", "ALTER SCHEMA app RENAME TO lib",
        after: ["CREATE SCHEMA app", "CREATE TABLE app.t (a integer)"], then: ["SELECT * FROM lib.t"]),
      Construct(
        "`ALTER VIEW … RENAME`", "ALTER VIEW v RENAME TO w", after: ["CREATE VIEW v AS SELECT 1 AS a"],
        then: ["SELECT * FROM w"]),
    ])
}
