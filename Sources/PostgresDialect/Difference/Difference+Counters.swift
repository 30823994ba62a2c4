/// Counting columns, whose counters live in a table of their own.
extension Difference {
  func counterTable(_ ids: [ObjectID]) -> [Step] {
    func counts(_ schema: Schema) -> Bool {
      ids.contains { schema.tables[$0].map { !schema.counters(of: $0).isEmpty } ?? false }
    }
    return counts(after) && !counts(before) ? [.execute(ColumnCounter.definition)] : []
  }

  /// A counter lives under the name of its table and column.
  func counterChanges(_ old: Table, _ new: Table) -> [Step] {
    old.columns.compactMap { column in
      guard let former = before.tables[old.id]?[number: column.number],
        let counter = before.counter(of: former, in: before.tables[old.id] ?? old)
      else { return nil }
      guard let now = new[number: column.number].flatMap({ after.counter(of: $0, in: new) }) else {
        return counter.dropped
      }
      return now.name == counter.name ? nil : counter.renamed(to: now)
    }
  }

  /// Numbers the rows of a table that a counting column is added to.
  func numbering(_ old: Table, _ new: Table) -> [Int: [Step]] {
    var steps: [Int: [Step]] = [:]
    for column in new.columns where old[number: column.number] == nil {
      steps[column.number] = after.counter(of: column, in: new)?.numberRows(rowID: after.rowID(of: new))
    }
    return steps
  }

  /// `GENERATED … AS IDENTITY (START WITH n)` of a row number: https://sqlite.org/autoinc.html
  func start(of table: Table) -> [Step] {
    table.columns.compactMap { column in
      guard after.isRowID(column, of: table), case .identity(_, let options) = column.sequence,
        let start = options.start, start != 1
      else { return nil }
      return .execute(
        "INSERT INTO sqlite_sequence (name, seq) VALUES (\(SQLiteText.string(table.name.lowered)), \(start - 1))"
      )
    }
  }
}
