/// Making, changing and dropping what SQLite has no place for.
extension Schema {
  mutating func create(_ kind: RememberedKind, _ phrase: Phrase) throws(Diagnostic) -> [Diagnostic] {
    let key = try newKey(kind, phrase)
    let range = phrase["name"].first?.range ?? phrase.parts.first?.range
    var id: ObjectID?
    if let old = rememberedNames[key] {
      if phrase.has("quiet") {
        return [
          .skipped(message(key, "already exists, skipping"), kind.duplicate, range ?? SourceRange(0, 0))
        ]
      }
      guard phrase.has("replace") else {
        throw Diagnostic(.error, kind.duplicate, message(key, "already exists"), at: range)
      }
      id = old
    }
    var definition = phrase.without("quiet", "replace")
    try check(kind, &definition, key)
    definition = try resolved(definition, of: kind, on: key.table)
    let object = RememberedObject(id: id ?? makeID(), key: key, definition: definition)
    if kind == .foreignTable, id == nil {
      try reserve(key.name, for: object.id, at: range ?? SourceRange(0, 0))
    }
    keep(object)
    if kind == .tablespace, let owner = phrase.name("owner") {
      annotate(.remembered(object.id), of: object.id) { $0.owner = owner.text }
    }
    return kind.difference.map { differs($0) } ?? []
  }

  /// A warning, the first time.
  mutating func differs(_ message: String) -> [Diagnostic] {
    warned.insert(message).inserted ? [Diagnostic(.warning, .warning, message)] : []
  }

  mutating func keep(_ object: RememberedObject) {
    remembered[object.id] = object
    rememberedNames[object.key] = object.id
    touched.insert(object.id)
  }

  mutating func forget(_ id: ObjectID) {
    guard let object = remembered.removeValue(forKey: id) else { return }
    rememberedNames[object.key] = nil
    annotations[.remembered(id)] = nil
    if object.key.kind == .foreignTable { relations[object.key.name] = nil }
    touched.insert(id)
  }

  /// Moves an object to another name, schema or signature.
  mutating func rekey(
    _ object: RememberedObject, at range: SourceRange?, _ change: (inout RememberedObject.Key) -> Void
  ) throws(Diagnostic) {
    var changed = object
    change(&changed.key)
    guard changed.key != object.key else {
      if object.key.kind.scope == .schema { return }
      throw Diagnostic(.error, object.key.kind.duplicate, message(changed.key, "already exists"), at: range)
    }
    guard rememberedNames[changed.key] == nil else {
      throw Diagnostic(.error, object.key.kind.duplicate, message(changed.key, "already exists"), at: range)
    }
    if object.key.kind == .foreignTable {
      try reserve(changed.key.name, for: object.id, at: range ?? SourceRange(0, 0))
      relations[object.key.name] = nil
    }
    rememberedNames[object.key] = nil
    keep(changed)
    for other in remembered.values where other.mentions(.remembered(object.id)) { touched.insert(other.id) }
  }

  // MARK: - Altering

  mutating func alter(_ kind: RememberedKind, _ phrase: Phrase) throws(Diagnostic) -> [Diagnostic] {
    if kind == .role { return try alterRole(phrase) }
    guard let object = try existing(kind, phrase) else { return [] }
    if let owner = phrase.name("owner") {
      annotate(.remembered(object.id), of: object.id) { $0.owner = owner.text }
    } else if let name = phrase.name("rename") {
      try rekey(object, at: name.range) { $0.name.name = name.text }
    } else if let schema = phrase.name("schema"), kind != .publication {
      guard namespaces.contains(schema.text) else { throw Self.missing(schema: schema) }
      try rekey(object, at: schema.range) { $0.name.schema = schema.text }
    } else if kind == .policy {
      try alterPolicy(object, phrase)
    } else if kind == .publication {
      try alterPublication(object, phrase)
    } else {
      var object = object
      object.changes.append(try resolved(phrase, of: kind, on: object.key.table))
      keep(object)
    }
    return []
  }

  /// The object that a statement names; nil where it may be missing, or where PostgreSQL itself has it.
  func existing(_ kind: RememberedKind, _ phrase: Phrase) throws(Diagnostic) -> RememberedObject? {
    guard let (key, range) = try keys(kind, phrase).first else { return nil }
    if let id = key.flatMap({ rememberedNames[$0] }) { return remembered[id] }
    if let name = phrase.name("name"), kind.builtin.contains(name.text) { return nil }
    if phrase.has("quiet") { return nil }
    throw missing(kind, phrase, key, at: range)
  }

  // MARK: - Dropping

  mutating func drop(_ kind: RememberedKind, _ phrase: Phrase) throws(Diagnostic) -> [Diagnostic] {
    if kind == .role { return try dropRoles(phrase) }
    var notes: [Diagnostic] = []
    for (key, range) in try keys(kind, phrase) {
      guard let key, let id = rememberedNames[key], let object = remembered[id] else {
        let error = missing(kind, phrase, key, at: range)
        guard phrase.has("quiet") else { throw error }
        notes.append(.skipped(error.message + ", skipping", error.state, range ?? SourceRange(0, 0)))
        continue
      }
      try release(.remembered(id), as: name(of: object.key), cascade: phrase.has("cascade"), at: range)
      forget(id)
    }
    return notes
  }

  /// What SQLite has no place for and hangs on an object that is dropped: policies and their like go along with their
  /// table, a publication loses a member, the rest goes with `CASCADE` or forbids the drop.
  mutating func release(
    _ address: ObjectAddress, as name: String, cascade: Bool, at range: SourceRange?
  ) throws(Diagnostic) {
    for object in remembered.values {
      guard let relation = object.relation(to: address, in: self) else { continue }
      switch relation {
      case .member:
        var object = object
        object.removeMembers(address)
        keep(object)
      case .part: forget(object.id)
      case .user:
        guard cascade else {
          throw Diagnostic(
            .error, .dependentObjectsStillExist, "cannot drop \(name) because other objects depend on it",
            hint:
              "\(self.name(of: object.key)) depends on \(name); use DROP … CASCADE to drop the dependent objects too",
            at: range)
        }
        try release(.remembered(object.id), as: self.name(of: object.key), cascade: true, at: range)
        forget(object.id)
      }
    }
  }

  // MARK: - Messages

  /// `policy p on table t`, as messages of dependencies name it.
  func name(of key: RememberedObject.Key) -> String {
    var text = key.kind.noun + (key.name.name.isEmpty ? "" : " \(key.name.lowered)")
    if !key.signature.isEmpty {
      text += key.kind == .aggregate || key.kind == .operator ? key.signature : " \(key.signature)"
    }
    if let table = key.table.flatMap({ tables[$0] }) { text += " on table \(table.name.lowered)" }
    return text
  }

  private func message(_ key: RememberedObject.Key, _ rest: String) -> String {
    let table = key.table.flatMap { tables[$0]?.name.name } ?? ""
    switch key.kind {
    case .policy: return "policy \"\(key.name.name)\" for table \"\(table)\" \(rest)"
    case .rule: return "rule \"\(key.name.name)\" for relation \"\(table)\" \(rest)"
    case .foreignTable: return "relation \"\(key.name.name)\" \(rest)"
    case .aggregate, .operator: return "\(key.kind.noun) \(key.name.name)\(key.signature) \(rest)"
    case .cast, .transform, .userMapping: return "\(key.kind.noun) \(key.signature) \(rest)"
    default: return "\(key.kind.noun) \"\(key.name.name)\" \(rest)"
    }
  }

  private func missing(
    _ kind: RememberedKind, _ phrase: Phrase, _ key: RememberedObject.Key?, at range: SourceRange?
  ) -> Diagnostic {
    if let key { return Diagnostic(.error, kind.missing, message(key, "does not exist"), at: range) }
    let name = phrase.name("name")?.text ?? ""
    return Diagnostic(.error, kind.missing, "\(kind.noun) \"\(name)\" does not exist", at: range)
  }

  static func missing(schema name: Identifier) -> Diagnostic {
    Diagnostic(.error, .invalidSchemaName, "schema \"\(name.text)\" does not exist", at: name.range)
  }
}
