import PostgresDialect
import SQLiteBinding

/// How values fail, for handlers in triggers: SQLite cannot catch an error inside of a statement. The first argument is a
/// value's text, the others are what stands for its parameters; NULL for a value that does not fail.
extension RuntimeFunction {
  static let failures: [RuntimeFunction] = [
    RuntimeFunction("failure", nil, isStrict: false) { call in
      try call.failure().map { .text($0.state.code) } ?? .null
    },
    RuntimeFunction("failure_message", nil, isStrict: false) { call in
      try call.failure().map { .text($0.message) } ?? .null
    },
  ]
}

extension Arguments {
  fileprivate func failure() throws -> Diagnostic? {
    let evaluator = try session.evaluator()
    do throws(SQLiteError) {
      _ = try evaluator.value("SELECT \(text(0))", Array(values.dropFirst()))
      return nil
    } catch {
      return FailureText.decode(error.message) ?? StoredFailure.diagnostic(error.message)
        ?? Diagnostic(.error, SQLState("XX000"), error.message)
    }
  }
}

extension PostgresFunctions {
  /// A database of its own without anything in it, so that a text which calls for a value can reach nothing else.
  fileprivate func evaluator() throws -> Connection {
    if let own = withState({ $0.evaluator }) { return own }
    let connection = try Connection.inMemory()
    try PostgresFunctions().register(on: connection)
    withState { $0.evaluator = connection }
    return connection
  }
}
