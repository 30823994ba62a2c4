/// From one form of a table to another, on a table with rows, by the cheapest way that keeps the promise: SQLite's own
/// `ALTER TABLE`, one verified replacement of the stored text, or one copy.
struct TableAlteration {
  let id: ObjectID
  /// Under the names that the table and its columns have afterwards.
  let before: LoweredTable
  let after: LoweredTable
  /// What rows are to get, by column.
  let values: [Int: RowValue]
  /// What numbers the rows in a new counting column.
  let numbering: [Int: [Step]]
  /// The columns that foreign keys refer to.
  let referenced: Set<Int>
  /// Names for the row number, before and afterwards.
  let rowIDs: (before: String, after: String)

  func steps() throws(Diagnostic) -> [Step] {
    guard before != after || !values.isEmpty else { return [] }
    guard !after.columns.isEmpty else { throw .unsupported("a table without columns", at: nil) }
    return needsCopy ? try copied() : try inPlace()
  }

  var dropped: [LoweredColumn] { before.columns.filter { after[number: $0.number] == nil } }
  var added: [LoweredColumn] { after.columns.filter { before[number: $0.number] == nil } }
  /// Columns whose values change in rows that are there.
  var rewritten: Set<Int> {
    Set(values.keys.filter { before[number: $0] != nil && after[number: $0] != nil })
  }

  /// The key of a table and its row number are where its rows lie, and columns in the middle are in the way of others;
  /// all else can be changed where it is. Dropping a column rewrites all rows once, so that two are better copied away.
  private var needsCopy: Bool {
    // A column of the same name may be another.
    func numbers(_ table: LoweredTable) -> [Int]? {
      table.primaryKey.map { key in
        key.columns.compactMap { name in table.columns.first { $0.name == name }?.number }
      }
    }
    let isSame = numbers(before) == numbers(after)
    let key = Set(after.columns.filter { after.primaryKey?.columns.contains($0.name) == true }.map(\.number))
    let moved = before.columns.contains { old in
      after[number: old.number].map { $0.isRowID != old.isRowID } ?? old.isRowID
    }
    return !isSame || moved || before.storedKeys != after.storedKeys || dropped.count > 1
      || dropped.count == before.columns.count
      || !dropped.isEmpty && !rewritten.isEmpty || added.contains { $0.isRowID || $0.generated != nil }
      || !rewritten.isDisjoint(with: referenced.union(key))
      || rewritten.contains { after[number: $0]?.isRowID == true }
  }

  private var table: String { SQLiteText.name(after.name) }

  // MARK: - By a copy

  private func copied() throws(Diagnostic) -> [Step] {
    var copy = after.bare
    copy.name = Rebuild.copyName
    var columns: [String] = []
    var sources: [String] = []
    var order: String?
    for column in after.columns where column.generated == nil {
      let source: String
      if let value = values[column.number] {
        source = value.sql
      } else if before[number: column.number] != nil {
        source = SQLiteText.name(column.name)
      } else if column.isRowID {
        source = "row_number() OVER (ORDER BY \(rowIDs.before))"
        order = rowIDs.before
      } else {
        continue
      }
      columns.append(column.name)
      sources.append(source)
    }
    // Other tables, such as an index for full-text search, may go by the row number.
    if before.hasRowID, after.hasRowID, !after.columns.contains(where: \.isRowID) {
      columns.insert(rowIDs.after, at: 0)
      sources.insert(rowIDs.before, at: 0)
    }
    var duplicates: RowCheck?
    let key = after.primaryKey?.columns ?? after.columns.filter(\.isRowID).map(\.name)
    if before.primaryKey?.columns != after.primaryKey?.columns || !rewritten.isEmpty, !key.isEmpty {
      duplicates = duplicateCheck(key, sources: Dictionary(zip(columns, sources)) { first, _ in first })
    }
    return [
      .rebuild(
        Rebuild(
          table: after.name, create: copy.sql, columns: columns, values: sources, order: order,
          duplicates: duplicates,
          checks: newPromises(comparedWith: before, in: SQLiteText.name(copy.name)),
          sql: after.sql))
    ]
  }

  private func duplicateCheck(_ key: [String], sources: [String: String]) -> RowCheck? {
    let values = key.compactMap { sources[$0] }
    guard values.count == key.count, !values.contains(where: { $0.contains(" OVER ") }) else { return nil }
    return .duplicates(
      of: key, as: values, in: after.name, index: after.primaryKey?.name ?? "\(after.name)_pkey", table: id)
  }

  // MARK: - In place

  private func inPlace() throws(Diagnostic) -> [Step] {
    // What SQLite holds after the steps so far.
    var working = before
    var steps: [Step] = []
    drop(&working, &steps)
    var updates = add(&working, &steps)
    for number in rewritten.sorted() { updates[number] = values[number]?.sql }
    fill(updates, &working, &steps)
    for column in added { steps += numbering[column.number] ?? [] }
    steps += newPromises(comparedWith: working, in: table).map(Step.verify)
    guard working != after else { return steps }
    if updates.isEmpty, numbering.isEmpty { keepMissingValues(&working, &steps) }
    if working.sql != after.sql { steps.append(.replaceTable(name: after.name, sql: after.sql)) }
    // The text of an index does not tell that it follows the column's collation.
    let isResorted = after.columns.contains { column in
      before[number: column.number].map { $0.collation != column.collation } ?? false
    }
    if isResorted { steps.append(.execute("REINDEX \(table)")) }
    return steps
  }

  private func drop(_ working: inout LoweredTable, _ steps: inout [Step]) {
    guard !dropped.isEmpty else { return }
    // SQLite refuses to drop a column that a table constraint mentions.
    var trimmed = working
    // What is said of a new column of the same name is said anew.
    let names = Set(dropped.map(\.name))
    trimmed.checks.removeAll { check in
      !after.checks.contains { $0.name == check.name }
        || names.contains { check.condition.contains(SQLiteText.name($0)) }
    }
    trimmed.foreignKeys.removeAll { key in
      !after.foreignKeys.contains { $0.name == key.name } || !names.isDisjoint(with: key.columns)
    }
    if trimmed != working { steps.append(.replaceTable(name: working.name, sql: trimmed.sql)) }
    working = trimmed
    for column in dropped {
      steps.append(.execute("ALTER TABLE \(table) DROP COLUMN \(SQLiteText.name(column.name))"))
      working.columns.removeAll { $0.number == column.number }
    }
  }

  /// Adds the columns, without checks: SQLite would verify those by a scan of its own. Returns what their rows are
  /// still to get, by number.
  private func add(_ working: inout LoweredTable, _ steps: inout [Step]) -> [Int: String] {
    var updates: [Int: String] = [:]
    for column in added {
      var native = column
      native.checks = []
      let value = values[column.number]
      let isLiteral =
        value.map { $0.isConstant && $0.sql == column.defaultValue && $0.sql != "NULL" } ?? false
      if !isLiteral {
        native.isNotNull = false
        native.defaultValue = nil
        if let value, value.sql != "NULL" { updates[column.number] = value.sql }
      }
      steps.append(.execute("ALTER TABLE \(table) ADD COLUMN \(native.sql)"))
      working.columns.append(native)
    }
    return updates
  }

  private func fill(_ updates: [Int: String], _ working: inout LoweredTable, _ steps: inout [Step]) {
    guard !updates.isEmpty else { return }
    // Every row is written whole here, so that defaults may change afterwards.
    var form = after.bare
    for index in form.columns.indices {
      form.columns[index].defaultValue = working[number: form.columns[index].number]?.defaultValue
    }
    if !rewritten.isEmpty, form.sql != working.sql {
      steps.append(.replaceTable(name: after.name, sql: form.sql))
      working = form
    }
    let assignments = updates.sorted { $0.key < $1.key }.compactMap { number, sql in
      after[number: number].map { "\(SQLiteText.name($0.name)) = \(sql)" }
    }
    steps.append(.fill("UPDATE \(table) SET \(assignments.joined(separator: ", "))"))
  }

  /// A row older than a column does not hold it, and shows the default that the table's text has now
  /// (https://sqlite.org/fileformat2.html#record_format): so before a default changes, such rows are given the value
  /// that they show. A mark in the place of the default finds them by one scan.
  private func keepMissingValues(_ working: inout LoweredTable, _ steps: inout [Step]) {
    var marked = working.bare
    var assignments: [String] = []
    var conditions: [String] = []
    for index in marked.columns.indices {
      let column = working.columns[index]
      guard let new = after[number: column.number], new.defaultValue != column.defaultValue,
        column.generated == nil, !column.isRowID, column.defaultValue == nil || column.hasLiteralDefault
      else { continue }
      marked.columns[index].defaultValue = Self.missing
      let name = SQLiteText.name(column.name)
      assignments.append(
        "\(name) = CASE WHEN \(name) IS \(Self.missing) THEN \(column.defaultValue ?? "NULL") ELSE \(name) END"
      )
      conditions.append("\(name) IS \(Self.missing)")
    }
    guard !assignments.isEmpty else { return }
    steps.append(.replaceTable(name: after.name, sql: marked.sql))
    steps.append(
      .fill(
        "UPDATE \(table) SET \(assignments.joined(separator: ", ")) WHERE \(conditions.joined(separator: " OR "))"
      ))
    working = marked
  }

  /// What no row holds.
  private static let missing = "'_migrations: this row is older than the column'"
}
