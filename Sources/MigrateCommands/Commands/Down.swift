public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// Steps back.
  public struct Down: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Undoes applied migrations, the newest first.",
      discussion: """
        Every migration on the way needs a down section, or nothing is undone. Those that are not in the folder are undone \
        by the text that the database keeps of them: so an older application can step a newer file down.
        """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var backups: BackupOptions

    @Flag(help: "Undoes also what loses rows or values; else it is refused, and what would be lost is said.")
    var allowDataLoss = false

    @Option(help: ArgumentHelp("Undoes everything above this version; 0 undoes all.", valueName: "version"))
    var to: Int?

    @Option(help: ArgumentHelp("Undoes that many migrations.", valueName: "count"))
    var steps: Int?

    @Flag(help: "Undoes all migrations.")
    var all = false

    public init() {}

    public func validate() throws {
      guard [to != nil, steps != nil, all].count(where: { $0 }) == 1 else {
        throw ValidationError("give one of --to <version>, --steps <count> and --all")
      }
      if let to, to < 0 { throw ValidationError("--to takes a version; versions count from 1") }
      if let steps, steps < 1 { throw ValidationError("--steps takes a number from 1") }
    }

    private var target: RollbackTarget {
      if let to { return .version(to) }
      return steps.map { .steps($0) } ?? .all
    }

    public func run() throws {
      try options.perform { console in
        Run(options: options, console: console, backups: backups.policy).outcome { migrator, connection in
          var migrator = migrator
          migrator.options.allowsDataLoss = allowDataLoss
          return try migrator.rollback(target, on: connection)
        }
      }
    }
  }

  /// The newest one down and up.
  public struct Redo: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Undoes the newest applied migration and applies it again.",
      discussion: "When either fails, everything stays as it was.")

    @OptionGroup var options: CommonOptions
    @OptionGroup var backups: BackupOptions

    @Flag(help: "Undoes also what loses rows or values; else it is refused, and what would be lost is said.")
    var allowDataLoss = false

    public init() {}

    public func run() throws {
      try options.perform { console in
        Run(options: options, console: console, backups: backups.policy).outcome { migrator, connection in
          var migrator = migrator
          migrator.options.allowsDataLoss = allowDataLoss
          return try migrator.redo(on: connection)
        }
      }
    }
  }
}
