import PostgresDialect

/// Functions of texts, on bytes: https://www.postgresql.org/docs/15/functions-binarystring.html
extension RuntimeFunction {
  static let byteTexts: [RuntimeFunction] = [
    RuntimeFunction("bit_count", 1) { call in .integer(call.bytes(0).reduce(0) { $0 + $1.nonzeroBitCount }) },
    // bytes, what to take off, 1 for the start, 2 for the end, 3 for both
    RuntimeFunction("trim_bytes", 3) { call in
      var bytes = call.bytes(0)[...]
      let set = Set(call.bytes(1))
      if call.int(2) & 1 != 0 { bytes = bytes.drop { set.contains($0) } }
      if call.int(2) & 2 != 0 { while let last = bytes.last, set.contains(last) { bytes.removeLast() } }
      return .blob(Array(bytes))
    },
    RuntimeFunction("overlay_bytes", 4) { call in
      let (bytes, start, length) = (call.bytes(0), call.int(2), call.int(3))
      guard start > 0 else {
        throw Diagnostic(.error, SQLState("22011"), "negative substring length not allowed")
      }
      let end = max(0, start.minus(1).plus(length))
      return .blob(Array(bytes.prefix(start - 1)) + call.bytes(1) + Array(bytes.dropFirst(end)))
    },
    RuntimeFunction("convert", 3) { call in
      let text = try TextEncoding(call.text(1)).text(of: call.bytes(0))
      return .blob(try TextEncoding(call.text(2)).bytes(of: text))
    },
  ]
}

/// The encodings that need no table.
enum TextEncoding {
  case utf8
  case latin1

  init(_ name: String) throws {
    switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "utf8", "unicode": self = .utf8
    case "latin1", "iso88591": self = .latin1
    default:
      guard Self.others.contains(name.lowercased()) else {
        throw Diagnostic(.error, .invalidParameterValue, "invalid encoding name \"\(name)\"")
      }
      throw Diagnostic.unsupported("the encoding \(name)", at: nil)
    }
  }

  private static let others: Set<String> = [
    "sql_ascii", "euc_jp", "euc_cn", "euc_kr", "euc_tw", "latin2", "latin3", "latin4", "latin5", "latin6",
    "latin7",
    "latin8", "latin9", "latin10", "win1250", "win1251", "win1252", "win1253", "win1254", "win1255",
    "win1256",
    "win1257", "win1258", "win866", "win874", "koi8r", "koi8u", "iso_8859_5", "iso_8859_6", "iso_8859_7",
    "iso_8859_8", "sjis", "big5", "gbk", "uhc", "gb18030", "johab", "shift_jis_2004", "euc_jis_2004",
    "mule_internal",
  ]

  func text(of bytes: [UInt8]) throws -> String {
    switch self {
    case .latin1:
      guard !bytes.contains(0) else {
        throw Diagnostic(.error, SQLState("22021"), "invalid byte sequence for encoding \"LATIN1\": 0x00")
      }
      return Text.string(bytes.map { Unicode.Scalar($0) })
    case .utf8:
      guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
        throw Diagnostic(.error, SQLState("22021"), "invalid byte sequence for encoding \"UTF8\"")
      }
      return text
    }
  }

  func bytes(of text: String) throws -> [UInt8] {
    switch self {
    case .utf8: return Array(text.utf8)
    case .latin1:
      return try text.unicodeScalars.map { scalar in
        guard let byte = UInt8(exactly: scalar.value) else {
          throw Diagnostic(
            .error, SQLState("22P05"),
            "character in encoding \"UTF8\" has no equivalent in encoding \"LATIN1\"")
        }
        return byte
      }
    }
  }
}
