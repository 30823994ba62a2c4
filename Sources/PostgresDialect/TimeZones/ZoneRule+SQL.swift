/// Clocks of time zones in SQLite's own words: https://sqlite.org/lang_datefunc.html
extension ZoneRule {
  private static let format = "'%Y-%m-%d %H:%M:%f'"

  /// What the clock shows at a moment.
  func local(_ moment: String) -> String {
    guard let summer else { return Self.shifted(moment, "'\(Self.signed(offset)) minutes'") }
    // Each change comes by the clock that goes until then.
    let isSummer = Self.isBetween(
      moment, summer.start, summer.start.minutes - offset, summer.end, summer.end.minutes - summer.offset)
    return Self.shifted(
      moment,
      "iif(\(isSummer), '\(Self.signed(summer.offset)) minutes', '\(Self.signed(offset)) minutes')")
  }

  /// The moment at which the clock shows this.
  func moment(_ local: String) -> String {
    guard let summer else { return Self.shifted(local, "'\(Self.signed(-offset)) minutes'") }
    // What the clock shows twice is taken for the second time, and what it leaves out for the time before.
    let isSummer = Self.isBetween(
      local, summer.start, summer.start.minutes + max(summer.offset - offset, 0), summer.end,
      summer.end.minutes - max(summer.offset - offset, 0))
    return Self.shifted(
      local, "iif(\(isSummer), '\(Self.signed(-summer.offset)) minutes', '\(Self.signed(-offset)) minutes')")
  }

  private static func shifted(_ value: String, _ modifier: String) -> String {
    "strftime(\(format), \(value), \(modifier))"
  }

  private static func isBetween(
    _ value: String, _ start: Change, _ startMinutes: Int, _ end: Change, _ endMinutes: Int
  ) -> String {
    let own = "strftime(\(format), \(value))"
    let (first, last) = (date(of: start, value, startMinutes), date(of: end, value, endMinutes))
    let joint = start.month < end.month ? "AND" : "OR"
    return "\(own) >= \(first) \(joint) \(own) < \(last)"
  }

  /// In the year of a value.
  private static func date(of change: Change, _ value: String, _ minutes: Int) -> String {
    let month =
      change.week == 5
      ? "'+\(change.month) months', '-7 days'"
      : "'+\(change.month - 1) months', '+\((change.week - 1) * 7) days'"
    return "strftime(\(format), \(value), 'start of year', \(month), 'weekday \(change.weekday)', "
      + "'\(signed(minutes)) minutes')"
  }

  private static func signed(_ value: Int) -> String { (value < 0 ? "" : "+") + String(value) }
}
