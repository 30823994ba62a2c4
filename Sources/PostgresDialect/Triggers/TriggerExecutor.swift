/// Runs a trigger function for one event without any row: what it would do, under which conditions, with which values.
///
/// Variables stand for what has been assigned to them, `IF` becomes the condition of the statements in it. What cannot
/// be told so is refused with its place in the function.
struct TriggerExecutor {
  let schema: Schema
  let trigger: Trigger
  let event: TriggerEventKind
  let constants: TriggerConstants
  /// What `NEW` is when the function begins.
  var base: TriggerRecord
  var lowering: Lowering
  var state: TriggerState
  var program = TriggerProgram()
  /// The conditions under which control comes to the statement at hand.
  var path: [TriggerProgram.Guard] = []
  /// The functions that are being run, one inside of the other, and what those that are called have returned.
  var calls: [ObjectID] = []
  var results: [Result] = []
  /// The blocks with EXCEPTION around, innermost last, and what their handlers are handling.
  var handling: [TriggerHandling] = []
  var handled: [TriggerHandling.Caught] = []
  /// How many loops are around.
  var loops = 0
  /// The relations that the function reads.
  var reads: Set<ObjectID> = []
  /// The names of the rows of a whole statement.
  var transitionTables: Set<String> = []

  /// Whether control goes on behind a statement.
  enum Flow {
    case goesOn
    case ends
    /// Neither here nor for the row: an error, or a row that is skipped.
    case breaks
  }

  init(
    _ schema: Schema, _ trigger: Trigger, on relation: Relation, _ event: TriggerEventKind,
    new: TriggerRecord, old: TriggerRecord
  ) {
    self.schema = schema
    self.trigger = trigger
    self.event = event
    constants = TriggerConstants(trigger, on: relation.name, event)
    base = new
    lowering = Lowering(schema, .trigger)
    state = TriggerState(records: ["new": new, "old": old])
    state.variables["found"] = TriggerVariable(type: .bool, value: TriggerValue("0"))
    calls = [trigger.function]
  }

  // MARK: - Statements

  mutating func run(_ statements: [ProcedureStatement]) throws(Diagnostic) -> Flow {
    for statement in statements {
      let flow: Flow
      do throws(Diagnostic) {
        flow = try run(statement)
      } catch {
        guard error.isFoundWhenRun, handling.isEmpty else { throw error.located(at: statement.range) }
        // PostgreSQL looks such names up when the trigger fires, and fails then.
        flow = try fail(error.message, error.state)
        program.warn("trigger \"\(trigger.name)\" fails as it fires: \(error.message)")
      }
      if flow != .goesOn { return flow }
    }
    return .goesOn
  }

  mutating func run(_ statement: ProcedureStatement) throws(Diagnostic) -> Flow {
    switch statement.kind {
    case .null, .close: break
    case .block(let block): return try run(block)
    case .assign(let target, let value): try assign(value, to: target)
    case .conditional(let branches, let otherwise): return try choose(branches, otherwise: otherwise)
    case .select(let choice): return try choose(choice, at: statement.range)
    case .loop(let loop): return try run(loop, at: statement.range)
    case .exit(let exit): return try leave(exit, at: statement.range)
    case .return(let value): return try finish(value, at: statement.range)
    case .perform(let query): return try perform(query, at: statement.range)
    case .sql(let sql, let into): try execute(sql, into: into, at: statement.range)
    case .execute(let dynamic, let into): return try execute(dynamic, into: into, at: statement.range)
    case .diagnostics(let request): try tell(request, at: statement.range)
    case .raise(let raise): return try self.raise(raise, at: statement.range)
    case .assert(let condition, let message): return try assert(condition, message, at: statement.range)
    case .call(let call): return try self.call(call, at: statement.range)
    case .returnQuery(.statement(let rows)): try giveRows(rows)
    case .returnNext(let value): try giveNext(value, at: statement.range)
    case .returnQuery, .open, .fetch, .commit, .rollback:
      throw .unsupported("this statement in a trigger function", at: statement.range)
    }
    return .goesOn
  }

  mutating func run(_ block: Block) throws(Diagnostic) -> Flow {
    let outer = state
    for declaration in block.declarations { try declare(declaration) }
    let flow = try block.handlers.isEmpty ? run(block.statements) : guarded(block)
    // What it has declared hides what has the same names outside.
    for name in block.declarations.map(\.name.text) {
      state.variables[name] = outer.variables[name]
      state.records[name] = outer.records[name]
    }
    return flow
  }

  // MARK: - Ends

  /// `RETURN`: what a trigger function returns decides about the row, before it is written.
  mutating func finish(_ value: Expression?, at range: SourceRange) throws(Diagnostic) -> Flow {
    guard calls.count == 1 else {
      try give(value, at: range)
      return .ends
    }
    guard trigger.definition.timing == .before, trigger.definition.forEachRow else { return .ends }
    guard loops == 0 else { throw .unsupported("RETURN in a loop of a trigger function", at: range) }
    guard let value else {
      throw Diagnostic(
        .error, .syntaxError, "RETURN cannot have no parameter in a trigger function", at: range)
    }
    if case .conditional(nil, let clauses, let otherwise) = value.kind {
      return try choose(
        clauses.map { (condition: $0.condition, statements: [Self.returning($0.result)]) }
          + [(condition: nil, statements: [Self.returning(otherwise ?? Expression(.null, at: range))])])
    }
    guard let row = try returned(value), !row.isNull else {
      act(.skip, "SELECT RAISE(IGNORE)\(GuardSlot.clause)")
      return .breaks
    }
    if event == .delete { return .ends }
    fill(row)
    return .ends
  }

  private static func returning(_ value: Expression) -> ProcedureStatement {
    ProcedureStatement(kind: .return(value), range: value.range)
  }

  /// The row that is returned; nil for NULL.
  private mutating func returned(_ value: Expression) throws(Diagnostic) -> TriggerRecord? {
    switch value.kind {
    case .null: return nil
    case .cast(let inner, _): return try returned(inner)
    case .call(let call) where call.name.name.text == "coalesce":
      for argument in call.arguments {
        if let row = try returned(argument.value), !row.isNull { return row }
      }
      return nil
    default:
      guard let record = record(value) else {
        throw .unsupported("returning this from a trigger function", at: value.range)
      }
      return record
    }
  }

  private mutating func fill(_ row: TriggerRecord) {
    let generated = Set(
      schema.tables.values.first { $0.triggers.contains { $0.id == trigger.id } }?.columns
        .filter { $0.generated != nil }.map(\.name) ?? [])
    let changed = base.columns.indices.filter { index in
      guard let own = row.index(of: base.columns[index].name) else { return false }
      return row.values[own] != base.values[index] && !generated.contains(base.columns[index].name)
    }
    guard !changed.isEmpty else { return }
    let values = changed.map { index in
      row.index(of: base.columns[index].name).map { row.values[$0] } ?? .null
    }
    // One IF around all of it is the condition of the statement.
    var guards: [TriggerProgram.Guard] = []
    var texts = values.map(\.sql)
    if let choice = values[0].choice,
      zip(changed, values).allSatisfy({
        $1.choice?.condition == choice.condition && $1.choice?.otherwise == base.values[$0].sql
      })
    {
      guards = [TriggerProgram.Guard(sql: choice.condition)]
      texts = values.compactMap(\.choice?.then)
    }
    let settings = zip(changed, texts).map {
      TriggerProgram.Setting(column: base.columns[$0].name, sql: $1)
    }
    path += guards
    act(.fill(settings), "")
    path.removeLast(guards.count)
  }

  // MARK: - Actions

  mutating func act(_ kind: TriggerProgram.Kind, _ sql: String, writes: Set<ObjectID> = []) {
    var action = TriggerProgram.Action(kind: kind, sql: sql, guards: path)
    action.writes = writes.isEmpty ? [] : schema.changed(by: writes)
    action.reads = lowering.triggered.reads
    reads.formUnion(action.reads)
    program.actions.append(action)
  }

  /// Ends the statement that set the trigger off with an error, or goes to its handler.
  mutating func fail(_ message: RaisedText, _ state: SQLState) throws(Diagnostic) -> Flow {
    if try catches(message, state) { return .ends }
    let rows = lowering.triggered.rows
    let from = rows.isEmpty ? "" : " FROM \(rows.joined(separator: ", "))"
    var message = message
    message.append(TriggerFailure.suffix(state))
    let raised =
      message.constant.map { "RAISE(ABORT, \(SQLiteText.string($0)))" } ?? StoredFailure.raised(message.sql)
    act(.raise, "SELECT \(raised)\(from)\(GuardSlot.clause)")
    return .breaks
  }

  /// The same with a constant.
  mutating func fail(_ message: String, _ state: SQLState) throws(Diagnostic) -> Flow {
    try fail(RaisedText(message), state)
  }
}

extension Diagnostic {
  /// Whether PostgreSQL finds it only when a function runs: names of tables and columns in it, which may still come, and
  /// constants that their types do not take.
  var isFoundWhenRun: Bool {
    // Which operators take a text is known in full.
    let isOfText = state == .undefinedFunction && message.hasPrefix("operator does not exist: text ")
    return isOfText
      || [SQLState.undefinedTable, .undefinedColumn, .undefinedObject, .invalidTextRepresentation].contains(
        state)
  }
}
