/// An interval in PostgreSQL's usual forms: `1 day`, `30 days 12:00`, `-2 hours`.
/// https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-INTERVAL-INPUT
struct IntervalLiteral: Sendable, Hashable {
  var months = 0
  var days = 0
  var seconds = 0

  /// Nil for forms it does not know, and for fractions.
  init?(_ text: String) {
    var words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)[...]
    guard !words.isEmpty else { return nil }
    var isNegated = false
    if words.last == "ago" {
      words.removeLast()
      isNegated = true
    }
    while let word = words.popFirst() {
      if word.contains(":") {
        var scanner = ASCIIScanner(word)
        let sign = scanner.consume("-") ? -1 : 1
        guard let micros = scanner.time(), scanner.isAtEnd, micros % 1_000_000 == 0 else { return nil }
        seconds += sign * micros / 1_000_000
        continue
      }
      let digits = word.prefix { $0.isNumber || $0 == "-" || $0 == "+" }
      guard let amount = Int(digits), abs(amount) < 1_000_000_000 else { return nil }
      let rest = String(word.dropFirst(digits.count))
      guard let unit = rest.isEmpty ? words.popFirst() : rest, add(amount, unit) else { return nil }
    }
    if isNegated { (months, days, seconds) = (-months, -days, -seconds) }
  }

  private mutating func add(_ amount: Int, _ unit: String) -> Bool {
    switch unit {
    case "second", "seconds", "sec", "secs", "s": seconds += amount
    case "minute", "minutes", "min", "mins", "m": seconds += amount * 60
    case "hour", "hours", "hr", "hrs", "h": seconds += amount * 3600
    case "day", "days", "d": days += amount
    case "week", "weeks", "w": days += amount * 7
    case "month", "months", "mon", "mons": months += amount
    case "year", "years", "yr", "yrs", "y": months += amount * 12
    default: return false
    }
    return true
  }

  /// As modifiers of SQLite's date functions; nil when months are involved.
  func modifiers(negated: Bool) -> [String]? {
    guard months == 0 else { return nil }
    let sign = negated ? -1 : 1
    var list: [String] = []
    if days != 0 || seconds == 0 { list.append(Self.signed(sign * days, "days")) }
    if seconds != 0 { list.append(Self.signed(sign * seconds, "seconds")) }
    return list
  }

  private static func signed(_ value: Int, _ unit: String) -> String {
    (value < 0 ? "" : "+") + "\(value) \(unit)"
  }
}
