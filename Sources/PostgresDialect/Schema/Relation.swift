/// What may stand behind FROM: a table or a view, by what queries see of it.
struct Relation: Sendable {
  var id: ObjectID
  var name: ObjectName
  /// Its columns; their numbers are never used twice.
  var columns: [Column]
}

extension Schema {
  func relation(_ id: ObjectID) -> Relation? {
    if let table = tables[id] { return Relation(id: id, name: table.name, columns: table.columns) }
    if let view = views[id] { return Relation(id: id, name: view.name, columns: view.columns) }
    return nil
  }

  /// The table or view of that name; nil where there is none, or where it is an index's.
  func relation(named name: QualifiedName) -> Relation? {
    // The name of a key's index leads to its table, but is not the table's.
    guard let id = relationID(name), let relation = relation(id), relation.name.name == name.name.text
    else { return nil }
    return relation
  }

  /// The table or view of that name, or PostgreSQL's error.
  func queried(_ name: QualifiedName) throws(Diagnostic) -> Relation {
    if let relation = relation(named: name) { return relation }
    guard relationID(name) != nil else { throw Self.missing(relation: name) }
    throw Diagnostic(
      .error, .wrongObjectType, "cannot open relation \"\(name.name.text)\"", at: name.range)
  }
}
