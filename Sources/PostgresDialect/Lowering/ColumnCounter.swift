/// Columns that count up without being the row number: those outside of the key, and those whose sequence another
/// column counts by or that does not go up by ones.
///
/// Stock SQLite has no sequences, so the values are handed out by a trigger from a table of counters. An omitted
/// column gets a mark as its default, which the trigger replaces before the statement goes on to the next row; an
/// explicit NULL is what it is in PostgreSQL.
struct ColumnCounter: Sendable, Hashable {
  /// The sequence's name.
  var name: String
  var table: String
  var column: String
  /// Where its value is kept.
  var place: CounterPlace

  /// The one integer that nobody counts to.
  static let mark = "(-9223372036854775807 - 1)"

  func trigger(rowID: String) -> LoweredObject {
    let (target, counted) = (SQLiteText.name(table), SQLiteText.name(column))
    let trigger = "\(table).\(column) counts"
    return LoweredObject(
      name: trigger,
      sql: """
        CREATE TRIGGER \(SQLiteText.name(trigger)) AFTER INSERT ON \(target) FOR EACH ROW WHEN NEW.\(counted) = \(Self.mark) BEGIN
          \(place.advance(sequence: name).joined(separator: ";\n  "));
          UPDATE \(target) SET \(counted) = \(place.value) WHERE \(rowID) = NEW.\(rowID);
        END
        """)
  }

  /// Numbers the rows of a table that the column is added to, in their order.
  func numberRows(rowID: String) -> [Step] {
    let target = SQLiteText.name(table)
    return [
      .fill(
        "UPDATE \(target) SET \(SQLiteText.name(column)) = n.number FROM (SELECT \(rowID) AS id, "
          + "\(place.next(after: "row_number() OVER (ORDER BY \(rowID)) - 1")) AS number FROM \(target)) AS n "
          + "WHERE n.id = \(target).\(rowID)"),
      .execute(place.advance(by: "(SELECT count(*) FROM \(target))")),
    ]
  }
}

/// Where a sequence keeps how far it has counted.
package enum CounterPlace: Sendable, Hashable {
  /// A row of the table of counters, under this name.
  case counter(String)
  /// SQLite's own record of a table's highest row number: https://sqlite.org/autoinc.html
  case rowNumber(of: String)

  static let counters = "_migrations_sequences"

  /// The options stand beside the value, so that one trigger does for all of them. `is_called` is PostgreSQL's: a
  /// sequence that has not been called gives out its value itself.
  static let definition = """
    CREATE TABLE IF NOT EXISTS "\(counters)" (
      "name" TEXT NOT NULL PRIMARY KEY,
      "value" INTEGER NOT NULL,
      "is_called" INTEGER NOT NULL,
      "increment" INTEGER NOT NULL,
      "minimum" INTEGER NOT NULL,
      "maximum" INTEGER NOT NULL,
      "cycles" INTEGER NOT NULL
    ) STRICT
    """

  private var filter: String {
    switch self {
    case .counter(let name): "\"name\" = \(SQLiteText.string(name))"
    case .rowNumber(let table): "name = \(SQLiteText.string(table))"
    }
  }

  /// The value given out last.
  var value: String {
    switch self {
    case .counter: "(SELECT \"value\" FROM \"\(Self.counters)\" WHERE \(filter))"
    case .rowNumber: "(SELECT seq FROM sqlite_sequence WHERE \(filter))"
    }
  }

  private static let isAtEnd =
    "(\"increment\" > 0 AND \"value\" > \"maximum\" - \"increment\" OR \"increment\" < 0 AND \"value\" < \"minimum\" - \"increment\")"

  private static let next =
    "CASE WHEN NOT \"is_called\" THEN \"value\" WHEN \(isAtEnd) THEN CASE WHEN \"increment\" > 0 THEN \"minimum\" ELSE \"maximum\" END "
    + "ELSE \"value\" + \"increment\" END"

  /// The statements that go on to the next value, for the body of a trigger; each ends with a condition.
  func advance(sequence: String) -> [String] {
    switch self {
    case .counter:
      let message = SQLiteText.string("nextval: reached the limit of sequence \"\(sequence)\"")
      return [
        "SELECT RAISE(ABORT, \(message)) FROM \"\(Self.counters)\" WHERE \(filter) AND \"is_called\" AND NOT \"cycles\" AND \(Self.isAtEnd)",
        "UPDATE \"\(Self.counters)\" SET \"is_called\" = 1, \"value\" = \(Self.next) WHERE \(filter)",
      ]
    case .rowNumber:
      return [preparation ?? "", "UPDATE sqlite_sequence SET seq = seq + 1 WHERE \(filter)"]
    }
  }

  /// What must have run before row numbers are given out by hand: SQLite records none before the first.
  var preparation: String? {
    guard case .rowNumber(let table) = self else { return nil }
    return "INSERT INTO sqlite_sequence (name, seq) SELECT \(SQLiteText.string(table)), 0 "
      + "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE \(filter))"
  }

  /// The value that comes a number of steps after the next one.
  func next(after steps: String) -> String {
    switch self {
    case .counter:
      "(SELECT \"value\" + \"is_called\" * \"increment\" FROM \"\(Self.counters)\" WHERE \(filter)) "
        + "+ (\(steps)) * (SELECT \"increment\" FROM \"\(Self.counters)\" WHERE \(filter))"
    case .rowNumber: "coalesce(\(value), 0) + 1 + \(steps)"
    }
  }

  /// Goes on by a number of values at once.
  func advance(by steps: String) -> String {
    switch self {
    case .counter:
      "UPDATE \"\(Self.counters)\" SET \"value\" = \"value\" + (\"is_called\" + \(steps) - 1) * \"increment\", "
        + "\"is_called\" = 1 WHERE \(filter) AND \(steps) > 0"
    case .rowNumber: "UPDATE sqlite_sequence SET seq = seq + \(steps) WHERE \(filter)"
    }
  }
}

// MARK: - For functions that run on a connection

extension CounterPlace {
  /// The place in a word, for an argument.
  var spec: String {
    switch self {
    case .counter(let name): "counter \(name)"
    case .rowNumber(let table): "row \(table)"
    }
  }

  package init?(spec: String) {
    let parts = spec.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return nil }
    self = parts[0] == "row" ? .rowNumber(of: parts[1]) : .counter(parts[1])
  }

  /// Asks whether there is no next value, whether the limit is the greatest one, and for the limit.
  package var limit: String? {
    guard case .counter = self else { return nil }
    return "SELECT \"is_called\" AND NOT \"cycles\" AND \(Self.isAtEnd), \"increment\" > 0, "
      + "CASE WHEN \"increment\" > 0 THEN \"maximum\" ELSE \"minimum\" END FROM \"\(Self.counters)\" WHERE \(filter)"
  }

  /// Goes on to the next value and returns it.
  package var advancing: String {
    switch self {
    case .counter:
      "UPDATE \"\(Self.counters)\" SET \"is_called\" = 1, \"value\" = \(Self.next) WHERE \(filter) RETURNING \"value\""
    case .rowNumber: "UPDATE sqlite_sequence SET seq = seq + 1 WHERE \(filter) RETURNING seq"
    }
  }

  /// The value given out last; no row when there was none.
  package var current: String {
    switch self {
    case .counter: "SELECT \"value\" FROM \"\(Self.counters)\" WHERE \(filter) AND \"is_called\""
    case .rowNumber: "SELECT seq FROM sqlite_sequence WHERE \(filter) AND seq > 0"
    }
  }

  /// What a query of the sequence itself reads: one row, before the first value its start.
  var row: String {
    switch self {
    case .counter:
      "SELECT \"value\" AS \"last_value\", 0 AS \"log_cnt\", \"is_called\" FROM \"\(Self.counters)\" WHERE \(filter)"
    case .rowNumber:
      "SELECT max(ifnull(max(seq), 0), 1) AS \"last_value\", 0 AS \"log_cnt\", ifnull(max(seq), 0) > 0 AS \"is_called\" FROM sqlite_sequence WHERE \(filter)"
    }
  }

  package func setting(_ value: Int, isCalled: Bool) -> String {
    switch self {
    case .counter:
      "UPDATE \"\(Self.counters)\" SET \"value\" = \(value == .min ? ColumnCounter.mark : String(value)), \"is_called\" = \(isCalled ? 1 : 0) WHERE \(filter)"
    case .rowNumber: "UPDATE sqlite_sequence SET seq = \(value) - \(isCalled ? 0 : 1) WHERE \(filter)"
    }
  }
}

extension Schema {
  /// The counter of a column; nil for one that does not count, or is SQLite's row number.
  func counter(of column: Column, in table: Table) -> ColumnCounter? {
    guard let sequence = sequence(of: column), !isRowID(column, of: table) else { return nil }
    return ColumnCounter(
      name: sequence.name.lowered, table: table.name.lowered, column: column.name, place: place(of: sequence))
  }

  func counters(of table: Table) -> [ColumnCounter] {
    table.columns.compactMap { counter(of: $0, in: table) }
  }

  func place(of sequence: SequenceGenerator) -> CounterPlace {
    guard let home = rowNumberColumn(of: sequence) else { return .counter(sequence.name.lowered) }
    return .rowNumber(of: home.table.name.lowered)
  }

  /// An integer that counts up and is the whole key can be SQLite's own row number. Any other integer key must not be
  /// one, because SQLite would fill a NULL that PostgreSQL refuses.
  func isRowID(_ column: Column, of table: Table) -> Bool {
    guard couldBeRowID(column, of: table), let sequence = sequence(of: column) else { return false }
    guard let home = rowNumberColumn(of: sequence) else { return false }
    return home.table.id == table.id && home.column.number == column.number
  }

  private func couldBeRowID(_ column: Column, of table: Table) -> Bool {
    column.type.isInteger && table.primaryKey?.columns == [column.number]
      && (column.identity != nil || column.defaultValue?.calledSequence != nil)
  }

  /// The column whose row numbers are a sequence's values: its owner, or the first that counts by it.
  private func rowNumberColumn(of sequence: SequenceGenerator) -> (table: Table, column: Column)? {
    guard sequence.increment == 1, !sequence.cycles, sequence.start > 0 else { return nil }
    func isHome(_ column: Column, _ table: Table) -> Bool {
      couldBeRowID(column, of: table) && self.sequence(of: column)?.id == sequence.id
        && sequence.maximum >= SequenceGenerator.limits(of: column.type.base).upperBound
    }
    if let owner = sequence.owner {
      guard let table = tables[owner.table], let column = table[number: owner.column], isHome(column, table)
      else { return nil }
      return (table, column)
    }
    guard let first = columnsReading(sequence).first, isHome(first.column, first.table) else { return nil }
    return first
  }

  /// A name for the row number that no column hides: https://sqlite.org/lang_createtable.html#rowid
  func rowID(of table: Table) -> String {
    let names = Set(table.columns.map { $0.name.lowercased() })
    return ["rowid", "_rowid_", "oid"].first { !names.contains($0) } ?? "rowid"
  }
}
