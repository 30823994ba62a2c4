/// The body of a trigger function that only fills columns of the row, such as `updated_at`:
/// `BEGIN NEW.a = …; NEW.b := …; RETURN NEW; END`.
struct TriggerBody: Sendable, Hashable {
  var assignments: [Assignment] = []
  /// The range of each assignment in the body.
  var returnsRow = true
}

extension Parser {
  /// Reads a PL/pgSQL body of that kind; anything else in the language is refused by name.
  /// https://www.postgresql.org/docs/15/plpgsql-statements.html
  mutating func parseTriggerBody() throws(Diagnostic) -> TriggerBody {
    do throws(ParseFailure) {
      return try triggerBody()
    } catch {
      throw error.diagnostic
    }
  }

  private mutating func triggerBody() throws(ParseFailure) -> TriggerBody {
    var body = TriggerBody()
    guard eat("begin") else { throw refusal() }
    while !at("end") {
      if eat("return") {
        body.returnsRow = at("new")
        guard at("new") || at("old") || at("null") else { throw refusal() }
        advance()
        try expect(";")
        guard at("end") else { throw refusal() }
        break
      }
      guard at("new"), at(1, ".") else { throw refusal() }
      advance()
      advance()
      let name = try label()
      guard eat(":=") || eat("=") else { throw unexpected() }
      body.assignments.append(Assignment(columns: [name], value: try expression()))
      try expect(";")
    }
    try expect("end")
    _ = eat(";")
    guard token.kind == .end else { throw unexpected() }
    return body
  }

  private func refusal() -> ParseFailure {
    guard token.kind == .identifier else { return unexpected() }
    return ParseFailure(
      .unsupported("\(text(of: token).uppercased()) in a trigger function", at: token.range))
  }
}
