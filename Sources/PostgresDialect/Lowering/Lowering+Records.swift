/// Functions that make rows of several columns: records out of JSON, and sets side by side.
/// https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-JSON-PROCESSING-TABLE
extension Lowering {
  private static let recordFunctions: Set<String> = [
    "json_to_record", "jsonb_to_record", "json_to_recordset", "jsonb_to_recordset", "json_populate_record",
    "jsonb_populate_record", "json_populate_recordset", "jsonb_populate_recordset",
  ]

  static func isRecordFunction(_ name: String) -> Bool { recordFunctions.contains(name) }

  /// What stands for several sets side by side, as in `unnest(a, b)` and `SELECT f(), g()`.
  static let sideBySide = "rows from"

  /// Such a function in FROM; nil for any other.
  mutating func recordSource(
    _ call: FunctionCall, ordinality: Bool, _ alias: TableAlias?
  ) throws(Diagnostic) -> String? {
    let name = call.name.name.text
    if name == Self.sideBySide || name == "unnest" && call.arguments.count > 1 {
      return try zipped(call, ordinality: ordinality, alias)
    }
    guard schema.schemaAllowsBuiltin(call.name), Self.isRecordFunction(name) else { return nil }
    let range = call.name.range
    guard !isStock else { throw .unsupported("\(name)() in what is stored", at: range) }
    var arguments = call.arguments.map(\.value)
    var columns: [(name: String, type: PostgresType)]
    if name.contains("populate") {
      guard arguments.count == 2 else { throw .unsupported("\(name)() with these arguments", at: range) }
      let base = arguments.removeFirst()
      guard case .cast(let inner, let type) = base.kind, case .null = inner.kind else {
        throw Diagnostic(
          .error, .featureNotSupported, "\(name)() with a record to begin with", hint: "write NULL::type",
          at: base.range)
      }
      guard let own = schema.rowColumns(try schema.resolve(type)) else {
        throw Diagnostic(
          .error, .datatypeMismatch, "first argument of \(name) must be a row type", at: base.range)
      }
      columns = own
      for (index, column) in (alias?.columns ?? []).enumerated() where columns.indices.contains(index) {
        columns[index].name = column.text
      }
    } else {
      guard arguments.count == 1, let alias, !alias.types.isEmpty, alias.types.count == alias.columns.count
      else {
        throw Diagnostic(
          .error, .syntaxError,
          "a column definition list is required for functions returning \"record\"", at: range)
      }
      columns = []
      for (column, type) in zip(alias.columns, alias.types) {
        columns.append((column.text, try schema.resolve(type)))
      }
    }
    let fields = name.contains("populate") ? try populatedFields(call) : columns.map(\.name)
    var document = try lower(arguments[0])
    if document.type.category == .unknown {
      document = try coerce(document, to: name.hasPrefix("jsonb") ? .jsonb : .json, at: arguments[0].range)
    }
    guard schema.baseType(document.type).category == .json else {
      throw mismatch(name, [document], at: range)
    }
    let shown = alias?.name.text ?? name
    let row = "\(SQLiteText.name(shown)).value"
    var texts: [String] = []
    for (field, column) in zip(fields, columns) {
      let spec = SQLiteText.string(schema.valueType(column.type).spec)
      texts.append("pg_json_field(\(row), \(SQLiteText.string(field)), \(spec))")
    }
    if ordinality {
      columns.append(("ordinality", .int8))
      texts.append("(\(SQLiteText.name(shown)).key + 1)")
    }
    try add(shown, columns, nil, texts: texts, at: range)
    let isSet = name.hasSuffix("set") ? 1 : 0
    return "json_each(pg_set_records(\(document.sql), \(isSet))) AS \(SQLiteText.name(shown))"
  }

  /// The names of the row type's own columns.
  private func populatedFields(_ call: FunctionCall) throws(Diagnostic) -> [String] {
    guard case .cast(_, let type) = call.arguments[0].value.kind else { return [] }
    return schema.rowColumns(try schema.resolve(type))?.map(\.name) ?? []
  }

  /// `(json_populate_record(NULL::t, j)).name`; nil for any other value.
  mutating func recordField(
    _ value: Expression, _ name: Identifier, at range: SourceRange
  ) throws(Diagnostic) -> TypedSQL? {
    guard case .call(let call) = value.kind, Self.isRecordFunction(call.name.name.text),
      !call.name.name.text.hasSuffix("set")
    else { return nil }
    let select = Select(
      columns: [SelectItem(expression: Expression(.column([name]), at: range))],
      from: [.function(call, lateral: true, ordinality: false, nil)])
    return try lower(Expression(.query(Query(body: .select(select), range: range)), at: range))
  }

  // MARK: - Side by side

  /// Sets row by row, the shorter ones filled with NULL.
  private mutating func zipped(
    _ call: FunctionCall, ordinality: Bool, _ alias: TableAlias?
  ) throws(Diagnostic) -> String {
    let range = call.name.range
    guard !isStock else {
      throw .unsupported("several sets side by side in what is stored", at: range)
    }
    var (sets, columns): ([String], [(name: String, type: PostgresType)]) = ([], [])
    for argument in call.arguments {
      var own = FunctionCall(name: QualifiedName(Identifier("unnest", at: argument.value.range)))
      own.arguments = [argument]
      if call.name.name.text == Self.sideBySide, case .call(let written) = argument.value.kind {
        own = written
      }
      let set = try self.set(own)
      sets.append(set.sql)
      columns.append((own.name.name.text, set.type))
    }
    let shown = alias?.name.text ?? call.name.name.text
    let row = SQLiteText.name(shown)
    var texts = columns.indices.map { "json_extract(\(row).value, '$[\($0)]')" }
    if ordinality {
      columns.append(("ordinality", .int8))
      texts.append("(\(row).key + 1)")
    }
    try add(shown, columns, alias, texts: texts, at: range)
    return "json_each(pg_set_zip(\(sets.joined(separator: ", ")))) AS \(row)"
  }

  /// A function's rows as one JSON array.
  private mutating func set(_ call: FunctionCall) throws(Diagnostic) -> TypedSQL {
    let name = call.name.name.text
    guard schema.functionIDs(call.name).isEmpty, let overloads = SetTable.rules[name],
      SetTable.columns(of: name).count < 2
    else { throw .unsupported("\(name)() beside other sets", at: call.name.range) }
    let arguments = try positional(call, at: call.name.range)
    var values: [TypedSQL] = []
    for argument in arguments { values.append(vectorAsArray(try lower(argument))) }
    guard let (rule, fitted) = try chosen(overloads, values, arguments.map(\.range)) else {
      throw mismatch(name, values, at: call.name.range)
    }
    return try applied(rule, fitted, called: "\(name)()", at: call.name.range)
  }
}
