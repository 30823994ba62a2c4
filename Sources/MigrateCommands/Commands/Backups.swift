public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// A copy of the database, now.
  public struct MakeBackup: ParsableCommand {
    public static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Copies the database as it is now; other programs may go on using it.",
      discussion: "Such a copy is never deleted by later runs, as the ones that they make themselves are.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var place: BackupFolderOptions

    public init() {}

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let backup = try place.folder(of: path).makeBackup(lockTimeout: options.lockTimeout)
        console.say("Made \(backup.path.asName), \(backup.bytes) bytes, at version \(backup.version).")
        return Outcome(["database": .string(path), "backup": JSONValue(backup)])
      }
    }
  }

  /// The copies that there are.
  public struct ListBackups: ParsableCommand {
    public static let configuration = CommandConfiguration(
      commandName: "backups", abstract: "Lists the backups of the database, the newest first.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var place: BackupFolderOptions

    public init() {}

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let folder = place.folder(of: path)
        let backups = try folder.backups()
        if !console.isJSON, !backups.isEmpty {
          var table = Table(header: ["VERSION", "MADE AT (UTC)", "BYTES", "BEFORE", "NAME"])
          table.rows = backups.map {
            [String($0.version), $0.madeAt, String($0.bytes), $0.reason.words, $0.name.asName]
          }
          try console.table(table.lines { _, _, text in text })
        }
        if backups.isEmpty { console.say("There are no backups in \(folder.path.asName).") }
        return Outcome([
          "database": .string(path), "folder": .string(folder.path),
          "backups": .array(backups.map { JSONValue($0) }),
        ])
      }
    }
  }

  /// A copy in the place of the database.
  public struct Restore: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Makes the database what a backup holds, and keeps what it held before.",
      discussion: """
        Whatever happens meanwhile, the file is either as it was or as the backup is. Programs that have it open go on \
        with what was restored; in WAL mode they must be closed before, or it ends with exit code 7.
        """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var place: BackupFolderOptions

    @Argument(help: "A name that 'migrate backups' lists, a path, or 'latest'.")
    var name = "latest"

    public init() {}

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let folder = place.folder(of: path)
        let backup = try backup(in: folder)
        let restored = try folder.restore(backup, lockTimeout: options.lockTimeout)
        console.say("Restored \(backup.name.asName): the database is at version \(restored.version).")
        if let kept = restored.replaced { console.say("What it held before is kept as \(kept.asName).") }
        return Outcome([
          "database": .string(path), "backup": JSONValue(backup), "version": .int(restored.version),
          "replaced": JSONValue(restored.replaced),
        ])
      }
    }

    private func backup(in folder: BackupFolder) throws -> Backup {
      guard name == "latest" else { return try folder.backup(named: name) }
      guard let latest = try folder.latest() else {
        throw MigrationError(.usage, "there is no backup of \(folder.database) in \(folder.path)")
      }
      return latest
    }
  }
}

extension Backup.Reason {
  fileprivate var words: String {
    switch self {
    case .run(let target): "version \(target)"
    case .demand: "-"
    case .restore: "a restore"
    }
  }
}
