/// One token of SQLite's own SQL: https://sqlite.org/lang_expr.html, https://sqlite.org/lang_keywords.html
struct SQLiteToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// An unquoted word in lower case.
    case word(String)
    /// A name in any of SQLite's four quotes, or a string; what it means.
    case quoted(String)
    case symbol(UInt8)
    /// Numbers, blobs, parameters.
    case other
  }

  var kind: Kind
  /// Bytes of the text.
  var range: Range<Int>

  /// What it means as a name.
  var name: String? {
    switch kind {
    case .word(let text), .quoted(let text): text
    case .symbol, .other: nil
    }
  }

  func isSymbol(_ character: Unicode.Scalar) -> Bool { kind == .symbol(UInt8(ascii: character)) }
  func isWord(_ words: String...) -> Bool {
    if case .word(let text) = kind { words.contains(text) } else { false }
  }
}

enum SQLiteTokens {
  /// All tokens but blanks and comments; nil when a quote or comment does not end.
  static func tokens(of text: String) -> [SQLiteToken]? {
    let bytes = Array(text.utf8)
    var tokens: [SQLiteToken] = []
    var index = 0
    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: " "), 9, 10, 12, 13:
        index += 1
        continue
      case UInt8(ascii: "-") where index + 1 < bytes.count && bytes[index + 1] == byte:
        while index < bytes.count, bytes[index] != 10 { index += 1 }
        continue
      case UInt8(ascii: "/") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "*"):
        index += 2
        while index + 1 < bytes.count,
          !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/"))
        { index += 1 }
        guard index + 1 < bytes.count else { return nil }
        index += 2
        continue
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "["):
        guard let meaning = quoted(bytes, &index) else { return nil }
        tokens.append(SQLiteToken(kind: .quoted(meaning), range: start..<index))
        continue
      default: break
      }
      if isWordStart(byte) {
        while index < bytes.count,
          isWordStart(bytes[index]) || isDigit(bytes[index]) || bytes[index] == UInt8(ascii: "$")
        { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        tokens.append(SQLiteToken(kind: .word(word.lowercased()), range: start..<index))
      } else if isDigit(byte) {
        while index < bytes.count,
          isWordStart(bytes[index]) || isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".")
        { index += 1 }
        tokens.append(SQLiteToken(kind: .other, range: start..<index))
      } else {
        index += 1
        tokens.append(SQLiteToken(kind: .symbol(byte), range: start..<index))
      }
    }
    return tokens
  }

  private static func quoted(_ bytes: [UInt8], _ index: inout Int) -> String? {
    let open = bytes[index]
    let close = open == UInt8(ascii: "[") ? UInt8(ascii: "]") : open
    var meaning: [UInt8] = []
    index += 1
    while index < bytes.count {
      if bytes[index] == close {
        index += 1
        // A doubled quote stands for itself; brackets know no such thing.
        guard open == close, index < bytes.count, bytes[index] == close else {
          return String(decoding: meaning, as: UTF8.self)
        }
      }
      meaning.append(bytes[index])
      index += 1
    }
    return nil
  }

  private static func isWordStart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
