/// What a migration's place in the history is.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// Known, not applied, next in order.
  case pending
  /// Known and applied, with the text it still has.
  case applied
  /// Applied, but its text or its name is another now.
  case changed
  /// Applied, but not among the known ones any more.
  case missing
  /// Not applied, although a later one is.
  case outOfOrder
  /// Shares its version or its id with another.
  case duplicate
  /// Not applied, and a number before it is missing.
  case gap
  /// Applied, and later than every known one.
  case newer
}

/// Which irregularities of a history are let pass. None by default.
public struct HistoryPolicy: OptionSet, Sendable, Hashable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Applied migrations that were edited or renamed count as applied.
  public static let changed = HistoryPolicy(rawValue: 1)
  /// Applied migrations that are not known any more are ignored.
  public static let missing = HistoryPolicy(rawValue: 2)
  /// Migrations below the newest applied one run.
  public static let outOfOrder = HistoryPolicy(rawValue: 4)
  /// Several migrations of one version run, by id.
  public static let duplicate = HistoryPolicy(rawValue: 8)
  /// Numbers may be skipped.
  public static let gap = HistoryPolicy(rawValue: 16)
  /// A database that newer migrations have changed is used as it is.
  public static let newer = HistoryPolicy(rawValue: 32)

  public static let strict: HistoryPolicy = []

  func allows(_ verdict: Verdict) -> Bool {
    switch verdict {
    case .pending, .applied: true
    case .changed: contains(.changed)
    case .missing: contains(.missing)
    case .outOfOrder: contains(.outOfOrder)
    case .duplicate: contains(.duplicate)
    case .gap: contains(.gap)
    case .newer: contains(.newer)
    }
  }
}
