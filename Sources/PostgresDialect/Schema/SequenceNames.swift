/// The names of sequences inside expressions, where PostgreSQL holds their numbers: the constant of
/// `nextval('name')`, whose type is `regclass`.
/// https://www.postgresql.org/docs/15/functions-sequence.html
extension Expression {
  static func nextValue(of name: QualifiedName) -> Expression {
    let constant = Expression(.string(name.postgres))
    let type = TypeName(name: QualifiedName(Identifier("regclass")), range: SourceRange(0, 0))
    let call = FunctionCall(
      name: QualifiedName(Identifier("nextval")),
      arguments: [FunctionArgument(value: Expression(.cast(constant, type)))])
    return Expression(.call(call))
  }

  /// The sequence whose next value this is, and nothing else.
  var calledSequence: QualifiedName? {
    guard case .call(let call) = kind, call.isOnSequence, call.name.name.text == "nextval",
      call.arguments.count == 1
    else { return nil }
    return call.arguments[0].value.regclass
  }

  /// Whether a look inside for names of sequences is worth while.
  var mayReadSequence: Bool {
    switch kind {
    case .null, .boolean, .number, .string: false
    default: true
    }
  }

  /// The relation that a constant of the type `regclass`, or a call on a sequence, names.
  var namedRelation: QualifiedName? {
    switch kind {
    case .cast: regclass
    case .call(let call) where call.isOnSequence: call.arguments.first?.value.regclass
    default: nil
    }
  }

  /// A constant that is read as the name of a relation.
  private var regclass: QualifiedName? {
    switch kind {
    case .string(let text): QualifiedName(text: text, at: range)
    case .cast(let value, let type) where type.name.name.text == "regclass" && type.arrayDimensions == 0:
      value.regclass
    default: nil
    }
  }

  /// The same with the sequences that it calls by constants named otherwise.
  func mapSequenceNames(_ transform: (QualifiedName, SourceRange) -> QualifiedName) -> Expression {
    let inner = mapChildren { $0.mapSequenceNames(transform) }
    guard case .call(var call) = inner.kind, call.isOnSequence, let argument = call.arguments.first?.value,
      let name = argument.regclass
    else { return inner }
    let constant = Expression(.string(transform(name, argument.range).postgres), at: argument.range)
    let type = TypeName(name: QualifiedName(Identifier("regclass")), range: argument.range)
    call.arguments[0].value = Expression(.cast(constant, type), at: argument.range)
    return Expression(.call(call), at: range)
  }
}

extension FunctionCall {
  /// Whether it is one of the functions on sequences.
  fileprivate var isOnSequence: Bool {
    ["nextval", "currval", "setval"].contains(name.name.text)
      && (name.schema == nil || name.schema?.text == "pg_catalog")
  }
}

extension QualifiedName {
  /// A name as it stands in a string: `users`, `"Users"`, `app.users`. Nil when the text is something else.
  init?(text: String, at range: SourceRange = SourceRange(0, 0)) {
    var names: [String] = []
    var rest = text.trimmingBlanks()[...]
    while true {
      guard let name = Self.nextName(&rest) else { return nil }
      names.append(name)
      guard let separator = rest.popFirst() else { break }
      guard separator == "." else { return nil }
    }
    guard names.count < 3, let last = names.last else { return nil }
    self.init(schema: names.count == 2 ? Identifier(names[0], at: range) : nil, Identifier(last, at: range))
  }

  private static func nextName(_ rest: inout Substring) -> String? {
    var name = ""
    guard rest.first == "\"" else {
      while let character = rest.first, character != ".", character != "\"", !character.isWhitespace {
        name.append(contentsOf: character.isASCII ? character.lowercased() : String(character))
        rest.removeFirst()
      }
      return name.isEmpty ? nil : name
    }
    rest.removeFirst()
    while let character = rest.popFirst() {
      if character == "\"" {
        guard rest.first == "\"" else { return name.isEmpty ? nil : name }
        rest.removeFirst()
      }
      name.append(character)
    }
    return nil
  }
}
