/// Blocks with EXCEPTION, where it can be told ahead what a handler is for: an error that the function raises itself, a row
/// that is not found, a row that is there already, a value that cannot be read. What the block has written is not taken
/// back, so that nothing may be written before.
/// https://www.postgresql.org/docs/15/plpgsql-control-structures.html#PLPGSQL-ERROR-TRAPPING
struct TriggerHandling {
  var handlers: [ExceptionHandler]
  /// The number of actions before the block.
  let start: Int
  var caught: [Caught] = []

  /// A way that leads to a handler.
  struct Caught {
    var handler: Int
    var path: [TriggerProgram.Guard]
    var state: TriggerState
    /// Nil where only SQLite knows.
    var message: RaisedText?
    var code: SQLState
    /// What tells the code and the message, where they are known only when the value fails.
    var failure: (code: String, message: String)?
  }

  func handler(for state: SQLState) -> Int? {
    handlers.firstIndex { $0.catches(state.code) }
  }
}

extension TriggerExecutor {
  mutating func guarded(_ block: Block) throws(Diagnostic) -> Flow {
    guard loops == 0 else {
      throw .unsupported(
        "EXCEPTION in a loop of a trigger function", at: block.handlers[0].place ?? block.range)
    }
    let (outer, start) = (path, state)
    handling.append(TriggerHandling(handlers: block.handlers, start: program.actions.count))
    let flow = try run(block.statements)
    guard let handling = handling.popLast() else { throw .internalError }
    var arms: [(path: [TriggerProgram.Guard], state: TriggerState)] = []
    var isWhole = !hasReturned(block.statements)
    let end = (path: Array(path.dropFirst(outer.count)), state: state)
    for caught in handling.caught {
      (path, state) = (caught.path, caught.state)
      let entry = path
      let flow = try handle(caught, handling.handlers[caught.handler])
      if flow == .goesOn { arms.append((Array(path.dropFirst(outer.count)), state)) }
      if flow == .ends || path != entry { isWhole = false }
    }
    if flow == .goesOn { arms.append(end) }
    path = outer
    guard !arms.isEmpty else {
      state = start
      return isWhole ? .breaks : .ends
    }
    func condition(_ guards: [TriggerProgram.Guard]) -> String {
      guards.isEmpty ? "1" : guards.map { "(\($0.sql))" }.joined(separator: " AND ")
    }
    if !isWhole {
      if arms.count == 1 {
        path += arms[0].path
      } else {
        let ways = arms.map { "(\(condition($0.path)))" }.joined(separator: " OR ")
        path.append(TriggerProgram.Guard(sql: "(\(ways))"))
      }
    }
    let last = arms.count - 1
    state = .merged(
      arms.enumerated().map { ($0 == last ? nil : "(\(condition($1.path)))", $1.state) }, start: start)
    shorten(since: start)
    return .goesOn
  }

  private func hasReturned(_ statements: [ProcedureStatement]) -> Bool {
    var found = false
    statements.walk { if case .return = $0.kind { found = true } }
    return found
  }

  private mutating func handle(
    _ caught: TriggerHandling.Caught, _ handler: ExceptionHandler
  ) throws(Diagnostic) -> Flow {
    var words: [String: TriggerVariable] = [:]
    words["sqlstate"] = TriggerVariable(
      type: .text, value: TriggerValue(caught.failure?.code ?? SQLiteText.string(caught.code.code)))
    if let message = caught.message?.sql ?? caught.failure?.message {
      words["sqlerrm"] = TriggerVariable(
        type: .text, value: kept(TypedSQL(message, .text, isCompound: true)))
    }
    let outer = state
    state.variables.merge(words) { _, new in new }
    handled.append(caught)
    defer { handled.removeLast() }
    let flow = try run(handler.statements)
    for name in ["sqlstate", "sqlerrm"] { state.variables[name] = outer.variables[name] }
    return flow
  }

  /// Takes an error to its handler; false for one that nobody handles.
  mutating func catches(_ message: RaisedText?, _ code: SQLState) throws(Diagnostic) -> Bool {
    for index in handling.indices.reversed() {
      guard let handler = handling[index].handler(for: code) else { continue }
      try requireNothingWritten(since: handling[index].start, at: nil)
      handling[index].caught.append(
        TriggerHandling.Caught(handler: handler, path: path, state: state, message: message, code: code))
      return true
    }
    return false
  }

  // MARK: - What fails by itself

  /// A value that may not be had, where a handler waits for that.
  func requireNoDivision(_ expression: Expression) throws(Diagnostic) {
    guard handling.contains(where: { $0.handler(for: SQLState("22012")) != nil }) else { return }
    var divides = false
    expression.walk {
      if case .binary(_, let op, let divisor) = $0.kind, op.text == "/" || op.text == "%" {
        if case .number = divisor.kind { return }
        divides = true
      }
    }
    if divides {
      throw .unsupported("EXCEPTION for a division, in a trigger function", at: expression.range)
    }
  }

  /// What of a statement's errors a handler could catch must be told from its result.
  mutating func writeGuarded(
    _ statement: Statement, into target: IntoTarget?, at range: SourceRange
  ) throws(Diagnostic) {
    let table = try schema.writtenTable(of: statement)
    let codes = table.map { schema.failures(of: statement, on: $0) } ?? []
    let caught = codes.filter { code in handling.contains { $0.handler(for: code) != nil } }
    guard !caught.isEmpty else { return try write(statement, into: target, at: range) }
    guard case .insert(var insert) = statement.kind, insert.conflict == nil, target == nil, loops == 0,
      statement.isSingleRow, let table
    else {
      throw .unsupported("EXCEPTION for what this statement may meet, in a trigger function", at: range)
    }
    let isOnlyUnique = caught.allSatisfy { $0 == .uniqueViolation }
    let isPlain = table.triggers.isEmpty && !table.constraints.contains { $0.foreignKey != nil }
    guard isOnlyUnique || isPlain else {
      throw .unsupported(
        "EXCEPTION for an INSERT into a table with foreign keys or triggers, in a trigger function", at: range
      )
    }
    try requireNothingWritten(since: handling[handling.count - 1].start, at: range)
    insert.conflict = ConflictClause(target: nil, action: .nothing)
    try write(Statement(.insert(insert), at: statement.range), into: nil, at: range)
    if !isOnlyUnique, let last = program.actions.indices.last {
      // Also rows that a check or NOT NULL refuses: https://sqlite.org/lang_conflict.html
      guard !program.actions[last].sql.contains("json_extract('{}'") else {
        throw .unsupported("EXCEPTION for a value that cannot be read, in a trigger function", at: range)
      }
      program.actions[last].sql = program.actions[last].sql.replacing(
        "INSERT INTO", byFirst: "INSERT OR IGNORE INTO")
    }
    guard let found = state.variables["found"]?.value else { throw .internalError }
    let outer = path
    path = outer + [TriggerProgram.Guard(sql: "NOT \(found.sql)")]
    for index in handling.indices.reversed() {
      var own: Int?
      for code in caught where own == nil { own = handling[index].handler(for: code) }
      guard let handler = own else { continue }
      handling[index].caught.append(
        TriggerHandling.Caught(
          handler: handler, path: path, state: state, message: nil, code: caught[0]))
      break
    }
    path = outer + [TriggerProgram.Guard(sql: found.sql)]
  }
}

extension Schema {
  /// The table that a statement writes; nil for another statement.
  fileprivate func writtenTable(of statement: Statement) throws(Diagnostic) -> Table? {
    switch statement.kind {
    case .insert(let insert): try writtenTable(insert.table)
    case .update(let update): try writtenTable(update.table)
    case .delete(let delete): try writtenTable(delete.table)
    default: nil
    }
  }

  /// The errors that a statement may meet by what its table promises.
  fileprivate func failures(of statement: Statement, on table: Table) -> [SQLState] {
    var codes: [SQLState] = []
    let unique = uniqueColumns(of: table)
    let isReferenced = tables.values.contains { other in
      other.constraints.contains { $0.foreignKey?.table == table.id }
    }
    switch statement.kind {
    case .insert(let insert):
      if !unique.isEmpty, insert.conflict == nil { codes.append(.uniqueViolation) }
      codes += [.notNullViolation, .checkViolation, .numericValueOutOfRange, .invalidTextRepresentation]
      if table.constraints.contains(where: { $0.foreignKey != nil }) { codes.append(.foreignKeyViolation) }
    case .update(let update):
      let names = Set(update.assignments.flatMap { $0.columns.map(\.text) })
      if !names.isDisjoint(with: unique) { codes.append(.uniqueViolation) }
      codes += [.notNullViolation, .checkViolation, .numericValueOutOfRange, .invalidTextRepresentation]
      if isReferenced || table.constraints.contains(where: { $0.foreignKey != nil }) {
        codes.append(.foreignKeyViolation)
      }
    case .delete: if isReferenced { codes.append(.foreignKeyViolation) }
    default: break
    }
    if table.triggers.contains(where: \.mode.fires) { codes.append(TriggerFailure.raised) }
    return codes
  }
}

extension ExceptionHandler {
  var place: SourceRange? { statements.first?.range }

  /// `others` catches all but what ends a statement from outside.
  package func catches(_ state: String) -> Bool {
    conditions.contains { condition in
      switch condition {
      case .state(let code): return ConditionName.catches(code, state)
      case .name(let name) where name.text == "others": return state != "57014" && state != "P0004"
      case .name(let name):
        return (ConditionName.states[name.text] ?? []).contains { ConditionName.catches($0, state) }
      }
    }
  }
}

extension String {
  fileprivate func replacing(_ words: String, byFirst other: String) -> String {
    let parts = components(around: words)
    guard parts.count > 1 else { return self }
    return parts[0] + other + parts.dropFirst().joined(separator: words)
  }
}
