extension SourceText {
  /// The `--` comments that stand alone on their lines, without the line endings.
  /// What looks like one inside a string or a block comment is none.
  package func lineComments(in range: SourceRange? = nil) -> [SourceRange] {
    var lexer = Lexer(self, range: range)
    var comments: [SourceRange] = []
    var gap = lexer.offset
    while true {
      let token = lexer.next()
      // A comment that never ends hides all that follows.
      comments += lineComments(between: gap, and: token.range.lower)
      gap = max(token.range.upper, gap)
      if token.kind == .end { return comments }
    }
  }

  /// The first token that is no blank and no comment; nil when there is none.
  package func firstToken(in range: SourceRange? = nil) -> SourceRange? {
    var lexer = Lexer(self, range: range)
    let token = lexer.next()
    return token.kind == .end ? nil : token.range
  }

  /// The unquoted words of a text, in lower case.
  package func words() -> [String] {
    Lexer.tokens(of: self, range: range).tokens.filter { $0.kind == .identifier }.map {
      self[$0.range].lowercased()
    }
  }

  /// The words of a text as they name things: in lower case where they stand without quotes.
  func names() -> [String] {
    Lexer.tokens(of: self, range: range).tokens.compactMap { token in
      switch token.kind {
      case .identifier: self[token.range].lowercased()
      case .quotedIdentifier: String(self[token.range].dropFirst().dropLast())
      default: nil
      }
    }
  }

  /// The comments of a stretch that holds nothing but blanks and comments.
  private func lineComments(between lower: Int, and upper: Int) -> [SourceRange] {
    var lexer = Lexer(self, range: SourceRange(lower, upper))
    var comments: [SourceRange] = []
    while lexer.offset < upper {
      let start = lexer.offset
      guard lexer.at(start) == UInt8(ascii: "-") else {
        if lexer.at(start) == UInt8(ascii: "/") {
          lexer.skipBlockComment()
        } else {
          lexer.offset += 1
        }
        continue
      }
      lexer.skipLineComment()
      if isAloneOnLine(start) { comments.append(SourceRange(start, lexer.offset)) }
    }
    return comments
  }

  private func isAloneOnLine(_ offset: Int) -> Bool {
    var index = offset
    while index > 0, !bytes[index - 1].isNewline {
      index -= 1
      let isMark = index < 3 && bytes[index] >= 0x80
      guard bytes[index].isBlank || isMark else { return false }
    }
    return true
  }

  /// The meaning of a text as bytes, for checksums: its tokens without comments, blanks and line endings,
  /// unquoted words in lower case. Strings keep their bytes, with `\r\n` as `\n`. Every token is preceded by
  /// its class and closed by a zero byte, which no token contains. A text that cannot be cut into tokens
  /// stands for itself, with its line endings made `\n`.
  package func significantTokens(in range: SourceRange? = nil) -> [UInt8] {
    let range = range ?? self.range
    let list = Lexer.tokens(of: self, range: range)
    guard list.failures.isEmpty else { return normalized(range) }
    var result: [UInt8] = []
    for token in list.tokens where token.kind != .end {
      result.append(token.kind.checksumClass)
      if token.kind == .identifier {
        result += bytes[token.range.lower..<token.range.upper].lazy.map(\.folded)
      } else {
        result += normalized(token.range)
      }
      result.append(0)
    }
    return result
  }

  private func normalized(_ range: SourceRange) -> [UInt8] {
    let lower = max(0, min(range.lower, bytes.count))
    let upper = max(lower, min(range.upper, bytes.count))
    let carriageReturn = UInt8(ascii: "\r")
    let newline = UInt8(ascii: "\n")
    return (lower..<upper).compactMap { index in
      bytes[index] == carriageReturn && index + 1 < upper && bytes[index + 1] == newline
        ? nil : bytes[index]
    }
  }
}

extension TokenKind {
  /// Written into checksums: never change these.
  fileprivate var checksumClass: UInt8 {
    switch self {
    case .identifier: UInt8(ascii: "w")
    case .quotedIdentifier: UInt8(ascii: "q")
    case .unicodeIdentifier: UInt8(ascii: "Q")
    case .string: UInt8(ascii: "s")
    case .escapeString: UInt8(ascii: "e")
    case .unicodeString: UInt8(ascii: "u")
    case .nationalString: UInt8(ascii: "n")
    case .bitString: UInt8(ascii: "b")
    case .hexString: UInt8(ascii: "x")
    case .dollarString: UInt8(ascii: "d")
    case .copyData: UInt8(ascii: "R")
    case .integer: UInt8(ascii: "i")
    case .decimal: UInt8(ascii: "f")
    case .parameter: UInt8(ascii: "p")
    case .operator: UInt8(ascii: "o")
    case .punctuation: UInt8(ascii: "c")
    case .end, .invalid: UInt8(ascii: "!")
    }
  }
}
