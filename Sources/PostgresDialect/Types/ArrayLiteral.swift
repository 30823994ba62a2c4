/// The elements of PostgreSQL's array text, `{a,"b c",NULL}`, nested or not.
/// https://www.postgresql.org/docs/15/arrays.html#ARRAYS-INPUT
indirect enum ArrayLiteral: Sendable, Hashable {
  case element(String)
  case null
  case array([ArrayLiteral])

  /// Nil when the text is no array.
  init?(_ text: String) {
    var characters = Array(text.trimmingBlanks())[...]
    guard let parsed = Self.array(&characters, depth: 0), characters.isEmpty else { return nil }
    self = parsed
  }

  // PostgreSQL's MAXDIM is 6.
  private static func array(_ rest: inout ArraySlice<Character>, depth: Int) -> ArrayLiteral? {
    guard depth < 6, rest.first == "{" else { return nil }
    rest.removeFirst()
    var elements: [ArrayLiteral] = []
    skipBlanks(&rest)
    if rest.first == "}" {
      rest.removeFirst()
      return .array([])
    }
    while true {
      skipBlanks(&rest)
      guard let element = element(&rest, depth: depth) else { return nil }
      elements.append(element)
      skipBlanks(&rest)
      guard let separator = rest.popFirst() else { return nil }
      if separator == "}" { return .array(elements) }
      guard separator == "," else { return nil }
    }
  }

  private static func element(_ rest: inout ArraySlice<Character>, depth: Int) -> ArrayLiteral? {
    if rest.first == "{" { return array(&rest, depth: depth + 1) }
    if rest.first == "\"" {
      rest.removeFirst()
      var text = ""
      while let character = rest.popFirst() {
        if character == "\"" { return .element(text) }
        if character == "\\" {
          guard let next = rest.popFirst() else { return nil }
          text.append(next)
        } else {
          text.append(character)
        }
      }
      return nil
    }
    var text = ""
    while let character = rest.first, !"{},\"".contains(character) {
      rest.removeFirst()
      if character == "\\" {
        guard let next = rest.popFirst() else { return nil }
        text.append(next)
      } else {
        text.append(character)
      }
    }
    text = text.trimmingBlanks()
    if text.isEmpty { return nil }
    return text.lowercased() == "null" ? .null : .element(text)
  }

  private static func skipBlanks(_ rest: inout ArraySlice<Character>) {
    while rest.first?.isWhitespace == true { rest.removeFirst() }
  }
}

extension ArrayLiteral {
  func mapElements(_ transform: (String) -> String) -> ArrayLiteral {
    switch self {
    case .element(let text): .element(transform(text))
    case .null: .null
    case .array(let items): .array(items.map { $0.mapElements(transform) })
    }
  }

  /// As PostgreSQL's `array_out` writes it.
  var text: String {
    switch self {
    case .null: "NULL"
    case .array(let items): "{" + items.map(\.text).joined(separator: ",") + "}"
    case .element(let text): Self.needsQuotes(text) ? "\"\(Self.escaped(text))\"" : text
    }
  }

  private static func needsQuotes(_ text: String) -> Bool {
    text.isEmpty || text.lowercased() == "null"
      || text.contains { $0.isWhitespace || "{},\"\\".contains($0) }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result
  }
}

extension String {
  func trimmingBlanks() -> String {
    var slice = self[...]
    while slice.first?.isWhitespace == true { slice.removeFirst() }
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }
}
