/// What a run did.
public struct Report: Sendable, Hashable {
  public struct Step: Sendable, Hashable {
    public let id: String
    public let version: Int
    public let direction: MigrationEvent.Direction
    public let duration: Duration
  }

  /// The migrations that ran, in order; all of them are committed.
  public internal(set) var steps: [Step] = []
  /// The database's version before and after; 0 when no migration is applied.
  public internal(set) var fromVersion: Int
  public internal(set) var toVersion: Int
  /// What was copied before the first change; nil when there was no need.
  public internal(set) var backup: Backup?
}
