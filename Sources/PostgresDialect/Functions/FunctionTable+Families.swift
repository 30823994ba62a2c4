/// The rest of each family: functions that few migrations call.
extension FunctionTable {
  static let familyLines = [
    pathLines, rarePatternLines, rareTextLines, rareNumberLines, rareTimeLines, rareJSONLines, rareArrayLines,
    rareSystemLines,
  ].joined(separator: "\n")

  // https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-SQLJSON-PATH
  private static let pathLines = ["", "_tz"].map { suffix in
    ["exists", "match", "query_array", "query_first"].map { name in
      let result = name.hasPrefix("query") ? "jsonb" : "bool"
      return """
        jsonb_path_\(name)\(suffix)(jsonb, jsonpath) \(result) => pg_path_\(name)($1, $2, '{}', 0)
        jsonb_path_\(name)\(suffix)(jsonb, jsonpath, jsonb) \(result) => pg_path_\(name)($1, $2, $3, 0)
        jsonb_path_\(name)\(suffix)(jsonb, jsonpath, jsonb, bool) \(result) => pg_path_\(name)($1, $2, $3, $4)
        """
    }.joined(separator: "\n")
  }.joined(separator: "\n")

  private static let rarePatternLines = #"""
    regexp_count(text, text) int4 => pg_regex_count($1, $2, 1, '')
    regexp_count(text, text, int4) int4 => pg_regex_count($1, $2, $3, '')
    regexp_count(text, text, int4, text) int4 => pg_regex_count($1, $2, $3, $4)
    regexp_instr(text, text) int4 => pg_regex_position($1, $2, 1, 1, 0, '', 0)
    regexp_instr(text, text, int4) int4 => pg_regex_position($1, $2, $3, 1, 0, '', 0)
    regexp_instr(text, text, int4, int4) int4 => pg_regex_position($1, $2, $3, $4, 0, '', 0)
    regexp_instr(text, text, int4, int4, int4) int4 => pg_regex_position($1, $2, $3, $4, $5, '', 0)
    regexp_instr(text, text, int4, int4, int4, text) int4 => pg_regex_position($1, $2, $3, $4, $5, $6, 0)
    regexp_instr(text, text, int4, int4, int4, text, int4) int4 => pg_regex_position($1, $2, $3, $4, $5, $6, $7)
    regexp_like(text, text, text) bool => pg_regex_like($1, $2, $3)
    regexp_replace(text, text, text, int4) text => pg_regex_replace_from($1, $2, $3, $4, 1, '')
    regexp_replace(text, text, text, int4, int4) text => pg_regex_replace_from($1, $2, $3, $4, $5, '')
    regexp_replace(text, text, text, int4, int4, text) text => pg_regex_replace_from($1, $2, $3, $4, $5, $6)
    regexp_substr(text, text) text => pg_regex_part($1, $2, 1, 1, '', 0)
    regexp_substr(text, text, int4) text => pg_regex_part($1, $2, $3, 1, '', 0)
    regexp_substr(text, text, int4, int4) text => pg_regex_part($1, $2, $3, $4, '', 0)
    regexp_substr(text, text, int4, int4, text) text => pg_regex_part($1, $2, $3, $4, $5, 0)
    regexp_substr(text, text, int4, int4, text, int4) text => pg_regex_part($1, $2, $3, $4, $5, $6)
    substring(text, text, text) text => pg_similar_substring($1, $2, $3)
    """#

  private static let rareTextLines = #"""
    bit_count(bytea) int8
    bit_length(bytea) int4 = 8 * length($1)
    family(inet) int4 = CASE WHEN instr($1, ':') THEN 6 WHEN $1 IS NOT NULL THEN 4 END
    host(inet) text = CASE WHEN instr($1, '/') THEN substr($1, 1, instr($1, '/') - 1) ELSE $1 END
    masklen(inet) int4 = CASE WHEN instr($1, '/') THEN CAST(substr($1, instr($1, '/') + 1) AS INTEGER) WHEN instr($1, ':') THEN 128 WHEN $1 IS NOT NULL THEN 32 END
    btrim(bytea, bytea) bytea => pg_trim_bytes($1, $2, 3)
    convert(bytea, text, text) bytea
    is_normalized(text) bool => pg_normalize($1, 'NFC') = $1
    is_normalized(text, text) bool => pg_normalize($1, $2) = $1
    ltrim(bytea, bytea) bytea => pg_trim_bytes($1, $2, 1)
    overlay(bytea, bytea, int4) bytea => pg_overlay_bytes($1, $2, $3, length($2))
    overlay(bytea, bytea, int4, int4) bytea => pg_overlay_bytes($1, $2, $3, $4)
    parse_ident(text) text[] => pg_parse_ident($1, 1)
    parse_ident(text, bool) text[]
    position(bytea, bytea) int4 = instr($1, $2)
    rtrim(bytea, bytea) bytea => pg_trim_bytes($1, $2, 2)
    unistr(text) text
    """#

  private static let rareNumberLines = #"""
    acosh(float8) float8
    asinh(float8) float8
    atanh(float8) float8
    cosh(float8) float8
    cot(float8) float8
    factorial(int8) numeric
    lcm(int4, int4) int4 => pg_lcm($1, $2, 'int4')
    lcm(int8, int8) int8 => pg_lcm($1, $2, 'int8')
    sinh(float8) float8
    to_number(text, text) numeric
    tanh(float8) float8
    trim_scale(numeric) numeric = $1
    width_bucket(float8, float8, float8, int4) int4
    width_bucket(numeric, numeric, numeric, int4) int4
    width_bucket(any, array) int4 => pg_width_bucket($1, $2, $e2)
    """#

  private static let rareTimeLines = #"""
    date_bin(interval, timestamp, timestamp) timestamp
    date_bin(interval, timestamptz, timestamptz) timestamptz
    isfinite(date) bool = $1 NOT IN ('infinity', '-infinity')
    isfinite(timestamptz) bool = $1 NOT IN ('infinity', '-infinity')
    isfinite(interval) bool = $1 IS NOT NULL OR NULL
    justify_interval(interval) interval => pg_justified($1, 1, 1)
    make_time(int4, int4, float8) time
    make_timestamptz(int4, int4, int4, int4, int4, float8, text) timestamptz => pg_from_offset($7, pg_make_timestamp($1, $2, $3, $4, $5, $6))
    overlaps(time, time, time, time) bool
    overlaps(timestamp, timestamp, timestamp, timestamp) bool
    overlaps(timestamptz, timestamptz, timestamptz, timestamptz) bool
    overlaps(timestamp, interval, timestamp, interval) bool => pg_overlaps($1, pg_time_add($1, $2, 1), $3, pg_time_add($3, $4, 1))
    overlaps(timestamp, interval, timestamp, timestamp) bool => pg_overlaps($1, pg_time_add($1, $2, 1), $3, $4)
    overlaps(timestamp, timestamp, timestamp, interval) bool => pg_overlaps($1, $2, $3, pg_time_add($3, $4, 1))
    overlaps(timestamptz, interval, timestamptz, interval) bool => pg_overlaps($1, pg_time_add($1, $2, 1), $3, pg_time_add($3, $4, 1))
    overlaps(timestamptz, interval, timestamptz, timestamptz) bool => pg_overlaps($1, pg_time_add($1, $2, 1), $3, $4)
    overlaps(timestamptz, timestamptz, timestamptz, interval) bool => pg_overlaps($1, $2, $3, pg_time_add($3, $4, 1))
    pg_sleep(float8) void volatile = NULL
    """#

  private static let rareJSONLines = #"""
    json_object(text[]) json => pg_json_of_texts($1, NULL, 0)
    json_object(text[], text[]) json => pg_json_of_texts($1, $2, 2)
    jsonb_object(text[]) jsonb => pg_json_of_texts($1, NULL, 1)
    jsonb_object(text[], text[]) jsonb => pg_json_of_texts($1, $2, 3)
    jsonb_set_lax(jsonb, text[], jsonb) jsonb => pg_json_set_lax($1, $2, $3, 1, 'use_json_null')
    jsonb_set_lax(jsonb, text[], jsonb, bool) jsonb => pg_json_set_lax($1, $2, $3, $4, 'use_json_null')
    jsonb_set_lax(jsonb, text[], jsonb, bool, text) jsonb => pg_json_set_lax($1, $2, $3, $4, $5)
    """#

  private static let rareArrayLines = #"""
    array_dims(array) text
    array_fill(any, int4[], int4[]) array => pg_array_fill_from($1, $2, $3, $t1)
    array_position(array, any, int4) int4 => pg_array_position_from($1, $2, $3, $t2)
    trim_array(array, int4) same
    """#

  private static let rareSystemLines = #"""
    getdatabaseencoding() text stable = 'UTF8'
    inet_client_addr() inet stable = NULL
    inet_client_port() int4 stable = NULL
    inet_server_addr() inet stable = NULL
    pg_backend_pid() int4 stable = 1
    inet_server_port() int4 stable = NULL
    txid_current() int8 volatile = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
    pg_current_xact_id() xid8 volatile = CAST(CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS TEXT)
    pg_advisory_lock(int4, int4) void volatile = NULL
    pg_advisory_lock_shared(int8) void volatile = NULL
    pg_advisory_unlock(int8) bool volatile = 1
    pg_advisory_unlock(int4, int4) bool volatile = 1
    pg_advisory_unlock_all() void volatile = NULL
    pg_advisory_xact_lock(int4, int4) void volatile = NULL
    pg_advisory_xact_lock_shared(int8) void volatile = NULL
    pg_client_encoding() text stable = 'UTF8'
    pg_size_bytes(text) int8 => pg_size_bytes($1)
    pg_size_pretty(int8) text => pg_size_pretty($1)
    pg_try_advisory_lock(int8) bool volatile = 1
    pg_try_advisory_lock(int4, int4) bool volatile = 1
    pg_try_advisory_xact_lock(int8) bool volatile = 1
    pg_try_advisory_xact_lock(int4, int4) bool volatile = 1
    """#
}
