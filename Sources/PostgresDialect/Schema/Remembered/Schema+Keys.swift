/// From the words of a statement to the objects they name.
extension Schema {
  func newKey(_ kind: RememberedKind, _ phrase: Phrase) throws(Diagnostic) -> RememberedObject.Key {
    var signature = try signature(kind, phrase.parts)
    if let operands = try operands(kind, phrase) { signature = operands }
    guard let path = phrase.path("name") else {
      return RememberedObject.Key(kind: kind, name: ObjectName("", in: ""), signature: signature)
    }
    switch kind.scope {
    case .table:
      guard let owner = phrase.path("table") else { throw .internalError }
      return RememberedObject.Key(
        kind: kind, name: ObjectName(path.name.text, in: ""), table: try table(owner).id)
    case .schema:
      return RememberedObject.Key(kind: kind, name: try creationName(path), signature: signature)
    case .global: return RememberedObject.Key(kind: kind, name: ObjectName(path.name.text, in: ""))
    }
  }

  /// The keys that a statement about existing objects names; nil for one that cannot be there.
  func keys(
    _ kind: RememberedKind, _ phrase: Phrase
  ) throws(Diagnostic) -> [(RememberedObject.Key?, SourceRange?)] {
    var groups: [[Phrase.Part]] = []
    for part in phrase.parts {
      if part.label == "name" || groups.isEmpty && part.label == "signature" {
        groups.append([part])
      } else if !groups.isEmpty, part.label == "signature" {
        groups[groups.count - 1].append(part)
      }
    }
    var owner: ObjectID?
    if kind.scope == .table, let name = phrase.path("table") {
      // With IF EXISTS the table may be missing too.
      if phrase.has("quiet"), relationID(name) == nil { return [(nil, name.range)] }
      owner = try table(name).id
    }
    var keys: [(RememberedObject.Key?, SourceRange?)] = []
    for group in groups {
      let signature = try signature(kind, group)
      let range = group.first?.range
      guard let path = group.first?.label == "name" ? group.first?.path : nil else {
        keys.append(
          (RememberedObject.Key(kind: kind, name: ObjectName("", in: ""), signature: signature), range))
        continue
      }
      if kind.scope == .schema {
        keys.append((key(kind, path, signature), range))
      } else {
        let name = ObjectName(path.name.text, in: "")
        keys.append((RememberedObject.Key(kind: kind, name: name, table: owner), range))
      }
    }
    return keys
  }

  /// The object of this name that is found first, or the key it would have.
  private func key(_ kind: RememberedKind, _ path: QualifiedName, _ signature: String) -> RememberedObject.Key
  {
    let schemas = path.schema.map { [$0.text] } ?? searchPath
    let keys = schemas.map {
      RememberedObject.Key(kind: kind, name: ObjectName(path.name.text, in: $0), signature: signature)
    }
    return keys.first { rememberedNames[$0] != nil } ?? keys.first
      ?? RememberedObject.Key(kind: kind, name: ObjectName(path.name.text), signature: signature)
  }

  /// The words that tell one object of a name from another; types must exist, and names of arguments do not count.
  private func signature(_ kind: RememberedKind, _ parts: [Phrase.Part]) throws(Diagnostic) -> String {
    var result = Phrase()
    for var part in parts where part.label == "signature" {
      if case .type(let type) = part.value { part.value = .type(typeName(try resolve(type).unmodified)) }
      if kind == .aggregate, case .name = part.value { continue }
      result.parts.append(part)
    }
    return result.postgres
  }

  /// The operands of a new operator, and the argument of an aggregate in the old style, stand among the items.
  private func operands(_ kind: RememberedKind, _ phrase: Phrase) throws(Diagnostic) -> String? {
    func text(_ item: String) throws(Diagnostic) -> String? {
      guard case .type(let type) = phrase.item(item) else { return nil }
      return typeName(try resolve(type).unmodified).postgres
    }
    if kind == .operator { return "(\(try text("leftarg") ?? "NONE"), \(try text("rightarg") ?? "NONE"))" }
    if kind == .aggregate, phrase.item("basetype") != nil { return "(\(try text("basetype") ?? "*"))" }
    return nil
  }

  /// The object of a kind and name, nil when it is one of PostgreSQL's own, or PostgreSQL's error.
  func remembered(_ kind: RememberedKind, _ path: QualifiedName) throws(Diagnostic) -> ObjectID? {
    let key =
      kind.scope == .schema
      ? key(kind, path, "") : RememberedObject.Key(kind: kind, name: ObjectName(path.name.text, in: ""))
    if let id = rememberedNames[key] { return id }
    guard kind.builtin.contains(path.name.text) else {
      throw Diagnostic(
        .error, kind.missing, "\(kind.noun) \"\(path.name.text)\" does not exist", at: path.range)
    }
    return nil
  }
}
