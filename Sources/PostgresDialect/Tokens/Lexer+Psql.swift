/// What only `psql` understands, and `pg_dump` writes: rows behind `COPY … FROM stdin;`, and commands that begin with a
/// backslash. https://www.postgresql.org/docs/15/app-psql.html
extension Lexer {
  /// Commands that change nothing of what the statements mean.
  private static let harmless: Set<String> = [
    "connect", "c", "encoding", "restrict", "unrestrict", "echo", "qecho", "warn", "pset", "set", "unset",
    "timing",
    "x", "t", "a", "q", "r", "p", "prompt", "errverbose", "conninfo",
  ]

  /// Skips a command at the start of a line between statements; nil unless it is one that cannot be skipped.
  mutating func skipCommands() -> Token? {
    while true {
      if let unterminated = skipBlanks() { return unterminated }
      guard at(offset) == UInt8(ascii: "\\"),
        at(offset + 1).isWordStart || at(offset + 1) == UInt8(ascii: "!"),
        offset == 0 || bytes[offset - 1].isNewline
      else { return nil }
      let start = offset
      offset += 1
      while at(offset).isWordPart { offset += 1 }
      let name = text(start + 1, offset)
      skipLineComment()
      guard Self.harmless.contains(name) else {
        let token = invalid(from: start, "psql's \\\(name) is not supported yet", .featureNotSupported)
        return token
      }
    }
  }

  /// The lines behind a `COPY … FROM stdin;` up to `\.`, which is passed over; nil where its own line goes on.
  mutating func copyData() -> Token? {
    var next = offset
    while next < end, !bytes[next].isNewline, bytes[next].isBlank { next += 1 }
    guard next < end, bytes[next].isNewline else { return nil }
    offset = next
    if at(offset) == UInt8(ascii: "\r") { offset += 1 }
    if at(offset) == UInt8(ascii: "\n") { offset += 1 }
    let start = offset
    while offset < end {
      let line = offset
      skipLineComment()
      var length = offset - line
      if length > 0, bytes[line + length - 1] == UInt8(ascii: "\r") { length -= 1 }
      let isEnd = length == 2 && bytes[line] == UInt8(ascii: "\\") && bytes[line + 1] == UInt8(ascii: ".")
      if at(offset) == UInt8(ascii: "\r") { offset += 1 }
      if at(offset) == UInt8(ascii: "\n") { offset += 1 }
      if isEnd { return Token(.copyData, start, line) }
    }
    return Token(.copyData, start, offset)
  }
}

/// Where in a statement the lexer is, as far as rows may follow it.
struct CopyState {
  private var isEmpty = true
  private var isCopy = false
  private var readsInput = false

  var isAtStart: Bool { isEmpty }

  /// Takes a token in; true at the end of a statement behind which rows stand.
  mutating func take(_ token: Token, _ lexer: Lexer) -> Bool {
    if token.kind == .punctuation, lexer.bytes[token.range.lower] == UInt8(ascii: ";") {
      defer { self = CopyState() }
      return isCopy && readsInput
    }
    if isEmpty { isCopy = lexer.isWord(token, "copy") }
    if isCopy, lexer.isWord(token, "stdin") { readsInput = true }
    isEmpty = false
    return false
  }
}

extension Lexer {
  fileprivate func isWord(_ token: Token, _ word: String) -> Bool {
    token.kind == .identifier && token.range.upper - token.range.lower == word.utf8.count
      && text(token.range.lower, token.range.upper).lowercased() == word
  }
}
