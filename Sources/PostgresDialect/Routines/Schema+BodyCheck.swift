/// What PostgreSQL finds out about a body in SQL when the function is made.
/// https://www.postgresql.org/docs/15/runtime-config-client.html#GUC-CHECK-FUNCTION-BODIES
extension Schema {
  func checkBody(of function: Function) throws(Diagnostic) {
    guard !isLoading, function.definition.language.text == "sql", function.bodySource != nil else { return }
    let isStandard = if case .sql = function.definition.body { true } else { false }
    guard checksFunctionBodies || isStandard else { return }
    let routine = try routine(function)
    do throws(Diagnostic) {
      let statements = try function.statements()
      guard !routine.isPolymorphic else { return }
      for (index, statement) in statements.enumerated() {
        try check(statement, isLast: index == statements.count - 1, of: function, routine)
      }
    } catch {
      var error = error
      error.range = function.place(of: error.range)
      throw error
    }
  }

  private func check(
    _ statement: Statement, isLast: Bool, of function: Function, _ routine: Routine
  ) throws(Diagnostic) {
    var own = self
    own.searchPath = function.searchPath(in: self)
    var lowering = Lowering(own, .statement)
    let types = routine.inputs.map(\.type)
    lowering.setParameters(
      RoutineMatch(routine: routine, values: [], types: types, outputs: []),
      types.map { TypedSQL("NULL", $0) })
    let columns: [(name: String, type: PostgresType)]
    do throws(Diagnostic) {
      guard let lowered = try lowering.data(statement) else { return }
      columns = lowered.columns
    } catch {
      guard error.isAboutNames, !routine.inputs.contains(where: { rowColumns($0.type) != nil }) else {
        return
      }
      throw error
    }
    guard isLast, !routine.isVoid, !routine.isProcedure, !routine.isOpenRecord else { return }
    try checkResult(columns, of: routine)
  }

  private func checkResult(
    _ columns: [(name: String, type: PostgresType)], of routine: Routine
  ) throws(Diagnostic) {
    func refuse(_ detail: String) -> Diagnostic {
      let type = routine.isRow ? "record" : routine.outputs.first.map { displayName($0.type) } ?? "void"
      return Diagnostic(
        .error, .invalidFunctionDefinition, "return type mismatch in function declared to return \(type)",
        hint: detail)
    }
    // A row in one piece.
    if routine.isRow, columns.count == 1, [.json, .user].contains(columns[0].type.category) { return }
    guard columns.count == routine.outputs.count else {
      if !routine.isRow { throw refuse("the final statement must return exactly one column") }
      throw refuse(
        "the final statement returns too \(columns.count < routine.outputs.count ? "few" : "many") columns")
    }
    for (column, output) in zip(columns, routine.outputs) where column.type.category != .unknown {
      guard let context = CastRules.context(from: valueType(column.type), to: valueType(output.type)),
        context >= .assignment
      else { throw refuse("the actual return type is \(displayName(column.type))") }
    }
  }
}

extension Diagnostic {
  /// Whether it is about something that PostgreSQL would miss too, and not about what cannot be carried.
  fileprivate var isAboutNames: Bool {
    switch state {
    case .undefinedTable: !message.contains("\"pg_") && !message.contains("information_schema.")
    case .undefinedColumn, .undefinedParameter: true
    default: false
    }
  }
}

extension Function {
  /// A place in the body as one in the text that the function was read from; nil where it is not known.
  func place(of range: SourceRange?) -> SourceRange? {
    guard let range, case .text(_, let start) = definition.body, let start else { return nil }
    return SourceRange(start + range.lower, start + range.upper)
  }
}
