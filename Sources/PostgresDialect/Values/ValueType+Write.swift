/// PostgreSQL's output functions: from the stored form to the text that PostgreSQL shows.
extension ValueType {
  /// Nil for NULL.
  package func text(of value: StoredValue) -> String? {
    switch value {
    case .null: return nil
    case .integer(let number):
      if base == .bool { return number == 0 ? "false" : "true" }
      if base == .numeric { return DecimalNumber(number).scaled(to: modifiers).description }
      return String(number)
    case .real(let number): return real(number)
    case .text(let text): return isArray ? arrayText(text) : self.text(text)
    case .blob(let bytes): return "\\x" + Hexadecimal.text(bytes)
    }
  }

  private func real(_ number: Double) -> String {
    guard number.isFinite else { return number < 0 ? "-Infinity" : "Infinity" }
    guard base == .float4 || base == .float8, var digits = DecimalNumber(number) else {
      return DecimalNumber(number)?.scaled(to: modifiers).description ?? String(number)
    }
    // The shortest digits, with an exponent outside of 1e-5 … 1e15 (1e6 for `real`).
    let exponent = digits.digits.count - digits.scale - 1
    guard !digits.isZero, exponent < -4 || exponent >= (base == .float8 ? 15 : 6) else {
      return digits.description
    }
    while digits.digits.last == 0 { digits.digits.removeLast() }
    digits.scale = digits.digits.count - 1
    let sign = exponent < 0 ? "-" : "+"
    return "\(digits.description)e\(sign)\(DateTimeLiteral.padded(abs(exponent), 2))"
  }

  private func text(_ text: String) -> String {
    switch base {
    case .uuid: return text.lowercased()
    case .bpchar:
      return text + String(repeating: " ", count: max(0, (modifiers.first ?? 0) - text.unicodeScalars.count))
    case .time, .timestamp: return Self.trimmedFraction(text)
    case .timestamptz: return text.hasSuffix("infinity") ? text : Self.trimmedFraction(text) + "+00"
    case .hstore:
      guard case .object(let members) = JSON(text) else { return text }
      return members.map { "\(JSON.quoted($0.key))=>\($0.value.plainText.map(JSON.quoted) ?? "NULL")" }
        .joined(separator: ", ")
    default: return text
    }
  }

  package static func trimmedFraction(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  private func arrayText(_ text: String) -> String {
    guard case .array(let items) = JSON(text) else { return text }
    return arrayText(items)
  }

  /// `{a,"b c",NULL}`: https://www.postgresql.org/docs/15/arrays.html#ARRAYS-IO
  private func arrayText(_ items: [JSON]) -> String {
    let parts = items.map { item in
      if case .array(let inner) = item { return arrayText(inner) }
      guard let text = element.text(of: element.stored(item)) else { return "NULL" }
      // Inside of an array a boolean is a letter.
      if base == .bool { return text == "true" ? "t" : "f" }
      let isBare =
        !text.isEmpty && text.lowercased() != "null"
        && text.allSatisfy { !"{},\"\\".contains($0) && !$0.isWhitespace }
      return isBare ? text : Self.quoted(text)
    }
    return "{\(parts.joined(separator: ","))}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}

extension DecimalNumber {
  /// With as many digits behind the point as `numeric(p,s)` shows.
  fileprivate func scaled(to modifiers: [Int]) -> DecimalNumber {
    modifiers.count > 1 ? rounded(to: modifiers[1]) : self
  }
}
