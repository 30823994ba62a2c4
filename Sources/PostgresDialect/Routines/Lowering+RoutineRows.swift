/// Users' functions in FROM: those that return rows are queries there.
/// https://www.postgresql.org/docs/15/xfunc-sql.html#XFUNC-SQL-TABLE-FUNCTIONS
extension Lowering {
  /// Nil for a call of another function, and for one of a single value.
  mutating func routineRows(
    _ call: FunctionCall, ordinality: Bool, _ alias: TableAlias?
  ) throws(Diagnostic) -> String? {
    let range = call.name.range
    guard let (found, values) = try routineCall(call, at: range) else { return nil }
    var match = found
    let routine = match.routine
    guard routine.returnsSet || routine.isRow || routine.isOpenRecord else { return nil }
    if routine.isOpenRecord { match.outputs = try recordTypes(alias, at: range) }
    let shown = alias?.name.text ?? routine.name.name
    let marks = Marks(values, from: &markCount)
    let inline = try inlinedOrNil(match, at: range) { lowering throws(Diagnostic) in
      try lowering.rows(of: match, marks, shown: shown, at: range)
    }
    guard var rows = inline else { return try interpretedRows(match, values, ordinality, alias, at: range) }
    if let alias, routine.isOpenRecord {
      for (index, name) in alias.columns.enumerated() { rows.columns[index].name = name.text }
    }
    let isScalar = rows.columns.count == 1 && !ordinality
    if ordinality {
      rows.sql = "SELECT *, row_number() OVER () FROM (\(rows.sql))"
      rows.columns.append(("ordinality", .int8))
    }
    var own = alias ?? TableAlias(name: Identifier(shown, at: range))
    if routine.isOpenRecord { own.columns = [] }
    if values.allSatisfy(\.isConstant) {
      rows.sql = Self.numbered(rows)
      let names = SQLiteText.names(rows.columns.map(\.name))
      rows.sql = "WITH \"_r\" (\(names)) AS (\(rows.sql)) SELECT * FROM \"_r\""
      return try self.rows(rows, isLateral: false, own, isScalar: isScalar, at: range)
    }
    let row = marks.row(rows.sql)
    rows.sql = row.text
    return try self.rows(
      rows, isLateral: true, own, isScalar: isScalar, arguments: row.source, at: range)
  }

  /// `(f(x)).name`; nil where no function of the user's is called.
  mutating func routineField(
    _ value: Expression, _ name: Identifier, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard case .call(let call) = value.kind, let (match, _) = try routineCall(call, at: value.range),
      match.routine.isRow, !match.routine.returnsSet
    else { return nil }
    guard match.routine.outputs.contains(where: { $0.name == name.text }) else {
      throw Diagnostic(
        .error, .undefinedColumn,
        "column \"\(name.text)\" not found in data type of the result of \(match.routine.name.name)",
        at: name.range)
    }
    let select = Select(
      columns: [SelectItem(expression: Expression(.column([name]), at: range))],
      from: [.function(call, lateral: false, ordinality: false, nil)])
    return try lower(Expression(.query(Query(body: .select(select), range: range)), at: range))
  }

  /// The rows that the interpreter gives, as JSON.
  private mutating func interpretedRows(
    _ match: RoutineMatch, _ values: [TypedSQL], _ ordinality: Bool, _ alias: TableAlias?,
    at range: SourceRange
  ) throws(Diagnostic) -> String {
    let name = match.routine.name.name
    guard purpose == .statement else {
      throw .unsupported("calling the function \(name) in what is stored", at: range)
    }
    let shown = alias?.name.text ?? name
    let prefix = SQLiteText.name(shown)
    var columns: [(name: String, type: PostgresType)] = []
    for (index, output) in match.outputs.enumerated() {
      let named = match.routine.outputs.indices.contains(index) ? match.routine.outputs[index].name : nil
      let aliased = match.routine.isOpenRecord ? alias.map { $0.columns[index].text } : nil
      columns.append((aliased ?? named ?? shown, output))
    }
    var texts = columns.indices.map { "json_extract(\(prefix).value, '$[\($0)]')" }
    let isScalar = columns.count == 1 && !ordinality
    if ordinality {
      columns.append(("ordinality", .int8))
      texts.append("(\(prefix).key + 1)")
    }
    let own = match.routine.isOpenRecord ? nil : alias
    try add(shown, columns, own, texts: texts, isScalar: isScalar, at: range)
    return "json_each(pg_call_rows(\(interpreted(match, values)))) AS \(prefix)"
  }

  /// The types of `AS t(a integer, b text)`.
  private func recordTypes(_ alias: TableAlias?, at range: SourceRange) throws(Diagnostic) -> [PostgresType] {
    guard let alias, !alias.types.isEmpty, alias.types.count == alias.columns.count else {
      throw Diagnostic(
        .error, .syntaxError, "a column definition list is required for functions returning \"record\"",
        at: range)
    }
    var types: [PostgresType] = []
    for type in alias.types { types.append(try schema.resolve(type)) }
    return types
  }

  /// The rows with marks in place of the arguments; nil for a function that takes more than a query.
  private mutating func rows(
    of match: RoutineMatch, _ marks: Marks, shown: String, at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery? {
    guard let function = schema.functions[match.routine.id] else { return nil }
    let rows = try placed(in: function, at: range) { lowering throws(Diagnostic) in
      try lowering.bodyRows(of: function, match, marks)
    }
    guard var rows else { return nil }
    if match.routine.isStrict {
      let conditions = marks.values.map { "\($0.operand) IS NOT NULL" }
      if !conditions.isEmpty {
        rows.sql = "SELECT * FROM (\(rows.sql)) WHERE \(conditions.joined(separator: " AND "))"
      }
    }
    if !match.routine.returnsSet {
      // One row, also where the query finds none.
      rows.sql = "SELECT \"_r\".* FROM (SELECT 1) LEFT JOIN (SELECT * FROM (\(rows.sql)) LIMIT 1) AS \"_r\""
    }
    for index in rows.columns.indices {
      let named = match.routine.outputs.indices.contains(index) ? match.routine.outputs[index].name : nil
      rows.columns[index].name = named ?? shown
    }
    return rows
  }

  private mutating func bodyRows(
    of function: Function, _ match: RoutineMatch, _ marks: Marks
  ) throws(Diagnostic) -> LoweredQuery? {
    guard let body = try function.inlineBody() else { return nil }
    setParameters(match, marks.values)
    let query: Query
    switch body {
    case .query(let own): query = own
    case .procedure: return nil
    case .expression(let expression):
      query = Query(
        body: .select(Select(columns: [SelectItem(expression: expression)])), range: expression.range)
    }
    var lowered = try self.query(query, expecting: match.outputs)
    guard lowered.columns.count == match.outputs.count else { return nil }
    if lowered.columns.map({ $0.type.unmodified }) != match.outputs {
      let columns = match.outputs.enumerated().map { Column(number: $0, name: "", type: $1) }
      var cells: [String] = []
      for (index, column) in columns.enumerated() {
        let value = TypedSQL(Self.number(index), lowered.columns[index].type)
        cells.append(try assign(value, to: column, at: query.range).sql)
      }
      let names = columns.indices.map(Self.number).joined(separator: ", ")
      lowered.sql =
        "WITH \"_c\" (\(names)) AS (\(lowered.sql)) SELECT \(cells.joined(separator: ", ")) FROM \"_c\""
    }
    lowered.columns = match.outputs.map { ("", $0) }
    return lowered
  }
}
