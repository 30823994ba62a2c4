/// Loops of a trigger function that do nothing but compute: one value holds what the variables are behind them.
extension TriggerExecutor {
  /// Nil for a loop that does more.
  mutating func compute(_ loop: Loop, at range: SourceRange) throws(Diagnostic) -> Flow? {
    guard handling.isEmpty, loops == 0, loop.statements.onlyCompute, !loop.statements.mayReturn else {
      return nil
    }
    var loop = loop
    var array: (name: String, value: TypedSQL)?
    if case .elements(let elements) = loop.kind {
      guard let counted = loop.counted(over: elements) else { return nil }
      let value = try evaluate(elements.array)
      guard value.type.isArray else { return nil }
      let present = StoredFailure.present(TypedSQL(kept(value).sql, value.type), LoopFailure.array)
      array = (Loop.arrayName.text, present)
      loop = counted
    }
    var path = Lowering.ProcedurePath(
      routine: Routine(id: 0, name: ObjectName("", in: "")), result: .unknown, frames: frames)
    if let array { path.frames[path.frames.count - 1].variables.append(array) }
    var counting: Lowering.Counting?
    if case .integers(let integers) = loop.kind {
      guard let step = integers.knownStep else { return nil }
      let lower = try bound(integers.lower, path, LoopFailure.lower)
      let upper = try bound(integers.upper, path, LoopFailure.upper)
      counting = Lowering.Counting(variable: integers.variable, from: lower, to: upper, step: step)
    }
    enter()
    var steps = 0
    guard let rounds = try lowering.rounds(of: loop, counting, path, &steps, isRead: { _ in true }) else {
      return nil
    }
    let table = rounds.table.filter { $0 != TypedSQL.Binding.source && $0 != TypedSQL.Binding.join }
    let last = kept(TypedSQL("(WITH RECURSIVE \(table) \(rounds.last.sql.dropFirst())", .json))
    for (slot, variable) in rounds.slots.enumerated() {
      let name = path.frames[variable.place.frame].variables[variable.place.index].name
      guard variable.place.frame == path.frames.count - 1, state.variables[name] != nil else { return nil }
      let value = kept(lowering.unpacked(last.sql, slot + 3, variable.type))
      state.variables[name]?.value = value
    }
    return .goesOn
  }

  private mutating func bound(
    _ expression: Expression, _ path: Lowering.ProcedurePath, _ failure: String
  ) throws(Diagnostic) -> TypedSQL {
    let value = try lowering.assigned(prepared(expression), .int4, path)
    guard !value.isConstant else { return value }
    return StoredFailure.present(TypedSQL(kept(value).sql, .int4), failure)
  }

  /// The rows, and innermost the variables.
  private var frames: [Lowering.ProcedurePath.Frame] {
    let rows = state.records.keys.sorted().compactMap { name in
      state.records[name].map { record in
        Lowering.ProcedurePath.Frame(
          label: name,
          variables: zip(record.columns, record.values).map { ($0.name, TypedSQL($1.sql, $0.type)) })
      }
    }
    let variables = state.variables.keys.sorted().compactMap { name in
      state.variables[name].map { (name: name, value: TypedSQL($0.value.sql, $0.type)) }
    }
    return rows + [Lowering.ProcedurePath.Frame(label: "", variables: variables)]
  }
}
