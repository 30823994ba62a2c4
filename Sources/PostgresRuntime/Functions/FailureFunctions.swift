import PostgresDialect
import SQLiteBinding

/// How values fail, for handlers in triggers: SQLite cannot catch an error inside of a statement.
extension RuntimeFunction {
  static let failures: [RuntimeFunction] = [
    RuntimeFunction("failure", nil, isStrict: false) { call in
      let evaluator = try call.session.evaluator()
      do throws(SQLiteError) {
        _ = try evaluator.value("SELECT \(call.text(0))", Array(call.values.dropFirst()))
        return .null
      } catch {
        let failure = FailureText.decode(error.message) ?? StoredFailure.diagnostic(error.message)
        return .text(failure?.state.code ?? "XX000")
      }
    }
  ]
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
