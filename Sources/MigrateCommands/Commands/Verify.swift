public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// The whole history, tried out in memory.
  public struct Verify: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract:
        "Runs all migrations up, down and up again in memory, and compares the schemas; needs no database.")

    @OptionGroup var options: CommonOptions

    public init() {}

    public func run() throws {
      try options.perform { console in
        let progress = Progress(console)
        let migrator = try options.migrator()
        let result = try migrator.verify(onWarning: progress.observe)
        let findings = try migrator.lint(allowing: options.allowedHazards.union(["approximate"]))
        console.tell(findings)
        console.say(Self.summary(migrator.migrations.count, result))
        return Outcome([
          "migrations": .array(migrator.migrations.map { .string($0.id) }),
          "undone": .array(result.undone.map { .string($0) }), "irreversible": JSONValue(result.irreversible),
          "findings": .array(findings.map { JSONValue($0) }),
        ])
      }
    }

    private static func summary(_ count: Int, _ result: Verification) -> String {
      let up = count == 1 ? "1 migration applies" : "\(count) migrations apply"
      guard let id = result.irreversible else {
        return "\(up), and \(count == 1 ? "its down restores" : "their downs restore") the schema."
      }
      return "\(up); \(result.undone.count) can be undone, then \(id.asName) has no down."
    }
  }
}
