/// Expressions, with what the variables stand for.
extension TriggerExecutor {
  /// A row by its name: `NEW`, `NEW.*`, a record.
  func record(_ expression: Expression) -> TriggerRecord? {
    switch expression.kind {
    case .column(let path) where path.count == 1, .wildcard(let path) where path.count == 1:
      return state.variables[path[0].text] == nil ? state.records[path[0].text] : nil
    case .row(let cells) where cells.count == 1:
      guard case .wildcard = cells[0].kind else { return nil }
      return record(cells[0])
    default: return nil
    }
  }

  /// With constants for what the function is told of its trigger, and with rows taken apart where they are compared.
  func prepared(_ expression: Expression) -> Expression {
    NameRewriter(replacing: replacement).expression(expression)
  }

  func prepared(_ statement: Statement) -> Statement {
    Statement(NameRewriter(replacing: replacement).statement(statement.kind), at: statement.range)
  }

  private func replacement(_ expression: Expression) -> Expression? {
    if let constant = constants.value(of: expression) { return constant }
    let range = expression.range
    switch expression.kind {
    case .isDistinct(let left, let right, let negated):
      return compared(left, right, isDistinct: !negated, at: range)
    case .binary(let left, let op, let right) where op.text == "=" || op.text == "<>":
      return compared(left, right, isDistinct: op.text == "<>", at: range)
    case .isNull(let value, let negated):
      guard let row = record(value), let name = name(value) else { return nil }
      if row.isNull { return Expression(.boolean(!negated), at: range) }
      let fields = row.columns.map { column in
        Expression(.isNull(Self.field(name, column.name, at: range), negated: negated), at: range)
      }
      return fields.count == 1 ? fields[0] : Expression(.and(fields), at: range)
    case .call(var call)
    where callee(call) == nil && call.arguments.contains { record($0.value)?.isNull == true }:
      call.arguments = call.arguments.map { argument in
        var argument = argument
        argument.value = record(argument.value)?.isNull == true ? Expression(.null) : prepared(argument.value)
        return argument
      }
      return Expression(.call(call), at: range)
    default: return nil
    }
  }

  private func name(_ expression: Expression) -> Identifier? {
    switch expression.kind {
    case .column(let path), .wildcard(let path): path.last
    case .row(let cells): cells.first.flatMap(name)
    default: nil
    }
  }

  private static func field(_ record: Identifier, _ name: String, at range: SourceRange) -> Expression {
    Expression(.column([record, Identifier(name, at: range)]), at: range)
  }

  /// Records are compared field by field, NULLs being alike:
  /// https://www.postgresql.org/docs/15/functions-comparisons.html#COMPOSITE-TYPE-COMPARISON
  private func compared(
    _ left: Expression, _ right: Expression, isDistinct: Bool, at range: SourceRange
  ) -> Expression? {
    guard let a = record(left), let b = record(right), let first = name(left), let second = name(right) else {
      return nil
    }
    if a.isNull || b.isNull { return Expression(.boolean((a.isNull != b.isNull) == isDistinct), at: range) }
    guard a.columns.count == b.columns.count, !a.columns.isEmpty else { return nil }
    let fields = zip(a.columns, b.columns).map { own, other in
      Expression(
        .isDistinct(
          Self.field(first, own.name, at: range), Self.field(second, other.name, at: range),
          negated: !isDistinct),
        at: range)
    }
    if fields.count == 1 { return fields[0] }
    return Expression(isDistinct ? .or(fields) : .and(fields), at: range)
  }

  // MARK: - Lowering

  /// What an expression is in SQLite, at this place.
  ///
  /// - Parameter type: what takes the value, by assignment.
  mutating func evaluate(
    _ expression: Expression, for type: PostgresType? = nil
  ) throws(Diagnostic) -> TypedSQL {
    let range = expression.range
    try requireRowByRow(expression)
    let expression = try withoutCalls(prepared(expression)).folded
    enter()
    try requireNoDivision(expression)
    var value = try counting { lowering throws(Diagnostic) in try lowering.lower(expression) }
    if let type { value = try assigned(value, to: type, "", at: range) }
    try guardFailures(of: value, at: range)
    return value
  }

  private func requireRowByRow(_ expression: Expression) throws(Diagnostic) {
    if !transitionTables.isEmpty, !expression.isRowByRow(transitionTables) {
      throw Self.aboutAllRows(at: expression.range)
    }
  }

  static func aboutAllRows(at range: SourceRange) -> Diagnostic {
    .unsupported("what is asked of all rows of a statement, in a trigger function", at: range)
  }

  /// Lowers what is evaluated once and in any case. The sequences that it asks go on before it.
  mutating func counting<Result>(
    _ work: (inout Lowering) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    lowering.triggered.mayCount = loops == 0
    defer { lowering.triggered.mayCount = false }
    let result = try work(&lowering)
    for sequence in lowering.triggered.counted {
      for statement in sequence.place.advance(sequence: sequence.name) {
        act(.statement, statement + String(GuardSlot.term), writes: [sequence.id])
        program.actions[program.actions.count - 1].isRepeatable = false
      }
      program.counted.insert(sequence.id)
    }
    lowering.triggered.counted = []
    return result
  }

  mutating func condition(_ expression: Expression, _ clause: String) throws(Diagnostic) -> TypedSQL {
    try requireRowByRow(expression)
    let expression = try withoutCalls(prepared(expression)).folded
    enter()
    try requireNoDivision(expression)
    let value = try lowering.condition(expression, clause)
    try guardFailures(of: value, at: expression.range)
    return value
  }

  /// Before something is lowered: the variables are what they are now.
  mutating func enter() {
    lowering.scopes = [state.scope]
    lowering.parameters = (1...16).prefix { state.variables["$\($0)"] != nil }.map {
      let variable = state.variables["$\($0)"]
      return TypedSQL(variable?.value.sql ?? "NULL", variable?.type ?? .unknown)
    }
    reads.formUnion(lowering.triggered.reads)
    lowering.triggered.reads = []
  }

  /// As a variable or a column of the type takes it.
  mutating func assigned(_ value: TypedSQL, to type: PostgresType, _ name: String, at range: SourceRange)
    throws(Diagnostic) -> TypedSQL
  {
    let column = Column(number: 0, name: name, type: type)
    do throws(Diagnostic) {
      return try lowering.assign(value, to: column, at: range)
    } catch {
      // PL/pgSQL goes through the text where there is no cast:
      // https://www.postgresql.org/docs/15/plpgsql-statements.html#PLPGSQL-STATEMENTS-ASSIGNMENT
      guard error.state == .datatypeMismatch else { throw error }
      let text = try lowering.convert(value, to: .text, at: range)
      return try lowering.convert(text, to: type, at: range)
    }
  }

  /// A value for later, which means then what it means now.
  mutating func kept(_ value: TypedSQL) -> TriggerValue {
    var reads = lowering.triggered.reads
    for symbol in program.uses(in: value.sql).keys { reads.formUnion(program.symbols[symbol].reads) }
    let own = TriggerProgram.expanded(value.sql) { _ in "" }
    if own.isRandom { return symbol(.random, value, reads) }
    if own.contains("SELECT ") { return symbol(own.isLarge ? .large : .read, value, reads) }
    if own.isLarge { return symbol(.large, value, reads) }
    return TriggerValue(value.operand)
  }

  /// A variable of ours that holds a value, by its name.
  mutating func variable(_ value: TriggerValue, _ type: PostgresType, at range: SourceRange) -> Identifier {
    let name = Identifier("\u{E119}\(state.variables.count)", at: range)
    state.variables[name.text] = TriggerVariable(type: type, value: value)
    return name
  }

  /// Gives names to what has grown too large where branches meet.
  mutating func shorten(since start: TriggerState) {
    for (name, variable) in state.variables
    where variable.value.sql.isLarge && variable.value != start.variables[name]?.value {
      let value = TypedSQL(variable.value.sql, variable.type)
      let short = symbol(.large, value, reads(of: value.sql))
      state.variables[name]?.value = short
    }
    for (name, record) in state.records {
      for (index, value) in record.values.enumerated()
      where value.sql.isLarge && start.records[name]?.values.contains(value) != true {
        let typed = TypedSQL(value.sql, record.columns[index].type)
        let short = symbol(.large, typed, reads(of: value.sql))
        state.records[name]?.values[index] = short
      }
    }
  }

  private func reads(of sql: String) -> Set<ObjectID> {
    program.uses(in: sql).keys.reduce(into: []) { $0.formUnion(program.symbols[$1].reads) }
  }

  mutating func symbol(
    _ kind: TriggerProgram.Symbol.Kind, _ value: TypedSQL, _ reads: Set<ObjectID>
  ) -> TriggerValue {
    program.symbols.append(
      TriggerProgram.Symbol(
        kind: kind, sql: value.operand, reads: reads, born: program.actions.count, guards: path,
        isOfLoop: loops > 0))
    return TriggerValue(TriggerProgram.mark(program.symbols.count - 1))
  }
}
