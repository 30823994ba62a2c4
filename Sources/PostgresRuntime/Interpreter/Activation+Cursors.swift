import PostgresDialect

/// An open cursor: all its rows, and the place among them.
struct Portal {
  var result: QueryRows
  /// 0 before the first row.
  var position = 0
}

/// https://www.postgresql.org/docs/15/plpgsql-cursors.html
extension Activation {
  func rows(of cursor: Identifier, _ arguments: [FunctionArgument]) throws -> QueryRows {
    guard let definition = cursors[cursor.text] else {
      throw Diagnostic(
        .error, .syntaxError, "cursor FOR loop must use a bound cursor variable", at: cursor.range)
    }
    let outer = variables
    defer { variables = outer }
    variables.frames.append(VariableFrames.Frame(label: cursor.text))
    guard arguments.count == definition.parameters.count else {
      let few = arguments.count < definition.parameters.count
      throw Diagnostic(
        .error, .syntaxError,
        few && arguments.isEmpty
          ? "cursor \"\(cursor.text)\" has arguments"
          : "\(few ? "not enough" : "too many") arguments for cursor \"\(cursor.text)\"",
        at: cursor.range)
    }
    var own: [Variable] = []
    for (index, parameter) in definition.parameters.enumerated() {
      let argument = arguments.first { $0.name == parameter.name } ?? arguments[index]
      let shape = try host.translator.shape(of: parameter.type, variables)
      own.append(Variable(parameter.name.text, shape, try content(of: argument.value, as: shape)))
    }
    for variable in own { variables.declare(variable) }
    return try rows(of: .statement(definition.query))
  }

  func open(_ open: OpenCursor) throws {
    let place = try self.place(of: open.cursor)
    var name = "<unnamed portal \(interpreter.portalCount + 1)>"
    if case .scalar(.text(let own)) = variables[place].content {
      name = own
    } else {
      interpreter.portalCount += 1
    }
    if interpreter.portals[name] != nil {
      throw Diagnostic(
        .error, SQLState("42P03"), "cursor \"\(name)\" already in use", at: open.cursor.range)
    }
    let result =
      switch open.source {
      case .bound(let arguments): try rows(of: open.cursor, arguments)
      case .query(let query): try rows(of: query)
      }
    variables[place].content = .scalar(.text(name))
    interpreter.portals[name] = Portal(result: result)
  }

  private func place(of cursor: Identifier) throws -> VariableFrames.Place {
    guard let (place, fields) = variables.place(of: [cursor.text]), fields.isEmpty else {
      throw Diagnostic(.error, .syntaxError, "\"\(cursor.text)\" is not a known variable", at: cursor.range)
    }
    return place
  }

  /// The name of an open cursor.
  private func portal(of cursor: Identifier) throws -> String {
    guard case .scalar(.text(let name)) = variables[try place(of: cursor)].content else {
      throw Diagnostic(
        .error, SQLState("22004"), "cursor variable \"\(cursor.text)\" is null", at: cursor.range)
    }
    guard interpreter.portals[name] != nil else {
      throw Diagnostic(
        .error, SQLState("34000"), "cursor \"\(name)\" does not exist", at: cursor.range)
    }
    return name
  }

  func fetch(_ fetch: FetchCursor) throws {
    let name = try portal(of: fetch.cursor)
    guard var cursor = interpreter.portals[name] else { return }
    let result = cursor.result
    let count = result.rows.count
    var moved = 1
    func amount(_ expression: Expression?) throws -> Int {
      guard let expression else { return 1 }
      guard case .integer(let value) = try value(expression, as: .integer) else {
        throw Diagnostic(
          .error, SQLState("22004"), "relative or absolute cursor position is null", at: expression.range)
      }
      return value
    }
    let start = cursor.position
    switch fetch.direction {
    case .relative(let distance): cursor.position = start + (try amount(distance))
    case .prior: cursor.position = start - 1
    case .first: cursor.position = 1
    case .last: cursor.position = count
    case .absolute(let place):
      let value = try amount(place)
      cursor.position = value < 0 ? count + 1 + value : value
    case .forward(let distance):
      cursor.position = start + (try amount(distance))
      moved = max(0, min(cursor.position, count) - start)
    case .backward(let distance):
      cursor.position = start - (try amount(distance))
      moved = max(0, start - max(cursor.position, 1))
    case .forwardAll:
      cursor.position = count + 1
      moved = max(0, count - start)
    case .backwardAll:
      cursor.position = 0
      moved = max(0, start - 1)
    }
    cursor.position = max(0, min(cursor.position, count + 1))
    interpreter.portals[name] = cursor
    let isRow = (1...max(1, count)).contains(cursor.position) && count > 0
    if let into = fetch.into {
      try assign(isRow ? result.rows[cursor.position - 1] : nil, of: result.columns, to: into.targets)
    }
    switch fetch.direction {
    case .forward, .backward, .forwardAll, .backwardAll: setFound(moved)
    default: setFound(isRow ? 1 : 0)
    }
  }

  func close(_ cursor: Identifier) throws {
    interpreter.portals[try portal(of: cursor)] = nil
  }
}
