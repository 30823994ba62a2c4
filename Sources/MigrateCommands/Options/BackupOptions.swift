import ArgumentParser
import Migrations

/// Where backups are.
struct BackupFolderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the backups; else that of the database.", valueName: "folder"),
    completion: .directory)
  var backupFolder: String?

  func folder(of database: String) -> BackupFolder { BackupFolder(of: database, in: backupFolder) }
}

/// What the commands that change a file understand.
struct BackupOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Copies the file before it is changed: always, never, or auto, when what is pending drops, narrows, deletes or rebuilds rows.",
      valueName: "when"),
    completion: .list(modes), transform: parse)
  var backup = BackupPolicy.Mode.automatic

  @OptionGroup var place: BackupFolderOptions

  @Option(help: ArgumentHelp("How many backups of earlier runs are kept.", valueName: "count"))
  var keepBackups = BackupPolicy.automatic.keep

  func validate() throws {
    if keepBackups < 1 { throw ValidationError("--keep-backups takes a number from 1") }
  }

  var policy: BackupPolicy { BackupPolicy(backup, folder: place.backupFolder, keep: keepBackups) }

  private static let modes = BackupPolicy.Mode.allCases.map(\.rawValue)

  @Sendable
  private static func parse(_ text: String) throws -> BackupPolicy.Mode {
    guard let mode = BackupPolicy.Mode(rawValue: text) else {
      throw ValidationError("'\(text)' is none of \(modes.joined(separator: ", "))")
    }
    return mode
  }
}
