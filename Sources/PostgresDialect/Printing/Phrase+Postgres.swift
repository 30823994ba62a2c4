extension PhraseStatement {
  var postgres: String { phrase.postgres }
}

extension Phrase {
  /// The parts with a blank between them, where one may stand.
  var postgres: String {
    var text = ""
    var last = ""
    for part in parts {
      let next = part.postgres
      if !text.isEmpty, !["(", "."].contains(last), ![")", ",", ".", ";"].contains(next) { text += " " }
      text += next
      last = next
    }
    return text
  }
}

extension Phrase.Part {
  fileprivate var postgres: String {
    switch value {
    case .word(let word): word
    case .string(let text): PostgresPrinter.string(text)
    case .name(let name): name.postgres
    case .path(let path), .relation(let path): path.postgres
    case .role(let name): name.role
    case .routine(let name, let types):
      name.postgres + (types.map { "(\($0.map(\.postgres).joined(separator: ", ")))" } ?? "")
    case .operator(let path): (path.schema.map { $0.postgres + "." } ?? "") + path.name.text
    case .type(let type): type.postgres
    case .expression(let expression): expression.postgres
    case .query(let query): query.postgres
    case .statement(let statement): statement.postgres
    // Names take their place before a phrase is printed.
    case .object, .named, .own: ""
    }
  }
}

extension Identifier {
  /// As a role; the words that stand for the current one and for all are no names.
  var role: String {
    ["current_user", "session_user", "current_role", "public"].contains(text) ? text.uppercased() : postgres
  }
}
