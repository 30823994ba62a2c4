import PostgresDialect
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A time zone of the system's database, or an offset: https://www.rfc-editor.org/rfc/rfc8536
struct TimeZone: Sendable {
  /// Seconds since 1970 at which an offset begins, in their order.
  private var transitions: [(at: Int, offset: Int)] = []
  private var first = 0

  private static let known = Mutex<[String: TimeZone]>([:])

  static func named(_ name: String) throws -> TimeZone {
    if let zone = known.withLock({ $0[name] }) { return zone }
    guard let zone = fixed(name) ?? TimeZone(file: name) else {
      throw Diagnostic(.error, .invalidParameterValue, "time zone \"\(name)\" not recognized")
    }
    known.withLock { $0[name] = zone }
    return zone
  }

  /// `UTC`, and `+02`, which POSIX counts westwards when it is a name, and an interval eastwards.
  private static func fixed(_ name: String) -> TimeZone? {
    let folded = name.lowercased()
    if ["utc", "gmt", "z", "zulu", "etc/utc"].contains(folded) { return TimeZone(offset: 0) }
    let sign = folded.hasPrefix("-") ? 1 : folded.hasPrefix("+") ? -1 : 0
    let parts = folded.dropFirst().split(separator: ":").map { Int($0) }
    guard sign != 0, (1...2).contains(parts.count), let hours = parts[0], hours < 16 else {
      guard let interval = Interval(name), interval.months == 0, name.contains(where: \.isNumber) else {
        return nil
      }
      return TimeZone(offset: interval.micros / 1_000_000)
    }
    return TimeZone(offset: sign * (hours * 3600 + (parts.count > 1 ? parts[1] ?? 0 : 0) * 60))
  }

  private init(offset: Int) { first = offset }

  private init?(file name: String) {
    let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
    guard isName, !name.hasPrefix("/"), let bytes = Self.read("/usr/share/zoneinfo/" + Self.spelled(name))
    else {
      return nil
    }
    guard let parsed = Self.parse(bytes) else { return nil }
    self = parsed
  }

  /// Names are read in any case; the files have `Europe/Berlin`.
  private static func spelled(_ name: String) -> String {
    guard name == name.lowercased(), name.contains("/") else { return name }
    return name.split(separator: "/").map { part in
      part.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "_")
    }.joined(separator: "/")
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 200_000)
    let count = fread(&bytes, 1, bytes.count, file)
    return count > 44 ? Array(bytes.prefix(count)) : nil
  }

  /// The second part of the file, whose times have eight bytes, and the rule at its end for the years to come.
  private static func parse(_ bytes: [UInt8]) -> TimeZone? {
    func number(_ position: Int, _ size: Int) -> Int? {
      guard position + size <= bytes.count else { return nil }
      let value = bytes[position..<position + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return size == 8 ? Int(Int64(bitPattern: value)) : Int(Int32(truncatingIfNeeded: value))
    }
    guard bytes.starts(with: "TZif".utf8), bytes[4] >= 0x32 else { return nil }
    let counts = { (base: Int) in (0..<6).compactMap { number(base + 20 + 4 * $0, 4) } }
    let old = counts(0)
    guard old.count == 6 else { return nil }
    let base = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
    let new = counts(base)
    guard new.count == 6, number(base + 44, 8) != nil || new[3] == 0 else { return nil }
    let (times, types) = (base + 44, base + 44 + new[3] * 8)
    let infos = types + new[3]
    func offset(_ type: Int) -> Int? { number(infos + 6 * type, 4) }
    var zone = TimeZone(offset: offset(0) ?? 0)
    for index in 0..<new[3] {
      guard let at = number(times + 8 * index, 8), types + index < bytes.count,
        let offset = offset(Int(bytes[types + index]))
      else { return nil }
      zone.transitions.append((at, offset))
    }
    let footer = infos + new[4] * 6 + new[5] + new[2] * 12 + new[1] + new[0]
    if footer < bytes.count {
      zone.extend(String(decoding: bytes[footer...], as: UTF8.self).filter { !$0.isWhitespace })
    }
    return zone
  }

  /// By the rule for the years behind the last transition.
  private mutating func extend(_ rule: String) {
    guard let rule = ZoneRule(rule: rule[...]), let summer = rule.summer, let last = transitions.last else {
      return
    }
    let start = CalendarTime(last.at * 1_000_000).year + 1
    for year in start...max(start, 2100) {
      guard let begin = Self.moment(summer.start, year), let end = Self.moment(summer.end, year) else {
        return
      }
      transitions.append((begin - rule.offset * 60, summer.offset * 60))
      transitions.append((end - summer.offset * 60, rule.offset * 60))
    }
    transitions.sort { $0.at < $1.at }
  }

  /// When the clock changes in a year, by that clock, in seconds since 1970.
  private static func moment(_ change: ZoneRule.Change, _ year: Int) -> Int? {
    guard (1...12).contains(change.month), (1...5).contains(change.week) else { return nil }
    let month = change.month < 10 ? "0\(change.month)" : "\(change.month)"
    guard let first = Timestamp.micros("\(year)-\(month)-01") else { return nil }
    var day = (change.weekday - CalendarTime(first).weekday + 7) % 7 + (change.week - 1) * 7
    if day >= CalendarTime.daysInMonth(year, change.month) { day -= 7 }
    return first / 1_000_000 + day * 86_400 + change.minutes * 60
  }

  /// Seconds east of Greenwich.
  func offset(atUTC micros: Int) -> Int {
    let seconds = micros / 1_000_000
    return transitions.last { $0.at <= seconds }?.offset ?? first
  }

  /// By the zone's own clock. What it skips is read with the offset before; what it shows twice, as standard time.
  func offset(atLocal micros: Int) -> Int {
    let seconds = micros / 1_000_000
    var result = first
    // A time that is there twice is the later one, and one that is left out is told by the clock before.
    for transition in transitions {
      guard transition.at + transition.offset <= seconds else { break }
      result = transition.offset
    }
    return result
  }
}
