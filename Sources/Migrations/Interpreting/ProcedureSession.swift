import PostgresDialect
import PostgresRuntime
import SQLiteBinding

/// The database of a migration as an interpreted procedure sees it.
final class ProcedureSession: ProcedureHost {
  var translator: Translator
  let connection: Connection
  private let functions: PostgresFunctions
  private let observe: (Diagnostic) -> Void
  var limits = InterpreterLimits()
  /// Is told what runs.
  var record: ((TranslatedStatement) -> Void)?
  private let check: () throws -> Void

  init(
    _ translator: Translator, on connection: Connection, functions: PostgresFunctions,
    observe: @escaping (Diagnostic) -> Void,
    check: @escaping () throws -> Void = {}
  ) {
    self.translator = translator
    self.connection = connection
    self.functions = functions
    self.observe = observe
    self.check = check
  }

  /// Runs a statement that a translation paused at.
  ///
  /// - Throws: a `Diagnostic` with its place in the statement's text, or what concerns the file as a whole.
  func run(_ pause: Pause, in source: SourceText) throws -> InterpretedRows {
    do {
      let interpreter = Interpreter(host: self, limits: limits)
      // Statements may call functions that are interpreted too.
      functions.caller = { [unowned interpreter] in try interpreter.call(id: $0, $1) }
      defer { functions.caller = nil }
      return try interpreter.run(pause.statement, in: source)
    } catch var error as Diagnostic {
      error.range = error.range ?? pause.statement.range
      throw error
    }
  }

  func query(_ sql: String, _ parameters: [Value]) throws -> [Row] {
    do {
      let statement = try connection.prepare(sql)
      let count = min(statement.parameterCount, parameters.count)
      for index in 0..<count { try statement.bind(parameters[index], at: index + 1) }
      if let record, !statement.isReadOnly, let text = statement.expandedSQL {
        record(TranslatedStatement(range: SourceRange(0, 0), steps: [.execute(text)]))
      }
      return try statement.rows()
    } catch {
      throw StepRunner.diagnostic(of: error) ?? error
    }
  }

  func run(_ statement: TranslatedStatement) throws {
    for diagnostic in statement.diagnostics { tell(diagnostic) }
    record?(statement)
    do {
      try StepRunner(connection: connection).run(statement)
    } catch var error as Diagnostic {
      // Its place would be that of the statement in a text that the procedure made.
      error.range = nil
      throw error
    }
  }

  func tell(_ diagnostic: Diagnostic) { observe(diagnostic) }

  func checkCancelled() throws { try check() }
}
