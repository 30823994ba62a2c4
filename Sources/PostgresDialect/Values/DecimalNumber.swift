/// A decimal number of any length, as PostgreSQL's `numeric` reads, rounds and prints it.
/// https://www.postgresql.org/docs/15/datatype-numeric.html#DATATYPE-NUMERIC-DECIMAL
package struct DecimalNumber: Sendable, Hashable {
  var isNegative = false
  /// Without leading zeros; the last `scale` of them stand behind the point.
  var digits: [UInt8] = []
  /// Digits behind the point.
  package var scale = 0

  /// Nil when the text is no number. `1.50` keeps its scale, `1e3` is `1000`.
  package init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      bytes.removeFirst()
    }
    var hasPoint = false
    var hasDigit = false
    var exponent = 0
    while let byte = bytes.popFirst() {
      switch byte {
      case 48...57:
        digits.append(byte - 48)
        hasDigit = true
        if hasPoint { scale += 1 }
      case UInt8(ascii: ".") where !hasPoint: hasPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard hasDigit, let value = Int(String(decoding: bytes, as: UTF8.self)), abs(value) <= 1000 else {
          return nil
        }
        exponent = value
        bytes = []
      default: return nil
      }
    }
    guard hasDigit else { return nil }
    scale -= exponent
    if scale < 0 {
      digits += Array(repeating: 0, count: -scale)
      scale = 0
    }
    trim()
  }

  package init(_ value: Int) {
    isNegative = value < 0
    digits = String(value.magnitude).utf8.map { $0 - 48 }
    trim()
  }

  /// The shortest decimal that reads back as the same double; nil for infinities.
  package init?(_ value: Double) {
    guard value.isFinite, var number = DecimalNumber("\(value)") else { return nil }
    number.dropZeros(downTo: 0)
    self = number
  }

  private mutating func trim() {
    let zeros = digits.prefix { $0 == 0 }.count
    if zeros > 0 { digits.removeFirst(zeros) }
    if digits.isEmpty { isNegative = false }
  }

  package var isZero: Bool { digits.isEmpty }

  /// Digits before the point.
  package var wholeDigits: Int { max(0, digits.count - scale) }

  mutating func dropZeros(downTo least: Int) {
    while scale > least, digits.isEmpty || digits.last == 0 {
      if !digits.isEmpty { digits.removeLast() }
      scale -= 1
    }
  }

  /// Rounded half away from zero; with zeros added where it has fewer digits. A negative scale rounds tens.
  package func rounded(to places: Int) -> DecimalNumber {
    var result = self
    if scale <= places {
      if !digits.isEmpty { result.digits += Array(repeating: 0, count: places - scale) }
      result.scale = places
      return result
    }
    return cut(to: places, isUp: { $0 >= 5 })
  }

  package func truncated(to places: Int) -> DecimalNumber {
    scale <= places ? rounded(to: places) : cut(to: places, isUp: { _ in false })
  }

  private func cut(to places: Int, isUp: (UInt8) -> Bool) -> DecimalNumber {
    var result = self
    let dropped = scale - places
    if dropped > digits.count {
      result.digits = []
    } else {
      let first = digits[digits.count - dropped]
      result.digits.removeLast(dropped)
      if isUp(first) { result.increment() }
    }
    if places < 0, !result.digits.isEmpty { result.digits += Array(repeating: 0, count: -places) }
    result.scale = max(0, places)
    result.trim()
    return result
  }

  private mutating func increment() {
    var index = digits.count
    while index > 0 {
      index -= 1
      if digits[index] < 9 {
        digits[index] += 1
        return
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
  }

  package var description: String {
    var text = isNegative ? "-" : ""
    let padded = Array(repeating: UInt8(0), count: max(0, scale + 1 - digits.count)) + digits
    text += String(decoding: padded.dropLast(scale).map { $0 + 48 }, as: UTF8.self)
    if scale > 0 { text += "." + String(decoding: padded.suffix(scale).map { $0 + 48 }, as: UTF8.self) }
    return text
  }

  package var double: Double { Double(description) ?? 0 }

  /// An integer where it is one and fits, else the nearest double.
  package var stored: StoredValue {
    if scale == 0, let value = Int(description) { return .integer(value) }
    return .real(double)
  }

  /// Equal as numbers: `1.50` is `1.5`.
  package static func == (left: DecimalNumber, right: DecimalNumber) -> Bool {
    var (a, b) = (left, right)
    a.dropZeros(downTo: 0)
    b.dropZeros(downTo: 0)
    return a.isNegative == b.isNegative && a.digits == b.digits && a.scale == b.scale
  }

  package func hash(into hasher: inout Hasher) {
    var copy = self
    copy.dropZeros(downTo: 0)
    hasher.combine(copy.digits)
  }
}
