/// A table that another program has made: its stored text is its own.
extension Difference {
  func foreignAlteration(_ old: Table, _ new: Table) throws(Diagnostic) -> [Step] {
    var steps: [Step] = []
    let table = SQLiteText.name(new.name.lowered)
    for column in old.columns where new[number: column.number] == nil {
      steps.append(.execute("ALTER TABLE \(table) DROP COLUMN \(SQLiteText.name(column.name))"))
    }
    let lowered = try after.lowered(new)
    for column in lowered.columns where old[number: column.number] == nil {
      steps.append(.execute("ALTER TABLE \(table) ADD COLUMN \(column.sql)"))
    }
    return steps
  }
}
