/// Bytes that sort as the arrays or documents that they are made of: arrays element by element, the shorter first, NULL behind
/// everything (https://www.postgresql.org/docs/15/functions-array.html); documents by their kind, then by how much is in
/// them (https://www.postgresql.org/docs/15/datatype-json.html#JSON-INDEXING).
package enum SortKey {
  private enum Mark {
    static let end: UInt8 = 1
    static let element: UInt8 = 2
    static let null: UInt8 = 255
  }

  package static func bytes(of value: StoredValue, _ type: ValueType) -> [UInt8] {
    guard case .text(let text) = value, let json = JSON(text) else { return [] }
    var bytes: [UInt8] = []
    if type.isArray {
      append(json, type.element, to: &bytes)
    } else if json != .array([]) {
      append(document: json, to: &bytes)
    }
    return bytes
  }

  /// An empty array that is the whole document has no bytes, and so is the least.
  private static func append(document json: JSON, to bytes: inout [UInt8]) {
    bytes.append(json.rank)
    switch json {
    case .null: break
    case .boolean(let isTrue): bytes.append(isTrue ? 1 : 0)
    case .number(let text): append(DecimalNumber(text)?.stored ?? .null, .numeric, to: &bytes)
    case .string(let text): append(.text(text), .text, to: &bytes)
    case .array(let items):
      append(UInt64(items.count), to: &bytes)
      for item in items { append(document: item, to: &bytes) }
    case .object(let members):
      append(UInt64(members.count), to: &bytes)
      for member in members {
        append(.text(member.key), .text, to: &bytes)
        append(document: member.value, to: &bytes)
      }
    }
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
