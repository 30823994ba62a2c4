import Testing

/// Values at the edge of their types, and rows that are told apart by their numbers.
@Suite struct RareValueAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: scripts)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  private static func numbered(_ word: String, _ count: Int) -> String {
    (1...count).map { "\(word)\($0)" }.joined(separator: "', '")
  }

  static let scripts = [
    Script(
      "bit strings", "SELECT 5::bit(8), (-1)::bit(4), 300::bit(8), 5::bigint::bit(70)",
      "SELECT ('x' || 'ffffffffffffff38')::bit(64)::bigint, 'x7f'::bit(8)::int, B'101'::bit(3)::int",
      "SELECT '1011'::varbit(2), '1011'::bit(6), ('1' || '0')::bit(2)", "SELECT '12'::bit(2)",
      "SELECT 'xg'::bit(4)",
      "SELECT '101'::bit(64)::int", "CREATE TABLE t (b bit(3), v varbit(4))",
      "INSERT INTO t VALUES ('101', '1')",
      "INSERT INTO t VALUES ('1', '1')", "INSERT INTO t VALUES ('111', '10101')", "SELECT b, v, b::int FROM t"
    ),
    Script(
      "times without end",
      "CREATE TABLE t (id int, at timestamptz DEFAULT 'infinity', since timestamp, day date)",
      "INSERT INTO t VALUES (1, '2024-01-01', '-infinity', 'infinity'), (2, 'infinity', '2024-05-06 07:08', '2024-05-06')",
      "INSERT INTO t (id) VALUES (3)", "SELECT id, at, since, day FROM t ORDER BY at, id",
      "SELECT id FROM t ORDER BY since NULLS LAST",
      "SELECT id FROM t WHERE at > now() + interval '100 years' ORDER BY id",
      "SELECT isfinite(at), isfinite(since), isfinite(day) FROM t ORDER BY id",
      "SELECT max(at), min(since) FROM t",
      "SELECT id FROM t WHERE at = 'infinity' AND since < 'infinity'",
      "SELECT 'allballs'::time, 'infinity'::date::text"),
    Script(
      "not a number", "CREATE TABLE t (a numeric CHECK (a <> 'NaN'), b float8 CHECK (b < 'NaN'::float8))",
      "INSERT INTO t VALUES (1, 2), (NULL, NULL)",
      "SELECT a, a = 'NaN', b > 'NaN', a <= 'NaN'::numeric FROM t ORDER BY a"),
    Script(
      "addresses", "CREATE TABLE t (id int, a inet)",
      "INSERT INTO t VALUES (1, '10.0.0.2'), (2, '10.0.0.0/8'), (3, '9.255.255.255'), (4, '::1'), (5, 'fe80::1/64'), (6, NULL)",
      "SELECT id, host(a), masklen(a), family(a) FROM t ORDER BY id",
      "SELECT x.id, y.id, x.a < y.a, x.a = y.a, x.a >= y.a FROM t x, t y ORDER BY x.id, y.id",
      "SELECT id FROM t WHERE a > '10.0.0.1' ORDER BY id", "SELECT host(a)::inet = a FROM t ORDER BY id"),
    Script(
      "dates as people write them",
      "SELECT '8/20/1900'::date, '1900/8/20'::date, '08-20-1900'::date, '20240105'::date, '05-Jan-2024'::date, '1/2/03'::date",
      "SELECT 'Jan 5, 2024'::date, '5 January 2024 10:00'::timestamp, 'January 5 2024'::date, '2024-Jan-05'::date",
      "SELECT '08/20/1900 09:34:19.503344+0'::timestamp, '12/31/1999 23:00 -2'::timestamptz",
      "SELECT '13/01/2024'::date", "SELECT '2024-02-30'::date", "SELECT 'Foo 5, 2024'::date",
      "SELECT '2024/1-5'::date"),
    Script(
      "intervals of some fields, and types as functions",
      "SELECT interval '90' day, interval '5' hour, interval '1.5' hour, interval '2' year, interval '1-2' year to month",
      "SELECT interval '1 day 2 hours' day, interval '1 day 02:03:04' day to minute, interval '7' second",
      "SELECT '2024-01-01'::timestamptz + interval '90' day",
      "SELECT date('2024-01-05 10:00'), text(5), inet('10.0.0.1')"),
    Script(
      "rows of queries as documents", "CREATE TABLE t (a int, b text)",
      "INSERT INTO t VALUES (1, 'x'), (2, NULL)",
      "SELECT jsonb_agg((SELECT x FROM (SELECT t.a, t.b, ARRAY[t.a] AS c) AS x) ORDER BY t.a) FROM t",
      "SELECT row_to_json((SELECT e FROM (SELECT t.a AS id, t.b) AS e)) FROM t ORDER BY a",
      "SELECT to_jsonb((SELECT x FROM (SELECT 5 AS x) AS x))"),
    Script(
      "sequences that are read", "CREATE SEQUENCE s START 5", "CREATE TABLE t (id serial PRIMARY KEY, n int)",
      "SELECT last_value, is_called FROM s", "SELECT nextval('s')", "SELECT nextval('s')",
      "SELECT last_value, is_called FROM s", "SELECT last_value, is_called FROM t_id_seq",
      "INSERT INTO t (n) VALUES ((SELECT last_value FROM s)), (2)",
      "SELECT last_value, is_called FROM t_id_seq",
      "ALTER TABLE t_id_seq OWNER TO CURRENT_USER", "SELECT * FROM t ORDER BY id"),
    Script(
      "aggregates of the query around", "CREATE TABLE v (v int, f text, i int)",
      "CREATE TABLE e (id int, doc jsonb)",
      "INSERT INTO v VALUES (1, 'a', 1), (1, 'b', 2), (2, 'a', 3)",
      "INSERT INTO e VALUES (10, '{\"a\": 3}'), (20, '{\"a\": 1, \"b\": 2}')",
      "SELECT v, (SELECT id FROM e WHERE doc = jsonb_object_agg(v.f, v.i)) AS found FROM v GROUP BY v ORDER BY v",
      "SELECT v, (SELECT count(*) FROM e WHERE e.id > 5 * max(v.i)) AS n FROM v GROUP BY v ORDER BY v",
      "SELECT v FROM v GROUP BY v HAVING EXISTS (SELECT 1 FROM e WHERE e.id = 10 * sum(v.i)) ORDER BY v"),
    Script(
      "queries sorted by what is around them",
      "CREATE TABLE a (id int, at int)", "CREATE TABLE b (id int, a int, at int)",
      "INSERT INTO a VALUES (1, 5), (2, 9)",
      "INSERT INTO b VALUES (1, 1, 4), (2, 1, 6), (3, 2, 8), (4, 2, 10), (5, 2, NULL)",
      "SELECT id, (SELECT b.id FROM b WHERE b.a = r.id ORDER BY CASE WHEN b.at <= r.at THEN 1 ELSE 0 END, b.id DESC LIMIT 1) AS found FROM a AS r ORDER BY id",
      "UPDATE a AS r SET at = (SELECT b.at FROM b WHERE b.a = r.id ORDER BY abs(b.at - r.at - 1) DESC, b.id LIMIT 1)",
      "SELECT * FROM a ORDER BY id",
      "SELECT r.id, ARRAY(SELECT b.id FROM b WHERE b.a = r.id ORDER BY b.at > r.at DESC NULLS LAST, b.id) AS found FROM a AS r ORDER BY id"
    ),
    Script(
      "what returns rows beside everything", "CREATE TABLE t (a int, b int[])",
      "INSERT INTO t VALUES (1, '{1,2}'), (2, '{}')", "SELECT *, unnest(b) AS u FROM t ORDER BY u",
      "WITH q AS (SELECT *, unnest(b) AS u FROM t), r AS (SELECT *, generate_series(1, u) AS g FROM q) SELECT * FROM r ORDER BY u, g"
    ),
    Script(
      "names before columns that are stored",
      "CREATE TABLE a (id int PRIMARY KEY, x int, y text, g int GENERATED ALWAYS AS (a.x + 1) STORED, CONSTRAINT c CHECK (\"a\".\"x\" > 0))",
      "CREATE UNIQUE INDEX i ON a (x) WHERE \"a\".\"y\" IS NOT NULL", "CREATE INDEX j ON a ((a.x + 1))",
      "ALTER TABLE a RENAME TO b", "ALTER TABLE b ALTER COLUMN y TYPE varchar(10)",
      "INSERT INTO b VALUES (1, 1, 'a')", "INSERT INTO b VALUES (2, 1, 'b')",
      "INSERT INTO b VALUES (3, 0, 'b')",
      "ALTER TABLE b DROP CONSTRAINT c", "SELECT * FROM b"),
    Script(
      "a key that goes while both of its sides change",
      "CREATE TABLE person (id serial PRIMARY KEY, f bigint UNIQUE NOT NULL)",
      "CREATE TABLE u (f bigint CONSTRAINT fk REFERENCES person (f))", "INSERT INTO person (f) VALUES (1)",
      "INSERT INTO u VALUES (1)",
      "ALTER TABLE u DROP CONSTRAINT fk; ALTER TABLE u ALTER COLUMN f TYPE varchar USING lpad(f::varchar, 11, '0'); ALTER TABLE person ALTER COLUMN f TYPE varchar USING lpad(f::varchar, 11, '0'); ALTER TABLE person RENAME COLUMN f TO g; ALTER TABLE u ADD CONSTRAINT fk FOREIGN KEY (f) REFERENCES person (g)",
      "SELECT p.g, u.f FROM person p JOIN u ON u.f = p.g", "INSERT INTO u VALUES ('2')"),
    Script(
      "a reference to a key that is new", "CREATE TABLE child (x int)",
      "CREATE TABLE parent (id int PRIMARY KEY, y int)", "INSERT INTO child VALUES (1)",
      "INSERT INTO parent VALUES (7, 1)",
      "ALTER TABLE parent DROP CONSTRAINT parent_pkey; ALTER TABLE parent DROP COLUMN id; ALTER TABLE parent ADD COLUMN id serial PRIMARY KEY; ALTER TABLE child ADD COLUMN parent int NOT NULL DEFAULT 1 CONSTRAINT fk REFERENCES parent (id)",
      "SELECT * FROM child", "INSERT INTO child VALUES (2, 9)", "SELECT * FROM parent"),
    Script(
      "parameters of a column's type", "CREATE TABLE t (id bigint PRIMARY KEY, name varchar(5))",
      "INSERT INTO t VALUES (1, 'a')",
      "CREATE FUNCTION named(own t.id%TYPE, OUT found t.name%type) LANGUAGE sql AS $$ SELECT name FROM t WHERE id = own $$",
      "SELECT named(1), named(2)",
      "CREATE FUNCTION bad(x t.nothing%TYPE) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "ALTER TABLE t ALTER COLUMN id TYPE text", "SELECT pg_get_function_arguments('named'::regproc)"),
    Script(
      "parts of texts, and of seconds", "CREATE TABLE t (a text, m text)",
      "INSERT INTO t VALUES ('x,y', ','), ('x,y', ''), ('x,y', NULL), (NULL, ','), ('', ''), ('xy', ',')",
      "CREATE VIEW v AS SELECT a, m, split_part(a, m, 1) AS one, split_part(a, m, 2) AS two, split_part(a, '', 1) AS whole, split_part(a, '', 2) AS none, replace(a, '', m) AS r, replace(a, m, m) AS s FROM t",
      "SELECT * FROM v ORDER BY a, m", "SELECT replace('', '', m) FROM t ORDER BY m",
      "SELECT to_char(interval '-00:00:00.001', 'MS US FF1 FF3'), to_char(interval '-0.0005 s', 'MS US'), to_char(interval '-12:05', 'HH12 HH24')"
    ),
    Script(
      "arrays of many labels",
      "CREATE TYPE kind AS ENUM ('\(numbered("label ", 24))', 'null', 'a,b', '[x]', 'say \"hi\"', '$')",
      "CREATE TABLE t (id int, k kind[])",
      "INSERT INTO t VALUES (1, ARRAY['label 1', 'a,b', '[x]', NULL, 'null']::kind[]), (2, '{}'), (3, NULL), (4, ARRAY['say \"hi\"', '$', 'label 24']::kind[])",
      "INSERT INTO t VALUES (5, '{label 25}')", "SELECT * FROM t ORDER BY id"),
    Script(
      "rows as keys", "CREATE TABLE t (a int, b text, at timestamptz)",
      "INSERT INTO t VALUES (1, 'x', 'NOW()'), (1, 'x', 'today()'), (2, NULL, '2024-01-01'), (2, 'y', NULL), (NULL, 'x', NULL)",
      "SELECT a, b, count(*) FROM t GROUP BY (a, b) ORDER BY (a, b)",
      "SELECT max(a) FROM t GROUP BY (b, a) ORDER BY (b, a) DESC",
      "SELECT DISTINCT ON ((a, b)) a, b FROM t ORDER BY (a, b) DESC, at",
      "SELECT a, row_number() OVER (PARTITION BY (a, b) ORDER BY (b, a)) FROM t ORDER BY 1, 2",
      "SELECT count(*) FROM t WHERE at > 'yesterday'"),
    Script(
      "documents in order", "CREATE TABLE t (id int, d jsonb)",
      "INSERT INTO t VALUES (1, 'null'), (2, '[]'), (3, '\"a\"'), (4, '7'), (5, 'true'), (6, '{}'), (7, '[null]'), (8, '[[]]'), (9, '[{}]'), (10, '[1]'), (11, '[true]'), (12, '{\"a\": []}'), (13, '{\"a\": null}'), (14, '{\"a\": \"x\"}'), (15, '[[], 1]')",
      "SELECT id FROM t ORDER BY d", "SELECT min(id) FROM t GROUP BY d ORDER BY d DESC",
      "SELECT x.id, y.id FROM t x, t y WHERE x.d < y.d ORDER BY x.id, y.id",
      "SELECT greatest('[[]]'::jsonb, '[null]', '[]'), least('[[]]'::jsonb, '[5]', 'null')"),
    Script(
      "letters without accents", "CREATE EXTENSION unaccent",
      "SELECT unaccent('Hôtel São Tomé, Ångström, Łódź, straße, Đà Nẵng, Æsir, œuvre, ﬁn, №5, «x» – y…')",
      "SELECT unaccent('plain'), unaccent(''), unaccent(NULL), unaccent('Ёлка Ελληνικά 東京 é')",
      "SELECT unaccent('unaccent', 'Crème')"),
    Script(
      "rows inside of queries", "CREATE TABLE t (id int, parent int, name text)",
      "INSERT INTO t VALUES (1, NULL, 'a'), (2, 1, 'b'), (3, 2, 'c'), (4, NULL, 'd')",
      "WITH RECURSIVE q AS (SELECT h, 1 AS level, ARRAY[id] AS way FROM t h WHERE parent IS NULL UNION ALL SELECT hi, q.level + 1, way || id FROM q JOIN t hi ON hi.parent = (q.h).id) SELECT (q.h).id, (q.h).name, level, way FROM q ORDER BY way",
      "SELECT (s.r).name, n FROM (SELECT t AS r, count(*) OVER () AS n FROM t) AS s ORDER BY (s.r).id"),
    Script(
      "paths of labels", "CREATE EXTENSION ltree", "CREATE TABLE t (id int, p ltree)",
      "INSERT INTO t VALUES (1, 'a'), (2, 'a.b'), (3, 'a.b.c'), (4, 'ab'), (5, ''), (6, NULL)",
      "SELECT x.id, y.id, x.p <@ y.p, x.p @> y.p FROM t x, t y ORDER BY x.id, y.id",
      "SELECT id, subpath(p, 0, 1), nlevel(p) FROM t WHERE id < 4 ORDER BY id",
      "SELECT subpath('a.b.c.d', -2)",
      "SELECT subpath('a.b.c.d', 1, -1), subpath('a.b.c', 1, 9)", "SELECT subpath('a.b', 3)"),
    Script(
      "functions of aggregates", "CREATE TABLE t (id int, n int, at timestamp)",
      "INSERT INTO t VALUES (1, 2, '2024-01-01'), (1, 5, '2024-01-01'), (2, -3, '2024-02-01'), (3, NULL, '2024-03-01')",
      "CREATE FUNCTION hotness(score bigint, at timestamp) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$ DECLARE days numeric := extract(day FROM at) + extract(month FROM at); own numeric := greatest(score, 1); BEGIN IF own > 5 THEN own := own * 2; END IF; RETURN own * days + own; END $$",
      "CREATE VIEW v AS SELECT id, hotness(coalesce(sum(n), 0), at) AS r, count(*) AS c FROM t GROUP BY id, at",
      "SELECT * FROM v ORDER BY id", "SELECT id, hotness(sum(n), at) FROM t GROUP BY id, at ORDER BY id"),
    Script(
      "arrays in order", "CREATE TYPE mood AS ENUM ('sad', 'ok')",
      "CREATE TABLE t (id int, n int[], x numeric[], w text[], m mood[])",
      "INSERT INTO t VALUES (1, '{1,2}', '{1.5}', '{b}', '{ok}'), (2, '{1}', '{1.25,9}', '{a,z}', '{sad,ok}'), (3, '{}', '{-3}', '{a}', '{}'), (4, '{1,NULL}', '{1e20}', '{NULL}', '{sad}'), (5, NULL, '{NULL}', '{aa}', NULL), (6, '{-1,5}', '{0}', '{\"\"}', '{ok,sad}'), (7, '{1,2147483647}', '{1}', '{ä}', '{sad,NULL}')",
      "SELECT id FROM t ORDER BY n, id", "SELECT id FROM t ORDER BY n DESC, id",
      "SELECT id FROM t ORDER BY x, id",
      "SELECT id FROM t WHERE id <> 7 ORDER BY w, id", "SELECT id FROM t ORDER BY m NULLS FIRST, id",
      "SELECT id, row_number() OVER (ORDER BY n NULLS FIRST, id) FROM t ORDER BY id"),
    Script(
      "rows by their numbers", "CREATE TABLE t (a int, b text)",
      "INSERT INTO t VALUES (1, 'x'), (1, 'x'), (2, 'y'), (1, 'x'), (2, 'z'), (3, 'w')",
      "DELETE FROM t WHERE ctid NOT IN (SELECT min(ctid) FROM t GROUP BY a, b)",
      "SELECT * FROM t ORDER BY a, b",
      "DELETE FROM t x USING t y WHERE x.ctid < y.ctid AND x.a = y.a", "SELECT * FROM t ORDER BY a, b",
      "INSERT INTO t VALUES (3, 'w'), (3, 'v')",
      "WITH n AS (SELECT ctid, row_number() OVER (PARTITION BY a ORDER BY b DESC) AS r FROM t) DELETE FROM t WHERE ctid IN (SELECT ctid FROM n WHERE r > 1)",
      "SELECT * FROM t ORDER BY a, b",
      "UPDATE t SET b = 'first' WHERE ctid = (SELECT ctid FROM t ORDER BY a LIMIT 1)",
      "SELECT * FROM t ORDER BY a, b",
      "SELECT count(ctid) FROM t", "SELECT ctid FROM (SELECT 1) AS s", "CREATE TABLE u (ctid2 int)",
      "SELECT u.ctid FROM t"),
  ]
}
