import PostgresDialect
import SQLiteBinding

/// Calls of functions that the migrations made, where they stand alone: such a function may do anything, also alter
/// tables, which SQLite does not allow while another statement runs.
extension Activation {
  /// The value of a call; nil for any other expression.
  func calledValue(_ expression: Expression) throws -> (value: StoredValue, type: PostgresType)? {
    guard let result = try called(expression) else { return nil }
    if result.columns.count == 1, let field = result.columns.first {
      return (result.rows.first?.first ?? .null, field.type)
    }
    let texts = zip(result.rows.first ?? [], result.columns).map { host.translator.text(of: $0, $1.type) }
    return (result.rows.isEmpty ? .null : .text(RowText.text(texts)), .string)
  }

  /// The row that a call gives; nil for any other expression.
  func calledRow(_ expression: Expression) throws -> RecordContent? {
    guard let result = try called(expression) else { return nil }
    let row = result.rows.first
    return RecordContent(
      fields: result.columns, values: row ?? result.columns.map { _ in .null }, isNull: row == nil)
  }

  private func called(_ expression: Expression) throws -> ReturnedRows? {
    guard let call = try host.translator.call(expression, variables) else { return nil }
    guard !call.returnsSet else {
      throw Diagnostic(
        .error, .featureNotSupported, "set-valued function called in context that cannot accept a set",
        at: expression.range)
    }
    return try run(call)
  }

  private func run(_ call: RoutineCall) throws -> ReturnedRows {
    let values = try query(call.arguments).first?.values.map { StoredValue($0) } ?? []
    return try interpreter.call(call, values)
  }

  /// The rows of a query that does nothing but call such functions; nil for any other.
  func calledRows(_ query: Query) throws -> QueryRows? {
    switch query.calling {
    case nil: return nil
    case .rows(let call, let range):
      guard let call = try host.translator.call(call, variables, at: range) else { return nil }
      let result = try run(call)
      return QueryRows(columns: result.columns, rows: result.rows)
    case .items(let items):
      var calls: [Int: RoutineCall] = [:]
      for (index, item) in items.enumerated() {
        calls[index] = try host.translator.call(item.value, variables)
      }
      guard !calls.isEmpty else { return nil }
      if let call = calls[0], call.returnsSet, items.count == 1 {
        let result = try run(call)
        return rows(of: result, named: items[0].name)
      }
      return try row(of: items, calls)
    }
  }

  private func row(
    of items: [(name: String, value: Expression)], _ calls: [Int: RoutineCall]
  ) throws -> QueryRows {
    var result = QueryRows(columns: [], rows: [[]])
    for (index, item) in items.enumerated() {
      if let call = calls[index] {
        guard !call.returnsSet else {
          throw Diagnostic.unsupported("a set-returning function beside other columns", at: item.value.range)
        }
        let own = rows(of: try run(call), named: item.name)
        result.columns += own.columns
        result.rows[0] += own.rows.first ?? [.null]
      } else {
        let sql = try host.translator.lower(item.value, variables)
        result.columns.append(RecordField(name: item.name, type: sql.columns.first?.type ?? .string))
        result.rows[0].append(try single(sql))
      }
    }
    return result
  }

  /// As one column: rows of several are shown as PostgreSQL shows a row.
  private func rows(of result: ReturnedRows, named name: String) -> QueryRows {
    if result.columns.count == 1, let only = result.columns.first {
      return QueryRows(columns: [RecordField(name: name, type: only.type)], rows: result.rows)
    }
    let texts = result.rows.map { row in
      [StoredValue.text(RowText.text(zip(row, result.columns).map { host.translator.text(of: $0, $1.type) }))]
    }
    return QueryRows(columns: [RecordField(name: name, type: .string)], rows: texts)
  }

  /// `CALL`; a procedure's `OUT` parameters go into the variables that stand for them, or come back as a row.
  @discardableResult
  func call(_ call: FunctionCall, at range: SourceRange) throws -> QueryRows? {
    let call = try host.translator.callProcedure(call, variables, at: range)
    let result = try run(call)
    guard let row = result.rows.first, !result.columns.isEmpty else { return nil }
    guard isTopLevel else {
      for (index, target) in call.targets.enumerated() where row.indices.contains(index) {
        guard let target, variables.place(of: target.names.map(\.text)) != nil else {
          throw Diagnostic(
            .error, .syntaxError,
            "procedure parameter \"\(result.columns[index].name)\" is an output parameter but corresponding argument is not writable",
            at: range)
        }
        try assign(row[index], result.columns[index].type, to: target)
      }
      return nil
    }
    return QueryRows(columns: result.columns, rows: result.rows)
  }
}
