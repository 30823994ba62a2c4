public import ArgumentParser
import Migrations
import PostgresDialect

extension MigrateCommand {
  /// PostgreSQL's SQL on the file, outside of any migration.
  public struct RunStatements: ParsableCommand {
    public static let configuration = CommandConfiguration(
      commandName: "sql",
      abstract: "Runs statements written for PostgreSQL on the database and prints what they return.",
      discussion: """
        Reads only, unless --write is given; then all statements are one transaction. Values are shown as PostgreSQL shows \
        them. No migrations are needed.
        """)

    @OptionGroup var options: CommonOptions

    @Flag(help: "Lets statements change the database.")
    var write = false

    @Argument(help: "A file of statements; standard input without one, or for -.", completion: .file())
    var file: String?

    public init() {}

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let source = try SourceText(reading: file)
        let migrator = Migrator(
          [], options: options.migratorOptions(observer: Progress(console).observe))
        let results = try migrator.results(of: source, at: path, writes: write)
        if !console.isJSON {
          for result in results where !result.columns.isEmpty { try Self.tell(result, console) }
        }
        return Outcome(["database": .string(path), "results": .array(results.map(Self.document))])
      }
    }

    private static func tell(_ result: StatementResult, _ console: Console) throws {
      var table = Table(header: result.columns.map(\.asName))
      table.rows = result.rows.map { row in row.map { ($0 ?? "").asName } }
      try console.table(
        table.lines { _, _, text in text } + [
          "(\(result.rows.count) \(result.rows.count == 1 ? "row" : "rows"))"
        ])
    }

    private static func document(_ result: StatementResult) -> JSONValue {
      .object([
        "columns": .array(
          zip(result.columns, result.types).map { .object(["name": .string($0), "type": .string($1)]) }),
        "rows": .array(
          result.rows.map { row in .array(row.indices.map { value(row[$0], result.types[$0]) }) }),
      ])
    }

    private static func value(_ text: String?, _ type: String) -> JSONValue {
      guard let text else { return .null }
      switch type {
      case "boolean": return .bool(text == "t")
      case "smallint", "integer", "bigint": return Int(text).map { .int($0) } ?? .string(text)
      default: return .string(text)
      }
    }
  }
}
