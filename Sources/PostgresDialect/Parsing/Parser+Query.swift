extension Parser {
  /// Whether a `SELECT`, `VALUES`, `TABLE` or `WITH` starts here, parentheses aside.
  func startsQuery() -> Bool {
    at("select", "with", "table") || at("values") && at(1, "(")
  }

  /// Whether a query starts here, perhaps inside parentheses.
  func startsParenthesizedQuery() -> Bool {
    var distance = 0
    while at(distance, "(") { distance += 1 }
    return at(distance, "select") || at(distance, "with") || at(distance, "table")
      || at(distance, "values") && at(distance + 1, "(")
  }

  /// Whether what follows a query in parentheses makes it part of a larger one.
  func continuesQuery() -> Bool {
    at("union", "intersect", "except", "order", "limit", "offset", "fetch", "for")
  }

  /// A query with all that may surround it: https://www.postgresql.org/docs/15/sql-select.html
  mutating func query() throws(ParseFailure) -> Query {
    let start = index
    let with = at("with") ? try withClause() : nil
    return try query(with: with, from: start)
  }

  mutating func query(with: WithClause?, from start: Int) throws(ParseFailure) -> Query {
    try descend()
    let outerHeight = height
    height = 0
    let first = try queryOperand()
    let query = try tail(of: try combination(first, from: start, above: 1), with: with, from: start)
    depth -= 1
    height = max(outerHeight, height + 1)
    return query
  }

  /// A query whose first `SELECT` is left out, as in PL/pgSQL's expressions.
  mutating func queryWithoutSelect() throws(ParseFailure) -> Query {
    try descend()
    let start = index
    let select = try selectBody()
    let query = try query(
      continuing: Query(body: .select(select), range: range(from: start)), from: start)
    depth -= 1
    return query
  }

  /// Goes on with a query whose first operand has been read.
  mutating func query(continuing operand: Query, from start: Int) throws(ParseFailure) -> Query {
    try tail(of: try combination(operand, from: start, above: 1), with: nil, from: start)
  }

  /// `UNION` and `EXCEPT` bind equally, `INTERSECT` more tightly, all to the left.
  private mutating func combination(
    _ first: Query, from start: Int, above minimum: Int
  ) throws(ParseFailure) -> Query {
    var left = first
    while let (operation, precedence) = setOperation(), precedence >= minimum {
      try grow()
      advance()
      let all = eat("all")
      if !all { _ = eat("distinct") }
      let rightStart = index
      var right = try queryOperand()
      if precedence == 1 { right = try combination(right, from: rightStart, above: 2) }
      left = Query(body: .combined(left, operation, all: all, right), range: range(from: start))
    }
    return left
  }

  private func setOperation() -> (SetOperation, Int)? {
    if at("union") { return (.union, 1) }
    if at("except") { return (.except, 1) }
    return at("intersect") ? (.intersect, 2) : nil
  }

  /// One operand of `UNION` and its kin.
  private mutating func queryOperand() throws(ParseFailure) -> Query {
    let start = index
    if at("(") {
      guard startsParenthesizedQuery() else { throw unexpected(at: firstBehindParentheses()) }
      guard case .query(let query) = try parenthesized() else { throw unexpected() }
      return query
    }
    if eat("values") {
      let rows = try valueRows()
      return Query(body: .values(rows), range: range(from: start))
    }
    if eat("table") {
      var select = Select(columns: [SelectItem(expression: Expression(.wildcard([]), at: token.range))])
      select.from = [try relation(alias: false)]
      return Query(body: .select(select), range: range(from: start))
    }
    let select = try select()
    return Query(body: .select(select), range: range(from: start))
  }

  private func firstBehindParentheses() -> Int {
    var place = index
    while place < tokens.count - 1, matches(tokens[place], "(") { place += 1 }
    return place
  }

  private mutating func valueRows() throws(ParseFailure) -> [[Expression]] {
    var rows: [[Expression]] = []
    repeat {
      try expect("(")
      rows.append(try expressions())
      try expect(")")
    } while eat(",")
    return rows
  }

  /// `ORDER BY`, `LIMIT`, `OFFSET` and locking behind a query, which may have been in parentheses and have
  /// such clauses of its own.
  private mutating func tail(
    of query: Query, with: WithClause?, from start: Int
  ) throws(ParseFailure) -> Query {
    var orderBy = query.orderBy
    if at("order") {
      guard orderBy.isEmpty else { throw failure("multiple ORDER BY clauses not allowed") }
      orderBy = try self.orderBy()
    }
    var tail = QueryTail(limit: query.limit, offset: query.offset)
    try limits(&tail)
    let locking = try lockingClauses()
    if !locking.isEmpty { try limits(&tail) }
    guard query.with == nil || with == nil else {
      throw failure("multiple WITH clauses not allowed", from: start)
    }
    if with == nil, tail.isUnchanged, orderBy.count == query.orderBy.count, locking.isEmpty { return query }
    return Query(
      with: with ?? query.with, body: query.body, orderBy: orderBy, limit: tail.limit, offset: tail.offset,
      locking: query.locking + locking, range: range(from: start))
  }

  /// `LIMIT` and `OFFSET` in either order, each once.
  private mutating func limits(_ tail: inout QueryTail) throws(ParseFailure) {
    while at("limit", "offset", "fetch") {
      tail.isUnchanged = false
      if at("offset") {
        guard tail.offset == nil else { throw failure("multiple OFFSET clauses not allowed") }
        advance()
        tail.offset = try expression()
        if !eat("row") { _ = eat("rows") }
      } else {
        guard tail.limit == nil, !tail.hasLimit else { throw failure("multiple LIMIT clauses not allowed") }
        tail.hasLimit = true
        tail.limit = try limit()
      }
    }
  }

  /// `LIMIT n`, `LIMIT ALL`, `FETCH FIRST n ROWS ONLY`.
  private mutating func limit() throws(ParseFailure) -> Expression? {
    let start = index
    if eat("limit") {
      if eat("all") { return nil }
      let limit = try expression()
      guard !at(",") else { throw failure("LIMIT #,# syntax is not supported", from: start) }
      return limit
    }
    advance()
    guard at("first", "next") else { throw unexpected() }
    advance()
    var count = Expression(.number("1"), at: token.range)
    if !at("row", "rows") { count = try fetchCount() }
    guard at("row", "rows") else { throw unexpected() }
    advance()
    if at(sequence: "with", "ties") { throw unsupported("WITH TIES", from: start) }
    try expect("only")
    return count
  }

  /// A primary expression or a signed number.
  private mutating func fetchCount() throws(ParseFailure) -> Expression {
    let start = index
    guard at("+", "-") else { return try primary() }
    let sign = try operatorName()
    guard token.kind == .integer || token.kind == .decimal else { throw unexpected() }
    let value = try primary()
    return Expression(.unary(sign, value), at: range(from: start))
  }
}

private struct QueryTail {
  var limit: Expression?
  var offset: Expression?
  /// Also after `LIMIT ALL`.
  var hasLimit = false
  var isUnchanged = true
}
