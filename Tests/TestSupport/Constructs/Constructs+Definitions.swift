extension ConstructGroup {
  static let definitions = ConstructGroup(
    "Types, sequences, schemas",
    [
      Construct(
        "`CREATE TYPE … AS ENUM`", "CREATE TYPE mood AS ENUM ('sad', 'ok')", then: ["SELECT 'ok'::mood"]),
      Construct(
        "`ADD VALUE`", "ALTER TYPE mood ADD VALUE 'happy'",
        after: ["CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE t (m mood)"],
        then: ["INSERT INTO t VALUES ('happy')"]),
      Construct(
        "`ADD VALUE IF NOT EXISTS`", "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok'",
        after: ["CREATE TYPE mood AS ENUM ('ok')"]),
      Construct(
        "`ADD VALUE … BEFORE`", "ALTER TYPE mood ADD VALUE 'sad' BEFORE 'ok'",
        after: ["CREATE TYPE mood AS ENUM ('ok')"], then: ["SELECT 'sad'::mood"]),
      Construct(
        "`CREATE DOMAIN`", "CREATE DOMAIN d AS integer NOT NULL DEFAULT 1 CHECK (VALUE > 0)",
        then: [
          "CREATE TABLE t (a d, b integer)", "INSERT INTO t (b) VALUES (1)", "SELECT * FROM t",
          "INSERT INTO t VALUES (0, 1)",
        ]),
      Construct(
        "`ALTER DOMAIN`", "ALTER DOMAIN d ADD CONSTRAINT k CHECK (VALUE < 9)", .exact,
        after: ["CREATE DOMAIN d AS integer", "CREATE TABLE t (a d)"]),
      Construct(
        "`CREATE TYPE … AS (…)`", "CREATE TYPE pair AS (x integer, y integer)",
        .exact),
      Construct(
        "`CREATE TYPE … AS RANGE`", "CREATE TYPE r AS RANGE (SUBTYPE = float8)",
        .exact, "its values are kept as text and are not checked, of which a table that uses it warns"),
      Construct(
        "`CREATE SEQUENCE`", "CREATE SEQUENCE s START WITH 10 INCREMENT BY 5",
        then: [
          "CREATE TABLE t (id integer DEFAULT nextval('s'), a integer)", "INSERT INTO t (a) VALUES (1), (2)",
          "SELECT id FROM t ORDER BY a",
        ]),
      Construct(
        "`ALTER SEQUENCE`", "ALTER SEQUENCE s RESTART WITH 100",
        after: ["CREATE SEQUENCE s", "CREATE TABLE t (id integer DEFAULT nextval('s'), a integer)"],
        then: ["INSERT INTO t (a) VALUES (1)", "SELECT * FROM t"]),
      Construct(
        "`OWNED BY`", "ALTER SEQUENCE s OWNED BY t.id",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "CREATE SEQUENCE s"],
        then: ["DROP TABLE t", "DROP SEQUENCE s"]),
      Construct("`CREATE SCHEMA`", "CREATE SCHEMA app", then: ["CREATE TABLE app.t (a integer)"]),
      Construct("`CREATE SCHEMA IF NOT EXISTS`", "CREATE SCHEMA IF NOT EXISTS public"),
      Construct("`CREATE EXTENSION`", "CREATE EXTENSION IF NOT EXISTS pgcrypto"),
    ])
}
