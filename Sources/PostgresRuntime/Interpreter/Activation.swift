import PostgresDialect
import SQLiteBinding

/// One run of a procedure's body: its variables, and where it is.
final class Activation {
  /// What a statement did to the flow.
  enum Flow: Equatable {
    case next
    case exit(String?)
    case `continue`(String?)
    case `return`
  }

  let interpreter: Interpreter
  let source: SourceText
  let name: String
  let result: RoutineDefinition.Result
  /// Whether it is the statement of a migration itself, rather than a body.
  let isTopLevel: Bool
  /// Whether it is a block or a procedure, which may end transactions where there are several.
  var mayCommit = false
  var variables: VariableFrames
  private let found = VariableFrames.found
  var rowCount = 0
  /// The rows that the last statement of SQL changed.
  var changes = 0
  /// How many blocks with EXCEPTION are around.
  var guards = 0
  /// What is being handled, innermost last.
  var handled: [ProcedureError] = []
  /// What `RETURN` and `RETURN NEXT` gave.
  var returned = ReturnedRows()
  var hasReturned = false
  /// Those that are declared with their query.
  var cursors: [String: CursorDefinition] = [:]

  var host: any ProcedureHost { interpreter.host }

  init(
    _ interpreter: Interpreter, source: SourceText, name: String,
    result: RoutineDefinition.Result = .none, variables: VariableFrames = .base, isTopLevel: Bool = false
  ) {
    self.interpreter = interpreter
    self.source = source
    self.name = name
    self.result = result
    self.variables = variables
    self.isTopLevel = isTopLevel
  }

  /// `COMMIT` of a block or a procedure, which keeps long work in pieces: PostgreSQL refuses it inside of a transaction, and
  /// behind a COMMIT of the migration's own the migration is one piece all the same.
  private func commit(at range: SourceRange) throws {
    guard mayCommit, host.translator.schema.mayCommit else {
      throw Diagnostic(
        .error, .invalidTransactionTermination, "invalid transaction termination",
        hint: "a migration is one transaction", at: range)
    }
    guard guards == 0 else {
      throw Diagnostic(
        .error, .invalidTransactionTermination, "cannot commit while a subtransaction is active", at: range)
    }
    host.tell(
      Diagnostic(
        .warning, .warning,
        "COMMIT does nothing here: the migration is one transaction, kept or undone as a whole",
        at: range))
  }

  func setFound(_ count: Int) {
    rowCount = count
    setFound(count > 0)
  }

  func setFound(_ isFound: Bool) { variables[found].content = .scalar(.boolean(isFound)) }

  /// Runs the whole body.
  func run(_ body: Block) throws {
    if let conflict = body.conflict { variables.conflict = conflict }
    switch try block(body) {
    case .next, .return: break
    case .exit(let label), .continue(let label):
      throw Diagnostic(
        .error, .syntaxError,
        label.map { "there is no label \"\($0)\" attached to any block or loop enclosing this statement" }
          ?? "EXIT cannot be used outside a loop, unless it has a label", at: body.range)
    }
  }

  func run(_ statements: [ProcedureStatement]) throws -> Flow {
    for statement in statements {
      let flow = try run(statement)
      if flow != .next { return flow }
    }
    return .next
  }

  private func run(_ statement: ProcedureStatement) throws -> Flow {
    try interpreter.step()
    do {
      return try execute(statement)
    } catch var error as Diagnostic {
      error.range = error.range ?? statement.range
      throw error
    } catch var error as ProcedureError {
      if error.context.isEmpty { error.diagnostic.range = error.diagnostic.range ?? statement.range }
      throw error
    }
  }

  private func execute(_ statement: ProcedureStatement) throws -> Flow {
    switch statement.kind {
    case .block(let block): return try self.block(block)
    case .assign(let target, let value): try assign(value, to: target)
    case .conditional(let branches, let otherwise):
      for branch in branches where try isTrue(branch.condition) { return try run(branch.statements) }
      return try run(otherwise)
    case .select(let choice): return try self.select(choice, at: statement.range)
    case .loop(let loop): return try self.loop(loop)
    case .exit(let exit):
      if let condition = exit.condition, try !isTrue(condition) { return .next }
      return exit.continues ? .continue(exit.label?.text) : .exit(exit.label?.text)
    case .return(let value):
      try self.return(value)
      hasReturned = true
      return .return
    case .returnNext(let value): try returnNext(value)
    case .returnQuery(let query): try returnQuery(query)
    case .perform(let query): setFound(try rows(of: query).rows.count)
    case .execute(let dynamic, let into): try execute(dynamic, into: into, at: statement.range)
    case .sql(let sql, let into): try execute(sql, into: into)
    case .call(.call(let call)): try self.call(call, at: statement.range)
    case .call(.block(let block)): try self.do(block)
    case .diagnostics(let get): try getDiagnostics(get)
    case .raise(let raise): try self.raise(raise)
    case .assert(let condition, let message): try assert(condition, message)
    case .open(let open): try self.open(open)
    case .fetch(let fetch): try self.fetch(fetch)
    case .close(let cursor): try close(cursor)
    case .commit: try commit(at: statement.range)
    case .rollback:
      throw Diagnostic(
        .error, .invalidTransactionTermination, "invalid transaction termination",
        hint: "a migration is one transaction", at: statement.range)
    case .null: break
    }
    return .next
  }
}
