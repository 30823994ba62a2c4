/// Values that a handler waits for to fail. SQLite cannot catch an error inside of a statement, so a function of ours is asked
/// before how the value fails.
extension TriggerExecutor {
  /// Parts the way: where the value fails it leads to its handler, elsewhere it goes on.
  mutating func guardFailures(of value: TypedSQL, at range: SourceRange) throws(Diagnostic) {
    guard value.sql.mayFail, handling.contains(where: \.awaitsValues) else { return }
    guard loops == 0, let arguments = Self.arguments(for: value.sql) else {
      throw .unsupported("EXCEPTION for a value that cannot be read, in a trigger function", at: range)
    }
    program.warn(Lowering.callsOurs("EXCEPTION for a value that cannot be read"))
    // Asked once, however often the ways go by it.
    let failure = symbol(.large, TypedSQL("pg_failure(\(arguments))", .text), [])
    var way = path
    for level in handling.indices.reversed() {
      for (index, handler) in handling[level].handlers.enumerated() {
        let test = handler.test(of: failure.sql)
        path = way + [TriggerProgram.Guard(sql: test)]
        try requireNothingWritten(since: handling[level].start, at: range)
        handling[level].caught.append(
          TriggerHandling.Caught(
            handler: index, path: path, state: state, message: nil, code: .invalidTextRepresentation,
            failure: (code: failure.sql, message: "pg_failure_message(\(arguments))")))
        way.append(TriggerProgram.Guard(sql: "\(test) IS NOT TRUE"))
      }
    }
    path = way
  }

  func requireNothingWritten(since start: Int, at range: SourceRange?) throws(Diagnostic) {
    if program.actions[start...].contains(where: { $0.kind == .statement }) {
      throw .unsupported("taking back what a block has written, in a trigger function", at: range)
    }
  }

  /// The value's text and what it goes by, for a call that computes it; nil for a value that reads tables.
  private static func arguments(for sql: String) -> String? {
    var (text, arguments) = ("", [String]())
    var rest = Substring(sql)
    while !rest.isEmpty {
      if let part = rest.leadingReference {
        let number = arguments.firstIndex(of: part) ?? arguments.count
        if number == arguments.count { arguments.append(part) }
        text += "?\(number + 1)"
        rest.removeFirst(part.count)
        continue
      }
      let quoted = rest.prefixQuoted
      text += quoted
      rest.removeFirst(quoted.count)
    }
    let readsTable = ["FROM \"", "FROM main.", "JOIN "].contains { text.contains($0) }
    guard !readsTable, arguments.count < 100 else { return nil }
    return ([SQLiteText.string(text)] + arguments).joined(separator: ", ")
  }
}

extension Substring {
  /// A field of the row at hand, or the mark of something that is kept.
  fileprivate var leadingReference: String? {
    if hasPrefix("NEW.\"") || hasPrefix("OLD.\"") { return prefix(4) + dropFirst(4).prefixQuoted }
    return TriggerProgram.leadingMark(in: self).map { String($0) }
  }

  /// A text or a name in quotes; otherwise one character.
  fileprivate var prefixQuoted: String {
    guard let quote = first, quote == "'" || quote == "\"" else { return String(prefix(1)) }
    // A doubled quote is two texts side by side, which comes to the same here.
    guard let end = dropFirst().firstIndex(of: quote) else { return String(self) }
    return String(self[...end])
  }
}

extension String {
  /// Whether SQLite's text of a value raises errors of PostgreSQL's.
  fileprivate var mayFail: Bool { contains("json_extract('{}', ") || contains("pg_") }
}

extension TriggerHandling {
  /// Whether values that fail are among what it is for: errors of data.
  fileprivate var awaitsValues: Bool {
    handlers.contains { handler in
      handler.conditions.contains { condition in
        switch condition {
        case .state(let code): code.hasPrefix("22")
        case .name(let name):
          name.text == "others" || ConditionName.states[name.text]?.contains { $0.hasPrefix("22") } == true
        }
      }
    }
  }
}

extension ExceptionHandler {
  /// Whether it catches the error of a code, as a condition of SQLite's in parentheses.
  fileprivate func test(of code: String) -> String {
    let states = conditions.flatMap { condition -> [String?] in
      switch condition {
      case .state(let state): [state]
      case .name(let name): name.text == "others" ? [nil] : ConditionName.states[name.text] ?? []
      }
    }
    let tests = states.map { state in
      guard let state else { return "\(code) IS NOT NULL" }
      return state.hasSuffix("000")
        ? "substr(\(code), 1, 2) = \(SQLiteText.string(String(state.prefix(2))))"
        : "\(code) = \(SQLiteText.string(state))"
    }
    return tests.isEmpty ? "(0)" : "(\(tests.joined(separator: " OR ")))"
  }
}
