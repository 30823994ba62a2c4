/// Indexes, those of UNIQUE constraints among them: a named unique index can come and go without touching the
/// table.
extension Schema {
  /// Methods that index what SQLite cannot search by; the name is kept, nothing is built.
  static let unbuiltMethods: Set<String> = ["gin", "gist", "spgist", "brin", "hnsw", "ivfflat"]

  func lowered(_ index: Index) throws(Diagnostic) -> LoweredObject? {
    guard let table = tables[index.table], !Self.unbuiltMethods.contains(index.method) else { return nil }
    guard index.method == "btree" || index.method == "hash" else {
      throw Diagnostic(
        .error, .undefinedObject, "access method \"\(index.method)\" does not exist", at: nil)
    }
    if index.nullsNotDistinct { throw .unsupported("NULLS NOT DISTINCT", at: nil) }
    var lowering = Lowering(self, .immutable, scope: .definition(of: table))
    var keys: [String] = []
    for element in index.elements {
      var key = try lowering.lower(element.expression)
      if element.columnName == nil { key.sql = "(\(key.sql))" }
      var text = key.sql
      if let collation = element.collation { try collation.requireByteOrder(at: collation.range) }
      if element.isDescending { text += " DESC" }
      keys.append(text)
    }
    var sql =
      "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(SQLiteText.name(index.name.lowered)) "
      + "ON \(SQLiteText.name(table.name.lowered)) (\(keys.joined(separator: ", ")))"
    if let filter = try filter(of: index) { sql += " WHERE \(try lowering.condition(filter, "WHERE").sql)" }
    return LoweredObject(name: index.name.lowered, sql: sql)
  }

  /// The rows that an index is for.
  private func filter(of index: Index) throws(Diagnostic) -> Expression? {
    guard let view = index.partition.flatMap({ views[$0] }), let partition = view.partition,
      let parent = tables[partition.parent]
    else { return index.filter }
    guard let bound = condition(of: partition.bound, in: parent) else {
      throw .unsupported("an index on a hash partition", at: nil)
    }
    return index.filter.map { Expression(.and([$0, bound])) } ?? bound
  }

  /// The indexes of UNIQUE constraints, by constraint name.
  func uniqueIndexes(of table: Table) throws(Diagnostic) -> [LoweredObject] {
    var objects: [LoweredObject] = []
    for constraint in table.constraints {
      guard case .unique(let numbers, let nullsNotDistinct) = constraint.kind else { continue }
      if nullsNotDistinct { throw .unsupported("NULLS NOT DISTINCT", at: nil) }
      let name = ObjectName(constraint.name, in: table.name.schema).lowered
      objects.append(
        LoweredObject(
          name: name,
          sql: "CREATE UNIQUE INDEX \(SQLiteText.name(name)) ON \(SQLiteText.name(table.name.lowered)) "
            + "(\(SQLiteText.names(table.names(of: numbers))))"))
    }
    return objects
  }

  /// What the unique index of a name wants unique; nil for one that is not unique.
  func uniqueKey(
    of name: String, id: ObjectID, on table: Table
  ) throws(Diagnostic) -> (name: String, labels: [String], values: [String], filter: String?)? {
    if let index = indexes[id] {
      guard index.isUnique else { return nil }
      var lowering = Lowering(self, .immutable, scope: .definition(of: table))
      var values: [String] = []
      for element in index.elements { values.append(try lowering.lower(element.expression).operand) }
      let filter = try filter(of: index).map { value throws(Diagnostic) in
        try lowering.condition(value, "WHERE").sql
      }
      let labels = zip(index.elements, values).map { $0.columnName ?? $1 }
      return (index.name.name, labels, values, filter)
    }
    let constraint = table.constraints.first {
      $0.isKey && ObjectName($0.name, in: table.name.schema).lowered == name
    }
    guard let constraint else { return nil }
    let labels = table.names(of: constraint.columns)
    return (constraint.name, labels, labels.map(SQLiteText.name), nil)
  }
}
