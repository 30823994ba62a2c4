/// Indexes, those of UNIQUE constraints among them: a named unique index can come and go without touching the
/// table.
extension Schema {
  /// Methods that index what SQLite cannot search by; the name is kept, nothing is built.
  static let unbuiltMethods: Set<String> = ["gin", "gist", "spgist", "brin", "hnsw", "ivfflat"]

  /// Nothing for an index that is remembered alone: one that cannot speed up anything here, and keeps no promise.
  func lowered(_ index: Index) throws(Diagnostic) -> [LoweredObject] {
    do throws(Diagnostic) {
      return try built(index)
    } catch {
      guard !index.isUnique, error.state == .featureNotSupported else { throw error }
      return []
    }
  }

  private func built(_ index: Index) throws(Diagnostic) -> [LoweredObject] {
    guard let table = tables[index.table], !Self.unbuiltMethods.contains(index.method) else { return [] }
    guard index.method == "btree" || index.method == "hash" else {
      throw Diagnostic(
        .error, .undefinedObject, "access method \"\(index.method)\" does not exist", at: nil)
    }
    var lowering = Lowering(self, .immutable, scope: .definition(of: table))
    // One that only speeds up is not worth it that other programs can write no more.
    if !index.isUnique { lowering.functions = .forbidden }
    var keys: [String] = []
    var values: [String] = []
    for element in index.elements {
      let expression = Self.told(apartBy: element.expression)
      var key = try lowering.lower(expression)
      if element.columnName == nil || expression != element.expression { key.sql = "(\(key.sql))" }
      var text = key.sql
      values.append(key.operand)
      if let collation = element.collation {
        text += " COLLATE \(try self.collation(collation, at: collation.range).name)"
      }
      if element.isDescending { text += " DESC" }
      keys.append(text)
    }
    let filter = try filter(of: index).map { filter throws(Diagnostic) in
      try lowering.condition(filter, "WHERE").sql
    }
    let name = index.name.lowered
    guard index.isUnique else {
      return [
        LoweredObject(
          name: name,
          sql: "CREATE INDEX \(SQLiteText.name(name)) ON \(SQLiteText.name(table.name.lowered)) "
            + "(\(keys.joined(separator: ", ")))" + (filter.map { " WHERE \($0)" } ?? ""))
      ]
    }
    let unique = Self.uniqueIndex(name, on: table, keys, where: filter)
    guard index.nullsNotDistinct, let nulls = Self.nullIndex(name, on: table, values, where: filter) else {
      return [unique]
    }
    return [unique, nulls]
  }

  /// A cryptographic hash tells values apart just as they do themselves, and stock SQLite has none.
  static func told(apartBy expression: Expression) -> Expression {
    guard case .call(let call) = expression.kind, call.arguments.count == 1, let only = call.arguments.first,
      ["md5", "sha224", "sha256", "sha384", "sha512"].contains(call.name.name.text)
    else { return expression }
    return only.value
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
      guard case .unique(let numbers, let nullsNotDistinct) = constraint.kind,
        table.stored?.names.values.contains(constraint.name) != true
      else { continue }
      let name = ObjectName(constraint.name, in: table.name.schema).lowered
      let columns = table.names(of: numbers).map(SQLiteText.name)
      objects.append(Self.uniqueIndex(name, on: table, columns))
      if nullsNotDistinct, let index = Self.nullIndex(name, on: table, columns) { objects.append(index) }
    }
    return objects
  }

  private static func uniqueIndex(
    _ name: String, on table: Table, _ keys: [String], where filter: String? = nil
  ) -> LoweredObject {
    LoweredObject(
      name: name,
      sql: "CREATE UNIQUE INDEX \(SQLiteText.name(name)) ON \(SQLiteText.name(table.name.lowered)) "
        + "(\(keys.joined(separator: ", ")))" + (filter.map { " WHERE \($0)" } ?? ""))
  }

  /// `NULLS NOT DISTINCT`: to SQLite every NULL is another (https://sqlite.org/lang_createindex.html), so rows with
  /// one are told apart by a second index.
  private static func nullIndex(
    _ name: String, on table: Table, _ keys: [String], where filter: String? = nil
  ) -> LoweredObject? {
    let isNull = keys.map { "\($0) IS NULL" }
    let values = keys.map { "coalesce(\($0), 0)" }
    let nulls = isNull.joined(separator: " OR ")
    return uniqueIndex(
      "\(name).nulls", on: table, isNull + values, where: filter.map { "(\($0)) AND (\(nulls))" } ?? nulls)
  }

  /// What the unique index of a name wants unique; nil for one that is not unique.
  func uniqueKey(
    of name: String, id: ObjectID, on table: Table
  ) throws(Diagnostic) -> (name: String, labels: [String], values: [String], filter: String?)? {
    if let index = indexes[id] {
      guard index.isUnique else { return nil }
      var lowering = Lowering(self, .immutable, scope: .definition(of: table))
      var values: [String] = []
      for element in index.elements {
        values.append(try lowering.lower(Self.told(apartBy: element.expression)).operand)
      }
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
