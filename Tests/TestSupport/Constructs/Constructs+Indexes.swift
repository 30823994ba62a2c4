extension ConstructGroup {
  static let indexes = ConstructGroup(
    "Indexes",
    [
      Construct(
        "plain", "CREATE INDEX i ON t (a)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"],
        then: ["DROP INDEX i"]),
      Construct(
        "`UNIQUE`", "CREATE UNIQUE INDEX i ON t (a)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"],
        then: ["INSERT INTO t (a) VALUES (1)", "INSERT INTO t (a) VALUES (1)"]),
      Construct(
        "`IF NOT EXISTS`", "CREATE INDEX IF NOT EXISTS i ON t (a)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "without a name", "CREATE INDEX ON t (a, b)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"],
        then: ["DROP INDEX t_a_b_idx"]),
      Construct(
        "partial", "CREATE INDEX i ON t (a) WHERE b IS NOT NULL",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "unique and partial", "CREATE UNIQUE INDEX i ON t (a) WHERE id > 0",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"],
        then: [
          "INSERT INTO t (id, a) VALUES (1, 1)", "INSERT INTO t (id, a) VALUES (2, 1)",
          "INSERT INTO t (id, a) VALUES (-1, 1)",
        ]),
      Construct(
        "`DESC`", "CREATE INDEX i ON t (a DESC)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`NULLS FIRST`", "CREATE INDEX i ON t (a NULLS FIRST, b DESC NULLS LAST)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "expression", "CREATE INDEX i ON t ((a + 1))",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`lower(…)`", "CREATE UNIQUE INDEX i ON t (lower(b))",
        .approximate("lower() changes ASCII letters only"),
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"],
        then: ["INSERT INTO t (b) VALUES ('A')", "INSERT INTO t (b) VALUES ('a')"]),
      Construct(
        "`CONCURRENTLY`", "CREATE INDEX CONCURRENTLY i ON t (a)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`INCLUDE`", "CREATE INDEX i ON t (a) INCLUDE (b)", .exact, "the included columns are remembered",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`WITH (…)`", "CREATE INDEX i ON t (a) WITH (fillfactor = 70)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`COLLATE`", #"CREATE INDEX i ON t (b COLLATE "C")"#,
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`NULLS NOT DISTINCT`", "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT",
        .exact,
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`text_pattern_ops`", "CREATE INDEX i ON t (b text_pattern_ops)",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`hash`", "CREATE INDEX i ON t USING hash (b)", .exact, "an ordinary index",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`gin`", "CREATE INDEX i ON t USING gin (c)",
        .approximate("gin indexes are remembered, not built: queries that rely on them scan the table"),
        "remembered, not built",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"],
        then: ["DROP INDEX i"]),
      Construct(
        "`jsonb_path_ops`", "CREATE INDEX i ON t USING gin (c jsonb_path_ops)",
        .approximate("gin indexes are remembered, not built: queries that rely on them scan the table"),
        "remembered, not built",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`gin_trgm_ops`", "CREATE INDEX i ON t USING gin (b gin_trgm_ops)",
        .approximate("gin indexes are remembered, not built: queries that rely on them scan the table"),
        "remembered, not built",
        after: [
          "CREATE EXTENSION pg_trgm",
          "CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])",
        ]),
      Construct(
        "`gist`", "CREATE INDEX i ON t USING gist (tstzrange(d, d))",
        .approximate("gist indexes are remembered, not built: queries that rely on them scan the table"),
        "remembered, not built",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
      Construct(
        "`brin`", "CREATE INDEX i ON t USING brin (d)",
        .approximate("brin indexes are remembered, not built: queries that rely on them scan the table"),
        "remembered, not built",
        after: ["CREATE TABLE t (id integer, a integer, b text, c jsonb, d timestamptz, e text[])"]),
    ])
}
