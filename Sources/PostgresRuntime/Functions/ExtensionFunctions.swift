import Crypto
import Foundation
import PostgresDialect

/// Functions of common extensions.
extension RuntimeFunction {
  static let extensions: [RuntimeFunction] = [
    RuntimeFunction("hmac", 3) { call in
      let key = SymmetricKey(data: call.bytes(1))
      let data = call.bytes(0)
      switch call.text(2).lowercased() {
      case "md5": return .blob(Array(HMAC<Insecure.MD5>.authenticationCode(for: data, using: key)))
      case "sha1": return .blob(Array(HMAC<Insecure.SHA1>.authenticationCode(for: data, using: key)))
      case "sha256": return .blob(Array(HMAC<SHA256>.authenticationCode(for: data, using: key)))
      case "sha384": return .blob(Array(HMAC<SHA384>.authenticationCode(for: data, using: key)))
      case "sha512": return .blob(Array(HMAC<SHA512>.authenticationCode(for: data, using: key)))
      default:
        throw Diagnostic(
          .error, .invalidParameterValue, "Cannot use \"\(call.text(2))\": No such hash algorithm")
      }
    },
    // https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
    RuntimeFunction("uuid_of_name", 3) { call in
      let digits = call.text(0).filter { $0 != "-" }
      let data = (Hexadecimal.bytes(digits) ?? []) + Array(call.text(1).utf8)
      let isOld = call.int(2) == 3
      var bytes =
        isOld ? Array(Insecure.MD5.hash(data: data)) : Array(Insecure.SHA1.hash(data: data).prefix(16))
      bytes[6] = bytes[6] & 0x0F | (isOld ? 0x30 : 0x50)
      bytes[8] = bytes[8] & 0x3F | 0x80
      let text = Array(Hexadecimal.text(bytes))
      let parts = [text[0..<8], text[8..<12], text[12..<16], text[16..<20], text[20..<32]]
      return .text(parts.map { String($0) }.joined(separator: "-"))
    },
    RuntimeFunction("get_byte", 2) { call in
      let bytes = call.bytes(0)
      return .integer(Int(bytes[try place(call.int(1), below: bytes.count)]))
    },
    RuntimeFunction("set_byte", 3) { call in
      var bytes = call.bytes(0)
      bytes[try place(call.int(1), below: bytes.count)] = UInt8(truncatingIfNeeded: call.int(2))
      return .blob(bytes)
    },
    // The first bit is the lowest of the first byte.
    RuntimeFunction("get_bit", 2) { call in
      let bytes = call.bytes(0)
      let bit = try place(call.int(1), below: bytes.count * 8)
      return .integer(Int(bytes[bit / 8] >> UInt8(bit % 8) & 1))
    },
    RuntimeFunction("set_bit", 3) { call in
      var bytes = call.bytes(0)
      let bit = try place(call.int(1), below: bytes.count * 8)
      guard (0...1).contains(call.int(2)) else {
        throw Diagnostic(.error, .invalidParameterValue, "new bit must be 0 or 1")
      }
      let mask = UInt8(1) << UInt8(bit % 8)
      bytes[bit / 8] = call.int(2) == 1 ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask
      return .blob(bytes)
    },
    // a path, how many labels to leave out (from the end where negative), and how many to take; NULL takes the rest
    RuntimeFunction("subpath", 3, isStrict: false) { call in
      guard !call.isNull(0), !call.isNull(1) else { return .null }
      let labels = call.text(0).split(separator: ".")
      let first = call.int(1) < 0 ? labels.count.plus(call.int(1)) : call.int(1)
      let length = call.isNull(2) ? labels.count : call.int(2)
      let last = length < 0 ? labels.count.plus(length) : first.plus(length)
      guard first >= 0, first < max(labels.count, 1) else {
        throw Diagnostic(.error, .invalidParameterValue, "invalid positions")
      }
      let end = min(last, labels.count)
      guard end >= first else { throw Diagnostic(.error, .invalidParameterValue, "invalid positions") }
      return .text(labels[first..<end].joined(separator: "."))
    },
    RuntimeFunction("unaccent", 1) { .text(Unaccent.text($0.text(0))) },
    RuntimeFunction("normalize", 2) { call in
      let text = call.text(0)
      switch call.text(1).uppercased() {
      case "NFC": return .text(text.precomposedStringWithCanonicalMapping)
      case "NFD": return .text(text.decomposedStringWithCanonicalMapping)
      case "NFKC": return .text(text.precomposedStringWithCompatibilityMapping)
      case "NFKD": return .text(text.decomposedStringWithCompatibilityMapping)
      default:
        throw Diagnostic(.error, .invalidParameterValue, "invalid normalization form: \(call.text(1))")
      }
    },
    RuntimeFunction("array_fill", 3, isStrict: false) { call in
      guard !call.isNull(1) else {
        throw Diagnostic(.error, SQLState("22004"), "dimension array or low bound array cannot be null")
      }
      let dimensions = try call.array(1)
      if dimensions.isEmpty { return .text("[]") }
      guard !Arrays.isNested(dimensions) else {
        throw Diagnostic(.error, SQLState("2202E"), "wrong number of array subscripts")
      }
      guard !dimensions.contains(.null) else {
        throw Diagnostic(.error, SQLState("22004"), "dimension values cannot be null")
      }
      let type = try call.type(2)
      var value = type.json(call[0])
      var total = 1
      guard dimensions.count <= 6 else {
        throw Diagnostic(
          .error, SQLState("54000"), "number of array dimensions exceeds the maximum allowed (6)")
      }
      for dimension in dimensions.reversed() {
        guard case .number(let text) = dimension, let count = Int(text) else {
          throw Diagnostic(.error, SQLState("22004"), "dimension values cannot be null")
        }
        total = total.times(count)
        guard count >= 0, total < 5_000_000 else {
          throw Diagnostic(.error, SQLState("54000"), "array size exceeds the maximum allowed")
        }
        if count == 0 { return .text("[]") }
        value = .array(Array(repeating: value, count: count))
      }
      return .text(value.compactText)
    },
  ]

  private static func place(_ index: Int, below count: Int) throws(Diagnostic) -> Int {
    guard (0..<count).contains(index) else {
      throw Diagnostic(
        .error, SQLState("2202E"), "index \(index) out of valid range, 0..\(count - 1)")
    }
    return index
  }
}
