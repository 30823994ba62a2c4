import Testing

/// Values at the edge of their types, and rows that are told apart by their numbers.
@Suite struct RareValueAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: scripts)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
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
