/// Fixes what a query means, as PostgreSQL does when it creates a view: `*` is written out, every column gets its
/// table's name, every result its own name, and everything mentioned is noted.
///
/// A resolved query is carried to another schema by resolving it again, with its names looked up in the one and
/// written as in the other. What cannot be found stays as it is; lowering tells what is wrong with it.
struct QueryResolver {
  /// Where names are looked up.
  let source: Schema
  /// Whose names are written.
  let target: Schema
  /// Innermost last.
  var scopes: [ResolverScope] = []
  /// The columns of the common table expressions in sight, nil where they are not known.
  var commonTables: [String: [String]?] = [:]
  /// Which of several functions of one name a call means, by its place, where that is known.
  var functions: [SourceRange: ObjectID] = [:]
  private(set) var references: Set<Reference> = []
  /// New texts of string constants, by their old ones and where they stand.
  var relabel: ((String, SourceRange) -> String)?

  init(_ source: Schema, writing target: Schema? = nil) {
    self.source = source
    self.target = target ?? source
  }

  /// The query, and the names of its columns where they are known.
  mutating func resolve(_ query: Query) -> (query: Query, columns: [String]?) {
    let outerTables = commonTables
    defer { commonTables = outerTables }
    let with = query.with.map { resolve($0) }
    scopes.append(ResolverScope())
    defer { scopes.removeLast() }
    let (body, columns) = resolve(query.body)
    let orderBy = query.orderBy.map { item in
      var item = item
      item.expression = named(item.expression, among: columns) ?? resolve(item.expression)
      return item
    }
    let resolved = Query(
      with: with, body: body, orderBy: orderBy, limit: query.limit.map { resolve($0) },
      offset: query.offset.map { resolve($0) }, locking: query.locking, range: query.range)
    return (resolved, columns)
  }

  mutating func note(_ object: ObjectID, column: Int? = nil) {
    references.insert(Reference(object: object, column: column))
  }

  /// A name or number of the result's own, which ORDER BY and DISTINCT ON prefer to any other.
  private func named(_ expression: Expression, among columns: [String]?) -> Expression? {
    switch expression.kind {
    case .number: expression
    case .column(let path) where path.count == 1 && columns?.contains(path[0].text) == true: expression
    default: nil
    }
  }

  private mutating func resolve(_ clause: WithClause) -> WithClause {
    var clause = clause
    for index in clause.tables.indices {
      let table = clause.tables[index]
      guard case .select(let query) = table.statement.kind else {
        commonTables[table.name.text] = .some(nil)
        continue
      }
      if clause.isRecursive, case .combined(let first, _, _, _) = query.body {
        commonTables[table.name.text] = .some(Self.renamed(resolve(first).columns, table.columns))
      }
      let (resolved, columns) = resolve(query)
      clause.tables[index].statement.kind = .select(resolved)
      commonTables[table.name.text] = .some(Self.renamed(columns, table.columns))
    }
    return clause
  }

  /// Names replaced from the left by those of an alias's list.
  static func renamed(_ columns: [String]?, _ aliases: [Identifier]) -> [String]? {
    columns.map { aliases.map(\.text) + $0.dropFirst(aliases.count) }
  }

  private mutating func resolve(_ body: QueryBody) -> (QueryBody, [String]?) {
    switch body {
    case .select(let select):
      let (resolved, columns) = resolve(select)
      return (.select(resolved), columns)
    case .values(let rows):
      let names = (rows.first ?? []).indices.map { "column\($0 + 1)" }
      return (.values(rows.map { row in row.map { resolve($0) } }), names)
    case .combined(let left, let operation, let all, let right):
      let (first, columns) = resolve(left)
      return (.combined(first, operation, all: all, resolve(right).query), columns)
    }
  }

  private mutating func resolve(_ select: Select) -> (Select, [String]?) {
    var result = select
    scopes[scopes.count - 1].joined = Set(select.from.flatMap(\.joinedColumns))
    var star: [ResolverScope.Output]? = []
    result.from = select.from.map { table in
      let (resolved, outputs) = resolve(table)
      star = outputs.flatMap { outputs in star.map { $0 + outputs } }
      return resolved
    }
    scopes[scopes.count - 1].star = star
    result.columns = select.columns.flatMap { resolve($0) }
    var columns: [String]? = []
    for item in result.columns {
      if case .wildcard = item.expression.kind { columns = nil }
      columns?.append(item.alias?.text ?? item.expression.outputName)
    }
    result.filter = select.filter.map { resolve($0) }
    // The columns of tables come first here; what is left names a result, and stands for its expression.
    result.groupBy = select.groupBy.map { key in
      let resolved = resolve(key)
      guard case .column(let path) = resolved.kind, path.count == 1,
        let item = result.columns.first(where: { $0.alias == path[0] })
      else { return resolved }
      return isMerged(path[0].text) ? resolved : item.expression
    }
    result.having = select.having.map { resolve($0) }
    if case .on(let keys) = select.distinct {
      result.distinct = .on(keys.map { named($0, among: columns) ?? resolve($0) })
    }
    result.windows = select.windows.map { NamedWindow(name: $0.name, definition: resolve($0.definition)) }
    return (result, columns)
  }

  private mutating func resolve(_ item: SelectItem) -> [SelectItem] {
    guard case .wildcard(let path) = item.expression.kind else {
      let name = item.expression.outputName
      let alias = item.alias ?? (name == "?column?" ? nil : Identifier(name, at: item.expression.range))
      return [SelectItem(expression: resolve(item.expression), alias: alias)]
    }
    guard let outputs = outputs(of: path) else {
      return [SelectItem(expression: resolve(item.expression), alias: nil)]
    }
    for output in outputs { references.formUnion(output.references) }
    return outputs.map {
      SelectItem(
        expression: Expression(.column($0.path), at: item.expression.range), alias: Identifier($0.name))
    }
  }

  /// What `*` or `t.*` stands for; nil where that is not known.
  private func outputs(of path: [Identifier]) -> [ResolverScope.Output]? {
    guard let scope = scopes.last else { return nil }
    guard let table = path.last else { return scope.star?.isEmpty == true ? nil : scope.star }
    return scope.entries.first { $0.name == table.text }?.outputs
  }
}

extension TableExpression {
  /// The columns that `USING` names anywhere in it.
  fileprivate var joinedColumns: [String] {
    guard case .join(let left, _, let right, let condition) = self else { return [] }
    var names = left.joinedColumns + right.joinedColumns
    if case .using(let columns) = condition { names += columns.map(\.text) }
    return names
  }
}
