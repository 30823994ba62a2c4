/// `RAISE`.
extension TriggerExecutor {
  mutating func raise(_ raise: Raise, at range: SourceRange) throws(Diagnostic) -> Flow {
    guard raise.level == .exception else {
      program.warn("RAISE \(raise.level.rawValue.uppercased()) says nothing in a trigger")
      return .goesOn
    }
    var state = TriggerFailure.raised
    var message: RaisedText?
    switch raise.subject {
    case .again:
      guard let caught = handled.last else {
        throw Diagnostic(
          .error, SQLState("0Z002"), "RAISE without parameters cannot be used outside an exception handler",
          at: range)
      }
      guard let own = caught.message else {
        throw .unsupported(
          "raising an error again that the function did not raise, in a trigger function", at: range)
      }
      (message, state) = (own, caught.code)
    case .message(let format, let values): message = try filled(format, values)
    case .condition(let name):
      state = try self.state(named: name.text, at: name.range)
      message = RaisedText(name.text)
    case .state(let code):
      state = SQLState(code)
      message = RaisedText(code)
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
        if message == nil { message = RaisedText(code) }
      case .message: message = try shown(option.value)
      default: break
      }
    }
    return try fail(message ?? RaisedText(state.code), state)
  }

  private func state(named name: String, at range: SourceRange) throws(Diagnostic) -> SQLState {
    guard let code = ConditionName.states[name]?.first else {
      throw Diagnostic(.error, .undefinedObject, "unrecognized exception condition \"\(name)\"", at: range)
    }
    return SQLState(code)
  }

  /// The message with its values.
  private mutating func filled(
    _ format: String, _ values: [Expression], null: String = "<NULL>"
  ) throws(Diagnostic) -> RaisedText {
    var result = RaisedText()
    var rest = values[...]
    var characters = Array(format)[...]
    while let character = characters.popFirst() {
      guard character == "%" else {
        result.append(String(character))
        continue
      }
      if characters.first == "%" {
        characters.removeFirst()
        result.append("%")
        continue
      }
      guard let value = rest.popFirst() else { continue }
      result.append(try shown(value, null: null))
    }
    return result
  }

  private mutating func shown(_ value: Expression, null: String = "<NULL>") throws(Diagnostic) -> RaisedText {
    let value = prepared(value).folded
    if let text = value.known { return RaisedText(text.words ?? null) }
    if case .call(let call) = value.kind, call.name.name.text == "format",
      case .string(let format)? = call.arguments.first?.value.kind, format.hasPlainFormats
    {
      return try filled(
        format.replacingFormats(), call.arguments.dropFirst().map(\.value), null: "")
    }
    let functions = lowering.functions
    lowering.functions = .forbidden
    defer { lowering.functions = functions }
    do throws(Diagnostic) {
      let text = try lowering.anyText(try evaluate(value), at: value.range)
      return RaisedText(value: "coalesce(\(text.sql), '\(null)')")
    } catch {
      // Where only the message is concerned, its failing is more than its words.
      guard error.state == .featureNotSupported else { throw error }
      program.warn("messages of RAISE in triggers show … for values that SQLite has no text of")
      return RaisedText("…")
    }
  }
}

/// The message of an error, some parts of which are known only when it is raised.
struct RaisedText {
  private enum Part {
    case text(String)
    case value(String)
  }

  private var parts: [Part] = []

  init() {}
  init(_ text: String) { parts = [.text(text)] }
  init(value: String) { parts = [.value(value)] }

  mutating func append(_ text: String) {
    if case .text(let own) = parts.last {
      parts[parts.count - 1] = .text(own + text)
    } else {
      parts.append(.text(text))
    }
  }

  mutating func append(_ other: RaisedText) {
    for part in other.parts {
      switch part {
      case .text(let text): append(text)
      case .value: parts.append(part)
      }
    }
  }

  /// Nil where it has other parts than words.
  var constant: String? {
    var result = ""
    for part in parts {
      guard case .text(let text) = part else { return nil }
      result += text
    }
    return result
  }

  var sql: String {
    parts.map { part in
      switch part {
      case .text(let text): SQLiteText.string(text)
      case .value(let sql): sql
      }
    }
    .joined(separator: " || ")
  }
}

extension String {
  /// Whether it formats by nothing but `%s`.
  fileprivate var hasPlainFormats: Bool {
    var characters = Array(self)[...]
    while let character = characters.popFirst() {
      if character == "%", let kind = characters.popFirst(), kind != "s", kind != "%" { return false }
    }
    return true
  }

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
