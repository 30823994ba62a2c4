import PostgresDialect

/// How far one interpreted statement may go, so that a loop without an end becomes an error.
package struct InterpreterLimits: Sendable {
  /// Statements of PL/pgSQL.
  package var steps = 50_000_000
  package var duration = Duration.seconds(3600)
  /// Calls inside of each other. Each needs much of the thread's stack.
  package var depth = 60

  package init() {}
}

/// Reached a limit. No handler of the procedure catches it.
struct LimitReached: Error {
  let diagnostic: Diagnostic

  init(_ what: String) {
    diagnostic = Diagnostic(
      .error, SQLState("54000"), "the procedure was stopped: \(what)",
      hint: "a loop or a recursion may have no end; split the work over several migrations if it has")
  }
}
