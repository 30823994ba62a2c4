public import ArgumentParser
import Migrations
import PostgresDialect

extension MigrateCommand {
  /// What a database holds.
  public struct ShowSchema: ParsableCommand {
    public static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Prints the schema that a database holds; changes nothing.",
      discussion: """
        As PostgreSQL's DDL, which an empty PostgreSQL database takes to become what the history would have made it; \
        as SQLite's own statements; or as JSON, for tools. --json alone means --format json. No migrations are needed.
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
      case postgres
      case sqlite
      case json
    }

    @OptionGroup var options: CommonOptions

    @Option(help: "postgres, sqlite or json.")
    var format: Format?

    public init() {}

    public func run() throws {
      let format = format ?? (options.json ? .json : .postgres)
      var options = options
      options.json = options.json || format == .json
      try options.perform { console in
        let path = try options.databasePath()
        let schema = try Migrator([], options: options.migratorOptions()).schema(at: path)
        var document: [String: JSONValue] = ["database": .string(path)]
        switch format {
        case .json: document.merge(JSONValue.members(of: schema.description)) { $1 }
        case .postgres, .sqlite:
          let text = try format == .postgres ? schema.postgres() : schema.sqlite
          // It ends its last line itself.
          if !text.isEmpty { try console.result(String(text.dropLast())) }
          document["sql"] = .string(text)
        }
        return Outcome(document)
      }
    }
  }
}
