/// What PostgreSQL demands of a function's declaration.
extension Schema {
  func checkDeclaration(_ function: Function) throws(Diagnostic) {
    let definition = function.definition
    let range = definition.name.range
    func refuse(_ message: String, hint: String? = nil) -> Diagnostic {
      Diagnostic(.error, .invalidFunctionDefinition, message, hint: hint, at: range)
    }
    try requireLanguage(definition.language)
    try checkParameters(definition)
    let routine = try routine(function)
    if definition.returns == nil, !definition.isProcedure, routine.outputs.isEmpty {
      throw refuse("function result type must be specified")
    }
    if case .type(let written) = definition.returns, definition.parameters.contains(where: \.isOutput) {
      let type = try resolve(written).unmodified
      let wanted = routine.outputs.count == 1 ? routine.outputs[0].type : PostgresType(.opaque("record"))
      guard type == wanted else {
        throw refuse(
          "function result type must be \(displayName(wanted)) because of OUT parameters")
      }
    }
    if let last = routine.inputs.last, routine.isVariadic {
      guard last.type.isArray || last.type.polymorphism == .array || last.type.polymorphism == .any else {
        throw refuse("VARIADIC parameter must be an array")
      }
    }
    let isOpen = routine.outputs.contains { $0.type.polymorphism != nil }
    if isOpen, !routine.inputs.contains(where: { $0.type.polymorphism != nil }) {
      throw refuse(
        "cannot determine result data type",
        hint: "a result of a polymorphic type requires at least one input of such a type")
    }
    if case .type(let type) = definition.returns, type.name.name.text == "trigger" {
      if definition.language.text == "sql" { throw refuse("SQL functions cannot return type trigger") }
      if definition.language.text == "plpgsql", !definition.parameters.isEmpty {
        throw refuse(
          "trigger functions cannot have declared arguments",
          hint: "the arguments of the trigger can be accessed through TG_NARGS and TG_ARGV instead")
      }
    }
  }

  private func checkParameters(_ definition: CreateFunction) throws(Diagnostic) {
    var columns: [FunctionParameter] = []
    if case .table(let own) = definition.returns { columns = own }
    var hasDefault = false
    var hasVariadic = false
    for (index, parameter) in definition.parameters.enumerated() {
      func refuse(_ message: String) -> Diagnostic {
        Diagnostic(
          .error, .invalidFunctionDefinition, message, at: parameter.name?.range ?? parameter.type.range)
      }
      let others = definition.parameters[..<index] + (parameter.isOutput ? columns[...] : [])
      if let name = parameter.name,
        others.contains(where: { $0.name == name && ($0.mode == .out) == (parameter.mode == .out) })
      {
        throw refuse("parameter name \"\(name.text)\" used more than once")
      }
      guard parameter.mode != .out else {
        if parameter.defaultValue != nil { throw refuse("only input parameters can have default values") }
        continue
      }
      if hasVariadic { throw refuse("VARIADIC parameter must be the last input parameter") }
      hasVariadic = parameter.mode == .variadic
      if parameter.defaultValue == nil, hasDefault, parameter.mode != .variadic {
        throw refuse("input parameters after one with a default value must also have defaults")
      }
      hasDefault = hasDefault || parameter.defaultValue != nil
    }
    for (index, column) in columns.enumerated() {
      guard let name = column.name, columns[..<index].contains(where: { $0.name == name }) else { continue }
      throw Diagnostic(
        .error, .invalidFunctionDefinition, "parameter name \"\(name.text)\" used more than once",
        at: name.range)
    }
  }

  private func requireLanguage(_ language: Identifier) throws(Diagnostic) {
    guard !["sql", "plpgsql", "c", "internal"].contains(language.text), extensions[language.text] == nil,
      !remembered.values.contains(where: { $0.key.kind == .language && $0.key.name.name == language.text })
    else { return }
    throw Diagnostic(
      .error, .undefinedObject, "language \"\(language.text)\" does not exist",
      hint: "CREATE EXTENSION loads a language into the database", at: language.range)
  }
}

extension FunctionParameter {
  var isOutput: Bool { mode == .out || mode == .inout }
}
