import PostgresDialect

/// `to_char` of times and intervals.
enum TimeWriter {
  static func text(_ time: CalendarTime, _ format: String, zone: String) -> String {
    let week = time.isoWeek
    return render(format) { field in
      func number(_ value: Int, _ width: Int) -> String { padded(value, field.isUnfilled ? 1 : width) }
      switch field.word {
      case "SSSSS", "SSSS": return String(time.micros / 1_000_000)
      case "Y,YYY": return "\(time.year / 1000),\(padded(time.year % 1000, 3))"
      case "YYYY": return number(time.year, 4)
      case "YYY": return number(time.year % 1000, 3)
      case "YY": return number(time.year % 100, 2)
      case "Y": return String(time.year % 10)
      case "IYYY": return number(week.year, 4)
      case "IYY": return number(week.year % 1000, 3)
      case "IY": return number(week.year % 100, 2)
      case "I": return String(week.year % 10)
      case "HH24": return number(time.hour, 2)
      case "HH12", "HH": return number(time.hour % 12 == 0 ? 12 : time.hour % 12, 2)
      case "MI": return number(time.minute, 2)
      case "SS": return number(time.second, 2)
      case "MS", "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6": return fraction(time.micros, field.word)
      case "MONTH": return cased(TimeFormat.months[time.month - 1], field, width: 9)
      case "MON": return cased(String(TimeFormat.months[time.month - 1].prefix(3)), field, width: 0)
      case "MM": return number(time.month, 2)
      case "DDD": return number(time.dayOfYear, 3)
      case "IDDD": return number((week.week - 1) * 7 + (time.weekday + 6) % 7 + 1, 3)
      case "DAY": return cased(TimeFormat.days[time.weekday], field, width: 9)
      case "DY": return cased(String(TimeFormat.days[time.weekday].prefix(3)), field, width: 0)
      case "DD": return number(time.day, 2)
      case "D": return String(time.weekday + 1)
      case "ID": return String(time.weekday == 0 ? 7 : time.weekday)
      case "IW": return number(week.week, 2)
      case "WW": return number((time.dayOfYear - 1) / 7 + 1, 2)
      case "W": return String((time.day - 1) / 7 + 1)
      case "CC": return number((time.year - 1) / 100 + 1, 2)
      case "J": return String(DateTimeDays.julian(time))
      case "Q": return String((time.month - 1) / 3 + 1)
      case "RM": return cased(TimeFormat.romans[time.month - 1], field, width: 4)
      case "AM", "PM": return cased(time.hour < 12 ? "AM" : "PM", field, width: 0)
      case "A.M.", "P.M.": return cased(time.hour < 12 ? "A.M." : "P.M.", field, width: 0)
      case "BC", "AD": return cased("AD", field, width: 0)
      case "B.C.", "A.D.": return cased("A.D.", field, width: 0)
      case "TZ": return field.casing == .lower ? zone.lowercased() : zone
      case "TZH", "OF": return "+00"
      case "TZM": return "00"
      default: return ""
      }
    }
  }

  /// Only what an interval has of it.
  static func text(_ interval: Interval, _ format: String) throws -> String {
    let (year, month) = (interval.months / 12, interval.months % 12)
    let hour = interval.micros / 3_600_000_000
    let isInvalid = TimeFormat(format).parts.contains { part in
      guard case .field(let field) = part else { return false }
      return [
        "MONTH", "MON", "DAY", "DY", "D", "ID", "AD", "BC", "A.D.", "B.C.", "TZ", "TZH", "TZM", "OF",
      ].contains(field.word)
    }
    guard !isInvalid else {
      throw Diagnostic(
        .error, .invalidDatetimeFormat, "invalid format specification for an interval value",
        hint: "intervals are not tied to specific calendar dates")
    }
    return render(format) { field in
      func number(_ value: Int, _ width: Int) -> String { padded(value, field.isUnfilled ? 1 : width) }
      switch field.word {
      case "Y,YYY": return "\(year / 1000),\(padded(year % 1000, 3))"
      case "YYYY", "IYYY": return number(year, 4)
      case "YYY", "IYY": return number(year % 1000, 3)
      case "YY", "IY": return number(year % 100, 2)
      case "Y", "I": return String(year % 10)
      case "MM": return number(month, 2)
      case "Q": return month == 0 ? "" : String((month - 1) / 3 + 1)
      case "DD": return interval.days < 0 ? String(interval.days) : number(interval.days, 2)
      case "DDD": return number(interval.months * 30 + interval.days, 3)
      case "HH24": return number(hour, 2)
      case "HH12", "HH": return hour % 12 == 0 ? number(12, hour < 0 ? 3 : 2) : number(hour % 12, 2)
      case "MI": return number(interval.micros / 60_000_000 % 60, 2)
      case "SS": return number(interval.micros / 1_000_000 % 60, 2)
      case "SSSS", "SSSSS": return String(interval.micros / 1_000_000)
      case "MS", "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6": return fraction(interval.micros, field.word)
      case "AM", "PM": return cased(hour % 24 >= 12 ? "PM" : "AM", field, width: 0)
      case "A.M.", "P.M.": return cased(hour % 24 >= 12 ? "P.M." : "A.M.", field, width: 0)
      case "CC": return number(year / 100, 2)
      case "RM":
        guard interval.months != 0 else { return "" }
        return cased(TimeFormat.romans[(month + 11) % 12], field, width: 4)
      default: return ""
      }
    }
  }

  private static func render(_ format: String, _ value: (TimeFormat.Field) -> String) -> String {
    var result = ""
    for part in TimeFormat(format).parts {
      switch part {
      case .separator(let character), .text(let character): result.append(character)
      case .field(let field):
        let text = value(field)
        result += text
        if let ordinal = field.ordinal, text.last?.isNumber == true {
          let ending = TimeFormat.ordinal(of: text)
          result += ordinal == .upper ? ending.uppercased() : ending
        }
      }
    }
    return result
  }

  private static func fraction(_ micros: Int, _ word: String) -> String {
    let count = word == "MS" ? 3 : word == "US" ? 6 : word.last?.wholeNumberValue ?? 6
    let value = (count..<6).reduce(micros % 1_000_000) { value, _ in value / 10 }
    // A sign takes one of the places.
    return padded(value, value < 0 ? count - 1 : count)
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func cased(_ text: String, _ field: TimeFormat.Field, width: Int) -> String {
    let result =
      switch field.casing {
      case .upper: text.uppercased()
      case .lower: text.lowercased()
      case .capital: text
      }
    return result + String(repeating: " ", count: field.isUnfilled ? 0 : max(0, width - result.count))
  }
}

/// Days by their Julian numbers.
enum DateTimeDays {
  static func julian(_ time: CalendarTime) -> Int {
    (time.timestamp - time.micros) / Timestamp.microsPerDay + 2_440_588
  }
}
