import Crypto
import PostgresDialect

/// https://www.postgresql.org/docs/15/functions-binarystring.html
extension RuntimeFunction {
  static let binaries: [RuntimeFunction] = [
    RuntimeFunction("md5", 1) { .text(Hexadecimal.text(Insecure.MD5.hash(data: $0.bytes(0)))) },
    RuntimeFunction("sha224", 1) { _ in throw Diagnostic.unsupported("sha224()", at: nil) },
    RuntimeFunction("sha256", 1) { .blob(Array(SHA256.hash(data: $0.bytes(0)))) },
    RuntimeFunction("sha384", 1) { .blob(Array(SHA384.hash(data: $0.bytes(0)))) },
    RuntimeFunction("sha512", 1) { .blob(Array(SHA512.hash(data: $0.bytes(0)))) },
    RuntimeFunction("digest", 2) { call in
      let data = call.bytes(0)
      switch call.text(1).lowercased() {
      case "md5": return .blob(Array(Insecure.MD5.hash(data: data)))
      case "sha1": return .blob(Array(Insecure.SHA1.hash(data: data)))
      case "sha256": return .blob(Array(SHA256.hash(data: data)))
      case "sha384": return .blob(Array(SHA384.hash(data: data)))
      case "sha512": return .blob(Array(SHA512.hash(data: data)))
      default:
        throw Diagnostic(
          .error, .invalidParameterValue, "Cannot use \"\(call.text(1))\": No such hash algorithm")
      }
    },
    RuntimeFunction("gen_random_bytes", 1, isDeterministic: false) { call in
      guard (1...1024).contains(call.int(0)) else {
        throw Diagnostic(.error, SQLState("39000"), "Length not in range")
      }
      return .blob((0..<call.int(0)).map { _ in UInt8.random(in: .min ... .max) })
    },
    RuntimeFunction("encode", 2) { call in
      let bytes = call.bytes(0)
      switch call.text(1).lowercased() {
      case "hex": return .text(Hexadecimal.text(bytes))
      case "base64": return .text(Base64.text(bytes))
      case "escape": return .text(Base64.escaped(bytes))
      default: throw unknownEncoding(call.text(1))
      }
    },
    RuntimeFunction("decode", 2) { call in
      let text = call.text(0)
      switch call.text(1).lowercased() {
      case "hex":
        guard let bytes = Hexadecimal.bytes(text.filter { !$0.isWhitespace }) else {
          throw Diagnostic(.error, .invalidParameterValue, "invalid hexadecimal digit in \"\(text)\"")
        }
        return .blob(bytes)
      case "base64":
        guard let bytes = Base64.bytes(text) else {
          throw Diagnostic(.error, .invalidParameterValue, "invalid base64 end sequence")
        }
        return .blob(bytes)
      case "escape": return try ValueType(spec: "bytea")?.read(text) ?? .null
      default: throw unknownEncoding(call.text(1))
      }
    },
    RuntimeFunction("substr_bytes", 3) { call in
      guard call.int(2) >= 0 else {
        throw Diagnostic(.error, SQLState("22011"), "negative substring length not allowed")
      }
      let end = call.int(1).plus(call.int(2))
      return .blob(Array(call.bytes(0).prefix(max(0, end - 1)).dropFirst(max(0, call.int(1) - 1))))
    },
    RuntimeFunction("convert_to", 2) { .blob(try TextEncoding($0.text(1)).bytes(of: $0.text(0))) },
    RuntimeFunction("convert_from", 2) { .text(try TextEncoding($0.text(1)).text(of: $0.bytes(0))) },
  ]

  private static func unknownEncoding(_ name: String) -> Diagnostic {
    Diagnostic(.error, .invalidParameterValue, "unrecognized encoding: \"\(name)\"")
  }
}

enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// With a line break after every 76 letters, as PostgreSQL writes it.
  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var column = 0
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      bits &= 0xFFFFFF
      for index in 0..<4 {
        let isFilled = index <= group.count
        result.append(isFilled ? letters[Int(bits >> UInt32(18 - 6 * index)) & 63] : UInt8(ascii: "="))
      }
      column += 4
      if column == 76, start + 3 < bytes.count {
        result.append(UInt8(ascii: "\n"))
        column = 0
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func bytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    var letterCount = 0
    for byte in text.utf8 where ![10, 13, 32, 9].contains(byte) {
      letterCount += 1
      if byte == UInt8(ascii: "=") { continue }
      guard let value = letters.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return letterCount % 4 == 0 ? bytes : nil
  }

  static func escaped(_ bytes: [UInt8]) -> String {
    var result = ""
    for byte in bytes {
      if byte == UInt8(ascii: "\\") {
        result += "\\\\"
      } else if byte == 0 || byte > 127 {
        let octal = String(byte, radix: 8)
        result += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      } else {
        result.append(Character(Unicode.Scalar(byte)))
      }
    }
    return result
  }
}
