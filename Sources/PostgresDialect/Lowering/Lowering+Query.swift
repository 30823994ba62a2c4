/// A lowered query: SQLite's text, and the names and types of its columns.
struct LoweredQuery: Sendable {
  var sql: String
  var columns: [(name: String, type: PostgresType)]
}

extension Lowering {
  mutating func query(_ query: Query, expecting types: [PostgresType?] = []) throws(Diagnostic)
    -> LoweredQuery
  {
    try preferringStock(at: query.range) { lowering throws(Diagnostic) in
      try lowering.lowerQuery(query, expecting: types)
    }
  }

  private mutating func lowerQuery(_ query: Query, expecting types: [PostgresType?]) throws(Diagnostic)
    -> LoweredQuery
  {
    let outer = (commonTables, keptTables, triggered.tables, triggered.mayCount)
    defer { (commonTables, keptTables, triggered.tables, triggered.mayCount) = outer }
    triggered.mayCount = false
    let takesRowsApart = takesRowsApart
    self.takesRowsApart = false
    var sql = try query.with.map { clause throws(Diagnostic) in try with(clause) } ?? ""
    var result: LoweredQuery
    switch query.body {
    case .select(let select):
      self.takesRowsApart = takesRowsApart
      result = try self.select(select, orderBy: query.orderBy, expecting: types, at: query.range)
    case .values(let rows):
      result = try values(rows, expecting: types, at: query.range)
      result.sql += try orderBy(query.orderBy, outputs: result.columns)
    case .combined(let left, let operation, let all, let right):
      self.takesRowsApart = takesRowsApart
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
    if clause.isModifying {
      try materialize(clause)
      return ""
    }
    for table in clause.tables { keptTables[table.name.text] = nil }
    var parts: [String] = []
    for table in clause.tables {
      guard case .select(let query) = table.statement.kind else {
        throw .unsupported("a data-modifying statement in WITH", at: table.statement.range)
      }
      if clause.isRecursive, case .combined(let first, _, _, _) = query.body {
        takesRowsApart = table.columns.isEmpty
        let seed = try self.query(first)
        commonTables[table.name.text] = named(seed.columns, table.columns)
      }
      takesRowsApart = table.columns.isEmpty
      let lowered = try self.query(query)
      let columns = named(lowered.columns, table.columns)
      if purpose == .trigger {
        commonTables[table.name.text] = nil
        triggered.tables[table.name.text] = LoweredQuery(
          sql: inlined(table.name.text, columns.map(\.name), lowered.sql, clause.isRecursive),
          columns: columns)
        continue
      }
      commonTables[table.name.text] = columns
      parts.append(
        "\(SQLiteText.name(table.name.text)) (\(SQLiteText.names(columns.map(\.name)))) AS (\(lowered.sql))")
    }
    if parts.isEmpty { return "" }
    return "WITH \(clause.isRecursive ? "RECURSIVE " : "")\(parts.joined(separator: ", ")) "
  }

  /// A common table in the place where it is read: the statements of a trigger cannot begin with WITH.
  /// https://sqlite.org/lang_createtrigger.html
  private func inlined(_ name: String, _ columns: [String], _ sql: String, _ isRecursive: Bool) -> String {
    let name = SQLiteText.name(name)
    return "WITH \(isRecursive ? "RECURSIVE " : "")\(name) (\(SQLiteText.names(columns))) AS (\(sql)) "
      + "SELECT * FROM \(name)"
  }

  private func named(
    _ columns: [(name: String, type: PostgresType)], _ aliases: [Identifier]
  ) -> [(name: String, type: PostgresType)] {
    columns.enumerated().map { index, column in
      (aliases.indices.contains(index) ? aliases[index].text : column.name, column.type)
    }
  }

  /// The list of RETURNING.
  mutating func returned(_ items: [SelectItem]) throws(Diagnostic) -> LoweredQuery {
    let outputs = try self.outputs(items, expecting: [])
    return LoweredQuery(
      sql: outputs.map(\.sql).joined(separator: ", "), columns: outputs.map { ($0.name, $0.value.type) })
  }

  mutating func orderBy(
    _ items: [SortItem], outputs: [(name: String, type: PostgresType)]
  ) throws(Diagnostic) -> String {
    guard !items.isEmpty else { return "" }
    var keys: [String] = []
    for item in items {
      var key: TypedSQL
      if case .column(let path) = item.expression.kind, path.count == 1,
        let output = outputs.first(where: { $0.name == path[0].text })
      {
        key = TypedSQL(SQLiteText.name(output.name), output.type)
      } else if let number = try position(item.expression, outputs.count), let index = Int(number) {
        let type = outputs[index - 1].type
        key = TypedSQL(sortsAsStored(type) ? number : SQLiteText.name(outputs[index - 1].name), type)
      } else {
        key = try lower(item.expression)
        // SQLite would take it for the place of a column.
        if key.isConstant { key = TypedSQL("+\(key.operand)", key.type, isCompound: true) }
      }
      keys.append(try sortKey(key, at: item.expression.range).operand + Self.direction(item))
    }
    return " ORDER BY \(keys.joined(separator: ", "))"
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
    // SQLite loses the columns' names where the rows refer to a query outside.
    let isSelect = rows.joined().contains(where: \.hasColumn)
    var texts: [String] = []
    for (row, cells) in zip(rows, lowered) {
      var parts: [String] = []
      for index in cells.indices {
        let cell = try coerce(cells[index], to: columns[index].type, at: row[index].range)
        parts.append(
          isSelect && texts.isEmpty ? "\(cell.operand) AS \(SQLiteText.name(columns[index].name))" : cell.sql)
      }
      texts.append(parts.joined(separator: ", "))
    }
    if isSelect {
      return LoweredQuery(
        sql: texts.map { "SELECT \($0)" }.joined(separator: " UNION ALL "), columns: columns)
    }
    return LoweredQuery(
      sql: "VALUES \(texts.map { "(\($0))" }.joined(separator: ", "))", columns: columns)
  }

  private mutating func combined(
    _ left: Query, _ operation: SetOperation, all: Bool, _ right: Query, expecting types: [PostgresType?],
    at range: SourceRange
  ) throws(Diagnostic) -> LoweredQuery {
    // A literal or NULL of one side has the type of the other's column.
    func expected(_ other: LoweredQuery) -> [PostgresType?] {
      other.columns.enumerated().map { (types.indices.contains($0) ? types[$0] : nil) ?? $1.type }
    }
    let takesRowsApart = takesRowsApart
    var first = try query(left, expecting: types)
    self.takesRowsApart = takesRowsApart
    let second = try query(right, expecting: types.isEmpty ? expected(first) : types)
    self.takesRowsApart = takesRowsApart && left.hasOpenColumns
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
      case .values: isSimple = sql.hasPrefix("VALUES")
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
