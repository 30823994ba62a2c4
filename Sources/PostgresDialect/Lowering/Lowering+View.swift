extension Schema {
  /// The view in SQLite; its columns have their names from a list, which no query can do for duplicates.
  func lowered(_ view: View) throws(Diagnostic) -> LoweredObject {
    var lowering = Lowering(self, .view)
    let query = try lowering.query(view.query.query)
    return LoweredObject(
      name: view.name.lowered,
      sql:
        "CREATE VIEW \(SQLiteText.name(view.name.lowered)) (\(SQLiteText.names(view.columns.map(\.name)))) AS "
        + query.sql)
  }
}
