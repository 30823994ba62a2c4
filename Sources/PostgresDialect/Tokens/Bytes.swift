/// The character classes of PostgreSQL's lexer. Any byte above ASCII may be part of a word.
extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  var isWordStart: Bool { isLetter || self == UInt8(ascii: "_") || self >= 0x80 }

  var isWordPart: Bool { isWordStart || isDigit || self == UInt8(ascii: "$") }

  var isLetter: Bool { folded >= 0x61 && folded <= 0x7A }

  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D }

  var isNewline: Bool { self == 0x0A || self == 0x0D }

  var isOperatorByte: Bool {
    switch self {
    case UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "^"),
      UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"), UInt8(ascii: "?"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "="):
      true
    default: false
    }
  }

  /// Lower case for ASCII letters. PostgreSQL folds no others in a UTF-8 database.
  var folded: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

  var hexadecimalValue: UInt32? {
    switch folded {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x61...0x66: UInt32(folded - 0x61) + 10
    default: nil
    }
  }
}

extension Lexer {
  /// The first byte that PostgreSQL would refuse the whole text for: NUL, or one that is no UTF-8.
  func firstUnreadableByte() -> (offset: Int, message: String)? {
    var index = offset
    while index < end {
      let byte = bytes[index]
      if byte == 0 { return (index, "invalid byte sequence for encoding \"UTF8\": 0x00") }
      if byte < 0x80 {
        index += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      guard isScalar(at: index, length: length) else {
        return (index, "invalid byte sequence for encoding \"UTF8\": 0x\(String(byte, radix: 16))")
      }
      index += length
    }
    return nil
  }

  private func isScalar(at index: Int, length: Int) -> Bool {
    guard bytes[index] >= 0xC2, bytes[index] <= 0xF4, index + length <= end else { return false }
    for next in index + 1..<index + length where bytes[next] & 0xC0 != 0x80 { return false }
    // Overlong forms, surrogates and values past the last scalar.
    switch bytes[index] {
    case 0xE0: return bytes[index + 1] >= 0xA0
    case 0xED: return bytes[index + 1] < 0xA0
    case 0xF0: return bytes[index + 1] >= 0x90
    case 0xF4: return bytes[index + 1] < 0x90
    default: return true
    }
  }
}

extension SQLState {
  static let characterNotInRepertoire = SQLState("22021")
  static let invalidEscapeSequence = SQLState("22025")
  static let invalidFunctionDefinition = SQLState("42P13")
}
