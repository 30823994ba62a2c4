/// What a trigger function finds when it begins.
extension TriggerExecutor {
  /// Columns that `NEW` does not have as PostgreSQL's would be: they are read from the row.
  mutating func read(_ stale: Set<String>, of row: TriggerRow) {
    guard var record = state.records["new"] else { return }
    for index in record.columns.indices where stale.contains(record.columns[index].name) {
      let value = TypedSQL(row.stored(record.columns[index].name), record.columns[index].type)
      record.values[index] = symbol(.read, value, [row.table.id])
    }
    state.records["new"] = record
    base = record
  }

  /// A trigger for whole statements has no row; the rows of the statement are those of its transition tables, of which
  /// there is one here.
  mutating func enterStatement(_ trigger: Trigger) throws(Diagnostic) {
    for (name, record) in [(trigger.definition.newTable, "new"), (trigger.definition.oldTable, "old")] {
      guard let name, let row = state.records[record] else { continue }
      let cells = zip(row.columns, row.values).map { "\($1.sql) AS \(SQLiteText.name($0.name))" }
      lowering.triggered.tables[name.text] = LoweredQuery(
        sql: "SELECT \(cells.joined(separator: ", "))", columns: row.columns)
      transitionTables.insert(name.text)
    }
    for record in ["new", "old"] {
      state.records[record] = .null(state.records[record]?.columns ?? [])
    }
  }

  /// Runs the body, where the trigger's own condition holds.
  mutating func start(_ body: Block) throws(Diagnostic) {
    if let when = trigger.definition.when {
      let truth = prepared(when).truth
      if truth == false { return }
      if truth == nil { path.append(try asked(when)) }
    }
    let flow = try run(body)
    guard case .goesOn = flow else { return }
    _ = try fail("control reached end of trigger procedure without RETURN", SQLState("2F005"))
  }
}
