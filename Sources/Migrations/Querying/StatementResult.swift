public import PostgresDialect
import PostgresRuntime
import SQLiteBinding

/// What one statement gave, as PostgreSQL shows it.
public struct StatementResult: Sendable, Hashable {
  /// Where it stands in the text.
  public let range: SourceRange
  /// The columns of its result; empty when it returns none.
  public let columns: [String]
  /// PostgreSQL's names of their types, as many.
  public let types: [String]
  /// Each value in PostgreSQL's text form, NULL as nil.
  public let rows: [[String?]]

  init(_ statement: TranslatedStatement, _ rows: [Row]) {
    range = statement.range
    columns = statement.columns
    types = statement.types.map(\.displayName)
    let types = statement.types
    self.rows =
      columns.isEmpty
      ? []
      : rows.map { row in
        row.values.indices.map { index in
          let type = types.indices.contains(index) ? types[index] : .text
          return Self.shown(type.text(of: StoredValue(row[index])), type)
        }
      }
  }

  /// A boolean is a letter where it is shown by itself.
  private static func shown(_ text: String?, _ type: ValueType) -> String? {
    guard type.displayName == "boolean", let text else { return text }
    return text == "true" ? "t" : text == "false" ? "f" : text
  }
}

extension Migrator {
  /// Runs PostgreSQL statements on a file outside of any migration and gives what each of them returned.
  ///
  /// - Parameter writes: whether they may change anything; then all of them are one transaction.
  /// - Throws: a `MigrationError` with the place in the text, `.usage` for a statement that may not run here.
  public func results(of source: SourceText, at path: String, writes: Bool) throws -> [StatementResult] {
    let file = file(path)
    guard try file.exists() else { throw MigrationError(.inputOutput, "there is no database \(path)") }
    guard writes else { return try file.reading { try Self.read(source, $0) } }
    var runner = Runner(
      connection: try file.open(), migrations: [], options: options, observe: { options.onEvent?($0) })
    return try runner.execute(source)
  }

  /// Statements that only read, in the transaction that is open.
  private static func read(_ source: SourceText, _ connection: Connection) throws -> [StatementResult] {
    let functions = PostgresFunctions()
    try functions.register(on: connection)
    defer { functions.unregister(from: connection) }
    var translator = Translator(schema: try Catalog.load(from: connection))
    let translation = translator.translate(source, isGathered: false, endsSession: false)
    guard !translation.hasErrors else {
      throw MigrationError.located(.migrationFailed, translation.diagnostics, source)
    }
    var results: [StatementResult] = []
    for statement in translation.statements {
      guard statement.isReading else { throw refused(statement, source) }
      do {
        results.append(StatementResult(statement, try StepRunner(connection: connection).run(statement)))
      } catch let error as Diagnostic {
        throw MigrationError.located(.migrationFailed, [error], source)
      } catch let error as SQLiteError where error.code.primary == .readOnly {
        throw refused(statement, source)
      }
    }
    // What is interpreted may do anything.
    if let pause = translation.pause {
      throw refused(TranslatedStatement(range: pause.statement.range, steps: []), source)
    }
    return results
  }

  private static func refused(_ statement: TranslatedStatement, _ source: SourceText) -> MigrationError {
    let refusal = Diagnostic(
      .error, SQLState("25006"), "this statement may change the database", hint: "--write lets it",
      at: statement.range)
    return .located(.usage, [refusal], source)
  }
}
