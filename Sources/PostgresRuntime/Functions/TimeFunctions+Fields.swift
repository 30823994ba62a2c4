import PostgresDialect

/// `extract`, `date_part` and the units of `date_trunc`.
/// https://www.postgresql.org/docs/15/functions-datetime.html#FUNCTIONS-DATETIME-EXTRACT
extension RuntimeFunction {
  static let fields: [RuntimeFunction] = [
    // unit, time stamp, its type's name
    RuntimeFunction("extract", 3) { call in
      try Times.field(call.text(0), CalendarTime(try Times.micros(call.text(1))), call.text(2))
    },
    RuntimeFunction("extract_time", 2) { call in
      let value = try Times.clockField(try Times.unit(call.text(0)), try Times.clock(call.text(1)))
      guard let value else { throw Times.refused(call.text(0), "time without time zone") }
      return value
    },
    RuntimeFunction("extract_interval", 2) { call in
      try Times.field(call.text(0), try Times.interval(call.text(1)))
    },
  ]
}

extension Times {
  /// Every spelling of a unit, by what this package calls it.
  private static let units: [String: String] = {
    let spellings = [
      "microseconds": "microseconds microsecon us usec usecond useconds usecs",
      "milliseconds": "milliseconds millisecon ms msec msecond mseconds msecs",
      "second": "second s sec seconds secs", "minute": "minute m min mins minutes",
      "hour": "hour h hours hr hrs",
      "day": "day d days", "week": "week w weeks", "month": "month mon mons months", "quarter": "quarter qtr",
      "year": "year y years yr yrs", "decade": "decade dec decades decs",
      "century": "century c cent centuries",
      "millennium": "millennium mil millennia mils", "dow": "dow", "isodow": "isodow", "doy": "doy",
      "isoyear": "isoyear", "julian": "julian j jd", "epoch": "epoch", "timezone": "timezone",
      "timezone_hour": "timezone_h", "timezone_minute": "timezone_m",
    ]
    var units: [String: String] = [:]
    for (unit, words) in spellings { for word in words.split(separator: " ") { units[String(word)] = unit } }
    return units
  }()

  /// A unit that PostgreSQL knows; its names count ten letters.
  static func unit(_ text: String) throws -> String {
    let word = text.lowercased()
    return units[word] ?? units[String(word.prefix(10))] ?? word
  }

  /// A unit that nobody knows, or that the type does not have.
  static func refused(_ text: String, _ type: String) -> Diagnostic {
    let word = text.lowercased()
    let isKnown = units[word] ?? units[String(word.prefix(10))] != nil
    return isKnown
      ? Diagnostic(.error, .featureNotSupported, "unit \"\(word)\" not supported for type \(type)")
      : Diagnostic(.error, .invalidParameterValue, "unit \"\(word)\" not recognized for type \(type)")
  }

  static func field(_ text: String, _ time: CalendarTime, _ type: String) throws -> StoredValue {
    let unit = try unit(text)
    switch unit {
    case "year": return .integer(time.year)
    case "month": return .integer(time.month)
    case "day": return .integer(time.day)
    case "quarter": return .integer((time.month - 1) / 3 + 1)
    case "week": return .integer(time.isoWeek.week)
    case "isoyear": return .integer(time.isoWeek.year)
    case "dow": return .integer(time.weekday)
    case "isodow": return .integer(time.weekday == 0 ? 7 : time.weekday)
    case "doy": return .integer(time.dayOfYear)
    case "decade": return .integer(time.year / 10)
    case "century": return .integer((time.year + 99) / 100)
    case "millennium": return .integer((time.year + 999) / 1000)
    case "epoch": return seconds(time.timestamp)
    case "julian":
      let part =
        DecimalNumber(time.micros).divided(by: DecimalNumber(Timestamp.microsPerDay)) ?? DecimalNumber(0)
      return (DecimalNumber(DateTimeDays.julian(time)) + part).shortened.stored
    case "timezone", "timezone_hour", "timezone_minute":
      guard type == "timestamp with time zone" else { throw refused(text, type) }
      return .integer(0)
    default:
      guard type != "date", let value = try clockField(unit, time.micros), unit != "epoch" else {
        throw refused(text, type)
      }
      return value
    }
  }

  /// Nil for a unit that a time of day does not have.
  static func clockField(_ unit: String, _ micros: Int) throws -> StoredValue? {
    switch unit {
    case "hour": return .integer(micros / 3_600_000_000)
    case "minute": return .integer(micros / 60_000_000 % 60)
    case "second": return seconds(micros % 60_000_000)
    case "milliseconds":
      let part = micros % 60_000_000
      return part % 1000 == 0 ? .integer(part / 1000) : .real(Double(part) / 1000)
    case "microseconds": return .integer(micros % 60_000_000)
    case "epoch": return seconds(micros)
    default: return nil
    }
  }

  static func field(_ text: String, _ interval: Interval) throws -> StoredValue {
    let unit = try unit(text)
    switch unit {
    case "millennium": return .integer(interval.months / 12_000)
    case "century": return .integer(interval.months / 1200)
    case "decade": return .integer(interval.months / 120)
    case "year": return .integer(interval.months / 12)
    case "month": return .integer(interval.months % 12)
    case "quarter": return .integer(interval.months % 12 / 3 + 1)
    case "day": return .integer(interval.days)
    case "epoch":
      // A year counts 365.25 days here.
      let days = Double(interval.months / 12) * 365.25 + Double(interval.months % 12 * 30 + interval.days)
      let total = days * 86_400 + Double(interval.micros) / 1_000_000
      return total == total.rounded() ? .integer(Int(nearest: total)) : .real(total)
    default:
      guard let value = try clockField(unit, interval.micros) else { throw refused(text, "interval") }
      return value
    }
  }

  private static func seconds(_ micros: Int) -> StoredValue {
    micros % 1_000_000 == 0 ? .integer(micros / 1_000_000) : .real(Double(micros) / 1_000_000)
  }

  static func truncated(_ interval: Interval, _ text: String) throws -> Interval {
    var result = interval
    func months(_ size: Int) -> Interval { Interval(months: interval.months / size * size) }
    func cut(_ size: Int) { result.micros -= result.micros % size }
    switch try unit(text) {
    case "millennium": return months(12_000)
    case "century": return months(1200)
    case "decade": return months(120)
    case "year": return months(12)
    case "quarter": return months(3)
    case "month": return months(1)
    case "day": result.micros = 0
    case "hour": cut(3_600_000_000)
    case "minute": cut(60_000_000)
    case "second": cut(1_000_000)
    case "milliseconds": cut(1000)
    case "microseconds": break
    default: throw refused(text, "interval")
    }
    return result
  }
}
