/// A row of the history: a migration that has been applied to a database.
public struct AppliedMigration: Sendable, Hashable {
  public let id: String
  public let version: Int
  public let description: String
  /// UTC, as `YYYY-MM-DD HH:MM:SS.SSS`.
  public let appliedAt: String
  /// Of the tokens of its text, after the algorithm's name; nil for one written in Swift or marked by hand.
  public let checksum: String?
  /// The newest version that an application must know to use the file as it is since; nil when it must know this one.
  public let minimumReader: Int?

  public init(
    id: String, version: Int, description: String, appliedAt: String, checksum: String?,
    minimumReader: Int? = nil
  ) {
    self.id = id
    self.version = version
    self.description = description
    self.appliedAt = appliedAt
    self.checksum = checksum
    self.minimumReader = minimumReader
  }
}
