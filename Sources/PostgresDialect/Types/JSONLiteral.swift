/// A reader of JSON text that takes what PostgreSQL takes.
struct JSONLiteral {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// Nil when the text is no JSON.
  static func read(_ text: String) -> JSON? {
    var parser = JSONLiteral(bytes: Array(text.utf8))
    guard let value = parser.value() else { return nil }
    parser.skipBlanks()
    return parser.position == parser.bytes.count ? value : nil
  }

  /// As `jsonb` prints it.
  static func normalized(_ text: String) -> String? { read(text)?.normalized.text }

  static func quoted(_ text: String) -> String { JSON.quoted(text) }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func skipBlanks() {
    while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
  }

  private mutating func consume(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value() -> JSON? {
    depth += 1
    defer { depth -= 1 }
    // SQLite's own JSON functions stop at 1,000 levels: https://sqlite.org/json1.html
    guard depth <= 500 else { return nil }
    skipBlanks()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return word("true") ? .boolean(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .boolean(false) : nil
    case UInt8(ascii: "n"): return word("null") ? .null : nil
    default: return number().map { .number($0) }
    }
  }

  private mutating func object() -> JSON? {
    guard consume("{") else { return nil }
    if consume("}") { return .object([]) }
    var members: [JSON.Member] = []
    repeat {
      skipBlanks()
      guard let key = string(), consume(":"), let member = value() else { return nil }
      members.append(JSON.Member(key, member))
    } while consume(",")
    return consume("}") ? .object(members) : nil
  }

  private mutating func array() -> JSON? {
    guard consume("[") else { return nil }
    if consume("]") { return .array([]) }
    var elements: [JSON] = []
    repeat {
      guard let element = value() else { return nil }
      elements.append(element)
    } while consume(",")
    return consume("]") ? .array(elements) : nil
  }

  /// A string without its quotes and escapes.
  private mutating func string() -> String? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
    position += 1
    var scalars: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        return String(decoding: scalars, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = escape() else { return nil }
        scalars += Array(String(escaped).utf8)
      case 0..<32:
        return nil
      default:
        scalars.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard let high = hexUnit() else { return nil }
      // jsonb has no place for NUL.
      if high == 0 { return nil }
      guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { return nil }
      position += 2
      guard let low = hexUnit(), (0xDC00..<0xE000).contains(low) else { return nil }
      return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    default: return nil
    }
  }

  private mutating func hexUnit() -> UInt32? {
    guard position + 4 <= bytes.count,
      bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { return nil }
    position += 4
    return unit
  }

  private mutating func word(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func number() -> String? {
    let start = position
    func digits(_ parser: inout JSONLiteral) -> Bool {
      let from = parser.position
      while parser.position < parser.bytes.count, (48...57).contains(parser.bytes[parser.position]) {
        parser.position += 1
      }
      return parser.position > from
    }
    func has(_ characters: String, _ parser: inout JSONLiteral) -> Bool {
      guard parser.position < parser.bytes.count, characters.utf8.contains(parser.bytes[parser.position])
      else { return false }
      parser.position += 1
      return true
    }
    _ = has("-", &self)
    if !has("0", &self), !digits(&self) { return nil }
    if has(".", &self), !digits(&self) { return nil }
    let isPlain = !has("eE", &self)
    if !isPlain {
      _ = has("+-", &self)
      if !digits(&self) { return nil }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}

extension JSON {
  /// Nil when the text is no JSON.
  package init?(_ text: String) {
    guard let value = JSONLiteral.read(text) else { return nil }
    self = value
  }
}
