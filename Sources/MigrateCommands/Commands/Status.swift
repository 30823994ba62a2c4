public import ArgumentParser
import Migrations

extension MigrateCommand {
  /// What is applied and what is not.
  public struct Status: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Lists the migrations and what has become of them; changes nothing.")

    @OptionGroup var options: CommonOptions

    @Flag(help: "Ends with exit code 2 when migrations are pending.")
    var check = false

    public init() {}

    public func run() throws {
      try options.perform { console in
        let path = try options.databasePath()
        let plan = try options.migrator().plan(at: path)
        try tell(plan, on: console)
        let document: [String: JSONValue] = [
          "database": .string(path), "version": .int(plan.databaseVersion),
          "migrations": .array(plan.entries.map(Self.document)),
        ]
        if options.verbose, !plan.pending.isEmpty {
          console.tell(try options.migrator().lint(at: path, allowing: options.allowedHazards))
        }
        if let conflict = plan.conflict { return Outcome(document, error: conflict) }
        return Outcome(document, status: check && !plan.pending.isEmpty ? .pending : .done)
      }
    }

    private static func document(_ entry: Plan.Entry) -> JSONValue {
      .object([
        "version": .int(entry.version), "id": .string(entry.id), "description": .string(entry.description),
        "state": .string(entry.verdict.rawValue),
        "appliedAt": JSONValue(entry.appliedAt.map { Moment($0).iso8601 }),
      ])
    }

    private func tell(_ plan: Plan, on console: Console) throws {
      guard !console.isJSON else { return }
      var table = Table(header: ["VERSION", "STATE", "APPLIED AT (UTC)", "DESCRIPTION"])
      table.rows = plan.entries.map { entry in
        [
          String(entry.version), entry.verdict.words, entry.appliedAt.map { Moment($0).short.asName } ?? "-",
          entry.description.asName,
        ]
      }
      let lines = table.lines { row, column, text in
        column == 1 ? console.coloured(text, plan.entries[row].colour) : text
      }
      try console.table(lines)
      let pending = plan.pending.count
      let rest =
        pending == 0 ? "" : "; \(pending == 1 ? "1 migration is" : "\(pending) migrations are") pending"
      console.say("The database is at version \(plan.databaseVersion)\(rest).")
    }
  }
}

extension Verdict {
  fileprivate var words: String { self == .outOfOrder ? "out of order" : rawValue }
}

extension Plan.Entry {
  fileprivate var colour: Console.Colour {
    switch verdict {
    case .applied: .green
    case _ where !isAllowed: .red
    default: .yellow
    }
  }
}
