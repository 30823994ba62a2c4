import Testing

/// Functions and operators of PostgreSQL on values of rows, against PostgreSQL: in statements, where functions of ours
/// answer, and in views, where stock SQLite does.
@Suite struct FunctionAgreementTests {
  struct Family: Sendable, CustomTestStringConvertible {
    var name: String
    /// The columns of the one row that the expressions read.
    var columns: String
    var values: [String]
    var expressions: [String]
    var testDescription: String { name }
  }

  static let families = [
    Family(
      name: "text", columns: "a text, n int",
      values: ["'Hello Wörld', 3", "'', 0", "NULL, NULL", "'a,b,,c', -2", "'  x ', 1", "'ÄÖ😀e', 2"],
      expressions: [
        "lower(a)", "upper(a)", "initcap(a)", "reverse(a)", "left(a, n)", "right(a, n)", "lpad(a, 8, '*')",
        "rpad(a, 4, 'ab')", "lpad(a, 3)", "repeat(a, n)", "substr(a, 2)", "substr(a, n, 2)",
        "substring(a from 2 for 3)",
        "substring(a, n)", "split_part(a, ',', 2)", "split_part(a, ',', 1)", "split_part(a, ',', -1)",
        "strpos(a, 'l')",
        "position('b' in a)", "btrim(a)", "trim(both 'Hx ' from a)", "ltrim(a)", "rtrim(a)",
        "replace(a, 'l', 'LL')",
        "translate(a, 'abc', 'xy')", "char_length(a)", "length(a)", "octet_length(a)", "concat(a, n, true)",
        "concat_ws('-', a, n, NULL, 'x')", "format('%s|%I|%L|%%', a, coalesce(a, 'q'), a)",
        "format('%5s|%-5s|', n, n)",
        "md5(a)", "encode(sha256(convert_to(a, 'UTF8')), 'hex')", "encode(convert_to(a, 'UTF8'), 'base64')",
        "decode('SGk=', 'base64')", "ascii(a)", "chr(65)", "to_hex(255)", "starts_with(a, 'He')",
        "overlay(a placing 'ZZ' from 2 for 1)", "quote_ident(a)", "quote_literal(a)", "a || n", "a || '!'",
        "a LIKE 'H%'", "a LIKE a", "a ILIKE '%WÖR%'", "a LIKE '%' || 'o' || '%'", "a SIMILAR TO '%(l|x)%'",
        "greatest(a, 'b', 'c')", "least(a, 'b', NULL)", "greatest(n, 2, 1)", "coalesce(a, 'none')",
        "nullif(a, '')",
        "a = ANY('{x,Hello Wörld}')", "a <> ALL(ARRAY['x', 'y'])", "n = ANY(ARRAY[1,2,3])",
        "n < ANY(ARRAY[1,2])",
        "n BETWEEN SYMMETRIC 3 AND 0", "(a, n) = ('', 0)", "(n, 1) < (2, 0)", "n IN (1, 2, NULL)",
        "num_nulls(a, n)",
        "n IS DISTINCT FROM 3", "pg_typeof(n)",
      ]),
    Family(
      name: "regular expressions", columns: "a text",
      values: [
        "'foobarbaz'", "'a1b22c333'", "''", "NULL", "'Jane.Doe@example.com'", "'http://www.x.org/path?q'",
      ],
      expressions: [
        "a ~ 'bar'", "a ~ '^foo'", "a !~ '[0-9]'", "a ~* 'FOO'", "a !~* 'JANE'", "a ~ '^(foo|bar)+'",
        "a ~ '\\d{2}'",
        "regexp_replace(a, 'b.', 'X')", "regexp_replace(a, 'b(.)', '<\\1>', 'g')",
        "regexp_replace(a, '[^a-z]', '', 'gi')",
        "regexp_match(a, '([a-z])(\\d+)')", "regexp_match(a, 'nope')", "regexp_split_to_array(a, '[0-9]+')",
        "substring(a from 'o(.)b')", "substring(a from '(?:.*://)?(?:www\\.)?([^/?]*)')",
        "substring(a from '\\d+')",
        "a ~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$'",
        "(SELECT count(*) FROM regexp_matches(a, '\\d', 'g'))",
        "a ~ '^a\\d'", "regexp_replace(a, '(\\w+)@(\\w+)', '\\2 at \\1')", "a ~ '(?i)JANE'", "a ~ '\\mbar'",
      ]),
    Family(
      name: "numbers", columns: "i int, n numeric, f float8",
      values: ["7, 7.25, 7.25", "-7, -2.5, -2.5", "0, 0, 0", "NULL, NULL, NULL", "100, 1234.5678, 1e10"],
      expressions: [
        "abs(i)", "abs(n)", "ceil(n)", "floor(n)", "ceil(f)", "floor(f)", "round(n)", "round(f)",
        "round(n, 1)",
        "round(n, -1)", "trunc(n)", "trunc(n, 1)", "trunc(f)", "sign(n)", "sign(f)", "mod(i, 3)", "i % 3",
        "i / 2",
        "n / 3", "f / 4", "i / n", "1 / i", "power(i, 2)", "2 ^ 3", "sqrt(abs(f))", "div(n, 2)", "i + 1",
        "n + 0.1",
        "n * 1.1", "n - 7.2", "f * 2", "-n", "@ i", "i & 3", "i | 8", "greatest(i, n)", "least(n, f)",
        "exp(0)",
        "ln(10)", "log(100)", "pi()", "to_char(n, '9990.00')", "to_char(i, '000')", "to_char(i, 'FM999')",
        "i::text",
        "n::int", "f::int", "random() < 1", "0.1 + 0.2", "i * 1.5", "round(i / 3.0, 2)",
        "round(100.0 * i / 3, 1)",
      ]),
    Family(
      name: "json", columns: "j jsonb, k json",
      values: [
        "'{\"a\": 1, \"b\": {\"c\": [1, 2, {\"d\": \"x\"}]}, \"t\": true, \"n\": null, \"s\": \"str\", \"f\": 1.50}', '{\"a\": 1}'",
        "'[1, \"a\", null, {\"a\": 2}]', '[1,2]'", "'\"s\"', '3'", "NULL, NULL", "'{}', '{}'",
      ],
      expressions: [
        "j -> 'a'", "j ->> 'a'", "j -> 'b' -> 'c' -> 2 ->> 'd'", "j -> 0", "j ->> 1", "j -> -1", "j ->> 't'",
        "j ->> 'n'",
        "j -> 'n'", "j ->> 's'", "j -> 's'", "j ->> 'f'", "j #> '{b,c}'", "j #>> '{b,c,0}'", "j ->> 'b'",
        "j ? 'a'",
        "j ?| ARRAY['x', 'a']", "j ?& ARRAY['a', 'b']", "j @> '{\"a\": 1}'", "j @> '[1]'",
        "j <@ '{\"a\": 1, \"z\": 2}'",
        "j || '{\"z\": 1}'", "jsonb_typeof(j)", "jsonb_typeof(j -> 'a')", "jsonb_strip_nulls(j)", "j = j",
        "j = '{}'",
        "j <> '[]'", "json_typeof(k)", "k -> 'a'", "k ->> 'a'", "j::text", "j -> 'b' ? 'c'", "j['a']",
        "jsonb_build_object('x', j, 'y', 1, 'z', ARRAY['q'])", "jsonb_build_array(1, 'a', NULL, true, j)",
        "to_jsonb(j)", "to_jsonb('a'::text)", "to_jsonb(1.5)", "to_jsonb(ARRAY[1,2])",
        "json_build_object('a', 1, 'b', 'x')",
        "to_jsonb(timestamp '2024-01-02 03:04:05.5')", "to_jsonb(timestamptz '2024-01-02 03:04:05')",
        "jsonb_pretty(j)",
        "(SELECT jsonb_agg(x) FROM jsonb_array_elements('[3, \"a\"]'::jsonb) AS x)", "j::jsonb ->> 'a' = '1'",
      ]),
    Family(
      name: "json that is changed", columns: "j jsonb",
      values: ["'{\"a\": 1, \"b\": {\"c\": [1, 2]}}'", "'{}'", "NULL"],
      expressions: [
        "jsonb_set(j, '{a}', '5')", "jsonb_set(j, '{x}', '\"new\"')", "jsonb_set(j, '{x}', '1', false)",
        "jsonb_set(j, '{b,c,0}', '9')", "jsonb_set(j, ARRAY['b'], '[]'::jsonb)",
        "jsonb_insert(j, '{b,c,0}', '7')",
        "jsonb_insert(j, '{b,c,0}', '7', true)", "j - 'a'", "j - ARRAY['a', 'b']", "j #- '{b,c,1}'", "j || j",
        "jsonb_set(j, '{a}', to_jsonb(j -> 'b'))", "jsonb_set(j, '{n}', 'null')", "jsonb_array_length(j)",
        "j - 0",
      ]),
    Family(
      name: "arrays", columns: "a text[], n int[], s text",
      values: [
        "'{x,y,z}', '{1,2,3}', 'y'", "'{}', '{}', ''", "NULL, NULL, NULL",
        "'{a,NULL,\"b c\"}', '{{1,2},{3,4}}', 'a'",
      ],
      expressions: [
        "array_length(a, 1)", "array_length(n, 2)", "cardinality(a)", "cardinality(n)", "array_upper(a, 1)",
        "a[1]", "a[2:3]",
        "a[5]", "array_append(a, 'q')", "array_prepend('q', a)", "array_cat(a, ARRAY['l'])", "a || 'm'::text",
        "a || ARRAY['l']", "'f' || a", "array_remove(a, 'x')", "array_replace(a, 'x', 'y')",
        "array_position(a, s)",
        "array_to_string(a, ',')", "array_to_string(a, ',', '*')", "string_to_array('a,b,c', ',')",
        "string_to_array('a,b', ',', 'b')", "s = ANY(a)", "s <> ALL(a)", "a @> ARRAY[s]",
        "a && ARRAY['x', 'a']",
        "a <@ ARRAY['x', 'y', 'z', 'w']", "a = ARRAY['x','y','z']", "a < ARRAY['y']", "ARRAY[s, 'k']",
        "ARRAY[1, 2, NULL]",
        "ARRAY[[1,2],[3,4]]", "a::text", "(a || ARRAY[s])[1]", "array_ndims(n)",
        "ARRAY(SELECT unnest(a) ORDER BY 1)",
        "(SELECT count(*) FROM unnest(a))", "(SELECT array_agg(x ORDER BY x DESC) FROM unnest(a) AS x)",
        "(SELECT string_agg(x, '-' ORDER BY o DESC) FROM unnest(a) WITH ORDINALITY AS u (x, o))",
        "to_jsonb(a)", "array_to_json(a)", "ARRAY[true, false]", "ARRAY[1.5, 2]", "2 = ANY(n)",
        "a[1] IS NULL",
      ]),
    Family(
      name: "times", columns: "t timestamp, z timestamptz, d date, i interval",
      values: [
        "'2024-01-31 10:20:30.5', '2024-01-31 10:20:30.5+00', '2024-01-31', '1 day 02:03:04'",
        "'2023-12-31 23:59:59', '2023-07-01 00:00:00+02', '2024-02-29', '1 year 2 mons -3 days'",
        "NULL, NULL, NULL, NULL", "'2000-01-01', '1999-12-31 12:00:00', '2021-01-03', '90 minutes'",
      ],
      expressions: [
        "date_trunc('day', t)", "date_trunc('month', z)", "date_trunc('week', t)", "date_trunc('quarter', t)",
        "date_trunc('year', d)", "date_trunc('hour', z)", "date_trunc('minute', t)",
        "date_trunc('second', t)",
        "extract(year from t)", "extract(month from d)", "extract(epoch from z)", "extract(dow from t)",
        "extract(isodow from d)", "extract(doy from d)", "extract(quarter from t)", "extract(second from t)",
        "extract(hour from z)", "date_part('day', t)", "extract(week from d)", "extract(epoch from i)",
        "extract(day from i)",
        "t + interval '1 day'", "t + interval '1 month'", "t - interval '1 month'",
        "z + interval '90 minutes'",
        "d + 1", "d - 30", "d - date '2024-01-01'", "d + interval '1 month'", "t + i", "t - i", "z - i",
        "t - timestamp '2024-01-01'",
        "age(t, timestamp '2020-02-29')", "i + i", "i * 2", "i / 2", "i - interval '1 day'", "-i",
        "i > interval '1 day'",
        "i = interval '1 day'", "to_char(t, 'YYYY-MM-DD HH24:MI:SS')", "to_char(d, 'Dy, FMDDth Mon YYYY')",
        "to_char(t, 'FMMonth FMDD, YYYY HH12:MI AM')", "to_char(z, 'IYYY-IW Q DDD')", "to_char(t, 'MS US')",
        "to_timestamp(1700000000)", "to_timestamp('2024-03-05 10:11', 'YYYY-MM-DD HH24:MI')",
        "to_date('05/03/2024', 'DD/MM/YYYY')",
        "make_date(2024, 2, 29)", "make_interval(days => 3, hours => 2)",
        "make_timestamp(2024, 1, 2, 3, 4, 5.5)",
        "t AT TIME ZONE 'UTC'", "z AT TIME ZONE 'UTC'", "t AT TIME ZONE 'Europe/Berlin'",
        "z AT TIME ZONE 'America/New_York'",
        "z AT TIME ZONE '+03'", "t::date", "t::time", "z::date", "t = z", "d < t", "t::text", "z::text",
        "i::text", "t::date + 7",
        "now() >= z", "now() = CURRENT_TIMESTAMP", "clock_timestamp() >= now()", "CURRENT_DATE >= d",
        "t BETWEEN d AND d + 1",
        "greatest(t, timestamp '2023-01-01')",
        "date_trunc('month', t) + interval '1 month' - interval '1 day'", "date(t)",
        "interval '1 day' * 1.5", "justify_hours(interval '30 hours')",
        "date_trunc('hour', interval '2 hours 30 minutes')",
      ]),
  ]

  @Test(arguments: families)
  func `a function gives PostgreSQL's value or error`(family: Family) throws {
    try expectAgreement(
      ["CREATE TABLE t (\(family.columns))"]
        + family.values.flatMap { value in
          ["DELETE FROM t", "INSERT INTO t VALUES (\(value))"]
            + family.expressions.map { "SELECT \($0) FROM t" }
        })
  }

  /// What SQLite's own words give when it is stored; what they cannot is refused when it is made.
  @Test(arguments: families)
  func `a function in a view gives PostgreSQL's value, or is refused`(family: Family) throws {
    let sides = try SideBySide()
    _ = sides.run("CREATE TABLE t (\(family.columns))")
    var kept: [String] = []
    for (index, expression) in family.expressions.enumerated() {
      let (theirs, ours) = sides.run("CREATE VIEW v\(index) AS SELECT \(expression) AS x FROM t")
      if theirs == .rows([]), ours == .rows([]) { kept.append("v\(index)") }
    }
    #expect(!kept.isEmpty)
    for value in family.values {
      _ = sides.run("DELETE FROM t")
      _ = sides.run("INSERT INTO t VALUES (\(value))")
      for view in kept {
        let (theirs, ours) = sides.run("SELECT x FROM \(view)")
        let expression = view.dropFirst().description
        if Self.withoutBlanks(theirs) != Self.withoutBlanks(ours),
          !Self.isKnownDifference(family.expressions[Int(expression) ?? 0])
        {
          Issue.record(
            "\(family.expressions[Int(expression) ?? 0]) of \(value)\n  PostgreSQL: \(theirs)\n  here:       \(ours)"
          )
        }
      }
    }
  }

  /// Stock SQLite puts no blanks into JSON.
  private static func withoutBlanks(_ outcome: SideBySide.Outcome) -> SideBySide.Outcome {
    guard case .rows(let rows) = outcome else { return outcome }
    return .rows(rows.map { $0.map { text in text.map { String($0.filter { $0 != " " }) } } })
  }

  /// Approximate in what is stored, as a warning says or the documentation of values.
  private static func isKnownDifference(_ expression: String) -> Bool {
    let words = [
      "lower(", "upper(", "ILIKE", "/ i", "/ n", "random()", "0.1", "n - ", "n * ", "'f'", "j -> 0",
      "j -> -1", "array_length(j", "cardinality(n)", "= ANY(n)", "jsonb_build", "? ", "clock_", "now()",
      "CURRENT", "ln(", "log(", "exp(", "sqrt(", "power(", "cos(", "asin(", "tan", "^",
    ]
    return words.contains { expression.contains($0) }
  }
}
