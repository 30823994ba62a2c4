import PostgresDialect

/// https://www.postgresql.org/docs/15/functions-datetime.html
extension RuntimeFunction {
  static let spans: [RuntimeFunction] = [
    // stride, time stamp, origin
    RuntimeFunction("date_bin", 3) { call in
      let stride = try Times.interval(call.text(0))
      guard stride.months == 0 else {
        throw Diagnostic.unsupported("timestamps binned into intervals containing months or years", at: nil)
      }
      let width = stride.days.times(Timestamp.microsPerDay).plus(stride.micros)
      guard width > 0 else {
        throw Diagnostic(.error, .datetimeFieldOverflow, "stride must be greater than zero")
      }
      let (time, origin) = try (Times.micros(call.text(1)), Times.micros(call.text(2)))
      var distance = (time - origin) / width * width
      if origin > time, (time - origin) % width != 0 { distance -= width }
      return .text(try Times.checked(origin.plus(distance)))
    },
    // start, end, start, end, in either order; a NULL may be an end that nobody knows
    RuntimeFunction("overlaps", 4, isStrict: false) { call in
      func ordered(_ index: Int) -> (low: String, high: String?)? {
        let (a, b) = (
          call.isNull(index) ? nil : call.text(index), call.isNull(index + 1) ? nil : call.text(index + 1)
        )
        guard let a else { return b.map { ($0, nil) } }
        guard let b else { return (a, nil) }
        return a <= b ? (a, b) : (b, a)
      }
      guard var first = ordered(0), var second = ordered(2) else { return .null }
      if first.low == second.low { return first.high == nil || second.high == nil ? .null : .boolean(true) }
      if first.low > second.low { (first, second) = (second, first) }
      // The one that starts first must reach into the other.
      guard let end = first.high else { return .null }
      if second.low < end { return .boolean(true) }
      return second.high == nil ? .null : .boolean(false)
    },
    // an interval, whether hours become days, whether days become months; all parts get one sign
    RuntimeFunction("justified", 3) { call in
      var result = try Times.interval(call.text(0))
      let day = Timestamp.microsPerDay
      let (hours, days) = (call.flag(1), call.flag(2))
      if hours {
        result.days = result.days.plus(result.micros / day)
        result.micros %= day
      }
      if days {
        result.months = result.months.plus(result.days / 30)
        result.days %= 30
        let rest = hours && result.days == 0 ? result.micros : result.days
        if result.months > 0, rest < 0 {
          result.days += 30
          result.months -= 1
        } else if result.months < 0, rest > 0 {
          result.days -= 30
          result.months += 1
        }
      }
      if hours {
        if result.days > 0, result.micros < 0 {
          result.micros += day
          result.days -= 1
        } else if result.days < 0, result.micros > 0 {
          result.micros -= day
          result.days += 1
        }
      }
      return .text(result.text)
    },
    RuntimeFunction("make_time", 3) { call in
      let (hour, minute, second) = (call.int(0), call.int(1), call.double(2))
      let micros = (hour.times(60).plus(minute)).times(60_000_000).plus(
        Int(nearest: (second * 1_000_000).rounded(.toNearestOrEven)))
      guard (0...24).contains(hour), (0..<60).contains(minute), (0...60).contains(second),
        micros <= Timestamp.microsPerDay
      else {
        throw Diagnostic(
          .error, .datetimeFieldOverflow, "time field value out of range: \(hour):\(minute):\(second)")
      }
      guard micros < Timestamp.microsPerDay else {
        throw Diagnostic.unsupported("the time 24:00:00", at: nil)
      }
      return .text(Times.clockText(micros))
    },
    RuntimeFunction("clock_between", 2) { call in
      .text(Interval(micros: try Times.clock(call.text(0)) - Times.clock(call.text(1))).text)
    },
  ]
}
