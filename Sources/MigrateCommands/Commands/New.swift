public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// A file for the next migration.
  public struct New: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Writes a new, empty migration into the folder, which is made if it is not there.")

    @OptionGroup var options: CommonOptions

    @Argument(help: "What the migration does, such as \"Add user settings\".")
    var description: String

    public init() {}

    public func run() throws {
      try options.perform { console in
        let file = try NewMigration(description, in: options.migrationsPath()).write()
        try console.result(file.path.asName)
        // What waits before it, as long as it can be read.
        let given = try? options.databasePath()
        let findings = try? options.migrator().lint(at: given, allowing: options.allowedHazards)
        console.tell(findings ?? [])
        return Outcome([
          "file": .string(file.path), "version": .int(file.version), "id": .string(file.id),
        ])
      }
    }
  }
}
