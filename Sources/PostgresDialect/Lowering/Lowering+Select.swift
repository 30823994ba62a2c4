/// One `SELECT`, without what surrounds it.
extension Lowering {
  struct Output {
    var value: TypedSQL
    var name: String

    var sql: String { "\(value.sql) AS \(SQLiteText.name(name))" }
  }

  mutating func select(
    _ select: Select, orderBy items: [SortItem], expecting types: [PostgresType?], at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery {
    if select.into != nil { throw .unsupported("SELECT INTO", at: range) }
    let takesRowsApart = takesRowsApart
    self.takesRowsApart = false
    let isWithinFilter = isInFilter
    isInFilter = false
    defer { isInFilter = isWithinFilter }
    var select = try unfolded(select)
    select.groupBy = select.groupBy.flatMap(\.members)
    if case .on(let keys) = select.distinct { select.distinct = .on(keys.flatMap(\.members)) }
    let items = items.flatMap(\.members)
    scopes.append(Scope())
    readers.append(Reader(select: select, orderBy: items))
    defer {
      scopes.removeLast()
      readers.removeLast()
    }
    var from = ""
    for (index, table) in select.from.enumerated() {
      from += index == 0 ? " FROM " : ", "
      from += try source(table)
    }
    if takesRowsApart { select.columns = select.columns.flatMap(takenApart) }
    let outputs = try self.outputs(select.columns, expecting: types)
    var tail = from
    isInFilter = true
    var filter = try select.filter.map { filter throws(Diagnostic) in try condition(filter, "WHERE") }
    isInFilter = false
    if let row, from.isVolatile || outputs.contains(where: \.value.sql.isVolatile) {
      // SQLite evaluates a query once that hangs on nothing around it.
      let own = "coalesce(\(row), 1) IS NOT NULL"
      filter = TypedSQL(filter.map { "\($0.operand) AND \(own)" } ?? own, .bool, isCompound: true)
    }
    if let filter { tail += " WHERE \(filter.sql)" }
    if !select.groupBy.isEmpty { tail += try groupBy(select.groupBy, outputs) }
    if let having = select.having {
      // SQLite wants a GROUP BY before it: https://sqlite.org/lang_select.html#resultset
      if select.groupBy.isEmpty { tail += " GROUP BY NULL" }
      tail += " HAVING \(try condition(having, "HAVING").sql)"
    }
    try checkGrouping(select, outputs, at: range)
    if !select.windows.isEmpty {
      var windows: [String] = []
      for window in select.windows {
        windows.append(
          "\(SQLiteText.name(window.name.text)) AS (\(try windowText(window.definition, at: range)))")
      }
      tail += " WINDOW \(windows.joined(separator: ", "))"
    }
    let columns = outputs.map { (name: $0.name, type: $0.value.type) }
    if case .on(let keys) = select.distinct {
      return LoweredQuery(sql: try computedFirst(keys, outputs, tail, items), columns: columns)
    }
    // In ORDER BY SQLite knows no column of the query around.
    if select.distinct != .rows, items.contains(where: { reachesOutside($0.expression) }) {
      return LoweredQuery(sql: try computedFirst([], outputs, tail, items), columns: columns)
    }
    let list = outputs.isEmpty ? "NULL" : outputs.map(\.sql).joined(separator: ", ")
    var sql = "SELECT \(select.distinct == .rows ? "DISTINCT " : "")\(list)\(tail)"
    sql += try orderBy(items, outputs: columns)
    return LoweredQuery(sql: sql, columns: columns)
  }

  /// Functions that return rows move from the select list to FROM, where they stand side by side.
  private func unfolded(_ select: Select) throws(Diagnostic) -> Select {
    var result = select
    var calls: [FunctionCall] = []
    for index in select.columns.indices {
      var item = result.columns[index]
      let name = item.alias ?? Identifier(item.expression.outputName)
      while true {
        let (expression, call) = takingSet(item.expression, as: "_set\(calls.count + 1)")
        guard let call else { break }
        calls.append(call)
        item = SelectItem(expression: expression, alias: name)
      }
      result.columns[index] = item
    }
    guard let first = calls.first else { return select }
    var source = first
    if calls.count > 1 {
      source = FunctionCall(name: QualifiedName(Identifier(Self.sideBySide, at: first.name.range)))
      source.arguments = calls.map { FunctionArgument(value: Expression(.call($0), at: $0.name.range)) }
    }
    let names = calls.indices.map { Identifier("_set\($0 + 1)") }
    let alias = TableAlias(name: Identifier(Scope.Source.moved), columns: names)
    result.from.append(.function(source, lateral: true, ordinality: false, alias))
    return result
  }

  private func takingSet(_ expression: Expression, as name: String) -> (Expression, FunctionCall?) {
    if case .call(let call) = expression.kind {
      if returnsSet(call) {
        return (Expression(.column([Identifier(name, at: expression.range)]), at: expression.range), call)
      }
      // Its arguments are evaluated for each of their rows, those of an aggregate must not move.
      if Self.isAggregate(call) || call.over != nil { return (expression, nil) }
    }
    var found: FunctionCall?
    let mapped = expression.mapChildren { child in
      guard found == nil else { return child }
      let (inner, call) = takingSet(child, as: name)
      found = call
      return inner
    }
    return (mapped, found)
  }

  private func returnsSet(_ call: FunctionCall) -> Bool {
    let name = call.name.name.text
    if SetTable.rules[name] != nil, SetTable.columns(of: name).count < 2 { return true }
    return schema.functionIDs(call.name).contains { id in
      guard let function = schema.functions[id], let routine = try? schema.routine(function) else {
        return false
      }
      return routine.returnsSet && !routine.isRow && !routine.isOpenRecord
    }
  }

  private mutating func groupBy(_ keys: [Expression], _ outputs: [Output]) throws(Diagnostic) -> String {
    var texts: [String] = []
    for key in keys {
      if let number = try position(key, outputs.count) {
        texts.append(number)
        continue
      }
      // A column of the tables goes before one of the result.
      if case .column(let path) = key.kind, path.count == 1,
        scopes.last?.values(named: path[0].text).isEmpty == true,
        let index = outputs.firstIndex(where: { $0.name == path[0].text })
      {
        texts.append(String(index + 1))
        continue
      }
      texts.append(try lower(key).sql)
    }
    return " GROUP BY \(texts.joined(separator: ", "))"
  }

  /// A column outside of an aggregate must be grouped by; SQLite would take it from any row.
  private mutating func checkGrouping(
    _ select: Select, _ outputs: [Output], at range: SourceRange
  ) throws(Diagnostic) {
    let isGrouped =
      !select.groupBy.isEmpty || select.having != nil
      || select.columns.contains { $0.expression.containsAggregate }
    guard isGrouped, let scope = scopes.last else { return }
    var keys: Set<Expression> = []
    for key in select.groupBy {
      keys.insert(key)
      if case .number(let text) = key.kind, let number = Int(text),
        select.columns.indices.contains(number - 1)
      {
        keys.insert(select.columns[number - 1].expression)
      }
      if case .column(let path) = key.kind, path.count == 1 {
        for item in select.columns where item.alias?.text == path[0].text { keys.insert(item.expression) }
      }
    }
    var names: Set<String> = []
    for key in keys { if case .column(let path) = key.kind, let name = path.last { names.insert(name.text) } }
    for item in select.columns {
      guard let stray = item.expression.strayColumn(keys, names), let name = stray.last else { continue }
      let owners = scope.sources.filter { source in
        source.columns.contains { $0.name == name.text } && (path(stray, names: source))
      }
      guard let owner = owners.first else { continue }
      // All columns of a table hang on its primary key.
      if let table = schema.tables.values.first(where: {
        $0.name.name == owner.name || isAlias(owner, of: $0, select)
      }),
        let primary = table.primaryKey, table.names(of: primary.columns).allSatisfy(names.contains)
      {
        continue
      }
      throw Diagnostic(
        .error, .groupingError,
        "column \"\(owner.name).\(name.text)\" must appear in the GROUP BY clause or be used in an aggregate function",
        at: item.expression.range)
    }
  }

  private func path(_ path: [Identifier], names source: Scope.Source) -> Bool {
    path.count < 2 || path[path.count - 2].text == source.name
  }

  private func isAlias(_ source: Scope.Source, of table: Table, _ select: Select) -> Bool {
    source.texts.isEmpty && source.columns.map(\.name) == table.columns.map(\.name)
  }

  /// Whether a column in it is one of a query around this one.
  private func reachesOutside(_ expression: Expression) -> Bool {
    guard let own = scopes.last, scopes.count > 1 else { return false }
    var found = false
    expression.walk { part in
      guard case .column(let path) = part.kind, let name = path.last?.text else { return }
      let qualifier = path.count > 1 ? path[path.count - 2].text : nil
      guard own.values(named: name, in: qualifier).isEmpty else { return }
      found =
        found
        || scopes.dropLast().contains { scope in
          scope.sources.contains { source in
            source.texts.isEmpty && !source.isRecord && (qualifier ?? source.name) == source.name
              && source.columns.contains { $0.name == name }
          }
        }
    }
    return found
  }

  /// Sorted by what is computed beside the columns. With keys, the first row of each group of them, by the order:
  /// https://www.postgresql.org/docs/15/sql-select.html#SQL-DISTINCT
  private mutating func computedFirst(
    _ keys: [Expression], _ outputs: [Output], _ tail: String, _ items: [SortItem]
  ) throws(Diagnostic) -> String {
    func expression(_ written: Expression) throws(Diagnostic) -> TypedSQL {
      if let number = try position(written, outputs.count), let index = Int(number) {
        return outputs[index - 1].value
      }
      if case .column(let path) = written.kind, path.count == 1,
        let output = outputs.first(where: { $0.name == path[0].text })
      {
        return output.value
      }
      return try lower(written)
    }
    var groups: [String] = []
    for key in keys { groups.append(try expression(key).sql) }
    var inner = outputs.enumerated().map { "\($1.value.sql) AS \(Self.number($0))" }
    var order: [String] = []
    var outer: [String] = []
    for (index, item) in items.enumerated() {
      let key = try sortKey(try expression(item.expression), at: item.expression.range)
      order.append(key.operand + Self.direction(item))
      inner.append("\(key.sql) AS \"_s\(index)\"")
      outer.append("\"_s\(index)\"\(Self.direction(item))")
    }
    if !groups.isEmpty {
      let window =
        "PARTITION BY \(groups.joined(separator: ", "))"
        + (order.isEmpty ? "" : " ORDER BY \(order.joined(separator: ", "))")
      inner.append("row_number() OVER (\(window)) AS \"_rank\"")
    }
    let list = outputs.enumerated().map { "\(Self.number($0)) AS \(SQLiteText.name($1.name))" }
    return
      "SELECT \(list.joined(separator: ", ")) FROM (SELECT \(inner.joined(separator: ", "))\(tail))"
      + (groups.isEmpty ? "" : " WHERE \"_rank\" = 1")
      + (outer.isEmpty ? "" : " ORDER BY \(outer.joined(separator: ", "))")
  }

  /// `1` in GROUP BY and ORDER BY names a column of the result.
  func position(_ expression: Expression, _ count: Int) throws(Diagnostic) -> String? {
    guard case .number(let text) = expression.kind else { return nil }
    guard let number = Int(text), (1...max(1, count)).contains(number) else {
      throw Diagnostic(
        .error, .invalidColumnReference, "position \(text) is not in select list", at: expression.range)
    }
    return text
  }

  mutating func outputs(
    _ items: [SelectItem], expecting types: [PostgresType?]
  ) throws(Diagnostic) -> [Output] {
    var outputs: [Output] = []
    for item in items {
      if case .wildcard(let path) = item.expression.kind {
        outputs += try expanded(path, at: item.expression.range)
        continue
      }
      var value = try lower(item.expression)
      if value.type.category == .unknown {
        let expected = types.indices.contains(outputs.count) ? types[outputs.count] : nil
        value = try coerce(value, to: expected ?? .text, at: item.expression.range)
      }
      outputs.append(Output(value: value, name: item.alias?.text ?? item.expression.outputName))
    }
    return outputs
  }

  private func expanded(_ path: [Identifier], at range: SourceRange) throws(Diagnostic) -> [Output] {
    guard let scope = scopes.last, !scope.sources.isEmpty || !path.isEmpty else {
      throw Diagnostic(.error, .syntaxError, "SELECT * with no tables specified is not valid", at: range)
    }
    guard let name = path.last?.text else { return scope.all.map { Output(value: $0.value, name: $0.name) } }
    guard let source = scopes.reversed().lazy.compactMap({ $0.sources.first { $0.name == name } }).first
    else {
      throw Diagnostic(.error, .undefinedTable, "missing FROM-clause entry for table \"\(name)\"", at: range)
    }
    return source.columns.indices.map { Output(value: source.value($0), name: source.columns[$0].name) }
  }
}

extension Expression {
  var containsAggregate: Bool {
    if case .call(let call) = kind, call.over == nil, Lowering.isAggregate(call) { return true }
    var found = false
    _ = mapChildren { child in
      found = found || child.containsAggregate
      return child
    }
    return found
  }

  /// A column that is neither grouped by nor inside of an aggregate.
  fileprivate func strayColumn(_ keys: Set<Expression>, _ names: Set<String>) -> [Identifier]? {
    if keys.contains(self) { return nil }
    switch kind {
    case .column(let path): return path.last.map { names.contains($0.text) } == true ? nil : path
    case .call(let call) where Lowering.isAggregate(call): return nil
    default: break
    }
    var found: [Identifier]?
    _ = mapChildren { child in
      if found == nil { found = child.strayColumn(keys, names) }
      return child
    }
    return found
  }
}
