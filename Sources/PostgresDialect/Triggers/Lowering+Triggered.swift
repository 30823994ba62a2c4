/// `INSERT`, `UPDATE` and `DELETE` inside of a trigger, by SQLite's rules for what may stand there: no alias of the
/// written table, no WITH, no DEFAULT VALUES, no RETURNING. https://sqlite.org/lang_createtrigger.html
extension Lowering {
  /// The statement with slots for the condition that it runs under, and the table that it writes.
  mutating func triggered(_ statement: Statement) throws(Diagnostic) -> (sql: String, table: Table)? {
    let outer = (triggered.tables, scopes)
    defer { (triggered.tables, scopes) = outer }
    switch statement.kind {
    case .insert(let insert): return try triggered(insert, at: statement.range)
    case .update(let update): return try triggered(update, at: statement.range)
    case .delete(let delete): return try triggered(delete, at: statement.range)
    default: return nil
    }
  }

  private var loops: String {
    triggered.rows.isEmpty ? "" : " FROM \(triggered.rows.joined(separator: ", "))"
  }

  /// The written table under the name that it has in the statement.
  private func target(_ table: Table, _ name: QualifiedName, _ alias: Identifier?) -> Scope.Source {
    Scope.Source(
      name: alias?.text ?? name.name.text, prefix: SQLiteText.name(table.name.lowered) + ".",
      columns: Scope.columns(of: table))
  }

  private mutating func triggered(
    _ insert: Insert, at range: SourceRange
  ) throws(Diagnostic) -> (sql: String, table: Table) {
    let table = try schema.writtenTable(insert.table)
    if let clause = insert.with { _ = try with(clause) }
    var columns: [Column] = []
    if insert.columns.isEmpty { columns = table.columns.filter { $0.generated == nil } }
    for name in insert.columns { columns.append(try schema.column(name, of: table)) }
    var sql = "INSERT INTO \(SQLiteText.name(table.name.lowered))"
    let slot = insert.conflict == nil ? GuardSlot.clause : GuardSlot.required
    switch insert.source {
    case .defaultValues:
      guard let first = columns.first else { throw .unsupported("DEFAULT VALUES of this table", at: range) }
      let value = try defaultText(of: first, in: table, at: range)
      sql += " (\(SQLiteText.name(first.name))) SELECT \(value)\(loops)\(slot)"
    case .query(let query):
      if case .values(let rows) = query.body, query.orderBy.isEmpty, query.limit == nil, query.with == nil {
        sql += try triggered(rows, columns, of: table, insert, slot, at: range)
      } else {
        guard triggered.rows.isEmpty else { throw .unsupported("INSERT … SELECT in a loop", at: range) }
        sql += try triggered(query, columns, insert, slot)
      }
    }
    scopes.append(Scope(sources: [target(table, insert.table, insert.alias)]))
    if let conflict = insert.conflict { sql += try self.conflict(conflict, table, at: range) }
    return (sql, table)
  }

  private mutating func triggered(
    _ rows: [[Expression]], _ columns: [Column], of table: Table, _ insert: Insert, _ slot: Character,
    at range: SourceRange
  ) throws(Diagnostic) -> String {
    let rows = rows.map(expanded)
    let width = rows.first?.count ?? 0
    let targets = insert.columns.isEmpty ? Array(columns.prefix(width)) : columns
    var arms: [String] = []
    for row in rows {
      guard row.count == targets.count else {
        let many = row.count > targets.count
        throw Diagnostic(
          .error, .syntaxError,
          many
            ? "INSERT has more expressions than target columns"
            : "INSERT has more target columns than expressions",
          at: row.first?.range ?? range)
      }
      var cells: [String] = []
      for (cell, column) in zip(row, targets) {
        cells.append(try inserted(cell, into: column, of: table, insert))
      }
      let isLast = arms.count == rows.count - 1
      arms.append("SELECT \(cells.joined(separator: ", "))\(loops)\(isLast ? slot : GuardSlot.clause)")
    }
    return " (\(SQLiteText.names(targets.map(\.name)))) \(arms.joined(separator: " UNION ALL "))"
  }

  /// `NEW.*` in a list of values.
  private func expanded(_ cells: [Expression]) -> [Expression] {
    cells.flatMap { cell -> [Expression] in
      guard case .wildcard(let path) = cell.kind, let name = path.last,
        let source = scopes.reversed().lazy.compactMap({ $0.sources.first { $0.name == name.text } }).first
      else { return [cell] }
      return source.columns.map { Expression(.column([name, Identifier($0.name)]), at: cell.range) }
    }
  }

  private mutating func triggered(
    _ query: Query, _ columns: [Column], _ insert: Insert, _ slot: Character
  ) throws(Diagnostic) -> String {
    let lowered = try self.query(query, expecting: columns.map { schema.baseType($0.type) })
    guard lowered.columns.count <= columns.count else {
      throw Diagnostic(
        .error, .syntaxError, "INSERT has more expressions than target columns", at: query.range)
    }
    guard lowered.columns.count == columns.count || insert.columns.isEmpty else {
      throw Diagnostic(
        .error, .syntaxError, "INSERT has more target columns than expressions",
        at: insert.columns[lowered.columns.count].range)
    }
    let targets = Array(columns.prefix(lowered.columns.count))
    var items: [String] = []
    for (index, column) in targets.enumerated() {
      let own = TypedSQL(Self.number(index), lowered.columns[index].type)
      items.append(try assign(own, to: column, at: query.range).sql)
    }
    return " (\(SQLiteText.names(targets.map(\.name)))) SELECT \(items.joined(separator: ", ")) "
      + "FROM (\(Self.numbered(lowered)))\(slot)"
  }

  private mutating func triggered(
    _ update: Update, at range: SourceRange
  ) throws(Diagnostic) -> (sql: String, table: Table) {
    let table = try schema.writtenTable(update.table)
    if let clause = update.with { _ = try with(clause) }
    scopes.append(Scope(sources: [target(table, update.table, update.alias)]))
    var sources = triggered.rows
    for source in update.from { sources.append(try self.source(source)) }
    var sql =
      "UPDATE \(SQLiteText.name(table.name.lowered)) SET \(try assignments(update.assignments, table))"
    if !sources.isEmpty { sql += " FROM \(sources.joined(separator: ", "))" }
    if let filter = update.filter {
      sql += " WHERE \(try condition(filter, "WHERE").operand)\(GuardSlot.term)"
    } else {
      sql.append(GuardSlot.clause)
    }
    return (sql, table)
  }

  private mutating func triggered(
    _ delete: Delete, at range: SourceRange
  ) throws(Diagnostic) -> (sql: String, table: Table) {
    let table = try schema.writtenTable(delete.table)
    if let clause = delete.with { _ = try with(clause) }
    let name = SQLiteText.name(table.name.lowered)
    let isJoined = !triggered.rows.isEmpty || !delete.using.isEmpty
    var target = target(table, delete.table, delete.alias)
    if isJoined { target.prefix = SQLiteText.name(target.name) + "." }
    scopes.append(Scope(sources: [target]))
    var sources = ["\(name) AS \(SQLiteText.name(target.name))"] + triggered.rows
    for source in delete.using { sources.append(try self.source(source)) }
    var filter = String(GuardSlot.clause)
    if let condition = delete.filter {
      filter = " WHERE \(try self.condition(condition, "WHERE").operand)\(GuardSlot.term)"
    }
    guard isJoined else { return ("DELETE FROM \(name)\(filter)", table) }
    let own = SQLiteText.name(schema.rowID(of: table))
    return (
      "DELETE FROM \(name) WHERE \(own) IN (SELECT \(target.prefix)\(own) FROM \(sources.joined(separator: ", "))\(filter))",
      table
    )
  }
}
