/// What the name of a backup says: `app.db.v3-v7.20260131T093000Z.1.backup`.
struct BackupName: Sendable, Hashable {
  /// The version that the copy is at.
  var version: Int
  var reason: Backup.Reason
  /// UTC, as `20260131T093000Z`.
  var time: String
  /// Tells those of one second apart.
  var counter = 1

  static let suffix = ".backup"

  func file(of database: String) -> String {
    "\(database).v\(version)\(reason.suffix).\(time).\(counter)\(Self.suffix)"
  }

  /// Nil for what is no backup of that database, such as one that was not finished.
  init?(_ file: String, of database: String) {
    guard file.hasPrefix(database + "."), file.hasSuffix(Self.suffix) else { return nil }
    let parts = file.dropFirst(database.count + 1).dropLast(Self.suffix.count)
      .split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].hasPrefix("v"), let counter = Int(parts[2]) else { return nil }
    let time = String(parts[1])
    let (digits, marks) = (time.filter { $0.isASCII && $0.isNumber }, time.filter { !$0.isNumber })
    guard time.count == 16, digits.count == 14, marks == "TZ" else { return nil }
    // A version may be negative.
    let words = parts[0].dropFirst()
    if words.hasSuffix("-restore") {
      guard let version = Int(words.dropLast(8)) else { return nil }
      self.init(version: version, reason: .restore, time: time, counter: counter)
    } else if let version = Int(words) {
      self.init(version: version, reason: .demand, time: time, counter: counter)
    } else {
      guard let dash = words.indices.last(where: { words[$0...].hasPrefix("-v") }),
        let version = Int(words[..<dash]), let target = Int(words[dash...].dropFirst(2))
      else { return nil }
      self.init(version: version, reason: .run(to: target), time: time, counter: counter)
    }
  }

  init(version: Int, reason: Backup.Reason, time: String, counter: Int = 1) {
    self.version = version
    self.reason = reason
    self.time = time
    self.counter = counter
  }

  /// `YYYY-MM-DD HH:MM:SS`.
  var moment: String {
    let digits = Array(time)
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(9..<11)):\(part(11..<13)):\(part(13..<15))"
  }
}

extension BackupName: Comparable {
  static func < (left: BackupName, right: BackupName) -> Bool {
    (left.time, left.counter, left.version) < (right.time, right.counter, right.version)
  }
}

extension Backup.Reason {
  fileprivate var suffix: String {
    switch self {
    case .run(let target): "-v\(target)"
    case .demand: ""
    case .restore: "-restore"
    }
  }
}
