import PostgresDialect
import SQLiteBinding

/// Running functions: https://www.postgresql.org/docs/15/xfunc.html
extension Interpreter {
  /// Runs a function or procedure with its arguments, which have its parameters' types.
  func call(_ call: RoutineCall, _ arguments: [StoredValue]) throws -> ReturnedRows {
    let definition: RoutineDefinition
    do {
      definition = try host.translator.definition(of: call, arguments: arguments, behind: .base)
    } catch {
      throw error.unplaced
    }
    if definition.isStrict, arguments.contains(.null) {
      let nulls: [StoredValue] = definition.columns.map { _ in .null }
      return ReturnedRows(columns: definition.columns, rows: call.returnsSet ? [] : [nulls])
    }
    let activation = Activation(
      self, source: definition.source, name: definition.name, result: definition.result,
      variables: definition.variables)
    activation.mayCommit = definition.isProcedure
    let path = host.translator.enter(call)
    defer { host.translator.leave(to: path) }
    return try activation.entered(named: definition.name) {
      try deeper {
        switch definition.body {
        case .procedure(let block):
          try activation.run(block)
          return try activation.result(of: definition)
        case .statements(let statements):
          return try activation.run(statements, of: definition)
        }
      }
    }
  }
}

extension Activation {
  /// What a body in PL/pgSQL has returned.
  func result(of definition: RoutineDefinition) throws -> ReturnedRows {
    switch result {
    case .none:
      return ReturnedRows(columns: definition.columns, rows: definition.isProcedure ? [] : [[.text("")]])
    case .outputs(let places, let isSet):
      return ReturnedRows(
        columns: definition.columns, rows: isSet ? returned.rows : [outputs(places)])
    case .set: return ReturnedRows(columns: columns(of: definition), rows: returned.rows)
    case .scalar, .row:
      guard hasReturned else {
        throw Diagnostic(
          .error, SQLState("2F005"), "control reached end of function without RETURN")
      }
      return ReturnedRows(columns: columns(of: definition), rows: returned.rows)
    }
  }

  private func columns(of definition: RoutineDefinition) -> [RecordField] {
    returned.columns.isEmpty || returned.columns.count == definition.columns.count
      ? definition.columns : returned.columns
  }

  /// The statements of a function in SQL; its rows are those of the last.
  func run(_ statements: [PostgresDialect.Statement], of definition: RoutineDefinition) throws -> ReturnedRows
  {
    // A column goes before a parameter of its name.
    variables.conflict = .useColumn
    var rows: QueryRows?
    for statement in statements {
      try interpreter.step()
      do {
        rows = try run(statement, in: definition.source).rows
      } catch var error as Diagnostic {
        error.range = error.range ?? statement.range
        throw error
      }
    }
    if case .none = result {
      return ReturnedRows(columns: definition.columns, rows: definition.isProcedure ? [] : [[.null]])
    }
    guard let rows else {
      throw Diagnostic(
        .error, SQLState("42P13"),
        "return type mismatch in function declared to return \(definition.columns.first.map { host.translator.displayName($0.type) } ?? "a row")"
      )
    }
    if case .row(nil) = result {
      return ReturnedRows(columns: rows.columns, rows: Array(rows.rows.prefix(1)))
    }
    if case .set(nil, _) = result { return ReturnedRows(columns: rows.columns, rows: rows.rows) }
    guard rows.columns.count == definition.columns.count else {
      throw Diagnostic(
        .error, SQLState("42P13"), "return type mismatch in function \(definition.name)")
    }
    var converted: [[StoredValue]] = []
    for row in rows.rows {
      var own: [StoredValue] = []
      for (index, value) in row.enumerated() {
        own.append(
          try self.converted(value, rows.columns[index].type, to: definition.columns[index].type))
      }
      converted.append(own)
    }
    let isSet = definition.returnsSet
    if !isSet, converted.isEmpty { converted = [definition.columns.map { _ in .null }] }
    return ReturnedRows(columns: definition.columns, rows: isSet ? converted : Array(converted.prefix(1)))
  }
}

extension RoutineDefinition {
  fileprivate var returnsSet: Bool {
    switch result {
    case .set, .outputs(_, isSet: true): true
    default: false
    }
  }
}
