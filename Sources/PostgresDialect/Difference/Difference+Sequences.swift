/// Sequences that come, go, change their options, or change the place where they keep their value.
extension Difference {
  /// A sequence before and after.
  private struct Change {
    var old: SequenceGenerator?
    var new: SequenceGenerator?
    var oldPlace: CounterPlace?
    var newPlace: CounterPlace?
  }

  private func sequenceChanges() -> [Change] {
    var ids = touched.filter { before.sequences[$0] != nil || after.sequences[$0] != nil }
    for schema in [before, after] {
      for id in touched {
        for column in schema.tables[id]?.columns ?? [] {
          if let sequence = schema.sequence(of: column) { ids.insert(sequence.id) }
        }
      }
    }
    return ids.sorted().map { id in
      let (old, new) = (before.sequences[id], after.sequences[id])
      return Change(
        old: old, new: new, oldPlace: old.map(before.place), newPlace: new.map(after.place))
    }
  }

  /// What must run before any table changes: counters are there for columns that are added, and values are taken from
  /// tables that may go.
  func sequencesBeforeTables() -> [Step] {
    var steps: [Step] = []
    let changes = sequenceChanges()
    let needsTable = changes.contains { Self.isCounter($0.newPlace) && !Self.isCounter($0.oldPlace) }
    if needsTable || changes.contains(where: Self.isMovedBetweenTables) {
      steps.append(.execute(CounterPlace.definition))
    }
    for change in changes {
      guard let new = change.new else { continue }
      let name = new.name.lowered
      switch (change.oldPlace, change.newPlace) {
      case (nil, .counter): steps.append(.execute(Self.inserted(new)))
      case (.counter(let old), .counter) where old != name:
        steps.append(.execute(Self.renamed(old, to: name)))
      case (.rowNumber(let table), .counter):
        steps.append(.execute(Self.inserted(new, from: renamed(table, of: change.old))))
      case (.rowNumber(let table), .rowNumber) where Self.isMovedBetweenTables(change):
        steps.append(.execute(Self.inserted(new, from: renamed(table, of: change.old))))
      default: break
      }
      if let old = change.old, Self.isCounter(change.newPlace) {
        steps += Self.optionChanges(from: old, to: new)
      }
    }
    return steps
  }

  /// What a table is called once the renames are done.
  private func renamed(_ table: String, of sequence: SequenceGenerator?) -> String {
    sequence?.owner.flatMap { after.tables[$0.table] }?.name.lowered ?? table
  }

  /// What must run once the tables are what they should be.
  func sequencesAfterTables() -> [Step] {
    var steps: [Step] = []
    for change in sequenceChanges() {
      guard let new = change.new else {
        if case .counter(let name) = change.oldPlace { steps.append(.execute(Self.deleted(name))) }
        continue
      }
      guard case .rowNumber(let table) = change.newPlace else { continue }
      let isRestarted = new.restart != nil && new.restart?.number != change.old?.restart?.number
      switch change.oldPlace {
      case .counter(let old):
        steps += Self.rowNumbers(of: table, from: old)
        steps.append(.execute(Self.deleted(old)))
      case .rowNumber:
        if Self.isMovedBetweenTables(change) {
          steps += Self.rowNumbers(of: table, from: new.name.lowered)
          steps.append(.execute(Self.deleted(new.name.lowered)))
        }
      case nil:
        if new.start != 1, !isRestarted { steps += Self.rowNumbers(of: table, startingAt: new.start) }
      }
      if let restart = new.restart, isRestarted {
        steps += Self.rowNumbers(of: table, startingAt: restart.value)
      }
    }
    return steps
  }

  private static func isCounter(_ place: CounterPlace?) -> Bool {
    if case .counter = place { true } else { false }
  }

  /// Another table's row numbers; a table that is renamed takes its own along.
  private static func isMovedBetweenTables(_ change: Change) -> Bool {
    guard case .rowNumber = change.oldPlace, case .rowNumber = change.newPlace else { return false }
    return change.old?.owner?.table != change.new?.owner?.table
  }

  // MARK: - The table of counters

  private static func inserted(_ sequence: SequenceGenerator) -> String {
    let value = sequence.restart?.value ?? sequence.start
    return
      "INSERT INTO \"\(CounterPlace.counters)\" VALUES (\(key(sequence)), \(value), 0, \(options(sequence)))"
  }

  /// With the value that the row numbers of a table have come to.
  private static func inserted(_ sequence: SequenceGenerator, from table: String) -> String {
    "INSERT INTO \"\(CounterPlace.counters)\" SELECT \(key(sequence)), coalesce(max(seq), \(sequence.start)), "
      + "max(seq) IS NOT NULL, \(options(sequence)) FROM sqlite_sequence WHERE name = \(SQLiteText.string(table))"
  }

  private static func key(_ sequence: SequenceGenerator) -> String {
    SQLiteText.string(sequence.name.lowered)
  }

  private static func options(_ sequence: SequenceGenerator) -> String {
    "\(sequence.increment), \(number(sequence.minimum)), \(sequence.maximum), \(sequence.cycles ? 1 : 0)"
  }

  // SQLite reads the least integer as a number with a fraction.
  private static func number(_ value: Int) -> String { value == Int.min ? ColumnCounter.mark : String(value) }

  private static func deleted(_ name: String) -> String {
    "DELETE FROM \"\(CounterPlace.counters)\" WHERE \"name\" = \(SQLiteText.string(name))"
  }

  private static func renamed(_ old: String, to new: String) -> String {
    "UPDATE \"\(CounterPlace.counters)\" SET \"name\" = \(SQLiteText.string(new)) WHERE \"name\" = \(SQLiteText.string(old))"
  }

  private static func optionChanges(from old: SequenceGenerator, to new: SequenceGenerator) -> [Step] {
    var steps: [Step] = []
    let filter = "WHERE \"name\" = \(key(new))"
    if let restart = new.restart, restart.number != old.restart?.number {
      steps.append(
        .execute(
          "UPDATE \"\(CounterPlace.counters)\" SET \"value\" = \(number(restart.value)), \"is_called\" = 0 \(filter)"
        ))
    }
    if options(new) != options(old) {
      steps.append(
        .execute(
          "UPDATE \"\(CounterPlace.counters)\" SET \"increment\" = \(new.increment), "
            + "\"minimum\" = \(number(new.minimum)), \"maximum\" = \(new.maximum), \"cycles\" = \(new.cycles ? 1 : 0) "
            + filter))
    }
    return steps
  }

  // MARK: - Row numbers

  /// SQLite goes on from the highest number that a row has, if that is more.
  private static func rowNumbers(of table: String, startingAt start: Int) -> [Step] {
    rowNumbers(of: table, value: "\(start - 1)", from: "")
  }

  private static func rowNumbers(of table: String, from counter: String) -> [Step] {
    rowNumbers(
      of: table, value: "\"value\" - (1 - \"is_called\")",
      from: " FROM \"\(CounterPlace.counters)\" WHERE \"name\" = \(SQLiteText.string(counter))")
  }

  private static func rowNumbers(of table: String, value: String, from source: String) -> [Step] {
    let name = SQLiteText.string(table)
    return [
      .execute("DELETE FROM sqlite_sequence WHERE name = \(name)"),
      .execute("INSERT INTO sqlite_sequence (name, seq) SELECT \(name), \(value)\(source)"),
    ]
  }
}
