import PostgresDialect
import Synchronization

/// https://www.postgresql.org/docs/15/functions-datetime.html
extension RuntimeFunction {
  static let times: [RuntimeFunction] = [
    RuntimeFunction("date_trunc", 2) { call in
      let unit = try Times.unit(call.text(0))
      guard let result = CalendarTime(try Times.micros(call.text(1))).truncated(to: unit) else {
        throw Times.refused(call.text(0), "timestamp without time zone")
      }
      return .text(try Times.checked(result.timestamp))
    },
    RuntimeFunction("date_trunc_interval", 2) { call in
      try Times.stored(try Times.truncated(try Times.interval(call.text(1)), call.text(0)))
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
      guard !call.text(1).isEmpty else { return .null }
      let zone = call.flag(2) ? "UTC" : ""
      return .text(TimeWriter.text(CalendarTime(try Times.micros(call.text(0))), call.text(1), zone: zone))
    },
    RuntimeFunction("to_char_interval", 2) { call in
      call.text(1).isEmpty
        ? .null : .text(try TimeWriter.text(try Times.interval(call.text(0)), call.text(1)))
    },
    RuntimeFunction("to_char_number", 3) { call in
      let name = try call.type(2).name
      let limit = name == "real" ? 6 : name == "double precision" ? 15 : nil
      return .text(try NumberWriter.text(call[0], call.text(1), digitLimit: limit))
    },
    RuntimeFunction("to_number", 2) { try NumberReader.read($0.text(0), $0.text(1)) },
    // zone and time stamp: to the zone's clock, and back
    RuntimeFunction("to_zone", 2) { call in
      let micros = try Times.micros(call.text(1))
      return .text(
        try Times.checked(micros + (try TimeZone.named(call.text(0)).offset(atUTC: micros)) * 1_000_000))
    },
    RuntimeFunction("from_zone", 2) { .text(try Times.utc($0.text(1), of: $0.text(0))) },
    // as `from_zone`, but hours east of Greenwich are written as they are in a time stamp, with a plus
    RuntimeFunction("from_offset", 2) { call in
      var zone = call.text(0)
      if zone.first?.isNumber == true {
        throw Diagnostic(
          .error, .invalidParameterValue, "invalid input syntax for type numeric time zone: \"\(zone)\"")
      }
      if let sign = zone.first, sign == "+" || sign == "-" {
        zone = (sign == "+" ? "-" : "+") + zone.dropFirst()
      }
      return .text(try Times.utc(call.text(1), of: zone))
    },
  ]
}

enum Times {
  /// What a clock of a zone shows, in UTC.
  static func utc(_ local: String, of zone: String) throws -> String {
    let micros = try micros(local)
    return try checked(micros - (try TimeZone.named(zone).offset(atLocal: micros)) * 1_000_000)
  }

  static func micros(_ text: String) throws -> Int {
    guard let micros = Timestamp.micros(text) else {
      throw Diagnostic(.error, .invalidDatetimeFormat, "invalid input syntax for type timestamp: \"\(text)\"")
    }
    return micros
  }

  static func interval(_ text: String) throws -> Interval {
    if let known = lastInterval.withLock({ $0 }), known.text == text { return known.interval }
    guard let interval = Interval(text) else {
      throw Diagnostic(.error, .invalidDatetimeFormat, "invalid input syntax for type interval: \"\(text)\"")
    }
    lastInterval.withLock { $0 = (text, interval) }
    return interval
  }

  /// A statement adds the same one to each row.
  private static let lastInterval = Mutex<(text: String, interval: Interval)?>(nil)

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
}
