/// `RAISE`.
extension TriggerExecutor {
  mutating func raise(_ raise: Raise, at range: SourceRange) throws(Diagnostic) -> Flow {
    guard raise.level == .exception else {
      program.warn("RAISE \(raise.level.rawValue.uppercased()) says nothing in a trigger")
      return .goesOn
    }
    var state = TriggerFailure.raised
    var message: String?
    switch raise.subject {
    case .again: throw .unsupported("RAISE outside of an exception handler", at: range)
    case .message(let format, let values): message = try filled(format, values)
    case .condition(let name):
      state = try self.state(named: name.text, at: name.range)
      message = name.text
    case .state(let code):
      state = SQLState(code)
      message = code
    case .options: break
    }
    for option in raise.options {
      switch option.kind {
      case .errorCode:
        guard let code = prepared(option.value).known?.words else {
          throw .unsupported("an ERRCODE that is no constant in a trigger function", at: option.value.range)
        }
        let isCode = code.count == 5 && code.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
        state = isCode ? SQLState(code) : try self.state(named: code, at: option.value.range)
        if message == nil { message = code }
      case .message: message = try shown(option.value)
      default: break
      }
    }
    return fail(message ?? state.code, state)
  }

  private func state(named name: String, at range: SourceRange) throws(Diagnostic) -> SQLState {
    guard let code = ConditionName.states[name]?.first else {
      throw Diagnostic(.error, .undefinedObject, "unrecognized exception condition \"\(name)\"", at: range)
    }
    return SQLState(code)
  }

  /// The message with its values. SQLite takes a constant only, before 3.47: https://sqlite.org/lang_createtrigger.html#raise
  private mutating func filled(_ format: String, _ values: [Expression]) throws(Diagnostic) -> String {
    var result = ""
    var rest = values[...]
    var characters = Array(format)[...]
    while let character = characters.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      if characters.first == "%" {
        characters.removeFirst()
        result.append("%")
        continue
      }
      guard let value = rest.popFirst() else { continue }
      result += try shown(value)
    }
    return result
  }

  private mutating func shown(_ value: Expression) throws(Diagnostic) -> String {
    // What cannot be lowered is refused, though it is not shown.
    let value = prepared(value).folded
    if let text = value.known { return text.words ?? "<NULL>" }
    if case .call(let call) = value.kind, call.name.name.text == "format",
      case .string(let format)? = call.arguments.first?.value.kind
    {
      return try filled(
        format.replacingFormats(), call.arguments.dropFirst().map(\.value))
    }
    program.warn("messages of RAISE in triggers show … for what is no constant, as SQLite before 3.47 must")
    return "…"
  }
}

extension String {
  /// `%s`, `%I` and `%L` of `format()` as the `%` of `RAISE`.
  fileprivate func replacingFormats() -> String {
    var result = ""
    var characters = Array(self)[...]
    while let character = characters.popFirst() {
      result.append(character)
      guard character == "%" else { continue }
      if characters.first == "%" {
        result.append("%")
        characters.removeFirst()
      } else if let kind = characters.first, "sIL".contains(kind) {
        characters.removeFirst()
      }
    }
    return result
  }
}
