/// Materialized views: tables in SQLite, beside a view that finds what they should hold.
extension Schema {
  mutating func materialize(_ statement: CreateView) throws(Diagnostic) -> [Diagnostic] {
    let name = try creationName(statement.name)
    if statement.ifNotExists, relations[name] != nil {
      return [
        .skipped("relation \"\(name.name)\" already exists, skipping", .duplicateTable, statement.name.range)
      ]
    }
    let (query, columns) = try stored(statement.query, of: statement)
    let id = makeID()
    try reserve(name, for: id, at: statement.name.range)
    var table = Table(id: id, name: name, columns: columns, lastColumnNumber: columns.count)
    table.isUnlogged = statement.persistence == .unlogged
    table.materialized = Materialized(
      query: query, isPopulated: statement.withData, options: statement.options)
    replace(table)
    return []
  }

  /// `REFRESH MATERIALIZED VIEW` as PostgreSQL's catalog sees it; the rows are another step's.
  mutating func refresh(_ statement: RefreshView) throws(Diagnostic) -> [Diagnostic] {
    func refuse(_ state: SQLState, _ message: String, hint: String? = nil) -> Diagnostic {
      Diagnostic(.error, state, message, hint: hint, at: statement.name.range)
    }
    let name = statement.name.name.text
    guard relationID(statement.name) != nil else { throw Self.missing(relation: statement.name) }
    guard var table = relation(named: statement.name).flatMap({ tables[$0.id] }) else {
      throw refuse(.wrongObjectType, "\"\(name)\" is not a table or materialized view")
    }
    guard let materialized = table.materialized else {
      throw refuse(.featureNotSupported, "\"\(name)\" is not a materialized view")
    }
    if statement.isConcurrent {
      guard statement.withData else {
        throw refuse(.syntaxError, "CONCURRENTLY and WITH NO DATA options cannot be used together")
      }
      guard materialized.isPopulated else {
        throw refuse(
          .featureNotSupported, "CONCURRENTLY cannot be used when the materialized view is not populated")
      }
      let isUnique = indexes.values.contains {
        $0.table == table.id && $0.isUnique && $0.filter == nil
          && $0.elements.allSatisfy { $0.columnName != nil }
      }
      guard isUnique else {
        throw refuse(
          SQLState("55000"), "cannot refresh materialized view \"\(table.name.schema).\(name)\" concurrently",
          hint: "create a unique index with no WHERE clause on one or more columns of the materialized view")
      }
    }
    guard materialized.isPopulated != statement.withData else { return [] }
    table.materialized?.isPopulated = statement.withData
    replace(table)
    return []
  }

  /// Only how it is stored may change, which is remembered.
  mutating func alterMaterialized(_ table: Table, _ statement: AlterTable) throws(Diagnostic) -> [Diagnostic]
  {
    var table = table
    for action in statement.actions {
      switch action.kind {
      case .attribute(let attribute): try set(attribute, of: &table)
      case .owner(let role): annotate(.table(table.id), of: table.id) { $0.owner = role.text }
      default:
        throw Diagnostic(
          .error, .wrongObjectType,
          "this ALTER action cannot be performed on relation \"\(table.name.name)\"",
          hint: "this operation is not supported for materialized views", at: action.range)
      }
    }
    replace(table)
    return []
  }

  /// One that was made or refreshed `WITH NO DATA` cannot be read.
  func requirePopulated(_ relation: Relation, at range: SourceRange) throws(Diagnostic) {
    guard tables[relation.id]?.materialized?.isPopulated == false else { return }
    throw Diagnostic(
      .error, SQLState("55000"), "materialized view \"\(relation.name.name)\" has not been populated",
      hint: "use the REFRESH MATERIALIZED VIEW command", at: range)
  }

  /// The statements that bring a materialized view up to date.
  func refreshSteps(_ statement: RefreshView) throws(Diagnostic) -> [Step] {
    guard let table = relation(named: statement.name).flatMap({ tables[$0.id] }) else { return [] }
    let empty = Step.execute("DELETE FROM \(SQLiteText.name(table.name.lowered))")
    guard statement.withData else { return [empty] }
    if let query = table.materialized?.query, query.obstacle != nil {
      var lowering = Lowering(forStoredNames, .statement)
      let rows = try lowering.query(query.query).sql
      let fill = "INSERT INTO \(SQLiteText.name(table.name.lowered)) \(rows)"
      return lowering.preparations.map(Step.execute) + [empty, .execute(fill)]
    }
    return [
      empty,
      .execute(
        "INSERT INTO \(SQLiteText.name(table.name.lowered)) SELECT * FROM \(SQLiteText.name(table.queryName))"
      ),
    ]
  }
}

extension Table {
  /// The view in SQLite that finds what a materialized view should hold.
  var queryName: String { "\(name.lowered).query" }
}
