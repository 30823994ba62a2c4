/// How the error that a trigger raises passes through SQLite, which knows one text for it: the message, and behind it
/// PostgreSQL's code where that is not the one that `RAISE EXCEPTION` gives by itself.
package enum TriggerFailure {
  /// What tells the code.
  static func suffix(_ state: SQLState) -> String { state == raised ? "" : " (SQLSTATE \(state.code))" }

  /// The error that a trigger has raised with this text.
  package static func decode(_ text: String) -> Diagnostic {
    if text.hasPrefix("NOT NULL constraint failed: ") { return Diagnostic(.error, .notNullViolation, text) }
    if text.hasPrefix("CHECK constraint failed: ") { return Diagnostic(.error, .checkViolation, text) }
    let suffix = Array(text.suffix(17))
    guard suffix.count == 17, String(suffix.prefix(11)) == " (SQLSTATE ", suffix.last == ")" else {
      return Diagnostic(.error, raised, text)
    }
    return Diagnostic(.error, SQLState(String(suffix[11..<16])), String(text.dropLast(17)))
  }

  static let raised = SQLState("P0001")
}
