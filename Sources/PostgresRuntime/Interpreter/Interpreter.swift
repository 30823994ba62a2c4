package import PostgresDialect
import SQLiteBinding

/// Runs PL/pgSQL: `DO` blocks, and functions and procedures that are called.
/// https://www.postgresql.org/docs/15/plpgsql.html
///
/// It evaluates nothing itself: every expression and statement of SQL is lowered by the dialect, with the variables as
/// parameters, and runs on the database.
package final class Interpreter {
  unowned let host: any ProcedureHost
  let limits: InterpreterLimits
  private var steps = 0
  private let start = ContinuousClock.now
  private(set) var depth = 0
  /// Open cursors, by name.
  var portals: [String: Portal] = [:]
  var portalCount = 0
  /// What a function that SQLite called has thrown.
  var failure: (any Error)?

  package init(host: any ProcedureHost, limits: InterpreterLimits = InterpreterLimits()) {
    self.host = host
    self.limits = limits
  }

  /// Runs a `DO` block. Errors are placed in the source that the block stands in.
  package func run(_ block: DoBlock) throws {
    let (body, source, start) = try block.parsed()
    let activation = Activation(self, source: source, name: "inline_code_block")
    activation.mayCommit = true
    try leaving(at: start) {
      try deeper { try activation.run(body) }
    }
  }

  /// Runs a statement of a migration, and gives its rows.
  package func run(_ statement: PostgresDialect.Statement, in source: SourceText) throws -> InterpretedRows {
    if case .block(let block) = statement.role {
      try run(block)
      return InterpretedRows()
    }
    let activation = Activation(self, source: source, name: "", isTopLevel: true)
    return try leaving(at: 0) {
      guard let rows = try activation.run(statement, in: source).rows else { return InterpretedRows() }
      return InterpretedRows(
        columns: rows.columns.map(\.name), types: rows.columns.map { host.translator.valueType($0.type) },
        rows: rows.rows)
    }
  }

  /// Errors as they leave for the statement that was interpreted.
  func leaving<T>(at start: Int?, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as LimitReached {
      throw error.diagnostic
    } catch {
      guard let error = ProcedureError(error) else { throw error }
      var told = error.told
      // A place inside a function that was called means nothing here.
      told = error.context.isEmpty ? told.moved(by: start) : told.unplaced
      if !error.context.isEmpty {
        told.hint = [told.hint, "in \(error.context.joined(separator: ", called by "))"]
          .compactMap(\.self).joined(separator: "; ")
      }
      throw told
    }
  }

  /// Counts a statement.
  func step() throws {
    steps += 1
    guard steps & 0xFF == 0 else { return }
    try host.checkCancelled()
    if steps > limits.steps { throw LimitReached("it ran \(limits.steps) statements") }
    if ContinuousClock.now - start > limits.duration {
      throw LimitReached("it ran longer than \(limits.duration)")
    }
  }

  func deeper<T>(_ body: () throws -> T) throws -> T {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.depth else {
      throw Diagnostic(
        .error, .statementTooComplex, "stack depth limit exceeded",
        hint: "functions call each other \(limits.depth) deep")
    }
    return try body()
  }
}

/// What a statement returned, as values lie in a file.
package struct InterpretedRows: Sendable {
  package var columns: [String] = []
  package var types: [ValueType] = []
  package var rows: [[StoredValue]] = []
}
