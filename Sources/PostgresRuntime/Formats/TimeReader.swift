import PostgresDialect

/// `to_timestamp` and `to_date`, part by part as PostgreSQL goes.
/// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/formatting.c (DCH_from_char)
struct TimeReader {
  private let format: TimeFormat
  private let written: [Character]
  private var position = 0
  private var skipped = 0
  private var values: [String: Int] = [:]
  private var isAfternoon: Bool?
  private var isBeforeChrist = false
  private var yearWidth = 4
  private var isTwelveHours = false
  private var usesWeeks: Bool?
  private var zoneSign = 0

  /// In UTC.
  static func read(_ text: String, _ format: String) throws -> String {
    var reader = TimeReader(format: TimeFormat(format), written: Array(text))
    try reader.readParts()
    return try reader.moment(text)
  }

  private init(format: TimeFormat, written: [Character]) {
    self.format = format
    self.written = written
  }

  private var isAtEnd: Bool { position >= written.count }

  private mutating func skipBlanks() {
    while !isAtEnd, written[position].isWhitespace {
      position += 1
      skipped += 1
    }
  }

  private mutating func readParts() throws {
    for (index, part) in format.parts.enumerated() where !isAtEnd {
      let isText = if case .text = part { true } else { false }
      if !format.isExact, !isText || index == 0 { skipBlanks() }
      switch part {
      case .separator:
        if format.isExact {
          position += 1
        } else {
          skipped -= 1
          if !isAtEnd, written[position].isSeparator {
            position += 1
            skipped += 1
          }
        }
      case .text:
        if !format.isExact, skipped > 0 { skipped -= 1 } else { position += 1 }
      case .field(let field):
        guard !isAtEnd else { return }
        try read(field, at: index)
        if field.ordinal != nil { position = min(position + 2, written.count) }
        if !format.isExact {
          skipped = 0
          skipBlanks()
        }
      }
    }
  }

  private func invalid(_ field: TimeFormat.Field, _ count: Int) -> Diagnostic {
    let text = String(written[position...].prefix(max(count, 1)))
    return Diagnostic(.error, .invalidDatetimeFormat, "invalid value \"\(text)\" for \"\(field.word)\"")
  }

  /// Whether what follows tells where the digits end.
  private func endsByItself(_ index: Int) -> Bool {
    guard case .field(let field) = format.parts[index] else { return true }
    if field.ordinal != nil { return true }
    guard index + 1 < format.parts.count else { return true }
    switch format.parts[index + 1] {
    case .field(let next): return !next.isNumber
    case .separator(let character), .text(let character): return !(character.isASCII && character.isNumber)
    }
  }

  /// Reads a whole number and returns it with the count of its digits.
  private mutating func number(
    _ field: TimeFormat.Field, at index: Int, width: Int
  ) throws -> (value: Int, count: Int) {
    while !isAtEnd, written[position].isWhitespace { position += 1 }
    let isOpen = field.isUnfilled || endsByItself(index)
    let rest = written[min(position, written.count)...]
    let available = isOpen ? rest : rest.prefix(width)
    if !isOpen, available.count < width {
      throw Diagnostic(
        .error, .invalidDatetimeFormat, "source string too short for \"\(field.word)\" formatting field")
    }
    let sign = available.first.map { $0 == "-" || $0 == "+" } == true ? 1 : 0
    let digits = available.dropFirst(sign).prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, isOpen || digits.count + sign == width else { throw invalid(field, width) }
    guard let value = Int32(String(available.prefix(sign + digits.count))) else {
      throw Diagnostic(
        .error, .datetimeFieldOverflow, "value for \"\(field.word)\" in source string is out of range")
    }
    position += sign + digits.count
    return (Int(value), sign + digits.count)
  }

  private mutating func set(_ name: String, _ value: Int, _ field: TimeFormat.Field) throws {
    if let known = values[name], known != 0, known != value {
      throw Diagnostic(
        .error, .invalidDatetimeFormat, "conflicting values for \"\(field.word)\" field in formatting string")
    }
    values[name] = value
  }

  /// The place of the name that stands here.
  private mutating func name(_ names: [String], _ field: TimeFormat.Field) throws -> Int {
    let rest = String(written[position...].prefix(10)).lowercased()
    guard let index = names.firstIndex(where: { rest.hasPrefix($0.lowercased()) }) else {
      throw invalid(field, 3)
    }
    position += names[index].count
    return index
  }

  /// Weeks of ISO and days of months do not go together.
  private mutating func use(weeks: Bool) throws {
    guard usesWeeks == nil || usesWeeks == weeks else {
      throw Diagnostic(
        .error, .invalidDatetimeFormat, "invalid combination of date conventions",
        hint: "do not mix Gregorian and ISO week date conventions in a formatting template")
    }
    usesWeeks = weeks
  }

  private mutating func read(_ field: TimeFormat.Field, at index: Int) throws {
    switch field.word {
    case "IYYY", "IYY", "IY", "I", "IW", "ID", "IDDD": try use(weeks: true)
    case "YYYY", "YYY", "YY", "Y", "Y,YYY", "MM", "MONTH", "MON", "DD", "DDD", "D", "WW", "W", "RM", "DAY",
      "DY":
      if field.word != "DAY", field.word != "DY" { try use(weeks: false) }
    default: break
    }
    func plain(_ name: String, _ width: Int) throws {
      try set(name, try number(field, at: index, width: width).value, field)
    }
    switch field.word {
    case "HH", "HH12":
      try plain("hour", 2)
      isTwelveHours = true
    case "HH24": try plain("hour", 2)
    case "MI": try plain("minute", 2)
    case "SS": try plain("second", 2)
    case "SSSS": try plain("seconds", 4)
    case "SSSSS": try plain("seconds", 5)
    case "MS", "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6":
      let width = field.word == "MS" ? 3 : field.word == "US" ? 6 : field.word.last?.wholeNumberValue ?? 6
      var (value, count) = try number(field, at: index, width: width)
      guard count <= 6 else {
        throw Diagnostic(
          .error, .datetimeFieldOverflow, "date/time field value out of range: \"\(String(written))\"")
      }
      for _ in count..<6 { value *= 10 }
      try set(field.word == "MS" ? "milliseconds" : "microseconds", value, field)
    case "AM", "PM", "A.M.", "P.M.":
      let isDotted = field.word.count == 4
      isAfternoon = try name(isDotted ? ["a.m.", "p.m."] : ["am", "pm"], field) == 1
      isTwelveHours = true
    case "AD", "BC", "A.D.", "B.C.":
      let isDotted = field.word.count == 4
      isBeforeChrist = try name(isDotted ? ["a.d.", "b.c."] : ["ad", "bc"], field) == 1
    case "MONTH", "MON":
      let names = field.word == "MON" ? TimeFormat.months.map { String($0.prefix(3)) } : TimeFormat.months
      try set("month", try name(names, field) + 1, field)
    case "MM": try plain("month", 2)
    case "RM":
      let order = TimeFormat.romans.indices.sorted {
        TimeFormat.romans[$0].count > TimeFormat.romans[$1].count
      }
      let found = try name(order.map { TimeFormat.romans[$0] }, field)
      try set("month", order[found] + 1, field)
    case "DAY", "DY":
      let names = field.word == "DY" ? TimeFormat.days.map { String($0.prefix(3)) } : TimeFormat.days
      try set("weekday", try name(names, field) + 1, field)
    case "DDD", "IDDD": try plain("dayOfYear", 3)
    case "DD": try plain("day", 2)
    case "D": try plain("weekday", 1)
    case "ID":
      // Sunday is 1 for the days by name and by `D`.
      let value = try number(field, at: index, width: 1).value % 7 + 1
      try set("weekday", value, field)
    case "WW", "IW": try plain("week", 2)
    case "W": try plain("weekOfMonth", 1)
    case "Q": _ = try number(field, at: index, width: 1)
    case "CC": try plain("century", 2)
    case "J": try plain("julian", 1)
    case "Y,YYY": try readGroupedYear(field)
    case "YYYY", "IYYY", "YYY", "IYY", "YY", "IY", "Y", "I":
      let width = field.word.count
      let (value, count) = try number(field, at: index, width: width)
      try set("year", count < 4 && width < 4 ? Self.completed(value) : value, field)
      yearWidth = width
    case "TZH":
      zoneSign = 1
      if "+- ".contains(written[position]) {
        if written[position] == "-" { zoneSign = -1 }
        position += 1
      } else if skipped > 0, position > 0, written[position - 1] == "-" {
        zoneSign = -1
      }
      try plain("zoneHour", 2)
    case "TZM":
      if zoneSign == 0 { zoneSign = 1 }
      try plain("zoneMinute", 2)
    default:
      throw Diagnostic.unsupported("formatting field \"\(field.word)\" in what is read", at: nil)
    }
  }

  private mutating func readGroupedYear(_ field: TimeFormat.Field) throws {
    let rest = written[position...]
    let thousands = rest.prefix { $0.isASCII && $0.isNumber }
    let ones = rest.dropFirst(thousands.count + 1).prefix(3).prefix { $0.isASCII && $0.isNumber }
    guard rest.dropFirst(thousands.count).first == ",", let high = Int32(String(thousands)),
      let low = Int(String(ones))
    else {
      throw Diagnostic(.error, .invalidDatetimeFormat, "invalid input string for \"Y,YYY\"")
    }
    position += thousands.count + 1 + ones.count
    try set("year", Int(high) * 1000 + low, field)
    yearWidth = 4
  }

  /// Years of fewer than four digits lie around 2020.
  private static func completed(_ year: Int) -> Int {
    year < 70
      ? year + 2000 : year < 100 ? year + 1900 : year < 520 ? year + 2000 : year < 1000 ? year + 1000 : year
  }

  // MARK: - What was read

  private func moment(_ text: String) throws -> String {
    func value(_ name: String) -> Int { values[name] ?? 0 }
    let outOfRange = Diagnostic(
      .error, .datetimeFieldOverflow, "date/time field value out of range: \"\(text)\"")
    var (hour, minute, second) = (value("hour"), value("minute"), value("second"))
    if let seconds = values["seconds"], seconds != 0 {
      (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
    if isTwelveHours {
      guard (1...12).contains(hour) else {
        throw Diagnostic(.error, .invalidDatetimeFormat, "hour \"\(hour)\" is invalid for the 12-hour clock")
      }
      if isAfternoon == true, hour < 12 { hour += 12 }
      if isAfternoon != true, hour == 12 { hour = 0 }
    }
    let fraction = value("milliseconds") + value("microseconds")
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1_000_000).contains(fraction)
    else { throw outOfRange }
    let day = try dayNumber(outOfRange)
    var micros = day.times(Timestamp.microsPerDay).plus(
      (hour * 3600 + minute * 60 + second) * 1_000_000 + fraction)
    if zoneSign != 0 {
      guard (0...15).contains(value("zoneHour")), (0..<60).contains(value("zoneMinute")) else {
        throw outOfRange
      }
      micros -= zoneSign * (value("zoneHour") * 60 + value("zoneMinute")) * 60_000_000
    }
    return try Times.checked(micros)
  }

  private func dayNumber(_ outOfRange: Diagnostic) throws -> Int {
    func value(_ name: String) -> Int { values[name] ?? 0 }
    var year = value("year")
    if year != 0, let century = values["century"], century != 0, yearWidth <= 2 {
      year %= 100
      year += year == 0 ? century * 100 : (century - 1) * 100
    } else if year == 0, let century = values["century"], century > 0 {
      year = (century - 1) * 100 + 1
    }
    if isBeforeChrist {
      throw Diagnostic.unsupported("a year before Christ", at: nil)
    }
    if let julian = values["julian"], julian != 0 { return julian - 2_440_588 }
    var (month, day) = (value("month") == 0 ? 1 : value("month"), value("day") == 0 ? 1 : value("day"))
    var dayOfYear = value("dayOfYear")
    func first(_ year: Int) throws -> Int {
      guard year < 10_000 else { throw outOfRange }
      guard let micros = Timestamp.micros(TimeWriter.padded(year, 4) + "-01-01"), year > 0 else {
        // PostgreSQL's year 0 is 1 BC.
        throw Diagnostic.unsupported("the year 1 BC, which a format without a year gives,", at: nil)
      }
      return micros / Timestamp.microsPerDay
    }
    if let week = values["week"], week != 0 {
      if usesWeeks == true {
        let start = try first(year)
        let fourth = start + 3
        let monday = fourth - (CalendarTime(fourth * Timestamp.microsPerDay).weekday + 6) % 7
        let weekday = values["weekday"].map { ($0 + 5) % 7 } ?? 0
        return monday + (week - 1) * 7 + weekday
      }
      dayOfYear = (week - 1) * 7 + 1
    }
    if let week = values["weekOfMonth"], week != 0 { day = (week - 1) * 7 + 1 }
    if dayOfYear != 0, month <= 1 || day <= 1 {
      guard year != 0 else {
        throw Diagnostic(
          .error, .invalidDatetimeFormat, "cannot calculate day of year without year information")
      }
      if usesWeeks == true, values["week"] == nil {
        let start = try first(year)
        let fourth = start + 3
        return fourth - (CalendarTime(fourth * Timestamp.microsPerDay).weekday + 6) % 7 + dayOfYear - 1
      }
      let start = try first(year)
      let length = try first(year + 1) - start
      guard (1...length).contains(dayOfYear) else { throw outOfRange }
      return start + dayOfYear - 1
    }
    guard (1...12).contains(month), (1...31).contains(day) else { throw outOfRange }
    _ = try first(year)
    let date =
      TimeWriter.padded(year, 4) + "-" + TimeWriter.padded(month, 2) + "-" + TimeWriter.padded(day, 2)
    guard let micros = Timestamp.micros(date) else { throw outOfRange }
    return micros / Timestamp.microsPerDay
  }
}

extension Character {
  fileprivate var isSeparator: Bool { isWhitespace || isASCII && !isLetter && !isNumber }
}
