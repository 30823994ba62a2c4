/// Calls of users' functions. https://www.postgresql.org/docs/15/typeconv-func.html
extension Lowering {
  /// The user's function that a call means, with the call's arguments; nil where it means one of PostgreSQL's own.
  mutating func routineCall(
    _ call: FunctionCall, at range: SourceRange
  ) throws(Diagnostic) -> (match: RoutineMatch, values: [TypedSQL])? {
    guard call.hasParentheses, call.over == nil, !call.isStar, !call.isDistinct, call.filter == nil,
      call.orderBy.isEmpty, call.withinGroup.isEmpty
    else { return nil }
    let ids = schema.functionIDs(call.name)
    guard !ids.isEmpty else { return nil }
    let name = call.name.name.text
    if call.name.schema == nil, FunctionTable.syntax.contains(name) { return nil }
    var values: [TypedSQL] = []
    for argument in call.arguments { values.append(try lowerOrRow(argument.value)) }
    let arguments = zip(call.arguments, values).map {
      CallArgument(name: $0.name?.text, isVariadic: $0.isVariadic, type: $1.type)
    }
    var matches: [RoutineMatch] = []
    for id in ids {
      guard let function = schema.functions[id] else { continue }
      let routine = try schema.routine(function)
      if let match = schema.match(routine, arguments) { matches.append(match) }
    }
    let isHidden =
      schema.schemaAllowsBuiltin(call.name) && FunctionTable.isKnown(name)
      && hides(call, values, matches.contains { schema.isExact($0, arguments) })
    if isHidden { return nil }
    let best = schema.best(of: matches, arguments)
    let shown = "\(call.name.postgres)(\(values.map { schema.displayName($0.type) }.joined(separator: ", ")))"
    guard let match = best.first else {
      if FunctionTable.isKnown(name) { return nil }
      throw Diagnostic(
        .error, .undefinedFunction, "function \(shown) does not exist",
        hint: "no function matches the given name and argument types; explicit casts may be needed",
        at: range)
    }
    guard best.count == 1 else {
      throw Diagnostic(
        .error, .ambiguousFunction, "function \(shown) is not unique",
        hint: "could not choose a best candidate function; explicit casts may be needed", at: range)
    }
    guard !match.routine.isProcedure || callsProcedure else {
      throw Diagnostic(
        .error, .wrongObjectType, "\(schema.signatureText(match.routine)) is a procedure",
        hint: "to call a procedure, use CALL", at: range)
    }
    called.insert(match.routine.id)
    calledAt[call.name.range] = match.routine.id
    return (match, try given(match, values, call, at: range))
  }

  /// Whether one of PostgreSQL's own goes before the user's: those are looked up first, but another that fits
  /// the arguments better is called all the same. What an extension brings has no such precedence.
  private mutating func hides(_ call: FunctionCall, _ values: [TypedSQL], _ hasExact: Bool) -> Bool {
    let name = call.name.name.text
    guard call.name.schema == nil || call.name.schema?.text == "pg_catalog" else { return false }
    guard !FunctionTable.isOfExtension(name) else { return false }
    guard let rules = FunctionTable.rules[name] else { return true }
    let scores = rules.compactMap { score($0, values) }
    return hasExact ? scores.contains(10 * values.count) : !scores.isEmpty
  }

  /// One value for each parameter, of the parameter's type.
  private mutating func given(
    _ match: RoutineMatch, _ values: [TypedSQL], _ call: FunctionCall, at range: SourceRange
  ) throws(Diagnostic) -> [TypedSQL] {
    var result: [TypedSQL] = []
    for (place, value) in match.values.enumerated() {
      let type = match.types[place]
      switch value {
      case .argument(let index):
        let own = call.arguments[index].value.range
        result.append(
          type.polymorphism == .any ? values[index] : try coerce(values[index], to: type, at: own))
      case .gathered(let group):
        let elements = group.map { call.arguments[$0].value }
        result.append(try array(elements, of: type, at: range))
      case .defaultValue(let expression):
        result.append(try defaultArgument(expression, type, of: match.routine, at: range))
      }
    }
    return result
  }

  private mutating func defaultArgument(
    _ expression: Expression, _ type: PostgresType, of routine: Routine, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL {
    var inner = Lowering(schema, purpose)
    inner.functions = functions
    do throws(Diagnostic) {
      let value = try inner.coerce(try inner.lower(expression), to: type, at: expression.range)
      adopt(inner)
      return value
    } catch {
      throw Diagnostic(error.severity, error.state, error.message, hint: error.hint, at: range)
    }
  }

  /// The value of a call of a user's function; nil where it is none.
  mutating func routineValue(_ call: FunctionCall, at range: SourceRange) throws(Diagnostic) -> TypedSQL? {
    guard let (match, values) = try routineCall(call, at: range) else { return nil }
    let name = match.routine.name.name
    let isPlain = !match.routine.returnsSet && !match.routine.isRow && !match.routine.isOpenRecord
    if purpose == .statement, !isPlain {
      // Where the call stands alone the interpreter makes it without this text, which by its number gives no value.
      return TypedSQL("pg_call(-\(interpreted(match, values)))", .text)
    }
    guard !match.routine.returnsSet else {
      throw .unsupported("the set-returning function \(name) here", at: range)
    }
    guard !match.routine.isRow, !match.routine.isOpenRecord else {
      throw .unsupported("the row that \(name) returns as a value", at: range)
    }
    if let value = try inlinedOrNil(
      match, at: range,
      { lowering throws(Diagnostic) in
        try lowering.inlined(match, values, at: range)
      })
    {
      return value
    }
    guard purpose == .statement else {
      throw .unsupported("calling the function \(name) in what is stored", at: range)
    }
    return TypedSQL("pg_call(\(interpreted(match, values)))", match.outputs.first ?? .unknown)
  }

  /// What a statement of a body in PL/pgSQL comes to is PostgreSQL's business when it runs, so that the interpreter
  /// gets what cannot be written out; where none will be, the mistake is told.
  mutating func inlinedOrNil<Result>(
    _ match: RoutineMatch, at range: SourceRange, _ inline: (inout Lowering) throws(Diagnostic) -> Result?
  ) throws(Diagnostic) -> Result? {
    let start = self
    do throws(Diagnostic) {
      return try inline(&self)
    } catch {
      let language = schema.functions[match.routine.id]?.definition.language.text
      guard purpose == .statement, language == "plpgsql" else { throw error }
      self = start
      return nil
    }
  }

  /// The arguments of a call of the interpreter: which function, and what it is called with.
  mutating func interpreted(_ match: RoutineMatch, _ values: [TypedSQL]) -> String {
    isInterpreted = true
    return ([String(match.routine.id)] + values.map(\.sql)).joined(separator: ", ")
  }
}

extension FunctionTable {
  /// What is written like a call but is none, so that no function can have the name.
  static let syntax: Set<String> = [
    "coalesce", "greatest", "least", "nullif", "xmlconcat", "xmlelement", "xmlforest",
  ]

  /// Those that an extension makes, in a schema of its own or the user's.
  static func isOfExtension(_ name: String) -> Bool { extensionFunctions.contains(name) }

  private static let extensionFunctions: Set<String> = [
    "crypt", "digest", "gen_random_bytes", "gen_salt", "hmac", "similarity", "unaccent", "uuid_generate_v1",
    "uuid_generate_v1mc", "uuid_generate_v3", "uuid_generate_v4", "uuid_generate_v5",
  ]
}

extension Schema {
  /// Extensions' functions may be written with the schema that the extension was put in.
  func schemaAllowsBuiltin(_ name: QualifiedName) -> Bool {
    guard let schema = name.schema else { return true }
    return ["public", "extensions", "pg_catalog"].contains(schema.text)
  }
}
