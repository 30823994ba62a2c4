/// A call of a function or procedure that the migrations made, as it is to be interpreted.
package struct RoutineCall: Sendable {
  package let function: ObjectID
  /// A query of one row, the values of the parameters.
  package let arguments: ProcedureSQL
  /// The types of parameters and results, polymorphic ones as they are in this call.
  let types: [PostgresType]
  let outputs: [PostgresType]
  package let returnsSet: Bool
  package let isRow: Bool
  /// Of a procedure, where its `OUT` parameters go; nil for what takes no value.
  package var targets: [ProcedureTarget?] = []
}

extension Translator {
  /// The call that an expression is, where it calls a user's function and does nothing else.
  package func call(_ expression: Expression, _ variables: VariableFrames) throws(Diagnostic) -> RoutineCall?
  {
    guard case .call(let call) = expression.kind else { return nil }
    return try self.call(call, variables, at: expression.range)
  }

  package func call(
    _ call: FunctionCall, _ variables: VariableFrames, at range: SourceRange
  ) throws(Diagnostic) -> RoutineCall? {
    guard !schema.functionIDs(call.name).isEmpty else { return nil }
    var lowering = Lowering(schema, variables)
    guard let (match, values) = try lowering.routineCall(call, at: range) else { return nil }
    return lowering.routineCall(match, values)
  }

  /// `CALL`. Arguments that stand for `OUT` parameters are not evaluated.
  package func callProcedure(
    _ call: FunctionCall, _ variables: VariableFrames, at range: SourceRange
  ) throws(Diagnostic) -> RoutineCall {
    var lowering = Lowering(schema, variables)
    for id in schema.functionIDs(call.name) {
      guard let function = schema.functions[id], function.definition.isProcedure else { continue }
      let parameters = function.definition.parameters
      guard parameters.count >= call.arguments.count else { continue }
      var inner = call
      inner.arguments = []
      var targets: [ProcedureTarget?] = []
      for (index, argument) in call.arguments.enumerated() {
        let parameter = parameters.first { $0.name != nil && $0.name == argument.name } ?? parameters[index]
        if parameter.mode != .out { inner.arguments.append(argument) }
        guard parameter.mode == .out || parameter.mode == .inout else { continue }
        targets.append(argument.value.target)
      }
      lowering.callsProcedure = true
      guard let (match, values) = try? lowering.routineCall(inner, at: range), match.routine.id == id else {
        continue
      }
      var result = lowering.routineCall(match, values)
      result.targets = targets
      return result
    }
    // The error says what is wrong with the arguments, or that there is none.
    lowering.callsProcedure = false
    if let (match, _) = try lowering.routineCall(call, at: range) {
      throw Diagnostic(
        .error, .wrongObjectType, "\(schema.signatureText(match.routine)) is not a procedure",
        hint: "to call a function, use SELECT", at: range)
    }
    throw Diagnostic(
      .error, .undefinedFunction, "procedure \(call.name.postgres)() does not exist",
      hint:
        "no procedure matches the given name and argument types; you might need to add explicit type casts",
      at: range)
  }

  /// A call by what SQLite was told of it.
  package func call(id: ObjectID) throws(Diagnostic) -> RoutineCall {
    guard let function = schema.functions[id] else { throw .internalError }
    let routine = try schema.routine(function)
    return RoutineCall(
      function: id, arguments: ProcedureSQL(sql: "", columns: []), types: routine.inputs.map(\.type),
      outputs: routine.outputs.map(\.type), returnsSet: routine.returnsSet, isRow: routine.isRow)
  }
}

extension Lowering {
  fileprivate func routineCall(_ match: RoutineMatch, _ values: [TypedSQL]) -> RoutineCall {
    let list = values.isEmpty ? "NULL" : values.map(\.sql).joined(separator: ", ")
    let arguments = ProcedureSQL(
      preparations: preparations, sql: "SELECT \(list)",
      columns: values.map { RecordField(name: "", type: $0.type) }, warnings: warnings)
    return RoutineCall(
      function: match.routine.id, arguments: arguments, types: match.types, outputs: match.outputs,
      returnsSet: match.routine.returnsSet, isRow: match.routine.isRow || match.routine.isOpenRecord)
  }
}

extension Expression {
  /// The variable that an argument of `CALL` is.
  fileprivate var target: ProcedureTarget? {
    if case .column(let path) = kind { ProcedureTarget(names: path) } else { nil }
  }
}
