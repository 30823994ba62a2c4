/// One overload of a PostgreSQL function and what it is in SQLite.
struct FunctionRule: Sendable {
  /// What an argument may be.
  enum Parameter: Sendable {
    case text
    case integer
    case number
    case json
    case any
  }

  var parameters: [Parameter]
  var result: Result
  /// SQLite's text, with `$1` for the first argument.
  var template: String
  var volatility = Volatility.immutable
  /// What differs, where something does.
  var difference: String?

  enum Result: Sendable {
    case type(PostgresType)
    /// The type of the first argument.
    case same
  }

  enum Volatility: Sendable {
    case immutable
    case stable
    case volatile
  }

  init(
    _ parameters: [Parameter], _ result: Result, _ template: String, _ volatility: Volatility = .immutable,
    difference: String? = nil
  ) {
    self.parameters = parameters
    self.result = result
    self.template = template
    self.volatility = volatility
    self.difference = difference
  }
}

/// PostgreSQL's functions as data. https://www.postgresql.org/docs/15/functions.html
enum FunctionTable {
  static let rules: [String: [FunctionRule]] = [
    "abs": [FunctionRule([.number], .same, "abs($1)")],
    "btrim": trim("trim"),
    "char_length": [FunctionRule([.text], .type(.int4), "length($1)")],
    "character_length": [FunctionRule([.text], .type(.int4), "length($1)")],
    "clock_timestamp": [now(.timestamptz)],
    "current_date": [FunctionRule([], .type(.date), SQLiteText.today, .stable)],
    "current_timestamp": [
      now(.timestamptz), FunctionRule([.integer], .type(.timestamptz), SQLiteText.now, .stable),
    ],
    "gen_random_uuid": [uuid],
    "json_typeof": [jsonType],
    "jsonb_typeof": [jsonType],
    "length": [FunctionRule([.text], .type(.int4), "length($1)")],
    "localtimestamp": [
      now(.timestamp), FunctionRule([.integer], .type(.timestamp), SQLiteText.now, .stable),
    ],
    "lower": [
      FunctionRule([.text], .type(.text), "lower($1)", difference: "lower() changes ASCII letters only")
    ],
    "ltrim": trim("ltrim"),
    "now": [now(.timestamptz)],
    "position": [FunctionRule([.text, .text], .type(.int4), "instr($1, $2)")],
    "random": [
      FunctionRule([], .type(.float8), "((random() & 9007199254740991) / 9007199254740992.0)", .volatile)
    ],
    "replace": [FunctionRule([.text, .text, .text], .type(.text), "replace($1, $2, $3)")],
    "rtrim": trim("rtrim"),
    "statement_timestamp": [now(.timestamptz)],
    "strpos": [FunctionRule([.text, .text], .type(.int4), "instr($1, $2)")],
    "transaction_timestamp": [now(.timestamptz)],
    "upper": [
      FunctionRule([.text], .type(.text), "upper($1)", difference: "upper() changes ASCII letters only")
    ],
    "uuid_generate_v4": [uuid],
  ]

  private static func now(_ type: PostgresType) -> FunctionRule {
    FunctionRule([], .type(type), SQLiteText.now, .stable)
  }

  /// SQLite tells more kinds apart: https://sqlite.org/json1.html#jtype
  private static let jsonType = FunctionRule(
    [.json], .type(.text),
    "CASE json_type($1) WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'text' THEN 'string' "
      + "WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE json_type($1) END")

  private static let uuid = FunctionRule([], .type(.uuid), SQLiteText.randomUUID, .volatile)

  private static func trim(_ name: String) -> [FunctionRule] {
    [
      FunctionRule([.text], .type(.text), "\(name)($1)"),
      FunctionRule([.text, .text], .type(.text), "\(name)($1, $2)"),
    ]
  }

  /// Aggregates over one argument. PostgreSQL's `sum` of bigint and `avg` are numeric.
  static let aggregates: Set<String> = ["avg", "count", "max", "min", "sum"]
}
