/// A statement as words, names and trees in the order they are written.
///
/// What SQLite has no place for is kept like this: it is read by its grammar, names and expressions in it can be
/// found and renamed, and it can be written back; nothing computes with the rest.
struct Phrase: Sendable, Hashable {
  var parts: [Part] = []

  struct Part: Sendable, Hashable {
    var value: Value
    /// What the grammar calls it; empty for what has no name there.
    var label = ""
    var range: SourceRange

    static func == (left: Part, right: Part) -> Bool {
      left.value == right.value && left.label == right.label
    }
    func hash(into hasher: inout Hasher) { hasher.combine(value) }
  }

  enum Value: Sendable, Hashable {
    /// A keyword in upper case, an operator, a number, punctuation.
    case word(String)
    case string(String)
    case name(Identifier)
    /// A name that may have a schema; of an operator too.
    case path(QualifiedName)
    case role(Identifier)
    case relation(QualifiedName)
    case routine(QualifiedName, [TypeName]?)
    case `operator`(QualifiedName)
    case type(TypeName)
    case expression(Expression)
    case query(Query)
    case statement(Statement)
    /// An object of the `Schema`, once the phrase is kept there.
    case object(ObjectAddress)
    /// The same of a function that is named without its parameters.
    case named(ObjectAddress)
    /// The name of the object that the phrase belongs to, likewise.
    case own
  }
}

extension Phrase {
  /// The parts of a name in the grammar.
  subscript(label: String) -> [Part] { parts.filter { $0.label == label } }

  func has(_ label: String) -> Bool { parts.contains { $0.label == label } }

  func path(_ label: String) -> QualifiedName? { parts.first { $0.label == label }?.path }
  func name(_ label: String) -> Identifier? { path(label)?.name }
  func paths(_ label: String) -> [QualifiedName] { self[label].compactMap(\.path) }

  /// The keywords under a label, a blank between them.
  func words(_ label: String) -> String { self[label].compactMap(\.word).joined(separator: " ") }

  func text(_ label: String) -> String? {
    self[label].lazy.compactMap { if case .string(let text) = $0.value { text } else { nil } }.first
  }

  func without(_ labels: String...) -> Phrase {
    Phrase(parts: parts.filter { !labels.contains($0.label) })
  }
}

extension Phrase.Part {
  /// Any kind of name.
  var path: QualifiedName? {
    switch value {
    case .name(let name), .role(let name): QualifiedName(name)
    case .path(let path), .relation(let path), .routine(let path, _), .operator(let path): path
    case .word, .string, .type, .expression, .query, .statement, .object, .named, .own: nil
    }
  }

  var word: String? { if case .word(let word) = value { word } else { nil } }
}
