import PostgresDialect

/// `to_char` of times: https://www.postgresql.org/docs/15/functions-formatting.html
enum TimeFormat {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
  static let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let romans = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]

  /// Longest first, so that `MONTH` is not read as `MON` and `TH`.
  static let words = [
    "SSSSS", "SSSS", "Y,YYY", "YYYY", "IYYY", "YYY", "IYY", "YY", "IY", "HH24", "HH12", "HH", "MI", "SS",
    "MS", "US",
    "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "MONTH", "MON", "MM", "DDD", "IDDD", "DAY", "DY", "DD", "ID",
    "D", "IW",
    "WW", "W", "CC", "J", "Q", "RM", "A.M.", "P.M.", "AM", "PM", "B.C.", "A.D.", "BC", "AD", "TZH", "TZM",
    "TZ", "OF",
    "I", "Y",
  ]

  static func text(_ time: CalendarTime, _ format: String, zone: String) -> String {
    render(format) { word, written, isFilled in
      let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
      switch word {
      case "SSSSS", "SSSS": return String(time.micros / 1_000_000)
      case "Y,YYY": return "\(time.year / 1000),\(padded(time.year % 1000, 3))"
      case "YYYY": return isFilled ? padded(time.year, 4) : String(time.year)
      case "YYY": return padded(time.year % 1000, isFilled ? 3 : 1)
      case "YY": return padded(time.year % 100, isFilled ? 2 : 1)
      case "Y": return String(time.year % 10)
      case "IYYY": return padded(time.isoWeek.year, isFilled ? 4 : 1)
      case "IYY": return padded(time.isoWeek.year % 1000, isFilled ? 3 : 1)
      case "IY": return padded(time.isoWeek.year % 100, isFilled ? 2 : 1)
      case "I": return String(time.isoWeek.year % 10)
      case "HH24": return padded(time.hour, isFilled ? 2 : 1)
      case "HH12", "HH": return padded(hour12, isFilled ? 2 : 1)
      case "MI": return padded(time.minute, isFilled ? 2 : 1)
      case "SS": return padded(time.second, isFilled ? 2 : 1)
      case "MS": return padded(time.micros / 1000 % 1000, 3)
      case "US", "FF6": return padded(time.micros % 1_000_000, 6)
      case "FF1", "FF2", "FF3", "FF4", "FF5":
        return String(padded(time.micros % 1_000_000, 6).prefix(word.last?.wholeNumberValue ?? 6))
      case "MONTH": return cased(months[time.month - 1], written, padding: isFilled ? 9 : 0)
      case "MON": return cased(String(months[time.month - 1].prefix(3)), written, padding: 0)
      case "MM": return padded(time.month, isFilled ? 2 : 1)
      case "DDD": return padded(time.dayOfYear, isFilled ? 3 : 1)
      case "DAY": return cased(days[time.weekday], written, padding: isFilled ? 9 : 0)
      case "DY": return cased(String(days[time.weekday].prefix(3)), written, padding: 0)
      case "DD": return padded(time.day, isFilled ? 2 : 1)
      case "D": return String(time.weekday + 1)
      case "ID": return String(time.weekday == 0 ? 7 : time.weekday)
      case "IW": return padded(time.isoWeek.week, isFilled ? 2 : 1)
      case "WW": return padded((time.dayOfYear - 1) / 7 + 1, isFilled ? 2 : 1)
      case "W": return String((time.day - 1) / 7 + 1)
      case "CC": return padded((time.year + 99) / 100, isFilled ? 2 : 1)
      case "J": return String(time.timestamp / Timestamp.microsPerDay + 2_440_588)
      case "Q": return String((time.month - 1) / 3 + 1)
      case "RM": return cased(romans[time.month - 1], written, padding: isFilled ? 4 : 0)
      case "AM", "PM": return cased(time.hour < 12 ? "AM" : "PM", written, padding: 0)
      case "A.M.", "P.M.": return cased(time.hour < 12 ? "A.M." : "P.M.", written, padding: 0)
      case "BC", "AD": return cased("AD", written, padding: 0)
      case "B.C.", "A.D.": return cased("A.D.", written, padding: 0)
      case "TZ": return written == "tz" ? zone.lowercased() : zone
      case "TZH", "OF": return "+00"
      case "TZM": return "00"
      default: return written
      }
    }
  }

  /// Only what an interval has of it.
  static func text(_ interval: Interval, _ format: String) throws -> String {
    var isFit = true
    let text = render(format) { word, written, isFilled in
      switch word {
      case "MONTH", "MON", "DAY", "DY", "D", "ID", "IDDD", "BC", "AD", "B.C.", "A.D.", "TZ", "TZH", "TZM",
        "OF":
        isFit = false
        return written
      case "YYYY", "YYY", "YY", "Y": return padded(interval.months / 12, isFilled ? word.count : 1)
      case "MM": return padded(interval.months % 12, isFilled ? 2 : 1)
      case "DD": return padded(interval.days, isFilled ? 2 : 1)
      case "HH24": return padded(interval.micros / 3_600_000_000, isFilled ? 2 : 1)
      case "HH12", "HH": return padded(hour12(interval), isFilled ? 2 : 1)
      case "MI": return padded(interval.micros / 60_000_000 % 60, isFilled ? 2 : 1)
      case "SS": return padded(interval.micros / 1_000_000 % 60, isFilled ? 2 : 1)
      case "AM", "PM", "A.M.", "P.M.":
        let isMorning = interval.micros / 3_600_000_000 % 24 < 12
        return cased(
          word.count > 2 ? isMorning ? "A.M." : "P.M." : isMorning ? "AM" : "PM", written, padding: 0)
      case "MS": return padded(interval.micros / 1000 % 1000, 3)
      case "US": return padded(interval.micros % 1_000_000, 6)
      default: return written
      }
    }
    guard isFit else {
      throw Diagnostic(.error, .invalidDatetimeFormat, "invalid format specification for an interval value")
    }
    return text
  }

  private static func hour12(_ interval: Interval) -> Int {
    let hour = interval.micros / 3_600_000_000 % 12
    return hour == 0 ? 12 : hour
  }

  private static func render(_ format: String, _ value: (String, String, Bool) -> String) -> String {
    var result = ""
    var rest = format[...]
    var isFilled = true
    while let character = rest.first {
      if character == "\"" {
        let quoted = rest.dropFirst().prefix { $0 != "\"" }
        result += quoted
        rest = rest.dropFirst(quoted.count + 2)
        continue
      }
      let upper = rest.prefix(5).uppercased()
      if upper.hasPrefix("FM") {
        isFilled = false
        rest = rest.dropFirst(2)
        continue
      }
      guard let word = words.first(where: upper.hasPrefix) else {
        result.append(character)
        rest.removeFirst()
        continue
      }
      let written = String(rest.prefix(word.count))
      rest = rest.dropFirst(word.count)
      let text = value(word, written, isFilled)
      result += text
      if rest.prefix(2).uppercased() == "TH", let number = Int(text) {
        let suffix = ordinal(number)
        result += rest.hasPrefix("TH") ? suffix.uppercased() : suffix
        rest = rest.dropFirst(2)
      }
      isFilled = true
    }
    return result
  }

  private static func ordinal(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "th" }
    return ["th", "st", "nd", "rd"][number % 10 < 4 ? number % 10 : 0]
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(abs(value))
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func cased(_ text: String, _ written: String, padding: Int) -> String {
    let isUpper = written.allSatisfy { !$0.isLetter || $0.isUppercase }
    let isLower = written.allSatisfy { !$0.isLetter || $0.isLowercase }
    let result = isUpper ? text.uppercased() : isLower ? text.lowercased() : text
    return result + String(repeating: " ", count: max(0, padding - result.count))
  }
}

/// `to_timestamp` and `to_date` by a format.
enum TimeReader {
  static func read(_ text: String, _ format: String) throws -> String {
    var (year, month, day, hour, minute) = (1, 1, 1, 0, 0)
    var (seconds, isAfternoon, dayOfYear) = (0.0, nil as Bool?, nil as Int?)
    var rest = text[...]
    var pattern = format[...]
    func invalid(_ word: String) -> Diagnostic {
      Diagnostic(
        .error, .invalidDatetimeFormat, "invalid value \"\(rest.prefix(word.count))\" for \"\(word)\"")
    }
    func number(_ word: String, _ width: Int) throws -> Int {
      while rest.first?.isWhitespace == true { rest.removeFirst() }
      let digits = rest.prefix(width).prefix { $0.isASCII && $0.isNumber }
      guard let value = Int(digits) else { throw invalid(word) }
      rest = rest.dropFirst(digits.count)
      return value
    }
    func name(_ word: String, _ names: [String]) throws -> Int {
      let lowered = rest.lowercased()
      guard let index = names.firstIndex(where: { lowered.hasPrefix($0.lowercased()) }) else {
        throw invalid(word)
      }
      rest = rest.dropFirst(names[index].count)
      return index
    }
    while !pattern.isEmpty, !rest.isEmpty {
      let upper = pattern.prefix(5).uppercased()
      if upper.hasPrefix("FM") || upper.hasPrefix("FX") {
        pattern = pattern.dropFirst(2)
        continue
      }
      guard let word = TimeFormat.words.first(where: upper.hasPrefix) else {
        let isQuoted = pattern.first == "\""
        pattern.removeFirst()
        if isQuoted { continue }
        if let next = rest.first, !next.isNumber, !next.isLetter || next.uppercased() == upper.prefix(1) {
          rest.removeFirst()
        }
        continue
      }
      pattern = pattern.dropFirst(word.count)
      // Digits run on only where no separator follows.
      let isTight = pattern.first.map { $0.isLetter } ?? false
      switch word {
      case "YYYY", "IYYY": year = try number(word, isTight ? 4 : 6)
      case "YY":
        let value = try number(word, 2)
        year = value < 70 ? 2000 + value : 1900 + value
      case "MM": month = try number(word, 2)
      case "MONTH": month = try name(word, TimeFormat.months) + 1
      case "MON": month = try name(word, TimeFormat.months.map { String($0.prefix(3)) }) + 1
      case "DD": day = try number(word, 2)
      case "DDD": dayOfYear = try number(word, 3)
      case "DAY": _ = try name(word, TimeFormat.days)
      case "DY": _ = try name(word, TimeFormat.days.map { String($0.prefix(3)) })
      case "HH24", "HH12", "HH": hour = try number(word, 2)
      case "MI": minute = try number(word, 2)
      case "SS": seconds += Double(try number(word, 2))
      case "MS", "US":
        let start = rest.startIndex
        let value = try number(word, word == "MS" ? 3 : 6)
        let digits = rest.base.distance(from: start, to: rest.startIndex)
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        seconds += Double(value) / scale
      case "AM", "PM", "A.M.", "P.M.":
        isAfternoon = rest.first?.lowercased() == "p"
        rest = rest.dropFirst(word.count)
      default: throw Diagnostic.unsupported("\(word) in a format to read by", at: nil)
      }
    }
    if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    let start = try Times.made(year, month, day, hour, minute, seconds)
    guard let dayOfYear else { return start }
    return Timestamp.text(try Times.micros(start) + (dayOfYear - 1) * Timestamp.microsPerDay)
  }
}
