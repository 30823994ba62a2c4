/// Expressions and statements of SQL inside a body end where PL/pgSQL's next word stands, whatever SQL could make
/// of that word: `FOR r IN SELECT * FROM t LOOP` has no table alias.
extension Parser {
  /// Reads an expression that ends before one of these words outside parentheses, which is then the current token.
  mutating func expression(until words: String...) throws(ParseFailure) -> Expression {
    let end = try fragmentEnd(words, what: "expression")
    guard end > index else { throw missingExpression() }
    return try expression(upTo: end)
  }

  func missingExpression() -> ParseFailure {
    failure("missing expression at or near \"\(text(of: token))\"")
  }

  /// An expression may be followed by what follows a `SELECT` list.
  mutating func expression(upTo end: Int) throws(ParseFailure) -> Expression {
    var fragment = Parser(fragmentOf: self, index..<end)
    var whole = fragment
    var result: Expression
    do throws(ParseFailure) {
      result = try fragment.expression()
      if fragment.token.kind != .end { throw fragment.unexpected() }
      height = max(height, fragment.height)
    } catch {
      // What is no expression may still be one with `FROM`; if not, the parser that got further says why.
      let query: Query
      do throws(ParseFailure) {
        query = try whole.queryWithoutSelect()
        if whole.token.kind != .end { throw whole.unexpected() }
      } catch let other {
        throw whole.index > fragment.index ? other : error
      }
      result = Expression(.query(query), at: query.range)
      height = max(height, whole.height + 1)
    }
    index = end
    return result
  }

  /// Reads expressions between commas, up to one of these words.
  mutating func expressions(until words: String...) throws(ParseFailure) -> [Expression] {
    var list: [Expression] = []
    repeat {
      let end = try fragmentEnd(words + [","], what: "expression")
      guard end > index else { throw missingExpression() }
      list.append(try expression(upTo: end))
    } while eat(",")
    return list
  }

  /// Reads a statement of SQL that ends before this word.
  mutating func statement(until word: String) throws(ParseFailure) -> Statement {
    let end = try fragmentEnd([word], what: "statement")
    guard end > index else { throw unexpected() }
    let statement = try statement(of: Parser(fragmentOf: self, index..<end))
    index = end
    return statement
  }

  mutating func statement(of fragment: Parser) throws(ParseFailure) -> Statement {
    var fragment = fragment
    let kind = try fragment.statementKind()
    guard fragment.token.kind == .end else { throw fragment.unexpected() }
    height = max(height, fragment.height)
    return Statement(kind, at: fragment.range(from: 0))
  }

  /// The place of the first of these words outside parentheses.
  func fragmentEnd(_ words: [String], what: String) throws(ParseFailure) -> Int {
    var place = index
    var open = 0
    while true {
      let token = tokens[place]
      if token.kind == .invalid { throw unexpected(at: place) }
      if open == 0, words.contains(where: { matches(token, $0) }) { return place }
      if token.kind == .end || matches(token, ";") {
        if token.kind == .end, words.contains(";") {
          throw failure("unexpected end of function definition at end of input", from: tokens.count - 1)
        }
        if open > 0 { throw ParseFailure(.syntaxError, "mismatched parentheses", at: token.range) }
        let wanted = words.filter { $0 != "," }.map { $0.uppercased() }.joined(separator: " or ")
        throw ParseFailure(.syntaxError, "missing \"\(wanted)\" at end of SQL \(what)", at: token.range)
      }
      if matches(token, "(") || matches(token, "[") { open += 1 }
      if matches(token, ")") || matches(token, "]") {
        open -= 1
        if open < 0 { throw ParseFailure(.syntaxError, "mismatched parentheses", at: token.range) }
      }
      place += 1
    }
  }
}
