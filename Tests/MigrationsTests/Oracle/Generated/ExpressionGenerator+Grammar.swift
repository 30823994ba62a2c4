/// Productions of the grammar's own constructs.
extension ExpressionGenerator {
  static let grammar: [Production] = {
    var list: [Production] = []
    func add(_ result: String, _ parameters: [String], _ template: String, _ pools: [Int: [String]] = [:]) {
      list.append(Production(result: result, parameters: parameters, template: template, pools: pools))
    }
    for type in GeneratedTable.types {
      add(type, ["bool", type, type], "CASE WHEN $1 THEN $2 ELSE $3 END")
      add(type, [type, type], "coalesce($1, $2)")
      add("bool", [type], "($1 IS NULL)")
      guard type != "json" else { continue }
      add(type, [type, type], "nullif($1, $2)")
      for op in ["=", "<>", "<", "<=", ">", ">="] { add("bool", [type, type], "($1 \(op) $2)") }
      add("bool", [type, type], "($1 IS DISTINCT FROM $2)")
      add("bool", [type, type, type], "($1 BETWEEN $2 AND $3)")
      add("bool", [type, type, type], "($1 IN ($2, $3))")
      add("bool", [type, type, type], "($1 NOT IN ($2, $3))")
      add(type, [type, type], "greatest($1, $2)")
      add(type, [type, type], "least($1, $2)")
      add("bool", ["bool", type, type, type], "(($1, $2) = ($1, $3))")
      add(type, [type], "(SELECT max(x) FROM (VALUES ($1), (NULL)) v(x))")
      add("int8", [type, type], "(SELECT count(DISTINCT x) FROM (VALUES ($1), ($2)) v(x))")
      add(type, [type, type], "(SELECT x FROM (VALUES ($1), ($2)) v(x) ORDER BY x DESC LIMIT 1)")
      // The zeros at the end of a numeric are lost, which is said where it becomes text.
      guard type != "numeric" else { continue }
      add("text", [type], "$1::text")
      add("jsonb", [type], "to_jsonb($1)")
      add("jsonb", [type, type], "jsonb_build_array($1, $2)")
      add("jsonb", ["text", type], "jsonb_build_object($1, $2)", [0: ["'k'", "'ä'", "text_b"]])
      add("text", [type, type], "concat($1, '|', $2)")
    }
    for type in ["int2", "int4", "int8", "numeric", "float8"] {
      for op in ["+", "-", "*", "/", "%"] where op != "%" || type != "float8" {
        add(type, [type, type], "($1 \(op) $2)")
      }
      add(type, [type], "(- $1)")
      add("float8", [type], "($1 + 0.5::float8)")
      // Beyond the digits of a double a numeric is not exact, which is said where a column is made.
      guard type != "int8" else { continue }
      add("numeric", [type], "(SELECT sum(x) FROM (VALUES ($1::numeric), (1.1)) v(x))")
      add("numeric", [type, type], "(SELECT avg(x) FROM (VALUES ($1::numeric), ($2)) v(x))")
    }
    for (small, large) in [("int2", "int4"), ("int4", "int8"), ("int4", "numeric"), ("numeric", "float8")] {
      for op in ["+", "-", "*", "/"] {
        add(large, [small, large], "($1 \(op) $2)")
        add(large, [large, small], "($1 \(op) $2)")
      }
      for op in ["=", "<", ">="] { add("bool", [small, large], "($1 \(op) $2)") }
    }
    for op in ["AND", "OR"] { add("bool", ["bool", "bool"], "($1 \(op) $2)") }
    add("bool", ["bool"], "(NOT $1)")
    for test in ["TRUE", "FALSE", "UNKNOWN", "NOT TRUE"] { add("bool", ["bool"], "($1 IS \(test))") }
    add("bool", ["bool", "bool"], "(SELECT bool_and(x) FROM (VALUES ($1), ($2)) v(x))")
    let likes = ["'%a%'", "'H%'", "'_%'", "'%\\%%'", "''", "'%ä%'", "'%L%'"]
    for op in ["LIKE", "NOT LIKE", "ILIKE"] { add("bool", ["text", "text"], "($1 \(op) $2)", [1: likes]) }
    add("bool", ["text", "text"], "($1 SIMILAR TO $2)", [1: ["'%(a|b)%'", "'H_*'", "'[a-z]+'"]])
    for type in ["text", "int4", "bool", "timestamp", "mood", "uuid", "interval", "float8"] {
      add("text", ["text", type], "($1 || $2)")
    }
    add("text", ["text", "text"], "trim(both $1 from $2)", [0: ["' '", "'a'", "'Hd'"]])
    add("text", ["text", "text"], "(SELECT string_agg(x, ',' ORDER BY x) FROM (VALUES ($1), ($2)) v(x))")
    for (array, element) in [("int4[]", "int4"), ("text[]", "text")] {
      add(array, [element, element], "ARRAY[$1, $2]")
      add(array, [array, element], "($1 || $2)")
      add(array, [array, array], "($1 || $2)")
      add(element, [array, "int4"], "($1)[$2]", [1: ["1", "2", "0", "-1", "int2_b"]])
      add(array, [array, "int4", "int4"], "($1)[$2:$3]", [1: ["1", "2", "0"], 2: ["1", "2", "9"]])
      add("bool", [element, array], "($1 = ANY ($2))")
      add("bool", [element, array], "($1 <> ALL ($2))")
      add("bool", [element, array], "($1 < ANY ($2))")
      add(array, [element, element], "(SELECT array_agg(x ORDER BY x) FROM (VALUES ($1), ($2)) v(x))")
      add("int8", [array], "(SELECT count(u) FROM unnest($1) u)")
      add("jsonb", [array], "to_jsonb($1)")
    }
    let keys = ["'a'", "'b'", "'z'", "''"]
    add("jsonb", ["jsonb", "text"], "($1 -> $2)", [1: keys])
    add("text", ["jsonb", "text"], "($1 ->> $2)", [1: keys])
    add("text", ["jsonb", "int4"], "($1 ->> $2)", [1: ["0", "1", "-1", "3"]])
    add("bool", ["jsonb", "text"], "($1 ? $2)", [1: keys])
    add("json", ["json", "text"], "($1 -> $2)", [1: keys])
    add("text", ["json", "text"], "($1 ->> $2)", [1: keys])
    add("jsonb", ["jsonb", "int4"], "(SELECT jsonb_agg(x) FROM (VALUES ($1), (to_jsonb($2))) v(x))")
    add("int8", ["jsonb"], "(SELECT count(*) FROM jsonb_path_query($1, '$.*'))")
    add("timestamptz", ["interval"], "(timestamptz_a + $1)")
    add("mood", [], "'ok'::mood")
    return list
  }()

  /// Casts that PostgreSQL has; many of them fail on some values.
  static let casts: [Production] =
    [
      ("int2", "int4 int8 numeric float8"), ("int4", "int2 int8 numeric float8 bool text jsonb"),
      ("int8", "int2 int4 numeric float8 jsonb"), ("numeric", "int2 int4 int8 float8 jsonb"),
      ("float8", "int4 int8 numeric jsonb"), ("bool", "int4 text jsonb"),
      ("date", "timestamp timestamptz"),
      ("time", "timestamp interval"), ("timestamp", "date timestamptz"), ("timestamptz", "date timestamp"),
      ("interval", "time"), ("text", "uuid int4"), ("jsonb", "json"), ("json", "jsonb"), ("mood", "text"),
      ("uuid", "text"), ("text[]", "int4[]"), ("int4[]", "text[]"),
    ].flatMap { target, sources in
      sources.split(separator: " ").map {
        Production(result: target, parameters: [String($0)], template: "$1::\(target)")
      }
    } + [
      Production(result: "numeric", parameters: ["numeric"], template: "$1::numeric(8,2)"),
      Production(result: "text", parameters: ["text"], template: "$1::varchar(3)::text"),
      Production(result: "text", parameters: ["text"], template: "$1::char(5)::text"),
      Production(result: "timestamp", parameters: ["timestamp"], template: "$1::timestamp(0)"),
    ]
}
