import PostgresDialect

/// What a function gives back.
struct ReturnedRows {
  var columns: [RecordField] = []
  var rows: [[StoredValue]] = []
}

/// https://www.postgresql.org/docs/15/plpgsql-control-structures.html#PLPGSQL-STATEMENTS-RETURNING
extension Activation {
  func `return`(_ value: Expression?) throws {
    guard let value else { return }
    switch result {
    case .none:
      throw Diagnostic(
        .error, .datatypeMismatch, "RETURN cannot have a parameter in function returning void",
        at: value.range)
    case .outputs:
      throw Diagnostic(
        .error, .datatypeMismatch, "RETURN cannot have a parameter in function with OUT parameters",
        at: value.range)
    case .set:
      throw Diagnostic(
        .error, .datatypeMismatch, "RETURN cannot have a parameter in function returning set",
        hint: "use RETURN NEXT or RETURN QUERY", at: value.range)
    case .scalar(let type):
      returned.rows = [[try self.value(value, as: type)]]
    case .row(let fields):
      guard let row = try row(value) else { return }
      let fitted = try fitted(row, to: fields.map { .row($0) } ?? .record)
      guard case .record(let record) = fitted else { return }
      returned = ReturnedRows(columns: record.fields, rows: [record.values])
    }
  }

  func returnNext(_ value: Expression?) throws {
    switch result {
    case .set(let fields, let isScalar):
      guard let value else {
        throw Diagnostic(.error, .syntaxError, "RETURN NEXT must have a parameter")
      }
      if isScalar, let type = fields?.first?.type {
        return returned.rows.append([try self.value(value, as: type)])
      }
      guard let row = try row(value) else { return }
      guard case .record(let record) = try fitted(row, to: fields.map { .row($0) } ?? .record) else { return }
      returned.columns = record.fields
      returned.rows.append(record.values)
    case .outputs(let places, isSet: true):
      guard value == nil else {
        throw Diagnostic(
          .error, .datatypeMismatch,
          "RETURN NEXT cannot have a parameter in function with OUT parameters", at: value?.range)
      }
      returned.rows.append(outputs(places))
    default:
      throw Diagnostic(
        .error, .datatypeMismatch, "cannot use RETURN NEXT in a non-SETOF function", at: value?.range)
    }
  }

  func outputs(_ places: [VariableFrames.Place]) -> [StoredValue] {
    places.map { place in
      if case .scalar(let value) = variables[place].content { value } else { .null }
    }
  }

  func returnQuery(_ query: DynamicQuery) throws {
    let fields: [RecordField]?
    switch result {
    case .set(let own, _): fields = own
    case .outputs(let places, isSet: true):
      fields = places.map { place in
        let variable = variables[place]
        guard case .scalar(let type) = variable.shape else {
          return RecordField(name: variable.name, type: .string)
        }
        return RecordField(name: variable.name, type: type)
      }
    default:
      throw Diagnostic(
        .error, .datatypeMismatch, "cannot use RETURN QUERY in a non-SETOF function")
    }
    let result = try rows(of: query)
    if let fields {
      guard fields.count == result.columns.count else {
        throw Diagnostic(
          .error, .datatypeMismatch, "structure of query does not match function result type",
          hint:
            "number of returned columns (\(result.columns.count)) does not match expected column count (\(fields.count))"
        )
      }
      for (own, column) in zip(fields, result.columns) {
        guard host.translator.isAssignable(column.type, to: own.type) else {
          throw Diagnostic(
            .error, .datatypeMismatch, "structure of query does not match function result type",
            hint: "returned type \(host.translator.displayName(column.type)) does not match expected type "
              + "\(host.translator.displayName(own.type)) in column \"\(own.name)\"")
        }
      }
    }
    if returned.columns.isEmpty { returned.columns = fields ?? result.columns }
    returned.rows += result.rows
    setFound(result.rows.count)
  }
}
