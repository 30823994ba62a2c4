extension ConstructGroup {
  static let functions = ConstructGroup(
    "Functions",
    [
      Construct("`now()`", "SELECT now() IS NOT NULL", .exact, "the time of the transaction"),
      Construct("`gen_random_uuid()`", "SELECT length(gen_random_uuid()::text)"),
      Construct("`coalesce`, `nullif`", "SELECT coalesce(NULL, 1), nullif(1, 1)"),
      Construct("`greatest`, `least`", "SELECT greatest(1, 2), least(1, 2)"),
      Construct(
        "`lower`, `upper`", "SELECT lower('AB'), upper('ab')",
        .exact),
      Construct("`length`, `char_length`", "SELECT length('äb'), char_length('äb')"),
      Construct(
        "`count`, `sum`, `min`, `max`, `avg`", "SELECT count(*), sum(a), min(a), max(a), avg(a) FROM t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`array_agg`", "SELECT array_agg(a ORDER BY id) FROM t", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`string_agg`", "SELECT string_agg(b, ',' ORDER BY id) FROM t", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`jsonb_agg`, `json_agg`", "SELECT jsonb_agg(a ORDER BY id), json_agg(a ORDER BY id) FROM t",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`json_object_agg`", "SELECT json_object_agg(b, a ORDER BY id) FROM t",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`bool_and`, `bool_or`", "SELECT bool_and(a > 5), bool_or(a > 15) FROM t",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct("`timezone`", "SELECT timezone('utc', '2024-01-01 12:00+00'::timestamptz)"),
      Construct(
        "`jsonb_build_object`", "SELECT jsonb_build_object('a', 1, 'b', 'x')",
        .exact),
      Construct(
        "`json_build_object`", "SELECT json_build_object('a', 1)", .exact),
      Construct("`md5`", "SELECT md5('a')", .exact),
      Construct("`replace`", "SELECT replace('aba', 'a', 'x')"),
      Construct("`random`", "SELECT random() < 1"),
      Construct("`trim`, `btrim`", "SELECT trim('  a '), btrim('xax', 'x')"),
      Construct(
        "`to_tsvector`",
        "CREATE TABLE t (a text, b tsvector GENERATED ALWAYS AS (to_tsvector('english', a)) STORED)",
        .approximate("text search: a document is kept as its text"),
        "the text is kept, searching it is refused"),
      Construct(
        "`@@`", "SELECT to_tsvector('english', 'a cat') @@ to_tsquery('cat')", .refused("the operator @@")),
      Construct(
        "`extract`", "SELECT extract(year FROM '2024-05-06'::date)", .exact),
      Construct(
        "`jsonb_set`", #"SELECT jsonb_set('{"a": 1}', '{a}', '2')"#, .exact),
      Construct(
        "`date_trunc`", "SELECT date_trunc('month', '2024-05-06 10:00'::timestamp)",
        .exact),
      Construct(
        "`jsonb_array_elements`", "SELECT jsonb_array_elements('[1, 2]')",
        .exact),
      Construct("`substring`, `substr`", "SELECT substring('abcd' FROM 2 FOR 2), substr('abcd', 2)"),
      Construct(
        "`encode`, `decode`", "SELECT encode('a'::bytea, 'hex'), decode('61', 'hex')",
        .exact),
      Construct("`to_jsonb`", "SELECT to_jsonb('a'::text)", .exact),
      Construct("`jsonb_typeof`", "SELECT jsonb_typeof('[1]')"),
      Construct(
        "`jsonb_array_length`", "SELECT jsonb_array_length('[1, 2]')",
        .exact),
      Construct("`split_part`", "SELECT split_part('a,b', ',', 2)", .exact),
      Construct("`unnest`", "SELECT unnest(ARRAY[1, 2])", .exact),
      Construct(
        "`to_char`", "SELECT to_char('2024-05-06'::date, 'YYYY-MM')", .exact),
      Construct(
        "`regexp_replace`", "SELECT regexp_replace('abc', 'b+', 'x')", .exact
      ),
      Construct(
        "`array_length`, `cardinality`", "SELECT array_length(ARRAY[1, 2], 1), cardinality(ARRAY[1])",
        .exact),
      Construct(
        "`generate_series`", "SELECT generate_series(1, 2)", .exact),
      Construct("`position`", "SELECT position('b' IN 'abc')"),
      Construct("`to_timestamp`", "SELECT to_timestamp(0)", .exact),
      Construct("`sha256`", "SELECT sha256('a'::bytea)", .exact),
      Construct("`clock_timestamp`", "SELECT clock_timestamp() IS NOT NULL"),
      Construct("`CURRENT_DATE`", "SELECT CURRENT_DATE IS NOT NULL"),
      Construct("`concat`", "SELECT concat('a', NULL, 1)"),
      Construct("`repeat`", "SELECT repeat('ab', 2)", .exact),
      Construct(
        "`string_to_array`", "SELECT string_to_array('a,b', ',')", .exact),
      Construct(
        "`convert_from`, `convert_to`", "SELECT convert_from('a'::bytea, 'UTF8'), convert_to('a', 'UTF8')",
        .exact),
      Construct(
        "`jsonb_each_text`", #"SELECT key, value FROM jsonb_each_text('{"a": 1}')"#,
        .exact),
      Construct(
        "`abs`, `round`, `floor`, `ceil`", "SELECT abs(-1), round(1.5), floor(1.5), ceil(1.5)",
        .exact),
      Construct(
        "`left`, `right`, `lpad`", "SELECT left('abc', 2), right('abc', 2), lpad('5', 3, '0')",
        .exact),
      Construct("`format`", "SELECT format('%s-%I', 'a', 'B')", .exact),
      Construct("`pg_typeof`", "SELECT pg_typeof(1)", .exact),
    ])
}
