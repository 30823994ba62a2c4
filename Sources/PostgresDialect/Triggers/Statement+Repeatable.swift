/// What statement triggers do once, done for each row instead.
extension Statement {
  /// Whether doing it once more comes to the same.
  var isRepeatable: Bool {
    switch kind {
    case .delete, .refreshView: return true
    case .update(let update): return !update.assignments.readTheirTarget
    case .insert(let insert):
      guard let conflict = insert.conflict else { return false }
      guard case .update(let assignments, _) = conflict.action else { return true }
      return !assignments.readTheirTarget
    default: return true
    }
  }

  /// Whether it reads one of these tables.
  func mentions(_ names: Set<String>) -> Bool {
    guard !names.isEmpty else { return false }
    var found = false
    let rewriter = NameRewriter { name, role, _ in
      if role == .relation, name.schema == nil, names.contains(name.name.text) { found = true }
      return name
    }
    _ = rewriter.statement(kind)
    return found
  }
}

extension Query {
  /// Whether its rows for each row of these tables are, together, its rows for all of them: nothing is counted, left
  /// out or ordered across.
  func isRowByRow(_ names: Set<String>) -> Bool {
    func mentions(_ query: Query) -> Bool { Statement(.select(query), at: query.range).mentions(names) }
    guard mentions(self) else { return true }
    for table in with?.tables ?? [] {
      if case .select(let inner) = table.statement.kind, !inner.isRowByRow(names) { return false }
    }
    guard limit == nil, offset == nil else { return false }
    switch body {
    case .values: return true
    case .combined(let left, let operation, let all, let right):
      guard operation == .union, all || !mentions(left) || !mentions(right) else { return false }
      return left.isRowByRow(names) && right.isRowByRow(names)
    case .select(let select):
      let isCounted =
        !select.groupBy.isEmpty || select.having != nil || select.distinct != nil
        || select.columns.contains { $0.expression.containsAggregate || $0.expression.containsWindow }
      return !isCounted && select.from.allSatisfy { $0.isRowByRow(names) }
    }
  }
}

extension Expression {
  /// Whether asking it for each row of these tables tells what asking it for all of them does: a value that is counted, or that
  /// no row of them is of some kind, is about all.
  func isRowByRow(_ names: Set<String>) -> Bool {
    var isRowByRow = true
    walk { part in
      switch part.kind {
      case .query(let query), .exists(let query), .arrayQuery(let query),
        .inQuery(_, let query, negated: false),
        .quantifiedQuery(_, _, _, let query):
        if !query.isRowByRow(names) { isRowByRow = false }
      case .inQuery(_, let query, negated: true):
        if Statement(.select(query), at: query.range).mentions(names) { isRowByRow = false }
      case .not(let inner):
        if case .exists(let query) = inner.kind, !query.isRowByRow(names, none: true) { isRowByRow = false }
      default: break
      }
    }
    return isRowByRow
  }
}

extension Query {
  /// Whether that it has no rows is told for each row of these tables too: only where it has one for every row of them.
  fileprivate func isRowByRow(_ names: Set<String>, none: Bool) -> Bool {
    guard Statement(.select(self), at: range).mentions(names) else { return true }
    guard isRowByRow(names), with == nil, case .select(let select) = body else { return false }
    return select.filter == nil && select.from.count == 1
  }
}

extension TableExpression {
  fileprivate func isRowByRow(_ names: Set<String>) -> Bool {
    switch self {
    case .table, .function: true
    case .query(let query, _, _): query.isRowByRow(names)
    case .join(let left, let kind, let right, _):
      left.isRowByRow(names) && right.isRowByRow(names) && kind != .full && kind != .right
    }
  }
}

extension Expression {
  fileprivate var containsWindow: Bool {
    var found = false
    walk { if case .call(let call) = $0.kind, call.over != nil { found = true } }
    return found
  }
}

extension Statement {
  /// Whether doing it for each row of these tables comes to what doing it for all of them does.
  func isRowByRow(_ names: Set<String>) -> Bool {
    switch kind {
    case .insert(let insert):
      guard case .query(let query) = insert.source else { return true }
      let inner = insert.with.map {
        Query(
          with: $0, body: query.body, orderBy: query.orderBy, limit: query.limit, offset: query.offset,
          range: query.range)
      }
      return (inner ?? query).isRowByRow(names)
    // What is added up for each row is added up for all of them in the end.
    default: return true
    }
  }
}

extension [Assignment] {
  /// `n = n + 1`.
  fileprivate var readTheirTarget: Bool {
    let targets = Set(flatMap { $0.columns.map(\.text) })
    return contains { !$0.value.columnNames.isDisjoint(with: targets) && !$0.value.isOnlyQualified(targets) }
  }
}

extension Expression {
  /// Whether those names are asked of `excluded` and of records only.
  fileprivate func isOnlyQualified(_ names: Set<String>) -> Bool {
    var isOnly = true
    walk {
      guard case .column(let path) = $0.kind, let name = path.last, names.contains(name.text) else { return }
      if path.count < 2 || !["excluded", "new", "old"].contains(path[path.count - 2].text) { isOnly = false }
    }
    return isOnly
  }
}
