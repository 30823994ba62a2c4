public import ArgumentParser
import Migrations
import PostgresDialect

extension MigrateCommand {
  /// Applies what is pending.
  public struct Up: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Applies the pending migrations; makes the database if it is not there.")

    @OptionGroup var options: CommonOptions

    @OptionGroup var backups: BackupOptions

    @Option(help: ArgumentHelp("Stops after this version.", valueName: "version"))
    var to: Int?

    @Flag(help: "Prints the SQL for SQLite that would run, and changes nothing.")
    var dryRun = false

    @Flag(
      help: "Runs what is pending on a private copy of the database and tells how it went; changes nothing.")
    var rehearse = false

    public init() {}

    public func validate() throws {
      if dryRun, rehearse { throw ValidationError("--dry-run and --rehearse exclude each other") }
    }

    public func run() throws {
      try options.perform { console in
        if dryRun { return try preview(console) }
        if rehearse {
          return try RehearsedRun(options: options, console: console).outcome(backups.policy, to: to)
        }
        let run = Run(options: options, console: console, isMade: true, version: to, backups: backups.policy)
        return run.outcome { migrator, connection in
          try migrator.run(on: connection, to: to)
        }
      }
    }

    private func preview(_ console: Console) throws -> Outcome {
      let path = try options.databasePath()
      var document = Run.document(path, nil)
      document["dryRun"] = true
      document["statements"] = .array([])
      do {
        let migrator = try options.migrator()
        let preview = try migrator.preview(at: path, to: to)
        // What translating warns of is told along with the statements.
        let allowed = options.allowedHazards.union(["approximate"])
        let findings = try migrator.lint(at: path, to: to, allowing: allowed)
        document["findings"] = .array(findings.map { JSONValue($0) })
        document["from"] = .int(preview.fromVersion)
        document["to"] = .int(preview.toVersion)
        document["statements"] = .array(preview.steps.flatMap(Self.statements))
        for step in preview.steps { try tell(step, on: console) }
        console.tell(findings)
        if preview.steps.isEmpty {
          console.say("Nothing to do: the database is at version \(preview.fromVersion).")
        }
        return Outcome(document)
      } catch let error as MigrationError {
        return Outcome(document, error: error)
      }
    }

    private func tell(_ step: Preview.Step, on console: Console) throws {
      let id = step.migration.id.asName
      guard let translation = step.translation else {
        return try console.result("-- \(id) is known only by running it\n")
      }
      for diagnostic in translation.statements.flatMap(\.diagnostics) {
        console.tell(diagnostic, in: translation.source)
      }
      let sql = translation.statements.flatMap(\.steps).map(\.sql)
      try console.result((["-- \(id)"] + sql).joined(separator: "\n") + "\n")
    }

    private static func statements(of step: Preview.Step) -> [JSONValue] {
      guard let translation = step.translation else { return [] }
      return translation.statements.map { statement in
        .object([
          "id": .string(step.migration.id), "line": .int(translation.source.line(of: statement.range)),
          "sql": .array(statement.steps.map { .string($0.sql) }),
        ])
      }
    }
  }
}
