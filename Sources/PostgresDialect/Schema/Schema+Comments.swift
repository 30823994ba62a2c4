/// `COMMENT ON`: SQLite has no place for comments, so they are remembered.
extension Schema {
  mutating func comment(_ statement: Comment) throws(Diagnostic) -> [Diagnostic] {
    let (address, id) = try address(of: statement.target)
    // An empty text removes a comment, as NULL does.
    annotate(address, of: id) { $0.comment = statement.text.flatMap { $0.isEmpty ? nil : $0 } }
    return []
  }

  /// The object that a statement names, with the object whose part it may be; or PostgreSQL's error.
  func address(of object: ObjectReference) throws(Diagnostic) -> (ObjectAddress, ObjectID) {
    switch object {
    case .relation(.index, let name):
      guard let index = relationID(name) else { throw Self.missing(relation: name) }
      if indexes[index] != nil { return (.index(index), index) }
      // A key's index bears the name of its constraint.
      guard let table = tables[index], table.name.name != name.name.text else {
        throw Diagnostic(.error, .wrongObjectType, "\"\(name.name.text)\" is not an index", at: name.range)
      }
      return (.keyIndex(index, name.name.text), index)
    case .relation(.table, let name) where view(named: name)?.partition != nil:
      guard let partition = view(named: name) else { throw .internalError }
      return (.view(partition.id), partition.id)
    case .relation(let kind, let name) where kind == .table || kind == .materializedView:
      let table = try table(name)
      guard (table.materialized != nil) == (kind == .materializedView) else {
        throw Diagnostic(
          .error, .wrongObjectType,
          "\"\(name.name.text)\" is not a \(kind == .table ? "table" : "materialized view")", at: name.range)
      }
      return (.table(table.id), table.id)
    case .relation(.view, let name):
      guard let view = view(named: name) else {
        guard relationID(name) != nil else { throw Self.missing(relation: name) }
        throw Diagnostic(.error, .wrongObjectType, "\"\(name.name.text)\" is not a view", at: name.range)
      }
      return (.view(view.id), view.id)
    case .relation(.sequence, let name):
      let sequence = try sequence(name)
      return (.sequence(sequence.id), sequence.id)
    case .relation(let kind, let name):
      let address = try relationAddress(name)
      guard case .remembered(let id) = address, kind == .foreignTable else {
        throw Diagnostic(
          .error, .wrongObjectType, "\"\(name.name.text)\" is not a \(kind.postgres.lowercased())",
          at: name.range)
      }
      return (address, id)
    case .column(let owner, let name):
      guard let relation = relation(named: owner) else { throw Self.missing(relation: owner) }
      guard let column = relation.columns.first(where: { $0.name == name.text }) else {
        throw Diagnostic(
          .error, .undefinedColumn,
          "column \"\(name.text)\" of relation \"\(relation.name.name)\" does not exist", at: name.range)
      }
      return (.column(relation.id, column.number), relation.id)
    case .constraint(let owner, let name):
      let table = try table(owner)
      guard table.constraints.contains(where: { $0.name == name.text }) else {
        throw Diagnostic(
          .error, .undefinedObject,
          "constraint \"\(name.text)\" for table \"\(table.name.name)\" does not exist", at: name.range)
      }
      return (.constraint(table.id, name.text), table.id)
    case .domainConstraint(let owner, let name):
      guard let id = typeID(owner), case .domain(let domain) = types[id]?.kind else {
        throw Diagnostic(
          .error, .undefinedObject, "type \"\(owner.name.text)\" does not exist", at: owner.range)
      }
      guard domain.checks.contains(where: { $0.name == name.text }) else {
        throw Diagnostic(
          .error, .undefinedObject,
          "constraint \"\(name.text)\" for domain \"\(owner.name.text)\" does not exist", at: name.range)
      }
      return (.constraint(id, name.text), id)
    case .trigger(let owner, let name):
      let table = try triggerOwner(owner)
      guard table.triggers.contains(where: { $0.name == name.text }) else {
        throw Self.missingTrigger(name, of: table)
      }
      return (.trigger(table.id, name.text), table.id)
    case .type(let name):
      guard let type = typeID(name) else {
        throw Diagnostic(
          .error, .undefinedObject, "type \"\(name.name.text)\" does not exist", at: name.range)
      }
      return (.type(type), type)
    case .function(let kind, let name, let types):
      guard let id = try function(name, types) else {
        throw Diagnostic(
          .error, .undefinedFunction, "\(kind.lowercased()) \(name.postgres) does not exist", at: name.range)
      }
      return (.function(id), id)
    case .schema(let name):
      guard namespaces.contains(name.text) else { throw Self.missing(schema: name) }
      return (.schema(name.text), 0)
    case .extension(let name):
      guard let ext = extensions[name.text] else {
        throw Diagnostic(
          .error, .undefinedObject, "extension \"\(name.text)\" does not exist", at: name.range)
      }
      return (.extension(name.text), ext.id)
    case .remembered(let kind, let phrase): return try address(of: kind, phrase)
    case .largeObject(let number):
      throw Diagnostic(.error, .undefinedObject, "large object \(number) does not exist")
    }
  }

  private func address(of kind: RememberedKind, _ phrase: Phrase) throws(Diagnostic) -> (
    ObjectAddress, ObjectID
  ) {
    guard let object = try existing(kind, phrase) else {
      return (.server(kind, phrase.name("name")?.text ?? ""), 0)
    }
    return (.remembered(object.id), object.id)
  }
}
