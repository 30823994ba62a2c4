extension Samples {
  static let queries = statements(
    #"""
    SELECT FROM t
    SELECT *, t.*, a.b.c, 1 AS x, 2 y, 3 "Z", 'q' AS select FROM t
    SELECT DISTINCT a FROM t
    SELECT DISTINCT ON (a, b) a, c FROM t ORDER BY a, b DESC NULLS LAST, c ASC NULLS FIRST
    SELECT ALL a FROM t
    SELECT a INTO b FROM c
    SELECT a INTO TEMP TABLE b FROM c
    SELECT a FROM t LIMIT 1 OFFSET 2
    SELECT a FROM t OFFSET 2 ROWS FETCH FIRST 5 ROWS ONLY
    SELECT a FROM t FETCH NEXT ROW ONLY
    SELECT a FROM t LIMIT ALL
    SELECT a FROM t LIMIT (SELECT 1) OFFSET 1 + 1
    SELECT a FROM t FOR UPDATE
    SELECT a FROM t FOR NO KEY UPDATE OF t, u NOWAIT FOR SHARE SKIP LOCKED
    SELECT a FROM t FOR KEY SHARE LIMIT 1
    SELECT a FROM t ORDER BY 1 FOR READ ONLY
    SELECT a, count(*) FROM t GROUP BY a, b + 1, (c) HAVING count(*) > 1
    SELECT a FROM t WINDOW w AS (PARTITION BY a ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING
      AND CURRENT ROW), w2 AS (w RANGE 1 PRECEDING EXCLUDE TIES)
    SELECT rank() OVER w, sum(a) OVER (PARTITION BY b), count(*) FILTER (WHERE a > 1) OVER ()
      FROM t
    SELECT row_number() OVER (ORDER BY a DESC NULLS LAST GROUPS BETWEEN 1 PRECEDING AND 2 FOLLOWING
      EXCLUDE CURRENT ROW) FROM t
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) FROM t
    SELECT array_agg(a ORDER BY b DESC), string_agg(DISTINCT a, ',' ORDER BY a), count(DISTINCT
      a), count(ALL a) FROM t
    SELECT * FROM a, b c, d AS e, f AS g (h, i)
    SELECT * FROM a JOIN b ON a.x = b.x LEFT JOIN c USING (y, z) RIGHT OUTER JOIN d ON true
      FULL JOIN e ON false CROSS JOIN f NATURAL JOIN g NATURAL LEFT JOIN h
    SELECT * FROM a JOIN b JOIN c ON b.x = c.x ON a.x = b.x
    SELECT * FROM a JOIN (b JOIN c ON b.x = c.x) ON a.x = b.x
    SELECT * FROM (a CROSS JOIN b) JOIN c ON true
    SELECT * FROM (SELECT 1) AS x, LATERAL (SELECT x.a) y, (VALUES (1, 'a'), (2, 'b')) AS v
      (i, j)
    SELECT * FROM ((SELECT 1) UNION (SELECT 2)) x
    SELECT * FROM ((SELECT 1)) x
    SELECT * FROM ((SELECT 1) x CROSS JOIN b)
    SELECT * FROM (((SELECT 1) x CROSS JOIN b) JOIN c ON true)
    SELECT * FROM ((SELECT 1 LIMIT 1) ORDER BY 1) x
    SELECT * FROM generate_series(1, 10) AS g, unnest(ARRAY[1,2]) WITH ORDINALITY AS u (a, n),
      LATERAL f(g) h
    SELECT * FROM json_to_recordset('[]') AS x (a int, b text[])
    SELECT * FROM f() AS (a int, b text)
    SELECT * FROM f() x (a int)
    SELECT * FROM ONLY t, ONLY (u), v *
    SELECT * FROM current_date, s.f(1) x, coalesce(1) y, current_schema
    SELECT 1 UNION SELECT 2 UNION ALL SELECT 3 INTERSECT SELECT 4 EXCEPT ALL SELECT 5
    (SELECT 1 ORDER BY 1 LIMIT 1) UNION (SELECT 2) ORDER BY 1 LIMIT 3
    SELECT 1 UNION (SELECT 2 UNION SELECT 3)
    SELECT 1 UNION DISTINCT SELECT 2
    ((SELECT 1))
    (SELECT 1 LIMIT 2) ORDER BY 1
    VALUES (1, 2), (3, DEFAULT) ORDER BY 1
    TABLE t
    TABLE ONLY t ORDER BY a
    WITH a AS (SELECT 1), b (x, y) AS MATERIALIZED (SELECT 2, 3), c AS NOT MATERIALIZED (SELECT
      4) SELECT * FROM a, b, c
    WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 100) SELECT sum(n)
      FROM t
    WITH a AS (WITH b AS (SELECT 1) SELECT * FROM b) SELECT * FROM a
    SELECT a IS NULL, a IS NOT NULL, a ISNULL, a NOTNULL, a IS TRUE, a IS NOT FALSE, a IS UNKNOWN,
      a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b + 1
    SELECT a::int, a::varchar(10)::text, CAST(a AS numeric(5,2)), -1::int, (-1)::int, a::int[],
      'x'::interval day, a::timestamp with time zone at time zone 'utc', ARRAY[]::text[], x::double
      precision, (a + b)::int
    SELECT date '2020-01-01', timestamp with time zone '2020-01-01', interval '1' day, interval
      '1 day', interval(3) '1', interval '1' minute to second(2), numeric(5,2) '1', varchar
      'x', char 'x', bit '101', time '1:2', jsonb '{}', pg_catalog.int4 '1', timestamptz(3)
      'now', double precision '1', national character varying(3) 'x', "char" 'x'
    SELECT EXISTS (SELECT 1), NOT EXISTS (SELECT 1 FROM t WHERE a = 1), ARRAY(SELECT 1), ARRAY[1,
      2, 3], ARRAY[[1, 2], [3, 4]], ARRAY[], ARRAY[ARRAY[1], ARRAY[2]], (SELECT 1), (SELECT
      1) + 1, ((SELECT 1)), ((SELECT 1) UNION SELECT 2)
    SELECT extract(epoch FROM a), extract(year from b), extract('dow' from c), position('a'
      IN b), substring(a FROM 1 FOR 2), substring(a, 1), substring(a for 2), substring(a from
      'x'), substring(a similar 'b' escape 'c'), overlay(a placing b from 1), overlay(a placing
      b from 1 for 2), overlay(a, b, 1), trim(a), trim(both from a), trim(leading 'x' from a),
      trim(trailing from a), trim(both 'x' from a), trim(a, 'x'), normalize(a), normalize(a,
      NFKC), a IS NORMALIZED, a IS NOT NFD NORMALIZED, collation for (a)
    SELECT a AS b, a b, a "b", a type, a value, a name, a date FROM t
    SELECT t.user, t.select, t."Order" FROM t
    SELECT between, bit, int, values, row, char, time, interval, position, trim, coalesce, exists
      FROM t
    SELECT a FROM left_table WHERE (a, b) = (SELECT 1, 2)
    SELECT a FROM t WHERE x -> 'a' = 'b' AND y ->> 'c' IS NULL
    select 1 as "a b", 'é', "é", éa from "Ünï"
    """#)
}
