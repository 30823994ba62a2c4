/// A cast that fails on some values, in SQLite's own words, for what is stored in the file.
struct CheckedCast {
  /// Nil when SQLite has no words for it.
  private(set) var result: String?

  private let text: String
  private let type: String

  init(_ value: TypedSQL, _ from: ValueType, _ to: ValueType, typeName: String) {
    text = value.operand
    type = typeName
    // The value is written several times.
    guard !value.sql.contains("random"), !from.isArray, !to.isArray else { return }
    switch from.category {
    case .string: result = read(to)
    case .json: result = unwrapped(to)
    default: break
    }
  }

  private func read(_ to: ValueType) -> String? {
    switch to.base {
    case .int2, .int4, .int8: return integer(to)
    case .numeric where to.modifiers.isEmpty: return number("NUMERIC")
    case .float8: return number("REAL")
    case .bool: return boolean()
    case .uuid, .json, .jsonb, .date: return ruled(to)
    case .timestamp, .timestamptz: return time(isZoned: to.base == .timestamptz)
    default: return nil
    }
  }

  private func integer(_ to: ValueType) -> String {
    let digits = "trim(\(text))"
    let number = "CAST(\(digits) AS INTEGER)"
    // A cast stops at the largest number there is.
    let fits =
      switch to.base {
      case .int2: "\(number) BETWEEN -32768 AND 32767"
      case .int4: "\(number) BETWEEN -2147483648 AND 2147483647"
      default: "length(\(digits)) < 19 OR CAST(\(number) AS TEXT) = ltrim(\(digits), '+')"
      }
    return "CASE WHEN \(text) IS NULL THEN NULL "
      + "WHEN \(digits) NOT GLOB '[0-9]*' AND \(digits) NOT GLOB '[+-][0-9]*' "
      + "OR substr(\(digits), 2) GLOB '*[^0-9]*' THEN \(StoredFailure.invalid(text, as: type)) "
      + "WHEN \(fits) THEN \(number) ELSE \(StoredFailure.outOfRange(text, for: type)) END"
  }

  private func number(_ affinity: String) -> String {
    let body = "CASE WHEN trim(\(text)) GLOB '[+-]*' THEN substr(trim(\(text)), 2) ELSE trim(\(text)) END"
    let plain = "(\(body)) NOT GLOB '*[^0-9.]*' AND (\(body)) GLOB '*[0-9]*' AND (\(body)) NOT GLOB '*.*.*'"
    let scientific = "(\(body)) GLOB '[0-9]*' AND (\(body)) NOT GLOB '*[^0-9.eE+-]*' AND json_valid(\(body))"
    return checked("\(plain) OR \(scientific)", "CAST(trim(\(text)) AS \(affinity))")
  }

  private func boolean() -> String {
    func list(_ words: [String]) -> String { words.map { "'\($0)'" }.joined(separator: ", ") }
    let yes = list(["t", "tr", "tru", "true", "y", "ye", "yes", "on", "1"])
    let no = list(["f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0"])
    let word = "lower(trim(\(text)))"
    return
      "CASE WHEN \(text) IS NULL THEN NULL WHEN \(word) IN (\(yes)) THEN 1 WHEN \(word) IN (\(no)) THEN 0 "
      + "ELSE \(StoredFailure.invalid(text, as: type)) END"
  }

  /// Types whose values are texts that satisfy the rule of a column.
  private func ruled(_ to: ValueType) -> String? {
    switch to.base {
    case .date:
      let day = "substr(\(text), 1, 10)"
      return dated(Self.isDay(text), day)
    case .uuid: return checked(ColumnStorage.uuid.condition(on: text), text)
    default: return checked("json_valid(\(text))", text)
    }
  }

  private static func isDay(_ text: String) -> String {
    "date(substr(\(text), 1, 10), '+0 days') IS substr(\(text), 1, 10)"
  }

  /// To the millisecond, and in ISO's form, which SQLite reads.
  private func time(isZoned: Bool) -> String {
    let value = "strftime('%Y-%m-%d %H:%M:%f', \(text))"
    var condition = "\(Self.isDay(text)) AND \(value) IS NOT NULL"
    // Without a time zone PostgreSQL reads over one that is written; SQLite would reckon with it.
    if !isZoned { condition += " AND substr(\(text), 11) NOT GLOB '*[Zz+-]*'" }
    return dated(condition, value)
  }

  private func dated(_ condition: String, _ value: String) -> String {
    "CASE WHEN \(text) IS NULL THEN NULL WHEN \(condition) THEN \(value) "
      + "WHEN \(text) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' THEN \(StoredFailure.outOfCalendar(text)) "
      + "ELSE \(StoredFailure.invalid(text, as: type)) END"
  }

  /// A scalar out of JSON.
  private func unwrapped(_ to: ValueType) -> String? {
    func typed(_ kinds: String, _ value: String) -> String {
      "CASE WHEN \(text) IS NULL THEN NULL WHEN json_type(\(text)) IN (\(kinds)) THEN \(value) "
        + "ELSE \(StoredFailure.wrongJSON(text, as: type)) END"
    }
    switch to.base {
    case .bool: return typed("'true', 'false'", "json_extract(\(text), '$')")
    case .numeric where to.modifiers.isEmpty: return typed("'integer', 'real'", "json_extract(\(text), '$')")
    case .int2, .int4, .int8:
      return typed("'integer', 'real'", "CAST(round(json_extract(\(text), '$')) AS INTEGER)")
    case .float8: return typed("'integer', 'real'", "CAST(json_extract(\(text), '$') AS REAL)")
    default: return nil
    }
  }

  private func checked(_ condition: String, _ value: String) -> String {
    "CASE WHEN \(text) IS NULL THEN NULL WHEN \(condition) THEN \(value) "
      + "ELSE \(StoredFailure.invalid(text, as: type)) END"
  }
}
