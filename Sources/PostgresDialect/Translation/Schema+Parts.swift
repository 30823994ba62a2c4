/// Statements that are several to SQLite: one for the schema, others for the rows.
extension Schema {
  /// The statements that a statement comes to.
  func parts(of statement: Statement) throws(Diagnostic) -> [Statement] {
    switch statement.kind {
    case .createTableAs(let create): return try parts(of: create, at: statement.range)
    case .select(let query):
      guard let (target, persistence, rest) = query.intoSplit else { return [statement] }
      let create = CreateTableAs(name: target, persistence: persistence, query: rest)
      return try parts(of: create, at: statement.range)
    case .createView(let view) where view.isMaterialized && view.withData:
      if view.ifNotExists, relations[try creationName(view.name)] != nil { return [statement] }
      return [statement, Statement(.refreshView(RefreshView(name: view.name)), at: statement.range)]
    default: return [statement]
    }
  }

  /// `CREATE TABLE`, and the `INSERT` of the query's rows. The query means what it means before the table is there.
  private func parts(of statement: CreateTableAs, at range: SourceRange) throws(Diagnostic) -> [Statement] {
    var create = CreateTable(
      name: statement.name, ifNotExists: statement.ifNotExists, persistence: statement.persistence,
      elements: [], options: statement.options)
    let name = try creationName(statement.name, statement.persistence)
    if relations[name] != nil { return [Statement(.createTable(create), at: range)] }
    var resolver = QueryResolver(self)
    let query = resolver.resolve(statement.query).query
    var lowering = Lowering(self, .statement)
    let columns = try lowering.query(query).columns
    guard statement.columns.count <= columns.count else {
      throw Diagnostic(
        .error, .syntaxError, "too many column names were specified",
        at: statement.columns[columns.count].range)
    }
    create.elements = columns.enumerated().map { index, column in
      let name = index < statement.columns.count ? statement.columns[index] : Identifier(column.name)
      return .column(
        ColumnDefinition(name: name, type: typeName(column.type), range: statement.query.range))
    }
    let table = Statement(.createTable(create), at: range)
    guard statement.withData else { return [table] }
    let target = QualifiedName(schema: Identifier(name.schema), Identifier(name.name))
    return [table, Statement(.insert(Insert(table: target, source: .query(query))), at: range)]
  }
}

extension Query {
  /// The table that `SELECT … INTO` makes, and the query without it.
  fileprivate var intoSplit: (target: QualifiedName, persistence: Persistence, rest: Query)? {
    switch body {
    case .select(var select):
      guard let target = select.into else { return nil }
      let persistence = select.intoPersistence
      select.into = nil
      select.intoPersistence = .permanent
      return (target, persistence, with(.select(select)))
    case .combined(let left, let operation, let all, let right):
      return left.intoSplit.map {
        ($0.target, $0.persistence, with(.combined($0.rest, operation, all: all, right)))
      }
    case .values: return nil
    }
  }
}
