/// A statement that is interpreted when it runs, and what is to be translated behind it.
///
/// What a `DO` block or a called procedure does to the schema is known only by running it, so that a translation ends
/// before it: what was translated so far runs, the statement is interpreted, and `Translator.resume` goes on.
package struct Pause: Sendable {
  struct Mode: Sendable {
    var isGathered: Bool
    var endsSession: Bool
  }

  package let statement: Statement
  let rest: ArraySlice<Statement>
  let mode: Mode
}

extension Schema {
  /// Whether a statement must be interpreted; a body is read here, so that mistakes in it are told before anything runs.
  func interprets(_ statement: Statement) throws(Diagnostic) -> Bool {
    switch statement.kind {
    case .do(let block):
      do throws(Diagnostic) {
        _ = try block.parsed()
      } catch {
        throw error.located(at: statement.range)
      }
      return true
    case .call: return true
    default: return false
    }
  }
}
