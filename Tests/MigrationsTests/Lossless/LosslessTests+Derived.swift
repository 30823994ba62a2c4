extension LosslessTests {
  static let derived = [
    Script(
      "inheritance", "CREATE TABLE p (a int NOT NULL, b text DEFAULT 'x', CONSTRAINT k CHECK (a > 0))",
      "CREATE TABLE c (z int, b text DEFAULT 'y') INHERITS (p)", "CREATE TABLE d () INHERITS (c)",
      "ALTER TABLE d ALTER COLUMN a SET DEFAULT 4", "ALTER TABLE p ADD CONSTRAINT l CHECK (a < 9)",
      "CREATE TABLE e (a int NOT NULL, b text, CONSTRAINT k CHECK (a > 0), CONSTRAINT l CHECK (a < 9))",
      "ALTER TABLE e INHERIT p", "ALTER TABLE p RENAME COLUMN a TO n", "CREATE TABLE q (y int)",
      "CREATE TABLE f () INHERITS (q)", "ALTER TABLE f NO INHERIT q", "ALTER TABLE p RENAME TO parents"),
    Script(
      "ranges", "CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)",
      "CREATE TYPE r AS RANGE (SUBTYPE = text, COLLATION = \"C\")", "CREATE TABLE t (s span, rs r[])"),
    Script(
      "views", "CREATE TABLE t (id int PRIMARY KEY, a text, b varchar(5))", "CREATE TABLE u (id int, c text)",
      "CREATE VIEW z AS SELECT * FROM t WHERE a <> 'x'", "CREATE VIEW y (k, l) AS SELECT id, upper(a) FROM z",
      "CREATE VIEW x AS SELECT a.id, b.c, count(*) AS n FROM t a JOIN u b ON a.id = b.id GROUP BY a.id, b.c",
      "CREATE VIEW w WITH (security_barrier) AS SELECT id FROM t WHERE id > 3 WITH LOCAL CHECK OPTION",
      "CREATE VIEW v AS SELECT id FROM t UNION ALL SELECT id FROM u ORDER BY 1",
      "CREATE RECURSIVE VIEW r (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3",
      "ALTER VIEW y ALTER COLUMN k SET DEFAULT 5", "COMMENT ON VIEW y IS 'why'",
      "COMMENT ON COLUMN y.k IS 'key'",
      "ALTER TABLE t RENAME COLUMN a TO label", "ALTER TABLE t RENAME TO things",
      "ALTER VIEW x RENAME COLUMN n TO number"),
    Script(
      "materialized views", "CREATE TABLE t (id int PRIMARY KEY, a text)",
      "CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t", "CREATE UNIQUE INDEX m_id ON m (id)",
      "CREATE MATERIALIZED VIEW a_first AS SELECT id FROM m WITH NO DATA",
      "COMMENT ON MATERIALIZED VIEW m IS 'mat'"),
    Script(
      "tables from queries", "CREATE TABLE t (id int PRIMARY KEY, a varchar(10), n numeric(5,2))",
      "CREATE TABLE c AS SELECT id, a, n, 'x' AS lit FROM t", "SELECT id INTO d FROM t",
      "CREATE UNLOGGED TABLE e (a int)",
      "CREATE TEMP TABLE gone AS SELECT 1 AS a"),
    Script(
      "partitions", "CREATE TABLE p (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
      "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
      "CREATE TABLE pd PARTITION OF p DEFAULT",
      "CREATE INDEX ON p1 (at)", "CREATE TABLE l (a text) PARTITION BY LIST (lower(a))",
      "CREATE TABLE l1 PARTITION OF l FOR VALUES IN ('x', NULL)", "COMMENT ON TABLE l1 IS 'one'"),
    Script(
      "tables like others",
      "CREATE TABLE src (id int PRIMARY KEY, a text DEFAULT 'x' CHECK (a <> ''), b int UNIQUE)",
      "CREATE INDEX ON src (a)", "COMMENT ON COLUMN src.a IS 'A'",
      "CREATE TABLE copy (LIKE src INCLUDING ALL)",
      "CREATE TABLE bare (LIKE src)"),
  ]
}
