extension Lexer {
  /// `42`, `3.5`, `4.`, `.001`, `5e2`: https://www.postgresql.org/docs/15/sql-syntax-lexical.html
  mutating func number() -> Token {
    let start = offset
    var kind = TokenKind.integer
    skipDigits()
    // `1..2` is two numbers around `..`.
    if at(offset) == UInt8(ascii: "."), offset == start || at(offset + 1) != UInt8(ascii: ".") {
      kind = .decimal
      offset += 1
      skipDigits()
    }
    if at(offset).folded == UInt8(ascii: "e") {
      let sign = at(offset + 1)
      let digits = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? offset + 2 : offset + 1
      if isDigit(at: digits) {
        kind = .decimal
        offset = digits
        skipDigits()
      }
    }
    return junk(after: "numeric literal", from: start) ?? Token(kind, start, offset)
  }

  /// A number that a word follows at once is refused since PostgreSQL 15:
  /// https://www.postgresql.org/docs/15/release-15.html
  mutating func junk(after what: String, from start: Int) -> Token? {
    guard at(offset).isWordStart else { return nil }
    while at(offset).isWordPart { offset += 1 }
    return invalid(from: start, "trailing junk after \(what) at or near \"\(text(start, offset))\"")
  }

  private mutating func skipDigits() {
    while isDigit(at: offset) { offset += 1 }
  }

  /// The longest run of operator characters, cut where a comment starts, and before a final `+` or `-`
  /// unless a character of `~ ! @ # ^ & | ? %` or a backquote stands in it:
  /// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-OPERATORS
  mutating func operatorToken() -> Token {
    let start = offset
    while at(offset).isOperatorByte, offset == start || !startsComment(at: offset) { offset += 1 }
    dropSigns(from: start)
    guard offset - start < 64 else { return invalid(from: start, "operator too long") }
    let isArrow = offset - start == 2 && at(start) == UInt8(ascii: "=") && at(start + 1) == UInt8(ascii: ">")
    return Token(isArrow ? .punctuation : .operator, start, offset)
  }

  private mutating func dropSigns(from start: Int) {
    while offset - start > 1 {
      let last = bytes[offset - 1]
      guard last == UInt8(ascii: "+") || last == UInt8(ascii: "-") else { return }
      if bytes[start..<offset - 1].contains(where: \.allowsTrailingSign) { return }
      offset -= 1
    }
  }

  private func startsComment(at index: Int) -> Bool {
    let pair = (at(index), at(index + 1))
    return pair == (UInt8(ascii: "-"), UInt8(ascii: "-")) || pair == (UInt8(ascii: "/"), UInt8(ascii: "*"))
  }
}

extension UInt8 {
  fileprivate var allowsTrailingSign: Bool {
    switch self {
    case UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "^"),
      UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "?"), UInt8(ascii: "%"):
      true
    default: false
    }
  }
}
