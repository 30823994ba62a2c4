/// PostgreSQL's catalogs in FROM: rows that are computed when the query is lowered.
extension Lowering {
  /// Nil where the name is not one of theirs.
  mutating func systemRelation(_ name: QualifiedName, _ alias: TableAlias?) throws(Diagnostic) -> String? {
    guard SystemRelation.isReserved(name) else { return nil }
    let written = name.schema.map { "\($0.text).\(name.name.text)" } ?? name.name.text
    guard let relation = SystemRelation.named(name), let rows = relation.rows else {
      throw .unsupported("reading \(written)", at: name.range)
    }
    guard purpose == .statement else {
      throw .unsupported("reading \(written) in what is stored", at: name.range)
    }
    let mentioned = alias?.columns.isEmpty == false ? nil : readers.last.flatMap(\.mentionedColumns)
    let used = relation.columns.map(\.name).filter { mentioned?.contains($0) ?? true }
    if let unknown = used.first(where: relation.unknownColumns.contains) {
      throw .unsupported("reading \(written).\(unknown)", at: name.range)
    }
    let shown = alias?.name.text ?? name.name.text
    let prefix = SQLiteText.name(shown) + "."
    let texts = relation.columns.map { column in
      used.contains(column.name) ? prefix + SQLiteText.name(column.name) : "NULL"
    }
    try add(shown, relation.columns, alias, texts: texts, at: name.range)
    let json = rows.json(used, SystemCatalog(schema))
    let items = used.enumerated().map { "json_extract(value, '$[\($0)]') AS \(SQLiteText.name($1))" }
    let list = items.isEmpty ? "NULL" : items.joined(separator: ", ")
    // With a limit, SQLite makes a table of it and can look things up there when it joins.
    return
      "(SELECT \(list) FROM json_each(\(SQLiteText.string(json))) LIMIT -1) AS \(SQLiteText.name(shown))"
  }
}

/// A `SELECT` that is being lowered, with the order of its rows.
struct Reader: Sendable {
  var select: Select
  var orderBy: [SortItem]

  /// The names of all columns that it mentions anywhere; nil when it takes whatever there is.
  var mentionedColumns: Set<String>? {
    var names: Set<String> = []
    var takesAll = false
    let visitor = NameRewriter(visiting: { expression in
      switch expression.kind {
      case .column(let path): for part in path { names.insert(part.text) }
      case .wildcard: takesAll = true
      case .call(let call) where call.isStar: break
      default: break
      }
    })
    _ = visitor.query(Query(body: .select(select), orderBy: orderBy, range: SourceRange(0, 0)))
    for table in select.from where !table.addJoinedColumns(to: &names) { takesAll = true }
    // A table's own name stands for its rows.
    let isWhole = select.from.contains { $0.shownNames.contains(where: names.contains) }
    return takesAll || isWhole && select.columns.contains { $0.expression.isName(of: select.from) }
      ? nil : names
  }
}

extension Expression {
  fileprivate func isName(of tables: [TableExpression]) -> Bool {
    guard case .column(let path) = kind, path.count == 1 else { return false }
    return tables.contains { $0.shownNames.contains(path[0].text) }
  }
}

extension TableExpression {
  /// False for a natural join, which may be over any column.
  fileprivate func addJoinedColumns(to names: inout Set<String>) -> Bool {
    guard case .join(let left, _, let right, let condition) = self else { return true }
    switch condition {
    case .using(let columns): names.formUnion(columns.map(\.text))
    case .natural: return false
    case .none, .on: break
    }
    return left.addJoinedColumns(to: &names) && right.addJoinedColumns(to: &names)
  }

  fileprivate var shownNames: [String] {
    switch self {
    case .table(let name, _, let alias): [alias?.name.text ?? name.name.text]
    case .query(_, _, let alias), .function(_, _, _, let alias): alias.map { [$0.name.text] } ?? []
    case .join(let left, _, let right, _): left.shownNames + right.shownNames
    }
  }
}
