extension Interval {
  /// A text read as an interval of some fields, as in `interval '90' day`: a number alone counts the last of them, and what is
  /// finer than that is left out. https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-INTERVAL-INPUT
  init?(_ text: String, fields: String) {
    guard let last = fields.split(separator: " ").last else { return nil }
    // Minutes and seconds would read as hours and minutes.
    if fields == "minute to second", text.contains(":") { return nil }
    let isNumber = Double(text.trimmingBlanks()) != nil
    guard var interval = Interval(isNumber ? "\(text) \(last)" : text) else { return nil }
    switch last {
    case "year": interval = Interval(months: interval.months / 12 * 12)
    case "month": interval = Interval(months: interval.months)
    case "day": interval.micros = 0
    case "hour": interval.micros -= interval.micros % 3_600_000_000
    case "minute": interval.micros -= interval.micros % 60_000_000
    default: break
    }
    self = interval
  }

  /// A text that reads as this.
  var written: String { "\(months) months \(days) days \(micros) microseconds" }
}
