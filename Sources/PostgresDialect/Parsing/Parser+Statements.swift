extension Parser {
  /// Reads a statement by its first words.
  mutating func statementKind() throws(ParseFailure) -> StatementKind {
    guard token.kind == .identifier else {
      if at("(") { return .select(try query()) }
      throw unexpected()
    }
    switch folded(token) {
    case "select", "values", "table", "with", "insert", "update", "delete": return try dataStatement()
    case "truncate": return .truncate(try truncate())
    case "create": return try create()
    case "alter": return try alter()
    case "drop": return try dropStatement()
    case "comment": return .comment(try comment())
    case "set", "reset": return try setStatement()
    case "do": return .do(try doBlock())
    case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare":
      return try transactionOrPrepare()
    default: return try otherStatement()
    }
  }

  /// A statement that a rule reads, or one that is skipped; its first word must be one PostgreSQL knows.
  private mutating func otherStatement() throws(ParseFailure) -> StatementKind {
    switch folded(token) {
    case "copy": return try copy()
    case "show": return try show()
    case "call":
      advance()
      return .call(try procedureCallExpression())
    case "close", "deallocate", "declare", "execute", "explain", "fetch", "merge", "move":
      return try other(folded(token).uppercased())
    case "refresh": return .refreshView(try refreshView())
    case "analyse": return try ruled("ANALYZE", from: index)
    case "import": return try ruled("IMPORT FOREIGN SCHEMA", from: index)
    case "reassign": return try ruled("REASSIGN OWNED", from: index)
    case "security": return try ruled("SECURITY LABEL", from: index)
    default: return try ruled(folded(token).uppercased(), from: index)
    }
  }

  /// `SHOW name`, which is a query for it.
  private mutating func show() throws(ParseFailure) -> StatementKind {
    let start = index
    let phrase = try ruled("SHOW", from: start)
    let words = tokens[(start + 1)..<index].map { source[$0.range].lowercased() }
    let name: String
    switch words.joined(separator: " ") {
    case "all": return phrase
    case "time zone": name = "TimeZone"
    case "transaction isolation level": name = "transaction_isolation"
    case "session authorization": name = "session_authorization"
    default: name = words.joined()
    }
    let call = FunctionCall(
      name: QualifiedName(Identifier("current_setting")),
      arguments: [FunctionArgument(value: Expression(.string(name), at: range(from: start)))])
    let item = SelectItem(
      expression: Expression(.call(call), at: range(from: start)), alias: Identifier(name))
    return .select(Query(body: .select(Select(columns: [item])), range: range(from: start)))
  }

  /// Reads a statement by the rule of this name.
  mutating func ruled(_ name: String, from start: Int) throws(ParseFailure) -> StatementKind {
    guard Rules.postgres[name] != nil else { throw unexpected() }
    return .phrase(PhraseStatement(rule: name, phrase: try phrase(name, from: start)))
  }

  /// Skips to the end of a statement that is only named.
  mutating func other(_ name: String) throws(ParseFailure) -> StatementKind {
    var open = 0
    while token.kind != .end, open > 0 || !at(";") {
      if token.kind == .invalid { throw unexpected() }
      if at("(") { open += 1 }
      if at(")") { open -= 1 }
      guard open >= 0 else { throw unexpected() }
      advance()
    }
    guard open == 0 else { throw unexpected() }
    return .other(name)
  }

  /// `DO` with its body and language in either order.
  private mutating func doBlock() throws(ParseFailure) -> DoBlock {
    let start = index
    try expect("do")
    var language: Identifier?
    var body: FunctionBody?
    repeat {
      if at("language") {
        guard language == nil else { throw failure("conflicting or redundant options") }
        advance()
        language = try wordOrString()
      } else {
        guard body == nil || !token.kind.isString else { throw failure("conflicting or redundant options") }
        body = try bodyText()
      }
    } while at("language") || token.kind.isString
    guard let body else {
      throw token.kind == .end || at(";") ? failure("no inline code specified", from: start) : unexpected()
    }
    return DoBlock(language: language ?? Identifier("plpgsql"), body: body)
  }
}

// MARK: - Data

extension Parser {
  /// The statements that may stand in `WITH`, with a `WITH` of their own.
  mutating func dataStatement() throws(ParseFailure) -> StatementKind {
    let start = index
    guard at("with") else { return try dataStatement(with: nil, from: start) }
    let with = try withClause()
    return try dataStatement(with: with, from: start)
  }

  private mutating func dataStatement(with: WithClause?, from start: Int) throws(ParseFailure)
    -> StatementKind
  {
    if at("insert") { return .insert(try insert(with: with)) }
    if at("update") { return .update(try update(with: with)) }
    if at("delete") { return .delete(try delete(with: with)) }
    if at("merge"), with != nil { return try other("MERGE") }
    return .select(try query(with: with, from: start))
  }

  private mutating func insert(with: WithClause?) throws(ParseFailure) -> Insert {
    try expect("insert", "into")
    var insert = Insert(with: with, table: try qualifiedName(), source: .defaultValues)
    if eat("as") { insert.alias = try columnName() }
    if !eat(sequence: "default", "values") {
      if at("("), !startsParenthesizedQuery() { insert.columns = try targetColumns() }
      if eat("overriding") {
        guard at("system", "user") else { throw unexpected() }
        insert.overridingSystem = at("system")
        advance()
        try expect("value")
      }
      insert.source = .query(try query())
    }
    if eat("on") { insert.conflict = try conflict() }
    insert.returning = try returning()
    return insert
  }

  /// Columns that are written to, in parentheses.
  private mutating func targetColumns() throws(ParseFailure) -> [Identifier] {
    try expect("(")
    var columns: [Identifier] = []
    repeat { columns.append(try targetColumn()) } while eat(",")
    try expect(")")
    return columns
  }

  private mutating func targetColumn() throws(ParseFailure) -> Identifier {
    let start = index
    let column = try columnName()
    if at(".") || at("[") { throw unsupported("writing to a part of a column", from: start) }
    return column
  }

  private mutating func conflict() throws(ParseFailure) -> ConflictClause {
    try expect("conflict")
    var target: ConflictTarget?
    if at("(") {
      let elements = try indexElements()
      target = .columns(elements, filter: eat("where") ? try expression() : nil)
    } else if eat("on") {
      try expect("constraint")
      target = .constraint(try columnName())
    }
    try expect("do")
    if eat("nothing") { return ConflictClause(target: target, action: .nothing) }
    try expect("update", "set")
    let assignments = try assignments()
    let filter = eat("where") ? try expression() : nil
    return ConflictClause(target: target, action: .update(assignments, filter: filter))
  }

  private mutating func returning() throws(ParseFailure) -> [SelectItem] {
    eat("returning") ? try selectItems() : []
  }

  private mutating func update(with: WithClause?) throws(ParseFailure) -> Update {
    try expect("update")
    let (table, only) = try relationName()
    var update = Update(with: with, table: table, only: only, assignments: [])
    if eat("as") {
      update.alias = try columnName()
    } else if !at("set"), isColumnName(token) {
      update.alias = try columnName()
    }
    try expect("set")
    update.assignments = try assignments()
    if eat("from") { update.from = try tableExpressions() }
    update.filter = try condition()
    update.returning = try returning()
    return update
  }

  private mutating func delete(with: WithClause?) throws(ParseFailure) -> Delete {
    try expect("delete", "from")
    let (table, only) = try relationName()
    var delete = Delete(with: with, table: table, only: only)
    if eat("as") {
      delete.alias = try columnName()
    } else if !at("set"), isColumnName(token) {
      delete.alias = try columnName()
    }
    if eat("using") { delete.using = try tableExpressions() }
    delete.filter = try condition()
    delete.returning = try returning()
    return delete
  }

  private mutating func condition() throws(ParseFailure) -> Expression? {
    guard eat("where") else { return nil }
    if at(sequence: "current", "of") { throw unsupported("WHERE CURRENT OF") }
    return try expression()
  }

  private mutating func assignments() throws(ParseFailure) -> [Assignment] {
    var list: [Assignment] = []
    repeat {
      let columns = at("(") ? try targetColumns() : [try targetColumn()]
      try expect("=")
      list.append(Assignment(columns: columns, value: try expression()))
    } while eat(",")
    return list
  }

  private mutating func truncate() throws(ParseFailure) -> Truncate {
    try expect("truncate")
    _ = eat("table")
    var truncate = Truncate(tables: [])
    repeat { truncate.tables.append(try relationName().0) } while eat(",")
    if eat("restart") {
      try expect("identity")
      truncate.restartsIdentity = true
    } else if eat("continue") {
      try expect("identity")
    }
    truncate.cascades = cascade()
    return truncate
  }

  /// `CASCADE` or `RESTRICT`; true for the former.
  mutating func cascade() -> Bool {
    if eat("cascade") { return true }
    _ = eat("restrict")
    return false
  }
}
