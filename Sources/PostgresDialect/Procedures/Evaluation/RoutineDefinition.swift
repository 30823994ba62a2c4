/// A user's function or procedure as the interpreter runs it.
package struct RoutineDefinition: Sendable {
  package enum Body: Sendable {
    case procedure(Block)
    case statements([Statement])
  }

  package enum Result: Sendable {
    case none
    case scalar(PostgresType)
    /// Nil for a row whose columns the function chooses.
    case row([RecordField]?)
    case set([RecordField]?, isScalar: Bool)
    /// As many of the last variables of the frame are the result.
    case outputs([VariableFrames.Place], isSet: Bool)
  }

  package var name: String
  package var body: Body
  package var source: SourceText
  package var result: Result
  package var columns: [RecordField]
  /// The parameters, with the arguments in them, as a frame of their own behind those that are there.
  package var variables: VariableFrames
  package var isStrict: Bool
  package var isProcedure: Bool
}

extension Translator {
  /// A function's body, and its parameters in a frame behind the given ones.
  package func definition(
    of call: RoutineCall, arguments: [StoredValue], behind variables: VariableFrames
  ) throws(Diagnostic) -> RoutineDefinition {
    guard let function = schema.functions[call.function], let source = function.bodySource else {
      throw .unsupported("calling a function of a library", at: nil)
    }
    let routine = try schema.routine(function)
    var frames = variables
    frames.frames.append(VariableFrames.Frame(label: function.name.name))
    let outputs = try declare(function, call, arguments, &frames)
    let columns = zip(routine.outputs, call.outputs).map {
      RecordField(name: $0.name ?? function.name.name, type: $1)
    }
    return RoutineDefinition(
      name: function.name.name, body: try body(of: function), source: source,
      result: result(of: routine, outputs, columns), columns: columns, variables: frames,
      isStrict: routine.isStrict, isProcedure: routine.isProcedure)
  }

  private func declare(
    _ function: Function, _ call: RoutineCall, _ arguments: [StoredValue], _ frames: inout VariableFrames
  ) throws(Diagnostic) -> [VariableFrames.Place] {
    var places: [VariableFrames.Place] = []
    var (inputs, outputs) = (0, 0)
    for (index, parameter) in function.definition.parameters.enumerated() {
      let isInput = parameter.mode != .out
      let type = isInput ? call.types[inputs] : call.outputs[outputs]
      let shape = try schema.shape(type)
      var content: VariableContent?
      if isInput, inputs < arguments.count {
        guard shape.isScalar else { throw .unsupported("a row as an argument", at: nil) }
        content = .scalar(arguments[inputs])
        frames.parameters.append((arguments[inputs], type))
      }
      let place = frames.declare(Variable(parameter.name?.text ?? "$\(index + 1)", shape, content))
      if parameter.name != nil { frames.alias("$\(index + 1)", for: place) }
      if isInput { inputs += 1 }
      if parameter.mode == .out || parameter.mode == .inout {
        outputs += 1
        places.append(place)
      }
    }
    if case .table(let columns) = function.definition.returns {
      for (column, type) in zip(columns, call.outputs) {
        places.append(frames.declare(Variable(column.name?.text ?? "", try schema.shape(type))))
      }
    }
    return places
  }

  private func result(
    of routine: Routine, _ outputs: [VariableFrames.Place], _ columns: [RecordField]
  ) -> RoutineDefinition.Result {
    if !outputs.isEmpty { return .outputs(outputs, isSet: routine.returnsSet) }
    if routine.isProcedure || routine.isVoid { return .none }
    let fields = routine.isOpenRecord ? nil : columns
    if routine.returnsSet { return .set(fields, isScalar: !routine.isRow && !routine.isOpenRecord) }
    if routine.isRow || routine.isOpenRecord { return .row(fields) }
    return columns.first.map { .scalar($0.type) } ?? .none
  }

  private func body(of function: Function) throws(Diagnostic) -> RoutineDefinition.Body {
    if case .type(let type)? = function.definition.returns, type.name.name.text == "trigger" {
      throw Diagnostic(
        .error, .featureNotSupported, "trigger functions can only be called as triggers")
    }
    switch function.definition.language.text {
    case "sql": return .statements(try function.statements())
    case "plpgsql":
      guard let block = try function.definition.body.procedure() else { throw .internalError }
      return .procedure(block)
    default:
      throw .unsupported("calling a function in \(function.definition.language.text)", at: nil)
    }
  }

  /// Looks names up as the function does; what comes back is for `leave`.
  package mutating func enter(_ call: RoutineCall) -> [String] {
    let path = schema.searchPath
    if let function = schema.functions[call.function] { schema.searchPath = function.searchPath(in: schema) }
    return path
  }

  package mutating func leave(to path: [String]) { schema.searchPath = path }
}

// MARK: - Queries that do nothing but call

/// What a query without FROM computes, or the one function that it reads from.
package enum CallingQuery: Sendable {
  case items([(name: String, value: Expression)])
  case rows(FunctionCall, range: SourceRange)
}

extension Query {
  package var calling: CallingQuery? {
    guard case .select(let select) = body, with == nil, orderBy.isEmpty, limit == nil, offset == nil,
      select.filter == nil, select.groupBy.isEmpty, select.having == nil, select.distinct == nil,
      select.windows.isEmpty, select.into == nil
    else { return nil }
    if select.from.isEmpty {
      var items: [(String, Expression)] = []
      for item in select.columns {
        if case .wildcard = item.expression.kind { return nil }
        items.append((item.alias?.text ?? item.expression.outputName, item.expression))
      }
      return items.isEmpty ? nil : .items(items)
    }
    guard select.from.count == 1, case .function(let call, _, ordinality: false, let alias) = select.from[0],
      alias == nil || alias?.columns.isEmpty == true, select.columns.count == 1,
      case .wildcard(let path) = select.columns[0].expression.kind, path.isEmpty
    else { return nil }
    return .rows(call, range: select.columns[0].expression.range)
  }
}
