/// What calls users' functions. PostgreSQL's expressions and queries call them by reference, so that a function that is
/// replaced is replaced in all of them; here they hold what it computes, and must be written again.
extension Schema {
  /// The expressions that call the function.
  func callers(of id: ObjectID) -> [Dependent] {
    guard let name = functions[id]?.name.name else { return [] }
    return dependents { expression, place in
      expression.callsFunction(named: [name]) && calls(id, in: expression, at: place)
    }
  }

  /// Whether an expression calls this function rather than another of its name.
  private func calls(_ id: ObjectID, in expression: Expression, at place: ExpressionPlace) -> Bool {
    called(in: expression, at: place).map { $0.contains(id) } ?? true
  }

  /// What PostgreSQL refuses to keep a value of: calls of functions that may give another one later.
  func requireImmutable(
    _ expression: Expression, at place: ExpressionPlace, _ message: String
  ) throws(Diagnostic) {
    guard !isLoading, !functions.isEmpty,
      expression.callsFunction(named: Set(functions.values.map(\.name.name))),
      let called = called(in: expression, at: place),
      called.contains(where: { functions[$0]?.isMutable ?? false })
    else { return }
    throw Diagnostic(.error, .invalidObjectDefinition, message, at: expression.range)
  }

  /// The same of the columns that are generated.
  func requireImmutableColumns(of id: ObjectID) throws(Diagnostic) {
    guard let table = tables[id] else { return }
    for column in table.columns {
      guard let value = column.generated else { continue }
      try requireImmutable(value, at: .generated(column, of: table), "generation expression is not immutable")
    }
  }

  /// The users' functions that an expression calls; nil where they cannot be told.
  private func called(in expression: Expression, at place: ExpressionPlace) -> Set<ObjectID>? {
    let schema = forStoredNames
    var lowering =
      switch place {
      case .columnDefault, .domainDefault: Lowering(schema, .defaultValue)
      case .generated(_, let table), .row(let table):
        Lowering(schema, .immutable, scope: .definition(of: table))
      case .trigger(let table): Lowering(schema, .trigger, scope: .trigger(on: table))
      case .domainCheck(let domain):
        Lowering(
          schema, .immutable,
          scope: Scope(sources: [
            Scope.Source(name: "", prefix: "", columns: [("value", baseType(domain.base))])
          ]))
      }
    return (try? lowering.lower(expression)).map { _ in lowering.called }
  }

  /// A function has changed, and with it what is made of its calls, also those in other functions' bodies.
  mutating func touchUsers(ofFunction id: ObjectID) {
    guard let function = functions[id] else { return }
    var reached: Set<ObjectID> = [id]
    var names: Set<String> = [function.name.name]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for other in functions.values where !reached.contains(other.id) {
        guard let body = other.bodySource, names.contains(where: { body.mentions($0) }) else { continue }
        reached.insert(other.id)
        names.insert(other.name.name)
        isGrowing = true
      }
    }
    touched.formUnion(reached)
    for table in triggerOwners where table.triggers.contains(where: { reached.contains($0.function) }) {
      touched.insert(table.id)
    }
    for user in dependents(where: { expression, _ in expression.callsFunction(named: names) }) {
      switch user {
      case .column(let id, _), .columnDefault(let id, _), .constraint(let id, _), .trigger(let id, _),
        .index(let id):
        touched.insert(id)
      case .domainDefault(let id), .domainCheck(let id, _): touchUsers(of: id)
      case .type, .attribute, .function, .view, .remembered: break
      }
    }
  }

  /// Gives the function's new name to what calls it.
  mutating func renameCalls(of function: Function, to new: ObjectName) {
    let before = self
    let isAlone = functionIDs(named: function.name).count == 1
    let name = qualified(new)
    func means(_ written: QualifiedName) -> Bool {
      written.name.text == function.name.name && (written.schema?.text ?? "public") == function.name.schema
    }
    let rewriter = NameRewriter { written, role, _ in
      role == .function && means(written) ? name : written
    }
    rewriteExpressions { expression, place in
      if isAlone { return rewriter.expression(expression) }
      return expression.mapCalls { call in
        guard means(call.name), before.calls(function.id, in: Expression(.call(call)), at: place) else {
          return call
        }
        var call = call
        call.name = name
        return call
      }
    }
  }
}

extension Function {
  /// Whether PostgreSQL takes its value for one that may change: unless it says otherwise, or is an expression that is
  /// written in place of its calls and speaks for itself.
  fileprivate var isMutable: Bool {
    let words = Set(definition.attributes.map { $0.uppercased() })
    if words.contains("IMMUTABLE") { return false }
    if words.contains("SECURITY DEFINER") || words.contains(where: { $0.hasPrefix("SET ") }) { return true }
    guard definition.language.text == "sql", case .expression = try? inlineBody() else { return true }
    return false
  }
}

extension SourceText {
  /// Whether a word occurs in it.
  fileprivate func mentions(_ word: String) -> Bool { self[range].contains(word) }
}

extension Expression {
  func callsFunction(named names: Set<String>) -> Bool {
    var found = false
    let collector = NameRewriter { name, role, _ in
      if role == .function, names.contains(name.name.text) { found = true }
      return name
    }
    _ = collector.expression(self)
    return found
  }

  func mapCalls(_ transform: (FunctionCall) -> FunctionCall) -> Expression {
    let inner = mapChildren { $0.mapCalls(transform) }
    guard case .call(let call) = inner.kind else { return inner }
    return Expression(.call(transform(call)), at: range)
  }
}
