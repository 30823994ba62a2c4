extension Samples {
  static let expressions = statements(
    #"""
    SELECT
    SELECT 1 WHERE true
    SELECT f(a => 1, b := 2), f(VARIADIC ARRAY[1]), f(1, VARIADIC x), s.f(), pg_catalog.now()
    SELECT 1 + 2 * 3 - 4 / 5 % 6 ^ 7, -a, +b, - - 1, -(-1), @ -5, |/ 25, a || b || c, ~ 1, a
      @> b, a -> 'b' ->> 'c', a #>> '{b}', a ? 'b', a ?| b, a !~~* b
    SELECT a = b, a <> b, a != b, a < b, a >= b AND c OR NOT d AND e OR f
    SELECT (a OR b) AND (c OR d) AND NOT (e AND f), NOT NOT a, NOT (a = b), (NOT a) = b, (a
      AND b) AND c, a AND (b AND c)
    SELECT a IS NULL IS NULL, (a IS NULL) = b, a IS NULL = b, a = b IS NULL, a = (b IS NULL)
    SELECT a IN (1, 2), a NOT IN (SELECT 1), a IN ((SELECT 1)), a IN ((SELECT 1), 2), a IN ((SELECT
      1) + 1), (a, b) IN ((1, 2), (3, 4)), a IN (((1)))
    SELECT a BETWEEN 1 AND 2 AND b, a NOT BETWEEN SYMMETRIC 1 + 1 AND 2 * 3, a BETWEEN (b AND
      c) AND d, a BETWEEN ASYMMETRIC -1 AND 1
    SELECT a LIKE 'x%', a NOT LIKE b ESCAPE '!', a ILIKE 'y', a SIMILAR TO 'z' ESCAPE '\', a
      LIKE ANY (ARRAY['a']), a NOT ILIKE ALL (SELECT 'x')
    SELECT a = ANY (b), a <> ALL (ARRAY[1, 2]), a > SOME (SELECT 1), a = ANY ((SELECT 1)), a
      = ANY ((SELECT b)::int[]), a = ANY ('{}') = b
    SELECT CASE WHEN a THEN b END, CASE a WHEN 1 THEN 2 WHEN 3 THEN 4 ELSE 5 END
    SELECT ROW(1, 2), ROW(), ROW(1), (1, 2), (1, 2) = (3, 4), row(a.*), (a, b) OVERLAPS (c,
      d), ROW(1, 2) OVERLAPS (3, 4)
    SELECT a[1], a[1:2], a[:2], a[1:], a[:], a[1][2], a.b[1], (a).b, (a.b).c, a[1].b, (f(x)).y,
      (f(x))[1], (SELECT a).b, ('{1}'::int[])[1], $1, $2.x, (ARRAY[1,2])[1], a[b : c]
    SELECT a COLLATE "C", a COLLATE pg_catalog."default" || b, a AT TIME ZONE 'utc', a AT TIME
      ZONE 'a' AT TIME ZONE 'b', -a COLLATE "C", a || b COLLATE "C"
    SELECT coalesce(a, b), nullif(a, b), greatest(1, 2), least(1), COALESCE(NULLIF(a, ''), 'x')
    SELECT current_date, current_time, current_time(3), current_timestamp, CURRENT_TIMESTAMP(2),
      localtime, localtimestamp(1), current_role, current_user, session_user, user, current_catalog,
      current_schema, current_schema()
    SELECT left(a, 1), right(b, 2), "left"(a), overlaps(a, b, c, d), a.left, public.coalesce(1)
    SELECT OPERATOR(pg_catalog.-) 1, a OPERATOR(pg_catalog.+) b, a OPERATOR(s.@@) b, a operator(s.=)
      any (b)
    SELECT true, false, null, DEFAULT
    SELECT a < ANY (SELECT 1) AND b, NOT a IN (1), NOT a LIKE b, - a ^ b, 2 ^ -1, a - -1, a
      * -b, a = -1
    SELECT a <-b, a <@-b, 1+-2, 1 - - 2, a@-b
    select a.b.c.d, "A"."B"
    select a.* is null
    select f(*)
    """#)
}
