/// A whole copy of a database, as it was at one moment.
public struct Backup: Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// A run was about to change the file to this version.
    case run(to: Int)
    /// Somebody asked for it.
    case demand
    /// It was replaced by another backup.
    case restore
  }

  public let path: String
  /// The version that it is at.
  public let version: Int
  public let reason: Reason
  /// UTC, as `YYYY-MM-DD HH:MM:SS`.
  public let madeAt: String
  public let bytes: Int

  /// The file's name without its folder, which ``BackupFolder/backup(named:)`` takes.
  public var name: String { FileAccess.name(of: path) }
}
