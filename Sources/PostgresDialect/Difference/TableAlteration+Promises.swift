extension TableAlteration {
  /// One scan for each promise about rows that the table did not make before.
  ///
  /// - Parameters:
  ///   - old: what holds already.
  ///   - table: where the rows are, quoted.
  func newPromises(comparedWith old: LoweredTable, in table: String) -> [RowCheck] {
    var checks: [RowCheck] = []
    let changed = rewritten
    for column in after.columns where column.generated == nil || before[number: column.number] == nil {
      let former = old[number: column.number]
      let isChanged = changed.contains(column.number)
      if column.isNotNull, !column.isRowID, former?.isNotNull != true || isChanged {
        checks.append(notNull(column, table))
      }
      for check in column.checks where isChanged || former?.checks.contains(check) != true {
        if !check.isValidated || check.constraint == nil && isGivenByType(column) { continue }
        checks.append(self.check(check, table))
      }
    }
    let names = changed.compactMap { after[number: $0]?.name }
    for check in after.checks where check.isValidated {
      let isTouched = names.contains { check.condition.contains(SQLiteText.name($0)) }
      if !old.checks.contains(check) || isTouched { checks.append(self.check(check, table)) }
    }
    if !changed.isEmpty, let stored = after.stored {
      checks += stored.checks(of: after.columns).map { self.check($0, table) }
    }
    for key in after.foreignKeys where key.isValidated {
      let isTouched = names.contains { key.columns.contains($0) }
      if isTouched || !old.foreignKeys.contains(key) { checks.append(reference(key, table)) }
    }
    return checks
  }

  /// A new column whose rows hold NULL or a literal that was read as the column's type.
  private func isGivenByType(_ column: LoweredColumn) -> Bool {
    before[number: column.number] == nil && values[column.number]?.isConstant ?? true
  }

  private var identity: [String] { after.identity(rowID: rowIDs.after) }

  private func rows(_ condition: String, of table: String) -> String {
    "SELECT \(SQLiteText.names(identity)) FROM \(table) WHERE \(condition)"
  }

  private func rowCheck(_ query: String, _ state: SQLState, _ message: String) -> RowCheck {
    RowCheck(
      table: id, query: query, labels: identity, failure: Diagnostic(.error, state, message))
  }

  private func notNull(_ column: LoweredColumn, _ table: String) -> RowCheck {
    rowCheck(
      rows("\(SQLiteText.name(column.name)) IS NULL", of: table), .notNullViolation,
      "column \"\(column.name)\" of relation \"\(after.name)\" contains null values")
  }

  private func check(_ check: LoweredCheck, _ table: String) -> RowCheck {
    let message =
      check.constraint.map {
        "check constraint \"\($0)\" of relation \"\(after.name)\" is violated by some row"
      }
      ?? "a row of \"\(after.name)\" fails: \(check.name)"
    let state = check.constraint == nil ? SQLState(valueRule: check.name) : nil
    return rowCheck(rows("NOT (\(check.condition))", of: table), state ?? .checkViolation, message)
  }

  private func reference(_ key: LoweredForeignKey, _ table: String) -> RowCheck {
    // A self reference is asked where the rows are.
    let parent = key.tableID == id ? table : SQLiteText.name(key.table)
    let present = key.columns.map { "c.\(SQLiteText.name($0)) IS NOT NULL" }
    let equal = zip(key.columns, key.referenced).map {
      "p.\(SQLiteText.name($1)) = c.\(SQLiteText.name($0))"
    }
    let shown = identity.map { "c.\(SQLiteText.name($0))" }.joined(separator: ", ")
    return rowCheck(
      "SELECT \(shown) FROM \(table) AS c WHERE \(present.joined(separator: " AND ")) AND NOT EXISTS "
        + "(SELECT 1 FROM \(parent) AS p WHERE \(equal.joined(separator: " AND ")))",
      .foreignKeyViolation,
      "insert or update on table \"\(after.name)\" violates foreign key constraint \"\(key.name)\"")
  }
}

extension RowCheck {
  /// Rows of one table that share what a unique index wants unique.
  static func duplicates(
    of labels: [String], as values: [String], in table: String, where filter: String? = nil, index: String,
    table id: ObjectID
  ) -> RowCheck {
    let list = values.joined(separator: ", ")
    let conditions = values.map { "\($0) IS NOT NULL" } + (filter.map { ["(\($0))"] } ?? [])
    return RowCheck(
      table: id,
      query: "SELECT \(list) FROM \(SQLiteText.name(table)) WHERE \(conditions.joined(separator: " AND ")) "
        + "GROUP BY \(list) HAVING count(*) > 1",
      labels: labels,
      failure: Diagnostic(.error, .uniqueViolation, "could not create unique index \"\(index)\""))
  }
}
