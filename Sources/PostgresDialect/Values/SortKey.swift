/// Bytes that sort as the arrays that they are made of: element by element, the shorter first, NULL behind everything.
/// https://www.postgresql.org/docs/15/functions-array.html
package enum SortKey {
  private enum Mark {
    static let end: UInt8 = 1
    static let element: UInt8 = 2
    static let null: UInt8 = 255
  }

  package static func bytes(of array: StoredValue, _ type: ValueType) -> [UInt8] {
    guard case .text(let text) = array, let json = JSON(text) else { return [] }
    var bytes: [UInt8] = []
    append(json, type.element, to: &bytes)
    return bytes
  }

  private static func append(_ json: JSON, _ type: ValueType, to bytes: inout [UInt8]) {
    guard case .array(let items) = json else { return append(type.stored(json), type, to: &bytes) }
    for item in items {
      guard item != .null else {
        bytes.append(Mark.null)
        continue
      }
      bytes.append(Mark.element)
      append(item, type, to: &bytes)
    }
    bytes.append(Mark.end)
  }

  private static func append(_ value: StoredValue, _ type: ValueType, to bytes: inout [UInt8]) {
    switch value {
    case .integer(let number): append(Double(number), number, to: &bytes)
    case .real(let number): append(number, Int(nearest: number.rounded(.down)), to: &bytes)
    case .text(let text):
      if let place = type.labels.firstIndex(of: text) { return append(Double(place), place, to: &bytes) }
      let isCaseless = type.base == .uuid || type.base == .citext
      for byte in (isCaseless ? text.lowercased() : text).utf8 { bytes += byte == 0 ? [0, 255] : [byte] }
      bytes += [0, 0]
    case .blob(let own): bytes += own
    case .null: bytes.append(Mark.null)
    }
  }

  /// What two numbers have in common as doubles, their whole parts tell apart.
  private static func append(_ number: Double, _ whole: Int, to bytes: inout [UInt8]) {
    let bits = (number == 0 ? 0 : number).bitPattern
    append(bits >> 63 == 1 ? ~bits : bits | 1 << 63, to: &bytes)
    append(UInt64(bitPattern: Int64(whole)) ^ 1 << 63, to: &bytes)
  }

  private static func append(_ bits: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
  }
}
