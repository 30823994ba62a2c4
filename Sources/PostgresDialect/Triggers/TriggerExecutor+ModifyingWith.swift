/// Statements that write in `WITH`: each is a statement before the one that it belongs to, and what it returns is read back.
/// https://www.postgresql.org/docs/15/queries-with.html#QUERIES-WITH-MODIFYING
extension TriggerExecutor {
  /// Writes what a clause writes, and makes its tables known; false for a clause that only reads.
  mutating func writeFirst(_ clause: WithClause, for rest: Statement) throws(Diagnostic) -> Bool {
    guard clause.isModifying else { return false }
    guard handling.isEmpty, loops == 0, !clause.isRecursive else {
      throw .unsupported("a data-modifying statement in WITH here, in a trigger function", at: rest.range)
    }
    for table in clause.tables {
      let lowered: LoweredQuery
      if case .select(let query) = table.statement.kind {
        let query = try withoutCalls(prepared(query))
        enter()
        lowered = try lowering.query(query)
      } else {
        guard let own = try written(table.statement, besides: clause, rest) else { continue }
        lowered = own
      }
      var named = lowered
      for (index, column) in table.columns.enumerated() where named.columns.indices.contains(index) {
        named.columns[index].name = column.text
      }
      let list = SQLiteText.names(named.columns.map(\.name))
      named.sql = "WITH \"_r\" (\(list)) AS (\(lowered.sql)) SELECT * FROM \"_r\""
      lowering.triggered.tables[table.name.text] = named
    }
    return true
  }

  /// Writes, and gives the rows that it returns; nil where it returns none.
  private mutating func written(
    _ statement: Statement, besides clause: WithClause, _ rest: Statement
  ) throws(Diagnostic) -> LoweredQuery? {
    var inner = prepared(statement)
    let (name, alias, items, filter): (QualifiedName, Identifier?, [SelectItem], Expression?)
    var others: [TableExpression] = []
    switch inner.kind {
    case .insert(var insert):
      if case .update? = insert.conflict?.action {
        throw .unsupported("ON CONFLICT DO UPDATE in WITH, in a trigger function", at: statement.range)
      }
      (name, alias, items, filter) = (insert.table, insert.alias, insert.returning, nil)
      insert.returning = []
      inner = Statement(.insert(insert), at: statement.range)
    case .delete(var delete) where delete.using.isEmpty:
      (name, alias, items, filter) = (delete.table, delete.alias, delete.returning, delete.filter)
      delete.returning = []
      inner = Statement(.delete(delete), at: statement.range)
    case .update(var update):
      (name, alias, items, filter) = (update.table, update.alias, update.returning, update.filter)
      others = update.from
      update.returning = []
      inner = Statement(.update(update), at: statement.range)
    default: throw .unsupported("this statement in WITH, in a trigger function", at: statement.range)
    }
    let table = try schema.writtenTable(name)
    // All of a statement sees the tables as they were before it.
    let around = clause.tables.map(\.statement).filter { $0.range != statement.range } + [rest]
    guard !around.contains(where: { $0.reads(name.name.text) }) else {
      throw .unsupported("reading a table that WITH writes, in a trigger function", at: statement.range)
    }
    guard !items.isEmpty else {
      try write(inner, into: nil, at: statement.range)
      return nil
    }
    let source = TableExpression.table(name, only: false, alias.map { TableAlias(name: $0) })
    let number = Expression(.column([alias ?? name.name, Lowering.rowNumberName]), at: statement.range)
    if case .delete = inner.kind {
      // They are read while they are there.
      let rows = try gathered(items, from: [source], filter, at: statement.range)
      try write(inner, into: nil, at: statement.range)
      return rows
    }
    let condition: Expression
    if case .insert(let insert) = inner.kind {
      guard !insert.columns.contains(where: { schema.isNumber($0.text, of: table) }),
        !insert.columns.isEmpty || !table.columns.contains(where: { schema.isRowID($0, of: table) })
      else {
        throw .unsupported(
          "RETURNING of rows whose numbers are given, in WITH, in a trigger function", at: statement.range)
      }
      // New rows have numbers behind those of all others: https://sqlite.org/autoinc.html
      let last = FunctionCall(
        name: QualifiedName(Identifier("max")), arguments: [FunctionArgument(value: number)])
      enter()
      let lowered = try lowering.query(
        Query(
          body: .select(
            Select(
              columns: [SelectItem(expression: Expression(.call(last), at: statement.range))], from: [source])
          ),
          range: statement.range))
      let value = kept(TypedSQL("coalesce((\(lowered.sql)), 0)", .int8))
      let variable = variable(value, .int8, at: statement.range)
      condition = Expression(
        .binary(number, Operator(">"), Expression(.column([variable]), at: statement.range)),
        at: statement.range)
    } else {
      let numbers = try gathered(
        [SelectItem(expression: number, alias: Identifier("n"))], from: [source] + others, filter,
        at: statement.range)
      let name = Identifier("\u{E119}\(lowering.triggered.tables.count)", at: statement.range)
      lowering.triggered.tables[name.text] = numbers
      let query = Query(
        body: .select(
          Select(
            columns: [SelectItem(expression: Expression(.column([Identifier("n")])))],
            from: [.table(QualifiedName(name), only: false, nil)])),
        range: statement.range)
      condition = Expression(.inQuery(number, query, negated: false), at: statement.range)
    }
    try write(inner, into: nil, at: statement.range)
    var select = Select(columns: items, from: [source])
    select.filter = condition
    enter()
    do throws(Diagnostic) {
      return try lowering.query(Query(body: .select(select), range: statement.range))
    } catch {
      // What it has from the other tables is not there any more.
      throw others.isEmpty
        ? error
        : .unsupported("RETURNING of another table's columns in WITH, in a trigger function", at: error.range)
    }
  }

  /// Rows as they are now, kept for later.
  private mutating func gathered(
    _ items: [SelectItem], from sources: [TableExpression], _ filter: Expression?, at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery {
    var select = Select(columns: items, from: sources)
    select.filter = filter
    enter()
    let lowered = try lowering.query(Query(body: .select(select), range: range))
    guard !lowered.columns.contains(where: { schema.baseType($0.type).base == .bytea }) else {
      throw .unsupported("RETURNING of bytes in WITH, in a trigger function", at: range)
    }
    let cells = lowered.columns.indices.map(Lowering.number).joined(separator: ", ")
    let rows = kept(
      TypedSQL(
        "(SELECT json_group_array(json_array(\(cells))) FROM (\(Lowering.numbered(lowered))))", .json))
    let list = lowered.columns.indices.map { "json_extract(value, '$[\($0)]')" }.joined(separator: ", ")
    let names = SQLiteText.names(lowered.columns.map(\.name))
    return LoweredQuery(
      sql: "WITH \"_k\" (\(names)) AS (SELECT \(list) FROM json_each(\(rows.sql))) SELECT * FROM \"_k\"",
      columns: lowered.columns)
  }
}

extension Schema {
  fileprivate func isNumber(_ name: String, of table: Table) -> Bool {
    table[column: name].map { isRowID($0, of: table) } ?? false
  }
}

extension Statement {
  /// Whether a relation of the name stands in it anywhere.
  fileprivate func reads(_ name: String) -> Bool {
    var found = false
    let visitor = NameRewriter { own, role, _ in
      if role == .relation, own.name.text == name { found = true }
      return own
    }
    _ = visitor.statement(kind)
    return found
  }
}
