extension Parser {
  /// The tokens from a place to the current one in one fixed form, for what is kept as written: keywords in
  /// upper case, other words in lower case, one blank between tokens where there may be one. The form of
  /// such a text is itself.
  func canonicalText(from start: Int, to end: Int? = nil) -> String {
    var result = ""
    for place in start..<min(end ?? index, tokens.count) {
      let token = tokens[place]
      if place > start, needsBlank(between: tokens[place - 1], token) { result += " " }
      result += canonicalText(of: token)
    }
    return result
  }

  private func canonicalText(of token: Token) -> String {
    guard token.kind == .identifier else { return text(of: token) }
    return token.category == .none ? folded(token) : folded(token).uppercased()
  }

  private func needsBlank(between left: Token, _ right: Token) -> Bool {
    if matches(left, "(") || matches(left, "[") || matches(left, ".") || matches(left, "::") { return false }
    if matches(right, ")") || matches(right, "]") || matches(right, ",") || matches(right, ".") {
      return false
    }
    if matches(right, "::") || matches(right, ";") { return false }
    if matches(right, "(") || matches(right, "[") {
      return !(isLabel(left) && (left.category == .none || left.category == .unreserved))
    }
    return true
  }

  /// Moves behind the parenthesis that closes the one here.
  mutating func skipParentheses() throws(ParseFailure) {
    try expect("(")
    var open = 1
    while open > 0 {
      if token.kind == .end || token.kind == .invalid || at(";") { throw unexpected() }
      if at("(") { open += 1 }
      if at(")") { open -= 1 }
      advance()
    }
  }
}
