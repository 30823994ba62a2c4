/// Bit strings, kept as their digits: https://www.postgresql.org/docs/15/datatype-bit.html
extension ValueType {
  var isBits: Bool { !isArray && (base == .opaque("bit") || base == .opaque("varbit")) }

  /// `0101`, `b0101`, `x5f`.
  func readBits(_ text: String, isExplicit: Bool) throws(Diagnostic) -> String {
    var digits = Substring(text)
    var isHexadecimal = false
    if let first = digits.first, "xXbB".contains(first) {
      isHexadecimal = "xX".contains(first)
      digits.removeFirst()
    }
    var bits = ""
    for digit in digits {
      guard let value = digit.hexDigitValue, isHexadecimal || value < 2 else {
        throw Diagnostic(
          .error, .invalidTextRepresentation,
          "\"\(digit)\" is not a valid \(isHexadecimal ? "hexadecimal" : "binary") digit")
      }
      let own = String(value, radix: 2)
      bits += isHexadecimal ? String(repeating: "0", count: 4 - own.count) + own : own
    }
    return try fitted(bits: bits, isExplicit: isExplicit)
  }

  private func fitted(bits: String, isExplicit: Bool) throws(Diagnostic) -> String {
    guard let length = modifiers.first ?? (base == .opaque("bit") ? 1 : nil), bits.count != length else {
      return bits
    }
    if base == .opaque("varbit") {
      guard bits.count > length else { return bits }
      guard isExplicit else {
        throw Diagnostic(
          .error, .stringDataRightTruncation, "bit string too long for type bit varying(\(length))")
      }
      return String(bits.prefix(length))
    }
    guard isExplicit else {
      throw Diagnostic(
        .error, SQLState("22026"), "bit string length \(bits.count) does not match type bit(\(length))")
    }
    return String(bits.prefix(length)) + String(repeating: "0", count: max(0, length - bits.count))
  }

  /// The last bits of a number, with its sign in front of them.
  func bits(of number: Int) -> String {
    let length = modifiers.first ?? 1
    let pattern = String(UInt64(bitPattern: Int64(number)), radix: 2)
    let whole = String(repeating: "0", count: 64 - pattern.count) + pattern
    return length <= 64
      ? String(whole.suffix(length)) : String(repeating: number < 0 ? "1" : "0", count: length - 64) + whole
  }

  func number(ofBits bits: String) throws(Diagnostic) -> StoredValue {
    let width = base == .int4 ? 32 : 64
    guard bits.count <= width, let pattern = UInt64(bits.isEmpty ? "0" : bits, radix: 2) else {
      throw outOfRange
    }
    return .integer(
      base == .int4 ? Int(Int32(truncatingIfNeeded: pattern)) : Int(Int64(bitPattern: pattern)))
  }
}
