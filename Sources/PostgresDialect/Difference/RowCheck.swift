/// A promise that the rows of a table must keep, and how to find those that do not.
public struct RowCheck: Sendable, Hashable {
  /// Selects the offending rows, with the columns that tell which they are; without ORDER BY and LIMIT.
  public var query: String
  /// The names of those columns.
  public var labels: [String]
  /// What PostgreSQL says about them.
  public var failure: Diagnostic
  /// The table, through all renames.
  var table: ObjectID

  init(table: ObjectID, query: String, labels: [String], failure: Diagnostic) {
    self.table = table
    self.query = query
    self.labels = labels
    self.failure = failure
  }
}
