public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// The history, corrected by hand.
  public struct Mark: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Records a migration as applied or pending without running anything.")

    enum State: String, EnumerableFlag {
      case applied
      case pending
    }

    @OptionGroup var options: CommonOptions

    @Argument(help: "The migration's id, such as 003_add_user_settings.")
    var id: String

    @Flag(help: "What to record it as.")
    var state: State

    public init() {}

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let migrator = try options.migrator()
        let hasChanged =
          try state == .applied ? migrator.markApplied(id, at: path) : migrator.markPending(id, at: path)
        console.say("\(id.asName) \(hasChanged ? "is marked as" : "was already") \(state.rawValue).")
        return Outcome([
          "database": .string(path), "id": .string(id), "state": .string(state.rawValue),
          "changed": .bool(hasChanged),
        ])
      }
    }
  }
}
