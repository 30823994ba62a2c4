/// Functions that return rows, as data: the text is JSON, an array of the rows, which `json_each` takes apart.
/// https://www.postgresql.org/docs/15/functions-srf.html
enum SetTable {
  static let rules: [String: [FunctionRule]] = FunctionTable.grouped(lines)

  private static let lines = #"""
    unnest(array) element = $1 => pg_set_array($1)
    generate_series(int, int) same = (WITH RECURSIVE "_s" ("n") AS (SELECT $1 WHERE $1 <= $2 UNION ALL SELECT "n" + 1 FROM "_s" WHERE "n" < $2) SELECT json_group_array("n") FROM "_s") => pg_set_series($1, $2, 1)
    generate_series(int, int, int) same => pg_set_series($1, $2, $3)
    generate_series(numeric, numeric) same => pg_set_numbers($1, $2, 1)
    generate_series(numeric, numeric, numeric) same => pg_set_numbers($1, $2, $3)
    generate_series(timestamp, timestamp, interval) same => pg_set_times($1, $2, $3)
    generate_series(timestamptz, timestamptz, interval) same => pg_set_times($1, $2, $3)
    json_array_elements(json) same = $1 => pg_set_json_elements($1)
    jsonb_array_elements(jsonb) same = $1 => pg_set_json_elements($1)
    json_array_elements_text(json) text = $1 => pg_set_json_elements_text($1)
    jsonb_array_elements_text(jsonb) text = $1 => pg_set_json_elements_text($1)
    json_each(json) same = $1 => pg_set_json_members($1)
    jsonb_each(jsonb) same = $1 => pg_set_json_members($1)
    json_each_text(json) text = $1 => pg_set_json_members_text($1)
    jsonb_each_text(jsonb) text = $1 => pg_set_json_members_text($1)
    json_object_keys(json) text = $1 => pg_set_json_keys($1)
    jsonb_object_keys(jsonb) text = $1 => pg_set_json_keys($1)
    regexp_matches(text, text) text[] => pg_regex_matches($1, $2, '')
    regexp_matches(text, text, text) text[] => pg_regex_matches($1, $2, $3)
    regexp_split_to_table(text, text) text => pg_regex_split($1, $2, '')
    regexp_split_to_table(text, text, text) text => pg_regex_split($1, $2, $3)
    string_to_table(text, text) text => pg_string_to_array($1, $2, NULL)
    string_to_table(text, text, text) text => pg_string_to_array($1, $2, $3)
    jsonb_path_query(jsonb, jsonpath) jsonb => pg_set_path($1, $2, '{}', 0)
    jsonb_path_query(jsonb, jsonpath, jsonb) jsonb => pg_set_path($1, $2, $3, 0)
    jsonb_path_query(jsonb, jsonpath, jsonb, bool) jsonb => pg_set_path($1, $2, $3, $4)
    jsonb_path_query_tz(jsonb, jsonpath) jsonb => pg_set_path($1, $2, '{}', 0)
    jsonb_path_query_tz(jsonb, jsonpath, jsonb) jsonb => pg_set_path($1, $2, $3, 0)
    jsonb_path_query_tz(jsonb, jsonpath, jsonb, bool) jsonb => pg_set_path($1, $2, $3, $4)
    generate_subscripts(array, int4) int4 => pg_set_subscripts($1, $2, 0)
    generate_subscripts(array, int4, bool) int4 => pg_set_subscripts($1, $2, $3)
    """#

  /// The names of its columns, where they are not the function's own name.
  static func columns(of name: String) -> [String] {
    switch name {
    case "json_each", "jsonb_each", "json_each_text", "jsonb_each_text": ["key", "value"]
    case "json_array_elements", "jsonb_array_elements", "json_array_elements_text",
      "jsonb_array_elements_text":
      ["value"]
    default: []
    }
  }

  /// A value of `json_each` as the function's, where stock SQLite took the JSON apart by itself.
  static func stockValue(of name: String, _ alias: String) -> String {
    let text = "CASE \(alias).type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'"
    switch name {
    case "json_object_keys", "jsonb_object_keys": return "\(alias).key"
    case "json_array_elements", "jsonb_array_elements", "json_each", "jsonb_each":
      return "\(text) WHEN 'null' THEN 'null' WHEN 'text' THEN json_quote(\(alias).value) "
        + "ELSE CAST(\(alias).value AS TEXT) END"
    case "json_array_elements_text", "jsonb_array_elements_text", "json_each_text", "jsonb_each_text":
      return "\(text) ELSE CAST(\(alias).value AS TEXT) END"
    default: return "\(alias).value"
    }
  }
}
