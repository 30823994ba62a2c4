@testable import PostgresDialect

/// Productions read off the tables that the translator itself goes by.
extension ExpressionGenerator {
  static let calls: [Production] = sorted(FunctionTable.rules).flatMap { rule -> [Production] in
    guard rule.volatility == .immutable, !unfit.contains(rule.name) else { return [] }
    // These are computed as doubles, which have a digit less.
    if ["exp", "ln", "log", "sqrt"].contains(rule.name), rule.parameters.contains(.type(.numeric)) {
      return []
    }
    return variants(rule).map { variant in
      var pools = pools[rule.name] ?? [:]
      if rule.name == "to_char", rule.parameters.first == .number { pools = [1: numberFormats] }
      if rule.name == "to_char", rule.parameters.first == .type(.interval) { pools = [1: intervalFormats] }
      let marks = variant.parameters.indices.map { "$\($0 + 1)" }
      let template =
        syntax[rule.name].flatMap { $0[marks.count] } ?? "\(rule.name)(\(marks.joined(separator: ", ")))"
      return Production(
        result: variant.result, parameters: variant.parameters, template: template, pools: pools)
    }
  }

  static let operators: [Production] = sorted(OperatorTable.rules).flatMap { rule -> [Production] in
    variants(rule).map { variant in
      Production(
        result: variant.result, parameters: variant.parameters, template: "($1 \(rule.name) $2)",
        pools: pools[rule.name] ?? [:])
    }
  }

  /// In one order, so that a seed gives the same expressions again.
  private static func sorted(_ rules: [String: [FunctionRule]]) -> [FunctionRule] {
    rules.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// The overload with each kind of argument that is left open filled in.
  private static func variants(_ rule: FunctionRule) -> [(parameters: [String], result: String)] {
    var lists: [[String]] = [[]]
    for (index, parameter) in rule.parameters.enumerated() {
      let isLast = index == rule.parameters.count - 1
      let choices = words(parameter)
      lists = lists.flatMap { list in choices.map { list + [$0] } }
      if isLast, rule.isVariadic { lists += lists.map { $0 + $0.suffix(1) } }
    }
    return lists.compactMap { list in
      // Elements are of their array's type, and "same" ones of one type.
      let arrays = list.filter { $0.hasSuffix("[]") }
      if let array = arrays.first {
        guard arrays.allSatisfy({ $0 == array }) || rule.parameters.contains(.any) == false else {
          return nil
        }
        for (word, parameter) in zip(list, rule.parameters) where parameter == .any {
          guard word + "[]" == array else { return nil }
        }
        if rule.parameters.filter({ $0 == .array }).count > 1, Set(arrays).count > 1 { return nil }
      }
      guard let result = result(rule.result, list), GeneratedTable.values[result] != nil else { return nil }
      return (list, result)
    }
  }

  private static func words(_ parameter: FunctionRule.Parameter) -> [String] {
    switch parameter {
    case .type(let type): GeneratedTable.types.filter { PostgresType(word: $0) == type }
    case .text: ["text"]
    case .integer: ["int4", "int8"]
    case .number: ["int4", "int8", "numeric", "float8"]
    case .json: ["jsonb"]
    case .array: ["int4[]", "text[]"]
    case .enumeration: ["mood"]
    case .any, .anyText, .asText: ["int4", "text", "bool", "timestamp", "jsonb", "date", "text[]"]
    }
  }

  private static func result(_ result: FunctionRule.Result, _ list: [String]) -> String? {
    switch result {
    case .type(let type): GeneratedTable.types.first { PostgresType(word: $0) == type }
    case .argument(let index): list.indices.contains(index) ? list[index] : nil
    case .arrayOfFirst: list.first.map { $0 + "[]" }
    case .elementOfFirst: list.first.map { String($0.dropLast(2)) }
    }
  }

  /// Those whose names need an extension.
  private static let unfit: Set<String> = ["array_fill", "array_position", "digest", "hmac", "unaccent"]

  /// Calls that the grammar writes in words of their own, by their number of arguments.
  private static let syntax: [String: [Int: String]] = [
    "extract": [2: "extract($1 FROM $2)"], "position": [2: "position($1 IN $2)"],
    "overlay": [3: "overlay($1 PLACING $2 FROM $3)", 4: "overlay($1 PLACING $2 FROM $3 FOR $4)"],
    "timezone": [2: "($2 AT TIME ZONE $1)"],
  ]

  private static let fields = [
    "year", "month", "day", "hour", "minute", "second", "quarter", "week", "dow", "isodow", "doy", "epoch",
    "decade",
    "century", "millennium", "isoyear", "milliseconds", "microseconds",
  ]
  private static let small = ["0", "1", "2", "5", "-1", "-3", "12"]
  private static let patterns = [
    "'a'", "'^[a-z]+$'", "'(o)(r)?'", "'\\s+'", "'[[:alpha:]]'", "'.'", "''", "'\\d'", "'[^,]*'", "'(?i)h'",
    "'l{2}'",
  ]
  private static let zones = ["'UTC'", "'Europe/Berlin'", "'America/New_York'", "'+03'", "'Asia/Kolkata'"]
  private static let formats = [
    "'YYYY-MM-DD'", "'HH24:MI:SS.MS'", "'Day, DD Mon YYYY'", "'FMMonth FMDD'", "'IYYY-IW'", "'Q J DDD'",
    "'HH12 am'",
    "'\"week\" WW'",
  ]
  private static let numberFormats = [
    "'999D99'", "'FM9990.00'", "'0000'", "'9,999,999'", "'S999'", "'999MI'", "'FM999999999'",
  ]
  private static let intervalFormats = ["'HH24:MI:SS'", "'DD \"days\" HH12 am'", "'YYYY-MM'", "'MS US'"]
  private static let names = fields.map { "'\($0)'" }
  private static let paths = ["'{a}'", "'{b,c}'", "'{b,c,1}'", "'{0}'", "'{-1}'", "'{}'", "'{x,y}'"]

  private static let pools: [String: [Int: [String]]] = [
    "extract": [0: fields], "date_part": [0: names], "date_trunc": [0: names, 2: zones],
    "timezone": [0: zones],
    "to_char": [1: formats], "to_date": [0: ["'2024-02-29'", "'1999-01-02'"], 1: ["'YYYY-MM-DD'"]],
    "to_timestamp": [
      0: ["'2024-02-29 10:11:12'", "0", "1e9", "'1.5'::float8"], 1: ["'YYYY-MM-DD HH24:MI:SS'"],
    ],
    "encode": [1: ["'hex'", "'base64'", "'escape'"]],
    "decode": [0: ["'00ff'", "'aGk='"], 1: ["'hex'", "'base64'"]],
    "convert": [1: ["'UTF8'"], 2: ["'UTF8'", "'LATIN1'"]], "convert_from": [1: ["'UTF8'"]],
    "convert_to": [1: ["'UTF8'"]],
    "chr": [0: ["65", "8364", "128512", "97", "0", "-1"]],
    "repeat": [1: small], "lpad": [1: small, 2: ["'xy'", "''", "'é'"]],
    "rpad": [1: small, 2: ["'xy'", "''", "'é'"]],
    "left": [1: small], "right": [1: small], "substr": [1: small, 2: small],
    "substring": [1: small, 2: small],
    "overlay": [2: ["1", "2", "5"], 3: ["0", "1", "3"]], "split_part": [1: ["','", "''", "'o'"], 2: small],
    "regexp_match": [1: patterns, 2: ["''", "'i'"]],
    "regexp_replace": [1: patterns, 2: ["'-'", "'<\\1>'", "''", "'\\&\\&'"], 3: ["''", "'g'", "'gi'"]],
    "regexp_split_to_array": [1: patterns, 2: ["''", "'i'"]], "regexp_like": [1: patterns],
    "regexp_instr": [1: patterns], "regexp_count": [1: patterns],
    "regexp_substr": [1: patterns], "regexp_split_to_table": [1: patterns],
    "~": [1: patterns], "~*": [1: patterns], "!~": [1: patterns], "!~*": [1: patterns],
    "format": [0: ["'%s'", "'%I'", "'%L'", "'%s %%'", "'[%10s]'", "'<%-5s>'"]],
    "round": [1: small], "trunc": [1: small], "power": [1: ["2", "0.5", "-1", "0"]],
    "pow": [1: ["2", "0.5", "-1", "0"]],
    "^": [1: ["2", "0.5", "-1", "0"]], "exp": [0: ["0::float8", "'-2.5'::float8", "(float8_a / 1e6)"]],
    "log": [0: ["2", "10", "0.5", "1"]],
    "<<": [1: ["0", "1", "5"]], ">>": [1: ["0", "1", "5"]],
    "make_date": [0: ["2024", "1999"], 1: ["1", "12"], 2: ["1", "29"]],
    "make_interval": [
      0: small, 1: small, 2: small, 3: small, 4: small, 5: small, 6: ["0", "1.5", "-61.25"],
    ],
    "make_timestamp": [
      0: ["2024", "1999"], 1: ["2", "12"], 2: ["1", "29"], 3: ["0", "23"], 4: ["0", "59"], 5: ["0", "12.25"],
    ],
    "make_timestamptz": [
      0: ["2024", "1999"], 1: ["2", "12"], 2: ["1", "29"], 3: ["0", "23"], 4: ["0", "59"], 5: ["0", "12.25"],
      6: zones,
    ],
    "#>": [1: paths], "#>>": [1: paths], "#-": [1: paths], "jsonb_set": [1: paths],
    "jsonb_insert": [1: paths],
    "array_length": [1: ["1", "0", "2"]], "array_upper": [1: ["1", "0", "2"]],
    "array_lower": [1: ["1", "0", "2"]],
    "translate": [1: ["'lo'", "'aä'", "''"], 2: ["'01'", "'x'", "''"]],
  ]
}
