/// What tokens mean: names folded and cut, strings without quotes and escapes.
struct TokenValue {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// PostgreSQL's NAMEDATALEN, less the closing NUL.
  static let maximumNameLength = 63

  /// A name: folded to lower case unless quoted, and cut to 63 bytes.
  /// https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
  func identifier(_ token: Token) throws(Diagnostic) -> String {
    switch token.kind {
    case .quotedIdentifier:
      var scanner = Scanner(bytes, token.range.lower + 1, token.range.upper)
      return Self.cut(scanner.quoted(UInt8(ascii: "\"")))
    case .unicodeIdentifier:
      return Self.cut(Array(try unicode(token, quote: UInt8(ascii: "\"")).utf8))
    default:
      return Self.cut(bytes[token.range.lower..<token.range.upper].map(\.folded))
    }
  }

  /// The text of a string constant; bits and hexadecimal digits of a bit string.
  func string(_ token: Token) throws(Diagnostic) -> String {
    switch token.kind {
    case .dollarString:
      return String(decoding: bytes[dollarBody(token)], as: UTF8.self)
    case .escapeString:
      return try escaped(token)
    case .unicodeString:
      return try unicode(token, quote: UInt8(ascii: "'"))
    default:
      return String(decoding: pieces(token), as: UTF8.self)
    }
  }

  /// The bytes between the tags of a dollar-quoted string.
  func dollarBody(_ token: Token) -> Range<Int> {
    let dollar = UInt8(ascii: "$")
    let opening = bytes[(token.range.lower + 1)...].firstIndex(of: dollar) ?? token.range.lower
    let length = opening - token.range.lower + 1
    return opening + 1..<max(opening + 1, token.range.upper - length)
  }

  /// Cuts a name to 63 bytes without splitting a character.
  private static func cut(_ name: [UInt8]) -> String {
    guard name.count > maximumNameLength else { return String(decoding: name, as: UTF8.self) }
    var length = maximumNameLength
    while length > 0, name[length] & 0xC0 == 0x80 { length -= 1 }
    return String(decoding: name[..<length], as: UTF8.self)
  }

  /// All pieces of a string without escapes, joined.
  private func pieces(_ token: Token) -> [UInt8] {
    var scanner = Scanner(bytes, token.range.lower, token.range.upper)
    var text: [UInt8] = []
    while scanner.skip(past: UInt8(ascii: "'")) { text += scanner.quoted(UInt8(ascii: "'")) }
    return text
  }
}

/// Walks over the inside of one literal.
struct Scanner {
  let bytes: [UInt8]
  var offset: Int
  let end: Int

  init(_ bytes: [UInt8], _ offset: Int, _ end: Int) {
    self.bytes = bytes
    self.offset = offset
    self.end = min(end, bytes.count)
  }

  var byte: UInt8? { offset < end ? bytes[offset] : nil }

  /// Moves behind the next such byte outside line comments, if there is one.
  mutating func skip(past wanted: UInt8) -> Bool {
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "-"), offset + 1 < end, bytes[offset + 1] == byte {
        while offset < end, !bytes[offset].isNewline { offset += 1 }
      } else {
        offset += 1
        if byte == wanted { return true }
      }
    }
    return false
  }

  /// The bytes up to the closing quote, doubled quotes halved; moves behind it.
  mutating func quoted(_ quote: UInt8) -> [UInt8] {
    var text: [UInt8] = []
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      if byte == quote {
        guard offset < end, bytes[offset] == quote else { return text }
        offset += 1
      }
      text.append(byte)
    }
    return text
  }

  /// A number of so many digits, if that many stand here.
  mutating func number(radix: UInt32, digits: ClosedRange<Int>) -> UInt32? {
    var value: UInt32 = 0
    var count = 0
    while count < digits.upperBound, let digit = byte?.hexadecimalValue, digit < radix {
      value = value &* radix &+ digit
      offset += 1
      count += 1
    }
    return count >= digits.lowerBound ? value : nil
  }
}
