import PostgresDialect

/// https://www.postgresql.org/docs/15/functions-admin.html#FUNCTIONS-ADMIN-DBSIZE
extension RuntimeFunction {
  static let sizes: [RuntimeFunction] = [
    RuntimeFunction("size_pretty", 1) { .text(ByteSize.text($0.int(0))) },
    RuntimeFunction("size_bytes", 1) { .integer(try ByteSize.bytes($0.text(0))) },
  ]
}

private enum ByteSize {
  static let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]

  /// Halved again and again, the last bit rounding.
  static func text(_ bytes: Int) -> String {
    var size = bytes
    var isHalved = false
    for (index, unit) in units.enumerated() {
      let limit = index == 0 ? 10 * 1024 : 20 * 1024 - 1
      if index == units.count - 1 || size.magnitude < limit {
        if isHalved { size = (size + (size < 0 ? -1 : 1)) / 2 }
        return "\(size) \(unit)"
      }
      // One bit more than the unit has, for rounding.
      size /= index == 0 ? 512 : 1024
      isHalved = true
    }
    return "\(bytes) bytes"
  }

  static func bytes(_ text: String) throws -> Int {
    let trimmed = text.drop { $0.isWhitespace }
    let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    var number = String(digits)
    // `1eB` is no exponent.
    if let e = number.lastIndex(where: { "eE".contains($0) }), Int(number[number.index(after: e)...]) == nil {
      number = String(number[..<e])
    }
    guard let value = DecimalNumber(number) else {
      throw Diagnostic(.error, .invalidParameterValue, "invalid size: \"\(text)\"")
    }
    var unit = trimmed.dropFirst(number.count).drop { $0.isWhitespace }
    while unit.last?.isWhitespace == true { unit.removeLast() }
    var factor = 1
    if !unit.isEmpty {
      guard let index = units.firstIndex(where: { $0.lowercased() == unit.lowercased() }) else {
        throw Diagnostic(.error, .invalidParameterValue, "invalid size: \"\(text)\"")
      }
      for _ in 0..<index { factor *= 1024 }
    }
    let size = (value * DecimalNumber(factor)).rounded(to: 0)
    guard let bytes = Int(size.description) else {
      throw Diagnostic(.error, .numericValueOutOfRange, "bigint out of range")
    }
    return bytes
  }
}
