extension CreateFunction {
  /// The body as PL/pgSQL, its places counted in the body; nil for a function in another language. What is wrong
  /// with it is told with the place in the source, where the body stands there unchanged.
  func procedure() throws(Diagnostic) -> Block? {
    guard language.text == "plpgsql" else { return nil }
    return try body.procedure()
  }
}

extension FunctionBody {
  func procedure() throws(Diagnostic) -> Block? {
    guard case .text(let text, let start) = self else { return nil }
    var parser = Parser(SourceText(text))
    do throws(Diagnostic) {
      return try parser.parseProcedure()
    } catch {
      throw error.moved(by: start)
    }
  }
}

extension Diagnostic {
  /// Placed in the source in which a body begins at `start`; without a place where none is known.
  package func moved(by start: Int?) -> Diagnostic {
    var copy = self
    copy.range = start.flatMap { start in range.map { SourceRange($0.lower + start, $0.upper + start) } }
    return copy
  }

  package var unplaced: Diagnostic { moved(by: nil) }
}
