public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// Whether a database is still what its history made of it.
  public struct ShowDrift: ParsableCommand {
    public static let configuration = CommandConfiguration(
      commandName: "drift",
      abstract: "Compares a database with what its history should have made; changes nothing.",
      discussion: """
        The applied migrations are run on an empty database in memory, and the objects of both are compared. Ends with \
        exit code 3 when something differs.
        """)

    @OptionGroup var options: CommonOptions

    @Flag(help: "Lets pass what the history does not know, such as tables of other programs.")
    var allowExtra = false

    public init() {}

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let all = try options.migrator().drift(at: path).differences
        let differences = allowExtra ? all.filter { $0.change != .extra } : all
        for difference in differences { try tell(difference, on: console) }
        switch differences.count {
        case 0: console.say("The database is what its history makes.")
        case 1: console.say("1 object differs.")
        default: console.say("\(differences.count) objects differ.")
        }
        return Outcome(
          [
            "database": .string(path),
            "differences": .array(
              differences.map {
                .object([
                  "kind": .string($0.kind), "name": .string($0.name), "change": .string($0.change.rawValue),
                  "details": .array($0.details.map { .string($0) }),
                ])
              }),
          ], status: differences.isEmpty ? .done : .historyConflict)
      }
    }

    private func tell(_ difference: Drift.Difference, on console: Console) throws {
      let what =
        switch difference.change {
        case .missing: "is missing"
        case .extra: "is not in the history"
        case .changed: "differs"
        }
      let lines =
        ["\(difference.kind) \(difference.name.asName) \(what)"] + difference.details.map { "  \($0)" }
      try console.result(lines.joined(separator: "\n"))
    }
  }
}
