extension Lowering {
  /// What stands in FROM; its columns come into the innermost scope.
  mutating func source(_ table: TableExpression) throws(Diagnostic) -> String {
    switch table {
    case .table(let name, let only, let alias): return try self.table(name, only: only, alias)
    case .query(let query, let lateral, let alias):
      guard let alias else {
        throw Diagnostic(.error, .syntaxError, "subquery in FROM must have an alias", at: query.range)
      }
      return try subquery(query, isLateral: lateral && scopes.last?.sources.isEmpty == false, alias)
    case .function(let call, _, let ordinality, let alias):
      return try function(call, ordinality: ordinality, alias)
    case .join(let left, let kind, let right, let condition): return try join(left, kind, right, condition)
    }
  }

  private mutating func table(
    _ name: QualifiedName, only: Bool, _ alias: TableAlias?
  ) throws(Diagnostic) -> String {
    let shown = alias?.name.text ?? name.name.text
    if name.schema == nil, let rows = triggered.tables[name.name.text] {
      try add(shown, rows.columns, alias, at: name.range)
      return "(\(rows.sql)) AS \(SQLiteText.name(shown))"
    }
    var heirs: [Table] = []
    var own: Table?
    let (lowered, columns): (String, [(name: String, type: PostgresType)])
    if name.schema == nil, let common = commonTables[name.name.text] {
      (lowered, columns) = (keptTables[name.name.text] ?? name.name.text, common)
    } else if let system = try systemRelation(name, alias) {
      return system
    } else if let sequence = schema.relationID(name).flatMap({ schema.sequences[$0] }) {
      let columns: [(name: String, type: PostgresType)] = [
        ("last_value", .int8), ("log_cnt", .int8), ("is_called", .bool),
      ]
      try add(shown, columns, alias, at: name.range)
      return "(\(schema.place(of: sequence).row)) AS \(SQLiteText.name(shown))"
    } else {
      let relation = try schema.queried(name)
      if !calls.isEmpty { readWithin.insert(relation.id) }
      if let rows = try absentView(relation, at: name.range) {
        try add(shown, relation.columns.map { ($0.name, $0.type) }, alias, at: name.range)
        return "(\(rows)) AS \(SQLiteText.name(shown))"
      }
      if schema.views[relation.id]?.partition?.isHash == true {
        throw .unsupported("reading a hash partition", at: name.range)
      }
      if purpose == .statement { try schema.requirePopulated(relation, at: name.range) }
      (lowered, columns) = (relation.name.lowered, relation.columns.map { ($0.name, $0.type) })
      triggered.reads.insert(relation.id)
      if let hidden = triggered.hidden, hidden.table == relation.id {
        try add(shown, columns, alias, at: name.range)
        return "(\(hidden.rest)) AS \(SQLiteText.name(shown))"
      }
      if !only { heirs = schema.descendants(of: relation.id) }
      triggered.reads.formUnion(heirs.map(\.id))
      if heirs.isEmpty { own = schema.tables[relation.id] }
    }
    try add(shown, columns, alias, of: own, at: name.range)
    if !heirs.isEmpty {
      let list = SQLiteText.names(columns.map(\.name))
      let selects = ([lowered] + heirs.map(\.name.lowered)).map {
        "SELECT \(list) FROM \(SQLiteText.name($0))"
      }
      return "(\(selects.joined(separator: " UNION ALL "))) AS \(SQLiteText.name(shown))"
    }
    return SQLiteText.name(lowered) + (shown == lowered ? "" : " AS \(SQLiteText.name(shown))")
  }

  /// A source under a name, with the column names of its alias.
  mutating func add(
    _ name: String, _ columns: [(name: String, type: PostgresType)], _ alias: TableAlias? = nil,
    texts: [String] = [], isScalar: Bool = false, of table: Table? = nil, at range: SourceRange
  ) throws(Diagnostic) {
    let index = scopes.count - 1
    guard !scopes[index].sources.contains(where: { $0.name == name }) else {
      throw Diagnostic(
        .error, SQLState("42712"), "table name \"\(name)\" specified more than once", at: range)
    }
    var source = Scope.Source(name: name, prefix: SQLiteText.name(name) + ".", columns: columns, texts: texts)
    source.isScalar = isScalar
    source.rowID = table.flatMap { $0.stored?.hasRowID ?? true ? schema.rowID(of: $0) : nil }
    if let alias, !alias.columns.isEmpty {
      guard alias.columns.count <= columns.count else {
        throw Diagnostic(
          .error, .invalidColumnReference,
          "table \"\(name)\" has \(columns.count) columns available but \(alias.columns.count) columns specified",
          at: alias.name.range)
      }
      if texts.isEmpty { source.texts = columns.indices.map { source.value($0).sql } }
      for (index, column) in alias.columns.enumerated() { source.columns[index].name = column.text }
    }
    scopes[index].sources.append(source)
  }

  private mutating func subquery(_ query: Query, isLateral: Bool, _ alias: TableAlias) throws(Diagnostic)
    -> String
  {
    takesRowsApart = alias.columns.isEmpty
    return try rows(try self.query(query), isLateral: isLateral, alias, at: query.range)
  }

  /// Rows under a name; those that depend on what stands before them, or on a row of arguments, by way of JSON.
  mutating func rows(
    _ lowered: LoweredQuery, isLateral: Bool, _ alias: TableAlias, isScalar: Bool = false,
    arguments: String? = nil, at range: SourceRange
  ) throws(Diagnostic) -> String {
    let name = SQLiteText.name(alias.name.text)
    var lowered = lowered
    if Set(lowered.columns.map(\.name)).count < lowered.columns.count || isLateral {
      lowered.sql = Self.numbered(lowered)
      let texts = lowered.columns.indices.map { index in
        isLateral ? "json_extract(\(name).value, '$[\(index)]')" : "\(name).\(Self.number(index))"
      }
      try add(
        alias.name.text, lowered.columns, alias, texts: texts, isScalar: isScalar, at: alias.name.range)
    } else {
      try add(alias.name.text, lowered.columns, alias, isScalar: isScalar, at: alias.name.range)
    }
    guard isLateral else { return "(\(lowered.sql)) AS \(name)" }
    // SQLite has no LATERAL but for the arguments of its table functions, so the rows go through one of them.
    var cells: [String] = []
    for (index, column) in lowered.columns.enumerated() {
      guard schema.baseType(column.type).category != .bytes else {
        throw .unsupported("bytea in LATERAL", at: range)
      }
      let cell = TypedSQL(Self.number(index), column.type)
      cells.append(
        try schema.baseType(column.type).category == .number ? arrayElement(cell, at: range) : cell.sql)
    }
    let list = "(SELECT json_group_array(json_array(\(cells.joined(separator: ", ")))) FROM (\(lowered.sql)))"
    return "json_each(\(arguments.map { "(SELECT \(list) FROM \($0))" } ?? list)) AS \(name)"
  }

  static func number(_ index: Int) -> String { SQLiteText.name("_\(index + 1)") }

  /// A query whose columns are called by their numbers, so that equal names do no harm.
  static func numbered(_ query: LoweredQuery) -> String {
    let names = query.columns.indices.map(number).joined(separator: ", ")
    return "WITH \"_q\" (\(names)) AS (\(query.sql)) SELECT * FROM \"_q\""
  }

  /// A function in FROM: its rows as JSON, taken apart.
  private mutating func function(
    _ call: FunctionCall, ordinality: Bool, _ alias: TableAlias?
  ) throws(Diagnostic) -> String {
    let name = call.name.name.text
    let shown = alias?.name.text ?? name
    let prefix = SQLiteText.name(shown)
    if let source = try routineRows(call, ordinality: ordinality, alias) { return source }
    if let source = try recordSource(call, ordinality: ordinality, alias) { return source }
    guard schema.schemaAllowsBuiltin(call.name), let overloads = SetTable.rules[name] else {
      return try scalarFunction(call, ordinality: ordinality, alias, shown)
    }
    let arguments = try positional(call, at: call.name.range)
    var values: [TypedSQL] = []
    for argument in arguments { values.append(vectorAsArray(try lower(argument))) }
    guard let (rule, fitted) = try chosen(overloads, values, arguments.map(\.range)) else {
      throw mismatch(name, values, at: call.name.range)
    }
    let rows = try applied(rule, fitted, called: "\(name)()", at: call.name.range)
    var columns: [(name: String, type: PostgresType)] = []
    var texts: [String] = []
    let named = SetTable.columns(of: name)
    if named.count == 2 {
      columns = [(named[0], .text), (named[1], rows.type)]
      texts =
        isStock
        ? ["\(prefix).key", SetTable.stockValue(of: name, prefix)]
        : ["json_extract(\(prefix).value, '$[0]')", "json_extract(\(prefix).value, '$[1]')"]
    } else {
      columns = [(named.first ?? shown, rows.type)]
      texts = [isStock ? SetTable.stockValue(of: name, prefix) : "\(prefix).value"]
    }
    let isScalar = columns.count == 1 && !ordinality
    if ordinality {
      columns.append(("ordinality", .int8))
      texts.append("(\(prefix).key + 1)")
    }
    try add(shown, columns, alias, texts: texts, isScalar: isScalar, at: call.name.range)
    return "json_each(\(rows.sql)) AS \(prefix)"
  }

  /// One that returns a single value.
  private mutating func scalarFunction(
    _ call: FunctionCall, ordinality: Bool, _ alias: TableAlias?, _ shown: String
  ) throws(Diagnostic) -> String {
    let value = try self.call(call, at: call.name.range)
    guard !ordinality, scopes.last?.sources.isEmpty == true else {
      throw .unsupported("this function in FROM", at: call.name.range)
    }
    try add(shown, [(shown, value.type)], alias, isScalar: true, at: call.name.range)
    return "(SELECT \(value.sql) AS \(SQLiteText.name(shown))) AS \(SQLiteText.name(shown))"
  }

  // MARK: - Joins

  private mutating func join(
    _ left: TableExpression, _ kind: JoinKind, _ right: TableExpression, _ condition: JoinCondition
  ) throws(Diagnostic) -> String {
    let scope = scopes.count - 1
    let start = scopes[scope].sources.count
    let first = try source(left)
    let middle = scopes[scope].sources.count
    var second = try source(right)
    // Its condition stands behind its own join, so that one is read first.
    if case .join = right { second = "(\(second))" }
    let leftSources = Array(scopes[scope].sources[start..<middle])
    let rightSources = Array(scopes[scope].sources[middle...])
    let on: String?
    switch condition {
    case .none: on = nil
    case .on(let expression): on = try self.condition(expression, "JOIN/ON").sql
    case .using(let names): on = try merge(names, kind, leftSources, rightSources)
    case .natural:
      let own = Set(rightSources.flatMap { $0.columns.map(\.name) })
      var seen: Set<String> = []
      let shared = leftSources.flatMap { $0.columns.map(\.name) }.filter {
        own.contains($0) && seen.insert($0).inserted
      }
      on = shared.isEmpty ? nil : try merge(shared.map { Identifier($0) }, kind, leftSources, rightSources)
    }
    let clause = on.map { " ON \($0)" } ?? ""
    switch kind {
    case .cross: return "\(first) CROSS JOIN \(second)"
    case .inner: return "\(first) JOIN \(second)\(clause)"
    case .left: return "\(first) LEFT JOIN \(second)\(clause)"
    // SQLite has it since 3.39 only; the other way round it always had.
    case .right:
      let isPlain = if case .join = left { false } else { true }
      return "\(second) LEFT JOIN \(isPlain ? first : "(\(first))")\(clause)"
    case .full: return "\(first) FULL JOIN \(second)\(clause)"
    }
  }

  /// The columns of `USING`, each one for two.
  private mutating func merge(
    _ names: [Identifier], _ kind: JoinKind, _ left: [Scope.Source], _ right: [Scope.Source]
  ) throws(Diagnostic) -> String {
    let scope = scopes.count - 1
    var conditions: [String] = []
    var merged: [Scope.Merged] = []
    for name in names {
      let leftNames = Set(left.map(\.name))
      let before = scopes[scope].merged.first {
        $0.name == name.text && !$0.sources.isDisjoint(with: leftNames)
      }
      let a = before == nil ? try one(name, in: left, "left") : before?.value ?? .null
      let b = try one(name, in: right, "right")
      let (x, y) = try unified(a, b, "=", at: name.range)
      conditions.append(compared(x, "=", y).sql)
      var value = kind == .right ? b : a
      if kind == .full { value = TypedSQL("coalesce(\(a.sql), \(b.sql))", a.type) }
      let sources = Set((left + right).filter { $0.columns.contains { $0.name == name.text } }.map(\.name))
      merged.append(
        Scope.Merged(name: name.text, value: value, sources: sources.union(before?.sources ?? [])))
    }
    let made = Set(merged.map(\.name))
    scopes[scope].merged = merged + scopes[scope].merged.filter { !made.contains($0.name) }
    return conditions.joined(separator: " AND ")
  }

  private func one(_ name: Identifier, in sources: [Scope.Source], _ side: String) throws(Diagnostic)
    -> TypedSQL
  {
    let found = Scope(sources: sources).values(named: name.text)
    guard let value = found.first else {
      throw Diagnostic(
        .error, .undefinedColumn,
        "column \"\(name.text)\" specified in USING clause does not exist in \(side) table",
        at: name.range)
    }
    guard found.count == 1 else {
      throw Diagnostic(
        .error, .ambiguousColumn,
        "common column name \"\(name.text)\" appears more than once in \(side) table",
        at: name.range)
    }
    return value
  }
}
