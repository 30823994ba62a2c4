extension Lowering {
  /// A string literal read as a type, in the one form that is stored; bad input is PostgreSQL's error.
  mutating func literal(
    _ text: String, as type: PostgresType, at range: SourceRange, isExplicit: Bool = false
  ) throws(Diagnostic) -> TypedSQL {
    func constant(_ sql: String) -> TypedSQL { TypedSQL(sql, type, isConstant: true) }
    func string(_ text: String) -> TypedSQL { constant(SQLiteText.string(text)) }
    let base = schema.baseType(type)
    if base.isArray { return constant(try arrayLiteral(text, of: base.element, type, at: range)) }
    let trimmed = text.trimmingBlanks()
    switch base.base {
    case .bool:
      guard let value = Self.boolean(trimmed.lowercased()) else { throw bad(text, type, at: range) }
      return constant(value ? "1" : "0")
    case .int2, .int4, .int8:
      let limits: ClosedRange<Int> =
        switch base.base {
        case .int2: Int(Int16.min)...Int(Int16.max)
        case .int4: Int(Int32.min)...Int(Int32.max)
        default: Int.min...Int.max
        }
      guard Self.isWholeNumber(trimmed) else { throw bad(text, type, at: range) }
      guard let value = Int(trimmed), limits.contains(value) else {
        throw Diagnostic(
          .error, .numericValueOutOfRange,
          "value \"\(text)\" is out of range for type \(schema.displayName(type))", at: range)
      }
      return constant(String(value))
    case .numeric, .float4, .float8:
      guard Self.isNumber(trimmed) else {
        if ["nan", "infinity", "-infinity", "inf", "-inf"].contains(trimmed.lowercased()) {
          throw .unsupported("\(trimmed) as a number", at: range)
        }
        throw bad(text, type, at: range)
      }
      return constant(trimmed)
    case .varchar, .bpchar:
      var text = text
      if let limit = base.modifiers.first, text.count > limit {
        if isExplicit || text.dropFirst(limit).allSatisfy({ $0 == " " }) {
          text = String(text.prefix(limit))
        } else if purpose != .defaultValue {
          throw Diagnostic(
            .error, .stringDataRightTruncation, "value too long for type \(schema.displayName(base))",
            at: range)
        }
      }
      return string(text)
    case .text, .citext, .unknown, .opaque, .timetz, .void, .trigger: return string(text)
    case .uuid:
      guard let uuid = Self.uuid(trimmed) else { throw bad(text, type, at: range) }
      return string(uuid)
    case .json:
      guard JSONLiteral.normalized(text) != nil else { throw bad(text, type, at: range) }
      return string(text)
    case .jsonb:
      guard let json = JSONLiteral.normalized(text) else { throw bad(text, type, at: range) }
      return string(json)
    case .date, .time, .timestamp, .timestamptz: return try dateTime(trimmed, as: type, base.base, at: range)
    case .interval:
      guard IntervalLiteral(text) != nil else { throw .unsupported("the interval '\(text)'", at: range) }
      return string(text)
    case .bytea:
      guard let bytes = Self.bytes(text) else {
        guard text.hasPrefix("\\x") else { throw bad(text, type, at: range) }
        throw Diagnostic(.error, .invalidParameterValue, "invalid hexadecimal data: \"\(text)\"", at: range)
      }
      return constant(SQLiteText.blob(bytes))
    case .vector:
      guard let json = JSONLiteral.normalized(trimmed), json.hasPrefix("[") else {
        throw bad(text, type, at: range)
      }
      return string(json)
    case .hstore: throw .unsupported("an hstore literal", at: range)
    case .user: return try enumLiteral(text, type, at: range)
    }
  }

  private func bad(_ text: String, _ type: PostgresType, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, .invalidTextRepresentation,
      "invalid input syntax for type \(schema.displayName(schema.baseType(type).unmodified)): \"\(text)\"",
      at: range)
  }

  private mutating func enumLiteral(_ text: String, _ type: PostgresType, at range: SourceRange)
    throws(Diagnostic)
    -> TypedSQL
  {
    let base = schema.baseType(type)
    guard schema.enumLabels(base)?.contains(text) == true else {
      throw Diagnostic(
        .error, .invalidTextRepresentation,
        "invalid input value for enum \(schema.displayName(base)): \"\(text)\"", at: range)
    }
    if case .user(let id) = base.base { enumLiterals[range] = id }
    return TypedSQL(SQLiteText.string(text), type, isConstant: true)
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

  private static func isWholeNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func isNumber(_ text: String) -> Bool {
    Double(text) != nil && text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
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

  private static func bytes(_ text: String) -> [UInt8]? {
    if text.hasPrefix("\\x") {
      let digits = text.dropFirst(2).filter { !$0.isWhitespace }.map { $0.isASCII ? $0.hexDigitValue : nil }
      guard digits.count % 2 == 0 else { return nil }
      var bytes: [UInt8] = []
      for index in stride(from: 0, to: digits.count, by: 2) {
        guard let high = digits[index], let low = digits[index + 1] else { return nil }
        bytes.append(UInt8(high * 16 + low))
      }
      return bytes
    }
    return text.contains("\\") ? nil : Array(text.utf8)
  }

  private mutating func dateTime(
    _ text: String, as type: PostgresType, _ base: BaseType, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    func string(_ text: String) -> TypedSQL { TypedSQL(SQLiteText.string(text), type, isConstant: true) }
    switch text.lowercased() {
    case "now": return TypedSQL(base == .date ? SQLiteText.today : SQLiteText.now, type)
    case "epoch" where base != .time: return try dateTime("1970-01-01 00:00:00Z", as: type, base, at: range)
    case "infinity", "-infinity", "today", "tomorrow", "yesterday", "allballs":
      throw .unsupported("the time '\(text)'", at: range)
    default: break
    }
    if base == .time {
      var scanner = ASCIIScanner(text)
      guard let micros = scanner.time(), scanner.isAtEnd, micros < 86_400_000_000 else {
        throw unreadable(text, type, at: range)
      }
      return string(DateTimeLiteral.time(micros))
    }
    guard let value = DateTimeLiteral(text) else { throw unreadable(text, type, at: range) }
    return string(base == .date ? value.date : value.timestamp(inUTC: base == .timestamptz))
  }

  /// PostgreSQL knows more forms than the ISO ones, so this may be bad input or a form not read yet.
  private func unreadable(_ text: String, _ type: PostgresType, at range: SourceRange) -> Diagnostic {
    if ASCIIScanner.looksLikeDateOrTime(text) {
      return Diagnostic(
        .error, .datetimeFieldOverflow, "date/time field value out of range: \"\(text)\"", at: range)
    }
    return Diagnostic(
      .error, .invalidDatetimeFormat,
      "invalid input syntax for type \(schema.displayName(schema.baseType(type).unmodified)): \"\(text)\"",
      hint: "write it like 2024-12-31 23:59:59.000+00", at: range)
  }

  private mutating func arrayLiteral(
    _ text: String, of element: PostgresType, _ type: PostgresType, at range: SourceRange
  ) throws(Diagnostic) -> String {
    guard let array = ArrayLiteral(text) else {
      throw Diagnostic(
        .error, .invalidTextRepresentation, "malformed array literal: \"\(text)\"", at: range)
    }
    return SQLiteText.string(try json(array, of: element, at: range))
  }

  private mutating func json(
    _ array: ArrayLiteral, of element: PostgresType, at range: SourceRange
  ) throws(Diagnostic) -> String {
    switch array {
    case .null: return "null"
    case .array(let items):
      var parts: [String] = []
      for item in items { parts.append(try json(item, of: element, at: range)) }
      return "[" + parts.joined(separator: ",") + "]"
    case .element(let text):
      // Read as its type for the error it may be, and for its one stored form.
      let value = try literal(text, as: element, at: range)
      switch schema.baseType(element).category {
      case .number: return value.sql
      case .boolean: return value.sql == "1" ? "true" : "false"
      case .bytes: throw .unsupported("an array of bytea", at: range)
      default:
        let inner = value.sql.dropFirst().dropLast()
        return JSONLiteral.quoted(String(inner).replacingDoubledQuotes())
      }
    }
  }
}

extension String {
  fileprivate func replacingDoubledQuotes() -> String {
    var result = ""
    var isSecond = false
    for character in self {
      if character == "'", !isSecond {
        isSecond = true
        result.append(character)
      } else if character == "'" {
        isSecond = false
      } else {
        isSecond = false
        result.append(character)
      }
    }
    return result
  }
}
