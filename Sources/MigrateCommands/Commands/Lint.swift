public import ArgumentParser
import Migrations
import PostgresDialect

extension MigrateCommand {
  /// Hazards of migrations.
  public struct Lint: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Looks for what may go wrong with migrations; changes nothing.",
      discussion: """
        With a database, in what is pending on it and by the rows that it has; without one, or with --all, in all \
        migrations. Every hazard has a name, by which --allow and a comment in the migration, -- migrate:allow <name>, let \
        it pass. Ends with exit code 4 when there are any.
        """)

    @OptionGroup var options: CommonOptions

    @Flag(help: "Looks at all migrations, whatever is applied.")
    var all = false

    public init() {}

    public func run() throws {
      try options.perform { console in
        // Without a database there is none to look at.
        let given = try? options.databasePath()
        let path = all ? nil : given
        let findings = try options.migrator().lint(at: path, allowing: options.allowedHazards)
        for finding in findings { console.tell(finding.diagnostic, in: finding.source) }
        switch findings.count {
        case 0: console.say("Nothing is found.")
        case 1: console.say("1 hazard.")
        default: console.say("\(findings.count) hazards.")
        }
        return Outcome(
          ["findings": .array(findings.map { JSONValue($0) })],
          status: findings.isEmpty ? .done : .migrationFailed)
      }
    }
  }
}

extension Console {
  /// Findings beside what a command is for.
  func tell(_ findings: [LintFinding]) {
    for finding in findings { tell(finding.diagnostic, in: finding.source) }
  }
}
