extension ConstructGroup {
  static let alterations = ConstructGroup(
    "ALTER TABLE, on tables with rows",
    [
      Construct(
        "`ADD COLUMN`", "ALTER TABLE t ADD COLUMN c text",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`ADD COLUMN IF NOT EXISTS`", "ALTER TABLE t ADD COLUMN IF NOT EXISTS b integer",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "with a constant default", "ALTER TABLE t ADD COLUMN c integer NOT NULL DEFAULT 7",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "with another default", "ALTER TABLE t ADD COLUMN c uuid NOT NULL DEFAULT gen_random_uuid()", .exact,
        "each row gets its own value",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT count(DISTINCT c) FROM t"]),
      Construct(
        "NOT NULL without a default", "ALTER TABLE t ADD COLUMN c integer NOT NULL",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`REFERENCES`", "ALTER TABLE t ADD COLUMN parent integer REFERENCES t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["UPDATE t SET parent = 9", "UPDATE t SET parent = 1"]),
      Construct(
        "`UNIQUE`", "ALTER TABLE t ADD COLUMN c text UNIQUE",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["UPDATE t SET c = 'x'"]),
      Construct(
        "`CHECK`", "ALTER TABLE t ADD COLUMN c integer DEFAULT 1 CHECK (c > 0)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["UPDATE t SET c = 0"]),
      Construct(
        "`GENERATED`", "ALTER TABLE t ADD COLUMN c integer GENERATED ALWAYS AS (a * 2) STORED",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`serial`", "ALTER TABLE t ADD COLUMN n serial",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT count(DISTINCT n) FROM t"]),
      Construct(
        "`PRIMARY KEY`", "ALTER TABLE t ADD COLUMN id serial PRIMARY KEY",
        after: ["CREATE TABLE t (a integer)", "INSERT INTO t VALUES (1), (2)"],
        then: ["INSERT INTO t (a) VALUES (3)", "SELECT count(DISTINCT id) FROM t"]),
      Construct(
        "`DROP COLUMN`", "ALTER TABLE t DROP COLUMN b",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`DROP COLUMN IF EXISTS`", "ALTER TABLE t DROP COLUMN IF EXISTS nope",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`DROP COLUMN` with its constraints", "ALTER TABLE t DROP COLUMN a",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer UNIQUE CHECK (a > 0), b text)"],
        then: ["INSERT INTO t VALUES (9, 'x')", "SELECT * FROM t"]),
      Construct(
        "`DROP COLUMN … CASCADE`", "ALTER TABLE p DROP COLUMN code CASCADE",
        after: [
          "CREATE TABLE p (id integer PRIMARY KEY, code integer UNIQUE)",
          "CREATE TABLE c (code integer REFERENCES p (code))",
        ], then: ["INSERT INTO c VALUES (5)"]),
      Construct(
        "`TYPE` to a wider one", "ALTER TABLE t ALTER COLUMN a TYPE bigint",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id", "UPDATE t SET a = 3000000000"]),
      Construct(
        "`TYPE` to text", "ALTER TABLE t ALTER COLUMN a TYPE text",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id", "UPDATE t SET a = 'x'"]),
      Construct(
        "`TYPE … USING`", "ALTER TABLE t ALTER COLUMN b TYPE integer USING length(b)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`TYPE` from text by a cast", "ALTER TABLE t ALTER COLUMN b TYPE integer USING b::integer",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "INSERT INTO t VALUES (1, 1, '42')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`TYPE` that the rows do not take", "ALTER TABLE t ALTER COLUMN b TYPE integer USING b::integer",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`TYPE varchar(n)`", "ALTER TABLE t ALTER COLUMN b TYPE varchar(5)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["UPDATE t SET b = 'toolong'"]),
      Construct(
        "`SET NOT NULL`", "ALTER TABLE t ALTER COLUMN b SET NOT NULL",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["UPDATE t SET b = NULL"]),
      Construct(
        "`DROP NOT NULL`", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL",
        after: ["CREATE TABLE t (id integer, a integer NOT NULL)"], then: ["INSERT INTO t VALUES (1, NULL)"]),
      Construct(
        "`SET DEFAULT`", "ALTER TABLE t ALTER COLUMN b SET DEFAULT 'z'",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["INSERT INTO t (id) VALUES (3)", "SELECT * FROM t ORDER BY id"]),
      Construct(
        "`DROP DEFAULT`", "ALTER TABLE t ALTER COLUMN a DROP DEFAULT",
        after: ["CREATE TABLE t (id integer, a integer DEFAULT 5)"],
        then: ["INSERT INTO t (id) VALUES (3)", "SELECT * FROM t ORDER BY id"]),
      Construct(
        "`ADD FOREIGN KEY`", "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t (id) ON DELETE CASCADE",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)", "INSERT INTO t VALUES (1, 1, 'x')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "… that rows violate", "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`… NOT VALID`", "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES t NOT VALID",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["INSERT INTO t VALUES (9, 99, 'x')"]),
      Construct(
        "`ADD CHECK`", "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 5)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["INSERT INTO t VALUES (3, 1, 'x')"]),
      Construct(
        "`ADD CHECK … NOT VALID`", "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 15) NOT VALID",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["INSERT INTO t VALUES (3, 1, 'x')", "ALTER TABLE t VALIDATE CONSTRAINT k"]),
      Construct(
        "`VALIDATE CONSTRAINT`", "ALTER TABLE t VALIDATE CONSTRAINT k",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 15) NOT VALID",
        ]),
      Construct(
        "`ADD PRIMARY KEY`", "ALTER TABLE t ADD PRIMARY KEY (a)",
        after: ["CREATE TABLE t (id integer, a integer)", "INSERT INTO t VALUES (1, 1)"],
        then: ["INSERT INTO t VALUES (1, NULL)", "INSERT INTO t VALUES (1, 1)"]),
      Construct(
        "`ADD UNIQUE`", "ALTER TABLE t ADD CONSTRAINT k UNIQUE (a)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["INSERT INTO t VALUES (3, 10, 'x')"]),
      Construct(
        "`PRIMARY KEY USING INDEX`", "ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX i",
        .exact,
        after: ["CREATE TABLE t (id integer)", "CREATE UNIQUE INDEX i ON t (id)"]),
      Construct(
        "`UNIQUE USING INDEX`", "ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i",
        .exact,
        after: ["CREATE TABLE t (id integer)", "CREATE UNIQUE INDEX i ON t (id)"]),
      Construct(
        "`DROP CONSTRAINT`", "ALTER TABLE t DROP CONSTRAINT t_pkey",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["INSERT INTO t VALUES (1, 1, 'x')"]),
      Construct(
        "`DROP CONSTRAINT IF EXISTS`", "ALTER TABLE t DROP CONSTRAINT IF EXISTS nope",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`ALTER CONSTRAINT`", "ALTER TABLE t ALTER CONSTRAINT t_a_fkey DEFERRABLE",
        .exact,
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a integer REFERENCES t)"]),
      Construct(
        "`ADD GENERATED … AS IDENTITY`",
        "ALTER TABLE t ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 10)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["INSERT INTO t (a) VALUES (1)", "SELECT * FROM t ORDER BY id"]),
      Construct(
        "`DROP IDENTITY`", "ALTER TABLE t ALTER COLUMN id DROP IDENTITY",
        after: ["CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, a integer)"]),
      Construct(
        "`DROP EXPRESSION`", "ALTER TABLE t ALTER COLUMN b DROP EXPRESSION", .exact,
        after: ["CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a) STORED)"]),
      Construct(
        "`ENABLE ROW LEVEL SECURITY`", "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
        .approximate("row level security is remembered, not enforced: SQLite has no users"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`SET (…)`", "ALTER TABLE t SET (fillfactor = 70)", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`OWNER TO`", "ALTER TABLE t OWNER TO postgres", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`SET STORAGE`", "ALTER TABLE t ALTER COLUMN b SET STORAGE EXTERNAL",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`SET STATISTICS`", "ALTER TABLE t ALTER COLUMN b SET STATISTICS 100",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`REPLICA IDENTITY`", "ALTER TABLE t REPLICA IDENTITY FULL", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`CLUSTER ON`", "ALTER TABLE t CLUSTER ON t_pkey", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`SET SCHEMA`", "ALTER TABLE t SET SCHEMA app",
        after: ["CREATE SCHEMA app", "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)"],
        then: ["SELECT count(*) FROM app.t"]),
      Construct(
        "several actions",
        "ALTER TABLE t ADD COLUMN c integer DEFAULT 1, ALTER COLUMN b SET NOT NULL, DROP COLUMN a",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
    ])
}
