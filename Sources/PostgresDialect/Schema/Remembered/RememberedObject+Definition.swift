/// Between the names that a statement is written with and the objects they stand for.
extension Schema {
  /// The same with objects in place of names, so that the names may change.
  func resolved(_ phrase: Phrase, of kind: RememberedKind, on table: ObjectID?) throws(Diagnostic) -> Phrase {
    var result = phrase
    for index in result.parts.indices {
      let part = phrase.parts[index]
      if let value = try resolved(part, of: kind) { result.parts[index].value = value }
      if case .type(let type) = part.value, index > 1, phrase.parts[index - 1].word == "=",
        Self.functionItems.contains(phrase.parts[index - 2].path?.name.text.lowercased() ?? ""),
        let id = functionIDs(type.name).first
      {
        result.parts[index].value = .named(.function(id))
      }
    }
    return result
  }

  /// The items of a definition whose values are functions.
  private static let functionItems: Set<String> = [
    "sfunc", "sfunc1", "finalfunc", "finalfunc1", "combinefunc", "serialfunc", "deserialfunc", "msfunc",
    "minvfunc",
    "mfinalfunc", "function", "procedure", "restrict", "join", "start", "gettoken", "end", "headline",
    "lextypes",
    "init", "lexize",
  ]

  private func resolved(_ part: Phrase.Part, of kind: RememberedKind) throws(Diagnostic) -> Phrase.Value? {
    switch (part.label, part.value) {
    case ("name", _): return .own
    case (_, .relation(let name)): return .object(try relationAddress(name))
    case (_, .routine(let name, let types)):
      return try function(name, types).map { .object(.function($0)) }
    case ("function", .path(let name)) where kind == .eventTrigger:
      guard let id = functionIDs(name).first else {
        throw Diagnostic(
          .error, .undefinedFunction, "function \(name.name.text)() does not exist", at: name.range)
      }
      guard case .type(let result) = functions[id]?.definition.returns,
        result.name.name.text == "event_trigger"
      else {
        throw Diagnostic(
          .error, .invalidObjectDefinition, "function \(name.name.text) must return type event_trigger",
          at: name.range)
      }
      return .named(.function(id))
    case (let label, .name(let name)):
      guard let other = Self.references[label] else { return nil }
      return try remembered(other, QualifiedName(name)).map { .object(.remembered($0)) }
    case (let label, .path(let path)):
      guard let other = Self.references[label] else { return nil }
      return try remembered(other, path).map { .object(.remembered($0)) }
    case (_, .type(let type)) where part.label != "value":
      _ = try? resolve(type)
      return nil
    default: return nil
    }
  }

  /// The kinds of objects that labels stand for.
  private static let references: [String: RememberedKind] = [
    "server": .server, "wrapper": .foreignDataWrapper, "dictionary": .textSearchDictionary,
    "collation": .collation, "family": .operatorFamily,
  ]

  /// A relation of any kind.
  func relationAddress(_ name: QualifiedName) throws(Diagnostic) -> ObjectAddress {
    guard let id = relationID(name) else { throw Self.missing(relation: name) }
    if let table = tables[id], table.name.name == name.name.text { return .table(id) }
    if views[id] != nil { return .view(id) }
    if sequences[id] != nil { return .sequence(id) }
    if let object = remembered[id], object.key.kind == .foreignTable { return .remembered(id) }
    if indexes[id] != nil { return .index(id) }
    if let table = tables[id], table.name.name != name.name.text { return .keyIndex(id, name.name.text) }
    throw Diagnostic(.error, .wrongObjectType, "\"\(name.name.text)\" is not a table", at: name.range)
  }

  /// A function that a history has made; nil for one that may be PostgreSQL's own.
  func function(_ name: QualifiedName, _ types: [TypeName]?) throws(Diagnostic) -> ObjectID? {
    let ids = functionIDs(name)
    guard let types else {
      if ids.count > 1 {
        throw Diagnostic(
          .error, SQLState("42725"), "function name \"\(name.name.text)\" is not unique",
          hint: "specify the argument list to select the function unambiguously", at: name.range)
      }
      return ids.first
    }
    var wanted: [PostgresType] = []
    for type in types { wanted.append(try resolve(type).unmodified) }
    for id in ids where try signature(functions[id]) == wanted { return id }
    return nil
  }

  // MARK: - Back to names

  /// The statements that make the object again.
  func definition(of object: RememberedObject) -> [StatementKind] {
    var statements = ([object.definition] + object.changes).map { phrase in
      StatementKind.phrase(
        PhraseStatement(rule: object.key.kind.rawValue, phrase: written(phrase, of: object.key)))
    }
    if object.key.kind != .tablespace, let owner = annotations[.remembered(object.id)]?.owner,
      let reference = reference(to: object)
    {
      statements.append(.setOwner(SetOwner(object: reference, role: Identifier(owner))))
    }
    return statements
  }

  /// The same with names in place of objects.
  func written(_ phrase: Phrase, of key: RememberedObject.Key) -> Phrase {
    var result = phrase
    for index in result.parts.indices {
      switch result.parts[index].value {
      case .own: result.parts[index].value = ownName(key)
      case .object(let address): result.parts[index].value = written(address)
      case .named(let address):
        guard case .function(let id) = address, let function = functions[id] else { continue }
        result.parts[index].value = .path(qualified(function.name))
      default: break
      }
    }
    return result
  }

  private func ownName(_ key: RememberedObject.Key) -> Phrase.Value {
    let name = Identifier(key.name.name)
    switch (key.kind, key.kind.scope) {
    case (.operator, _): return .operator(qualified(key.name))
    case (.role, _): return .role(name)
    case (_, .schema): return .path(qualified(key.name))
    default: return .name(name)
    }
  }

  private func written(_ address: ObjectAddress) -> Phrase.Value {
    switch address {
    case .table(let id): return tables[id].map { .relation(qualified($0.name)) } ?? .word("")
    case .index(let id): return indexes[id].map { .relation(qualified($0.name)) } ?? .word("")
    case .sequence(let id): return sequences[id].map { .relation(qualified($0.name)) } ?? .word("")
    case .view(let id): return views[id].map { .relation(qualified($0.name)) } ?? .word("")
    case .function(let id):
      guard let function = functions[id] else { return .word("") }
      let types = function.definition.parameters.filter { $0.mode != .out }.map(\.type)
      return .routine(qualified(function.name), types)
    case .remembered(let id): return remembered[id].map { ownName($0.key) } ?? .word("")
    default: return .word("")
    }
  }

  /// The words that name an object in `COMMENT ON` and `ALTER`.
  func reference(to object: RememberedObject) -> ObjectReference? {
    let key = object.key
    var phrase = Phrase()
    func add(_ value: Phrase.Value) {
      phrase.parts.append(Phrase.Part(value: value, range: SourceRange(0, 0)))
    }
    add(.word(key.kind.rawValue))
    if !key.name.name.isEmpty { add(ownName(key)) }
    if key.kind == .operatorClass || key.kind == .operatorFamily { add(.word("USING")) }
    if !key.signature.isEmpty { add(.word(key.signature)) }
    if let table = key.table.flatMap({ tables[$0] }) {
      add(.word("ON"))
      add(.relation(qualified(table.name)))
    }
    return .remembered(key.kind, phrase)
  }
}

extension RememberedObject {
  /// How it hangs on another object.
  enum Relation {
    /// It names it among others, which it can do without.
    case member
    /// It goes along.
    case part
    /// It cannot be without it.
    case user
  }

  func relation(to address: ObjectAddress, in schema: Schema) -> Relation? {
    if case .table(let id) = address, key.table == id { return .part }
    guard mentions(address) else { return nil }
    if key.kind == .publication { return .member }
    return key.kind == .statistics ? .part : .user
  }

  func mentions(_ address: ObjectAddress) -> Bool {
    ([definition] + changes).contains {
      $0.parts.contains { $0.value == .object(address) || $0.value == .named(address) }
    }
  }
}
