/// What a run would do to a file, found out by doing it to a copy.
public struct RehearsalReport: Sendable {
  public struct Table: Sendable, Hashable {
    public let name: String
    /// Nil when it is not there before, or afterwards.
    public let rowsBefore: Int?
    public let rowsAfter: Int?
  }

  /// What ran, with the time that it took.
  public internal(set) var run: Report
  /// Why it stopped; nil when all went well.
  public internal(set) var failure: MigrationError?
  /// All tables of the application, by name.
  public internal(set) var tables: [Table] = []
  public internal(set) var bytesBefore = 0
  public internal(set) var bytesAfter = 0
  /// How much room the run takes on the disk beside what the file takes now, at most: for what it adds, for the journal that
  /// could undo it, and for the backup.
  public internal(set) var bytesNeeded = 0
  /// Whether the run would make a backup first.
  public internal(set) var makesBackup = false
}
