import Testing

/// Aggregates, windows, sets and records over rows, against PostgreSQL.
@Suite struct SetAgreementTests {
  static let rows = [
    "CREATE TYPE pair AS (a int, b text)",
    "CREATE TABLE s (id int PRIMARY KEY, g text, n int, x numeric, f float8, t text, at timestamp, i interval, b bytea, ok bool)",
    """
    INSERT INTO s VALUES (1, 'a', 1, 1.5, 0.1, 'x', '2024-01-01', '1 hour', '\\x01', true),
      (2, 'a', 2, 2.25, 0.2, 'y', '2024-01-02', '2 hours', '\\xff', false), (3, 'a', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
      (4, 'b', 7, -3.75, 1e10, 'é', '2024-02-29', '1 day', '\\x', true), (5, 'b', 7, 100, -5, '', '1999-12-31', '-1 mon', '\\xabcd', true),
      (6, NULL, -4, 0.001, 3.5, '😀', '2000-01-01', '0', '\\x00', NULL)
    """,
  ]

  static let aggregates = [
    "bit_and(n)", "bit_or(n)", "bit_xor(n)", "bit_and(n::smallint)", "corr(f, n)", "covar_pop(f, n)",
    "covar_samp(f, n)", "regr_count(f, n)", "regr_avgx(f, n)",
    "regr_avgy(f, n)", "regr_slope(f, n)", "regr_intercept(f, n)", "regr_r2(f, n)", "regr_sxx(f, n)",
    "regr_syy(f, n)", "regr_sxy(f, n)", "variance(n)",
    "var_pop(n)", "stddev(n)", "stddev_pop(n)", "stddev_samp(x)", "variance(x)", "var_pop(f)", "stddev(f)",
    "variance(f)", "stddev(DISTINCT n)",
    "mode() WITHIN GROUP (ORDER BY n)", "mode() WITHIN GROUP (ORDER BY t DESC)",
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY n)",
    "percentile_cont(0.25) WITHIN GROUP (ORDER BY f DESC)", "percentile_disc(0.5) WITHIN GROUP (ORDER BY n)",
    "percentile_disc(1) WITHIN GROUP (ORDER BY t)",
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY i)", "percentile_disc(0.3) WITHIN GROUP (ORDER BY at)",
    "percentile_cont(2) WITHIN GROUP (ORDER BY n)",
    "percentile_cont(NULL) WITHIN GROUP (ORDER BY n)", "string_agg(b, '\\x2c')", "string_agg(t, '')",
    "string_agg(t, NULL)", "string_agg(DISTINCT g, ',' ORDER BY g DESC)",
    "string_agg(t, g ORDER BY id)", "array_agg(n ORDER BY n NULLS FIRST, id)", "array_agg(DISTINCT n)",
    "array_agg(t) FILTER (WHERE n > 100)", "json_agg(n ORDER BY id)",
    "jsonb_agg(t ORDER BY id DESC)", "json_object_agg(id, t)", "jsonb_object_agg(id, n)",
    "bool_and(ok)", "bool_or(ok)", "every(ok)", "count(DISTINCT g)",
    "count(n) FILTER (WHERE ok)", "min(t)", "max(at)", "min(i)", "max(i)", "sum(i)", "avg(i)",
    "sum(n)", "avg(n)", "sum(f)", "count(*)",
    "array_agg(at ORDER BY at)", "array_agg(ARRAY[id, n] ORDER BY id)", "max(ok)", "sum(t)", "bit_and(f)",
    "min(DISTINCT n)",
  ]

  @Test func `an aggregate gives PostgreSQL's value or error`() throws {
    try expectAgreement(
      Self.rows
        + Self.aggregates.flatMap { call in
          [
            "SELECT \(call) FROM s", "SELECT g, \(call) FROM s GROUP BY g ORDER BY g",
            "SELECT \(call) FROM s WHERE false",
          ]
        })
  }

  @Test func `a window function gives PostgreSQL's rows or error`() throws {
    let calls = [
      "row_number() OVER (ORDER BY id)", "rank() OVER (ORDER BY n)",
      "dense_rank() OVER (PARTITION BY g ORDER BY n DESC)", "percent_rank() OVER (ORDER BY n)",
      "cume_dist() OVER (ORDER BY n NULLS FIRST)", "ntile(4) OVER (ORDER BY id)", "lag(t) OVER (ORDER BY id)",
      "lag(n, 2, -1) OVER (ORDER BY id)",
      "lead(x, 0) OVER (ORDER BY id)", "first_value(t) OVER (PARTITION BY g ORDER BY id)",
      "last_value(n) OVER (ORDER BY id)",
      "nth_value(n, 2) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
      "sum(n) OVER (ORDER BY id ROWS 1 PRECEDING)",
      "avg(n) OVER (PARTITION BY g)", "count(*) OVER (ORDER BY n)",
      "sum(n) OVER (ORDER BY n RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING)",
      "sum(n) OVER (ORDER BY g GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW)",
      "max(n) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW)",
      "count(*) FILTER (WHERE ok) OVER (ORDER BY id)", "string_agg(t, ',') OVER (ORDER BY id)",
      "array_agg(n) OVER (PARTITION BY g ORDER BY id)", "bool_or(ok) OVER (ORDER BY id)",
      "bit_or(n) OVER (ORDER BY id)", "stddev(n) OVER (ORDER BY id)", "sum(sum(n)) OVER ()",

      "sum(x) OVER (ORDER BY id)", "min(at) OVER (PARTITION BY ok ORDER BY id)", "lag(at) OVER w",
      "sum(n) OVER w",
    ]
    try expectAgreement(
      Self.rows
        + calls.map { call in
          let grouping = call.hasPrefix("sum(sum") ? " GROUP BY id" : ""
          return
            "SELECT id, \(call) FROM s\(grouping)\(call.hasSuffix(" w") ? " WINDOW w AS (PARTITION BY g ORDER BY id DESC)" : "") ORDER BY id"
        })
  }

  @Test func `sets and records give PostgreSQL's rows or error`() throws {
    try expectAgreement(
      Self.rows + [
        "SELECT generate_series(1, 3), generate_series(1, 2)",
        "SELECT id, unnest(ARRAY[1, 2]), unnest(ARRAY['a', 'b', 'c']) FROM s WHERE id < 3 ORDER BY id, 2, 3",
        "SELECT unnest(ARRAY[1, 2]) AS a, 'x' AS b, unnest('{}'::text[]) AS c",
        "SELECT generate_series(1, 3) + unnest(ARRAY[10, 20])",
        "SELECT * FROM unnest(ARRAY[1, 2, 3], ARRAY['a', 'b']) AS u(n, t)",
        "SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a']) WITH ORDINALITY AS u(n, t, o) ORDER BY o",
        "SELECT * FROM generate_series(1, 10, 4)", "SELECT * FROM generate_series(3, 1)",
        "SELECT * FROM generate_series(1, 3, 0)", "SELECT * FROM generate_series(NULL, 3)",
        "SELECT * FROM generate_series(1.5, 3, 0.5)",
        "SELECT * FROM generate_series(9223372036854775806, 9223372036854775807)",
        "SELECT g, o FROM generate_series(5, 6) WITH ORDINALITY AS x(g, o)",
        "SELECT * FROM generate_subscripts(ARRAY['a', 'b'], 1) AS i",
        "SELECT * FROM generate_series(date '2024-01-01', date '2024-01-03', interval '1 day') AS d",
        "SELECT * FROM json_to_record('{\"a\": 1, \"b\": [1, 2], \"c\": {\"d\": 1}, \"e\": null}') AS x(a int, b int[], c json, e text, f bool)",
        "SELECT * FROM jsonb_to_recordset('[{\"a\": 1, \"b\": \"x\"}, {\"b\": true}, {}]') AS x(a numeric, b text)",
        "SELECT * FROM jsonb_to_record('[1]') AS x(a int)",
        "SELECT * FROM jsonb_to_record('{\"a\": \"x\"}') AS x(a int)",
        "SELECT * FROM jsonb_to_record('{\"a\": 1}')",
        "SELECT x.a FROM s, jsonb_to_record(jsonb_build_object('a', s.n)) AS x(a int) ORDER BY s.id",
        "SELECT * FROM jsonb_populate_record(NULL::pair, '{\"a\": 1, \"b\": \"y\", \"z\": 2}')",
        "SELECT a + 1, b FROM json_populate_record(NULL::pair, '{\"a\": \"3\"}')",
        "SELECT * FROM jsonb_populate_recordset(NULL::pair, '[{\"a\": 1}, {\"b\": \"q\"}]')",
        "SELECT (jsonb_populate_record(NULL::pair, '{\"a\": 4, \"b\": \"w\"}')).b",
        "SELECT id, g, n, x FROM jsonb_populate_recordset(NULL::s, '[{\"id\": 9, \"g\": \"q\", \"x\": 1.5}, {\"id\": 10, \"n\": \"8\"}]') ORDER BY id",
        "INSERT INTO s (id, g, n) SELECT id, g, n FROM jsonb_populate_recordset(NULL::s, '[{\"id\": 21, \"g\": \"z\", \"n\": 5}]') RETURNING id, g, n",
        "SELECT * FROM jsonb_path_query('{\"a\": [1, 2, 3]}', '$.a[*] ? (@ > 1)') AS x",
        "SELECT id, jsonb_path_query(to_jsonb(n), '$ ? (@ > 1)') FROM s ORDER BY id",
        "SELECT key, value FROM jsonb_each('{\"b\": [1], \"a\": null}')",
        "SELECT regexp_split_to_table('a,b,,c', ',')",
        "SELECT m[1], m[2] FROM regexp_matches('a1b2', '([a-z])(\\d)', 'g') AS m",
        "SELECT count(setseed(0.25)) >= 0", "SELECT random()", "SELECT random(), random()",
        "SELECT setseed(2)",
        "SELECT random() FROM s",
      ])
  }
}
