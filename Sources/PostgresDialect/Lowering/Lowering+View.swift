extension Schema {
  /// The view in SQLite that a query is kept as: a view itself, or what a materialized view is filled from.
  /// Its columns have their names from a list, so that they stay when a name inside changes.
  func loweredQuery(of id: ObjectID) throws(Diagnostic) -> LoweredObject? {
    guard let name = queryName(of: id), let stored = storedQuery(of: id), let relation = relation(id) else {
      return nil
    }
    var lowering = Lowering(self, .view)
    let query = try lowering.query(stored.query)
    return LoweredObject(
      name: name,
      sql: "CREATE VIEW \(SQLiteText.name(name)) (\(SQLiteText.names(relation.columns.map(\.name)))) AS "
        + query.sql)
  }

  /// The name of the view in SQLite; nil where there is none.
  func queryName(of id: ObjectID) -> String? {
    guard let stored = storedQuery(of: id), let relation = relation(id), views[id]?.partition?.isHash != true,
      stored.obstacle == nil
    else { return nil }
    return tables[id]?.queryName ?? relation.name.lowered
  }
}
