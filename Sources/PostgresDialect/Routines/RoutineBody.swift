/// What a function's value is, where that is one expression or one query, so that calling it can be written as it.
enum RoutineBody: Sendable {
  case expression(Expression)
  case query(Query)
  /// To be followed from statement to statement.
  case procedure(Block)
}

extension Function {
  /// Its body as one text with a name for messages; nil for one in a library.
  var bodySource: SourceText? {
    switch definition.body {
    case .text(let text, _), .sql(let text): SourceText(text, name: name.name)
    case .native: nil
    }
  }

  /// The statements of a body in SQL.
  func statements() throws(Diagnostic) -> [Statement] {
    guard let source = bodySource else { return [] }
    var parser = Parser(source)
    switch definition.body {
    case .text:
      let script = parser.parseScript()
      if let error = script.diagnostics.first { throw error }
      return script.statements
    case .sql: return try parser.parseStandardBody()
    case .native: return []
    }
  }

  /// Nil when calling it takes more than that.
  func inlineBody() throws(Diagnostic) -> RoutineBody? {
    guard !definition.isProcedure else { return nil }
    if definition.language.text == "plpgsql" { return try procedureBody() }
    guard definition.language.text == "sql" else { return nil }
    let statements = try statements()
    guard statements.count == 1, case .select(let query) = statements[0].kind else { return nil }
    guard case .select(let select) = query.body, select.isExpression, query.isBare else {
      return .query(query)
    }
    return .expression(select.columns[0].expression)
  }

  private func procedureBody() throws(Diagnostic) -> RoutineBody? {
    guard let source = bodySource else { return nil }
    var parser = Parser(source)
    let block = try parser.parseProcedure()
    guard block.declarations.isEmpty, block.handlers.isEmpty, block.statements.count <= 2,
      block.statements.dropFirst().allSatisfy({ $0.kind == .return(nil) }),
      case .returnQuery(.statement(let statement)) = block.statements.first?.kind
    else { return .procedure(block) }
    guard case .select(let query) = statement.kind else { return nil }
    return .query(query)
  }

  /// Where the names in the body are looked up: by the function's own setting, if it has one.
  func searchPath(in schema: Schema) -> [String] {
    if let ownSearchPath { return ownSearchPath }
    return schema.searchPath.contains(name.schema) ? schema.searchPath : schema.searchPath + [name.schema]
  }

  /// What its `SET search_path` says, which is written as the statement is.
  var ownSearchPath: [String]? {
    for attribute in definition.attributes where attribute.prefix(3).uppercased() == "SET" {
      var parser = Parser(SourceText(attribute))
      guard case .set(let set) = parser.parseScript().statements.first?.kind, set.name == "search_path" else {
        continue
      }
      var schema = Schema()
      schema.setSearchPath(set.unquotedValues)
      return schema.searchPath
    }
    return nil
  }
}

extension Parser {
  /// `RETURN …`, read as the `SELECT` that it is, or `BEGIN ATOMIC … END`.
  mutating func parseStandardBody() throws(Diagnostic) -> [Statement] {
    do throws(ParseFailure) {
      if at("return") { return [try returnedExpression()] }
      try expect("begin", "atomic")
      var statements: [Statement] = []
      while !eat("end") {
        if eat(";") { continue }
        statements.append(at("return") ? try returnedExpression() : try parseStatement())
        try expect(";")
      }
      return statements
    } catch {
      throw error.diagnostic
    }
  }

  private mutating func returnedExpression() throws(ParseFailure) -> Statement {
    try expect("return")
    let value = try expression()
    let select = Select(columns: [SelectItem(expression: value)])
    return Statement(.select(Query(body: .select(select), range: value.range)), at: value.range)
  }
}

extension Select {
  /// Whether it is nothing but a value.
  fileprivate var isExpression: Bool {
    guard columns.count == 1, from.isEmpty, filter == nil, groupBy.isEmpty, having == nil, distinct == nil,
      windows.isEmpty, into == nil
    else { return false }
    if case .wildcard = columns[0].expression.kind { return false }
    return !columns[0].expression.containsAggregate
  }
}

extension Query {
  fileprivate var isBare: Bool {
    with == nil && orderBy.isEmpty && limit == nil && offset == nil && locking.isEmpty
  }
}
