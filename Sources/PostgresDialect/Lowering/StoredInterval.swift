/// The parts of an interval as SQLite's text, of whole numbers and of seconds with a fraction: what is nil is none.
struct StoredInterval {
  var months: String?
  var days: String?
  var seconds: String?
  /// What must stand in FROM for the parts to be read.
  var sources: [String] = []

  init(months: String? = nil, days: String? = nil, seconds: String? = nil) {
    self.months = months
    self.days = days
    self.seconds = seconds
  }

  init(_ interval: Interval) {
    if interval.months != 0 { months = String(interval.months) }
    if interval.days != 0 { days = String(interval.days) }
    if interval.micros != 0 { seconds = String(Double(interval.micros) / 1_000_000) }
  }

  /// So many of a unit, by its name; nil for one that there is not.
  init?(_ amount: String, _ unit: String) {
    switch unit.lowercased().trimmingBlanks() {
    case "second", "seconds", "sec", "secs": seconds = amount
    case "minute", "minutes", "min", "mins": seconds = "60 * (\(amount))"
    case "hour", "hours": seconds = "3600 * (\(amount))"
    case "day", "days": days = amount
    case "week", "weeks": days = "7 * (\(amount))"
    case "month", "months", "mon", "mons": months = amount
    case "year", "years": months = "12 * (\(amount))"
    default: return nil
    }
  }

  /// A text in PostgreSQL's form of output, which is what is stored: `1 year 2 mons -3 days +04:05:06.789`.
  init(text: String) {
    func count(_ unit: String) -> String {
      let head = "substr(\(text), 1, instr(\(text), ' \(unit)') - 1)"
      return "CASE WHEN instr(\(text), ' \(unit)') THEN "
        + "CAST(substr(\(head), length(rtrim(\(head), '-0123456789')) + 1) AS INTEGER) ELSE 0 END"
    }
    let clock = "substr(\(text), length(rtrim(\(text), replace(\(text), ' ', ''))) + 1)"
    months = "12 * (\(count("year"))) + (\(count("mon")))"
    days = count("day")
    seconds =
      "CASE WHEN \(text) GLOB '*[^-+0-9:. yearsmond]*' THEN \(StoredFailure.invalid(text, as: "interval")) "
      + "WHEN instr(\(text), ':') THEN CASE WHEN \(clock) GLOB '-*' THEN -1 ELSE 1 END "
      + "* (3600 * CAST(ltrim(\(clock), '+-') AS INTEGER) "
      + "+ 60 * CAST(substr(\(clock), instr(\(clock), ':') + 1, 2) AS INTEGER) "
      + "+ CAST(substr(\(clock), instr(\(clock), ':') + 4) AS REAL)) WHEN \(text) IS NOT NULL THEN 0 END"
  }

  static prefix func - (interval: StoredInterval) -> StoredInterval {
    interval.mapped { "-(\($0))" }
  }

  static func + (left: StoredInterval, right: StoredInterval) -> StoredInterval {
    func sum(_ part: KeyPath<StoredInterval, String?>) -> String? {
      guard let a = left[keyPath: part] else { return right[keyPath: part] }
      return right[keyPath: part].map { "(\(a)) + (\($0))" } ?? a
    }
    var result = StoredInterval(months: sum(\.months), days: sum(\.days), seconds: sum(\.seconds))
    result.sources = left.sources + right.sources
    return result
  }

  /// Nil where a fraction of a month would have to be told in days.
  func times(_ factor: String, isWhole: Bool) -> StoredInterval? {
    if isWhole { return mapped { "(\(factor)) * (\($0))" } }
    guard months == nil else { return nil }
    var result = mapped { "(\(factor)) * (\($0))" }
    if let own = result.days {
      // A fraction of a day goes into the seconds.
      let rest = "86400 * ((\(own)) - CAST(\(own) AS INTEGER))"
      result.days = "CAST(\(own) AS INTEGER)"
      result.seconds = result.seconds.map { "(\($0)) + \(rest)" } ?? rest
    }
    return result
  }

  private func mapped(_ transform: (String) -> String) -> StoredInterval {
    var result = StoredInterval(
      months: months.map(transform), days: days.map(transform), seconds: seconds.map(transform))
    result.sources = sources
    return result
  }

  /// How long it is, as PostgreSQL compares intervals: a month has 30 days.
  var span: String {
    var terms: [String] = []
    if let months { terms.append("2592000 * (\(months))") }
    if let days { terms.append("86400 * (\(days))") }
    if let seconds { terms.append("(\(seconds))") }
    return within(terms.isEmpty ? "0" : "round(\(terms.joined(separator: " + ")), 3)")
  }

  /// `extract(epoch FROM …)`, where a year has 365.25 days.
  var epoch: String {
    var terms: [String] = []
    if let months { terms.append("31557600 * ((\(months)) / 12) + 2592000 * ((\(months)) % 12)") }
    if let days { terms.append("86400 * (\(days))") }
    if let seconds { terms.append("(\(seconds))") }
    return within(terms.isEmpty ? "0" : "round(\(terms.joined(separator: " + ")), 6)")
  }

  /// A time moved by it, in the stored form of a time stamp.
  func added(to time: String) -> String {
    let format = "'%Y-%m-%d %H:%M:%f'"
    var value = time
    if let months {
      // SQLite lets January 31 plus a month run into March, PostgreSQL stops at the month's end.
      let plain = "date(\(value), (\(months)) || ' months')"
      let end = "date(\(value), 'start of month', ((\(months)) + 1) || ' months', '-1 day')"
      value = "min(\(plain), \(end)) || substr(strftime(\(format), \(value)), 11)"
    }
    var modifiers = ""
    if let days { modifiers += ", (\(days)) || ' days'" }
    if let seconds { modifiers += ", (\(seconds)) || ' seconds'" }
    guard months == nil || !modifiers.isEmpty else { return within(value) }
    return within("strftime(\(format), \(value)\(modifiers))")
  }

  private func within(_ sql: String) -> String {
    sources.isEmpty ? sql : "(SELECT \(sql) FROM \(sources.joined(separator: ", ")))"
  }
}
