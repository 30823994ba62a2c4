/// `COMMENT ON`: SQLite has no place for comments, so they are remembered.
extension Schema {
  mutating func comment(_ statement: Comment) throws(Diagnostic) -> [Diagnostic] {
    let key: ObjectComment.Key
    let id: ObjectID
    switch statement.target {
    case .relation(.index, let name):
      guard let index = relationID(name), indexes[index] != nil else { throw Self.missing(relation: name) }
      (key, id) = (.index(index), index)
    case .relation(.table, let name) where view(named: name)?.partition != nil:
      guard let partition = view(named: name) else { throw .internalError }
      (key, id) = (.view(partition.id), partition.id)
    case .relation(let kind, let name) where kind == .table || kind == .materializedView:
      let table = try table(name)
      guard (table.materialized != nil) == (kind == .materializedView) else {
        throw Diagnostic(
          .error, .wrongObjectType,
          "\"\(name.name.text)\" is not a \(kind == .table ? "table" : "materialized view")", at: name.range)
      }
      (key, id) = (.table(table.id), table.id)
    case .relation(.view, let name):
      guard let view = view(named: name) else {
        guard relationID(name) != nil else { throw Self.missing(relation: name) }
        throw Diagnostic(.error, .wrongObjectType, "\"\(name.name.text)\" is not a view", at: name.range)
      }
      (key, id) = (.view(view.id), view.id)
    case .relation(.sequence, let name):
      let sequence = try sequence(name)
      (key, id) = (.sequence(sequence.id), sequence.id)
    case .relation(let kind, let name):
      throw .unsupported("COMMENT ON a \(kind.rawValue)", at: name.range)
    case .column(let owner, let name):
      guard let relation = relation(named: owner) else { throw Self.missing(relation: owner) }
      guard let column = relation.columns.first(where: { $0.name == name.text }) else {
        throw Diagnostic(
          .error, .undefinedColumn,
          "column \"\(name.text)\" of relation \"\(relation.name.name)\" does not exist", at: name.range)
      }
      (key, id) = (.column(relation.id, column.number), relation.id)
    case .constraint(let owner, let name):
      let table = try table(owner)
      guard table.constraints.contains(where: { $0.name == name.text }) else {
        throw Self.missingConstraint(name, of: table)
      }
      (key, id) = (.constraint(table.id, name.text), table.id)
    case .trigger(let owner, let name):
      let table = try table(owner)
      guard table.triggers.contains(where: { $0.name == name.text }) else {
        throw Self.missingTrigger(name, of: table)
      }
      (key, id) = (.trigger(table.id, name.text), table.id)
    case .type(let name):
      guard let type = typeID(name) else {
        throw Diagnostic(
          .error, .undefinedObject, "type \"\(name.name.text)\" does not exist", at: name.range)
      }
      (key, id) = (.type(type), type)
    case .function(let name):
      guard let function = functionIDs(name).first else {
        throw Diagnostic(
          .error, .undefinedFunction, "could not find a function named \"\(name.name.text)\"", at: name.range)
      }
      (key, id) = (.function(function), function)
    case .schema(let name):
      guard namespaces.contains(name.text) else {
        throw Diagnostic(.error, .invalidSchemaName, "schema \"\(name.text)\" does not exist", at: name.range)
      }
      (key, id) = (.schema(name.text), 0)
    case .extension(let name):
      guard let ext = extensions[name.text] else {
        throw Diagnostic(
          .error, .undefinedObject, "extension \"\(name.text)\" does not exist", at: name.range)
      }
      (key, id) = (.extension(name.text), ext)
    case .other(let what): throw .unsupported("COMMENT ON \(what)", at: nil)
    }
    // An empty text removes a comment, as NULL does.
    comments[key] = statement.text.flatMap { $0.isEmpty ? nil : ObjectComment(id: id, text: $0) }
    touched.insert(id)
    return []
  }
}
