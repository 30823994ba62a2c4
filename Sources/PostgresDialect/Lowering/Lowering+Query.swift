/// A lowered query: SQLite's text, and the names and types of its columns.
struct LoweredQuery: Sendable {
  var sql: String
  var columns: [(name: String, type: PostgresType)]
}

extension Lowering {
  mutating func query(_ query: Query, expecting types: [PostgresType?] = []) throws(Diagnostic)
    -> LoweredQuery
  {
    let outerTables = commonTables
    defer { commonTables = outerTables }
    var sql = try query.with.map { clause throws(Diagnostic) in try with(clause) } ?? ""
    var result: LoweredQuery
    switch query.body {
    case .select(let select):
      result = try self.select(select, orderBy: query.orderBy, expecting: types, at: query.range)
    case .values(let rows):
      result = try values(rows, expecting: types, at: query.range)
      result.sql += try orderBy(query.orderBy, outputs: result.columns)
    case .combined(let left, let operation, let all, let right):
      result = try combined(left, operation, all: all, right, expecting: types, at: query.range)
      result.sql += try orderBy(query.orderBy, outputs: result.columns)
    }
    sql += result.sql
    if let limit = query.limit {
      sql += " LIMIT \(try coerce(try lower(limit), to: .int8, at: limit.range).sql)"
    }
    if let offset = query.offset {
      if query.limit == nil { sql += " LIMIT -1" }
      sql += " OFFSET \(try coerce(try lower(offset), to: .int8, at: offset.range).sql)"
    }
    return LoweredQuery(sql: sql, columns: result.columns)
  }

  mutating func with(_ clause: WithClause) throws(Diagnostic) -> String {
    var parts: [String] = []
    for table in clause.tables {
      guard case .select(let query) = table.statement.kind else {
        throw .unsupported("a data-modifying statement in WITH", at: table.statement.range)
      }
      if clause.isRecursive, case .combined(let first, _, _, _) = query.body {
        let seed = try self.query(first)
        commonTables[table.name.text] = named(seed.columns, table.columns)
      }
      let lowered = try self.query(query)
      let columns = named(lowered.columns, table.columns)
      commonTables[table.name.text] = columns
      parts.append(
        "\(SQLiteText.name(table.name.text)) (\(SQLiteText.names(columns.map(\.name)))) AS (\(lowered.sql))")
    }
    return "WITH \(clause.isRecursive ? "RECURSIVE " : "")\(parts.joined(separator: ", ")) "
  }

  private func named(
    _ columns: [(name: String, type: PostgresType)], _ aliases: [Identifier]
  ) -> [(name: String, type: PostgresType)] {
    columns.enumerated().map { index, column in
      (aliases.indices.contains(index) ? aliases[index].text : column.name, column.type)
    }
  }

  private mutating func select(
    _ select: Select, orderBy items: [SortItem], expecting types: [PostgresType?], at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery {
    if select.into != nil { throw .unsupported("SELECT INTO", at: range) }
    if !select.windows.isEmpty { throw .unsupported("WINDOW", at: range) }
    scopes.append(Scope())
    defer { scopes.removeLast() }
    var from = ""
    for (index, table) in select.from.enumerated() {
      from += index == 0 ? " FROM " : ", "
      from += try source(table)
    }
    let outputs = try self.outputs(select.columns, expecting: types)
    var sql = "SELECT "
    switch select.distinct {
    case .rows: sql += "DISTINCT "
    case .on: throw .unsupported("DISTINCT ON", at: range)
    case nil: break
    }
    sql += outputs.map(\.sql).joined(separator: ", ") + from
    if let filter = select.filter { sql += " WHERE \(try condition(filter, "WHERE").sql)" }
    if !select.groupBy.isEmpty {
      var keys: [String] = []
      for key in select.groupBy {
        if let number = try position(key, outputs.count) {
          keys.append(number)
        } else {
          keys.append(try lower(key).sql)
        }
      }
      sql += " GROUP BY \(keys.joined(separator: ", "))"
    }
    if let having = select.having { sql += " HAVING \(try condition(having, "HAVING").sql)" }
    let columns = outputs.map { (name: $0.name, type: $0.type) }
    sql += try orderBy(items, outputs: columns)
    return LoweredQuery(sql: sql, columns: columns)
  }

  /// `1` in GROUP BY and ORDER BY names a column of the result.
  private func position(_ expression: Expression, _ count: Int) throws(Diagnostic) -> String? {
    guard case .number(let text) = expression.kind else { return nil }
    guard let number = Int(text), (1...max(1, count)).contains(number) else {
      throw Diagnostic(
        .error, .invalidColumnReference, "position \(text) is not in select list", at: expression.range)
    }
    return text
  }

  /// The list of RETURNING.
  mutating func returned(_ items: [SelectItem]) throws(Diagnostic) -> LoweredQuery {
    let outputs = try self.outputs(items, expecting: [])
    return LoweredQuery(
      sql: outputs.map(\.sql).joined(separator: ", "), columns: outputs.map { ($0.name, $0.type) })
  }

  private struct Output {
    var sql: String
    var name: String
    var type: PostgresType
  }

  private mutating func outputs(
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
      let name = item.alias?.text ?? item.expression.outputName
      outputs.append(Output(sql: "\(value.sql) AS \(SQLiteText.name(name))", name: name, type: value.type))
    }
    return outputs
  }

  private func expanded(_ path: [Identifier], at range: SourceRange) throws(Diagnostic) -> [Output] {
    let sources = scopes.last?.sources.filter { path.isEmpty || $0.name == path.last?.text } ?? []
    guard !sources.isEmpty else {
      let message =
        path.last.map { "missing FROM-clause entry for table \"\($0.text)\"" }
        ?? "SELECT * with no tables specified is not valid"
      throw Diagnostic(.error, path.isEmpty ? .syntaxError : .undefinedTable, message, at: range)
    }
    return sources.flatMap { source in
      source.columns.map { column in
        Output(
          sql: "\(source.prefix)\(SQLiteText.name(column.name)) AS \(SQLiteText.name(column.name))",
          name: column.name, type: column.type)
      }
    }
  }

  /// PostgreSQL puts NULLs last when ascending, SQLite first.
  mutating func orderBy(
    _ items: [SortItem], outputs: [(name: String, type: PostgresType)]
  ) throws(Diagnostic) -> String {
    guard !items.isEmpty else { return "" }
    var keys: [String] = []
    for item in items {
      var key: String
      var type: PostgresType?
      if case .column(let path) = item.expression.kind, path.count == 1,
        let output = outputs.first(where: { $0.name == path[0].text })
      {
        key = SQLiteText.name(output.name)
        type = output.type
      } else if let number = try position(item.expression, outputs.count) {
        key = number
        type = Int(number).map { outputs[$0 - 1].type }
      } else {
        let value = try lower(item.expression)
        key = value.operand
        type = value.type
      }
      if let type { try refuseSorting(type, at: item.expression.range) }
      if item.isDescending { key += " DESC" }
      let nulls = item.nulls ?? (item.isDescending ? .first : .last)
      key += nulls == .first ? " NULLS FIRST" : " NULLS LAST"
      keys.append(key)
    }
    return " ORDER BY \(keys.joined(separator: ", "))"
  }

  // Labels sort by their place in the type, JSON and arrays by their own rules.
  private func refuseSorting(_ type: PostgresType, at range: SourceRange) throws(Diagnostic) {
    switch schema.baseType(type).category {
    case .user, .json, .array, .interval:
      throw .unsupported("sorting by \(schema.displayName(type))", at: range)
    default: return
    }
  }

  private mutating func values(
    _ rows: [[Expression]], expecting types: [PostgresType?], at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery {
    let width = rows.first?.count ?? 0
    var lowered: [[TypedSQL]] = []
    for row in rows {
      guard row.count == width else {
        throw Diagnostic(
          .error, .syntaxError, "VALUES lists must all be the same length", at: row.first?.range ?? range)
      }
      var cells: [TypedSQL] = []
      for cell in row { cells.append(try lower(cell)) }
      lowered.append(cells)
    }
    var columns: [(name: String, type: PostgresType)] = []
    for index in 0..<width {
      let type = types.indices.contains(index) ? types[index] : nil
      let common = try commonType(lowered.map { $0[index] }, "VALUES", at: range)
      columns.append(("column\(index + 1)", type ?? common))
    }
    var texts: [String] = []
    for (row, cells) in zip(rows, lowered) {
      var parts: [String] = []
      for index in cells.indices {
        parts.append(try coerce(cells[index], to: columns[index].type, at: row[index].range).sql)
      }
      texts.append("(\(parts.joined(separator: ", ")))")
    }
    return LoweredQuery(sql: "VALUES \(texts.joined(separator: ", "))", columns: columns)
  }

  private mutating func combined(
    _ left: Query, _ operation: SetOperation, all: Bool, _ right: Query, expecting types: [PostgresType?],
    at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery {
    // A literal or NULL of one side has the type of the other's column.
    func expected(_ other: LoweredQuery) -> [PostgresType?] {
      other.columns.enumerated().map { (types.indices.contains($0) ? types[$0] : nil) ?? $1.type }
    }
    var first = try query(left, expecting: types)
    let second = try query(right, expecting: types.isEmpty ? expected(first) : types)
    if left.hasOpenColumns { first = try query(left, expecting: expected(second)) }
    guard first.columns.count == second.columns.count else {
      throw Diagnostic(
        .error, .syntaxError,
        "each \(operation.rawValue.uppercased()) query must have the same number of columns", at: right.range)
    }
    for (index, (a, b)) in zip(first.columns, second.columns).enumerated() {
      first.columns[index].type = try commonType(
        [TypedSQL("", a.type), TypedSQL("", b.type)], operation.rawValue.uppercased(), at: right.range)
    }
    guard !all || operation == .union else {
      throw .unsupported("\(operation.rawValue.uppercased()) ALL", at: range)
    }
    // SQLite's operands cannot have parentheses, and all its set operators bind alike from the left.
    func wrapped(_ query: Query, _ sql: String, isLeft: Bool) -> String {
      let isSimple: Bool
      switch query.body {
      case .select: isSimple = true
      case .values: isSimple = true
      case .combined: isSimple = isLeft && operation != .intersect
      }
      let isBare = query.orderBy.isEmpty && query.limit == nil && query.offset == nil && query.with == nil
      return isSimple && isBare ? sql : "SELECT * FROM (\(sql))"
    }
    let word = operation.rawValue.uppercased() + (all ? " ALL" : "")
    return LoweredQuery(
      sql: "\(wrapped(left, first.sql, isLeft: true)) \(word) \(wrapped(right, second.sql, isLeft: false))",
      columns: first.columns)
  }
}

extension Query {
  /// Whether the context decides the type of a column.
  fileprivate var hasOpenColumns: Bool {
    switch body {
    case .select(let select):
      select.columns.contains {
        switch $0.expression.kind {
        case .null, .string: true
        default: false
        }
      }
    case .values: false
    case .combined(let left, _, _, let right): left.hasOpenColumns && right.hasOpenColumns
    }
  }
}
