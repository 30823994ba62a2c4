import Testing

/// Users' functions come to the same on PostgreSQL and here: how they are declared, which of them a call means, what
/// it gives, and what depends on them.
@Suite struct RoutineAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: declarations + calls + procedures + rows + uses + dependents + statements + stored)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let declarations = [
    Script(
      "overloads and replacement", "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'",
      "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'",
      "CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'", "SELECT f(1)",
      "CREATE OR REPLACE FUNCTION f(a int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
      "CREATE OR REPLACE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT b'",
      "CREATE OR REPLACE PROCEDURE f(a int) LANGUAGE sql AS 'SELECT 1'",
      "CREATE OR REPLACE FUNCTION f(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT a + b'",
      "CREATE OR REPLACE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b'",
      "DROP FUNCTION f",
      "DROP FUNCTION f(int, int)", "DROP FUNCTION f(int, int)", "DROP FUNCTION IF EXISTS f(int, int)",
      "DROP FUNCTION f(nope)", "DROP FUNCTION IF EXISTS f(nope)", "DROP PROCEDURE f(int)",
      "DROP ROUTINE f(int)",
      "DROP FUNCTION f", "DROP FUNCTION f", "DROP PROCEDURE f"),
    Script(
      "what a declaration must say", "CREATE FUNCTION f() LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(a int, a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(a int DEFAULT 1, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(VARIADIC a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(VARIADIC a int[], b int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(OUT a int) RETURNS text LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(OUT a int, OUT b int) RETURNS int LANGUAGE sql AS 'SELECT 1, 2'",
      "CREATE FUNCTION f(OUT a int DEFAULT 1) LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(a int) RETURNS anyelement LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(a nope) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f() RETURNS nope LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f() RETURNS int LANGUAGE nope AS 'SELECT 1'",
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION f(a int) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
      "CREATE FUNCTION f(a int) RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1'"),
    Script(
      "what a body in SQL mentions must be there", "CREATE TABLE t (a int, b text)",
      "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM nope'",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT nope FROM t'",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELEC 1'",
      "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT $2'",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT b FROM t'",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1, 2'",
      "CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE sql AS 'SELECT a FROM t'",
      "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM nope; END",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN nope",
      "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t'", "SELECT f()",
      "SET check_function_bodies = off",
      "CREATE FUNCTION h() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM nope); END'"
    ),
    Script(
      "names of functions", "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'",
      "CREATE FUNCTION k(a int) RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT a + 1'",
      "CREATE TABLE t (a int, c int GENERATED ALWAYS AS (k(a)) STORED)", "CREATE TABLE u (a int)",
      "CREATE INDEX ON u (k(a))", "CREATE INDEX ON u (a) WHERE k(a) > 1", "ALTER FUNCTION k(int) IMMUTABLE",
      "CREATE INDEX ON u (k(a))",
      "CREATE TABLE t (a int DEFAULT f(1), b int CHECK (f(b) > 0), c int GENERATED ALWAYS AS (f(a)) STORED)",
      "CREATE INDEX i ON t (f(a))", "CREATE VIEW v AS SELECT f(a) AS x FROM t",
      "INSERT INTO t (b) VALUES (1)",
      "SELECT * FROM t", "SELECT * FROM v", "ALTER FUNCTION f(int) RENAME TO g",
      "INSERT INTO t (b) VALUES (2)",
      "SELECT * FROM t ORDER BY b", "SELECT * FROM v", "DROP FUNCTION g(int)", "CREATE SCHEMA s",
      "ALTER FUNCTION g(int) SET SCHEMA s", "INSERT INTO t (b) VALUES (3)", "SELECT * FROM t ORDER BY b",
      "SELECT s.g(1)", "DROP FUNCTION s.g(int) CASCADE", "SELECT * FROM v",
      "INSERT INTO t (b) VALUES (-5)", "SELECT a, b FROM t ORDER BY b"),
  ]

  static let calls = [
    Script(
      "arguments",
      "CREATE FUNCTION f(a int, b int DEFAULT 10, c int DEFAULT 100) RETURNS int LANGUAGE sql AS "
        + "'SELECT a + b * 2 + c * 3'", "SELECT f(1)", "SELECT f(1, 2)", "SELECT f(1, 2, 3)",
      "SELECT f(c => 1, a => 2)", "SELECT f(1, c => 5)", "SELECT f(1, d => 5)", "SELECT f()",
      "SELECT f('7')", "SELECT f('x')", "SELECT f(1.5)", "SELECT f(NULL)",
      "CREATE FUNCTION g(VARIADIC xs int[]) RETURNS bigint LANGUAGE sql AS 'SELECT sum(x) FROM unnest(xs) x'",
      "SELECT g(1, 2, 3)", "SELECT g(VARIADIC ARRAY[4, 5])", "SELECT g()",
      "CREATE FUNCTION h(x int) RETURNS int LANGUAGE sql AS 'SELECT h.x * $1'", "SELECT h(7)"),
    Script(
      "the best of several", "CREATE FUNCTION f(int) RETURNS text LANGUAGE sql AS $$ SELECT 'int' $$",
      "CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS $$ SELECT 'text' $$",
      "CREATE FUNCTION f(float8) RETURNS text LANGUAGE sql AS $$ SELECT 'float8' $$", "SELECT f(1)",
      "SELECT f('1')",
      "SELECT f(1.5)", "SELECT f(1::bigint)", "SELECT f(1::smallint)", "SELECT f('x'::varchar)",
      "SELECT f(true)",
      "CREATE FUNCTION g(int, bigint) RETURNS text LANGUAGE sql AS $$ SELECT 'a' $$",
      "CREATE FUNCTION g(bigint, int) RETURNS text LANGUAGE sql AS $$ SELECT 'b' $$", "SELECT g(1, 2)",
      "SELECT g(1, 2::bigint)", "SELECT g('1', 2)"),
    Script(
      "beside PostgreSQL's own", "CREATE FUNCTION length(int) RETURNS int LANGUAGE sql AS 'SELECT 42'",
      "SELECT length(1), length('abc')",
      "CREATE FUNCTION lower(text) RETURNS text LANGUAGE sql AS $$ SELECT 'own' $$",
      "SELECT lower('A'), public.lower('A')", "CREATE SCHEMA s",
      "CREATE FUNCTION s.upper(text) RETURNS text LANGUAGE sql AS $$ SELECT 'own' $$",
      "SELECT upper('a'), s.upper('a')",
      "CREATE FUNCTION s.only(int) RETURNS int LANGUAGE sql AS 'SELECT $1'",
      "SELECT only(1)", "SELECT s.only(1)", "SET search_path = s, public", "SELECT only(2)"),
    Script(
      "polymorphic ones",
      "CREATE FUNCTION iif(c boolean, a anyelement, b anyelement) RETURNS anyelement LANGUAGE sql AS "
        + "'SELECT CASE WHEN c THEN a ELSE b END'", "SELECT iif(true, 1, 2), iif(false, 'a'::text, 'b')",
      "SELECT iif(true, 1, NULL)", "SELECT iif(1 > 2, now()::date, NULL) IS NULL",
      "SELECT iif(true, 1, 'x'::text)",
      "CREATE FUNCTION first(a anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT a[1]'",
      "SELECT first(ARRAY[5, 6]), first(ARRAY['x', 'y'])", "SELECT first(1)"),
    Script(
      "STRICT and NULL",
      "CREATE FUNCTION f(a int, b int) RETURNS int STRICT LANGUAGE sql AS 'SELECT coalesce(a, 7) + coalesce(b, 8)'",
      "CREATE FUNCTION g(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT coalesce(a, 7) + coalesce(b, 8)'",
      "SELECT f(1, 2), f(NULL, 2), f(1, NULL), g(NULL, NULL)",
      "SELECT f(x, 1), g(x, 1) FROM (VALUES (1), (NULL)) v (x)"),
    Script(
      "bodies that read tables", "CREATE TABLE t (id int PRIMARY KEY, parent int, n int)",
      "INSERT INTO t VALUES (1, NULL, 10), (2, 1, 20), (3, 1, 30), (4, 2, 40)",
      "CREATE FUNCTION children(id int) RETURNS bigint LANGUAGE sql AS "
        + "'SELECT count(*) FROM t WHERE t.parent = children.id'",
      "SELECT id, children(id) FROM t ORDER BY id", "SELECT t.id, children(t.id) FROM t ORDER BY t.id",
      "SELECT x.id, children(x.id + 1) FROM t x WHERE children(x.id) > 0 ORDER BY x.id",
      "CREATE FUNCTION total(x int) RETURNS int LANGUAGE sql AS 'SELECT n + x FROM t WHERE id = x'",
      "SELECT total(1), total(total(1)), total(9)", "CREATE VIEW v AS SELECT id, children(id) AS n FROM t",
      "SELECT * FROM v ORDER BY id", "UPDATE t SET n = children(id)", "SELECT n FROM t ORDER BY id",
      "CREATE OR REPLACE FUNCTION children(id int) RETURNS bigint LANGUAGE sql AS 'SELECT 5::bigint'",
      "SELECT * FROM v ORDER BY id", "DROP FUNCTION children(int)", "DROP VIEW v",
      "DROP FUNCTION children(int)"),
    Script(
      "functions that call functions", "CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT x + 1'",
      "CREATE FUNCTION b(x int) RETURNS int LANGUAGE sql AS 'SELECT a(x) * a(x + 1)'",
      "CREATE FUNCTION c(x int) RETURNS int LANGUAGE sql AS 'SELECT b(x) + x'",
      "SELECT c(1), c(a(1)), b(b(1))",
      "CREATE TABLE t (x int, y int DEFAULT c(2))", "INSERT INTO t VALUES (1)",
      "CREATE OR REPLACE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT x + 2'",
      "INSERT INTO t VALUES (2)",
      "SELECT * FROM t ORDER BY x"),
    Script(
      "each argument once",
      "CREATE FUNCTION twice(x float8) RETURNS float8 LANGUAGE sql AS 'SELECT x - x'",
      "SELECT twice(random()), twice(random()) FROM generate_series(1, 3)",
      "CREATE SEQUENCE s",
      "CREATE FUNCTION both(x bigint) RETURNS bigint LANGUAGE sql AS 'SELECT x * 10 + x'",
      "SELECT both(nextval('s'))", "SELECT nextval('s')"),
    Script(
      "new style bodies", "CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a * b",
      "SELECT f(6, 7)",
      "CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a + 1; END", "SELECT g(1)",
      "CREATE FUNCTION h(a int, b int DEFAULT 5) RETURNS int RETURN f(a, b) + g(a)", "SELECT h(2)"),
    Script(
      "results become the declared type", "CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql AS 'SELECT a'",
      "CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql AS 'SELECT a'", "SELECT f(3) + 1",
      "CREATE FUNCTION g() RETURNS numeric LANGUAGE sql AS 'SELECT 1'", "SELECT g() / 4",
      "CREATE FUNCTION h() RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$", "SELECT h() || 1",
      "CREATE FUNCTION k() RETURNS varchar LANGUAGE sql AS $$ SELECT 'abc'::text $$", "SELECT k()"),
  ]

  static let procedures = [
    Script(
      "values in PL/pgSQL",
      "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a + 1; END $$",
      "SELECT f(1), f(NULL)",
      """
      CREATE FUNCTION grade(points int) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
      BEGIN
        IF points >= 90 THEN RETURN 'A'; ELSIF points >= 80 THEN RETURN 'B'; END IF;
        RETURN 'F';
      END $$
      """, "SELECT grade(95), grade(85), grade(5), grade(NULL)",
      """
      CREATE FUNCTION slug(title text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
      DECLARE
        result text := lower(title);
        size CONSTANT int := 5;
      BEGIN
        result := replace(trim(result), ' ', '-');
        IF length(result) > size THEN
          result := left(result, size) || '…';
        END IF;
        RETURN result;
      END $$
      """, "SELECT slug('Hello World'), slug(' a b '), slug(NULL)",
      "CREATE TABLE t (id int, title text CHECK (grade(length(title)) <> 'A'), s text DEFAULT slug('New Thing'))",
      "INSERT INTO t (id, title) VALUES (1, 'x')", "INSERT INTO t (id, title) VALUES (2, repeat('x', 95))",
      "CREATE VIEW v AS SELECT id, slug(title) AS a, slug(s) AS b FROM t", "SELECT * FROM v",
      "SELECT * FROM t",
      """
      CREATE FUNCTION kind(n int) RETURNS varchar LANGUAGE plpgsql AS $$
      BEGIN
        CASE n WHEN 1, 2 THEN RETURN 'few'; WHEN 3 THEN RETURN 'three'; ELSE RETURN 'many'; END CASE;
      END $$
      """, "SELECT kind(1), kind(2), kind(3), kind(4)",
      """
      CREATE FUNCTION owner_of(t_id int) RETURNS text LANGUAGE plpgsql AS $$
      DECLARE found_title text; n bigint;
      BEGIN
        SELECT title INTO found_title FROM t WHERE id = t_id;
        n := (SELECT count(*) FROM t WHERE id <= t_id);
        RETURN coalesce(found_title, 'nobody') || n;
      END $$
      """, "SELECT owner_of(1), owner_of(9)", "SELECT id, owner_of(id) FROM t ORDER BY id",
      "CREATE FUNCTION num(a text) RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN x := a; RETURN x; END $$",
      "SELECT num('12') + 1", "SELECT num('x')",
      "CREATE FUNCTION both(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF a > 1 THEN a := a * 2; END IF; RETURN a * a; END $$",
      "SELECT both(1), both(3)"),
    Script(
      "rows in PL/pgSQL", "CREATE TABLE t (id int, n text)", "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
      "CREATE FUNCTION above(x int) RETURNS TABLE (key int, name text) LANGUAGE plpgsql AS $$ "
        + "BEGIN RETURN QUERY SELECT t.id, t.n FROM t WHERE t.id > x; END $$", "SELECT * FROM above(1)",
      "SELECT name FROM above(0) ORDER BY key"),
  ]

  static let rows = [
    Script(
      "sets and rows", "CREATE TABLE t (id int, n text)", "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')",
      "CREATE FUNCTION above(x int) RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t WHERE id > x ORDER BY id'",
      "SELECT * FROM above(1)", "SELECT a.n FROM above(1) a WHERE a.id = 3", "SELECT count(*) FROM above(0)",
      "SELECT t.id, a.id FROM t, above(t.id) a ORDER BY 1, 2",
      "SELECT t.id, (SELECT count(*) FROM above(t.id)) FROM t ORDER BY 1",
      "SELECT t.id, a.n FROM t LEFT JOIN LATERAL above(t.id) a ON true ORDER BY 1, 2",
      "CREATE FUNCTION pair(x int) RETURNS TABLE (a int, b text) LANGUAGE sql AS $$ SELECT x, 'p' || x $$",
      "SELECT * FROM pair(5)", "SELECT p.b, p.a FROM pair(6) AS p", "SELECT q, r FROM pair(7) AS p (q, r)",
      "CREATE FUNCTION both(x int, OUT a int, OUT b bigint) LANGUAGE sql AS 'SELECT x, x + 1'",
      "SELECT * FROM both(1)", "SELECT a, b FROM both(2) o",
      "CREATE FUNCTION one(OUT a int) LANGUAGE sql AS 'SELECT 9'",
      "SELECT * FROM one()", "SELECT one()",
      "CREATE FUNCTION first() RETURNS t LANGUAGE sql AS "
        + "'SELECT * FROM t ORDER BY id LIMIT 1'", "SELECT * FROM first()", "SELECT id, n FROM first() f",
      "CREATE FUNCTION no_row() RETURNS t LANGUAGE sql AS 'SELECT * FROM t WHERE id > 99'",
      "SELECT * FROM no_row()",
      "CREATE FUNCTION ids() RETURNS SETOF int LANGUAGE sql AS 'SELECT id FROM t ORDER BY id'",
      "SELECT ids()",
      "SELECT ids() + 1", "SELECT * FROM ids()", "SELECT x FROM ids() x ORDER BY x DESC",
      "SELECT * FROM ids() WITH ORDINALITY AS i (id, place)", "CREATE VIEW v AS SELECT * FROM above(1)",
      "SELECT * FROM v", "CREATE VIEW w AS SELECT t.id, a.n FROM t, above(t.id) a",
      "SELECT * FROM w ORDER BY 1, 2",
      "CREATE FUNCTION any_row() RETURNS SETOF record LANGUAGE sql AS $$ SELECT 1, 'x'::text $$",
      "SELECT * FROM any_row() AS r (a int, b text)", "SELECT * FROM any_row()",
      "CREATE FUNCTION strict_rows(x int) RETURNS SETOF int STRICT LANGUAGE sql AS 'SELECT 1'",
      "SELECT count(*) FROM strict_rows(NULL)", "SELECT count(*) FROM strict_rows(1)",
      "INSERT INTO t SELECT a, b FROM pair(10)", "SELECT * FROM t ORDER BY id",
      "DELETE FROM t WHERE id IN (SELECT id FROM above(2))", "SELECT * FROM t ORDER BY id")
  ]

  static let stored = [
    Script(
      "rows of JSON and words in views", "CREATE TABLE t (id int, j jsonb, tags text[], at timestamp, n int)",
      """
      INSERT INTO t VALUES (1, '{"a": 1, "b": "x", "c": null, "d": [1], "e": true}', '{x,y}', '2024-01-02 03:04:05.5', 100),
        (2, '{}', '{}', '2024-01-01', 10), (3, NULL, NULL, NULL, NULL)
      """, "CREATE VIEW v AS SELECT t.id, e.key, e.value FROM t, jsonb_each(t.j) e",
      "SELECT * FROM v ORDER BY id, key",
      "CREATE VIEW w AS SELECT t.id, key, value FROM t, jsonb_each_text(t.j)",
      "SELECT * FROM w ORDER BY id, key",
      "CREATE VIEW k AS SELECT t.id, k FROM t, jsonb_object_keys(t.j) AS k", "SELECT * FROM k ORDER BY id, k",
      "CREATE VIEW a AS SELECT id, array_to_string(tags, ', ') AS x FROM t", "SELECT * FROM a ORDER BY id",
      "CREATE VIEW e AS SELECT id, extract(epoch FROM at - timestamp '2024-01-01') AS s, log(n) AS l, power(n, 2) AS p FROM t",
      "SELECT id, round(s, 3), round(l, 6), round(p::numeric, 3) FROM e ORDER BY id",
      """
      CREATE FUNCTION hot(score numeric, published timestamp) RETURNS int LANGUAGE plpgsql AS $$
      BEGIN
        RETURN floor(10000 * log(greatest(1, score + 3)) / power(((EXTRACT(EPOCH FROM (timestamp '2024-02-01' - published)) / 3600) + 2), 1.8))::integer;
      END $$
      """, "CREATE VIEW h AS SELECT id, hot(n, at) AS r FROM t", "SELECT * FROM h ORDER BY id")
  ]

  static let dependents = [
    Script(
      "what holds a function", "CREATE TABLE t (a int, owner text)",
      "CREATE FUNCTION mine(o text) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$ SELECT o = 'me' $$",
      "CREATE POLICY p ON t USING (mine(owner))", "DROP FUNCTION mine(text)", "DROP POLICY p ON t",
      "CREATE DOMAIN d AS text CONSTRAINT c CHECK (mine(VALUE))", "DROP FUNCTION mine(text)",
      "CREATE TABLE u (d d)", "INSERT INTO u VALUES ('x')", "DROP FUNCTION mine(text) CASCADE",
      "INSERT INTO u VALUES ('x')",
      "CREATE FUNCTION plus(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b'",
      "CREATE AGGREGATE total (int) (sfunc = plus, stype = int)", "DROP FUNCTION plus(int, int)",
      "DROP AGGREGATE total (int)", "DROP FUNCTION plus(int, int)",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT f()'",
      "ALTER TABLE t ALTER a SET DEFAULT f()", "DROP FUNCTION f, g", "DROP FUNCTION g",
      "DROP FUNCTION f CASCADE",
      "INSERT INTO t DEFAULT VALUES", "SELECT a FROM t"),
    Script(
      "attributes and names", "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT coalesce(a, 5)'",
      "SELECT f(NULL)", "ALTER FUNCTION f(int) STRICT", "SELECT f(NULL), f(1)",
      "ALTER FUNCTION f CALLED ON NULL INPUT",
      "SELECT f(NULL)", "CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
      "ALTER FUNCTION f(int) RENAME TO g", "CREATE FUNCTION g(a text) RETURNS int LANGUAGE sql AS 'SELECT 2'",
      "ALTER FUNCTION g RENAME TO h", "ALTER FUNCTION g(text) RENAME TO f", "SELECT f('x'), f(1), g(1)",
      "COMMENT ON FUNCTION f IS 'x'", "COMMENT ON FUNCTION f(int) IS 'x'",
      "GRANT EXECUTE ON FUNCTION f(text) TO PUBLIC",
      "CREATE PROCEDURE p(a int) LANGUAGE sql AS 'SELECT 1'", "SELECT p(1)", "DROP FUNCTION p(int)",
      "DROP PROCEDURE p(int)",
      "ALTER FUNCTION nope(int) RENAME TO x", "ALTER ROUTINE f(int) RENAME TO y", "SELECT y(1)"),
  ]

  static let statements = [
    Script(
      "in every clause",
      "CREATE TABLE t (id int, n int, s varchar(10), k smallint, tags text[], at timestamptz)",
      "INSERT INTO t VALUES (1, 5, 'b', 3, '{x,y}', '2024-01-02 10:00+00'), (2, NULL, 'a', 4, NULL, NULL), (3, 7, 'c', 5, '{}', now())",
      "CREATE FUNCTION half(x int) RETURNS int LANGUAGE sql AS 'SELECT x / 2'",
      "CREATE FUNCTION up(x text) RETURNS text LANGUAGE sql AS 'SELECT upper(x)'",
      "CREATE FUNCTION big(x numeric) RETURNS boolean LANGUAGE sql AS 'SELECT x > 5'",
      "SELECT half(n), half(k), up(s), big(n), big(k) FROM t ORDER BY id", "SELECT up(id) FROM t",
      "SELECT id FROM t ORDER BY up(s)", "SELECT half(k), count(*) FROM t GROUP BY half(k) ORDER BY 1",
      "SELECT half(k) AS h, sum(half(n)) FROM t GROUP BY h HAVING half(k) > 0 ORDER BY h",
      "SELECT max(half(n)), up(min(s)) FROM t", "SELECT DISTINCT half(k) FROM t ORDER BY 1",
      "UPDATE t SET n = half(n) + 1 WHERE big(k) OR up(s) = 'B' RETURNING id, n",
      "INSERT INTO t (id, n) SELECT half(id) + 10, half(k) FROM t WHERE half(id) > 0 RETURNING id, n",
      "DELETE FROM t WHERE half(id) > 4 RETURNING id", "ALTER TABLE t ADD COLUMN h int DEFAULT half(9)",
      "SELECT h FROM t",
      "ALTER TABLE t ALTER n TYPE text USING up('n' || half(k))", "SELECT n FROM t ORDER BY id",
      "CREATE TABLE copy AS SELECT id, up(s) AS u FROM t", "SELECT * FROM copy ORDER BY id",
      "WITH x AS (SELECT half(k) AS h FROM t) SELECT h, half(h) FROM x ORDER BY 1",
      "SELECT row_number() OVER (ORDER BY up(s)), half(id) FROM t ORDER BY 1",
      "SELECT CASE WHEN big(k) THEN up('yes') ELSE up('no') END FROM t ORDER BY id",
      "CREATE FUNCTION has(list text[], x text) RETURNS boolean LANGUAGE sql AS 'SELECT x = ANY(list)'",
      "SELECT id, has(tags, 'x') FROM t ORDER BY id", "SELECT has('{a,b}', 'b')",
      "CREATE FUNCTION day(t timestamptz) RETURNS date LANGUAGE sql AS $$ SELECT (t AT TIME ZONE 'UTC')::date $$",
      "SELECT day(at) FROM t WHERE id = 1", "SELECT day('2024-05-06 23:00+00')",
      "CREATE FUNCTION deep(j jsonb, VARIADIC path text[]) RETURNS text LANGUAGE sql AS 'SELECT j #>> path'",
      #"SELECT deep('{"a": {"b": 5}}', 'a', 'b')"#),
    Script(
      "types of the user", "CREATE TYPE mood AS ENUM ('sad', 'ok')",
      "CREATE DOMAIN pos AS int CHECK (VALUE > 0)",
      "CREATE FUNCTION flip(m mood) RETURNS mood LANGUAGE sql AS $$ SELECT CASE m WHEN 'sad' THEN 'ok'::mood ELSE 'sad' END $$",
      "SELECT flip('sad'), flip('ok'::mood)", "SELECT flip('nope')",
      "CREATE FUNCTION flip(m text) RETURNS text LANGUAGE sql AS $$ SELECT 'text' $$",
      "SELECT flip('sad'), flip('sad'::mood)",
      "CREATE FUNCTION twice(p pos) RETURNS int LANGUAGE sql AS 'SELECT p * 2'",
      "SELECT twice(4), twice(4::pos)",
      "CREATE TABLE t (m mood DEFAULT flip('sad'::mood))", "INSERT INTO t DEFAULT VALUES", "SELECT * FROM t",
      "CREATE TYPE pair AS (x int, y text)",
      "CREATE FUNCTION mk(a int) RETURNS pair LANGUAGE sql AS $$ SELECT a, 'v' || a $$",
      "SELECT * FROM mk(3)",
      "SELECT (mk(3)).y", "SELECT (mk(4)).x + 1, x FROM mk(5)", "SELECT (mk(1)).z"),
  ]

  static let uses = [
    Script(
      "in what is stored",
      "CREATE FUNCTION norm(x text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower(trim(x))'",
      "CREATE TABLE t (id int, a text CHECK (norm(a) <> ''), b text GENERATED ALWAYS AS (norm(a)) STORED)",
      "CREATE UNIQUE INDEX i ON t (norm(a)) WHERE norm(a) <> 'x'", "INSERT INTO t (id, a) VALUES (1, ' A ')",
      "INSERT INTO t (id, a) VALUES (2, 'a')", "INSERT INTO t (id, a) VALUES (3, '  ')",
      "INSERT INTO t (id, a) VALUES (4, 'X')", "SELECT * FROM t ORDER BY id",
      "CREATE OR REPLACE FUNCTION norm(x text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT upper(trim(x))'",
      "INSERT INTO t (id, a) VALUES (6, 'q')", "SELECT * FROM t ORDER BY id", "DROP FUNCTION norm(text)",
      "ALTER TABLE t DROP COLUMN b", "DROP FUNCTION norm(text)", "DROP FUNCTION norm(text) CASCADE",
      "INSERT INTO t (id, a) VALUES (7, '')"),
    Script(
      "views follow", "CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (2)",
      "CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x * 2'",
      "CREATE VIEW v AS SELECT f(a) AS x FROM t", "CREATE VIEW w AS SELECT sum(x) AS s FROM v",
      "SELECT * FROM w",
      "CREATE OR REPLACE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x * 3'", "SELECT * FROM w",
      "CREATE FUNCTION f(x text) RETURNS int LANGUAGE sql AS 'SELECT 1'", "DROP FUNCTION f(text)",
      "ALTER TABLE t RENAME TO u", "SELECT * FROM w", "DROP FUNCTION f(int)", "DROP FUNCTION f(int) CASCADE",
      "SELECT * FROM w"),
    Script(
      "views that only PostgreSQL can keep", "CREATE TABLE t (id int, a text, tags int[])",
      "INSERT INTO t VALUES (1, 'x y', '{1,2}'), (2, NULL, '{}')",
      "CREATE VIEW v AS SELECT id, md5(a) AS hash, initcap(a) AS title FROM t", "SELECT * FROM v ORDER BY id",
      "CREATE VIEW w AS SELECT hash FROM v WHERE id = 1", "SELECT * FROM w",
      "CREATE OR REPLACE VIEW v AS SELECT id, md5(a) AS hash, initcap(a) AS title, 1 AS one FROM t",
      "SELECT * FROM v ORDER BY id", "CREATE OR REPLACE VIEW v AS SELECT id FROM t", "DROP VIEW v",
      "COMMENT ON VIEW v IS 'x'", "GRANT SELECT ON v TO PUBLIC", "ALTER TABLE t RENAME COLUMN a TO b",
      "SELECT * FROM v ORDER BY id", "ALTER VIEW v RENAME TO v2", "SELECT * FROM v2 ORDER BY id",
      "SELECT * FROM v",
      "DROP TABLE t", "DROP VIEW v2 CASCADE", "SELECT * FROM w",
      "CREATE MATERIALIZED VIEW m AS SELECT id, md5(b) AS hash FROM t", "SELECT * FROM m ORDER BY id",
      "INSERT INTO t VALUES (3, 'z', NULL)", "REFRESH MATERIALIZED VIEW m", "SELECT * FROM m ORDER BY id",
      "CREATE INDEX ON m (hash)", "DROP MATERIALIZED VIEW m", "DROP TABLE t"),
  ]
}
