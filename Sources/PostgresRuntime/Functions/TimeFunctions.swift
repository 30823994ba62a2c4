import PostgresDialect

/// https://www.postgresql.org/docs/15/functions-datetime.html
extension RuntimeFunction {
  static let times: [RuntimeFunction] = [
    RuntimeFunction("date_trunc", 2) { call in
      let unit = try Times.unit(call.text(0))
      guard let result = CalendarTime(try Times.micros(call.text(1))).truncated(to: unit) else {
        throw Times.unknown(unit, "timestamp without time zone")
      }
      return .text(Timestamp.text(result.timestamp))
    },
    RuntimeFunction("date_trunc_interval", 2) { call in
      try Times.stored(try Times.truncated(try Times.interval(call.text(1)), Times.unit(call.text(0))))
    },
    RuntimeFunction("extract", 2) { call in
      try Times.field(Times.unit(call.text(0)), CalendarTime(try Times.micros(call.text(1))))
    },
    RuntimeFunction("extract_date", 2) { call in
      let unit = try Times.unit(call.text(0))
      guard !["hour", "minute", "second", "milliseconds", "microseconds"].contains(unit),
        !unit.hasPrefix("timezone")
      else { throw Times.unknown(unit, "date") }
      return try Times.field(unit, CalendarTime(try Times.micros(call.text(1))))
    },
    RuntimeFunction("extract_time", 2) { call in
      try Times.clockField(Times.unit(call.text(0)), try Times.clock(call.text(1)))
    },
    RuntimeFunction("extract_interval", 2) { call in
      try Times.field(Times.unit(call.text(0)), try Times.interval(call.text(1)))
    },
    RuntimeFunction("age", 2) { call in
      try Times.stored(CalendarTime.age(try Times.micros(call.text(0)), try Times.micros(call.text(1))))
    },
    // a time stamp and an interval, a sign
    RuntimeFunction("time_add", 3) { call in
      let interval = try Times.interval(call.text(1))
      let result = CalendarTime(try Times.micros(call.text(0))) + (call.int(2) < 0 ? -interval : interval)
      return .text(try Times.checked(result.timestamp))
    },
    RuntimeFunction("clock_add", 3) { call in
      let interval = try Times.interval(call.text(1))
      let day = Timestamp.microsPerDay
      let sum = try Times.clock(call.text(0)) + interval.micros % day * (call.int(2) < 0 ? -1 : 1)
      return .text(Times.clockText(((sum % day) + day) % day))
    },
    RuntimeFunction("time_between", 2) { call in
      let micros = try Times.micros(call.text(0)) - Times.micros(call.text(1))
      let days = micros / Timestamp.microsPerDay
      return .text(Interval(days: days, micros: micros - days * Timestamp.microsPerDay).text)
    },
    RuntimeFunction("date_add", 2) { call in
      let micros = try Times.micros(call.text(0)).plus(call.int(1).times(Timestamp.microsPerDay))
      return .text(String(try Times.checked(micros).prefix(10)))
    },
    RuntimeFunction("date_between", 2) { call in
      .integer((try Times.micros(call.text(0)) - Times.micros(call.text(1))) / Timestamp.microsPerDay)
    },
    RuntimeFunction("interval_add", 3) { call in
      let second = try Times.interval(call.text(1))
      return try Times.stored(try Times.interval(call.text(0)) + (call.int(2) < 0 ? -second : second))
    },
    RuntimeFunction("interval_scale", 2) { call in
      let factor = call.double(1)
      return try Times.stored(try Times.interval(call.text(0)).scaled { $0 * factor })
    },
    RuntimeFunction("interval_divide", 2) { call in
      guard call.double(1) != 0 else { throw Numbers.byZero }
      let divisor = call.double(1)
      return try Times.stored(try Times.interval(call.text(0)).scaled { $0 / divisor })
    },
    // what intervals are compared by
    RuntimeFunction("interval_key", 1) { .integer(try Times.interval($0.text(0)).comparable) },
    RuntimeFunction("interval_negate", 1) { try Times.stored(-(try Times.interval($0.text(0)))) },
    RuntimeFunction("justify_hours", 1) { call in
      var interval = try Times.interval(call.text(0))
      interval.days += interval.micros / Timestamp.microsPerDay
      interval.micros %= Timestamp.microsPerDay
      // Both parts have one sign.
      if interval.days > 0, interval.micros < 0 {
        interval.days -= 1
        interval.micros += Timestamp.microsPerDay
      } else if interval.days < 0, interval.micros > 0 {
        interval.days += 1
        interval.micros -= Timestamp.microsPerDay
      }
      return try Times.stored(interval)
    },
    RuntimeFunction("justify_days", 1) { call in
      var interval = try Times.interval(call.text(0))
      interval.months += interval.days / 30
      interval.days %= 30
      if interval.months > 0, interval.days < 0 {
        interval.months -= 1
        interval.days += 30
      } else if interval.months < 0, interval.days > 0 {
        interval.months += 1
        interval.days -= 30
      }
      return try Times.stored(interval)
    },
    RuntimeFunction("make_date", 3) { call in
      .text(String(try Times.made(call.int(0), call.int(1), call.int(2), 0, 0, 0).prefix(10)))
    },
    RuntimeFunction("make_timestamp", 6) { call in
      .text(try Times.made(call.int(0), call.int(1), call.int(2), call.int(3), call.int(4), call.double(5)))
    },
    RuntimeFunction("make_interval", nil) { call in
      let seconds = Int(nearest: (call.double(6) * 1_000_000).rounded())
      return try Times.stored(
        Interval(
          months: call.int(0).times(12).plus(call.int(1)), days: call.int(2).times(7).plus(call.int(3)),
          micros: call.int(4).times(60).plus(call.int(5)).times(60_000_000).plus(seconds)))
    },
    RuntimeFunction("to_timestamp", 1) { call in
      .text(try Times.checked(Int(nearest: (call.double(0) * 1_000_000).rounded(.toNearestOrEven))))
    },
    // text and format
    RuntimeFunction("to_timestamp", 2) { .text(try TimeReader.read($0.text(0), $0.text(1))) },
    RuntimeFunction("to_date", 2) { .text(String(try TimeReader.read($0.text(0), $0.text(1)).prefix(10))) },
    RuntimeFunction("to_char_time", 3) { call in
      let zone = call.flag(2) ? "UTC" : ""
      return .text(TimeFormat.text(CalendarTime(try Times.micros(call.text(0))), call.text(1), zone: zone))
    },
    RuntimeFunction("to_char_interval", 2) { call in
      .text(try TimeFormat.text(try Times.interval(call.text(0)), call.text(1)))
    },
    RuntimeFunction("to_char_number", 2) { .text(try NumberFormat($0.text(1)).text($0[0])) },
    // zone and time stamp: to the zone's clock, and back
    RuntimeFunction("to_zone", 2) { call in
      let micros = try Times.micros(call.text(1))
      return .text(
        try Times.checked(micros + (try TimeZone.named(call.text(0)).offset(atUTC: micros)) * 1_000_000))
    },
    RuntimeFunction("from_zone", 2) { call in
      let micros = try Times.micros(call.text(1))
      return .text(
        try Times.checked(micros - (try TimeZone.named(call.text(0)).offset(atLocal: micros)) * 1_000_000))
    },
  ]
}

enum Times {
  static func micros(_ text: String) throws -> Int {
    guard let micros = Timestamp.micros(text) else {
      throw Diagnostic(.error, .invalidDatetimeFormat, "invalid input syntax for type timestamp: \"\(text)\"")
    }
    return micros
  }

  static func interval(_ text: String) throws -> Interval {
    guard let interval = Interval(text) else {
      throw Diagnostic(.error, .invalidDatetimeFormat, "invalid input syntax for type interval: \"\(text)\"")
    }
    return interval
  }

  static func stored(_ interval: Interval) throws -> StoredValue {
    guard interval.isInRange else {
      throw Diagnostic(.error, .datetimeFieldOverflow, "interval out of range")
    }
    return .text(interval.text)
  }

  /// Of a time of day.
  static func clock(_ text: String) throws -> Int { try micros("1970-01-01 " + text) }

  static func clockText(_ micros: Int) -> String { String(Timestamp.text(micros).dropFirst(11)) }

  /// The years that SQLite knows.
  static func checked(_ micros: Int) throws -> String {
    guard (-62_135_596_800_000_000..<253_402_300_800_000_000).contains(micros) else {
      throw Diagnostic(.error, .datetimeFieldOverflow, "timestamp out of range")
    }
    return Timestamp.text(micros)
  }

  static func made(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Double
  ) throws -> String {
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    let date =
      String(repeating: "0", count: max(0, 4 - String(year).count)) + "\(year)-\(two(month))-\(two(day))"
    guard let start = Timestamp.micros(date), (0..<24).contains(hour), (0..<60).contains(minute), second >= 0,
      second < 60
    else {
      throw Diagnostic(.error, .datetimeFieldOverflow, "date field value out of range: \(date)")
    }
    return try checked(start + (hour * 60 + minute) * 60_000_000 + Int((second * 1_000_000).rounded()))
  }

  /// The singular of a unit's name.
  static func unit(_ text: String) throws -> String {
    let name = text.lowercased()
    switch name {
    case "microsecond", "usec", "us": return "microseconds"
    case "millisecond", "msec", "ms": return "milliseconds"
    case "centuries": return "century"
    case "millennia": return "millennium"
    case "microseconds", "milliseconds": return name
    case "mon", "mons": return "month"
    default: return name.hasSuffix("s") && name.count > 3 ? String(name.dropLast()) : name
    }
  }

  /// Fields that only some types have.
  private static let fields: Set<String> = [
    "year", "month", "day", "quarter", "week", "isoyear", "dow", "isodow", "doy", "decade", "century",
    "millennium",
    "epoch", "julian", "timezone", "timezone_hour", "timezone_minute", "hour", "minute", "second",
    "milliseconds",
    "microseconds",
  ]

  static func unknown(_ unit: String, _ type: String) -> Diagnostic {
    fields.contains(unit)
      ? Diagnostic(.error, .featureNotSupported, "unit \"\(unit)\" not supported for type \(type)")
      : Diagnostic(.error, .invalidParameterValue, "unit \"\(unit)\" not recognized for type \(type)")
  }

  static func field(_ unit: String, _ time: CalendarTime) throws -> StoredValue {
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
    case "timezone", "timezone_hour", "timezone_minute": return .integer(0)
    default: return try clockField(unit, time.micros, of: "timestamp without time zone")
    }
  }

  static func clockField(
    _ unit: String, _ micros: Int, of type: String = "time without time zone"
  ) throws -> StoredValue {
    switch unit {
    case "hour": return .integer(micros / 3_600_000_000)
    case "minute": return .integer(micros / 60_000_000 % 60)
    case "second": return seconds(micros % 60_000_000)
    case "milliseconds": return .real(Double(micros % 60_000_000) / 1000)
    case "microseconds": return .integer(micros % 60_000_000)
    case "epoch": return seconds(micros)
    default: throw unknown(unit, type)
    }
  }

  static func field(_ unit: String, _ interval: Interval) throws -> StoredValue {
    switch unit {
    case "year": return .integer(interval.months / 12)
    case "decade": return .integer(interval.months / 120)
    case "century": return .integer(interval.months / 1200)
    case "millennium": return .integer(interval.months / 12_000)
    case "month": return .integer(interval.months % 12)
    case "quarter": return .integer(interval.months % 12 / 3 + 1)
    case "day": return .integer(interval.days)
    case "epoch":
      // A year counts 365.25 days here.
      let days = Double(interval.months / 12) * 365.25 + Double(interval.months % 12 * 30 + interval.days)
      let total = days * 86_400 + Double(interval.micros) / 1_000_000
      return total == total.rounded() ? .integer(Int(total)) : .real(total)
    default: return try clockField(unit, interval.micros, of: "interval")
    }
  }

  private static func seconds(_ micros: Int) -> StoredValue {
    micros % 1_000_000 == 0 ? .integer(micros / 1_000_000) : .real(Double(micros) / 1_000_000)
  }

  static func truncated(_ interval: Interval, _ unit: String) throws -> Interval {
    var result = interval
    switch unit {
    case "millennium": return Interval(months: interval.months / 12_000 * 12_000)
    case "century": return Interval(months: interval.months / 1200 * 1200)
    case "decade": return Interval(months: interval.months / 120 * 120)
    case "year": return Interval(months: interval.months / 12 * 12)
    case "quarter": return Interval(months: interval.months / 3 * 3)
    case "month": return Interval(months: interval.months)
    case "day": result.micros = 0
    case "hour": result.micros -= result.micros % 3_600_000_000
    case "minute": result.micros -= result.micros % 60_000_000
    case "second": result.micros -= result.micros % 1_000_000
    case "milliseconds": result.micros -= result.micros % 1000
    case "microseconds": break
    default: throw unknown(unit, "interval")
    }
    return result
  }
}
