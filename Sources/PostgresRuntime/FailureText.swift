package import PostgresDialect

/// How a function's refusal passes through SQLite, which knows one text for an error:
/// `SQLSTATE 22P02: invalid input syntax for type integer: "abc"`.
package enum FailureText {
  private static let mark = "SQLSTATE "

  static func encode(_ failure: Diagnostic) -> String {
    "\(mark)\(failure.state.code): \(failure.message)"
  }

  /// Nil for a text that no function of ours gave.
  package static func decode(_ text: String) -> Diagnostic? {
    guard text.hasPrefix(mark) else { return nil }
    let rest = text.dropFirst(mark.count)
    let code = rest.prefix(5)
    guard code.count == 5, code.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) }),
      rest.dropFirst(5).hasPrefix(": ")
    else { return nil }
    return Diagnostic(.error, SQLState(String(code)), String(rest.dropFirst(7)))
  }
}
