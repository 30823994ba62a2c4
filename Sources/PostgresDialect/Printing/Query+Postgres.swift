extension Query {
  var postgres: String {
    PostgresPrinter.joined(
      with?.postgres, body.postgres, orderBy.isEmpty ? nil : "ORDER BY \(orderBy.postgres)",
      limit.map { "LIMIT \($0.postgres)" }, offset.map { "OFFSET \($0.postgres)" },
      locking.isEmpty ? nil : locking.joined(separator: " "))
  }

  /// As an operand of a set operation, in parentheses unless it binds at least as tightly as `minimum`.
  fileprivate func operand(above minimum: Int) -> String {
    let isBare = with == nil && orderBy.isEmpty && limit == nil && offset == nil && locking.isEmpty
    return isBare && body.precedence >= minimum ? body.postgres : "(\(postgres))"
  }
}

extension QueryBody {
  fileprivate var precedence: Int {
    guard case .combined(_, let operation, _, _) = self else { return 3 }
    return operation == .intersect ? 2 : 1
  }

  fileprivate var postgres: String {
    switch self {
    case .select(let select): return select.postgres
    case .values(let rows):
      return "VALUES " + rows.map { "(\($0.postgres))" }.joined(separator: ", ")
    case .combined(let left, let operation, let all, let right):
      let word = operation.rawValue.uppercased() + (all ? " ALL" : "")
      return "\(left.operand(above: precedence)) \(word) \(right.operand(above: precedence + 1))"
    }
  }
}

extension Select {
  fileprivate var postgres: String {
    PostgresPrinter.joined(
      "SELECT", distinct?.postgres, columns.postgres, intoClause,
      from.isEmpty ? nil : "FROM \(from.postgres)", filter.map { "WHERE \($0.postgres)" },
      groupBy.isEmpty ? nil : "GROUP BY \(groupBy.postgres)", having.map { "HAVING \($0.postgres)" },
      windows.isEmpty ? nil : "WINDOW \(windowClause)")
  }

  private var intoClause: String? {
    into.map { PostgresPrinter.joined("INTO", intoPersistence.postgres, "TABLE", $0.postgres) }
  }

  private var windowClause: String {
    windows.map { "\($0.name.postgres) AS (\($0.definition.postgres))" }.joined(separator: ", ")
  }
}

extension Distinct {
  fileprivate var postgres: String {
    switch self {
    case .rows: "DISTINCT"
    case .on(let list): "DISTINCT ON (\(list.postgres))"
    }
  }
}

extension [SelectItem] {
  var postgres: String {
    map { PostgresPrinter.joined($0.expression.postgres, $0.alias.map { "AS \($0.postgres)" }) }
      .joined(separator: ", ")
  }
}

extension [TableExpression] {
  var postgres: String { map(\.postgres).joined(separator: ", ") }
}

extension TableExpression {
  var postgres: String {
    switch self {
    case .table(let name, let only, let alias):
      return PostgresPrinter.joined(only ? "ONLY" : nil, name.postgres, alias?.postgres)
    case .query(let query, let lateral, let alias):
      return PostgresPrinter.joined(lateral ? "LATERAL" : nil, "(\(query.postgres))", alias?.postgres)
    case .function(let call, let lateral, let ordinality, let alias):
      return PostgresPrinter.joined(
        lateral ? "LATERAL" : nil, call.postgres, ordinality ? "WITH ORDINALITY" : nil, alias?.postgres)
    case .join(let left, let kind, let right, let condition):
      let word = condition == .natural ? "NATURAL \(kind.postgres)" : kind.postgres
      return PostgresPrinter.joined(left.postgres, word, right.joined, condition.postgres)
    }
  }

  /// On the right of a join, where another join needs parentheses.
  private var joined: String {
    if case .join = self { return "(\(postgres))" }
    return postgres
  }
}

extension JoinKind {
  fileprivate var postgres: String {
    self == .inner ? "JOIN" : "\(rawValue.uppercased()) JOIN"
  }
}

extension JoinCondition {
  fileprivate var postgres: String? {
    switch self {
    case .none, .natural: nil
    case .on(let condition): "ON \(condition.postgres)"
    case .using(let columns): "USING (\(PostgresPrinter.names(columns)))"
    }
  }
}

extension TableAlias {
  fileprivate var postgres: String {
    guard types.count == columns.count, !types.isEmpty else {
      return "AS \(name.postgres)\(PostgresPrinter.columns(columns))"
    }
    let definitions = zip(columns, types).map { "\($0.postgres) \($1.postgres)" }
    return "AS \(name.postgres)(\(definitions.joined(separator: ", ")))"
  }
}

extension WithClause {
  var postgres: String {
    let list = tables.map(\.postgres).joined(separator: ", ")
    return "WITH \(isRecursive ? "RECURSIVE " : "")\(list)"
  }
}

extension CommonTable {
  fileprivate var postgres: String {
    let hint = isMaterialized.map { $0 ? "MATERIALIZED " : "NOT MATERIALIZED " } ?? ""
    return "\(name.postgres)\(PostgresPrinter.columns(columns)) AS \(hint)(\(statement.postgres))"
  }
}
