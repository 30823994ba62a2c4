/// Statements that write PostgreSQL's own catalogs, as its superusers may.
extension Schema {
  /// What is said of one that turns indexes off for a while, which changes nothing but how long something takes; nil for any
  /// other statement. https://www.postgresql.org/docs/15/catalog-pg-index.html
  func switchedIndexes(by statement: Statement) -> Diagnostic? {
    guard case .update(let update) = statement.kind, update.table.name.text == "pg_index",
      update.table.schema.map({ $0.text == "pg_catalog" }) ?? (relation(named: update.table) == nil)
    else { return nil }
    let switches: Set<String> = ["indisready", "indisvalid", "indislive"]
    guard update.assignments.allSatisfy({ $0.columns.allSatisfy { switches.contains($0.text) } }) else {
      return nil
    }
    return Diagnostic(
      .warning, .warning, "indexes are not turned off: SQLite keeps them with each row", at: statement.range)
  }
}
