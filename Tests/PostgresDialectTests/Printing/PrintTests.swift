import Testing

@testable import PostgresDialect

@Suite("Canonical text")
struct PrintTests {
  @Test(arguments: [
    ("1+2*3", "1 + 2 * 3"), ("(1+2)*3", "(1 + 2) * 3"), ("1-(2-3)", "1 - (2 - 3)"), ("(1-2)-3", "1 - 2 - 3"),
    ("-1::int", "-1::integer"), ("(-1)::int", "(-1)::integer"), ("- - 1", "-(-1)"), ("2^3^4", "2 ^ 3 ^ 4"),
    ("a=b and c or d", "a = b AND c OR d"), ("a and (b or c)", "a AND (b OR c)"),
    ("(a and b) and c", "a AND b AND c"), ("a and (b and c)", "a AND (b AND c)"),
    ("not a = b", "NOT a = b"), ("(not a) = b", "(NOT a) = b"), ("not not a", "NOT NOT a"),
    ("a is null is null", "(a IS NULL) IS NULL"), ("a = b is null", "a = b IS NULL"),
    ("a != b", "a <> b"), ("a < b is not true", "a < b IS NOT TRUE"), ("a isnull", "a IS NULL"),
    ("a || b || c", "a || b || c"), ("a -> 'b' ->> 'c'", "a -> 'b' ->> 'c'"),
    ("a + b || c", "a + b || c"), ("@ -5", "@ -5"), ("a between 1 and 2 and b", "a BETWEEN 1 AND 2 AND b"),
    ("a between (b and c) and d", "a BETWEEN (b AND c) AND d"), ("a in (1, 2)", "a IN (1, 2)"),
    ("a not in (select 1)", "a NOT IN (SELECT 1)"), ("a like any (b)", "a ~~ ANY (b)"),
    ("a similar to 'x' escape '!'", "a SIMILAR TO 'x' ESCAPE '!'"),
    ("x = some (array[1])", "x = ANY (ARRAY[1])"),
    ("cast(a as text)", "a::text"), ("date '2020-01-01'", "'2020-01-01'::date"),
    ("interval '1' day", "'1'::interval day"), ("timestamp(3) 'x'", "'x'::timestamp(3) without time zone"),
    ("a::varchar(3)::char", "a::character varying(3)::character(1)"), ("a::bpchar", "a::bpchar"),
    ("a::\"char\"", "a::\"char\""), ("a::float(3)", "a::real"), ("a::int4[]", "a::integer[]"),
    ("a::decimal(4,2)", "a::numeric(4,2)"), ("a::pg_catalog.bool", "a::boolean"), ("a::s.t", "a::s.t"),
    ("extract(year from a)", "EXTRACT(year FROM a)"), ("extract('epoch' from a)", "EXTRACT(epoch FROM a)"),
    ("trim(leading 'x' from a)", "ltrim(a, 'x')"), ("position('a' in b)", "POSITION('a' IN b)"),
    ("substring(a from 1 for 2)", "\"substring\"(a, 1, 2)"), ("CURRENT_TIMESTAMP(3)", "CURRENT_TIMESTAMP(3)"),
    ("now()", "now()"), ("pg_catalog.now()", "now()"), ("count(*)", "count(*)"),
    ("count(distinct a)", "count(DISTINCT a)"), ("f(a => 1)", "f(a => 1)"),
    ("f(variadic a)", "f(VARIADIC a)"),
    ("case when a then b end", "CASE WHEN a THEN b END"), ("(a, b)", "ROW(a, b)"), ("row(1)", "ROW(1)"),
    ("array[[1],[2]]", "ARRAY[ARRAY[1], ARRAY[2]]"), ("a[1][2:3]", "a[1][2 : 3]"), ("(a).b", "(a).b"),
    ("(f(x)).y", "(f(x)).y"), ("a collate \"C\"", "a COLLATE \"C\""), ("E'a\\nb'", "'a\nb'"),
    ("U&'d\\0061t'", "'dat'"), ("$$it's$$", "'it''s'"), ("B'101'", "B'101'"), ("x'1f'", "X'1f'"),
    ("a at time zone 'utc'", "a AT TIME ZONE 'utc'"), ("a operator(s.+) b", "a OPERATOR(s.+) b"),
    ("a operator(pg_catalog.+) b", "a + b"), ("\"A\".\"user\"", "\"A\".\"user\""), ("A.B", "a.b"),
    ("((select 1))", "(SELECT 1)"), ("exists (select 1)", "EXISTS (SELECT 1)"), ("$1", "$1"), (".5", ".5"),
  ])
  func expression(_ text: String, _ expected: String) {
    #expect(printedExpression(text) == expected)
  }

  @Test(arguments: [
    (
      "create table t (id bigserial primary key, n int default 1 not null check(n > 0))",
      "CREATE TABLE t (id bigserial PRIMARY KEY, n integer DEFAULT 1 NOT NULL CHECK (n > 0))"
    ),
    (
      "create table t (a text default (now() at time zone 'utc'))",
      "CREATE TABLE t (a text DEFAULT (now() AT TIME ZONE 'utc'))"
    ),
    (
      "create table if not exists s.t (foreign key (a) references b on delete cascade on update no action)",
      "CREATE TABLE IF NOT EXISTS s.t (FOREIGN KEY (a) REFERENCES b ON DELETE CASCADE)"
    ),
    (
      "create table t (a int references b initially deferred)",
      "CREATE TABLE t (a integer REFERENCES b DEFERRABLE INITIALLY DEFERRED)"
    ),
    (
      "create table p partition of t for values from (1) to (maxvalue)",
      "CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (MAXVALUE)"
    ),
    (
      "create unique index i on t (lower(a) desc, b nulls first) where c",
      "CREATE UNIQUE INDEX i ON t USING btree ((lower(a)) DESC, b NULLS FIRST) WHERE c"
    ),
    (
      "alter table t add a int, drop column b cascade, alter c type text using d::text",
      "ALTER TABLE t ADD COLUMN a integer, DROP COLUMN b CASCADE, ALTER COLUMN c TYPE text USING d::text"
    ),
    ("alter table t rename a to b", "ALTER TABLE t RENAME COLUMN a TO b"),
    ("drop function if exists f(a int, out b text)", "DROP FUNCTION IF EXISTS f(integer)"),
    (
      "alter type m add value if not exists 'x' before 'y'",
      "ALTER TYPE m ADD VALUE IF NOT EXISTS 'x' BEFORE 'y'"
    ),
    (
      "create function f() returns trigger language plpgsql as $x$ $$ $x$ immutable",
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql IMMUTABLE AS $body$ $$ $body$"
    ),
    (
      "create trigger t before insert or update of a on b for each row execute procedure f(1, x)",
      "CREATE TRIGGER t BEFORE INSERT OR UPDATE OF a ON b FOR EACH ROW EXECUTE FUNCTION f('1', 'x')"
    ),
    ("select a b, c as d from t x, u as y(z)", "SELECT a AS b, c AS d FROM t AS x, u AS y(z)"),
    ("select 1 union select 2 intersect select 3", "SELECT 1 UNION SELECT 2 INTERSECT SELECT 3"),
    ("(select 1 union select 2) intersect select 3", "(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3"),
    ("select * from a join b join c on x on y", "SELECT * FROM a JOIN (b JOIN c ON x) ON y"),
    ("select a from t fetch first 3 rows only", "SELECT a FROM t LIMIT 3"),
    (
      "insert into t as x values (1, default) on conflict do nothing",
      "INSERT INTO t AS x VALUES (1, DEFAULT) ON CONFLICT DO NOTHING"
    ),
    ("update t set (a, b) = (select 1, 2)", "UPDATE t SET (a, b) = (SELECT 1, 2)"),
    ("set search_path to \"$user\", public", "SET search_path TO '$user', 'public'"),
    ("reset x", "SET x TO DEFAULT"), ("start transaction read only", "BEGIN"), ("end", "COMMIT"),
  ])
  func statement(_ text: String, _ expected: String) {
    #expect(printed(text) == expected)
  }
}
