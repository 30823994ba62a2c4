/// What the rows of a table that exists get in a column that is added or changes its type.
struct RowValue: Sendable, Hashable {
  /// A SQLite expression over the table's columns as they were.
  var sql: String
  /// The same for every row, and known.
  var isConstant: Bool
  /// The columns that it reads, by number.
  var reads: Set<Int>
}

/// The values that rows must get before the schema is what it says, by table and column number. They come up while
/// statements are applied, and are done with once a difference has been made of them.
struct PendingValues: Sendable {
  private var values: [ObjectID: [Int: RowValue]] = [:]

  subscript(table: ObjectID) -> [Int: RowValue] {
    get { values[table] ?? [:] }
    set { values[table] = newValue.isEmpty ? nil : newValue }
  }

  var isEmpty: Bool { values.isEmpty }

  mutating func removeAll() { values = [:] }
}
