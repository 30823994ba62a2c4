import PostgresDialect
import SQLiteBinding

/// What a query returned, all of it: what a loop does meanwhile changes nothing of it, as in PostgreSQL.
struct QueryRows {
  var columns: [RecordField]
  var rows: [[StoredValue]]
}

/// https://www.postgresql.org/docs/15/plpgsql-statements.html
extension Activation {
  func rows(of query: Query) throws -> QueryRows {
    if let called = try calledRows(query) { return called }
    return try rows(of: try host.translator.lower(query, variables, isShown: isTopLevel))
  }

  func rows(of sql: ProcedureSQL) throws -> QueryRows {
    QueryRows(columns: sql.columns, rows: try query(sql).map { $0.values.map { StoredValue($0) } })
  }

  func rows(of query: DynamicQuery) throws -> QueryRows {
    switch query {
    case .statement(let statement): return try rows(of: statement)
    case .execute(let dynamic):
      let outcome = try run(dynamic)
      guard let rows = outcome.rows else {
        throw Diagnostic(
          .error, SQLState("42P11"), "cannot open a query that returns no rows as a cursor",
          at: dynamic.text.range)
      }
      return rows
    }
  }

  private func rows(of statement: PostgresDialect.Statement) throws -> QueryRows {
    let outcome = try run(statement, in: source)
    guard let rows = outcome.rows else {
      throw Diagnostic(
        .error, .syntaxError, "cannot open a statement that returns no rows as a cursor", at: statement.range)
    }
    return rows
  }

  /// A statement of SQL in the body.
  func execute(_ statement: PostgresDialect.Statement, into: IntoTarget?) throws {
    let outcome = try run(statement, in: source)
    guard let into else {
      if outcome.rows != nil {
        throw Diagnostic(
          .error, .syntaxError, "query has no destination for result data",
          hint: "if you want to discard the results of a SELECT, use PERFORM instead", at: statement.range)
      }
      if let count = outcome.count { setFound(count) }
      return
    }
    guard let rows = outcome.rows else {
      throw Diagnostic(
        .error, .syntaxError, "INTO used with a command that cannot return data", at: statement.range)
    }
    try store(rows, into, isChange: outcome.isChange, at: statement.range)
    setFound(outcome.isChange ? outcome.count ?? 0 : min(rows.rows.count, 1))
  }

  func execute(_ dynamic: DynamicStatement, into: IntoTarget?, at range: SourceRange) throws {
    let outcome = try run(dynamic)
    // EXECUTE leaves FOUND alone.
    rowCount = outcome.count ?? outcome.rows?.rows.count ?? 0
    guard let into else { return }
    guard let rows = outcome.rows else {
      throw Diagnostic(.error, .syntaxError, "INTO used with a command that cannot return data", at: range)
    }
    try store(rows, into, isChange: outcome.isChange, at: range)
  }

  /// The first row goes into the target; `STRICT` wants exactly one.
  private func store(_ rows: QueryRows, _ into: IntoTarget, isChange: Bool, at range: SourceRange) throws {
    if rows.rows.isEmpty, into.isStrict {
      throw Diagnostic(.error, SQLState("P0002"), "query returned no rows", at: range)
    }
    if rows.rows.count > 1, into.isStrict || isChange {
      throw Diagnostic(
        .error, SQLState("P0003"), "query returned more than one row",
        hint: "make sure the query returns a single row, or use LIMIT 1", at: range)
    }
    try assign(rows.rows.first, of: rows.columns, to: into.targets)
  }

  /// A row into a record, or into several variables in their order; what is missing is NULL.
  func assign(
    _ row: [StoredValue]?, of columns: [RecordField], to targets: [ProcedureTarget]
  ) throws {
    if targets.count == 1, let target = targets.first {
      let (place, field) = try self.place(of: target)
      if field == nil, !variables[place].shape.isScalar {
        let content = RecordContent(fields: columns, values: row ?? columns.map { _ in .null })
        return try store(try fitted(content, to: variables[place].shape), in: place, target)
      }
    }
    for (index, target) in targets.enumerated() {
      guard columns.indices.contains(index) else {
        try assign(.null, .string, to: target)
        continue
      }
      try assign(row?[index] ?? .null, columns[index].type, to: target)
    }
  }

  // MARK: - Running

  /// What a statement came to.
  struct Outcome {
    /// Nil for a statement that returns none.
    var rows: QueryRows?
    /// Rows changed, or found.
    var count: Int?
    var isChange = false
  }

  /// Runs a statement; places in what it defines count in `text`.
  func run(_ statement: PostgresDialect.Statement, in text: SourceText) throws -> Outcome {
    switch statement.role {
    case .query(let query):
      let rows = try rows(of: query)
      return Outcome(rows: rows, count: rows.rows.count)
    case .change:
      guard let sql = try host.translator.lower(statement, variables) else { return Outcome() }
      let rows = try rows(of: sql)
      let count = sql.columns.isEmpty ? changes : rows.rows.count
      return Outcome(rows: sql.columns.isEmpty ? nil : rows, count: count, isChange: true)
    case .transaction:
      throw Diagnostic(
        .error, .invalidTransactionTermination, "invalid transaction termination",
        hint: "a migration is one transaction", at: statement.range)
    case .block(let block):
      try self.do(block)
      return Outcome()
    case .call(let call):
      return Outcome(rows: try self.call(call, at: statement.range))
    case .definition:
      for part in try host.translator.translate(statement, in: text) {
        try interpreter.passing { try host.run(part) }
      }
      return Outcome()
    }
  }

  /// `EXECUTE`: the text sees no variables, but the values of `USING`.
  private func run(_ dynamic: DynamicStatement) throws -> Outcome {
    guard let text = try text(of: dynamic.text) else {
      throw Diagnostic(
        .error, SQLState("22004"), "query string argument of EXECUTE is null", at: dynamic.text.range)
    }
    var own = VariableFrames()
    for parameter in dynamic.parameters {
      let sql = try host.translator.lower(parameter, variables)
      let value = try single(sql)
      own.parameters.append((value, sql.columns.first?.type ?? .string))
    }
    let outer = variables
    variables = own
    defer { variables = outer }
    do {
      let executed = try ExecutedText(text)
      var outcome = Outcome()
      for statement in executed.statements {
        if case .transaction = statement.role {
          throw Diagnostic(
            .error, .featureNotSupported, "EXECUTE of transaction commands is not implemented")
        }
        outcome = try run(statement, in: executed.source)
      }
      return outcome
    } catch {
      guard var error = ProcedureError(error) else { throw error }
      // Its place is in the text that was made.
      error.diagnostic.range = dynamic.text.range
      throw error
    }
  }

  func `do`(_ block: DoBlock) throws {
    let (body, source, _) = try block.parsed()
    let inner = Activation(interpreter, source: source, name: "inline_code_block")
    inner.mayCommit = true
    try inner.entered(named: "inline_code_block") { try interpreter.deeper { try inner.run(body) } }
  }

  /// Notes on errors that they came out of this activation: their places are not the caller's.
  func entered<T>(named name: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      guard var error = ProcedureError(error) else { throw error }
      let line = error.diagnostic.range.map { source.location(of: $0.lower).line }
      error.context.append("\(name)" + (line.map { " line \($0)" } ?? ""))
      error.diagnostic.range = nil
      throw error
    }
  }
}
