/// When a run makes a backup of the file before it changes it, where, and how many of them are kept.
///
/// However it is set, there is none when nothing is pending, of a file without rows, and of a database in memory.
public struct BackupPolicy: Sendable, Hashable {
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// When what is pending drops, narrows, deletes or rebuilds something that has rows, when only running it tells
    /// what it does, or when the rows are many.
    case automatic = "auto"
    case always
    case never
  }

  public var mode: Mode
  /// Nil for the folder of the database.
  public var folder: String?
  /// How many that runs have made are kept, the newest; at least the one just made.
  public var keep: Int
  /// From how many rows on a file is backed up whatever is pending.
  public var manyRows = 100_000

  public init(_ mode: Mode = .automatic, folder: String? = nil, keep: Int = 3) {
    self.mode = mode
    self.folder = folder
    self.keep = keep
  }

  public static let automatic = BackupPolicy(.automatic)
  public static let always = BackupPolicy(.always)
  public static let never = BackupPolicy(.never)
}
