/// Columns that count up without being the row number: `serial` and identity columns outside of the key.
///
/// Stock SQLite has no sequences, so the values are handed out by a trigger from a table of counters. An omitted
/// column gets a mark as its default, which the trigger replaces before the statement goes on to the next row; an
/// explicit NULL is refused, as in PostgreSQL.
struct ColumnCounter: Sendable, Hashable {
  /// The name PostgreSQL gives to the sequence.
  var name: String
  var table: String
  var column: String
  var start: Int
  var increment: Int

  /// The one integer that nobody counts to.
  static let mark = "(-9223372036854775807 - 1)"

  static let counters = "_migrations_sequences"
  static let definition =
    "CREATE TABLE IF NOT EXISTS \"\(counters)\" (\"name\" TEXT NOT NULL PRIMARY KEY, \"value\" INTEGER NOT NULL) STRICT"

  func trigger(rowID: String) -> LoweredObject {
    let (target, counted) = (SQLiteText.name(table), SQLiteText.name(column))
    let key = SQLiteText.string(name)
    let trigger = "\(table).\(name)"
    return LoweredObject(
      name: trigger,
      sql: """
        CREATE TRIGGER \(SQLiteText.name(trigger)) AFTER INSERT ON \(target) FOR EACH ROW WHEN NEW.\(counted) = \(Self.mark) BEGIN
          INSERT INTO "\(Self.counters)" VALUES (\(key), \(start)) ON CONFLICT ("name") DO UPDATE SET "value" = "value" + \(increment);
          UPDATE \(target) SET \(counted) = (SELECT "value" FROM "\(Self.counters)" WHERE "name" = \(key)) WHERE \(rowID) = NEW.\(rowID);
        END
        """)
  }

  /// Numbers the rows of a table that the column is added to, in their order.
  func numberRows(rowID: String) -> [Step] {
    let target = SQLiteText.name(table)
    return [
      .fill(
        "UPDATE \(target) SET \(SQLiteText.name(column)) = \(start) + n.number * \(increment) FROM "
          + "(SELECT \(rowID) AS id, row_number() OVER (ORDER BY \(rowID)) - 1 AS number FROM \(target)) AS n "
          + "WHERE n.id = \(target).\(rowID)"),
      .execute(
        "INSERT INTO \"\(Self.counters)\" SELECT \(SQLiteText.string(name)), \(start) + (count(*) - 1) * \(increment) "
          + "FROM \(target) HAVING count(*) > 0"),
    ]
  }

  var dropped: Step {
    .execute("DELETE FROM \"\(Self.counters)\" WHERE \"name\" = \(SQLiteText.string(name))")
  }

  func renamed(to other: ColumnCounter) -> Step {
    .execute(
      "UPDATE \"\(Self.counters)\" SET \"name\" = \(SQLiteText.string(other.name)) "
        + "WHERE \"name\" = \(SQLiteText.string(name))")
  }
}

extension Schema {
  /// The counter of a column; nil for one that does not count, or is SQLite's row number.
  func counter(of column: Column, in table: Table) -> ColumnCounter? {
    guard let sequence = column.sequence, !isRowID(column, of: table) else { return nil }
    var options = SequenceOptions()
    if case .identity(_, let own) = sequence { options = own }
    return ColumnCounter(
      name: "\(table.name.lowered)_\(column.name)_seq", table: table.name.lowered, column: column.name,
      start: options.start ?? 1, increment: options.increment ?? 1)
  }

  func counters(of table: Table) -> [ColumnCounter] {
    table.columns.compactMap { counter(of: $0, in: table) }
  }

  /// An integer that counts up and is the whole key can be SQLite's own row number. Any other integer key must not be
  /// one, because SQLite would fill a NULL that PostgreSQL refuses.
  func isRowID(_ column: Column, of table: Table) -> Bool {
    column.sequence != nil && column.type.isInteger && table.primaryKey?.columns == [column.number]
  }

  /// Options that a trigger does not carry out.
  func refuseUnusual(_ sequence: ColumnSequence?, isRowID: Bool) throws(Diagnostic) {
    guard case .identity(_, let options) = sequence else { return }
    let isUnusual =
      options.cycles == true || options.minimum != nil || options.maximum != nil
      || isRowID && (options.increment ?? 1) != 1
    if isUnusual { throw .unsupported("this kind of identity", at: nil) }
  }

  /// A name for the row number that no column hides: https://sqlite.org/lang_createtable.html#rowid
  func rowID(of table: Table) -> String {
    let names = Set(table.columns.map { $0.name.lowercased() })
    return ["rowid", "_rowid_", "oid"].first { !names.contains($0) } ?? "rowid"
  }
}
