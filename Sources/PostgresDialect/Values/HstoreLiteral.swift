/// `"a"=>"1", b=>NULL`: https://www.postgresql.org/docs/15/hstore.html
enum HstoreLiteral {
  /// Nil when the text is none.
  static func read(_ text: String) -> JSON? {
    var rest = Array(text.trimmingBlanks())[...]
    var members: [JSON.Member] = []
    while !rest.isEmpty {
      guard let (key, _) = word(&rest), skip("=>", &rest), let (value, isQuoted) = word(&rest) else {
        return nil
      }
      members.append(JSON.Member(key, !isQuoted && value.lowercased() == "null" ? .null : .string(value)))
      guard rest.isEmpty || skip(",", &rest) else { return nil }
    }
    return .object(members)
  }

  private static func word(_ rest: inout ArraySlice<Character>) -> (text: String, isQuoted: Bool)? {
    skipBlanks(&rest)
    let isQuoted = rest.first == "\""
    if isQuoted { rest.removeFirst() }
    var text = ""
    while let character = rest.first {
      if isQuoted ? character == "\"" : "=,".contains(character) || character.isWhitespace { break }
      rest.removeFirst()
      if character == "\\", let next = rest.popFirst() { text.append(next) } else { text.append(character) }
    }
    if isQuoted, rest.popFirst() == nil { return nil }
    skipBlanks(&rest)
    return isQuoted || !text.isEmpty ? (text, isQuoted) : nil
  }

  private static func skip(_ mark: String, _ rest: inout ArraySlice<Character>) -> Bool {
    skipBlanks(&rest)
    guard rest.starts(with: mark) else { return false }
    rest.removeFirst(mark.count)
    skipBlanks(&rest)
    return true
  }

  private static func skipBlanks(_ rest: inout ArraySlice<Character>) {
    while rest.first?.isWhitespace == true { rest.removeFirst() }
  }
}
