/// A date and time as PostgreSQL reads it, in the forms that migrations contain.
///
/// The stored form is `YYYY-MM-DD HH:MM:SS.SSS`, in UTC, with six digits where the value has microseconds:
/// it sorts as text as it does in time, SQLite's date functions read it, and so do GRDB's `Date` and PostgreSQL.
/// https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-DATETIME-INPUT
package struct DateTimeLiteral: Sendable, Hashable {
  var days = 0
  /// Microseconds since midnight; nil when no time was written.
  var time: Int?
  /// Seconds east of Greenwich; nil when no zone was written.
  var offset: Int?

  init?(_ text: String) {
    var scanner = ASCIIScanner(text)
    scanner.skipBlanks()
    guard let date = scanner.date() else { return nil }
    days = date
    if scanner.consume("T") || scanner.consume("t") || scanner.skipBlanks() {
      if !scanner.isAtEnd {
        guard let time = scanner.time() else { return nil }
        self.time = time
        scanner.skipBlanks()
        if !scanner.isAtEnd {
          guard let zone = scanner.zone() else { return nil }
          offset = zone
          scanner.skipBlanks()
        }
      }
    }
    guard scanner.isAtEnd else { return nil }
  }

  /// Midnight where no time was written, moved to UTC when a zone counts; rounded to so many digits of a second.
  func timestamp(inUTC: Bool, precision: Int? = nil) -> String {
    var micros = self.micros(inUTC: inUTC)
    if let precision, precision < 6 {
      var unit = 1
      for _ in precision..<6 { unit *= 10 }
      // PostgreSQL rounds what it counts, which is from 2000 on.
      let distance = micros - Self.year2000
      micros = Self.year2000 + (distance + (distance < 0 ? -unit / 2 : unit / 2)) / unit * unit
    }
    return Self.timestamp(micros)
  }

  /// Microseconds since 1970.
  func micros(inUTC: Bool) -> Int {
    days * Self.microsPerDay + (time ?? 0) - (inUTC ? offset ?? 0 : 0) * 1_000_000
  }

  static let microsPerDay = 86_400_000_000
  private static let year2000 = 946_684_800_000_000

  /// The stored form of a time stamp of so many microseconds since 1970.
  static func timestamp(_ micros: Int) -> String {
    let day = floor(micros, microsPerDay)
    return "\(date(day)) \(time(micros - day * microsPerDay))"
  }

  /// Divided, rounding down.
  static func floor(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  var date: String { Self.date(days) }

  /// `HH:MM:SS.SSS`, or with six digits when three are not enough.
  static func time(_ micros: Int) -> String {
    let seconds = micros / 1_000_000
    let fraction = micros % 1_000_000
    let tail = fraction % 1_000 == 0 ? padded(fraction / 1_000, 3) : padded(fraction, 6)
    return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(tail)"
  }

  static func date(_ days: Int) -> String {
    let (year, month, day) = civil(days)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The civil date of a day number, 1970-01-01 being 0 (proleptic Gregorian).
  static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day number of a civil date.
  static func days(year: Int, month: Int, day: Int) -> Int? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), day >= 1, day <= lengths[month - 1] else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    let missing = width - digits.utf8.count
    return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
  }
}

/// A reader of short ASCII texts, each step of which succeeds or leaves it where it was.
struct ASCIIScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  mutating func consume(_ character: Character) -> Bool {
    guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
    position += 1
    return true
  }

  @discardableResult
  mutating func skipBlanks() -> Bool {
    let start = position
    while position < bytes.count, bytes[position] == 32 || (9...13).contains(bytes[position]) {
      position += 1
    }
    return position > start
  }

  /// Between `least` and `most` digits.
  mutating func digits(_ least: Int, _ most: Int) -> Int? {
    var value = 0
    var end = position
    while end < bytes.count, end - position < most, (48...57).contains(bytes[end]) {
      value = value * 10 + Int(bytes[end] - 48)
      end += 1
    }
    guard end - position >= least else { return nil }
    position = end
    return value
  }

  /// Whether a text has the shape of a date or a time, so that only its numbers can be wrong.
  static func looksLikeDateOrTime(_ text: String) -> Bool {
    var scanner = ASCIIScanner(text)
    guard scanner.digits(1, 4) != nil else { return false }
    let separator: Character = text.contains("/") ? "/" : text.contains("-") ? "-" : ":"
    guard scanner.consume(separator), scanner.digits(1, 2) != nil else { return false }
    guard separator != "/" || !text.contains("-") else { return false }
    return text.allSatisfy { $0.isNumber || "-/:.+ TZtz".contains($0) }
  }

  /// A word, maybe none.
  mutating func letters() -> String {
    let start = position
    while position < bytes.count, (65...90).contains(bytes[position] & 0xdf) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// `HH:MM[:SS[.ffffff]]`, as microseconds; further digits are rounded as PostgreSQL rounds them.
  mutating func time() -> Int? {
    guard let hour = digits(1, 2), consume(":"), let minute = digits(2, 2), hour <= 24, minute < 60
    else { return nil }
    var micros = (hour * 60 + minute) * 60_000_000
    if consume(":") {
      guard let second = digits(2, 2), second <= 60 else { return nil }
      micros += second * 1_000_000
      if consume(".") { micros += fraction() }
    }
    return micros <= 86_400_000_000 ? micros : nil
  }

  /// Digits behind a point, as microseconds; the seventh rounds.
  mutating func fraction() -> Int {
    var micros = 0
    var scale = 100_000
    var isFirstBeyond = true
    while let digit = digits(1, 1) {
      if scale > 0 {
        micros += digit * scale
        scale /= 10
      } else if isFirstBeyond {
        micros += digit >= 5 ? 1 : 0
        isFirstBeyond = false
      }
    }
    return micros
  }

  /// `Z`, `UTC`, `+HH`, `+HHMM`, `+HH:MM[:SS]`, as seconds east.
  mutating func zone() -> Int? {
    if consume("Z") || consume("z") { return 0 }
    if position + 3 == bytes.count {
      let name = String(decoding: bytes[position...], as: UTF8.self).lowercased()
      if name == "utc" || name == "gmt" {
        position = bytes.count
        return 0
      }
    }
    let sign: Int
    if consume("+") { sign = 1 } else if consume("-") { sign = -1 } else { return nil }
    guard let hour = digits(1, 2), hour <= 15 else { return nil }
    var seconds = hour * 3600
    let hasColon = consume(":")
    if let minute = digits(2, 2), minute < 60 {
      seconds += minute * 60
      if hasColon, consume(":"), let second = digits(2, 2) { seconds += second }
    } else if hasColon {
      return nil
    }
    return sign * seconds
  }
}
