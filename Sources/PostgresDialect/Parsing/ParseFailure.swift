/// A diagnostic on its way up. By reference, so that the many calls it may pass through need little of the
/// thread's stack: each of them keeps room for what it may throw.
final class ParseFailure: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  convenience init(
    _ state: SQLState, _ message: String, hint: String? = nil, at range: SourceRange
  ) {
    self.init(Diagnostic(.error, state, message, hint: hint, at: range))
  }
}

extension Parser {
  /// The text of a string constant. The lexer has checked it already.
  func string(of token: Token) throws(ParseFailure) -> String {
    do { return try TokenValue(source.bytes).string(token) } catch { throw ParseFailure(error) }
  }

  func identifier(of token: Token) throws(ParseFailure) -> Identifier {
    do {
      return Identifier(try TokenValue(source.bytes).identifier(token), at: token.range)
    } catch {
      throw ParseFailure(error)
    }
  }
}
