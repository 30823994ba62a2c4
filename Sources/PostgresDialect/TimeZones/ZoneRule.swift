/// The clock of a time zone as it goes now: an offset, and where there is one, the other half of the year's.
/// https://www.postgresql.org/docs/15/datetime-posix-timezone-specs.html
package struct ZoneRule: Sendable, Hashable {
  /// Minutes east of Greenwich.
  package var offset: Int
  package var summer: Summer?

  package struct Summer: Sendable, Hashable {
    package var offset: Int
    package var start: Change
    package var end: Change
  }

  /// When the clock changes: the `week`th (5 for the last) `weekday` of a month, so many minutes after midnight by the
  /// clock that went until then.
  package struct Change: Sendable, Hashable {
    package var month: Int
    package var week: Int
    package var weekday: Int
    package var minutes: Int
  }

  /// Nil for a name that the tz database does not have.
  init?(zone: String) {
    let name = zone.lowercased()
    let line = Self.zones.split(separator: "\n").first { line in
      line.split(separator: " ").dropFirst().contains { $0.lowercased() == name }
    }
    guard let rule = line?.split(separator: " ").first else { return nil }
    self.init(rule: rule)
  }

  /// Reads a rule like `CET-1CEST,M3.5.0,M10.5.0/3`.
  package init?(rule: Substring) {
    let parts = rule.split(separator: ",")
    guard var names = parts.first else { return nil }
    guard let offset = Self.offset(&names) else { return nil }
    self.offset = offset
    guard parts.count == 3, let start = Self.change(parts[1]), let end = Self.change(parts[2]) else { return }
    summer = Summer(offset: Self.offset(&names) ?? offset + 60, start: start, end: end)
  }

  /// A zone's short name and its offset, which POSIX counts to the west; nil when no number follows the name.
  private static func offset(_ text: inout Substring) -> Int? {
    if text.first == "<" {
      text = text.drop { $0 != ">" }.dropFirst()
    } else {
      text = text.drop { $0.isLetter }
    }
    let number = text.prefix { $0.isNumber || "+-:".contains($0) }
    text = text.dropFirst(number.count)
    return minutes(number).map { -$0 }
  }

  /// `h` or `h:mm`, with a sign.
  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":")
    guard let first = parts.first, let hours = Int(first) else { return nil }
    let minutes = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return hours * 60 + (first.hasPrefix("-") ? -minutes : minutes)
  }

  private static func change(_ text: Substring) -> Change? {
    let parts = text.split(separator: "/")
    guard let name = parts.first, name.hasPrefix("M") else { return nil }
    let day = name.dropFirst().split(separator: ".").compactMap { Int($0) }
    guard day.count == 3 else { return nil }
    return Change(
      month: day[0], week: day[1], weekday: day[2], minutes: parts.count > 1 ? minutes(parts[1]) ?? 120 : 120)
  }
}
