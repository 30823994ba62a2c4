/// How the row that a trigger fires for is known in SQLite.
struct TriggerRow {
  let schema: Schema
  let table: Table
  /// What stands in columns until a trigger of ours fills them.
  let marks: [String: String]

  init(schema: Schema, table: Table) {
    self.schema = schema
    self.table = table
    marks = schema.marks(of: table)
  }

  private var name: String { SQLiteText.name(table.name.lowered) }

  /// Of the table, the row as it is stored now.
  var isOwn: String {
    let rowID = schema.rowID(of: table)
    if table.stored?.hasRowID ?? true { return "\(rowID) = NEW.\(rowID)" }
    let key = table.primaryKey.map { table.names(of: $0.columns) } ?? []
    return key.map { "\(SQLiteText.name($0)) = NEW.\(SQLiteText.name($0))" }.joined(separator: " AND ")
  }

  /// A column as it is stored now, where `NEW` does not tell.
  func stored(_ column: String) -> String {
    "(SELECT \(SQLiteText.name(column)) FROM \(name) WHERE \(isOwn))"
  }

  /// The table without the row as it is now.
  func hidden(_ event: TriggerEventKind) -> HiddenRow {
    var rest = "SELECT * FROM \(name) WHERE NOT (\(isOwn))"
    if event == .update {
      rest +=
        " UNION ALL SELECT " + table.columns.map { "OLD.\(SQLiteText.name($0.name))" }.joined(separator: ", ")
    }
    return HiddenRow(table: table.id, rest: rest)
  }

  /// Columns whose value `NEW` does not have before the row is in: SQLite numbers rows as it writes them.
  var numbered: Set<String> {
    Set(table.columns.filter { schema.isRowID($0, of: table) }.map(\.name)).union(counted)
  }

  /// Columns that are filled by a trigger of ours.
  var counted: Set<String> { Set(marks.keys) }
}
