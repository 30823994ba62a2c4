/// A piece of grammar in the notation of PostgreSQL's own synopses, such as
/// `POLICY name ON relation [ TO role [, ...] ] [ USING ( expression ) ]`.
///
/// Words in upper case and punctuation stand for themselves. `[ a ]` may be left out, `{ a | b }` is a choice,
/// `a [, ...]` is a list with commas, `a [ ... ]` a list without. A word in lower case is a piece of its own: another
/// rule, or one of `Parser.terminals`. `label:a` names what is read.
indirect enum Grammar: Sendable {
  case word(String)
  case piece(String)
  case sequence([Grammar])
  case choice([Grammar])
  case optional(Grammar)
  case list(Grammar, separator: String?)
  case labelled(String, Grammar)

  init(_ synopsis: String) {
    var tokens = synopsis.split { $0 == " " || $0 == "\n" }.map(String.init)[...]
    self = Self.alternatives(&tokens)
  }

  private static func alternatives(_ tokens: inout ArraySlice<String>) -> Grammar {
    var choices: [Grammar] = []
    var sequence: [Grammar] = []
    while let token = tokens.first, token != "]", token != "}" {
      tokens.removeFirst()
      if token == "|" {
        choices.append(.sequence(sequence))
        sequence = []
      } else if token == "[,", let last = sequence.popLast() {
        tokens.removeFirst()
        sequence.append(.list(last, separator: ","))
      } else if token == "[", tokens.first == "...", let last = sequence.popLast() {
        tokens.removeFirst(2)
        sequence.append(.list(last, separator: nil))
      } else {
        sequence.append(element(token, &tokens))
      }
    }
    choices.append(.sequence(sequence))
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private static func element(_ token: String, _ tokens: inout ArraySlice<String>) -> Grammar {
    if token == "[" || token == "{" {
      let inner = alternatives(&tokens)
      tokens = tokens.dropFirst()
      return token == "[" ? .optional(inner) : inner
    }
    if let colon = token.firstIndex(of: ":"), colon != token.startIndex {
      let label = String(token[..<colon])
      let rest = String(token[token.index(after: colon)...])
      return .labelled(label, element(rest, &tokens))
    }
    let isPiece = token.utf8.first.map { $0 >= 0x61 && $0 <= 0x7A } ?? false
    return isPiece ? .piece(token) : .word(token)
  }
}

/// Rules by their names, one a line as `name = synopsis`; an indented line goes on with the rule before it. Several
/// rules of one name are alternatives.
struct Rules: Sendable {
  private(set) var rules: [String: [Grammar]] = [:]

  init(_ text: String) {
    var lines: [String] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix(" "), let last = lines.popLast() {
        lines.append(last + line)
      } else {
        lines.append(String(line))
      }
    }
    for line in lines {
      let parts = line.split(separator: " = ", maxSplits: 1)
      guard parts.count == 2 else { continue }
      rules[String(parts[0]), default: []].append(Grammar(String(parts[1])))
    }
  }

  subscript(name: String) -> [Grammar]? { rules[name] }
}
