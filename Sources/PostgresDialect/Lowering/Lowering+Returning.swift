/// `RETURNING` where triggers fill the row after SQLite has written it: SQLite's own tells the row from before.
/// https://sqlite.org/lang_returning.html#limitations_and_caveats
extension Lowering {
  /// The statement, and then a query of the rows that it wrote; nil where SQLite's `RETURNING` tells them as they stay.
  mutating func returningAfterTriggers(_ statement: Statement) throws(Diagnostic) -> LoweredQuery? {
    guard purpose == .statement, readers.isEmpty else { return nil }
    let part = CommonTable(name: Identifier(Self.returnedRows, at: statement.range), statement: statement)
    switch statement.kind {
    case .insert(let insert):
      guard !insert.returning.isEmpty, insert.with?.isModifying != true, try isFilledLate(insert) else {
        return nil
      }
      try materialize(insert, part)
    case .update(let update):
      let table = try schema.writtenTable(update.table)
      guard !update.returning.isEmpty, update.from.isEmpty, update.with?.isModifying != true,
        schema.tables[table.id] != nil, schema.descendants(of: table.id).isEmpty,
        hasFillingTrigger(table, isUpdate: true)
      else { return nil }
      try materialize(update, part)
    default: return nil
    }
    guard let columns = commonTables.removeValue(forKey: Self.returnedRows),
      let rows = keptTables.removeValue(forKey: Self.returnedRows)
    else { return nil }
    guard Set(columns.map(\.name)).count == columns.count else {
      throw .unsupported("RETURNING two columns of one name after triggers", at: statement.range)
    }
    return LoweredQuery(
      sql: "SELECT \(SQLiteText.names(columns.map(\.name))) FROM \(SQLiteText.name(rows))", columns: columns)
  }

  /// No name of a table.
  private static let returnedRows = "returned rows"

  /// Whether a trigger fills what the statement inserts after it is written.
  private func isFilledLate(_ insert: Insert) throws(Diagnostic) -> Bool {
    let table = try schema.writtenTable(insert.table)
    guard schema.tables[table.id] != nil else { return false }
    if hasFillingTrigger(table, isUpdate: false) { return true }
    for column in table.columns where !insert.columns.contains(where: { $0.text == column.name }) {
      if case .filled? = try schema.storedDefault(of: column, in: table)?.form { return true }
    }
    // Rows that are written out take their numbers themselves.
    if case .query(let query) = insert.source, case .values = query.body { return false }
    return table.columns.contains { column in
      !insert.columns.contains { $0.text == column.name } && schema.counter(of: column, in: table) != nil
    }
  }

  private func hasFillingTrigger(_ table: Table, isUpdate: Bool) -> Bool {
    table.triggers.contains { trigger in
      trigger.mode.fires && trigger.definition.timing == .before && trigger.definition.forEachRow
        && trigger.definition.events.contains { event in
          switch event {
          case .insert: !isUpdate
          case .update: isUpdate
          default: false
          }
        }
    }
  }
}
