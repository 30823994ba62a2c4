/// Dates in the forms that PostgreSQL reads, with its setting `DateStyle` as it comes: the month before the day.
/// https://www.postgresql.org/docs/15/datatype-datetime.html#DATATYPE-DATETIME-DATE-TABLE
extension ASCIIScanner {
  /// As days since 1970-01-01. Years 1 to 9999, which is what SQLite's date functions know.
  mutating func date() -> Int? {
    let forms: [(inout ASCIIScanner) -> Int?] = [
      { $0.yearFirst() }, { $0.monthFirst() }, { $0.compactDate() }, { $0.monthByName() }, { $0.dayFirst() },
    ]
    for form in forms {
      var attempt = self
      guard let days = form(&attempt) else { continue }
      self = attempt
      return days
    }
    return nil
  }

  /// `2024-12-31`, `2024/12/31`, `2024-Dec-31`.
  private mutating func yearFirst() -> Int? {
    guard let year = digits(4, 4), let separator = dateSeparator(), let month = digits(1, 2) ?? monthName(),
      consume(separator), let day = digits(1, 2)
    else { return nil }
    return Self.days(year, month, day)
  }

  /// `12/31/2024`, `12-31-2024`, `12/31/24`.
  private mutating func monthFirst() -> Int? {
    guard let month = digits(1, 2), let separator = dateSeparator(), let day = digits(1, 2),
      consume(separator), let year = year()
    else { return nil }
    return Self.days(year, month, day)
  }

  /// `20241231`.
  private mutating func compactDate() -> Int? {
    guard let year = digits(4, 4), let month = digits(2, 2), let day = digits(2, 2), digits(1, 1) == nil
    else {
      return nil
    }
    return Self.days(year, month, day)
  }

  /// `December 31, 2024`, `Dec-31-2024`.
  private mutating func monthByName() -> Int? {
    guard let month = monthName() else { return nil }
    skipDateGap()
    guard let day = digits(1, 2) else { return nil }
    skipDateGap()
    guard let year = digits(4, 4) else { return nil }
    return Self.days(year, month, day)
  }

  /// `31 December 2024`, `31-Dec-2024`.
  private mutating func dayFirst() -> Int? {
    guard let day = digits(1, 2) else { return nil }
    skipDateGap()
    guard let month = monthName() else { return nil }
    skipDateGap()
    guard let year = digits(4, 4) else { return nil }
    return Self.days(year, month, day)
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    year > 0 ? DateTimeLiteral.days(year: year, month: month, day: day) : nil
  }

  private mutating func dateSeparator() -> Character? {
    if consume("-") { return "-" }
    return consume("/") ? "/" : nil
  }

  private mutating func skipDateGap() {
    while consume(",") || consume("-") || skipBlanks() {}
  }

  /// Of two digits it is one from 1970 to 2069.
  private mutating func year() -> Int? {
    if let year = digits(4, 4) { return year }
    return digits(2, 2).map { $0 < 70 ? 2000 + $0 : 1900 + $0 }
  }

  private mutating func monthName() -> Int? {
    let word = letters().lowercased()
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
      "november", "december",
    ]
    return names.firstIndex { $0 == word || $0.prefix(3) == word || $0 == "september" && word == "sept" }
      .map { $0 + 1 }
  }
}
