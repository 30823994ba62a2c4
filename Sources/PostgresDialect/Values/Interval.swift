/// A span of time, in the three parts that PostgreSQL keeps apart.
/// https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-INTERVAL-INPUT
package struct Interval: Sendable, Hashable {
  package var months = 0
  package var days = 0
  package var micros = 0

  package init(months: Int = 0, days: Int = 0, micros: Int = 0) {
    self.months = months
    self.days = days
    self.micros = micros
  }

  /// `1 day`, `2 years 3 mons`, `-04:05:06.5`, `1.5 hours`, `1 day ago`, `P1DT2H`.
  package init?(_ text: String) {
    let text = text.lowercased().trimmingBlanks()
    if text.hasPrefix("p") {
      guard readISO(text.dropFirst()), isInRange else { return nil }
      return
    }
    var words = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
    if words.first == "@" { words.removeFirst() }
    guard !words.isEmpty else { return nil }
    let isNegated = words.last == "ago"
    if isNegated { words.removeLast() }
    while let word = words.popFirst() {
      if word.contains(":") {
        guard addTime(word) else { return nil }
        continue
      }
      let digits = word.prefix { $0.isNumber || "-+.".contains($0) }
      let rest = String(word.dropFirst(digits.count))
      if rest.isEmpty, digits.dropFirst().contains("-") {
        guard addYearsAndMonths(digits) else { return nil }
        continue
      }
      // A number alone counts seconds.
      let unit = rest.isEmpty ? words.popFirst() ?? "seconds" : rest
      guard let amount = DecimalNumber(String(digits)), add(amount, unit) else { return nil }
    }
    if isNegated { self = -self }
    guard isInRange else { return nil }
  }

  /// PostgreSQL keeps months and days in 32 bits.
  package var isInRange: Bool {
    Int32(exactly: months) != nil && Int32(exactly: days) != nil && micros != .min && micros != .max
  }

  private mutating func addTime(_ word: String) -> Bool {
    var scanner = ASCIIScanner(word)
    var sign = 1
    if scanner.consume("-") { sign = -1 } else { _ = scanner.consume("+") }
    guard let hours = scanner.digits(1, 10), scanner.consume(":"), let minutes = scanner.digits(1, 2),
      minutes < 60
    else { return false }
    var total = (hours * 60 + minutes) * 60_000_000
    if scanner.consume(":") {
      guard let seconds = scanner.digits(1, 2), seconds < 60 else { return false }
      total += seconds * 1_000_000
      if scanner.consume(".") { total += scanner.fraction() }
    }
    micros = micros.plus(sign * total)
    return scanner.isAtEnd
  }

  private mutating func addYearsAndMonths(_ digits: Substring) -> Bool {
    let sign = digits.hasPrefix("-") ? -1 : 1
    let parts = digits.drop { $0 == "-" || $0 == "+" }.split(separator: "-")
    guard parts.count == 2, let years = Int(parts[0]), let months = Int(parts[1]), months < 12 else {
      return false
    }
    self.months = self.months.plus(years.times(12).plus(months).times(sign))
    return true
  }

  private mutating func readISO(_ text: Substring) -> Bool {
    var isTime = false
    var rest = text
    guard !rest.isEmpty else { return false }
    while let first = rest.first {
      if first == "t" {
        isTime = true
        rest.removeFirst()
        continue
      }
      let digits = rest.prefix { $0.isNumber || "-+.".contains($0) }
      rest = rest.dropFirst(digits.count)
      guard let amount = DecimalNumber(String(digits)), let unit = rest.popFirst() else { return false }
      let name: String? =
        switch (unit, isTime) {
        case ("y", false): "year"
        case ("m", false): "month"
        case ("w", false): "week"
        case ("d", false): "day"
        case ("h", true): "hour"
        case ("m", true): "minute"
        case ("s", true): "second"
        default: nil
        }
      guard let name, add(amount, name) else { return false }
    }
    return true
  }

  /// A fraction of a unit goes into the smaller ones, a month counting 30 days.
  private mutating func add(_ amount: DecimalNumber, _ unit: String) -> Bool {
    let whole = amount.truncated(to: 0)
    guard let count = Int(whole.description), abs(count) < 1_000_000_000_000 else { return false }
    let fraction = amount.double - Double(count)
    func inMicros(_ unit: Double) -> Int {
      Int(nearest: (amount.double * unit).rounded(.toNearestOrAwayFromZero))
    }
    switch unit {
    case "microsecond", "microseconds", "us", "usec", "usecs": micros = micros.plus(count)
    case "millisecond", "milliseconds", "ms", "msec", "msecs": micros = micros.plus(inMicros(1000))
    case "second", "seconds", "sec", "secs", "s": micros = micros.plus(inMicros(1_000_000))
    case "minute", "minutes", "min", "mins", "m": micros = micros.plus(inMicros(60_000_000))
    case "hour", "hours", "hr", "hrs", "h": micros = micros.plus(inMicros(3_600_000_000))
    case "day", "days", "d": addDays(count, fraction)
    case "week", "weeks", "w": addDays(count * 7, fraction * 7)
    case "month", "months", "mon", "mons": addMonths(count, fraction)
    case "year", "years", "yr", "yrs", "y": months = months.plus(count * 12 + Int((fraction * 12).rounded()))
    case "decade", "decades", "dec", "decs":
      months = months.plus(count * 120 + Int((fraction * 120).rounded()))
    case "century", "centuries", "c", "cent":
      months = months.plus(count * 1200 + Int((fraction * 1200).rounded()))
    default: return false
    }
    return true
  }

  private mutating func addDays(_ count: Int, _ fraction: Double) {
    let whole = Int(fraction)
    days = days.plus(count + whole)
    micros = micros.plus(Int(((fraction - Double(whole)) * 86_400_000_000).rounded()))
  }

  private mutating func addMonths(_ count: Int, _ fraction: Double) {
    months = months.plus(count)
    if fraction != 0 { addDays(0, fraction * 30) }
  }

  package static prefix func - (value: Interval) -> Interval {
    Interval(months: 0.minus(value.months), days: 0.minus(value.days), micros: 0.minus(value.micros))
  }

  package static func + (left: Interval, right: Interval) -> Interval {
    Interval(
      months: left.months.plus(right.months), days: left.days.plus(right.days),
      micros: left.micros.plus(right.micros))
  }

  /// Multiplied or divided, with fractions handed down as PostgreSQL does:
  /// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/timestamp.c (interval_mul)
  package func scaled(_ operation: (Double) -> Double) -> Interval {
    func rounded(_ value: Double) -> Double { (value * 1_000_000).rounded(.toNearestOrEven) / 1_000_000 }
    var result = Interval()
    let (month, day) = (operation(Double(months)), operation(Double(days)))
    result.months = Int(nearest: month)
    result.days = Int(nearest: day)
    let monthDays = rounded((month - Double(result.months)) * 30)
    var seconds = rounded(
      (day - Double(result.days) + monthDays - monthDays.rounded(.towardZero)) * 86_400)
    if abs(seconds) >= 86_400 {
      let whole = (seconds / 86_400).rounded(.towardZero)
      result.days = result.days.plus(Int(nearest: whole))
      seconds -= whole * 86_400
    }
    result.days = result.days.plus(Int(nearest: monthDays))
    result.micros = Int(
      nearest: (operation(Double(micros)) + seconds * 1_000_000).rounded(.toNearestOrEven))
    return result
  }

  /// What comparisons see: a month of 30 days of 24 hours.
  package var comparable: Int { months.times(30).plus(days).times(86_400_000_000).plus(micros) }

  /// PostgreSQL's own text, such as `1 year 2 mons 3 days 04:05:06.5`.
  package var text: String {
    var parts: [String] = []
    func add(_ value: Int, _ unit: String) {
      guard value != 0 else { return }
      // A positive part behind a negative one shows its sign.
      let sign = value > 0 && parts.last?.hasPrefix("-") == true ? "+" : ""
      parts.append("\(sign)\(value) \(unit)\(value == 1 ? "" : "s")")
    }
    add(months / 12, "year")
    add(months % 12, "mon")
    add(days, "day")
    if micros != 0 || parts.isEmpty {
      let isBehindNegative = parts.last?.hasPrefix("-") == true
      let sign = micros < 0 ? "-" : isBehindNegative ? "+" : ""
      parts.append(sign + Self.clock(micros == .min ? .max : abs(micros)))
    }
    return parts.joined(separator: " ")
  }

  /// `HH:MM:SS` with as many digits behind it as needed.
  package static func clock(_ micros: Int) -> String {
    let seconds = micros / 1_000_000
    let two = { (value: Int) in DateTimeLiteral.padded(value, 2) }
    var text = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    if micros % 1_000_000 != 0 {
      var fraction = DateTimeLiteral.padded(micros % 1_000_000, 6)
      while fraction.last == "0" { fraction.removeLast() }
      text += "." + fraction
    }
    return text
  }
}

extension Interval {
  /// As modifiers of SQLite's date functions; nil when they would not be exact: SQLite lets January 31 plus a
  /// month run into March.
  func modifiers(negated: Bool) -> [String]? {
    guard months == 0, micros % 1_000_000 == 0 else { return nil }
    let sign = negated ? -1 : 1
    let seconds = micros / 1_000_000
    func signed(_ value: Int, _ unit: String) -> String { (value < 0 ? "" : "+") + "\(value) \(unit)" }
    var list: [String] = []
    if days != 0 || seconds == 0 { list.append(signed(sign * days, "days")) }
    if seconds != 0 { list.append(signed(sign * seconds, "seconds")) }
    return list
  }
}
