extension Parser {
  /// What stands behind `FROM`.
  mutating func tableExpressions() throws(ParseFailure) -> [TableExpression] {
    var tables = [try tableExpression()]
    while eat(",") { tables.append(try tableExpression()) }
    return tables
  }

  /// A table with all its joins.
  mutating func tableExpression() throws(ParseFailure) -> TableExpression {
    try descend()
    let outerHeight = height
    height = 0
    let table = try joins(startingWith: try tableOperand())
    depth -= 1
    height = max(outerHeight, height + 1)
    return table
  }

  private mutating func joins(startingWith first: TableExpression) throws(ParseFailure) -> TableExpression {
    var left = first
    while at("join", "inner", "left", "right", "full", "cross", "natural") {
      try grow()
      if eat("cross") {
        try expect("join")
        left = .join(left, .cross, try tableOperand(), .none)
      } else if eat("natural") {
        let kind = try joinKind()
        left = .join(left, kind, try tableOperand(), .natural)
      } else {
        let kind = try joinKind()
        // `a JOIN b JOIN c ON … ON …` nests to the right.
        let right = try tableExpression()
        left = .join(left, kind, right, try joinCondition())
      }
    }
    return left
  }

  private mutating func joinKind() throws(ParseFailure) -> JoinKind {
    var kind = JoinKind.inner
    if !eat("inner") {
      for outer in [JoinKind.left, .right, .full] where eat(outer.rawValue) {
        kind = outer
        _ = eat("outer")
        break
      }
    }
    try expect("join")
    return kind
  }

  private mutating func joinCondition() throws(ParseFailure) -> JoinCondition {
    if eat("using") {
      let columns = try parenthesizedColumns()
      if at("as") { throw unsupported("an alias of USING") }
      return .using(columns)
    }
    try expect("on")
    return .on(try expression())
  }

  /// A table, a function, a query or joins in parentheses.
  private mutating func tableOperand() throws(ParseFailure) -> TableExpression {
    let start = index
    let lateral = eat("lateral")
    if at("(") { return try parenthesizedTable(lateral: lateral, from: start) }
    if at("rows"), at(1, "from") { throw unsupported("ROWS FROM") }
    if at("xmltable"), at(1, "(") { throw unsupported("XMLTABLE") }
    if lateral || startsFunction() { return try function(lateral: lateral) }
    return try relation(alias: true)
  }

  private func startsFunction() -> Bool {
    var distance = 0
    while isLabel(peek(distance)), at(distance + 1, ".") { distance += 2 }
    if at(distance + 1, "("), isLabel(peek(distance)), !at("only") { return true }
    guard distance == 0, token.kind == .identifier else { return false }
    switch folded(token) {
    case "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "current_role",
      "current_user", "session_user", "user", "current_catalog", "current_schema":
      return true
    default: return at("collation") && at(1, "for")
    }
  }

  private mutating func parenthesizedTable(lateral: Bool, from start: Int) throws(ParseFailure)
    -> TableExpression
  {
    if startsParenthesizedQuery(), lateral || isQueryInParentheses() {
      guard case .query(let query) = try parenthesized() else { throw unexpected() }
      return try aliased(query, lateral: lateral, from: start)
    }
    guard !lateral else { throw unexpected() }
    try expect("(")
    let inner = index
    let table = try tableExpression()
    guard case .join = table else { throw unexpected(at: tokens[inner].kind == .end ? inner : index) }
    try expect(")")
    if at("as") || isColumnName(token) { throw unsupported("an alias of a join in parentheses") }
    return table
  }

  /// Whether the parentheses here hold a query, as in `((SELECT 1) UNION SELECT 2)`, rather than joins that
  /// start with one, as in `((SELECT 1) a CROSS JOIN b)`. What follows the inner query tells.
  private func isQueryInParentheses() -> Bool {
    var innermost = index
    while matches(tokens[innermost + 1], "(") { innermost += 1 }
    var open = 0
    var place = innermost
    while innermost > index {
      let token = tokens[place]
      if token.kind == .end { return true }
      if matches(token, "(") { open += 1 }
      if matches(token, ")") { open -= 1 }
      place += 1
      guard open == 0 else { continue }
      guard matches(tokens[place], ")") else {
        return ["union", "intersect", "except", "order", "limit", "offset", "fetch", "for"].contains {
          matches(tokens[place], $0)
        }
      }
      // The next parenthesis around it closes here.
      innermost -= 1
      open = 1
    }
    return true
  }

  private mutating func aliased(_ query: Query, lateral: Bool, from start: Int) throws(ParseFailure)
    -> TableExpression
  {
    guard let alias = try tableAlias() else {
      var what = "subquery"
      if case .values = query.body { what = "VALUES" }
      throw ParseFailure(
        .syntaxError, "\(what) in FROM must have an alias",
        hint: "For example, FROM (\(what == "VALUES" ? "VALUES" : "SELECT") ...) [AS] foo.",
        at: tokens[start].range)
    }
    return .query(query, lateral: lateral, alias)
  }

  private mutating func function(lateral: Bool) throws(ParseFailure) -> TableExpression {
    let start = index
    let value = try primary()
    guard case .call(let call) = value.kind else { throw unsupported("this expression in FROM", from: start) }
    var ordinality = false
    if at(sequence: "with", "ordinality") {
      advance()
      advance()
      ordinality = true
    }
    return .function(
      call, lateral: lateral, ordinality: ordinality, try functionAlias(defaultName: call.name.name))
  }

  /// `name`, `name *`, `ONLY name`, `ONLY (name)`, with an alias where one may stand.
  mutating func relation(alias: Bool) throws(ParseFailure) -> TableExpression {
    let (name, only) = try relationName()
    let tableAlias = alias ? try tableAlias() : nil
    if alias, at("tablesample") { throw unsupported("TABLESAMPLE") }
    return .table(name, only: only, tableAlias)
  }

  mutating func relationName() throws(ParseFailure) -> (QualifiedName, only: Bool) {
    if eat("only") {
      let isParenthesized = eat("(")
      let name = try qualifiedName()
      if isParenthesized { try expect(")") }
      return (name, true)
    }
    let name = try qualifiedName()
    _ = eat("*")
    return (name, false)
  }

  /// `[AS] name [(columns)]`
  private mutating func tableAlias() throws(ParseFailure) -> TableAlias? {
    guard eat("as") || isColumnName(token) else { return nil }
    return TableAlias(name: try columnName(), columns: try optionalColumns())
  }

  /// As any table's, or with the types of the columns: `AS t(a integer, b text)`, `AS (a integer)`.
  private mutating func functionAlias(defaultName: Identifier) throws(ParseFailure) -> TableAlias? {
    let hasAs = eat("as")
    guard hasAs || isColumnName(token) else { return nil }
    var alias = TableAlias(name: defaultName)
    let isNamed = !(hasAs && at("("))
    if isNamed { alias.name = try columnName() }
    guard eat("(") else { return alias }
    let isTyped = !isNamed || !(at(1, ",") || at(1, ")"))
    repeat {
      alias.columns.append(try columnName())
      guard isTyped else { continue }
      alias.types.append(try typeName())
      if at("collate") { throw unsupported("COLLATE in a column definition list") }
    } while eat(",")
    try expect(")")
    return alias
  }
}
