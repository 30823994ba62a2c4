/// How values of one PostgreSQL type lie in a column of SQLite: the type of a STRICT table
/// (https://sqlite.org/stricttables.html), a collation, and what a value must satisfy.
struct ColumnStorage: Sendable, Hashable {
  var type: String
  var collation: String?
  var rules: [ValueRule] = []
  /// What differs from PostgreSQL, where something does.
  var difference: String?

  init(_ type: String, collation: String? = nil, _ rules: [ValueRule] = [], difference: String? = nil) {
    self.type = type
    self.collation = collation
    self.rules = rules
    self.difference = difference
  }
}

/// A condition on a value, with `$` in the place of the value. Its sentence becomes the constraint's name, because
/// SQLite shows that name to the person whose insert failed.
struct ValueRule: Sendable, Hashable {
  var sentence: String
  /// The condition, cut where the value stands.
  var pieces: [String]

  init(sentence: String, condition: String) {
    self.init(
      sentence: sentence,
      pieces: condition.split(separator: "$", omittingEmptySubsequences: false).map(String.init))
  }

  init(sentence: String, pieces: [String]) {
    self.sentence = sentence
    self.pieces = pieces
  }

  func condition(on value: String) -> String { pieces.joined(separator: value) }
}

extension ColumnStorage {
  /// Before and behind all other times, as text too.
  private static let endless = "$ IN ('infinity', '-infinity')"

  static func storage(of type: PostgresType, in schema: Schema) -> ColumnStorage {
    if type.isArray { return array(of: schema.baseType(type.element), in: schema) }
    switch type.base {
    case .bool:
      return ColumnStorage(
        "INTEGER", [ValueRule(sentence: "must be true or false", condition: "$ IN (0, 1)")])
    case .int2: return ColumnStorage("INTEGER", [range(-32768, 32767)])
    case .int4: return ColumnStorage("INTEGER", [range(-2_147_483_648, 2_147_483_647)])
    case .int8: return ColumnStorage("INTEGER")
    case .opaque("oid"): return ColumnStorage("INTEGER", [range(0, 4_294_967_295)])
    case .float4, .float8: return ColumnStorage("REAL")
    case .numeric: return numeric(type.modifiers)
    case .text, .unknown, .void, .trigger: return ColumnStorage("TEXT")
    case .varchar: return ColumnStorage("TEXT", length(type.modifiers.first))
    // Blanks at the end do not count: https://www.postgresql.org/docs/15/datatype-character.html
    case .bpchar: return ColumnStorage("TEXT", collation: "RTRIM", length(type.modifiers.first))
    case .citext:
      return ColumnStorage(
        "TEXT", collation: "NOCASE", difference: "citext ignores the case of ASCII letters only")
    case .bytea: return ColumnStorage("BLOB")
    case .uuid: return ColumnStorage("TEXT", collation: "NOCASE", [uuid])
    case .json, .jsonb:
      return ColumnStorage(
        "TEXT", [ValueRule(sentence: "must be valid JSON", condition: "$ IS NULL OR json_valid($)")])
    case .date:
      return ColumnStorage(
        "TEXT",
        [
          ValueRule(
            sentence: "must be a date like 2024-12-31", condition: "date($, '+0 days') IS $ OR \(endless)")
        ])
    case .time:
      return ColumnStorage(
        "TEXT",
        [
          ValueRule(
            sentence: "must be a time like 23:59:59.000",
            condition: "time(substr($, 1, 8), '+0 days') IS substr($, 1, 8) AND " + fraction(after: 8))
        ])
    case .timestamp, .timestamptz:
      return ColumnStorage(
        "TEXT",
        [
          ValueRule(
            sentence: "must be a UTC time stamp like 2024-12-31 23:59:59.000",
            condition: "datetime(substr($, 1, 19), '+0 days') IS substr($, 1, 19) AND " + fraction(after: 19)
              + " OR \(endless)")
        ])
    case .vector:
      var rules = [jsonRule("array", "must be a JSON array of numbers")]
      if let length = type.modifiers.first {
        rules.append(
          ValueRule(sentence: "must have \(length) dimensions", condition: "json_array_length($) = \(length)")
        )
      }
      return ColumnStorage(
        "TEXT", rules, difference: "vectors are kept as JSON arrays; there is no similarity search")
    case .hstore: return ColumnStorage("TEXT", [jsonRule("object", "must be a JSON object")])
    case .interval, .timetz:
      return ColumnStorage("TEXT", difference: "its values are kept as text and are not checked")
    case .opaque: return ColumnStorage("TEXT", difference: "its values are kept as text and are not checked")
    case .user(let id): return user(schema.types[id], in: schema)
    }
  }

  private static func user(_ type: UserType?, in schema: Schema) -> ColumnStorage {
    switch type?.kind {
    case .enumeration(let labels):
      let labels = labels.map(\.text)
      // Nothing but NULL, which SQLite does not find to be in an empty list.
      guard !labels.isEmpty else {
        return ColumnStorage(
          "TEXT", [ValueRule(sentence: "must be NULL: the type has no values", condition: "$ IS NULL")])
      }
      var list = labels.joined(separator: ", ")
      if list.count > 80 { list = "the \(labels.count) values of \(type?.name.name ?? "its type")" }
      let set = " IN (" + labels.map(SQLiteText.string).joined(separator: ", ") + ")"
      return ColumnStorage("TEXT", [ValueRule(sentence: "must be one of \(list)", pieces: ["", set])])
    case .domain(let domain): return storage(of: domain.base, in: schema)
    case .range:
      return ColumnStorage("TEXT", difference: "its values are kept as text and are not checked")
    case .composite, nil:
      return ColumnStorage(
        "TEXT",
        difference: "its values are kept as PostgreSQL's text of them, like (1,abc), and are not checked")
    }
  }

  /// A check cannot look into each element, for that takes a query. But where all that may stand in the JSON of an
  /// array is known, its text tells.
  private static func array(of element: PostgresType, in schema: Schema) -> ColumnStorage {
    var rules = [jsonRule("array", "must be a JSON array")]
    var difference: String?
    if element.isInteger {
      rules.append(
        ValueRule(
          sentence: "must be an array of whole numbers", condition: "json($) NOT GLOB '*[^][0-9,nul-]*'"))
    } else if let labels = schema.enumLabels(element), labels.count <= 200 {
      rules.append(
        ValueRule(
          sentence: "must be an array of \(schema.displayName(element))",
          condition: labels.count <= 20 ? emptied(of: labels) : measured(by: labels)))
    } else if element.category != .string {
      difference = "the elements of its arrays are not checked"
    }
    return ColumnStorage("TEXT", rules, difference: difference)
  }

  /// That nothing is left of an array but its brackets, commas and NULLs.
  private static func emptied(of labels: [String]) -> String {
    let rest = labels.reduce("json($)") { "replace(\($0), \(quoted($1)), '')" }
    return "replace(\(rest), 'null', '') NOT GLOB '*[^][,]*'"
  }

  /// The same by its length, which is the sum of what labels, brackets, commas and NULLs take: calls inside of each other
  /// are more than SQLite's parser takes where labels are many. https://sqlite.org/limits.html
  private static func measured(by labels: [String]) -> String {
    func taken(by text: String) -> String { "(length(json($)) - length(replace(json($), \(text), '')))" }
    let structure = ["[", "]", ",", "null"]
    let parts = labels.map { label in
      // What of a label looks like structure is counted there already.
      let written = JSONLiteral.quoted(label)
      let own = structure.reduce(0) { $0 + (written.components(around: $1).count - 1) * $1.count }
      let size = written.unicodeScalars.count
      return own == 0 ? taken(by: quoted(label)) : "\(taken(by: quoted(label))) / \(size) * \(size - own)"
    }
    let all = parts + structure.map { taken(by: SQLiteText.string($0)) }
    return "length(json($)) = \(all.joined(separator: " + "))"
  }

  /// A label as JSON. The value's place is marked by `$`, which a label may contain.
  private static func quoted(_ label: String) -> String {
    SQLiteText.string(JSONLiteral.quoted(label)).replacing("$", by: "' || char(36) || '")
  }

  private static func range(_ low: Int, _ high: Int) -> ValueRule {
    ValueRule(sentence: "must be between \(low) and \(high)", condition: "$ BETWEEN \(low) AND \(high)")
  }

  private static func length(_ limit: Int?) -> [ValueRule] {
    limit.map {
      [
        ValueRule(
          sentence: "must be at most \($0) character\($0 == 1 ? "" : "s")", condition: "length($) <= \($0)")
      ]
    } ?? []
  }

  // Until 3.45, `json_valid(NULL)` is not NULL but 0: https://sqlite.org/json1.html#jvalid
  private static func jsonRule(_ kind: String, _ sentence: String) -> ValueRule {
    ValueRule(sentence: sentence, condition: "$ IS NULL OR (json_valid($) AND json_type($) = '\(kind)')")
  }

  static let uuid = ValueRule(
    sentence: "must be a UUID",
    condition: "$ GLOB '????????-????-????-????-????????????' AND length(replace($, '-', '')) = 32 "
      + "AND replace($, '-', '') NOT GLOB '*[^0-9a-fA-F]*'")

  /// Nothing, or a dot and up to six digits, so that text sorts as time does.
  private static func fraction(after position: Int) -> String {
    "(length($) = \(position) OR substr($, \(position + 1)) GLOB '.[0-9]*' "
      + "AND substr($, \(position + 2)) NOT GLOB '*[^0-9]*' AND length($) <= \(position + 7))"
  }

  // A double holds 15 decimal digits exactly: https://sqlite.org/floatingpoint.html
  private static func numeric(_ modifiers: [Int]) -> ColumnStorage {
    let scale = modifiers.count > 1 ? modifiers[1] : 0
    if let precision = modifiers.first, scale == 0, precision <= 18 {
      let limit = String(repeating: "9", count: precision)
      return ColumnStorage(
        "INTEGER",
        [
          ValueRule(
            sentence: "must have at most \(precision) digits", condition: "$ BETWEEN -\(limit) AND \(limit)")
        ])
    }
    if let precision = modifiers.first, scale > 0, precision <= 15, scale <= precision {
      let limit = "1" + String(repeating: "0", count: precision - scale)
      return ColumnStorage(
        "REAL",
        [
          ValueRule(
            sentence: "must have at most \(precision - scale) digits before the point and \(scale) after it",
            condition: "abs($) < \(limit) AND round($, \(scale)) = $")
        ])
    }
    return ColumnStorage(
      "ANY",
      [
        ValueRule(
          sentence: "must be a number", condition: "typeof($) IN ('integer', 'real', 'null')")
      ],
      difference: "whole numbers are exact up to 9223372036854775807, others to 15 digits")
  }
}

extension SQLState {
  /// PostgreSQL's code for a value that a type's rule refuses, by the name of the failed constraint; nil for a
  /// constraint of the history's own.
  package init?(valueRule constraint: String) {
    let codes: [(sentence: String, state: SQLState)] = [
      (" must be between ", .numericValueOutOfRange), (" must have at most ", .numericValueOutOfRange),
      (" must be at most ", .stringDataRightTruncation), (" must be a date like ", .invalidDatetimeFormat),
      (" must be a time like ", .invalidDatetimeFormat),
      (" must be a UTC time stamp ", .invalidDatetimeFormat),
      (" must be ", .invalidTextRepresentation), (" must have ", .invalidTextRepresentation),
    ]
    guard let found = codes.first(where: { constraint.contains($0.sentence) }) else { return nil }
    self = found.state
  }
}
