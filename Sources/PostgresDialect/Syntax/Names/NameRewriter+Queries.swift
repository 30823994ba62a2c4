/// Names in queries and in the data statements that a `WITH` may hold.
extension NameRewriter {
  func query(_ query: Query) -> Query {
    let (with, inner) = self.with(query.with)
    return Query(
      with: with, body: inner.body(query.body), orderBy: inner.sorted(query.orderBy),
      limit: query.limit.map(inner.expression), offset: query.offset.map(inner.expression),
      locking: query.locking, range: query.range)
  }

  /// The clause, and the rewriter for what stands behind it, from where its names hide others.
  private func with(_ clause: WithClause?) -> (WithClause?, NameRewriter) {
    guard var clause else { return (nil, self) }
    var inner = clause.isRecursive ? hiding(clause.tables.map(\.name.text)) : self
    for index in clause.tables.indices {
      clause.tables[index].statement.kind = inner.statement(clause.tables[index].statement.kind)
      inner = inner.hiding([clause.tables[index].name.text])
    }
    return (clause, inner)
  }

  private func body(_ body: QueryBody) -> QueryBody {
    switch body {
    case .select(let select): .select(self.select(select))
    case .values(let rows): .values(rows.map { $0.map(expression) })
    case .combined(let left, let operation, let all, let right):
      .combined(query(left), operation, all: all, query(right))
    }
  }

  private func select(_ select: Select) -> Select {
    var select = select
    if case .on(let list) = select.distinct { select.distinct = .on(list.map(expression)) }
    select.columns = items(select.columns)
    select.from = select.from.map(source)
    select.filter = select.filter.map(expression)
    select.groupBy = select.groupBy.map(expression)
    select.having = select.having.map(expression)
    select.windows = select.windows.map { NamedWindow(name: $0.name, definition: window($0.definition)) }
    return select
  }

  private func items(_ items: [SelectItem]) -> [SelectItem] {
    items.map { SelectItem(expression: expression($0.expression), alias: $0.alias) }
  }

  private func source(_ source: TableExpression) -> TableExpression {
    switch source {
    case .table(let name, let only, let alias): return .table(relation(name), only: only, self.alias(alias))
    case .query(let query, let lateral, let alias):
      return .query(self.query(query), lateral: lateral, self.alias(alias))
    case .function(let call, let lateral, let ordinality, let alias):
      guard case .call(let call) = expression(Expression(.call(call))).kind else { return source }
      return .function(call, lateral: lateral, ordinality: ordinality, self.alias(alias))
    case .join(let left, let kind, let right, let condition):
      var condition = condition
      if case .on(let test) = condition { condition = .on(expression(test)) }
      return .join(self.source(left), kind, self.source(right), condition)
    }
  }

  private func alias(_ alias: TableAlias?) -> TableAlias? {
    guard var alias else { return nil }
    alias.types = alias.types.map(type)
    return alias
  }

  // MARK: - Data statements

  func insert(_ statement: Insert) -> Insert {
    let (with, inner) = self.with(statement.with)
    var statement = statement
    statement.with = with
    statement.table = relation(statement.table)
    if case .query(let query) = statement.source { statement.source = .query(inner.query(query)) }
    if var conflict = statement.conflict {
      if case .columns(let elements, let filter) = conflict.target {
        conflict.target = .columns(inner.elements(elements), filter: filter.map(inner.expression))
      }
      if case .update(let assignments, let filter) = conflict.action {
        conflict.action = .update(inner.assignments(assignments), filter: filter.map(inner.expression))
      }
      statement.conflict = conflict
    }
    statement.returning = inner.items(statement.returning)
    return statement
  }

  func update(_ statement: Update) -> Update {
    let (with, inner) = self.with(statement.with)
    var statement = statement
    statement.with = with
    statement.table = relation(statement.table)
    statement.assignments = inner.assignments(statement.assignments)
    statement.from = statement.from.map(inner.source)
    statement.filter = statement.filter.map(inner.expression)
    statement.returning = inner.items(statement.returning)
    return statement
  }

  func delete(_ statement: Delete) -> Delete {
    let (with, inner) = self.with(statement.with)
    var statement = statement
    statement.with = with
    statement.table = relation(statement.table)
    statement.using = statement.using.map(inner.source)
    statement.filter = statement.filter.map(inner.expression)
    statement.returning = inner.items(statement.returning)
    return statement
  }

  private func assignments(_ assignments: [Assignment]) -> [Assignment] {
    assignments.map { Assignment(columns: $0.columns, value: expression($0.value)) }
  }

  func elements(_ elements: [IndexElement]) -> [IndexElement] {
    elements.map { element in
      var element = element
      element.expression = expression(element.expression)
      element.collation = element.collation.map(collation)
      return element
    }
  }
}
