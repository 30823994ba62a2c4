/// Cuts a text, or a section of one, into tokens by PostgreSQL 15's rules:
/// https://www.postgresql.org/docs/15/sql-syntax-lexical.html
///
/// `next()` gives one token after another and `.end` for ever after. A token that is wrong in itself is
/// `.invalid`; `failure` then says why, and the next call goes on behind it.
struct Lexer {
  let bytes: [UInt8]
  let end: Int
  var offset: Int
  /// Why the last token is `.invalid`.
  var failure: Diagnostic?

  init(_ source: SourceText, range: SourceRange? = nil) {
    let range = range ?? source.range
    bytes = source.bytes
    end = max(0, min(range.upper, source.bytes.count))
    offset = max(0, min(range.lower, end))
    // A byte order mark says how the file is encoded and is no part of the text.
    if offset == 0, end >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
  }

  /// All tokens of a text, closed by `.end`.
  static func tokens(of source: SourceText, range: SourceRange? = nil) -> TokenList {
    var lexer = Lexer(source, range: range)
    let broken = lexer.firstUnreadableByte()
    var list = TokenList(tokens: [], failures: [:])
    var state = CopyState()
    while true {
      var token = (state.isAtStart ? lexer.skipCommands() : nil) ?? lexer.next()
      if let broken, token.range.upper > broken.offset || token.kind == .end {
        token = Token(.invalid, broken.offset, broken.offset + 1)
        lexer.failure = Diagnostic(.error, .characterNotInRepertoire, broken.message, at: token.range)
        lexer.offset = lexer.end
      }
      if token.kind == .invalid, let failure = lexer.failure {
        list.failures[list.tokens.count] = failure
        lexer.failure = nil
      }
      list.tokens.append(token)
      if token.kind == .end { return list }
      if state.take(token, lexer), let data = lexer.copyData() { list.tokens.append(data) }
      if let broken, token.range.lower == broken.offset {
        list.tokens.append(Token(.end, lexer.end, lexer.end))
        return list
      }
    }
  }

  mutating func next() -> Token {
    if let unterminated = skipBlanks() { return unterminated }
    guard offset < end else { return Token(.end, end, end) }
    let start = offset
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "'"): return quoted(.string, from: start)
    case UInt8(ascii: "\""): return quotedIdentifier(.quotedIdentifier, from: start)
    case UInt8(ascii: "$"): return dollar()
    case UInt8(ascii: "."):
      if isDigit(at: offset + 1) { return number() }
      return punctuation(length: at(offset + 1) == UInt8(ascii: ".") ? 2 : 1)
    case UInt8(ascii: ":"):
      let following = at(offset + 1)
      return punctuation(length: following == UInt8(ascii: ":") || following == UInt8(ascii: "=") ? 2 : 1)
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","),
      UInt8(ascii: ";"):
      return punctuation(length: 1)
    default: break
    }
    if byte.isDigit { return number() }
    if byte.isWordStart { return prefixedLiteral() ?? word() }
    if byte.isOperatorByte { return operatorToken() }
    offset += 1
    return invalid(from: start, "syntax error at or near \"\(text(start, offset))\"")
  }
}

extension Lexer {
  /// The byte at a place inside the section, or zero, which no token contains.
  func at(_ index: Int) -> UInt8 { index >= 0 && index < end ? bytes[index] : 0 }

  func isDigit(at index: Int) -> Bool { at(index).isDigit }

  func text(_ lower: Int, _ upper: Int) -> String {
    String(decoding: bytes[max(0, lower)..<max(lower, min(upper, end))], as: UTF8.self)
  }

  mutating func invalid(
    from start: Int, _ message: String, _ state: SQLState = .syntaxError
  ) -> Token {
    let token = Token(.invalid, start, offset)
    failure = Diagnostic(.error, state, message, at: token.range)
    return token
  }

  private mutating func punctuation(length: Int) -> Token {
    offset += length
    return Token(.punctuation, offset - length, offset)
  }

  private mutating func word() -> Token {
    let start = offset
    while at(offset).isWordPart { offset += 1 }
    var token = Token(.identifier, start, offset)
    if offset - start <= Keywords.maximumLength,
      let entry = Keywords.entry(String(decoding: bytes[start..<offset].lazy.map(\.folded), as: UTF8.self))
    {
      token.category = entry.category
      token.isBareLabel = entry.isBareLabel
    } else {
      token.isBareLabel = true
    }
    return token
  }

  /// Skips blanks and comments; an unterminated comment is a token that is wrong.
  mutating func skipBlanks() -> Token? {
    while offset < end {
      let byte = bytes[offset]
      if byte.isBlank {
        offset += 1
      } else if byte == UInt8(ascii: "-"), at(offset + 1) == UInt8(ascii: "-") {
        skipLineComment()
      } else if byte == UInt8(ascii: "/"), at(offset + 1) == UInt8(ascii: "*") {
        let start = offset
        guard skipBlockComment() else { return invalid(from: start, "unterminated /* comment") }
      } else {
        return nil
      }
    }
    return nil
  }

  mutating func skipLineComment() {
    while offset < end, !bytes[offset].isNewline { offset += 1 }
  }

  /// Block comments nest.
  @discardableResult
  mutating func skipBlockComment() -> Bool {
    var depth = 0
    while offset < end {
      let pair = (bytes[offset], at(offset + 1))
      if pair == (UInt8(ascii: "/"), UInt8(ascii: "*")) {
        depth += 1
        offset += 2
      } else if pair == (UInt8(ascii: "*"), UInt8(ascii: "/")) {
        depth -= 1
        offset += 2
        if depth == 0 { return true }
      } else {
        offset += 1
      }
    }
    return false
  }
}
