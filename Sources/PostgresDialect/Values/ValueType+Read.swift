/// PostgreSQL's input functions: from text to the one form that is stored.
extension ValueType {
  /// - Parameter isExplicit: true for a cast, which cuts what is too long where an assignment refuses it.
  package func read(_ text: String, isExplicit: Bool = true) throws(Diagnostic) -> StoredValue {
    if isArray { return .text(try readArray(text).compactText) }
    let trimmed = text.trimmingBlanks()
    switch base {
    case .bool:
      guard let value = Self.boolean(trimmed.lowercased()) else { throw unreadable(text) }
      return .boolean(value)
    case .int2, .int4, .int8: return .integer(try readInteger(text, trimmed))
    case .numeric:
      guard let number = DecimalNumber(trimmed) else {
        if Self.isNotFinite(trimmed) { throw .unsupported("\(trimmed) as a number", at: nil) }
        throw unreadable(text)
      }
      return try fitted(number).stored
    case .float4, .float8: return .real(try readDouble(text, trimmed))
    case .varchar, .bpchar: return .text(try fitted(text, isExplicit: isExplicit))
    case .text, .citext, .unknown, .void, .trigger: return .text(text)
    case .uuid:
      guard let uuid = Self.uuid(trimmed) else { throw unreadable(text) }
      return .text(uuid)
    case .json:
      guard JSON(text) != nil else { throw unreadable(text) }
      return .text(text)
    case .jsonb:
      guard let json = JSON(text) else { throw unreadable(text) }
      return .text(json.normalized.text)
    case .date, .time, .timetz, .timestamp, .timestamptz: return .text(try readDateTime(trimmed))
    case .interval:
      guard let interval = Interval(text) else { throw unreadable(text, SQLState.invalidDatetimeFormat) }
      return .text(interval.text)
    case .bytea: return .blob(try Self.bytes(text, or: unreadable(text)))
    case .vector:
      guard case .array(let items) = JSON(trimmed) else { throw unreadable(text) }
      return .text(JSON.array(items).normalized.compactText)
    case .hstore:
      guard let object = HstoreLiteral.read(text) else { throw unreadable(text) }
      return .text(object.normalized.text)
    case .opaque("oid"): return .integer(try readInteger(text, trimmed))
    case .opaque where isBits: return .text(try readBits(trimmed, isExplicit: isExplicit))
    case .opaque where rangeElement != nil: return .text(try RangeValue(text, of: self).text)
    case .opaque(let name): return .text(try OpaqueText.checked(trimmed, name, or: unreadable(text)))
    case .user:
      guard labels.isEmpty || labels.contains(text) else {
        throw Diagnostic(
          .error, .invalidTextRepresentation, "invalid input value for enum \(name): \"\(text)\"")
      }
      return .text(text)
    }
  }

  func unreadable(_ text: String, _ state: SQLState = .invalidTextRepresentation) -> Diagnostic {
    // Messages spell these two without `without time zone`.
    let name = base == .timestamp ? "timestamp" : base == .time ? "time" : name
    return Diagnostic(.error, state, "invalid input syntax for type \(name): \"\(text)\"")
  }

  // MARK: - Numbers

  var integerLimits: ClosedRange<Int> {
    switch base {
    case .int2: Int(Int16.min)...Int(Int16.max)
    case .int4: Int(Int32.min)...Int(Int32.max)
    case .opaque("oid"): 0...Int(UInt32.max)
    default: Int.min...Int.max
    }
  }

  private func readInteger(_ text: String, _ trimmed: String) throws(Diagnostic) -> Int {
    let digits = trimmed.hasPrefix("-") || trimmed.hasPrefix("+") ? trimmed.dropFirst() : trimmed[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { throw unreadable(text) }
    guard let value = Int(trimmed), integerLimits.contains(value) else {
      throw Diagnostic(
        .error, .numericValueOutOfRange, "value \"\(text)\" is out of range for type \(name)")
    }
    return value
  }

  private func readDouble(_ text: String, _ trimmed: String) throws(Diagnostic) -> Double {
    let isPlain = trimmed.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
    guard isPlain, let value = Double(trimmed) else {
      switch trimmed.lowercased() {
      case "infinity", "inf", "+infinity": return .infinity
      case "-infinity", "-inf": return -.infinity
      case "nan": throw .unsupported("NaN as a number", at: nil)
      default: throw unreadable(text)
      }
    }
    let fits = base == .float8 ? value.isFinite : Float(value).isFinite
    guard fits else {
      throw Diagnostic(.error, .numericValueOutOfRange, "\"\(text)\" is out of range for type \(name)")
    }
    return rounded(value)
  }

  /// A `real` is a float of single precision, shown by its shortest digits.
  func rounded(_ value: Double) -> Double {
    guard base == .float4 else { return value }
    return Double("\(Float(value))") ?? value
  }

  private static func isNotFinite(_ text: String) -> Bool {
    ["nan", "infinity", "-infinity", "inf", "-inf"].contains(text.lowercased())
  }

  /// Rounded to the type's scale, if it fits its precision.
  func fitted(_ number: DecimalNumber) throws(Diagnostic) -> DecimalNumber {
    guard let precision = modifiers.first else { return number }
    let scale = modifiers.count > 1 ? modifiers[1] : 0
    let result = number.rounded(to: scale)
    guard result.isZero || result.wholeDigits <= precision - scale else {
      throw Self.fieldOverflow
    }
    return result
  }

  static let fieldOverflow = Diagnostic(.error, .numericValueOutOfRange, "numeric field overflow")

  // MARK: - Text

  func fitted(_ text: String, isExplicit: Bool) throws(Diagnostic) -> String {
    guard let limit = modifiers.first, text.unicodeScalars.count > limit else { return text }
    let end = text.unicodeScalars.index(text.unicodeScalars.startIndex, offsetBy: limit)
    guard isExplicit || text.unicodeScalars[end...].allSatisfy({ $0 == " " }) else {
      throw Diagnostic(
        .error, .stringDataRightTruncation, "value too long for type \(displayName)")
    }
    return String(text.unicodeScalars[..<end])
  }

  /// The words PostgreSQL takes for a boolean, and every unique beginning of them.
  private static func boolean(_ text: String) -> Bool? {
    guard !text.isEmpty else { return nil }
    if text == "1" || text == "on" || "true".hasPrefix(text) || "yes".hasPrefix(text) { return true }
    if text == "0" || text == "of" || text == "off" || "false".hasPrefix(text) || "no".hasPrefix(text) {
      return false
    }
    return nil
  }

  /// Any spelling PostgreSQL reads, in lower case with its dashes.
  private static func uuid(_ text: String) -> String? {
    var text = text.lowercased()
    if text.hasPrefix("{"), text.hasSuffix("}") { text = String(text.dropFirst().dropLast()) }
    var digits: [Character] = []
    for character in text {
      if character == "-" {
        // A dash may follow every group of four digits.
        guard digits.count % 4 == 0, !digits.isEmpty, digits.count < 32 else { return nil }
        continue
      }
      guard character.isASCII, character.isHexDigit else { return nil }
      digits.append(character)
    }
    guard digits.count == 32, !text.contains("--") else { return nil }
    let bounds = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return bounds.map { String(digits[$0]) }.joined(separator: "-")
  }

  /// `\x` and hexadecimal digits, or text with octal escapes.
  /// https://www.postgresql.org/docs/15/datatype-binary.html
  private static func bytes(_ text: String, or failure: Diagnostic) throws(Diagnostic) -> [UInt8] {
    if text.hasPrefix("\\x") {
      guard let bytes = Hexadecimal.bytes(text.dropFirst(2).filter { !$0.isWhitespace }) else {
        throw Diagnostic(.error, .invalidParameterValue, "invalid hexadecimal data: \"\(text)\"")
      }
      return bytes
    }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      if rest.first == UInt8(ascii: "\\") {
        bytes.append(byte)
        rest.removeFirst()
        continue
      }
      guard let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8), rest.count >= 3
      else {
        throw failure
      }
      bytes.append(code)
      rest = rest.dropFirst(3)
    }
    return bytes
  }

  // MARK: - Times

  private func readDateTime(_ text: String) throws(Diagnostic) -> String {
    if base == .timetz { return text }
    if base == .time, text.lowercased() == "allballs" { return DateTimeLiteral.time(0) }
    if base == .time {
      var scanner = ASCIIScanner(text)
      guard let micros = scanner.time(), scanner.isAtEnd, micros < 86_400_000_000 else {
        if let moment = DateTimeLiteral(text), let time = moment.time, !text.contains("T") {
          return DateTimeLiteral.time(time)
        }
        throw unreadableTime(text)
      }
      return DateTimeLiteral.time(micros)
    }
    switch text.lowercased() {
    case "epoch": return base == .date ? "1970-01-01" : "1970-01-01 00:00:00.000"
    // They sort as they should: https://www.postgresql.org/docs/15/datatype-datetime.html
    case "infinity", "-infinity": return text.lowercased()
    default: break
    }
    guard let value = DateTimeLiteral(text) else { throw unreadableTime(text) }
    return base == .date
      ? value.date : value.timestamp(inUTC: base == .timestamptz, precision: modifiers.first)
  }

  /// PostgreSQL knows more forms than these, so this may be bad input or a form not read yet.
  private func unreadableTime(_ text: String) -> Diagnostic {
    if (text.contains("-") || text.contains("/")) == (base != .time), ASCIIScanner.looksLikeDateOrTime(text) {
      return Diagnostic(
        .error, .datetimeFieldOverflow, "date/time field value out of range: \"\(text)\"")
    }
    var failure = unreadable(text, .invalidDatetimeFormat)
    failure.hint = "write it like 2024-12-31 23:59:59.000+00"
    return failure
  }

  // MARK: - Arrays

  private func readArray(_ text: String) throws(Diagnostic) -> JSON {
    guard let array = ArrayLiteral(text) else {
      if text.hasPrefix("["), text.contains("]=") {
        throw .unsupported("an array whose subscripts do not begin at 1", at: nil)
      }
      throw Diagnostic(.error, .invalidTextRepresentation, "malformed array literal: \"\(text)\"")
    }
    let json = try json(array)
    guard json.hasEvenRows else {
      throw Diagnostic(.error, .invalidTextRepresentation, "malformed array literal: \"\(text)\"")
    }
    return json
  }

  private func json(_ array: ArrayLiteral) throws(Diagnostic) -> JSON {
    switch array {
    case .null: return .null
    case .array(let items):
      var parts: [JSON] = []
      for item in items { parts.append(try json(item)) }
      return .array(parts)
    // Read as its type for the error it may be, and for its one stored form.
    case .element(let text): return element.arrayElement(try element.read(text, isExplicit: false))
    }
  }

  /// A stored value as it stands in the JSON of a stored array; this is the elements' type.
  package func arrayElement(_ value: StoredValue) -> JSON {
    switch value {
    case .null: .null
    case .integer(let number): base == .bool ? .boolean(number != 0) : .number(String(number))
    case .real(let number): .number(text(of: .real(number)) ?? "null")
    case .text(let text): .string(text)
    case .blob(let bytes): .string("\\x" + Hexadecimal.text(bytes))
    }
  }

  /// The way back.
  package func stored(_ element: JSON) -> StoredValue {
    switch element {
    case .null: return .null
    case .boolean(let value): return .boolean(value)
    case .number(let text):
      if base == .float4 || base == .float8 { return .real(Double(text) ?? 0) }
      return DecimalNumber(text)?.stored ?? .null
    case .string(let text):
      if base == .bytea { return .blob(Hexadecimal.bytes(text.dropFirst(2)) ?? []) }
      return .text(text)
    case .array, .object: return .text(element.compactText)
    }
  }
}
