import Testing

/// Scripts about sequences whose every statement must come to the same on PostgreSQL and here.
@Suite struct SequenceAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: scripts)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let scripts = [
    Script(
      "a dump's statements make a serial column",
      "CREATE TABLE public.t (id integer NOT NULL, v text)",
      "CREATE SEQUENCE public.t_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1",
      "ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id",
      "ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass)",
      "INSERT INTO t (v) VALUES ('a'), ('b')", "INSERT INTO t VALUES (10, 'c')",
      "SELECT id, v FROM t ORDER BY id",
      "DROP SEQUENCE t_id_seq", "DROP TABLE t", "DROP SEQUENCE t_id_seq", "CREATE SEQUENCE t_id_seq"),
    Script(
      "a sequence is named as its column and numbered when that is taken",
      "CREATE TABLE t_id_seq (x int)", "CREATE TABLE t (id serial, v text)", "INSERT INTO t (v) VALUES ('a')",
      "DROP SEQUENCE t_id_seq", "DROP SEQUENCE t_id_seq1", "ALTER TABLE t RENAME TO u",
      "DROP SEQUENCE u_id_seq",
      "ALTER SEQUENCE t_id_seq1 RENAME TO s", "INSERT INTO u (v) VALUES ('b')",
      "SELECT id, v FROM u ORDER BY id",
      "ALTER TABLE u ALTER COLUMN id DROP DEFAULT", "INSERT INTO u (v) VALUES ('c')",
      "INSERT INTO u (id, v) VALUES (3, 'c')", "DROP SEQUENCE s", "SELECT id, v FROM u ORDER BY id"),
    Script(
      "dropping a sequence takes defaults along",
      "CREATE TABLE t (k text, id serial)", "DROP SEQUENCE t_id_seq CASCADE",
      "INSERT INTO t (k) VALUES ('a')",
      "ALTER TABLE t ALTER COLUMN id DROP NOT NULL", "INSERT INTO t (k) VALUES ('a')", "SELECT k, id FROM t",
      "CREATE TABLE u (k text, id serial)", "ALTER TABLE u DROP COLUMN id", "DROP SEQUENCE u_id_seq",
      "DROP SEQUENCE IF EXISTS u_id_seq", "DROP SEQUENCE t", "DROP TABLE u_id_seq",
      "CREATE TABLE u_id_seq (a int)"),
    Script(
      "options of sequences",
      "CREATE SEQUENCE a INCREMENT BY 5 START WITH 100", "CREATE SEQUENCE b INCREMENT BY -1",
      "CREATE SEQUENCE c MINVALUE 1 MAXVALUE 3", "CREATE SEQUENCE d MAXVALUE 2 CYCLE",
      "CREATE TABLE t (k int, a int DEFAULT nextval('a'), b int DEFAULT nextval('b'::regclass), d int DEFAULT nextval('public.d'))",
      "INSERT INTO t VALUES (1), (2), (3)", "SELECT k, a, b, d FROM t ORDER BY k",
      "ALTER SEQUENCE a INCREMENT BY 7", "ALTER SEQUENCE b RESTART WITH -50", "ALTER SEQUENCE d RESTART",
      "INSERT INTO t VALUES (4), (5)", "SELECT k, a, b, d FROM t ORDER BY k",
      "CREATE TABLE u (k int, c int DEFAULT nextval('c'))", "INSERT INTO u VALUES (1), (2), (3)",
      "INSERT INTO u VALUES (4)", "ALTER SEQUENCE c MAXVALUE 10", "INSERT INTO u VALUES (4)",
      "SELECT k, c FROM u ORDER BY k", "CREATE SEQUENCE x INCREMENT BY 0",
      "CREATE SEQUENCE x MINVALUE 5 MAXVALUE 4",
      "CREATE SEQUENCE x START WITH 0", "CREATE SEQUENCE x MAXVALUE 5 START WITH 6",
      "CREATE SEQUENCE x CACHE 0",
      "CREATE SEQUENCE x AS text", "CREATE SEQUENCE x AS smallint MAXVALUE 40000", "CREATE SEQUENCE a",
      "CREATE SEQUENCE IF NOT EXISTS a", "ALTER SEQUENCE a RESTART WITH -5", "ALTER SEQUENCE nope RESTART",
      "ALTER SEQUENCE IF EXISTS nope RESTART", "CREATE TABLE v (a int DEFAULT nextval('nope'))",
      "ALTER SEQUENCE t RESTART"),
    Script(
      "two tables count by one sequence",
      "CREATE SEQUENCE ids", "CREATE TABLE a (id int PRIMARY KEY DEFAULT nextval('ids'), v text)",
      "INSERT INTO a (v) VALUES ('x')",
      "CREATE TABLE b (id bigint PRIMARY KEY DEFAULT nextval('ids'), v text)",
      "INSERT INTO b (v) VALUES ('x'), ('y')", "INSERT INTO a (v) VALUES ('z')",
      "SELECT id FROM a UNION ALL SELECT id FROM b ORDER BY 1", "ALTER TABLE a RENAME TO a2",
      "INSERT INTO b (v) VALUES ('w')", "INSERT INTO a2 (v) VALUES ('w')", "SELECT max(id) FROM b",
      "SELECT max(id) FROM a2", "DROP SEQUENCE ids"),
    Script(
      "a table counts by a serial of another",
      "CREATE TABLE a (id serial PRIMARY KEY, v text)",
      "CREATE TABLE b (id int NOT NULL DEFAULT nextval('a_id_seq'), v text)",
      "INSERT INTO b (v) VALUES ('x'), ('y')",
      "INSERT INTO a (v) VALUES ('z')", "SELECT id FROM a", "SELECT id FROM b ORDER BY id", "DROP TABLE a"),
    Script(
      "ownership",
      "CREATE TABLE t (a int, b int, z int)", "CREATE SEQUENCE s OWNED BY t.a",
      "CREATE SEQUENCE r OWNED BY t",
      "CREATE SEQUENCE r OWNED BY t.c", "CREATE SEQUENCE r OWNED BY nope.c", "ALTER SEQUENCE s OWNED BY t.b",
      "ALTER TABLE t DROP COLUMN a", "ALTER SEQUENCE s OWNED BY NONE", "ALTER TABLE t DROP COLUMN b",
      "DROP SEQUENCE s", "CREATE SCHEMA app", "CREATE SEQUENCE app.s", "CREATE TABLE u (id serial)",
      "ALTER SEQUENCE app.s OWNED BY u.id", "ALTER SEQUENCE u_id_seq SET SCHEMA app",
      "ALTER TABLE u SET SCHEMA app",
      "INSERT INTO app.u DEFAULT VALUES", "SELECT id FROM app.u", "DROP SEQUENCE u_id_seq",
      "DROP SEQUENCE app.u_id_seq", "ALTER SEQUENCE app.s SET SCHEMA public", "DROP SEQUENCE s",
      "DROP SCHEMA app CASCADE"),
    Script(
      "identity columns",
      "CREATE TABLE t (k text, id int GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 10))",
      "INSERT INTO t (k) VALUES ('a'), ('b')", "SELECT k, id FROM t ORDER BY k", "DROP SEQUENCE t_id_seq",
      "DROP SEQUENCE t_id_seq CASCADE", "ALTER TABLE t ALTER COLUMN id RESTART WITH 100",
      "INSERT INTO t (k) VALUES ('c')", "ALTER TABLE t ALTER COLUMN id SET INCREMENT BY 1",
      "INSERT INTO t (k) VALUES ('d')", "SELECT k, id FROM t ORDER BY k",
      "ALTER TABLE t ALTER COLUMN id SET GENERATED ALWAYS", "INSERT INTO t VALUES ('e', 5)",
      "ALTER TABLE t ALTER COLUMN id SET DEFAULT 5", "ALTER TABLE t ALTER COLUMN id DROP DEFAULT",
      "ALTER TABLE t ALTER COLUMN id DROP NOT NULL",
      "ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY",
      "ALTER TABLE t ALTER COLUMN id DROP IDENTITY", "INSERT INTO t (k) VALUES ('f')",
      "INSERT INTO t VALUES ('e', 5)", "ALTER TABLE t ALTER COLUMN id DROP IDENTITY",
      "ALTER TABLE t ALTER COLUMN id DROP IDENTITY IF EXISTS",
      "ALTER TABLE t ALTER COLUMN id SET GENERATED ALWAYS",
      "ALTER TABLE t ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 500)",
      "INSERT INTO t (k) VALUES ('g')", "SELECT k, id FROM t ORDER BY k",
      "ALTER TABLE t ALTER COLUMN k ADD GENERATED ALWAYS AS IDENTITY",
      "ALTER TABLE t ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY", "SELECT n FROM t ORDER BY n",
      "CREATE TABLE u (id text GENERATED ALWAYS AS IDENTITY)",
      "CREATE TABLE u (id int DEFAULT 5 GENERATED ALWAYS AS IDENTITY)",
      "CREATE TABLE u (id int GENERATED ALWAYS AS IDENTITY DEFAULT 5)",
      "CREATE TABLE u (id serial GENERATED ALWAYS AS IDENTITY)"),
    Script(
      "a column is added with numbers for the rows",
      "CREATE TABLE t (k text)", "INSERT INTO t VALUES ('a'), ('b')", "CREATE SEQUENCE s START WITH 7",
      "ALTER TABLE t ADD COLUMN n int DEFAULT nextval('s')", "SELECT k, n FROM t ORDER BY n",
      "INSERT INTO t (k) VALUES ('c')", "SELECT k, n FROM t ORDER BY n",
      "ALTER TABLE t ALTER COLUMN n DROP DEFAULT",
      "INSERT INTO t (k) VALUES ('d')", "SELECT count(*) FROM t WHERE n IS NULL",
      "ALTER TABLE t ALTER COLUMN n SET DEFAULT nextval('s')", "INSERT INTO t (k) VALUES ('e')",
      "SELECT n FROM t WHERE k = 'e'"),
  ]
}
