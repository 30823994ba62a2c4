/// `CREATE FUNCTION` and `CREATE PROCEDURE`. https://www.postgresql.org/docs/15/sql-createfunction.html
extension Schema {
  /// The types that tell functions of one name apart.
  func signature(_ function: Function?) throws(Diagnostic) -> [PostgresType] {
    guard let function else { return [] }
    var types: [PostgresType] = []
    for parameter in function.definition.parameters where parameter.mode != .out {
      types.append(try resolve(parameter.type).unmodified)
    }
    return types
  }

  mutating func create(_ statement: CreateFunction, in source: SourceText) throws(Diagnostic) -> [Diagnostic]
  {
    let name = try creationName(statement.name)
    if checksFunctionBodies, !isLoading { _ = try statement.procedure() }
    let statement = stored(statement)
    let new = Function(id: 0, name: name, definition: statement, source: source)
    if !isLoading { try checkDeclaration(new) }
    let wanted = try? signature(new)
    for id in functionIDs(named: name) {
      guard var old = functions[id], let own = try? signature(old), own == wanted else { continue }
      guard statement.orReplace else {
        throw Diagnostic(
          .error, .duplicateFunction,
          "function \"\(name.name)\" already exists with same argument types", at: statement.name.range)
      }
      try checkReplacement(of: old, by: new)
      old.definition = statement
      old.source = source
      functions[id] = old
      touchUsers(ofFunction: id)
      try checkBody(of: old)
      return []
    }
    let id = makeID()
    let function = Function(id: id, name: name, definition: statement, source: source)
    functions[id] = function
    try checkBody(of: function)
    return []
  }

  /// What callers rely on cannot be replaced.
  private func checkReplacement(of old: Function, by new: Function) throws(Diagnostic) {
    let range = new.definition.name.range
    guard old.definition.isProcedure == new.definition.isProcedure else {
      throw Diagnostic(
        .error, .wrongObjectType, "cannot change routine kind",
        hint: "\"\(old.name.name)\" is a \(old.definition.isProcedure ? "procedure" : "function")", at: range)
    }
    guard let before = try? routine(old), let after = try? routine(new) else { return }
    let hint = "use DROP \(old.definition.word) \(signatureText(before)) first"
    func refuse(_ message: String) -> Diagnostic {
      Diagnostic(.error, .invalidFunctionDefinition, message, hint: hint, at: range)
    }
    guard before.returnsSet == after.returnsSet, before.isRow == after.isRow,
      before.outputs.map(\.type) == after.outputs.map(\.type),
      !before.isRow || before.outputs.map(\.name) == after.outputs.map(\.name)
    else {
      throw refuse(
        old.definition.isProcedure
          ? "cannot change whether a procedure has output parameters"
          : "cannot change return type of existing function")
    }
    for (old, new) in zip(before.inputs, after.inputs) {
      if let name = old.name, name != new.name {
        throw refuse("cannot change name of input parameter \"\(name)\"")
      }
      if old.defaultValue != nil, new.defaultValue == nil {
        throw refuse("cannot remove parameter defaults from existing function")
      }
    }
  }
}

extension CreateFunction {
  /// What it makes, in PostgreSQL's word.
  var word: String { isProcedure ? "PROCEDURE" : "FUNCTION" }
}
