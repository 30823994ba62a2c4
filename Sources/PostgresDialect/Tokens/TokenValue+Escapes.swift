extension TokenValue {
  /// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE
  func escaped(_ token: Token) throws(Diagnostic) -> String {
    let quote = UInt8(ascii: "'")
    var scanner = Scanner(bytes, token.range.lower, token.range.upper)
    var text = EscapedText()
    while scanner.skip(past: quote) {
      while let byte = scanner.byte {
        scanner.offset += 1
        if byte == quote {
          guard scanner.byte == quote else { break }
          scanner.offset += 1
          try text.append(byte: byte, token)
        } else if byte == UInt8(ascii: "\\") {
          try escape(&scanner, &text, token)
        } else {
          try text.append(byte: byte, token)
        }
      }
    }
    return try text.finish(token)
  }

  private func escape(
    _ scanner: inout Scanner, _ text: inout EscapedText, _ token: Token
  ) throws(Diagnostic) {
    guard let letter = scanner.byte else { return }
    let start = scanner.offset
    scanner.offset += 1
    switch letter {
    case UInt8(ascii: "b"): try text.append(byte: 0x08, token)
    case UInt8(ascii: "f"): try text.append(byte: 0x0C, token)
    case UInt8(ascii: "n"): try text.append(byte: 0x0A, token)
    case UInt8(ascii: "r"): try text.append(byte: 0x0D, token)
    case UInt8(ascii: "t"): try text.append(byte: 0x09, token)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      scanner.offset = start
      let value = scanner.number(radix: 8, digits: 1...3) ?? 0
      try text.append(byte: UInt8(truncatingIfNeeded: value), token)
    case UInt8(ascii: "x"):
      if let value = scanner.number(radix: 16, digits: 1...2) {
        try text.append(byte: UInt8(truncatingIfNeeded: value), token)
      } else {
        try text.append(byte: letter, token)
      }
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let digits = letter == UInt8(ascii: "u") ? 4 : 8
      guard let value = scanner.number(radix: 16, digits: digits...digits) else {
        throw Self.invalidEscape(
          token, hint: "Unicode escapes must be \\uXXXX or \\UXXXXXXXX.", .invalidEscapeSequence)
      }
      try text.append(codePoint: value, token)
    default: try text.append(byte: letter, token)
    }
  }

  /// `U&'d\0061t\+000061' UESCAPE '!'`
  /// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-UESCAPE
  func unicode(_ token: Token, quote: UInt8) throws(Diagnostic) -> String {
    var scanner = Scanner(bytes, token.range.lower, token.range.upper)
    var body: [UInt8] = []
    guard scanner.skip(past: quote) else { return "" }
    body += scanner.quoted(quote)
    var lexer = Lexer(
      SourceText(bytes: bytes, name: ""), range: SourceRange(scanner.offset, token.range.upper))
    while quote == UInt8(ascii: "'"), lexer.skipContinuation() {
      scanner.offset = lexer.offset + 1
      body += scanner.quoted(quote)
      lexer.offset = scanner.offset
    }
    var escape = UInt8(ascii: "\\")
    _ = lexer.next()
    let clause = lexer.next()
    if clause.kind == .string {
      let text = Array(try string(clause).utf8)
      guard text.count == 1, text[0].hexadecimalValue == nil, !text[0].isBlank,
        text[0] != UInt8(ascii: "+"), text[0] != UInt8(ascii: "'"), text[0] != UInt8(ascii: "\"")
      else {
        throw Diagnostic(.error, .syntaxError, "invalid Unicode escape character", at: clause.range)
      }
      escape = text[0]
    }
    return try unescaped(body, escape, token)
  }

  private func unescaped(_ body: [UInt8], _ escape: UInt8, _ token: Token) throws(Diagnostic) -> String {
    var scanner = Scanner(body, 0, body.count)
    var text = EscapedText()
    while let byte = scanner.byte {
      scanner.offset += 1
      guard byte == escape else {
        try text.append(byte: byte, token)
        continue
      }
      if scanner.byte == escape {
        scanner.offset += 1
        try text.append(byte: escape, token)
        continue
      }
      let isLong = scanner.byte == UInt8(ascii: "+")
      if isLong { scanner.offset += 1 }
      guard let value = scanner.number(radix: 16, digits: isLong ? 6...6 : 4...4) else {
        throw Self.invalidEscape(token, hint: "Unicode escapes must be \\XXXX or \\+XXXXXX.", .syntaxError)
      }
      try text.append(codePoint: value, token)
    }
    return try text.finish(token)
  }

  fileprivate static func invalidEscape(_ token: Token, hint: String?, _ state: SQLState) -> Diagnostic {
    Diagnostic(.error, state, "invalid Unicode escape", hint: hint, at: token.range)
  }
}

/// Collects a string with escapes; a high surrogate waits for its low one.
private struct EscapedText {
  private var bytes: [UInt8] = []
  private var highSurrogate: UInt32?

  mutating func append(byte: UInt8, _ token: Token) throws(Diagnostic) {
    try expectNoSurrogate(token)
    bytes.append(byte)
  }

  mutating func append(codePoint: UInt32, _ token: Token) throws(Diagnostic) {
    if let high = highSurrogate {
      highSurrogate = nil
      guard (0xDC00...0xDFFF).contains(codePoint),
        let scalar = Unicode.Scalar(0x10000 + ((high & 0x3FF) << 10) + (codePoint & 0x3FF))
      else { throw invalidPair(token) }
      bytes += Array(String(scalar).utf8)
    } else if (0xD800...0xDBFF).contains(codePoint) {
      highSurrogate = codePoint
    } else if (0xDC00...0xDFFF).contains(codePoint) {
      throw invalidPair(token)
    } else if codePoint != 0, let scalar = Unicode.Scalar(codePoint) {
      bytes += Array(String(scalar).utf8)
    } else {
      throw Diagnostic(.error, .syntaxError, "invalid Unicode escape value", at: token.range)
    }
  }

  /// Octal and hexadecimal escapes may have spoilt the encoding.
  func finish(_ token: Token) throws(Diagnostic) -> String {
    try expectNoSurrogate(token)
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw Diagnostic(
        .error, .characterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\"", at: token.range)
    }
    return text
  }

  private func expectNoSurrogate(_ token: Token) throws(Diagnostic) {
    if highSurrogate != nil { throw invalidPair(token) }
  }

  private func invalidPair(_ token: Token) -> Diagnostic {
    Diagnostic(.error, .syntaxError, "invalid Unicode surrogate pair", at: token.range)
  }
}
