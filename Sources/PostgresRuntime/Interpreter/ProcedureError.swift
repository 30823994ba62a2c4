package import PostgresDialect

/// An error while a procedure runs, with all that its handlers can ask of it.
package struct ProcedureError: Error {
  package var diagnostic: Diagnostic
  package var detail: String?
  package var hint: String?
  package var names: [DiagnosticsKind: String] = [:]
  /// The functions it came through, innermost first.
  package var context: [String] = []
  /// Raised by the procedure itself, rather than met.
  var isRaised = false

  init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
    hint = diagnostic.hint
  }

  /// Nil for what no handler can catch: trouble with the file, a limit, a cancelled run.
  init?(_ error: any Error) {
    if let error = error as? ProcedureError {
      self = error
    } else if let error = error as? Diagnostic {
      self.init(error)
    } else {
      return nil
    }
  }

  var state: String { diagnostic.state.code }

  /// Whether a handler may have it. What is not supported here would be caught by `WHEN OTHERS`, and so dropped
  /// in silence, although PostgreSQL would have done it.
  var isCatchable: Bool {
    isRaised || diagnostic.state != .featureNotSupported && diagnostic.state != SQLState("XX000")
  }

  /// The message as it leaves the procedure.
  package var told: Diagnostic {
    var told = diagnostic
    let notes = [detail, hint].compactMap { $0 }
    told.hint = notes.isEmpty ? nil : notes.joined(separator: "; ")
    return told
  }
}
