/// PostgreSQL's functions as data. https://www.postgresql.org/docs/15/functions.html
enum FunctionTable {
  static let rules: [String: [FunctionRule]] = grouped(
    [
      textLines, patternLines, binaryLines, numberLines, timeLines, jsonLines, arrayLines, systemLines,
      extensionLines, searchLines, familyLines,
    ]
    .joined(separator: "\n"))

  /// A function of PostgreSQL's own that is carried in some way.
  static func isKnown(_ name: String) -> Bool {
    rules[name] != nil || SetTable.rules[name] != nil || Lowering.aggregateNames.contains(name)
      || special.contains(name) || Lowering.isRecordFunction(name)
  }

  /// Those that follow rules of their own.
  private static let special: Set<String> = [
    "coalesce", "concat", "cume_dist", "dense_rank", "enum_first", "enum_last", "enum_range", "first_value",
    "greatest", "json_build_array",
    "json_build_object", "jsonb_build_array", "jsonb_build_object", "lag", "last_value", "lead", "least",
    "nth_value",
    "ntile", "nullif", "num_nonnulls", "num_nulls", "percent_rank", "pg_typeof", "rank", "row_number",
  ]

  static func grouped(_ lines: String) -> [String: [FunctionRule]] {
    Dictionary(
      grouping: lines.split(separator: "\n").compactMap { FunctionRule(line: String($0)) }, by: \.name)
  }

  /// What stock SQLite does otherwise, by function.
  static let differences: [String: String] = {
    var texts = [
      "lower": "lower() changes ASCII letters only", "upper": "upper() changes ASCII letters only",
    ]
    texts["pg_backend_pid"] = "pg_backend_pid() is 1: there is no server with processes"
    texts["get_byte"] = "get_byte() of a place behind the end is NULL where PostgreSQL fails"
    // https://sqlite.org/lang_mathfunc.html
    for name in [
      "acos", "asin", "atan", "atan2", "cos", "exp", "ln", "log", "pow", "power", "sin", "sqrt", "tan",
    ] {
      texts[name] =
        "\(name)() is SQLite's own, which some builds are without; it is NULL where PostgreSQL fails"
    }
    return texts
  }()

  private static let textLines = #"""
    ascii(text) int4 = CASE WHEN $1 = '' THEN 0 ELSE unicode($1) END => pg_ascii($1)
    bit_length(text) int4 = 8 * length(CAST($1 AS BLOB))
    btrim(text) text = trim($1)
    btrim(text, text) text = trim($1, $2)
    char_length(text) int4 = length($1)
    character_length(text) int4 = length($1)
    chr(int4) text = CASE WHEN $1 > 0 THEN char($1) WHEN $1 < 0 THEN $negativechar WHEN $1 = 0 THEN $nochar END => pg_chr($1)
    concat_ws(text, anytext...) text => pg_concat_ws($*)
    format(text) text => pg_format($*)
    format(text, anytext...) text => pg_format($*)
    initcap(text) text
    left(text, int4) text = CASE WHEN $2 < 0 THEN substr($1, 1, max(length($1) + $2, 0)) ELSE substr($1, 1, $2) END => pg_left($1, $2)
    length(text) int4 = length($1)
    length(bytea) int4 = length($1)
    lower(text) text = lower($1) => pg_lower($1)
    lpad(text, int4) text = CASE WHEN length($1) >= $2 THEN substr($1, 1, max($2, 0)) ELSE substr(replace(hex(zeroblob($2)), '00', ' '), 1, $2 - length($1)) || $1 END => pg_lpad($1, $2, ' ')
    lpad(text, int4, text) text = CASE WHEN length($1) >= $2 THEN substr($1, 1, max($2, 0)) ELSE substr(replace(hex(zeroblob($2)), '00', $3), 1, $2 - length($1)) || $1 END => pg_lpad($1, $2, $3)
    ltrim(text) text = ltrim($1)
    ltrim(text, text) text = ltrim($1, $2)
    octet_length(text) int4 = length(CAST($1 AS BLOB))
    octet_length(bytea) int4 = length($1)
    overlay(text, text, int4) text => pg_overlay($1, $2, $3, length($2))
    overlay(text, text, int4, int4) text
    position(text, text) int4 = instr($1, $2)
    quote_ident(text) text
    quote_literal(astext) text
    quote_nullable(astext) text
    repeat(text, int4) text = replace(hex(zeroblob(max($2, 0))), '00', $1) => pg_repeat($1, $2)
    replace(text, text, text) text = replace($1, $2, $3)
    reverse(text) text
    right(text, int4) text = CASE WHEN $2 < 0 THEN substr($1, 1 - $2) WHEN $2 = 0 THEN substr($1, 1, 0) ELSE substr($1, -min($2, length($1))) END => pg_right($1, $2)
    rpad(text, int4) text = CASE WHEN length($1) >= $2 THEN substr($1, 1, max($2, 0)) ELSE $1 || substr(replace(hex(zeroblob($2)), '00', ' '), 1, $2 - length($1)) END => pg_rpad($1, $2, ' ')
    rpad(text, int4, text) text = CASE WHEN length($1) >= $2 THEN substr($1, 1, max($2, 0)) ELSE $1 || substr(replace(hex(zeroblob($2)), '00', $3), 1, $2 - length($1)) END => pg_rpad($1, $2, $3)
    rtrim(text) text = rtrim($1)
    rtrim(text, text) text = rtrim($1, $2)
    split_part(text, text, int4) text
    starts_with(text, text) bool = substr($1, 1, length($2)) = $2
    strpos(text, text) int4 = instr($1, $2)
    substr(text, int4) text = substr($1, max($2, 1)) => pg_substr($1, $2)
    substr(text, int4, int4) text = substr($1, max($2, 1), max($3 + min($2, 1) - 1, 0)) => pg_substr($1, $2, $3)
    substring(text, int4) text = substr($1, max($2, 1)) => pg_substr($1, $2)
    substring(text, int4, int4) text = substr($1, max($2, 1), max($3 + min($2, 1) - 1, 0)) => pg_substr($1, $2, $3)
    substring(text, text) text => pg_regex_substring($1, $2)
    substr(bytea, int4) bytea => pg_substr_bytes($1, $2, 2147483647)
    substr(bytea, int4, int4) bytea => pg_substr_bytes($1, $2, $3)
    substring(bytea, int4) bytea => pg_substr_bytes($1, $2, 2147483647)
    substring(bytea, int4, int4) bytea => pg_substr_bytes($1, $2, $3)
    to_hex(int4) text => pg_to_hex($1 & 4294967295)
    to_hex(int8) text
    translate(text, text, text) text
    upper(text) text = upper($1) => pg_upper($1)
    """#

  private static let patternLines = #"""
    regexp_match(text, text) text[] => pg_regex_match($1, $2, '')
    regexp_match(text, text, text) text[] => pg_regex_match($1, $2, $3)
    regexp_replace(text, text, text) text => pg_regex_replace($1, $2, $3, '')
    regexp_replace(text, text, text, text) text => pg_regex_replace($1, $2, $3, $4)
    regexp_split_to_array(text, text) text[] => pg_regex_split($1, $2, '')
    regexp_split_to_array(text, text, text) text[] => pg_regex_split($1, $2, $3)
    regexp_like(text, text) bool => pg_regex($1, $2, 0)
    """#

  private static let binaryLines = #"""
    convert_from(bytea, text) text
    convert_to(text, text) bytea
    decode(text, text) bytea
    digest(bytea, text) bytea
    digest(text, text) bytea
    encode(bytea, text) text
    gen_random_bytes(int4) bytea volatile = randomblob($1) => pg_gen_random_bytes($1)
    gen_random_uuid() uuid volatile = $uuid
    md5(text) text
    md5(bytea) text
    sha256(bytea) bytea
    sha384(bytea) bytea
    sha512(bytea) bytea
    uuid_generate_v4() uuid volatile = $uuid
    """#

  private static let numberLines = #"""
    abs(number) same = abs($1) => pg_abs($1, $t1)
    acos(float8) float8 = acos($1) => pg_acos($1)
    asin(float8) float8 = asin($1) => pg_asin($1)
    atan(float8) float8 = atan($1) => pg_atan($1)
    atan2(float8, float8) float8 = atan2($1, $2) => pg_atan2($1, $2)
    cbrt(float8) float8
    ceil(float8) float8 = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST($1 AS INTEGER) + ($1 > CAST($1 AS INTEGER)) ELSE $1 END => pg_ceil($1)
    ceil(numeric) numeric = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST($1 AS INTEGER) + ($1 > CAST($1 AS INTEGER)) ELSE $1 END => pg_decimal(pg_ceil($1))
    ceiling(float8) float8 = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST($1 AS INTEGER) + ($1 > CAST($1 AS INTEGER)) ELSE $1 END => pg_ceil($1)
    ceiling(numeric) numeric = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST($1 AS INTEGER) + ($1 > CAST($1 AS INTEGER)) ELSE $1 END => pg_decimal(pg_ceil($1))
    cos(float8) float8 = cos($1) => pg_cos($1)
    degrees(float8) float8 = ($1 / 0.017453292519943295)
    div(numeric, numeric) numeric
    exp(float8) float8 = exp($1) => pg_exp($1)
    exp(numeric) numeric = exp($1) => pg_exp($1)
    floor(float8) float8 = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST($1 AS INTEGER) - ($1 < CAST($1 AS INTEGER)) ELSE $1 END => pg_floor($1)
    floor(numeric) numeric = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST($1 AS INTEGER) - ($1 < CAST($1 AS INTEGER)) ELSE $1 END => pg_decimal(pg_floor($1))
    gcd(int4, int4) int4 => pg_checked(pg_gcd($1, $2), 'int4')
    gcd(int8, int8) int8
    ln(float8) float8 = ln($1) => pg_ln($1)
    ln(numeric) numeric = ln($1) => pg_ln($1)
    log(float8) float8 = log10($1) => pg_log($1)
    log(numeric) numeric = log10($1) => pg_log($1)
    log(numeric, numeric) numeric = log($1, $2) => pg_log($1, $2)
    mod(int2, int2) int2 => pg_modulo($1, $2, 'int2')
    mod(int4, int4) int4 => pg_modulo($1, $2, 'int4')
    mod(int8, int8) int8 => pg_modulo($1, $2, 'int8')
    mod(numeric, numeric) numeric => pg_modulo($1, $2, 'numeric')
    pi() float8 = 3.141592653589793
    pow(float8, float8) float8 = pow($1, $2) => pg_power($1, $2)
    pow(numeric, numeric) numeric = pow($1, $2) => pg_power_numeric($1, $2)
    power(float8, float8) float8 = pow($1, $2) => pg_power($1, $2)
    power(numeric, numeric) numeric = pow($1, $2) => pg_power_numeric($1, $2)
    radians(float8) float8 = ($1 * 0.017453292519943295)
    random() float8 volatile = ((random() & 9007199254740991) / 9007199254740992.0) => pg_random()
    round(float8) float8 => pg_round_float($1)
    round(numeric) numeric = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST(round($1) AS INTEGER) ELSE $1 END => pg_round($1, 0)
    round(numeric, int4) numeric = round($1, $2) => pg_round($1, $2)
    sign(float8) float8 => pg_sign($1)
    sign(numeric) numeric = CASE WHEN $1 > 0 THEN 1 WHEN $1 < 0 THEN -1 WHEN $1 = 0 THEN 0 END => pg_sign($1)
    sin(float8) float8 = sin($1) => pg_sin($1)
    sqrt(float8) float8 = sqrt($1) => pg_sqrt($1)
    sqrt(numeric) numeric = sqrt($1) => pg_sqrt($1)
    tan(float8) float8 = tan($1) => pg_tan($1)
    trunc(float8) float8 = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST(CAST($1 AS INTEGER) AS REAL) ELSE $1 END => CAST(pg_trunc($1, 0) AS REAL)
    trunc(numeric) numeric = CASE WHEN $1 BETWEEN -9e18 AND 9e18 THEN CAST($1 AS INTEGER) ELSE $1 END => pg_trunc($1, 0)
    trunc(numeric, int4) numeric => pg_trunc($1, $2)
    """#

  private static let timeLines = #"""
    age(timestamp, timestamp) interval
    age(timestamptz, timestamptz) interval
    age(timestamp) interval => pg_age(substr(pg_now(), 1, 10), $1)
    age(timestamptz) interval => pg_age(substr(pg_now(), 1, 10), $1)
    clock_timestamp() timestamptz volatile = $now => pg_clock_timestamp()
    current_date() date stable = date('now') => substr(pg_now(), 1, 10)
    current_time() timetz stable = substr($now, 12) || '+00' => substr(pg_now(), 12) || '+00'
    current_timestamp() timestamptz stable = $now => pg_now()
    current_timestamp(int4) timestamptz stable = $now => pg_cast(pg_now(), 'timestamptz', 'timestamptz(' || $1 || ')', 1)
    date(timestamp) date = substr($1, 1, 10)
    date(timestamptz) date = substr($1, 1, 10)
    date_part(text, date) float8 => pg_extract($1, $2, 'timestamp without time zone')
    date_part(text, timestamp) float8 => pg_extract($1, $2, 'timestamp without time zone')
    date_part(text, timestamptz) float8 => pg_extract($1, $2, 'timestamp with time zone')
    date_part(text, time) float8 => pg_extract_time($1, $2)
    date_part(text, interval) float8 => pg_extract_interval($1, $2)
    date_trunc(text, timestamp) timestamp
    date_trunc(text, timestamptz) timestamptz
    date_trunc(text, timestamptz, text) timestamptz => pg_from_zone($3, pg_date_trunc($1, pg_to_zone($3, $2)))
    date_trunc(text, interval) interval => pg_date_trunc_interval($1, $2)
    extract(text, date) numeric => pg_extract($1, $2, 'date')
    extract(text, timestamp) numeric => pg_extract($1, $2, 'timestamp without time zone')
    extract(text, timestamptz) numeric => pg_extract($1, $2, 'timestamp with time zone')
    extract(text, time) numeric => pg_extract_time($1, $2)
    extract(text, interval) numeric => pg_extract_interval($1, $2)
    isfinite(timestamp) bool = $1 NOT IN ('infinity', '-infinity')
    justify_days(interval) interval => pg_justified($1, 0, 1)
    justify_hours(interval) interval => pg_justified($1, 1, 0)
    localtime() time stable = substr($now, 12) => substr(pg_now(), 12)
    localtimestamp() timestamp stable = $now => pg_now()
    localtimestamp(int4) timestamp stable = $now => pg_cast(pg_now(), 'timestamp', 'timestamp(' || $1 || ')', 1)
    make_date(int4, int4, int4) date
    make_interval(int4) interval => pg_make_interval($1, 0, 0, 0, 0, 0, 0)
    make_interval(int4, int4) interval => pg_make_interval($1, $2, 0, 0, 0, 0, 0)
    make_interval(int4, int4, int4) interval => pg_make_interval($1, $2, $3, 0, 0, 0, 0)
    make_interval(int4, int4, int4, int4) interval => pg_make_interval($1, $2, $3, $4, 0, 0, 0)
    make_interval(int4, int4, int4, int4, int4) interval => pg_make_interval($1, $2, $3, $4, $5, 0, 0)
    make_interval(int4, int4, int4, int4, int4, int4) interval => pg_make_interval($1, $2, $3, $4, $5, $6, 0)
    make_interval(int4, int4, int4, int4, int4, int4, float8) interval => pg_make_interval($*)
    make_timestamp(int4, int4, int4, int4, int4, float8) timestamp
    make_timestamptz(int4, int4, int4, int4, int4, float8) timestamptz => pg_make_timestamp($*)
    now() timestamptz stable = $now => pg_now()
    statement_timestamp() timestamptz stable = $now => pg_clock_timestamp()
    timezone(text, timestamptz) timestamp => pg_to_zone($1, $2)
    timezone(text, timestamp) timestamptz => pg_from_zone($1, $2)
    to_char(timestamp, text) text => pg_to_char_time($1, $2, 0)
    to_char(timestamptz, text) text => pg_to_char_time($1, $2, 1)
    to_char(interval, text) text => pg_to_char_interval($1, $2)
    to_char(number, text) text => pg_to_char_number($1, $2, $t1)
    to_date(text, text) date
    to_timestamp(float8) timestamptz = strftime('%Y-%m-%d %H:%M:%f', $1, 'unixepoch') => pg_to_timestamp($1)
    to_timestamp(text, text) timestamptz
    transaction_timestamp() timestamptz stable = $now => pg_now()
    """#

  private static let jsonLines = #"""
    array_to_json(array) json => pg_to_json($1, $t1)
    json_array_length(json) int4 = $jsonlength => pg_json_array_length($1)
    json_extract_path(json, text...) json => pg_json_path($1, json_array($rest))
    json_extract_path_text(json, text...) text => pg_json_path_text($1, json_array($rest))
    json_strip_nulls(json) json = $strippedjson => pg_json_strip_nulls($1)
    json_typeof(json) text = $jsontype => pg_json_typeof($1)
    jsonb_array_length(jsonb) int4 = $jsonlength => pg_json_array_length($1)
    jsonb_extract_path(jsonb, text...) jsonb => pg_json_path($1, json_array($rest))
    jsonb_extract_path_text(jsonb, text...) text => pg_json_path_text($1, json_array($rest))
    jsonb_insert(jsonb, text[], jsonb) jsonb => pg_json_insert($1, $2, $3, 0)
    jsonb_insert(jsonb, text[], jsonb, bool) jsonb => pg_json_insert($1, $2, $3, $4)
    jsonb_pretty(jsonb) text => pg_json_pretty($1)
    jsonb_set(jsonb, text[], jsonb) jsonb => pg_json_set($1, $2, $3, 1)
    jsonb_set(jsonb, text[], jsonb, bool) jsonb => pg_json_set($1, $2, $3, $4)
    jsonb_strip_nulls(jsonb) jsonb = $strippedjson => pg_jsonb_strip_nulls($1)
    jsonb_typeof(jsonb) text = $jsontype => pg_json_typeof($1)
    row_to_json(any) json => pg_to_json($1, $t1)
    to_json(any) json => pg_to_json($1, $t1)
    to_jsonb(any) jsonb => pg_to_jsonb($1, $t1)
    """#

  private static let arrayLines = #"""
    array_append(array, any) same => pg_array_append($1, $2, $t2)
    array_cat(array, array) same
    array_length(array, int4) int4 = nullif(json_array_length($1), 0) => pg_array_length($1, $2)
    array_lower(array, int4) int4 => pg_array_length($1, $2) > 0
    array_ndims(array) int4
    array_position(array, any) int4 => pg_array_position($1, $2, $t2)
    array_positions(array, any) int4[] => pg_array_positions($1, $2, $t2)
    array_prepend(any, array) second => pg_array_prepend($1, $2, $t1)
    array_remove(array, any) same => pg_array_remove($1, $2, $t2)
    array_replace(array, any, any) same => pg_array_replace($1, $2, $3, $t2)
    array_to_string(array, text) text => pg_array_to_string($1, $e1, $2, NULL)
    array_to_string(array, text, text) text => pg_array_to_string($1, $e1, $2, $3)
    array_upper(array, int4) int4 = nullif(json_array_length($1), 0) => pg_array_length($1, $2)
    cardinality(array) int4 = json_array_length($1) => pg_cardinality($1)
    string_to_array(text, text) text[] => pg_string_to_array($1, $2, NULL)
    string_to_array(text, text, text) text[] => pg_string_to_array($1, $2, $3)
    """#

  // There is one user and one database.
  private static let systemLines = #"""
    current_database() text stable = 'main'
    current_catalog() text stable = 'main'
    current_role() text stable = 'postgres'
    current_schema() text stable = 'public'
    current_user() text stable = 'postgres'
    session_user() text stable = 'postgres'
    user() text stable = 'postgres'
    version() text stable = 'PostgreSQL 15'
    current_setting(text, bool) text stable = NULL
    set_config(text, text, bool) text volatile = $2
    pg_notify(text, text) void volatile = NULL
    pg_advisory_lock(int) void volatile = NULL
    pg_advisory_xact_lock(int) void volatile = NULL
    setseed(float8) void volatile
    """#

  private static func nullMember(_ document: String, without path: String? = nil) -> String {
    let own = path.map { "json_remove(\"\(document)\", \"\($0)\")" } ?? "\"\(document)\""
    return "SELECT fullkey FROM json_tree(\(own)) WHERE type = 'null' AND typeof(key) = 'text' LIMIT 1"
  }

  /// Texts that several lines share.
  static let snippets: [String: String] = [
    "now": SQLiteText.now,
    "uuid": SQLiteText.randomUUID,
    "timeuuid": timeUUID,
    // A row of json_each as JSON.
    "member":
      "json(CASE type WHEN 'text' THEN json_quote(value) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' "
      + "WHEN 'null' THEN 'null' ELSE CAST(value AS TEXT) END)",
    // Whether every value of the second is at its place in the first; what an array holds is anywhere in the other's.
    "containsjson":
      "(SELECT CASE WHEN \"a\" IS NOT NULL AND \"b\" IS NOT NULL THEN "
      + "CASE WHEN json_type(\"b\") NOT IN ('object', 'array') THEN EXISTS (SELECT 1 FROM json_each(\"a\") AS \"m\" "
      + "WHERE json_type(\"a\") <> 'object' AND \"m\".type = json_type(\"b\") AND \"m\".atom IS json_extract(\"b\", char(36))) "
      + "ELSE json_type(\"a\") = json_type(\"b\") AND NOT EXISTS (SELECT 1 FROM json_tree(\"b\") AS \"n\" "
      + "WHERE \"n\".key IS NOT NULL AND NOT instr(\"n\".path, '[') AND NOT EXISTS (SELECT 1 FROM json_tree(\"a\") AS \"m\" "
      + "WHERE \"m\".path = \"n\".path AND (\"m\".key = \"n\".key OR typeof(\"n\".key) = 'integer') "
      + "AND (\"m\".type = \"n\".type OR \"m\".type IN ('integer', 'real') AND \"n\".type IN ('integer', 'real')) "
      + "AND (\"n\".type IN ('object', 'array') AND typeof(\"n\".key) = 'text' OR \"m\".value IS \"n\".value))) END END "
      + "FROM (SELECT $1 AS \"a\", $2 AS \"b\"))",
    // The members of objects that are NULL go one by one.
    "strippedjson":
      "(WITH RECURSIVE \"_r\" (\"d\", \"p\") AS (SELECT \"a\", (\(nullMember("a"))) FROM (SELECT $1 AS \"a\") "
      + "UNION ALL SELECT json_remove(\"d\", \"p\"), (\(nullMember("d", without: "p"))) FROM \"_r\" WHERE \"p\" IS NOT NULL) "
      + "SELECT \"d\" FROM \"_r\" WHERE \"p\" IS NULL)",
    "jsonlength":
      "CASE json_type($1) WHEN 'array' THEN json_array_length($1) "
      + "WHEN 'object' THEN \(StoredFailure.noArray("a non-array", "$1")) "
      + "ELSE iif($1 IS NULL, NULL, \(StoredFailure.noArray("a scalar", "$1"))) END",
    "nochar": StoredFailure.noCharacter("$1"), "negativechar": StoredFailure.negativeCharacter("$1"),
    // SQLite tells more kinds apart: https://sqlite.org/json1.html#jtype
    "jsontype":
      "CASE json_type($1) WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'text' THEN 'string' "
      + "WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type($1) END",
  ]
}
