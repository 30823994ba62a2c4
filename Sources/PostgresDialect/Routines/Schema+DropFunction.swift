/// `DROP FUNCTION`, `DROP PROCEDURE` and `DROP ROUTINE`, with what calls it.
extension Schema {
  /// True when there is none, which `IF EXISTS` allows.
  mutating func dropFunction(
    _ name: QualifiedName, parameters: [TypeName]?, _ statement: Drop
  ) throws(Diagnostic) -> Bool {
    let word =
      switch statement.kind {
      case .procedure: "procedure"
      case .routine: "routine"
      default: "function"
      }
    guard let id = try droppedFunction(name, parameters, statement, word), let function = functions[id] else {
      if statement.ifExists { return true }
      let list = parameters.map { "(\($0.map(\.postgres).joined(separator: ", ")))" }
      throw Diagnostic(
        .error, .undefinedFunction,
        list.map { "\(word) \(name.postgres)\($0) does not exist" }
          ?? "could not find a \(word) named \"\(name.postgres)\"", at: name.range)
    }
    guard word == "routine" || function.definition.isProcedure == (word == "procedure") else {
      throw Diagnostic(
        .error, .wrongObjectType, "\(name.postgres) is not a \(word)",
        hint: "use DROP \(function.definition.word) instead", at: name.range)
    }
    let shown =
      "\(function.definition.word.lowercased()) \((try? routine(function)).map(signatureText) ?? name.name.text + "()")"
    let trigger = triggerOwners.lazy.compactMap { table in
      table.triggers.first { $0.function == id }.map { Dependent.trigger(table.id, $0.name) }
    }.first
    if !statement.cascade, let dependent = trigger ?? callers(of: id).first {
      throw Diagnostic(
        .error, .dependentObjectsStillExist, "cannot drop \(shown) because other objects depend on it",
        hint:
          "\(describe(dependent)) depends on \(shown); use DROP … CASCADE to drop the dependent objects too",
        at: name.range)
    }
    try detachQueries(from: [id], as: shown, cascade: statement.cascade, at: name.range)
    try release(.function(id), as: shown, cascade: statement.cascade, at: name.range)
    try dropFunction(id)
    return false
  }

  private func droppedFunction(
    _ name: QualifiedName, _ parameters: [TypeName]?, _ statement: Drop, _ word: String
  ) throws(Diagnostic) -> ObjectID? {
    guard let parameters else {
      let ids = functionIDs(name)
      guard ids.count < 2 else {
        throw Diagnostic(
          .error, .ambiguousFunction, "\(word) name \"\(name.name.text)\" is not unique",
          hint: "specify the argument list to select the \(word) unambiguously", at: name.range)
      }
      return ids.first
    }
    var wanted: [PostgresType] = []
    for type in parameters {
      do throws(Diagnostic) {
        wanted.append(try resolve(type).unmodified)
      } catch {
        if statement.ifExists { return nil }
        throw error
      }
    }
    for id in functionIDs(name) where try signature(functions[id]) == wanted { return id }
    return nil
  }

  /// Removes a function and what calls it.
  mutating func dropFunction(_ id: ObjectID) throws(Diagnostic) {
    try detachQueries(from: [id], as: "", cascade: true, at: SourceRange(0, 0))
    for dependent in callers(of: id) { try remove(dependent) }
    for table in triggerOwners where table.triggers.contains(where: { $0.function == id }) {
      var changed = table
      for gone in table.triggers where gone.function == id {
        annotations[.trigger(table.id, gone.name)] = nil
      }
      changed.triggers.removeAll { $0.function == id }
      setTriggers(of: changed)
    }
    functions[id] = nil
    annotations[.function(id)] = nil
    touched.insert(id)
  }
}
