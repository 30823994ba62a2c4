public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// Starting over.
  public struct Reset: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Deletes the database file and what SQLite keeps beside it.")

    @OptionGroup var options: CommonOptions

    @Flag(help: "Yes, delete all data.")
    var yes = false

    public init() {}

    public func validate() throws {
      guard yes else { throw ValidationError("this deletes all data; give --yes to do it") }
    }

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let deleted = try DatabaseRemoval(path: path).run()
        console.say(
          deleted.isEmpty ? "Nothing to do: there is no \(path.asName)." : "Deleted \(path.asName).")
        return Outcome(["database": .string(path), "deleted": .array(deleted.map { .string($0) })])
      }
    }
  }
}
