/// What is known, what is applied, and what follows: one verdict for every migration. A pure value; status, dry
/// run, runner and tests read the same one.
public struct Plan: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    public let id: String
    public let version: Int
    public let description: String
    public let verdict: Verdict
    /// UTC, as `YYYY-MM-DD HH:MM:SS.SSS`; nil when not applied.
    public let appliedAt: String?
    /// A sentence a person can act on, for every verdict but `pending` and `applied`.
    public let reason: String?
    /// Whether the policy lets it pass.
    public let isAllowed: Bool
    /// The id of its row in the history, which a renamed migration still has under its old one.
    let appliedID: String?
  }

  /// By version, then id.
  public let entries: [Entry]

  /// What a run would apply, in order. Empty while there is a conflict.
  public var pending: [Entry] {
    guard conflicts.isEmpty else { return [] }
    return entries.filter { $0.appliedAt == nil }
  }

  /// What the policy does not let pass.
  public var conflicts: [Entry] { entries.filter { !$0.isAllowed } }

  /// What is let pass and yet worth a word: that the file is newer.
  public var warning: String? {
    guard conflicts.isEmpty else { return nil }
    return entries.last { $0.verdict == .newer }?.reason
  }

  /// The newest applied version; 0 when there is none.
  public var databaseVersion: Int { entries.filter { $0.appliedAt != nil }.map(\.version).max() ?? 0 }

  public init(known: [Migration], applied: [AppliedMigration], policy: HistoryPolicy = .strict) {
    let facts = PlanFacts(known: known, applied: applied)
    let own = known.map { facts.entry(of: $0, policy) }
    let foreign = facts.foreign(applied).map { facts.entry(of: $0, policy) }
    entries = (own + foreign).sorted { ($0.version, $0.id) < ($1.version, $1.id) }
  }
}

/// Lookups for the verdicts, so that a plan is linear in the number of migrations.
private struct PlanFacts {
  private let known: [Migration]
  private let appliedByID: [String: AppliedMigration]
  private let appliedByVersion: [Int: AppliedMigration]
  private let knownIDs: [String: Int]
  private let knownVersions: [Int: Int]
  private let newestKnown: Int
  private let newestApplied: Int
  private let versions: [Int]

  init(known: [Migration], applied: [AppliedMigration]) {
    self.known = known
    appliedByID = Dictionary(applied.map { ($0.id, $0) }) { first, _ in first }
    appliedByVersion = Dictionary(applied.map { ($0.version, $0) }) { first, _ in first }
    knownIDs = Dictionary(known.map { ($0.id, 1) }, uniquingKeysWith: +)
    knownVersions = Dictionary(known.map { ($0.version, 1) }, uniquingKeysWith: +)
    newestKnown = known.map(\.version).max() ?? 0
    newestApplied = applied.map(\.version).max() ?? 0
    versions = Set(known.map(\.version) + applied.map(\.version)).sorted()
  }

  /// The rows that belong to no known migration.
  func foreign(_ applied: [AppliedMigration]) -> [AppliedMigration] {
    let claimed = Set(known.compactMap { row(of: $0)?.id })
    return applied.filter { !claimed.contains($0.id) }
  }

  private func row(of migration: Migration) -> AppliedMigration? {
    appliedByID[migration.id] ?? renamed(migration)
  }

  func entry(of migration: Migration, _ policy: HistoryPolicy) -> Plan.Entry {
    let row = row(of: migration)
    let (verdict, reason) = verdict(of: migration, row)
    return Plan.Entry(
      id: migration.id, version: migration.version, description: migration.description, verdict: verdict,
      appliedAt: row?.appliedAt, reason: reason,
      isAllowed: policy.allows(verdict) && knownIDs[migration.id] == 1, appliedID: row?.id)
  }

  /// A row of the same version under another name, which no known migration has.
  private func renamed(_ migration: Migration) -> AppliedMigration? {
    guard let row = appliedByVersion[migration.version], knownIDs[row.id] == nil else { return nil }
    return row
  }

  private func verdict(of migration: Migration, _ row: AppliedMigration?) -> (Verdict, String?) {
    let (id, version) = (migration.id, migration.version)
    if knownIDs[id, default: 0] > 1 {
      return (.duplicate, "two migrations have the id \(id); give one of them another")
    }
    if let row {
      if row.id != id {
        return (
          .changed,
          "version \(version) was applied as \(row.id) and is called \(id) now; give it its old name back"
        )
      }
      if row.version != version {
        return (
          .changed,
          "\(id) was applied as version \(row.version) and is version \(version) now; give it its old version back"
        )
      }
      if let old = row.checksum, let new = Checksum.checksum(of: migration), old != new {
        return (
          .changed, "\(id) was edited after it was applied; undo the edit and write a new migration instead"
        )
      }
      if knownVersions[version, default: 0] == 1 { return (.applied, nil) }
    }
    if knownVersions[version, default: 0] > 1 {
      return (
        .duplicate,
        "several migrations have the version \(version) (\(id) is one); give it to one of them only"
      )
    }
    if version < newestApplied {
      return (
        .outOfOrder, "\(id) is not applied, but version \(newestApplied) already is; give it a higher version"
      )
    }
    if let missing = missingNumber(before: version) {
      return (
        .gap,
        "there is no version \(missing) before \(id); restore it, or number the migrations without a gap"
      )
    }
    return (.pending, nil)
  }

  /// Sequential numbers must not skip; time stamps, which have eight digits or more, may.
  private func missingNumber(before version: Int) -> Int? {
    guard version < 10_000_000, version > 1 else { return nil }
    // Binary search for the predecessor.
    var (low, high) = (0, versions.count)
    while low < high {
      let middle = (low + high) / 2
      if versions[middle] < version { low = middle + 1 } else { high = middle }
    }
    let previous = low > 0 ? versions[low - 1] : 0
    return previous < version - 1 ? previous + 1 : nil
  }

  func entry(of row: AppliedMigration, _ policy: HistoryPolicy) -> Plan.Entry {
    let isNewer = row.version > newestKnown
    let reason =
      isNewer
      ? "the database is at version \(newestApplied), these migrations end at \(newestKnown); "
        + (mayRead(row) ? "it says that they may use it" : "use a newer version of the application")
      : "\(row.id) was applied and is not among the migrations any more; restore it"
    let verdict = isNewer ? Verdict.newer : .missing
    return Plan.Entry(
      id: row.id, version: row.version, description: row.description, verdict: verdict,
      appliedAt: row.appliedAt,
      reason: reason, isAllowed: policy.allows(verdict) || isNewer && mayRead(row), appliedID: row.id)
  }

  /// Whether the migration says that an application which does not know it may use the file.
  private func mayRead(_ row: AppliedMigration) -> Bool {
    row.minimumReader.map { $0 <= newestKnown } ?? false
  }
}
