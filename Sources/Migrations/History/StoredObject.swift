/// A row of SQLite's own schema table: https://sqlite.org/schematab.html
struct StoredObject: Sendable, Hashable {
  /// `table`, `index`, `view` or `trigger`.
  var type: String
  var name: String
  /// The table that it belongs to; for a table or a view itself.
  var table: String
  var sql: String
}
