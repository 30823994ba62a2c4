/// Loops of a function that does nothing but compute: a recursive query whose rows are what the variables hold before
/// each round. https://sqlite.org/lang_with.html#recursive_query_examples
///
/// A row is one JSON array: how the round before it ended, what the function returned in it, the loop's counter, and the
/// variables that the loop assigns.
extension Lowering {
  /// A loop that is being followed.
  struct LoopPath {
    /// The row of the round.
    var row: String
    /// The variables that it assigns, by their places.
    var slots: [(frame: Int, index: Int)] = []
    var label: String?
    /// The counter of the next round.
    var next = "NULL"
  }

  /// How a round ends.
  enum RoundEnd: Int {
    case goesOn = 0
    case leaves = 1
    case returns = 2
  }

  /// The rounds of a loop as a table, and what its last row holds.
  struct Rounds {
    var table: String
    var last: TypedSQL
    var slots: [(place: (frame: Int, index: Int), type: PostgresType)]
  }

  /// How the counter of a loop goes.
  struct Counting {
    var variable: Identifier
    var from: TypedSQL
    var to: TypedSQL
    var step: Int
  }

  /// Nil where a query may not stand, and for a loop over rows.
  mutating func loop(
    _ loop: Loop, then rest: ArraySlice<ProcedureStatement>, _ path: ProcedurePath, _ steps: inout Int
  ) throws(Diagnostic) -> TypedSQL? {
    guard purpose == .trigger || purpose == .view else { return nil }
    switch loop.kind {
    case .elements(let elements):
      guard let counted = loop.counted(over: elements) else { return nil }
      enter(path)
      let array = try lower(elements.array)
      guard array.type.isArray else { return nil }
      return try bound(array, path) { lowering, array throws(Diagnostic) in
        let array = StoredFailure.present(array, LoopFailure.array)
        var path = path
        path.frames.append(ProcedurePath.Frame(label: "", variables: [(Loop.arrayName.text, array)]))
        return try lowering.loop(counted, then: rest, path, &steps)
      }
    case .forever, .while: return try follow(loop, counting: nil, then: rest, path, &steps)
    case .integers(let integers):
      guard let step = integers.knownStep else { return nil }
      let lower = try assigned(integers.lower, .int4, path)
      let upper = try assigned(integers.upper, .int4, path)
      return try bound(upper, path) { lowering, upper throws(Diagnostic) in
        let counting = Counting(
          variable: integers.variable, from: StoredFailure.present(lower, LoopFailure.lower),
          to: StoredFailure.present(upper, LoopFailure.upper), step: step)
        return try lowering.follow(loop, counting: counting, then: rest, path, &steps)
      }
    case .rows, .cursor: return nil
    }
  }

  /// What follows a loop, with what it made of the variables.
  private mutating func follow(
    _ loop: Loop, counting: Counting?, then rest: ArraySlice<ProcedureStatement>, _ path: ProcedurePath,
    _ steps: inout Int
  ) throws(Diagnostic) -> TypedSQL? {
    guard
      let rounds = try rounds(
        of: loop, counting, path, &steps, isRead: { name in rest.contains { $0.mentions(name) } })
    else { return nil }
    let returns = loop.statements.mayReturn
    return try bound(rounds.last, path, over: rounds.table) { lowering, last throws(Diagnostic) in
      var path = path
      for (slot, variable) in rounds.slots.enumerated() {
        path.frames[variable.place.frame].variables[variable.place.index].value = lowering.unpacked(
          last.operand, slot + 3, variable.type)
      }
      var after = try lowering.value(of: rest, path, &steps)
      if after == nil, returns, rest.isEmpty { after = TypedSQL("NULL", path.result) }
      guard let after else { return nil }
      guard returns else { return after }
      let (result, otherwise) = (
        lowering.returned(lowering.unpacked(last.operand, 1, path.result), path), after.bound
      )
      return TypedSQL(
        "CASE json_extract(\(last.sql), '$[0]') WHEN 2 THEN \(result.sql) ELSE \(otherwise.sql) END",
        path.result,
        isCompound: true)
    }
  }

  /// - Parameter isRead: whether something behind the loop is about a variable.
  mutating func rounds(
    of loop: Loop, _ counting: Counting?, _ path: ProcedurePath, _ steps: inout Int,
    isRead: (String) -> Bool
  ) throws(Diagnostic) -> Rounds? {
    // Bytes have no place in JSON.
    let givesBytes = loop.statements.mayReturn && schema.baseType(path.result).base == .bytea
    guard loop.mayEnd, !givesBytes else { return nil }
    let name = SQLiteText.name("_l\(markCount)")
    markCount += 1
    var own = LoopPath(row: "\(name).\"s\"", label: loop.label?.text)
    var kept: [(place: (frame: Int, index: Int), value: TypedSQL)] = []
    var inner = path
    for variable in loop.statements.assignedVariables {
      guard let place = path.variable([Identifier(variable)]) else { continue }
      let value = path.frames[place.frame].variables[place.index].value
      if path.loops.isEmpty, loop.statements.begins(byAssigning: variable), !loop.asks(variable),
        !isRead(variable)
      {
        // What a round makes of it is nothing to the next, and to nothing behind the loop.
        inner.frames[place.frame].variables[place.index].value = retyped(.null, value.type)
        continue
      }
      guard schema.baseType(value.type).base != .bytea else { return nil }
      kept.append((place, value))
    }
    own.slots = kept.map(\.place)
    for (slot, variable) in kept.enumerated() {
      inner.frames[variable.place.frame].variables[variable.place.index].value = unpacked(
        own.row, slot + 3, variable.value.type)
    }
    let counter = unpacked(own.row, 2, .int4)
    var terms = ["json_extract(\(own.row), '$[0]') = 0"]
    if let counting {
      inner.frames.append(
        ProcedurePath.Frame(label: loop.label?.text ?? "", variables: [(counting.variable.text, counter)]))
      own.next = "\(counter.operand) \(counting.step < 0 ? "-" : "+") \(abs(counting.step))"
      terms.append("\(counter.operand) \(counting.step < 0 ? ">=" : "<=") \(counting.to.operand)")
    }
    inner.loops.append(own)
    // What is random is another in each round.
    let outer = row
    row = "\(name).\"n\""
    defer { row = outer }
    guard let round = try value(of: loop.statements[...], inner, &steps)?.bound else { return nil }
    if case .while(let condition) = loop.kind {
      enter(inner)
      terms.append(try self.condition(condition, "WHILE").operand)
    }
    let start = ["0", "NULL", counting?.from.sql ?? "NULL"] + kept.map { packed($0.value) }
    let (source, join) = (TypedSQL.Binding.source, TypedSQL.Binding.join)
    return Rounds(
      table:
        "\(name) (\"n\", \"s\") AS (SELECT 0, json_array(\(start.joined(separator: ", ")))\(source) UNION ALL "
        + "SELECT \(name).\"n\" + 1, \(round.sql) FROM \(name)\(join) WHERE \(terms.joined(separator: " AND ")))",
      last: TypedSQL("(SELECT \"s\" FROM \(name) ORDER BY \"n\" DESC LIMIT 1)", .json),
      slots: kept.map { ($0.place, $0.value.type) })
  }

  // MARK: - Rounds

  /// What a `RETURN` gives: the value, or the end of the loop that it stands in.
  func returned(_ value: TypedSQL, _ path: ProcedurePath) -> TypedSQL {
    guard let loop = path.loops.last else { return value }
    return end(.returns, of: loop, path, result: packed(value))
  }

  /// The end of a round, and the variables for the next.
  func end(_ end: RoundEnd, of loop: LoopPath, _ path: ProcedurePath, result: String = "NULL") -> TypedSQL {
    let values = loop.slots.map { packed(path.frames[$0.frame].variables[$0.index].value) }
    let cells = [String(end.rawValue), result, loop.next] + values
    return TypedSQL("json_array(\(cells.joined(separator: ", ")))", path.result)
  }

  /// A number with a fraction goes with all of its digits.
  private func packed(_ value: TypedSQL) -> String {
    switch schema.baseType(value.type).base {
    case .numeric, .float4, .float8:
      return value.type.isArray
        ? value.sql
        : "CASE typeof(\(value.sql)) WHEN 'real' THEN printf('%!.17g', \(value.sql)) ELSE \(value.sql) END"
    default: return value.sql
    }
  }

  func unpacked(_ row: String, _ slot: Int, _ type: PostgresType) -> TypedSQL {
    let sql = "json_extract(\(row), '$[\(slot)]')"
    switch schema.baseType(type).base {
    case .numeric where !type.isArray: return TypedSQL("CAST(\(sql) AS NUMERIC)", type)
    case .float4 where !type.isArray, .float8 where !type.isArray:
      return TypedSQL("CAST(\(sql) AS REAL)", type)
    default: return TypedSQL(sql, type)
    }
  }
}

/// https://www.postgresql.org/docs/15/plpgsql-control-structures.html#PLPGSQL-CONTROL-STRUCTURES-LOOPS
enum LoopFailure {
  static let array = "FOREACH expression must not be null"
  static let lower = "lower bound of FOR loop cannot be null"
  static let upper = "upper bound of FOR loop cannot be null"
}

extension Loop {
  /// Whether something in it can end it.
  fileprivate var mayEnd: Bool {
    if statements.mayReturn || statements.mayLeave { return true }
    switch kind {
    case .while(let condition):
      return condition.hasQuery || !condition.columnNames.isDisjoint(with: statements.assignedVariables)
    case .forever: return false
    default: return true
    }
  }

  /// Whether its condition is about a variable.
  fileprivate func asks(_ name: String) -> Bool {
    guard case .while(let condition) = kind else { return false }
    return ProcedureStatement(kind: .return(condition), range: condition.range).mentions(name)
  }

  static let arrayName = Identifier("\u{E119}array")

  /// `FOREACH x IN ARRAY a` as `FOR i IN 1..cardinality(a)` with `x := a[i]`, where `a` has a name of ours.
  func counted(over elements: ElementLoop) -> Loop? {
    guard elements.slice == 0, elements.targets.count == 1, elements.targets[0].accessors.isEmpty else {
      return nil
    }
    let range = elements.array.range
    let index = Identifier("\u{E119}index")
    let array = Expression(.column([Self.arrayName]), at: range)
    let length = FunctionCall(
      name: QualifiedName(Identifier("cardinality")), arguments: [FunctionArgument(name: nil, value: array)])
    let element = Expression(.subscripted(array, Expression(.column([index]), at: range)), at: range)
    var counted = self
    counted.kind = .integers(
      IntegerLoop(
        variable: index, isReverse: false, lower: Expression(.number("1"), at: range),
        upper: Expression(.call(length), at: range), step: nil))
    counted.statements.insert(
      ProcedureStatement(kind: .assign(elements.targets[0], element), range: range), at: 0)
    return counted
  }
}

extension IntegerLoop {
  /// Nil for one that is not written out.
  var knownStep: Int? {
    guard let step else { return isReverse ? -1 : 1 }
    guard case .number(let text) = step.kind, let number = Int(text), number > 0 else { return nil }
    return isReverse ? -number : number
  }
}

extension [ProcedureStatement] {
  /// The names of the variables that are assigned to, in what is nested too, in their order.
  fileprivate var assignedVariables: [String] {
    var names: [String] = []
    func add(_ targets: [ProcedureTarget]) {
      for target in targets {
        if let name = target.names.last?.text, !names.contains(name) { names.append(name) }
      }
    }
    walk { statement in
      switch statement.kind {
      case .assign(let target, _): add([target])
      case .sql(_, let into?), .execute(_, let into?): add(into.targets)
      case .loop(let loop): if case .elements(let elements) = loop.kind { add(elements.targets) }
      default: break
      }
    }
    return names
  }

  var mayReturn: Bool {
    contains { if case .return = $0 { true } else { false } }
  }

  private func contains(_ test: (ProcedureStatementKind) -> Bool) -> Bool {
    var found = false
    walk { statement in if test(statement.kind) { found = true } }
    return found
  }

  fileprivate var mayLeave: Bool {
    contains { if case .exit(let exit) = $0 { !exit.continues } else { false } }
  }

  /// Whether the first that is about a variable gives it a value whatever it holds.
  fileprivate func begins(byAssigning name: String) -> Bool {
    guard let first = first(where: { $0.mentions(name) }), case .assign(let target, let value) = first.kind,
      target.accessors.isEmpty, target.names.map(\.text) == [name]
    else { return false }
    return !value.columnNames.contains(name)
  }
}

extension ProcedureStatement {
  /// Whether it, or what is nested in it, reads or writes a variable of the name.
  fileprivate func mentions(_ name: String) -> Bool {
    var found = false
    let visitor = NameRewriter(visiting: { expression in
      if case .column(let path) = expression.kind, path.contains(where: { $0.text == name }) { found = true }
    })
    func visit(_ expression: Expression?) { _ = expression.map(visitor.expression) }
    [self].walk { statement in
      switch statement.kind {
      case .assign(let target, let value):
        if target.names.contains(where: { $0.text == name }) { found = true }
        visit(value)
      case .conditional(let branches, _): for branch in branches { visit(branch.condition) }
      case .select(let choice):
        visit(choice.operand)
        for branch in choice.branches { branch.values.forEach(visit) }
      case .return(let value), .returnNext(let value): visit(value)
      case .exit(let exit): visit(exit.condition)
      case .sql(let sql, let into):
        _ = visitor.statement(sql.kind)
        if into?.targets.contains(where: { $0.names.contains { $0.text == name } }) == true { found = true }
      case .loop(let loop):
        switch loop.kind {
        case .while(let condition): visit(condition)
        case .integers(let integers):
          visit(integers.lower)
          visit(integers.upper)
        case .elements(let elements):
          visit(elements.array)
          if elements.targets.contains(where: { $0.names.contains { $0.text == name } }) { found = true }
        default: found = true
        }
      case .null, .block: break
      default: found = true
      }
    }
    return found
  }
}
