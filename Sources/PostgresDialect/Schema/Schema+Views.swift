/// `CREATE VIEW` and `ALTER VIEW`.
extension Schema {
  mutating func create(_ statement: CreateView) throws(Diagnostic) -> [Diagnostic] {
    if statement.isMaterialized { return try materialize(statement) }
    let (query, columns) = try stored(statement.query, of: statement)
    // A view of what is temporary is temporary too.
    let isTemporary = query.references.contains { relation($0.object)?.name.schema == Self.temporary }
    let name = try creationName(statement.name, isTemporary ? .temporary : statement.persistence)
    let options = statement.options.map { ViewOptions($0) } ?? ViewOptions()
    guard let id = relations[name], statement.orReplace else {
      let id = makeID()
      try reserve(name, for: id, at: statement.name.range)
      views[id] = View(id: id, name: name, columns: columns, query: query, options: options)
      return []
    }
    guard var view = views[id], view.partition == nil else {
      throw Diagnostic(
        .error, .wrongObjectType, "\"\(name.name)\" is not a view", at: statement.name.range)
    }
    try requireSame(view.columns, columns, at: statement.name.range)
    for index in view.columns.indices { view.columns[index].type = columns[index].type }
    view.columns += columns.dropFirst(view.columns.count)
    view.query = query
    view.options = options
    views[id] = view
    touched.insert(id)
    return []
  }

  /// The query with its meaning fixed, and the columns it has.
  func stored(_ written: Query, of statement: CreateView) throws(Diagnostic) -> (StoredQuery, [Column]) {
    var resolver = QueryResolver(self)
    let (query, names) = resolver.resolve(statement.isRecursive ? statement.recursiveQuery : written)
    let stored = settled(query, resolver.references)
    let outputs = try outputs(of: stored, names, isMaterialized: statement.isMaterialized)
    guard statement.columns.count <= outputs.count else {
      throw Diagnostic(
        .error, .syntaxError,
        statement.isMaterialized
          ? "too many column names were specified" : "CREATE VIEW specifies more column names than columns",
        at: statement.columns[outputs.count].range)
    }
    var columns: [Column] = []
    for (index, output) in outputs.enumerated() {
      let name = index < statement.columns.count ? statement.columns[index].text : output.name
      let range = index < statement.columns.count ? statement.columns[index].range : written.range
      guard !columns.contains(where: { $0.name == name }) else {
        throw Diagnostic(
          .error, .duplicateColumn, "column \"\(name)\" specified more than once", at: range)
      }
      guard !columns.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw Diagnostic(
          .error, .featureNotSupported,
          "column \"\(name)\" differs from another in case only, which SQLite cannot tell apart", at: range)
      }
      columns.append(Column(number: index + 1, name: name, type: output.type))
    }
    return (stored, columns)
  }

  /// A view that is replaced may only get more columns.
  private func requireSame(_ old: [Column], _ new: [Column], at range: SourceRange) throws(Diagnostic) {
    func refuse(_ message: String, hint: String? = nil) -> Diagnostic {
      Diagnostic(.error, .invalidTableDefinition, message, hint: hint, at: range)
    }
    guard new.count >= old.count else { throw refuse("cannot drop columns from view") }
    for (old, new) in zip(old, new) {
      guard old.name == new.name else {
        throw refuse(
          "cannot change name of view column \"\(old.name)\" to \"\(new.name)\"",
          hint: "use ALTER VIEW … RENAME COLUMN … to change the name of a view's column instead")
      }
      guard old.type == new.type || old.type.category == .unknown || new.type.category == .unknown else {
        throw refuse(
          "cannot change data type of view column \"\(old.name)\" from \(displayName(old.type)) to "
            + displayName(new.type))
      }
    }
  }

  /// `ALTER VIEW`, and `ALTER TABLE` of a view.
  mutating func alter(_ view: View, _ statement: AlterTable) throws(Diagnostic) -> [Diagnostic] {
    var view = view
    for action in statement.actions {
      switch action.kind {
      case .owner(let role): annotate(.view(view.id), of: view.id) { $0.owner = role.text }
      case .setDefault(let name, let value) where view.partition == nil:
        try setDefault(value, of: name, in: &view)
      case .dropDefault(let name) where view.partition == nil: try setDefault(nil, of: name, in: &view)
      case _ where view.partition != nil: try refuse(action, on: view)
      case .attribute(.setOptions(let options)): view.options.set(ViewOptions(options.postgres))
      case .attribute(.resetOptions(let options)): view.options.reset(ViewOptions(options.postgres))
      default:
        throw Diagnostic(
          .error, .wrongObjectType,
          "this ALTER action cannot be performed on relation \"\(view.name.name)\"",
          hint: "this operation is not supported for views", at: action.range)
      }
    }
    views[view.id] = view
    touched.insert(view.id)
    return []
  }

  /// Partitions have the columns of their table.
  private func refuse(_ action: AlterTableAction, on partition: View) throws(Diagnostic) {
    switch action.kind {
    case .attribute: return
    case .addColumn:
      throw Diagnostic(.error, .wrongObjectType, "cannot add column to a partition", at: action.range)
    case .dropColumn(let name, _, _):
      throw Diagnostic(
        .error, .invalidTableDefinition, "cannot drop inherited column \"\(name.text)\"", at: action.range)
    default: throw .unsupported("altering the partition \"\(partition.name.name)\" alone", at: action.range)
    }
  }

  private func setDefault(
    _ value: Expression?, of name: Identifier, in view: inout View
  ) throws(Diagnostic) {
    guard let index = view.columns.firstIndex(where: { $0.name == name.text }) else {
      throw Diagnostic(
        .error, .undefinedColumn,
        "column \"\(name.text)\" of relation \"\(view.name.name)\" does not exist", at: name.range)
    }
    if let value { try refuseColumns(in: value, "cannot use column reference in DEFAULT expression") }
    view.columns[index].defaultValue = value
  }

  mutating func renameColumn(_ name: Identifier, of view: View, to new: Identifier) throws(Diagnostic) {
    var view = view
    guard let index = view.columns.firstIndex(where: { $0.name == name.text }) else {
      throw Diagnostic(.error, .undefinedColumn, "column \"\(name.text)\" does not exist", at: name.range)
    }
    guard view[column: new.text] == nil else {
      throw Diagnostic(
        .error, .duplicateColumn,
        "column \"\(new.text)\" of relation \"\(view.name.name)\" already exists", at: new.range)
    }
    view.columns[index].name = new.text
    views[view.id] = view
    touched.insert(view.id)
  }

  /// `ALTER VIEW` takes views only, `ALTER TABLE` any relation.
  func requireKind(_ kind: RelationKind, of name: QualifiedName) throws(Diagnostic) {
    guard kind == .view || kind == .materializedView, relationID(name) != nil else { return }
    let wanted = kind == .view ? "view" : "materialized view"
    guard relation(named: name).map({ kindName($0.id) }) != wanted else { return }
    throw Diagnostic(
      .error, .wrongObjectType, "\"\(name.name.text)\" is not a \(wanted)", at: name.range)
  }

  /// The view of that name; nil where there is none.
  func view(named name: QualifiedName) -> View? { relationID(name).flatMap { views[$0] } }
}

extension CreateView {
  /// `CREATE RECURSIVE VIEW v (a) AS q` is `WITH RECURSIVE v (a) AS (q) SELECT a FROM v`.
  fileprivate var recursiveQuery: Query {
    let own = CommonTable(
      name: name.name, columns: columns, isMaterialized: nil,
      statement: Statement(.select(query), at: query.range))
    let items = columns.map { SelectItem(expression: Expression(.column([$0]), at: $0.range), alias: nil) }
    let select = Select(
      columns: items, from: [.table(QualifiedName(name.name), only: false, nil)])
    return Query(
      with: WithClause(isRecursive: true, tables: [own]), body: .select(select), range: query.range)
  }
}
