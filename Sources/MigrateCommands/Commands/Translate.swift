public import ArgumentParser
import Migrations
import PostgresDialect

extension MigrateCommand {
  /// PostgreSQL's SQL in, SQLite's out.
  public struct Translate: ParsableCommand {
    public static let configuration = CommandConfiguration(
      abstract: "Prints statements written for PostgreSQL as SQL for SQLite; needs no database.",
      discussion: """
        Of a file with the sections -- migrate:up and -- migrate:down, the up section. With --migrations the statements \
        may name what the migrations there have made; of a file among them, those before it.
        """)

    @OptionGroup var options: CommonOptions

    @Argument(help: "A file of statements; standard input without one, or for -.", completion: .file())
    var file: String?

    public init() {}

    public func run() throws {
      try options.perform { console in
        let source = try SourceText(reading: file)
        let (script, usesTransaction) = try MigrationScript.up(in: source)
        var translator = Translator(schema: try schema())
        var translation = translator.translate(
          source, range: script.range, mayCommit: !usesTransaction, isGathered: false)
        if translation.pause != nil, !translation.hasErrors {
          var rehearsal = try Rehearsal(try schema())
          translation = try rehearsal.translate(script, id: source.name, mayCommit: !usesTransaction)
        }
        for diagnostic in translation.statements.flatMap(\.diagnostics) {
          console.tell(diagnostic, in: source)
        }
        guard !translation.hasErrors else {
          return Outcome(["statements": .array([])], error: Self.error(of: translation))
        }
        let statements = translation.statements.filter { !$0.steps.isEmpty }
        if !statements.isEmpty {
          let texts = statements.map { $0.steps.map(\.sql).joined(separator: "\n") }
          try console.result(texts.joined(separator: "\n\n"))
        }
        return Outcome(["statements": .array(translation.statements.map { Self.document($0, in: source) })])
      }
    }

    /// What the statements find: nothing, or what a history has made before them.
    private func schema() throws -> Schema {
      guard options.migrations != nil else { return Schema() }
      let migrator = try options.migrator()
      let name = file?.split(separator: "/").last.map(String.init)
      let own = migrator.migrations.first { name == "\($0.id).sql" || name == "\($0.id).up.sql" }
      return try migrator.schema(below: own?.version ?? .max)
    }

    private static func error(of translation: Translation) -> MigrationError {
      let errors = translation.diagnostics.filter { $0.severity == .error }
      var error = MigrationError(.migrationFailed, errors.first?.message ?? "")
      error.diagnostics = errors
      error.source = translation.source
      return error
    }

    private static func document(_ statement: TranslatedStatement, in source: SourceText) -> JSONValue {
      .object([
        "line": .int(source.line(of: statement.range)),
        "sqlite": .array(statement.steps.map { .string($0.sql) }),
        "warnings": .array(
          statement.diagnostics.filter { $0.severity == .warning }.map { JSONValue($0, in: source) }),
      ])
    }
  }
}

extension SourceText {
  /// A file of statements; standard input without one, or for `-`.
  init(reading file: String?) throws(MigrationError) {
    guard let file, file != "-" else {
      self.init(bytes: try StandardStream.readInput(), name: "<stdin>")
      return
    }
    self.init(bytes: try FileAccess.read(file), name: file)
  }
}
