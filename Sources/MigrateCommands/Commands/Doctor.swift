public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// The state of a database and its surroundings.
  public struct Doctor: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Looks at a database, its file and where it lies, for what is wrong or may become so.",
      discussion:
        "No migrations are needed. Ends with exit code 8 or 9 when something is wrong; warnings are no failure."
    )

    @OptionGroup var options: CommonOptions

    public init() {}

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let examination = try Migrator([], options: options.migratorOptions()).examine(at: path)
        for finding in examination.findings {
          let text = "\(finding.grade.rawValue): \(finding.subject): \(finding.message)".asName
          if finding.grade < .problem { console.say(console.coloured(text, finding.grade.colour)) }
        }
        let document: [String: JSONValue] = [
          "database": .string(path), "worst": .string(examination.worst.rawValue),
          "findings": .array(
            examination.findings.map {
              .object([
                "subject": .string($0.subject), "grade": .string($0.grade.rawValue),
                "message": .string($0.message),
              ])
            }),
        ]
        if let error = examination.error { return Outcome(document, error: error) }
        return Outcome(document)
      }
    }
  }
}

extension Examination.Grade {
  fileprivate var colour: Console.Colour {
    switch self {
    case .good, .note: .green
    case .warning: .yellow
    case .problem: .red
    }
  }
}
