extension Lowering {
  /// What stands in FROM; its columns come into the innermost scope.
  mutating func source(_ table: TableExpression) throws(Diagnostic) -> String {
    switch table {
    case .table(let name, _, let alias): return try self.table(name, alias)
    case .query(let query, let lateral, let alias):
      if lateral { throw .unsupported("LATERAL", at: query.range) }
      guard let alias else {
        throw Diagnostic(.error, .syntaxError, "subquery in FROM must have an alias", at: query.range)
      }
      guard alias.columns.isEmpty else { throw .unsupported("an alias with columns", at: alias.name.range) }
      let lowered = try self.query(query)
      try add(alias.name.text, lowered.columns, at: alias.name.range)
      return "(\(lowered.sql)) AS \(SQLiteText.name(alias.name.text))"
    case .function(let call, _, _, _): throw .unsupported("a function in FROM", at: call.name.range)
    case .join(let left, let kind, let right, let condition): return try join(left, kind, right, condition)
    }
  }

  private mutating func table(_ name: QualifiedName, _ alias: TableAlias?) throws(Diagnostic) -> String {
    if let alias, !alias.columns.isEmpty { throw .unsupported("an alias with columns", at: alias.name.range) }
    let shown = alias?.name.text ?? name.name.text
    if name.schema == nil, let columns = commonTables[name.name.text] {
      try add(shown, columns, at: name.range)
      return SQLiteText.name(name.name.text) + (alias == nil ? "" : " AS \(SQLiteText.name(shown))")
    }
    let relation = try schema.queried(name)
    if schema.views[relation.id]?.partition?.isHash == true {
      throw .unsupported("reading a hash partition", at: name.range)
    }
    if purpose == .statement { try schema.requirePopulated(relation, at: name.range) }
    try add(shown, relation.columns.map { ($0.name, $0.type) }, at: name.range)
    let lowered = relation.name.lowered
    return SQLiteText.name(lowered) + (shown == lowered ? "" : " AS \(SQLiteText.name(shown))")
  }

  mutating func add(
    _ name: String, _ columns: [(name: String, type: PostgresType)], at range: SourceRange
  ) throws(Diagnostic) {
    let index = scopes.count - 1
    guard !scopes[index].sources.contains(where: { $0.name == name }) else {
      throw Diagnostic(
        .error, SQLState("42712"), "table name \"\(name)\" specified more than once", at: range)
    }
    scopes[index].sources.append(
      Scope.Source(name: name, prefix: SQLiteText.name(name) + ".", columns: columns))
  }

  private mutating func join(
    _ left: TableExpression, _ kind: JoinKind, _ right: TableExpression, _ condition: JoinCondition
  ) throws(Diagnostic) -> String {
    guard kind != .right, kind != .full else {
      // SQLite has them since 3.39 only.
      throw .unsupported("\(kind.rawValue.uppercased()) JOIN", at: nil)
    }
    let first = try source(left)
    let second = try source(right)
    let word = kind == .cross ? "CROSS JOIN" : kind == .left ? "LEFT JOIN" : "JOIN"
    switch condition {
    case .none: return "\(first) \(word) \(second)"
    case .on(let expression):
      return "\(first) \(word) \(second) ON \(try self.condition(expression, "JOIN/ON").sql)"
    case .using(let names): throw .unsupported("JOIN … USING", at: names.first?.range)
    case .natural: throw .unsupported("NATURAL JOIN", at: nil)
    }
  }
}
