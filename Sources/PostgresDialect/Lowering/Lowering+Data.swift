/// `SELECT`, `INSERT`, `UPDATE` and `DELETE` as statements of a migration.
extension Lowering {
  mutating func data(_ statement: Statement) throws(Diagnostic) -> LoweredQuery? {
    if let query = try returningAfterTriggers(statement) { return query }
    let query: LoweredQuery
    switch statement.kind {
    case .select(let select): query = try self.query(select)
    case .insert(let insert): query = try self.insert(insert, at: statement.range)
    case .update(let update): query = try self.update(update, at: statement.range)
    case .delete(let delete): query = try self.delete(delete, at: statement.range)
    default: return nil
    }
    try refuseReading(writtenByWith, statement.withoutWith)
    return query
  }

  /// What runs for a query, with what must be done before and after it.
  func steps(of query: LoweredQuery) -> [Step] {
    (preparations + [query.sql]).map(Step.execute) + cleanups.map(Step.cleanup)
  }

  mutating func insert(_ insert: Insert, at range: SourceRange) throws(Diagnostic) -> LoweredQuery {
    let table = try schema.writtenTable(insert.table)
    var sql = try insert.with.map { clause throws(Diagnostic) in try with(clause) } ?? ""
    sql += "INSERT INTO \(SQLiteText.name(table.name.lowered))"
    if let alias = insert.alias { sql += " AS \(SQLiteText.name(alias.text))" }
    var columns: [Column] = []
    if insert.columns.isEmpty { columns = table.columns.filter { $0.generated == nil } }
    for name in insert.columns { columns.append(try schema.column(name, of: table)) }
    switch insert.source {
    case .defaultValues:
      let given = try givenDefaults(of: table, except: [], at: range)
      sql +=
        given.isEmpty
        ? " DEFAULT VALUES"
        : " (\(SQLiteText.names(given.map(\.name)))) VALUES (\(given.map(\.value).joined(separator: ", ")))"
    case .query(let query):
      if case .values(let rows) = query.body, query.orderBy.isEmpty, query.limit == nil {
        sql += try insertedRows(rows, columns, of: table, insert, at: range)
      } else {
        sql += try insertedQuery(query, columns, of: table, insert)
      }
    }
    scopes.append(Scope())
    defer { scopes.removeLast() }
    try add(insert.alias?.text ?? insert.table.name.text, Scope.columns(of: table), at: range)
    if let conflict = insert.conflict { sql += try self.conflict(conflict, table, at: range) }
    return try returning(insert.returning, sql)
  }

  private mutating func insertedRows(
    _ rows: [[Expression]], _ columns: [Column], of table: Table, _ insert: Insert, at range: SourceRange
  ) throws(Diagnostic) -> String {
    let width = rows.first?.count ?? 0
    // Without a list of columns, PostgreSQL fills those from the left.
    let targets = insert.columns.isEmpty ? Array(columns.prefix(width)) : columns
    var texts: [String] = []
    for row in rows {
      if insert.isCopy, row.count != columns.count {
        let message =
          row.count < columns.count
          ? "missing data for column \"\(columns[row.count].name)\"" : "extra data after last expected column"
        throw Diagnostic(.error, SQLState("22P04"), message, at: row.first?.range ?? range)
      }
      guard row.count == width else {
        throw Diagnostic(
          .error, .syntaxError, "VALUES lists must all be the same length", at: row.first?.range ?? range)
      }
      guard row.count <= targets.count else {
        throw Diagnostic(
          .error, .syntaxError, "INSERT has more expressions than target columns",
          at: row[targets.count].range)
      }
      guard row.count == targets.count else {
        throw Diagnostic(
          .error, .syntaxError, "INSERT has more target columns than expressions",
          at: insert.columns[row.count].range)
      }
      var cells: [String] = []
      for (cell, column) in zip(row, targets) {
        cells.append(try inserted(cell, into: column, of: table, insert))
      }
      texts.append("(\(cells.joined(separator: ", ")))")
    }
    // Taken here and not by the trigger, a number is there for RETURNING and for currval().
    var names = targets.map(\.name)
    for column in table.columns where !targets.contains(column) {
      guard schema.counter(of: column, in: table) != nil, let sequence = schema.sequence(of: column) else {
        continue
      }
      names.append(column.name)
      let value = nextValue(of: sequence)
      texts = texts.map { $0.dropLast() + ", \(value))" }
    }
    for own in try givenDefaults(of: table, except: targets, at: range) {
      names.append(own.name)
      texts = texts.map { $0.dropLast() + ", \(own.value))" }
    }
    return " (\(SQLiteText.names(names))) VALUES \(texts.joined(separator: ", "))"
  }

  mutating func inserted(
    _ cell: Expression, into column: Column, of table: Table, _ insert: Insert
  ) throws(Diagnostic) -> String {
    if case .defaultValue = cell.kind {
      return try defaultText(of: column, in: table, at: cell.range)
    }
    if column.generated != nil || column.identity?.isAlways == true && insert.overridingSystem != true {
      throw Diagnostic(
        .error, SQLState("428C9"), "cannot insert a non-DEFAULT value into column \"\(column.name)\"",
        hint: column.generated == nil ? "use OVERRIDING SYSTEM VALUE to override" : nil, at: cell.range)
    }
    if case .null = cell.kind, column.isNotNull, schema.sequence(of: column) != nil {
      throw Diagnostic(
        .error, .notNullViolation, "null value in column \"\(column.name)\" violates not-null constraint",
        at: cell.range)
    }
    return try assign(try lower(cell), to: column, at: cell.range).sql
  }

  /// What DEFAULT stands for: SQLite has no such word in VALUES and SET.
  mutating func defaultText(
    of column: Column, in table: Table, at range: SourceRange
  ) throws(Diagnostic) -> String {
    if schema.counter(of: column, in: table) != nil, let sequence = schema.sequence(of: column) {
      // In a trigger, the table's own is there to count.
      return purpose == .trigger ? ColumnCounter.mark : nextValue(of: sequence)
    }
    if purpose == .trigger, let mark = schema.marks(of: table)[column.name] { return mark }
    // The row number is what NULL becomes.
    return schema.sequence(of: column) == nil ? try resetValue(of: column, at: range) : "NULL"
  }

  /// The default's value, which no trigger fills.
  private mutating func resetValue(of column: Column, at range: SourceRange) throws(Diagnostic) -> String {
    guard let value = column.defaultValue ?? schema.domainDefault(of: column.type) else { return "NULL" }
    return try assign(try lower(value), to: column, at: range).sql
  }

  /// The values of columns that a statement leaves out, of which the file does not know or only a trigger does: taken
  /// here, they are there for RETURNING too.
  private mutating func givenDefaults(
    of table: Table, except columns: [Column], isNeeded: Bool = false, at range: SourceRange
  ) throws(Diagnostic) -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    for column in table.columns where !columns.contains(where: { $0.number == column.number }) {
      guard column.defaultValue?.isPlain != true,
        let form = try schema.forStoredNames.storedDefault(of: column, in: table)?.form
      else { continue }
      switch form {
      case .text: continue
      case .filled where isNeeded: continue
      case .filled, .absent:
        do throws(Diagnostic) {
          values.append((column.name, try resetValue(of: column, at: range)))
        } catch {
          // Its trigger does it.
          if case .filled = form { continue }
          throw error.located(at: range)
        }
      }
    }
    return values
  }

  private mutating func insertedQuery(
    _ query: Query, _ columns: [Column], of table: Table, _ insert: Insert
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
    var needsConversion = false
    var items: [String] = []
    for (index, column) in targets.enumerated() {
      let own = Self.number(index)
      let value = try assign(TypedSQL(own, lowered.columns[index].type), to: column, at: query.range)
      needsConversion = needsConversion || value.sql != own
      items.append(value.sql)
    }
    let outer = row
    row = "\"_q\".\(Self.number(0))"
    defer { row = outer }
    let given = try givenDefaults(of: table, except: targets, isNeeded: true, at: query.range)
    items += given.map(\.value)
    needsConversion = needsConversion || !given.isEmpty
    let list = " (\(SQLiteText.names(targets.map(\.name) + given.map(\.name)))) "
    guard needsConversion else {
      // Without WHERE, SQLite would read ON CONFLICT as a join's ON: https://sqlite.org/lang_upsert.html
      return list + (insert.conflict == nil ? lowered.sql : "SELECT * FROM (\(lowered.sql)) WHERE true")
    }
    return list
      + "SELECT \(items.joined(separator: ", ")) FROM (\(Self.numbered(lowered))) AS \"_q\" WHERE true"
  }

  mutating func conflict(
    _ clause: ConflictClause, _ table: Table, at range: SourceRange
  ) throws(Diagnostic) -> String {
    var sql = " ON CONFLICT"
    switch clause.target {
    case .columns(let elements, let filter):
      var keys: [String] = []
      for element in elements {
        guard let name = element.columnName else {
          throw .unsupported("ON CONFLICT over an expression", at: range)
        }
        _ = try schema.column(Identifier(name, at: element.expression.range), of: table)
        keys.append(SQLiteText.name(name))
      }
      sql += " (\(keys.joined(separator: ", ")))"
      if let filter { sql += " WHERE \(try definitionCondition(filter, table))" }
    case .constraint(let name):
      guard let constraint = table.constraints.first(where: { $0.name == name.text && $0.isKey }) else {
        throw Schema.missingConstraint(name, of: table)
      }
      sql += " (\(SQLiteText.names(table.names(of: constraint.columns))))"
    case nil: break
    }
    switch clause.action {
    case .nothing: return sql + " DO NOTHING"
    case .update(let assignments, let filter):
      // An outer scope, because a name without a qualifier is ambiguous in PostgreSQL only between tables:
      // here it means the table's column, never the excluded one.
      let excluded = Scope.Source(name: "excluded", prefix: "excluded.", columns: Scope.columns(of: table))
      scopes.insert(Scope(sources: [excluded]), at: scopes.count - 1)
      var text = " DO UPDATE SET \(try self.assignments(assignments, table))"
      if let filter { text += " WHERE \(try condition(filter, "WHERE").sql)" }
      scopes.remove(at: scopes.count - 2)
      return sql + text
    }
  }

  /// A condition of a partial index, whose columns stand without the table's name.
  private mutating func definitionCondition(_ filter: Expression, _ table: Table) throws(Diagnostic) -> String
  {
    scopes.append(.definition(of: table))
    defer { scopes.removeLast() }
    return try condition(filter, "WHERE").sql
  }

  mutating func assignments(
    _ assignments: [Assignment], _ table: Table
  ) throws(Diagnostic) -> String {
    var texts: [String] = []
    var assigned: Set<String> = []
    var single: [Assignment] = []
    for assignment in assignments { single += try Self.split(assignment) }
    for assignment in single {
      if assignment.columns.count > 1 {
        texts.append(try assignedQuery(assignment, table, &assigned))
        continue
      }
      guard let name = assignment.columns.first else { continue }
      let column = try schema.column(name, of: table)
      guard assigned.insert(name.text).inserted else {
        throw Diagnostic(
          .error, .syntaxError, "multiple assignments to same column \"\(name.text)\"", at: name.range)
      }
      let value: String
      if case .defaultValue = assignment.value.kind {
        guard schema.sequence(of: column) == nil else {
          throw .unsupported("SET … = DEFAULT of a counting column", at: assignment.value.range)
        }
        value = try resetValue(of: column, at: assignment.value.range)
      } else if column.generated != nil {
        throw Diagnostic(
          .error, SQLState("428C9"), "column \"\(name.text)\" can only be updated to DEFAULT", at: name.range)
      } else {
        value = try assign(try lower(assignment.value), to: column, at: assignment.value.range).sql
      }
      texts.append("\(SQLiteText.name(name.text)) = \(value)")
    }
    return texts.joined(separator: ", ")
  }

  /// `(a, b) = (x, y)` is `a = x, b = y`.
  private static func split(_ assignment: Assignment) throws(Diagnostic) -> [Assignment] {
    guard case .row(let values) = assignment.value.kind else { return [assignment] }
    guard values.count == assignment.columns.count else {
      throw Diagnostic(
        .error, .syntaxError, "number of columns does not match number of values", at: assignment.value.range)
    }
    return zip(assignment.columns, values).map { Assignment(columns: [$0], value: $1) }
  }

  /// `(a, b) = (SELECT …)`.
  private mutating func assignedQuery(
    _ assignment: Assignment, _ table: Table, _ assigned: inout Set<String>
  ) throws(Diagnostic) -> String {
    let range = assignment.value.range
    guard case .query(let query) = assignment.value.kind else {
      throw .unsupported("assigning several columns at once", at: range)
    }
    let lowered = try self.query(query)
    guard lowered.columns.count == assignment.columns.count else {
      throw Diagnostic(.error, .syntaxError, "number of columns does not match number of values", at: range)
    }
    var values: [String] = []
    for (index, name) in assignment.columns.enumerated() {
      guard assigned.insert(name.text).inserted else {
        throw Diagnostic(
          .error, .syntaxError, "multiple assignments to same column \"\(name.text)\"", at: name.range)
      }
      let value = TypedSQL(Self.number(index), lowered.columns[index].type)
      values.append(try assign(value, to: try schema.column(name, of: table), at: range).sql)
    }
    let names = SQLiteText.names(assignment.columns.map(\.text))
    return "(\(names)) = (SELECT \(values.joined(separator: ", ")) FROM (\(Self.numbered(lowered))))"
  }

  mutating func update(_ update: Update, at range: SourceRange) throws(Diagnostic) -> LoweredQuery {
    let table = try schema.writtenTable(update.table)
    if !update.only {
      let isSimple = update.with == nil && update.from.isEmpty && update.returning.isEmpty
      let values = update.assignments.map(\.value) + [update.filter].compactMap(\.self)
      for heir in try heirs(of: table, isSimple: isSimple && !values.contains(where: \.hasQuery), at: range) {
        preparations.append(try self.update(update, heir, at: range).sql)
      }
    }
    return try self.update(update, table, at: range)
  }

  /// The tables that inherit from one that is written, each written by a statement of its own.
  private func heirs(of table: Table, isSimple: Bool, at range: SourceRange) throws(Diagnostic) -> [Table] {
    let heirs = schema.descendants(of: table.id)
    guard heirs.isEmpty || isSimple else {
      throw .unsupported("such a statement on a table that others inherit from", at: range)
    }
    return heirs
  }

  private mutating func update(
    _ update: Update, _ table: Table, at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery {
    var sql = try update.with.map { clause throws(Diagnostic) in try with(clause) } ?? ""
    scopes.append(Scope())
    defer { scopes.removeLast() }
    let name = update.alias?.text ?? update.table.name.text
    try add(name, Scope.columns(of: table), of: table, at: range)
    sql += "UPDATE \(SQLiteText.name(table.name.lowered))"
    if name != table.name.lowered { sql += " AS \(SQLiteText.name(name))" }
    var from = ""
    for (index, source) in update.from.enumerated() {
      from += (index == 0 ? " FROM " : ", ") + (try self.source(source))
    }
    sql += " SET \(try assignments(update.assignments, table))\(from)"
    if let filter = update.filter { sql += " WHERE \(try condition(filter, "WHERE").sql)" }
    return try returning(update.returning, sql)
  }

  mutating func delete(_ delete: Delete, at range: SourceRange) throws(Diagnostic) -> LoweredQuery {
    let table = try schema.writtenTable(delete.table)
    if !delete.only {
      let isSimple = delete.with == nil && delete.using.isEmpty && delete.returning.isEmpty
      let hasQuery = delete.filter?.hasQuery ?? false
      for heir in try heirs(of: table, isSimple: isSimple && !hasQuery, at: range) {
        preparations.append(try self.delete(delete, heir, at: range).sql)
      }
    }
    return try self.delete(delete, table, at: range)
  }

  private mutating func delete(
    _ delete: Delete, _ table: Table, at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery {
    var sql = try delete.with.map { clause throws(Diagnostic) in try with(clause) } ?? ""
    scopes.append(Scope())
    defer { scopes.removeLast() }
    let name = delete.alias?.text ?? delete.table.name.text
    try add(name, Scope.columns(of: table), of: table, at: range)
    sql += "DELETE FROM \(SQLiteText.name(table.name.lowered))"
    if name != table.name.lowered { sql += " AS \(SQLiteText.name(name))" }
    if !delete.using.isEmpty {
      sql += " WHERE \(try matchedRows(delete, table, name))"
    } else if let filter = delete.filter {
      sql += " WHERE \(try condition(filter, "WHERE").sql)"
    }
    return try returning(delete.returning, sql)
  }

  /// The rows of `DELETE … USING`, which SQLite has no words for.
  private mutating func matchedRows(_ delete: Delete, _ table: Table, _ name: String) throws(Diagnostic)
    -> String
  {
    "\(SQLiteText.name(schema.rowID(of: table))) IN (\(try rowNumbers(delete, table, name)))"
  }

  /// A query for the numbers of the rows that a statement is about.
  mutating func rowNumbers(_ delete: Delete, _ table: Table, _ name: String) throws(Diagnostic) -> String {
    let rowID = "\(SQLiteText.name(name)).\(SQLiteText.name(schema.rowID(of: table)))"
    var from = "\(SQLiteText.name(table.name.lowered)) AS \(SQLiteText.name(name))"
    for source in delete.using { from += ", " + (try self.source(source)) }
    if let filter = delete.filter { from += " WHERE \(try condition(filter, "WHERE").sql)" }
    return "SELECT DISTINCT \(rowID) FROM \(from)"
  }

  // SQLite allows RETURNING to name columns without their table only:
  // https://sqlite.org/lang_returning.html
  private mutating func returning(_ items: [SelectItem], _ sql: String) throws(Diagnostic) -> LoweredQuery {
    guard !items.isEmpty else { return LoweredQuery(sql: sql, columns: []) }
    guard let last = scopes.indices.last else { return LoweredQuery(sql: sql, columns: []) }
    scopes[last].sources = scopes[last].sources.prefix(1).map {
      Scope.Source(name: $0.name, prefix: "", columns: $0.columns)
    }
    let query = try self.returned(items)
    return LoweredQuery(sql: "\(sql) RETURNING \(query.sql)", columns: query.columns)
  }
}

extension Statement {
  fileprivate var withoutWith: Statement {
    switch kind {
    case .select(let query): return Statement(.select(query.withoutWith), at: range)
    case .insert(var insert):
      insert.with = nil
      if case .query(let query) = insert.source { insert.source = .query(query.withoutWith) }
      return Statement(.insert(insert), at: range)
    case .update(var update):
      update.with = nil
      return Statement(.update(update), at: range)
    case .delete(var delete):
      delete.with = nil
      return Statement(.delete(delete), at: range)
    default: return self
    }
  }
}

extension Query {
  fileprivate var withoutWith: Query {
    Query(body: body, orderBy: orderBy, limit: limit, offset: offset, locking: locking, range: range)
  }
}
