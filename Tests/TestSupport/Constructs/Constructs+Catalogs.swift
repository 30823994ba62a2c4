extension ConstructGroup {
  static let catalogs = ConstructGroup(
    "Catalogs",
    [
      Construct(
        "`information_schema`",
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
        .exact, "rows of the schema as it is when the statement runs; what is PostgreSQL's own is not listed",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a text CHECK (a <> ''), b varchar(5)[])"],
        then: [
          "SELECT constraint_name, constraint_type FROM information_schema.table_constraints WHERE table_name = 't' AND constraint_type <> 'CHECK'",
          "SELECT check_clause FROM information_schema.check_constraints WHERE constraint_name = 't_a_check'",
        ]),
      Construct(
        "`pg_catalog`",
        "SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relname = 't' AND a.attnum > 0 ORDER BY a.attnum",
        after: ["CREATE TABLE t (id integer PRIMARY KEY, a text CHECK (a <> ''), b varchar(5)[])"],
        then: [
          "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass ORDER BY 1",
          "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 't'",
        ]),
      Construct(
        "`to_regclass`, `to_regtype`, …", "SELECT to_regclass('t') IS NULL, to_regtype('nothing') IS NULL",
        .exact,
        "numbers of ours, shown as names", after: ["CREATE TABLE t (a integer)"],
        then: ["SELECT 't'::regclass", "SELECT 'u'::regclass", "SELECT 'int[]'::regtype"]),
      Construct(
        "`obj_description`, `col_description`",
        "SELECT obj_description('t'::regclass), col_description('t'::regclass, 1)",
        after: ["CREATE TABLE t (a integer)", "COMMENT ON TABLE t IS 'x'", "COMMENT ON COLUMN t.a IS 'y'"]),
      Construct(
        "`has_table_privilege` and its kin", "SELECT has_table_privilege('t', 'SELECT')", .exact,
        "always true",
        after: ["CREATE TABLE t (a integer)"]),
      Construct(
        "what a server is doing", "SELECT count(*) FROM pg_stat_activity",
        .refused("reading pg_stat_activity")),
      Construct(
        "views over catalogs", "CREATE VIEW v AS SELECT relname FROM pg_class WHERE relkind = 'r'",
        .approximate("is remembered, but no other program can read it"), "read by statements that run once",
        after: ["CREATE TABLE t (a integer)"], then: ["SELECT relname FROM v WHERE relname = 't'"]),
    ])
}
