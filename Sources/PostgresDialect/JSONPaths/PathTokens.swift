/// The words and signs of a path: https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/jsonpath_scan.l
enum PathToken: Sendable, Hashable {
  /// A name, with nothing escaped in it, so that it may be a key word.
  case word(String)
  case name(String)
  case string(String)
  case variable(String)
  case number(String)
  case sign(String)
  case end
}

struct PathLexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private let text: String

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  static func tokens(_ text: String) throws(Diagnostic) -> [PathToken] {
    var lexer = PathLexer(text)
    var tokens: [PathToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token == .end { return tokens }
    }
  }

  func failure(_ what: String) -> Diagnostic {
    let place = position < scalars.count ? "at or near \"\(scalars[position])\" of" : "at end of"
    return Diagnostic(.error, .syntaxError, "\(what) \(place) jsonpath input")
  }

  private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private func peek(_ offset: Int) -> Unicode.Scalar? {
    position + offset < scalars.count ? scalars[position + offset] : nil
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    " \t\n\r\u{c}".unicodeScalars.contains(scalar)
  }

  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    "?%$.[]{}()|&!=<>@#,*:-+/\\\"".unicodeScalars.contains(scalar) || isBlank(scalar)
  }

  private static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { (48...57).contains($0.value) } ?? false
  }

  private mutating func next() throws(Diagnostic) -> PathToken {
    while let scalar = current {
      if Self.isBlank(scalar) {
        position += 1
      } else if scalar == "/", peek(1) == "*" {
        position += 2
        while current != nil, !(current == "*" && peek(1) == "/") { position += 1 }
        guard current != nil else { throw failure("unexpected end of comment") }
        position += 2
      } else {
        break
      }
    }
    guard let scalar = current else { return .end }
    switch scalar {
    case "\"":
      return .string(try quoted())
    case "$":
      position += 1
      if current == "\"" { return .variable(try quoted()) }
      guard let next = current, !Self.isSpecial(next) || next == "\\" else { return .sign("$") }
      return .variable(try name().text)
    case "." where Self.isDigit(peek(1)), "0"..."9": return .number(try number())
    default: break
    }
    guard Self.isSpecial(scalar), scalar != "\\" else {
      let (text, isEscaped) = try name()
      return isEscaped ? .name(text) : .word(text)
    }
    for sign in ["&&", "||", "==", "!=", "<>", "<=", ">=", "**"] {
      if Array(sign.unicodeScalars) == Array(scalars[position...].prefix(2)) {
        position += 2
        return .sign(sign == "<>" ? "!=" : sign)
      }
    }
    position += 1
    return .sign(String(Character(scalar)))
  }

  private mutating func number() throws(Diagnostic) -> String {
    let start = position
    func digits(_ lexer: inout PathLexer) { while Self.isDigit(lexer.current) { lexer.position += 1 } }
    digits(&self)
    if position - start > 1, scalars[start] == "0" { throw failure("trailing junk after numeric literal") }
    if current == "." {
      position += 1
      digits(&self)
    }
    if current == "e" || current == "E" {
      position += 1
      if current == "+" || current == "-" { position += 1 }
      guard Self.isDigit(current) else { throw failure("invalid numeric literal") }
      digits(&self)
    }
    if let next = current, !Self.isSpecial(next) || next == "\\" {
      throw failure("trailing junk after numeric literal")
    }
    let text = String(String.UnicodeScalarView(scalars[start..<position]))
    guard let number = DecimalNumber(text.hasSuffix(".") ? text + "0" : text) else {
      throw failure("invalid numeric literal")
    }
    return text.hasSuffix(".") ? number.truncated(to: 0).description : number.description
  }

  private mutating func name() throws(Diagnostic) -> (text: String, isEscaped: Bool) {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    while let scalar = current {
      if scalar == "\\" {
        isEscaped = true
        result.append(try escape())
      } else if Self.isSpecial(scalar) {
        break
      } else {
        result.append(scalar)
        position += 1
      }
    }
    return (String(result), isEscaped)
  }

  private mutating func quoted() throws(Diagnostic) -> String {
    position += 1
    var result = String.UnicodeScalarView()
    while let scalar = current {
      if scalar == "\"" {
        position += 1
        return String(result)
      }
      if scalar == "\\" {
        result.append(try escape())
      } else {
        result.append(scalar)
        position += 1
      }
    }
    throw failure("unterminated quoted string")
  }

  private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
    position += 1
    guard let scalar = current else { throw failure("unexpected end after backslash") }
    position += 1
    switch scalar {
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{b}"
    case "x":
      guard let value = hexadecimal(2), let scalar = Unicode.Scalar(value), value != 0 else {
        throw failure("invalid hexadecimal character sequence")
      }
      return scalar
    case "u": return try unicode()
    default: return scalar
    }
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    let digits = scalars[min(position, scalars.count)...].prefix(count)
    guard digits.count == count, let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
    else {
      return nil
    }
    position += count
    return value
  }

  private mutating func unicode() throws(Diagnostic) -> Unicode.Scalar {
    var value: UInt32?
    if current == "{" {
      let digits = scalars[(position + 1)...].prefix { $0 != "}" }
      if (1...6).contains(digits.count), position + 1 + digits.count < scalars.count {
        value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
        position += digits.count + 2
      }
    } else {
      value = hexadecimal(4)
    }
    if let high = value, (0xD800..<0xDC00).contains(high), current == "\\", peek(1) == "u" {
      position += 2
      guard let low = hexadecimal(4), (0xDC00..<0xE000).contains(low) else {
        throw Diagnostic(
          .error, .invalidTextRepresentation, "Unicode low surrogate must follow a high surrogate.")
      }
      value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let value, value != 0, let scalar = Unicode.Scalar(value) else {
      throw value == 0
        ? Diagnostic(.error, SQLState("22P05"), "unsupported Unicode escape sequence")
        : failure("invalid Unicode escape sequence")
    }
    return scalar
  }
}
