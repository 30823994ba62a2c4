/// A time stamp in its parts, and arithmetic with it. Years are those of the proleptic Gregorian calendar.
package struct CalendarTime: Sendable, Hashable {
  package var year: Int
  package var month: Int
  package var day: Int
  /// Microseconds since midnight.
  package var micros: Int

  package init(_ timestamp: Int) {
    let days = DateTimeLiteral.floor(timestamp, DateTimeLiteral.microsPerDay)
    micros = timestamp - days * DateTimeLiteral.microsPerDay
    (year, month, day) = DateTimeLiteral.civil(days)
  }

  /// Microseconds since 1970.
  package var timestamp: Int {
    (DateTimeLiteral.days(year: year, month: month, day: day) ?? 0) * DateTimeLiteral.microsPerDay + micros
  }

  package var hour: Int { micros / 3_600_000_000 }
  package var minute: Int { micros / 60_000_000 % 60 }
  package var second: Int { micros / 1_000_000 % 60 }

  /// Months first, the day kept within the month; then days, then time.
  package static func + (time: CalendarTime, interval: Interval) -> CalendarTime {
    var result = time
    if interval.months != 0 {
      let months = (result.year * 12 + result.month - 1).plus(interval.months)
      let year = DateTimeLiteral.floor(months, 12)
      result.month = months - year * 12 + 1
      // Far outside of what any type holds, so that the sum is refused.
      result.year = min(max(year, -20_000), 20_000)
      result.day = min(result.day, daysInMonth(result.year, result.month))
    }
    let days = interval.days.times(DateTimeLiteral.microsPerDay)
    return CalendarTime(result.timestamp.plus(days).plus(interval.micros))
  }

  package static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][max(0, min(11, month - 1))]
  }

  /// Sunday is 0.
  package var weekday: Int {
    let days = DateTimeLiteral.floor(timestamp, DateTimeLiteral.microsPerDay)
    return (days % 7 + 11) % 7
  }

  package var dayOfYear: Int {
    let days = DateTimeLiteral.days(year: year, month: month, day: day) ?? 0
    return days - (DateTimeLiteral.days(year: year, month: 1, day: 1) ?? 0) + 1
  }

  /// ISO 8601's week, and the year it belongs to.
  package var isoWeek: (year: Int, week: Int) {
    let days = DateTimeLiteral.floor(timestamp, DateTimeLiteral.microsPerDay)
    let monday = days - (weekday + 6) % 7
    let thursday = CalendarTime((monday + 3) * DateTimeLiteral.microsPerDay)
    return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
  }

  /// What lies between two times, in years, months and days of the calendar.
  package static func age(_ later: Int, _ earlier: Int) -> Interval {
    guard later >= earlier else { return -age(earlier, later) }
    let (a, b) = (CalendarTime(later), CalendarTime(earlier))
    var micros = a.micros - b.micros
    var days = a.day - b.day
    var months = (a.year - b.year) * 12 + a.month - b.month
    if micros < 0 {
      micros += DateTimeLiteral.microsPerDay
      days -= 1
    }
    if days < 0 {
      days += daysInMonth(b.year, b.month)
      months -= 1
    }
    return Interval(months: months, days: days, micros: micros)
  }

  /// The beginning of the unit that it lies in; nil for a unit that does not exist.
  package func truncated(to unit: String) -> CalendarTime? {
    var result = self
    func cut(_ size: Int) { result.micros -= result.micros % size }
    switch unit {
    case "microseconds": return result
    case "milliseconds": cut(1000)
    case "second": cut(1_000_000)
    case "minute": cut(60_000_000)
    case "hour": cut(3_600_000_000)
    default:
      result.micros = 0
      switch unit {
      case "day": break
      case "week": return CalendarTime(result.timestamp - (weekday + 6) % 7 * DateTimeLiteral.microsPerDay)
      case "month": result.day = 1
      case "quarter": (result.day, result.month) = (1, (month - 1) / 3 * 3 + 1)
      case "year", "decade", "century", "millennium":
        (result.day, result.month) = (1, 1)
        switch unit {
        case "decade": result.year = year / 10 * 10
        case "century": result.year = (year - 1) / 100 * 100 + 1
        case "millennium": result.year = (year - 1) / 1000 * 1000 + 1
        default: break
        }
      default: return nil
      }
    }
    return result
  }
}
