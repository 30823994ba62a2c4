extension Lexer {
  /// `E'…'`, `B'…'`, `X'…'`, `N'…'`, `U&'…'`, `U&"…"`; nil when the letter starts a plain word.
  mutating func prefixedLiteral() -> Token? {
    let start = offset
    let quote = UInt8(ascii: "'")
    if at(offset + 1) == quote {
      let kind: TokenKind
      switch bytes[offset].folded {
      case UInt8(ascii: "e"): kind = .escapeString
      case UInt8(ascii: "b"): kind = .bitString
      case UInt8(ascii: "x"): kind = .hexString
      case UInt8(ascii: "n"): kind = .nationalString
      default: return nil
      }
      offset += 1
      return quoted(kind, from: start)
    }
    guard bytes[offset].folded == UInt8(ascii: "u"), at(offset + 1) == UInt8(ascii: "&") else { return nil }
    if at(offset + 2) == quote {
      offset += 2
      return withEscapeClause(quoted(.unicodeString, from: start))
    }
    if at(offset + 2) == UInt8(ascii: "\"") {
      offset += 2
      return withEscapeClause(quotedIdentifier(.unicodeIdentifier, from: start))
    }
    return nil
  }

  /// A string constant with the pieces that continue it on later lines. `offset` is at its quote.
  mutating func quoted(_ kind: TokenKind, from start: Int) -> Token {
    repeat {
      guard skipQuoted(UInt8(ascii: "'"), escapes: kind == .escapeString) else {
        return invalid(from: start, "unterminated \(kind.literalName)")
      }
    } while skipContinuation()
    let token = Token(kind, start, offset)
    if kind == .escapeString || kind == .nationalString {
      return checked(token)
    }
    return token
  }

  mutating func quotedIdentifier(_ kind: TokenKind, from start: Int) -> Token {
    let opening = offset
    guard skipQuoted(UInt8(ascii: "\""), escapes: false) else {
      return invalid(from: start, "unterminated quoted identifier")
    }
    guard offset - opening > 2 else {
      return invalid(
        from: start, "zero-length delimited identifier at or near \"\(text(start, offset))\"")
    }
    return Token(kind, start, offset)
  }

  /// Moves behind the closing quote; a doubled quote is part of the text.
  private mutating func skipQuoted(_ quote: UInt8, escapes: Bool) -> Bool {
    offset += 1
    while offset < end {
      let byte = bytes[offset]
      if byte == quote {
        offset += 1
        if at(offset) != quote { return true }
        offset += 1
      } else if escapes, byte == UInt8(ascii: "\\") {
        offset = min(end, offset + 2)
      } else {
        offset += 1
      }
    }
    return false
  }

  /// Moves to the next piece of a string when only blanks with a newline, and line comments, stand between.
  /// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS
  mutating func skipContinuation() -> Bool {
    let start = offset
    var sawNewline = false
    while offset < end {
      let byte = bytes[offset]
      if byte.isBlank {
        sawNewline = sawNewline || byte.isNewline
        offset += 1
      } else if byte == UInt8(ascii: "-"), at(offset + 1) == UInt8(ascii: "-") {
        skipLineComment()
      } else if byte == UInt8(ascii: "'"), sawNewline {
        return true
      } else {
        break
      }
    }
    offset = start
    return false
  }

  /// Takes `UESCAPE '!'` into the token, and checks the escapes.
  private mutating func withEscapeClause(_ token: Token) -> Token {
    guard token.kind != .invalid else { return token }
    let start = offset
    guard skipBlanks() == nil, hasWord("uescape") else {
      offset = start
      failure = nil
      return checked(token)
    }
    offset += 7
    let clause = next()
    guard clause.kind == .string else {
      return invalid(from: clause.range.lower, "UESCAPE must be followed by a simple string literal")
    }
    return checked(Token(token.kind, token.range.lower, clause.range.upper))
  }

  private func hasWord(_ word: String) -> Bool {
    var index = offset
    for byte in word.utf8 {
      guard at(index).folded == byte else { return false }
      index += 1
    }
    return !at(index).isWordPart
  }

  /// The token, or an invalid one in its place when its escapes have no value.
  private mutating func checked(_ token: Token) -> Token {
    do {
      _ = try TokenValue(bytes).string(token)
      return token
    } catch {
      failure = error
      return Token(.invalid, token.range.lower, token.range.upper)
    }
  }

  /// `$1`, `$tag$…$tag$`, or a stray dollar sign.
  mutating func dollar() -> Token {
    let start = offset
    offset += 1
    if isDigit(at: offset) {
      while isDigit(at: offset) { offset += 1 }
      if let junk = junk(after: "parameter", from: start) { return junk }
      return Token(.parameter, start, offset)
    }
    if at(offset).isWordStart {
      while at(offset).isWordPart, at(offset) != UInt8(ascii: "$") { offset += 1 }
    }
    guard at(offset) == UInt8(ascii: "$") else {
      offset = start + 1
      return invalid(from: start, "syntax error at or near \"$\"")
    }
    offset += 1
    let tag = bytes[start..<offset]
    while offset + tag.count <= end {
      if bytes[offset] == UInt8(ascii: "$"), bytes[offset..<offset + tag.count].elementsEqual(tag) {
        offset += tag.count
        return Token(.dollarString, start, offset)
      }
      offset += 1
    }
    offset = end
    return invalid(from: start, "unterminated dollar-quoted string")
  }
}

extension TokenKind {
  fileprivate var literalName: String {
    switch self {
    case .bitString: "bit string literal"
    case .hexString: "hexadecimal string literal"
    default: "quoted string"
    }
  }
}
