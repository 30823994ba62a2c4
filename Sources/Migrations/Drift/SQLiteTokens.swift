/// SQLite's SQL as a list of words that tells only what was said: no blanks, no comments, names without their quotes,
/// words in lower case. https://sqlite.org/lang_keywords.html
struct SQLiteTokens {
  private let bytes: [UInt8]
  private var index = 0

  static func tokens(of sql: String) -> [String] {
    var lexer = SQLiteTokens(bytes: Array(sql.utf8))
    var tokens: [String] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private mutating func next() -> String? {
    skipBlanks()
    guard index < bytes.count else { return nil }
    let start = index
    switch at(start) {
    case UInt8(ascii: "'"): return "'" + quoted(UInt8(ascii: "'")) + "'"
    case UInt8(ascii: "\""): return name(quoted(UInt8(ascii: "\"")))
    case UInt8(ascii: "`"): return name(quoted(UInt8(ascii: "`")))
    case UInt8(ascii: "["): return name(quoted(UInt8(ascii: "]")))
    case let byte where Self.isWord(byte):
      while Self.isWord(at(index)) { index += 1 }
      return text(start, index).lowercased()
    default:
      index += 1
      for pair in ["||", "->>", "->", "<=", ">=", "<>", "<<", ">>", "==", "!="] {
        guard bytes[start...].starts(with: pair.utf8) else { continue }
        index = start + pair.utf8.count
        break
      }
      return text(start, index)
    }
  }

  private func text(_ lower: Int, _ upper: Int) -> String {
    String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// SQLite takes names that differ in case for one, and a word alone for a name.
  private func name(_ text: String) -> String {
    text.utf8.allSatisfy(Self.isWord) && !text.isEmpty ? text.lowercased() : "\"\(text.lowercased())\""
  }

  /// What stands between quotes, doubled ones read as one.
  private mutating func quoted(_ end: UInt8) -> String {
    index += 1
    var content: [UInt8] = []
    while index < bytes.count {
      if at(index) == end {
        guard at(index + 1) == end, end != UInt8(ascii: "]") else { break }
        index += 1
      }
      content.append(at(index))
      index += 1
    }
    index += 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < bytes.count {
      if at(index) == UInt8(ascii: "-"), at(index + 1) == UInt8(ascii: "-") {
        while index < bytes.count, at(index) != UInt8(ascii: "\n") { index += 1 }
      } else if at(index) == UInt8(ascii: "/"), at(index + 1) == UInt8(ascii: "*") {
        index += 2
        while index < bytes.count, !(at(index) == UInt8(ascii: "*") && at(index + 1) == UInt8(ascii: "/")) {
          index += 1
        }
        index += 2
      } else if [9, 10, 12, 13, 32].contains(at(index)) {
        index += 1
      } else {
        return
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xff:
      true
    default: false
    }
  }
}
