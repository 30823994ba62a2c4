/// `WITH moved AS (DELETE … RETURNING …) INSERT …`: every part becomes a temporary table, one after the other.
///
/// PostgreSQL's parts all see the rows from before the statement and nothing of each other but what RETURNING gives.
/// So what only reads comes first, and a part that reads what an earlier one writes is refused.
/// https://www.postgresql.org/docs/15/queries-with.html#QUERIES-WITH-MODIFYING
extension Lowering {
  mutating func materialize(_ clause: WithClause) throws(Diagnostic) {
    guard readers.isEmpty else {
      throw Diagnostic(
        .error, .featureNotSupported,
        "WITH clause containing a data-modifying statement must be at the top level",
        at: clause.tables.first?.statement.range)
    }
    guard purpose == .statement else {
      throw .unsupported(
        "a data-modifying statement in WITH in what is stored", at: clause.tables.first?.statement.range)
    }
    var written: Set<ObjectID> = []
    for table in clause.inOrder {
      try refuseReading(written, table.statement)
      switch table.statement.kind {
      case .select(let query): try materialize(query, table, isRecursive: clause.isRecursive)
      case .insert(let insert):
        try materialize(insert, table)
        written.insert(try schema.writtenTable(insert.table).id)
      case .update(let update):
        try materialize(update, table)
        written.insert(try schema.writtenTable(update.table).id)
      case .delete(let delete):
        try materialize(delete, table)
        let target = try schema.writtenTable(delete.table)
        written.insert(target.id)
        // Their rows may go with it.
        written.formUnion(schema.tables.values.filter { $0.refers(to: target.id) }.map(\.id))
      default: throw .unsupported("this statement in WITH", at: table.statement.range)
      }
    }
    writtenByWith = written
  }

  /// What the parts before it have written, a statement must not read: PostgreSQL's would see the old rows.
  func refuseReading(_ written: Set<ObjectID>, _ statement: Statement) throws(Diagnostic) {
    guard !written.isEmpty else { return }
    var target: QualifiedName?
    switch statement.kind {
    case .update(let update): target = update.table
    case .delete(let delete): target = delete.table
    default: break
    }
    var read: Set<ObjectID> = []
    var inserted: QualifiedName?
    if case .insert(let insert) = statement.kind { inserted = insert.table }
    let visitor = NameRewriter { name, role, _ in
      if role == .relation, name.range != inserted?.range || name != inserted,
        !(name.schema == nil && commonTables[name.name.text] != nil),
        let id = schema.relationID(name)
      {
        read.formUnion(sources(of: id))
      }
      return name
    }
    _ = visitor.statement(statement.kind)
    if let target, let id = schema.relationID(target) { read.insert(id) }
    guard read.isDisjoint(with: written) else {
      throw .unsupported("reading a table that another part of WITH changes", at: statement.range)
    }
  }

  /// A table, or the tables that a view reads.
  private func sources(of id: ObjectID) -> Set<ObjectID> {
    guard let view = schema.views[id] else { return [id] }
    if let partition = view.partition { return [id, partition.parent] }
    return view.query.references.reduce(into: [id]) { all, reference in
      if reference.column == nil { all.formUnion(sources(of: reference.object)) }
    }
  }

  // MARK: - The parts

  private mutating func materialize(_ query: Query, _ table: CommonTable, isRecursive: Bool)
    throws(Diagnostic)
  {
    var lowered: LoweredQuery
    if isRecursive {
      let clause = WithClause(isRecursive: true, tables: [table])
      let own = Expression(.wildcard([]), at: query.range)
      let all = Select(
        columns: [SelectItem(expression: own)], from: [.table(QualifiedName(table.name), only: false, nil)])
      lowered = try self.query(Query(with: clause, body: .select(all), range: query.range))
    } else {
      lowered = try self.query(query)
    }
    keep(lowered, as: table)
  }

  mutating func materialize(_ insert: Insert, _ table: CommonTable) throws(Diagnostic) {
    var plain = insert
    plain.returning = []
    let target = try schema.writtenTable(insert.table)
    let lowered = try self.insert(plain, at: table.statement.range)
    guard !insert.returning.isEmpty else {
      preparations.append(lowered.sql)
      return
    }
    // What is inserted, and what ON CONFLICT updates instead, is known by its row number afterwards.
    let rows = temporary(table.name.text + "_rows", ["id"])
    var events = ["INSERT"]
    if case .update = insert.conflict?.action { events.append("UPDATE") }
    let rowID = SQLiteText.name(schema.rowID(of: target))
    for event in events {
      let name = SQLiteText.name("_with_\(table.name.text)_\(event.lowercased())")
      preparations.append(
        "CREATE TEMP TRIGGER \(name) AFTER \(event) ON \(SQLiteText.name(target.name.lowered)) "
          + "BEGIN INSERT INTO \(rows) SELECT NEW.\(rowID) WHERE NEW.\(rowID) NOT IN (SELECT id FROM \(rows)); END"
      )
    }
    preparations.append(lowered.sql)
    for event in events {
      preparations.append("DROP TRIGGER \(SQLiteText.name("_with_\(table.name.text)_\(event.lowercased())"))")
    }
    try keepReturned(insert.returning, of: target, insert.alias, rows: rows, as: table)
  }

  mutating func materialize(_ update: Update, _ table: CommonTable) throws(Diagnostic) {
    var plain = update
    plain.returning = []
    let target = try schema.writtenTable(update.table)
    let name = update.alias?.text ?? update.table.name.text
    var rows = ""
    if !update.returning.isEmpty {
      rows = temporary(table.name.text + "_rows", ["id"])
      let source = Delete(
        table: update.table, alias: update.alias, using: update.from, filter: update.filter)
      scopes.append(Scope())
      try add(name, Scope.columns(of: target), at: table.statement.range)
      preparations.append("INSERT INTO \(rows) \(try rowNumbers(source, target, name))")
      scopes.removeLast()
    }
    let lowered = try self.update(plain, at: table.statement.range)
    preparations.append(lowered.sql)
    guard !update.returning.isEmpty else { return }
    try keepReturned(update.returning, of: target, update.alias, rows: rows, as: table)
  }

  private mutating func materialize(_ delete: Delete, _ table: CommonTable) throws(Diagnostic) {
    var plain = delete
    plain.returning = []
    if !delete.returning.isEmpty {
      let alias = delete.alias.map { TableAlias(name: $0) }
      let select = Select(
        columns: delete.returning, from: [.table(delete.table, only: delete.only, alias)] + delete.using,
        filter: delete.filter)
      keep(try query(Query(body: .select(select), range: table.statement.range)), as: table)
    }
    preparations.append(try self.delete(plain, at: table.statement.range).sql)
  }

  /// The rows as they are after all triggers.
  private mutating func keepReturned(
    _ items: [SelectItem], of target: Table, _ alias: Identifier?, rows: String, as table: CommonTable
  ) throws(Diagnostic) {
    let name = alias?.text ?? target.name.name
    scopes.append(Scope())
    defer { scopes.removeLast() }
    try add(name, Scope.columns(of: target), at: table.statement.range)
    var lowered = try returned(items)
    let rowID = "\(SQLiteText.name(name)).\(SQLiteText.name(schema.rowID(of: target)))"
    lowered.sql =
      "SELECT \(lowered.sql) FROM \(SQLiteText.name(target.name.lowered)) AS \(SQLiteText.name(name)) "
      + "WHERE \(rowID) IN (SELECT id FROM \(rows))"
    keep(lowered, as: table)
  }

  /// Makes the temporary table that stands for a part from here on.
  private mutating func keep(_ query: LoweredQuery, as table: CommonTable) {
    let columns = query.columns.enumerated().map { index, column in
      (
        name: table.columns.indices.contains(index) ? table.columns[index].text : column.name,
        type: column.type
      )
    }
    let name = temporary(table.name.text, columns.map(\.name))
    preparations.append("INSERT INTO \(name) \(query.sql)")
    commonTables[table.name.text] = columns
    keptTables[table.name.text] = "_with_\(table.name.text)"
  }

  /// An empty temporary table; its name in quotes.
  private mutating func temporary(_ name: String, _ columns: [String]) -> String {
    let quoted = SQLiteText.name("_with_\(name)")
    let drop = "DROP TABLE IF EXISTS temp.\(quoted)"
    preparations += [drop, "CREATE TEMP TABLE \(quoted) (\(SQLiteText.names(columns)))"]
    cleanups.append(drop)
    return quoted
  }
}

extension WithClause {
  var isModifying: Bool {
    tables.contains { if case .select = $0.statement.kind { false } else { true } }
  }

  /// What only reads, and needs nothing of the others, before all that writes.
  fileprivate var inOrder: [CommonTable] {
    var late: Set<String> = []
    var first: [CommonTable] = []
    var second: [CommonTable] = []
    for table in tables {
      var isLate = true
      if case .select = table.statement.kind {
        var names: Set<String> = []
        let visitor = NameRewriter { name, _, _ in
          if name.schema == nil { names.insert(name.name.text) }
          return name
        }
        _ = visitor.statement(table.statement.kind)
        isLate = !names.isDisjoint(with: late)
      }
      if isLate { late.insert(table.name.text) }
      if isLate { second.append(table) } else { first.append(table) }
    }
    return first + second
  }
}
