extension Parser {
  /// One `SELECT` up to its `WINDOW` clause.
  mutating func select() throws(ParseFailure) -> Select {
    try expect("select")
    return try selectBody()
  }

  /// What follows the word `SELECT`.
  mutating func selectBody() throws(ParseFailure) -> Select {
    var select = Select(columns: [])
    if eat("distinct") {
      select.distinct = .rows
      if eat("on") {
        try expect("(")
        select.distinct = .on(try expressions())
        try expect(")")
      }
    } else {
      _ = eat("all")
    }
    if select.distinct != nil || !endsSelectList() { select.columns = try selectItems() }
    if eat("into") { try intoClause(&select) }
    if eat("from") { select.from = try tableExpressions() }
    if eat("where") { select.filter = try expression() }
    if eat("group") { try groupBy(&select) }
    if eat("having") { select.having = try expression() }
    if eat("window") { select.windows = try windows() }
    return select
  }

  /// `SELECT` may list nothing.
  private func endsSelectList() -> Bool {
    switch token.kind {
    case .end: true
    case .punctuation: at(")", ";")
    case .identifier:
      at("from", "where", "into", "group", "having", "window", "union", "intersect", "except", "order")
        || at("limit", "offset", "fetch", "for", "on", "with", "returning")
    default: false
    }
  }

  mutating func selectItems() throws(ParseFailure) -> [SelectItem] {
    var items = [try selectItem()]
    while eat(",") { items.append(try selectItem()) }
    return items
  }

  private mutating func selectItem() throws(ParseFailure) -> SelectItem {
    if at("*") {
      advance()
      return SelectItem(expression: Expression(.wildcard([]), at: range(from: index - 1)))
    }
    let expression = try expression()
    if eat("as") { return SelectItem(expression: expression, alias: try label()) }
    return SelectItem(expression: expression, alias: isBareLabel(token) ? try takeName() : nil)
  }

  /// `INTO [TEMPORARY | UNLOGGED] [TABLE] name`
  private mutating func intoClause(_ select: inout Select) throws(ParseFailure) {
    if at("local", "global"), at(1, "temp") || at(1, "temporary") { advance() }
    if at("temp", "temporary") {
      advance()
      select.intoPersistence = .temporary
    } else if eat("unlogged") {
      select.intoPersistence = .unlogged
    }
    _ = eat("table")
    select.into = try qualifiedName()
  }

  private mutating func groupBy(_ select: inout Select) throws(ParseFailure) {
    try expect("by")
    if !eat("all"), at("distinct") { throw unsupported("GROUP BY DISTINCT") }
    repeat {
      if at("rollup", "cube"), at(1, "(") { throw unsupported(folded(token).uppercased()) }
      if at(sequence: "grouping", "sets") { throw unsupported("GROUPING SETS") }
      if at(sequence: "(", ")") { throw unsupported("the empty grouping set") }
      select.groupBy.append(try expression())
    } while eat(",")
  }

  private mutating func windows() throws(ParseFailure) -> [NamedWindow] {
    var windows: [NamedWindow] = []
    repeat {
      let name = try columnName()
      try expect("as")
      windows.append(NamedWindow(name: name, definition: try windowDefinition()))
    } while eat(",")
    return windows
  }

  /// `WITH [RECURSIVE] name [(columns)] AS [NOT MATERIALIZED] (statement), …`
  mutating func withClause() throws(ParseFailure) -> WithClause {
    try expect("with")
    var clause = WithClause(isRecursive: at("recursive") && isColumnName(peek()), tables: [])
    if clause.isRecursive { advance() }
    repeat { clause.tables.append(try commonTable()) } while eat(",")
    return clause
  }

  private mutating func commonTable() throws(ParseFailure) -> CommonTable {
    let name = try columnName()
    let columns = try optionalColumns()
    try expect("as")
    var isMaterialized: Bool?
    if eat("materialized") {
      isMaterialized = true
    } else if eat("not") {
      try expect("materialized")
      isMaterialized = false
    }
    try expect("(")
    // A statement takes more of the stack than an expression does, to read and to compare.
    try descend(3)
    let start = index
    let kind = try dataStatement()
    let statement = Statement(kind, at: range(from: start))
    ascend(3)
    try expect(")")
    if at("search"), at(1, "depth") || at(1, "breadth") { throw unsupported("SEARCH") }
    if at("cycle") { throw unsupported("CYCLE") }
    return CommonTable(name: name, columns: columns, isMaterialized: isMaterialized, statement: statement)
  }

  mutating func optionalOrderBy() throws(ParseFailure) -> [SortItem] {
    at("order") ? try orderBy() : []
  }

  mutating func orderBy() throws(ParseFailure) -> [SortItem] {
    try expect("order", "by")
    var items = [try sortItem()]
    while eat(",") { items.append(try sortItem()) }
    return items
  }

  private mutating func sortItem() throws(ParseFailure) -> SortItem {
    var item = SortItem(expression: try expression())
    if at("using") { throw unsupported("ORDER BY … USING") }
    item.isDescending = try direction()
    item.nulls = nullsOrder()
    return item
  }

  /// `ASC` or `DESC`; true for the latter.
  mutating func direction() throws(ParseFailure) -> Bool {
    if eat("desc") { return true }
    _ = eat("asc")
    return false
  }

  mutating func nullsOrder() -> NullsOrder? {
    if eat(sequence: "nulls", "first") { return .first }
    return eat(sequence: "nulls", "last") ? .last : nil
  }
}
