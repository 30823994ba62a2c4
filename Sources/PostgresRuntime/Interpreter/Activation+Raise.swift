import PostgresDialect

/// https://www.postgresql.org/docs/15/plpgsql-errors-and-messages.html
extension Activation {
  func raise(_ raise: Raise) throws {
    var error = ProcedureError(Diagnostic(.error, SQLState("P0001"), ""))
    error.isRaised = true
    var hasState = false
    var (message, name): (String?, String?) = (nil, nil)
    switch raise.subject {
    case .again:
      guard let current = handled.last else {
        throw Diagnostic(
          .error, SQLState("0Z002"), "RAISE without parameters cannot be used outside an exception handler")
      }
      throw current
    case .message(let format, let arguments): message = try self.message(format, arguments)
    case .condition(let condition):
      error.diagnostic.state = SQLState(ConditionName.states[condition.text]?.first ?? "P0001")
      name = condition.text
      hasState = true
    case .state(let code):
      error.diagnostic.state = SQLState(code)
      name = code
      hasState = true
    case .options: break
    }
    for option in raise.options {
      guard let text = try text(of: option.value) else {
        throw Diagnostic(
          .error, SQLState("22004"), "RAISE statement option cannot be null", at: option.value.range)
      }
      switch option.kind {
      case .errorCode:
        if hasState { throw Self.alreadySpecified("ERRCODE", option) }
        error.diagnostic.state = try Self.state(text, at: option.value.range)
        hasState = true
      case .message:
        if message != nil { throw Self.alreadySpecified("MESSAGE", option) }
        message = text
      case .detail: error.detail = text
      case .hint: error.hint = text
      case .column: error.names[.columnName] = text
      case .constraint: error.names[.constraintName] = text
      case .dataType: error.names[.dataTypeName] = text
      case .table: error.names[.tableName] = text
      case .schema: error.names[.schemaName] = text
      }
    }
    error.diagnostic.message = message ?? name ?? error.diagnostic.state.code
    if raise.level == .exception { throw error }
    tell(error, raise.level)
  }

  /// Debug and log messages go to PostgreSQL's log, not to the client.
  private func tell(_ error: ProcedureError, _ level: RaiseLevel) {
    var told = error.told
    switch level {
    case .warning:
      told.severity = .warning
      if told.state.code == "P0001" { told.state = .warning }
    case .notice, .info:
      told.severity = .note
      if told.state.code == "P0001" { told.state = SQLState("00000") }
    case .debug, .log, .exception: return
    }
    host.tell(told)
  }

  private func message(_ format: String, _ arguments: [Expression]) throws -> String {
    var pieces = RaiseFormat.pieces(of: format)[...]
    var message = pieces.popFirst() ?? ""
    for (argument, piece) in zip(arguments, pieces) {
      message += (try text(of: argument) ?? "<NULL>") + piece
    }
    return message
  }

  private static func state(_ text: String, at range: SourceRange) throws -> SQLState {
    if let code = ConditionName.states[text]?.first { return SQLState(code) }
    guard text.utf8.count == 5, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) }) else {
      throw Diagnostic(
        .error, .undefinedObject, "unrecognized exception condition \"\(text)\"", at: range)
    }
    return SQLState(text)
  }

  private static func alreadySpecified(_ name: String, _ option: RaiseOption) -> Diagnostic {
    Diagnostic(
      .error, .syntaxError, "RAISE option already specified: \(name)", at: option.value.range)
  }

  func assert(_ condition: Expression, _ message: Expression?) throws {
    guard try !isTrue(condition) else { return }
    let text = try message.flatMap { try self.text(of: $0) }
    throw Diagnostic(.error, SQLState("P0004"), text ?? "assertion failed", at: condition.range)
  }

  func getDiagnostics(_ get: GetDiagnostics) throws {
    if get.isStacked, handled.isEmpty {
      throw Diagnostic(
        .error, SQLState("0Z002"),
        "GET STACKED DIAGNOSTICS cannot be used outside an exception handler")
    }
    for item in get.items {
      switch item.kind {
      case .rowCount: try assign(.integer(rowCount), .bigint, to: item.target)
      case .context: try assign(.text("PL/pgSQL function \(name)"), .string, to: item.target)
      default: try assign(.text(stacked(item.kind)), .string, to: item.target)
      }
    }
  }

  private func stacked(_ kind: DiagnosticsKind) -> String {
    guard let error = handled.last else { return "" }
    switch kind {
    case .returnedState: return error.state
    case .message: return error.diagnostic.message
    case .detail: return error.detail ?? ""
    case .hint: return error.hint ?? ""
    case .exceptionContext: return "PL/pgSQL function \(error.context.last ?? name)"
    default: return error.names[kind] ?? ""
    }
  }
}
