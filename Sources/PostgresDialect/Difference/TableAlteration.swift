/// From one form of a table to another, on a table with rows: SQLite's own `ALTER TABLE` where it keeps the
/// promise, then, if anything is still different, one verified replacement of the stored text.
struct TableAlteration {
  let before: LoweredTable
  let after: LoweredTable
  /// Made by another program: its stored text is its own, so only native changes are possible.
  let isForeign: Bool
  let isRename: Bool
  /// The counters of the columns afterwards.
  let counters: [ColumnCounter]
  /// What the row number is called afterwards.
  let rowID: String

  func steps() throws(Diagnostic) -> [Step] {
    // What SQLite holds after the steps so far.
    var working = before
    var steps: [Step] = []
    try drop(&working, &steps)
    rename(&working, &steps)
    try add(&working, &steps)
    guard working != after else { return steps }
    try refuseRewrites(working)
    guard !isForeign else {
      if isRename { return steps }
      throw .unsupported("this change of \"\(after.name)\", which another program created,", at: nil)
    }
    if !isRename { verify(working, &steps) }
    if working.sql != after.sql { steps.append(.replaceTable(name: after.name, sql: after.sql)) }
    return steps
  }

  private var table: String { SQLiteText.name(after.name) }

  private func drop(_ working: inout LoweredTable, _ steps: inout [Step]) throws(Diagnostic) {
    let gone = before.columns.filter { after[number: $0.number] == nil }
    guard !gone.isEmpty else { return }
    for column in gone where column.isRowID || before.primaryKey?.columns.contains(column.name) == true {
      throw .unsupported("dropping a column of the primary key (\"\(column.name)\")", at: nil)
    }
    if working.columns.count == gone.count, after.columns.isEmpty {
      throw .unsupported("dropping the last column of a table", at: nil)
    }
    // SQLite refuses to drop a column that a table constraint mentions.
    var trimmed = working
    trimmed.checks.removeAll { check in !after.checks.contains { $0.name == check.name } }
    trimmed.foreignKeys.removeAll { key in !after.foreignKeys.contains { $0.name == key.name } }
    if trimmed != working, !isForeign {
      steps.append(.replaceTable(name: working.name, sql: trimmed.sql))
    }
    working = trimmed
    for column in gone {
      steps.append(
        .execute(
          "ALTER TABLE \(SQLiteText.name(working.name)) DROP COLUMN \(SQLiteText.name(column.name))"))
      working.columns.removeAll { $0.number == column.number }
    }
  }

  private func rename(_ working: inout LoweredTable, _ steps: inout [Step]) {
    func execute(_ change: String) {
      steps.append(.execute("ALTER TABLE \(SQLiteText.name(working.name)) RENAME \(change)"))
    }
    if working.name != after.name {
      if working.name.lowercased() == after.name.lowercased() {
        // To SQLite the new name is taken: by the table itself.
        let between = "_migrations_rename_\(after.name)"
        execute("TO \(SQLiteText.name(between))")
        working.name = between
      }
      execute("TO \(SQLiteText.name(after.name))")
      for index in working.foreignKeys.indices where working.foreignKeys[index].table == before.name {
        working.foreignKeys[index].table = after.name
      }
      working.name = after.name
    }
    for index in working.columns.indices {
      let column = working.columns[index]
      guard let new = after[number: column.number]?.name, new != column.name else { continue }
      execute("COLUMN \(SQLiteText.name(column.name)) TO \(SQLiteText.name(new))")
      working.rename(column.name, to: new)
    }
  }

  private func add(_ working: inout LoweredTable, _ steps: inout [Step]) throws(Diagnostic) {
    for column in after.columns where before[number: column.number] == nil {
      guard !column.isRowID, column.generated == nil else {
        throw .unsupported(
          "adding a \(column.isRowID ? "counting" : "generated") column to a table that exists", at: nil)
      }
      var native = column
      let isConstant = column.defaultValue.map { !$0.hasPrefix("(") } ?? true
      if column.isNotNull, column.defaultValue == nil || column.defaultValue == "NULL" {
        native.isNotNull = false
        steps.append(
          .verify(
            "SELECT 1 FROM \(table) LIMIT 1",
            failure: Diagnostic(
              .error, .notNullViolation,
              "column \"\(column.name)\" of relation \"\(after.name)\" contains null values",
              hint: "the table has rows; give the column a DEFAULT")))
      }
      if !isConstant {
        native.isNotNull = false
        native.defaultValue = nil
      }
      steps.append(.execute("ALTER TABLE \(table) ADD COLUMN \(native.sql)"))
      working.columns.append(native)
      if let counter = counters.first(where: { $0.column == column.name }) {
        steps += counter.numberRows(rowID: rowID)
      } else if !isConstant, let value = column.defaultValue {
        steps.append(.fill("UPDATE \(table) SET \(SQLiteText.name(column.name)) = \(value)"))
      }
    }
  }

  /// What only a copy of all rows could do.
  private func refuseRewrites(_ working: LoweredTable) throws(Diagnostic) {
    if working.primaryKey?.columns != after.primaryKey?.columns {
      throw .unsupported("changing the primary key of a table that exists", at: nil)
    }
    for (old, new) in zip(working.columns, after.columns) {
      let isSame =
        old.type == new.type && old.collation == new.collation && old.isRowID == new.isRowID
        && (old.generated == new.generated || isRename)
      if !isSame {
        throw .unsupported("rewriting the column \"\(new.name)\" of a table that exists", at: nil)
      }
    }
  }

  /// One scan for each new promise about the rows.
  private func verify(_ working: LoweredTable, _ steps: inout [Step]) {
    for (old, new) in zip(working.columns, after.columns) {
      if new.isNotNull, !old.isNotNull, before[number: new.number] != nil {
        verify(
          "\(SQLiteText.name(new.name)) IS NULL", .notNullViolation,
          "column \"\(new.name)\" of relation \"\(after.name)\" contains null values", &steps)
      }
      for check in new.checks where !old.checks.contains(check) { verify(check, &steps) }
    }
    for check in after.checks where check.isValidated && !working.checks.contains(check) {
      verify(check, &steps)
    }
    for key in after.foreignKeys where key.isValidated && !working.foreignKeys.contains(key) {
      verify(key, &steps)
    }
  }

  private func verify(_ condition: String, _ state: SQLState, _ message: String, _ steps: inout [Step]) {
    steps.append(
      .verify(
        "SELECT 1 FROM \(table) WHERE \(condition) LIMIT 1", failure: Diagnostic(.error, state, message)))
  }

  private func verify(_ check: LoweredCheck, _ steps: inout [Step]) {
    let message =
      check.constraint.map {
        "check constraint \"\($0)\" of relation \"\(after.name)\" is violated by some row"
      }
      ?? "a row of \"\(after.name)\" fails: \(check.name)"
    let state = check.constraint == nil ? SQLState(valueRule: check.name) : nil
    verify("NOT (\(check.condition))", state ?? SQLState("23514"), message, &steps)
  }

  private func verify(_ key: LoweredForeignKey, _ steps: inout [Step]) {
    let present = key.columns.map { "c.\(SQLiteText.name($0)) IS NOT NULL" }
    let equal = zip(key.columns, key.referenced).map {
      "p.\(SQLiteText.name($1)) = c.\(SQLiteText.name($0))"
    }
    let query =
      "SELECT 1 FROM \(table) AS c WHERE \(present.joined(separator: " AND ")) AND NOT EXISTS "
      + "(SELECT 1 FROM \(SQLiteText.name(key.table)) AS p WHERE \(equal.joined(separator: " AND "))) LIMIT 1"
    let message =
      "insert or update on table \"\(after.name)\" violates foreign key constraint \"\(key.name)\""
    steps.append(.verify(query, failure: Diagnostic(.error, SQLState("23503"), message)))
  }
}

extension LoweredTable {
  /// What SQLite does to the table's own text when a column is renamed, but for the insides of checks.
  fileprivate mutating func rename(_ old: String, to new: String) {
    func renamed(_ names: [String]) -> [String] { names.map { $0 == old ? new : $0 } }
    for index in columns.indices where columns[index].name == old { columns[index].name = new }
    primaryKey = primaryKey.map { LoweredKey(name: $0.name, columns: renamed($0.columns)) }
    for index in foreignKeys.indices {
      foreignKeys[index].columns = renamed(foreignKeys[index].columns)
      if foreignKeys[index].table == name {
        foreignKeys[index].referenced = renamed(foreignKeys[index].referenced)
      }
    }
  }
}
