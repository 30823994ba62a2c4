/// SQL statements and calls.
extension TriggerExecutor {
  mutating func execute(_ statement: Statement, into target: IntoTarget?, at range: SourceRange)
    throws(Diagnostic)
  {
    switch statement.kind {
    case .select(let query):
      guard let target else {
        _ = try perform(query, at: range)
        return
      }
      try select(query, into: target, at: range)
    case .insert, .update, .delete:
      let tables = lowering.triggered.tables
      defer { lowering.triggered.tables = tables }
      let statement = try withoutCalls(
        prepared(try writtenFirst(statement)), isSingle: target?.isStrict == true)
      guard handling.isEmpty else { return try writeGuarded(statement, into: target, at: range) }
      try write(statement, into: target, at: range)
    case .refreshView(let refresh): try self.refresh(refresh)
    case .set: program.warn("SET does nothing in a trigger")
    // SQLite has one writer at a time: https://sqlite.org/lockingv3.html
    case .phrase(let phrase) where phrase.rule == "LOCK": break
    case .phrase(let phrase) where phrase.isNotice:
      program.warn("NOTIFY does nothing in a trigger: SQLite has nobody to tell")
    default: throw .unsupported("this statement in a trigger function", at: range)
    }
  }

  /// The statement without what its WITH writes, which is written.
  private mutating func writtenFirst(_ statement: Statement) throws(Diagnostic) -> Statement {
    var rest = statement
    let clause: WithClause?
    switch statement.kind {
    case .insert(var insert):
      clause = insert.with
      insert.with = nil
      rest = Statement(.insert(insert), at: statement.range)
    case .update(var update):
      clause = update.with
      update.with = nil
      rest = Statement(.update(update), at: statement.range)
    case .delete(var delete):
      clause = delete.with
      delete.with = nil
      rest = Statement(.delete(delete), at: statement.range)
    default: return statement
    }
    guard let clause, try writeFirst(clause, for: rest) else { return statement }
    return rest
  }

  mutating func write(
    _ statement: Statement, into target: IntoTarget?, at range: SourceRange
  ) throws(Diagnostic) {
    let own = try target == nil ? nil : rowAskedFor(statement, at: range)
    enter()
    let written =
      try statement.isSingleRow
      ? counting { lowering throws(Diagnostic) in try lowering.shallow(statement) }
      : lowering.shallow(statement)
    guard let (sql, table) = written else { throw .internalError }
    act(.statement, sql, writes: [table.id])
    if let last = program.actions.indices.last {
      program.actions[last].target = table.id
      program.actions[last].event = statement.event
      program.actions[last].isRepeatable = statement.isRepeatable
      program.actions[last].isRowByRow = statement.isRowByRow(transitionTables)
      program.actions[last].isAboutRows = statement.mentions(transitionTables)
    }
    // https://www.postgresql.org/docs/15/plpgsql-statements.html#PLPGSQL-STATEMENTS-DIAGNOSTICS
    if loops == 0 {
      let found = symbol(.last, TypedSQL("changes() > 0", .bool, isCompound: true), [])
      state.variables["found"]?.value = found
    }
    guard let target else { return }
    try readBack(statement, table, of: own, into: target, at: range)
  }

  /// The row of an `UPDATE` that changes what it asks for, or asks other tables, by its number before it does; nil for any
  /// other statement.
  private mutating func rowAskedFor(
    _ statement: Statement, at range: SourceRange
  ) throws(Diagnostic) -> Identifier? {
    guard case .update(let update) = statement.kind, let filter = update.filter else { return nil }
    let assigned = Set(update.assignments.flatMap { $0.columns.map(\.text) })
    guard !update.from.isEmpty || update.with != nil || !filter.columnNames.isDisjoint(with: assigned) else {
      return nil
    }
    let number = Expression(
      .column([update.alias ?? update.table.name, Lowering.rowNumberName]), at: range)
    let own = TableExpression.table(update.table, only: false, update.alias.map { TableAlias(name: $0) })
    var select = Select(columns: [SelectItem(expression: number)], from: [own] + update.from)
    select.filter = filter
    enter()
    let lowered = try lowering.query(Query(with: update.with, body: .select(select), range: range))
    return variable(kept(TypedSQL("(\(lowered.sql) LIMIT 1)", .int8)), .int8, at: range)
  }

  /// `RETURNING … INTO`: the row is read back once it is written.
  private mutating func readBack(
    _ statement: Statement, _ table: Table, of row: Identifier?, into target: IntoTarget,
    at range: SourceRange
  ) throws(Diagnostic) {
    let (items, name, alias): ([SelectItem], QualifiedName, Identifier?)
    var filter: Expression?
    switch statement.kind {
    case .insert(let insert) where insert.conflict == nil:
      (items, name, alias) = (insert.returning, insert.table, insert.alias)
    case .update(let update) where row != nil || update.from.isEmpty && update.with == nil:
      (items, name, alias) = (update.returning, update.table, update.alias)
      filter = update.filter
      if let row {
        filter = Expression(
          .binary(
            Expression(.column([Lowering.rowNumberName]), at: range), Operator("="),
            Expression(.column([row]), at: range)), at: range)
      }
    default: throw .unsupported("RETURNING of this statement in a trigger function", at: range)
    }
    guard loops == 0 else { throw .unsupported("RETURNING in a loop of a trigger function", at: range) }
    if !(statement.isInsert && statement.isSingleRow) { try requireOneRow(isStrict: target.isStrict) }
    var asked = Select(
      columns: items,
      from: [.table(name, only: false, alias.map { TableAlias(name: $0) })])
    let isInsert = filter == nil && statement.isInsert
    if !isInsert { asked.filter = filter }
    enter()
    let lowered: LoweredQuery
    do throws(Diagnostic) {
      lowered = try lowering.query(Query(body: .select(asked), range: range))
    } catch {
      // What it has from other tables is another by now, or not there any more.
      throw row == nil ? error : .unsupported("RETURNING of this statement in a trigger function", at: range)
    }
    var record = TriggerRecord(columns: lowered.columns)
    let shown = SQLiteText.name(alias?.text ?? name.name.text)
    let own = isInsert ? " WHERE \(shown).\(schema.rowID(of: table)) = last_insert_rowid()" : ""
    for (index, column) in lowered.columns.enumerated() {
      let numbered = Lowering.numbered(LoweredQuery(sql: lowered.sql + own, columns: lowered.columns))
      let value = TypedSQL("(SELECT \(Lowering.number(index)) FROM (\(numbered)) LIMIT 1)", column.type)
      record.values.append(isInsert ? symbol(.last, value, [table.id]) : kept(value))
    }
    try store(record, in: target.targets, at: range)
  }

  /// What returns rows into variables must change no more than one, and with `STRICT` no less.
  /// https://www.postgresql.org/docs/15/plpgsql-statements.html#PLPGSQL-STATEMENTS-SQL-ONEROW
  private mutating func requireOneRow(isStrict: Bool) throws(Diagnostic) {
    let counts = [
      ("changes() = 0", "query returned no rows", SQLState("P0002"), isStrict),
      ("changes() > 1", "query returned more than one row", SQLState("P0003"), true),
    ]
    let outer = path
    var rest = outer
    for (test, message, code, applies) in counts where applies {
      let value = symbol(.last, TypedSQL(test, .bool, isCompound: true), [])
      path = outer + [TriggerProgram.Guard(sql: value.sql)]
      if try fail(message, code) == .ends { rest.append(TriggerProgram.Guard(sql: "NOT \(value.sql)")) }
    }
    path = rest
  }

  /// What a refreshed view holds is written anew.
  private mutating func refresh(_ refresh: RefreshView) throws(Diagnostic) {
    guard let id = schema.relationID(refresh.name), let table = schema.tables[id],
      let materialized = table.materialized
    else { throw Schema.missing(relation: refresh.name) }
    enter()
    let name = SQLiteText.name(table.name.lowered)
    let lowered = try lowering.query(materialized.query.query)
    act(.statement, "DELETE FROM \(name)\(GuardSlot.clause)", writes: [id])
    act(
      .statement,
      "INSERT INTO \(name) (\(SQLiteText.names(table.columns.map(\.name)))) SELECT * FROM (\(lowered.sql))\(GuardSlot.clause)",
      writes: [id])
  }

  /// `EXECUTE` of a text that is known.
  mutating func execute(
    _ dynamic: DynamicStatement, into target: IntoTarget?, at range: SourceRange
  ) throws(Diagnostic) -> Flow {
    guard let text = prepared(dynamic.text).known?.words else {
      throw .unsupported(
        "EXECUTE of a text that is known only when the trigger fires", at: dynamic.text.range)
    }
    var parser = Parser(SourceText(text))
    let script = parser.parseScript()
    if let failure = script.diagnostics.first(where: { $0.severity == .error }) {
      throw Diagnostic(.error, failure.state, failure.message, hint: failure.hint, at: range)
    }
    let parameters = dynamic.parameters
    let rewriter = NameRewriter { expression in
      if case .field(let row, let name) = expression.kind, case .parameter(let number) = row.kind,
        parameters.indices.contains(number - 1), case .column(let path) = parameters[number - 1].kind
      {
        return Expression(.column(path + [name]), at: expression.range)
      }
      guard case .parameter(let number) = expression.kind, parameters.indices.contains(number - 1) else {
        return nil
      }
      return parameters[number - 1]
    }
    for statement in script.statements {
      let kind = rewriter.statement(statement.kind)
      do throws(Diagnostic) {
        try execute(Statement(kind, at: range), into: target, at: range)
      } catch {
        throw Diagnostic(error.severity, error.state, error.message, hint: error.hint, at: range)
      }
    }
    return .goesOn
  }

  // MARK: - Calls

  mutating func call(_ call: ProcedureCall, at range: SourceRange) throws(Diagnostic) -> Flow {
    guard case .call(let call) = call, let flow = try inlined(call, at: range) else {
      throw .unsupported("this call in a trigger function", at: range)
    }
    return flow
  }
}

extension Statement {
  /// The event that it is to its table.
  fileprivate var event: TriggerEventKind? {
    switch kind {
    case .insert: .insert
    case .update: .update
    case .delete: .delete
    default: nil
    }
  }

  /// Whether it is an INSERT of one row that is written out.
  var isSingleRow: Bool {
    guard case .insert(let insert) = kind, insert.with == nil, case .query(let query) = insert.source,
      case .values(let rows) = query.body
    else { return false }
    return rows.count == 1
  }

  fileprivate var isInsert: Bool { if case .insert = kind { true } else { false } }
}

extension PhraseStatement {
  fileprivate var isNotice: Bool { rule == "NOTIFY" || rule == "LISTEN" || rule == "UNLISTEN" }
}

extension Lowering {
  /// A statement of a trigger, by functions of ours where stock SQLite's words for it would be deeper than its parser goes.
  fileprivate mutating func shallow(_ statement: Statement) throws(Diagnostic) -> (sql: String, table: Table)?
  {
    let start = self
    let stock = try triggered(statement)
    guard let depth = stock?.sql.depth, depth > TriggerProgram.parserDepth, functions == .allowed else {
      return stock
    }
    var other = start
    other.functions = .used
    defer { functions = .allowed }
    guard let ours = try? other.triggered(statement), ours.sql.depth < depth,
      other.preparations == start.preparations
    else { return stock }
    self = other
    warn(Self.callsOurs("a statement this deep"), at: statement.range)
    return ours
  }
}
