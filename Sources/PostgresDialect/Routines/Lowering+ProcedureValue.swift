/// The value of a function in PL/pgSQL whose every path ends in RETURN and that does nothing on its way but compute:
/// IF and CASE become CASE, and a variable the expression that it was given last.
///
/// Nothing is left out: a body with any other statement has no value here.
extension Lowering {
  /// What is known where a statement runs, and what may still be written.
  struct ProcedurePath {
    var routine: Routine
    /// What RETURN gives.
    var result: PostgresType
    /// The variables of each block, innermost last.
    var frames: [Frame] = []
    /// The loops around, innermost last.
    var loops: [LoopPath] = []

    struct Frame {
      var label: String
      var variables: [(name: String, value: TypedSQL)] = []
    }

    func variable(_ names: [Identifier]) -> (frame: Int, index: Int)? {
      guard let name = names.last, names.count <= 2 else { return nil }
      for (place, frame) in frames.enumerated().reversed()
      where names.count == 1 || frame.label == names[0].text {
        if let index = frame.variables.lastIndex(where: { $0.name == name.text }) { return (place, index) }
      }
      return nil
    }
  }

  /// How many statements are followed on all paths together, so that the text stays one that can be read.
  private static let maximumSteps = 200

  /// Nil for a body that does more.
  mutating func value(
    of block: Block, _ match: RoutineMatch, _ result: PostgresType
  ) throws(Diagnostic) -> TypedSQL? {
    let inputs = zip(match.routine.inputs, parameters).compactMap { input, value in
      input.name.map { (name: $0, value: value) }
    }
    let path = ProcedurePath(
      routine: match.routine, result: result,
      frames: [ProcedurePath.Frame(label: match.routine.name.name, variables: inputs)])
    var steps = 0
    return try value(of: block, then: [], path, &steps)
  }

  private mutating func value(
    of block: Block, then rest: ArraySlice<ProcedureStatement>, _ path: ProcedurePath, _ steps: inout Int
  ) throws(Diagnostic) -> TypedSQL? {
    // The rest would see what the block declares.
    guard block.handlers.isEmpty, block.declarations.isEmpty || rest.isEmpty else { return nil }
    guard !block.declarations.isEmpty else {
      return try value(of: block.statements + rest, path, &steps)
    }
    var path = path
    path.frames.append(ProcedurePath.Frame(label: block.label?.text ?? ""))
    return try declared(block.declarations[...], in: block, path, &steps)
  }

  private mutating func declared(
    _ declarations: ArraySlice<Declaration>, in block: Block, _ path: ProcedurePath, _ steps: inout Int
  ) throws(Diagnostic) -> TypedSQL? {
    guard let declaration = declarations.first else {
      return try value(of: block.statements[...], path, &steps)
    }
    var path = path
    let frame = path.frames.count - 1
    switch declaration.kind {
    case .alias(let names):
      var value: TypedSQL?
      if let found = path.variable(names) { value = path.frames[found.frame].variables[found.index].value }
      if names.count == 1, names[0].text.hasPrefix("$"), let number = Int(names[0].text.dropFirst()),
        parameters.indices.contains(number - 1)
      {
        value = parameters[number - 1]
      }
      guard let value else { return nil }
      path.frames[frame].variables.append((declaration.name.text, value))
      return try declared(declarations.dropFirst(), in: block, path, &steps)
    case .variable(let definition):
      guard let type = try type(of: definition.type, path), !definition.isNotNull else { return nil }
      let initial = definition.defaultValue ?? Expression(.null)
      let value = try assigned(initial, type, path)
      return try bound(value, path) { lowering, value throws(Diagnostic) in
        path.frames[frame].variables.append((declaration.name.text, value))
        return try lowering.declared(declarations.dropFirst(), in: block, path, &steps)
      }
    case .cursor: return nil
    }
  }

  mutating func value(
    of statements: ArraySlice<ProcedureStatement>, _ path: ProcedurePath, _ steps: inout Int
  ) throws(Diagnostic) -> TypedSQL? {
    steps += 1
    guard steps <= Self.maximumSteps else { return nil }
    guard let statement = statements.first else { return path.loops.last.map { end(.goesOn, of: $0, path) } }
    let rest = statements.dropFirst()
    switch statement.kind {
    case .null: return try value(of: rest, path, &steps)
    case .block(let block): return try value(of: block, then: rest, path, &steps)
    case .return(let expression?): return returned(try assigned(expression, path.result, path), path)
    case .loop(let loop): return try self.loop(loop, then: rest, path, &steps)
    case .exit(let exit): return try leave(exit, then: rest, path, &steps)
    case .assign(let target, let expression):
      guard target.accessors.isEmpty else { return nil }
      return try assignment(target.names, expression, then: rest, path, &steps)
    case .sql(let statement, let into?):
      guard case .select(let query) = statement.kind, into.targets.count == 1, !into.isStrict,
        into.targets[0].accessors.isEmpty
      else { return nil }
      return try assignment(
        into.targets[0].names, Expression(.query(query), at: query.range), then: rest, path, &steps)
    case .conditional(let branches, let otherwise):
      let clauses = branches.map { (condition: $0.condition, statements: $0.statements) }
      return try withoutCounting { lowering throws(Diagnostic) in
        try lowering.choice(clauses, otherwise, then: rest, path, &steps)
      }
    case .select(let choice):
      // No branch that fits would be an error.
      guard let otherwise = choice.otherwise else { return nil }
      let clauses = choice.branches.map { branch in
        let conditions = branch.values.map { value in
          choice.operand.map { Expression(.binary($0, Operator("="), value), at: value.range) } ?? value
        }
        return (
          condition: conditions.count == 1
            ? conditions[0] : Expression(.or(conditions), at: conditions.first?.range ?? statement.range),
          statements: branch.statements
        )
      }
      return try withoutCounting { lowering throws(Diagnostic) in
        try lowering.choice(clauses, otherwise, then: rest, path, &steps)
      }
    default: return nil
    }
  }

  /// `EXIT` and `CONTINUE` of the innermost loop.
  private mutating func leave(
    _ exit: LoopExit, then rest: ArraySlice<ProcedureStatement>, _ path: ProcedurePath, _ steps: inout Int
  ) throws(Diagnostic) -> TypedSQL? {
    guard let loop = path.loops.last, exit.label == nil || exit.label?.text == loop.label else { return nil }
    let end = end(exit.continues ? .goesOn : .leaves, of: loop, path)
    guard let condition = exit.condition else { return end }
    enter(path)
    let asked = try self.condition(condition, "WHEN").sql
    guard let otherwise = try value(of: rest, path, &steps)?.bound else { return nil }
    return TypedSQL(
      "CASE WHEN \(asked) THEN \(end.sql) ELSE \(otherwise.sql) END", path.result, isCompound: true)
  }

  private mutating func choice(
    _ clauses: [(condition: Expression, statements: [ProcedureStatement])],
    _ otherwise: [ProcedureStatement], then rest: ArraySlice<ProcedureStatement>, _ path: ProcedurePath,
    _ steps: inout Int
  ) throws(Diagnostic) -> TypedSQL? {
    var text = "CASE"
    for clause in clauses {
      enter(path)
      let condition = try condition(clause.condition, "IF").sql
      guard let value = try value(of: clause.statements + rest, path, &steps)?.bound else { return nil }
      text += " WHEN \(condition) THEN \(value.sql)"
    }
    guard let last = try value(of: otherwise + rest, path, &steps)?.bound else { return nil }
    return TypedSQL("\(text) ELSE \(last.sql) END", path.result, isCompound: true)
  }

  private mutating func assignment(
    _ names: [Identifier], _ expression: Expression, then rest: ArraySlice<ProcedureStatement>,
    _ path: ProcedurePath, _ steps: inout Int
  ) throws(Diagnostic) -> TypedSQL? {
    guard let place = path.variable(names) else { return nil }
    let type = path.frames[place.frame].variables[place.index].value.type
    let value = try assigned(expression, type, path)
    return try bound(value, path) { lowering, value throws(Diagnostic) in
      var path = path
      path.frames[place.frame].variables[place.index].value = value
      return try lowering.value(of: rest, path, &steps)
    }
  }

  /// What follows a value that it may use many times.
  mutating func bound(
    _ value: TypedSQL, _ path: ProcedurePath, over rows: String? = nil,
    _ follow: (inout Lowering, TypedSQL) throws(Diagnostic) -> TypedSQL?
  ) throws(Diagnostic) -> TypedSQL? {
    let marks = Marks([value], from: &markCount)
    guard var result = try follow(&self, marks.values[0]) else { return nil }
    let isWritten = writesArguments && rows == nil && !value.sql.isRandom
    var needsRow = false
    if !isWritten {
      needsRow = try marks.needsRow(
        for: rows == nil
          ? [result.sql] + result.bindings.flatMap { [$0.sql, $0.rows ?? ""] }
          : ["SELECT " + marks.values[0].sql],
        in: purpose, of: path.routine.name.name,
        at: SourceRange(0, 0))
    }
    if needsRow {
      result = result.mapTexts(marks.named)
      var own = marks.bindings
      own[0].rows = rows
      own[0].row = row
      result.bindings.insert(contentsOf: own, at: 0)
      return result
    }
    result = result.mapTexts(marks.filled)
    guard result.sql.utf8.count < 100_000 else { return nil }
    return result
  }

  /// Makes the variables of a path the names in sight.
  mutating func enter(_ path: ProcedurePath) {
    scopes = path.frames.map { frame in
      Scope(sources: [
        Scope.Source(
          name: frame.label, prefix: "", columns: frame.variables.map { ($0.name, $0.value.type) },
          texts: frame.variables.map(\.value.operand))
      ])
    }
  }

  mutating func assigned(
    _ expression: Expression, _ type: PostgresType, _ path: ProcedurePath
  ) throws(Diagnostic) -> TypedSQL {
    enter(path)
    let value = try lower(expression)
    return try assign(value, toVariable: type, at: expression.range)
  }

  /// PL/pgSQL assigns by way of text what has no cast.
  /// https://www.postgresql.org/docs/15/plpgsql-statements.html#PLPGSQL-STATEMENTS-ASSIGNMENT
  mutating func assign(
    _ value: TypedSQL, toVariable type: PostgresType, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    let context = CastRules.context(from: schema.valueType(value.type), to: schema.valueType(type))
    if value.type.category == .unknown || context.map({ $0 >= .assignment }) == true {
      return try assign(value, to: Column(number: 0, name: "", type: type), at: range)
    }
    return try convert(value, to: type, at: range)
  }

  /// Nil for rows and records.
  private func type(of written: VariableType, _ path: ProcedurePath) throws(Diagnostic) -> PostgresType? {
    switch written {
    case .type(let name):
      let type = try schema.resolve(name)
      return schema.rowColumns(type) == nil && type.base != .opaque("record") ? type : nil
    case .typeOf(let names):
      if let found = path.variable(names) {
        return path.frames[found.frame].variables[found.index].value.type
      }
      guard names.count > 1, let column = names.last else { return nil }
      let owner =
        names.count == 2
        ? QualifiedName(names[0]) : QualifiedName(schema: names[names.count - 3], names[names.count - 2])
      return try schema.queried(owner).columns.first { $0.name == column.text }?.type
    case .record, .rowOf: return nil
    }
  }
}

extension TypedSQL {
  /// With each text changed.
  fileprivate func mapTexts(_ change: (String) -> String) -> TypedSQL {
    var result = self
    result.sql = change(sql)
    for index in bindings.indices {
      result.bindings[index].sql = change(bindings[index].sql)
      result.bindings[index].rows = bindings[index].rows.map(change)
    }
    return result
  }
}
