/// https://www.postgresql.org/docs/15/plpgsql-errors-and-messages.html
extension Parser {
  mutating func raise() throws(ParseFailure) -> Raise {
    try expect("raise")
    if at(";") { return Raise(subject: .again) }
    var raise = Raise(subject: .options)
    if token.kind == .identifier, let level = RaiseLevel(rawValue: folded(token)) {
      raise.level = level
      advance()
    }
    raise.subject = try raiseSubject()
    if eat("using") { raise.options = try raiseOptions() }
    return raise
  }

  private mutating func raiseSubject() throws(ParseFailure) -> RaiseSubject {
    if token.kind.isString {
      let start = index
      let format = try string()
      let arguments = eat(",") ? try expressions(until: ";", "using") : []
      try check(arguments, fit: format, from: start)
      return .message(format, arguments)
    }
    if at("using") { return .options }
    if at("sqlstate") {
      advance()
      guard token.kind.isString else { throw unexpected() }
      return .state(try stateCode())
    }
    guard isProcedureWord(token) else { throw unexpected() }
    let name = try takeName()
    guard ConditionName.states[name.text] != nil else {
      throw ParseFailure(
        .undefinedObject, "unrecognized exception condition \"\(name.text)\"", at: name.range)
    }
    return .condition(name)
  }

  private func check(_ arguments: [Expression], fit format: String, from start: Int) throws(ParseFailure) {
    let count = RaiseFormat.pieces(of: format).count - 1
    guard arguments.count == count else {
      let few = arguments.count < count
      throw ParseFailure(
        .syntaxError, "too \(few ? "few" : "many") parameters specified for RAISE", at: tokens[start].range)
    }
  }

  private mutating func raiseOptions() throws(ParseFailure) -> [RaiseOption] {
    var options: [RaiseOption] = []
    repeat {
      guard token.kind == .identifier, let kind = RaiseOptionKind(rawValue: folded(token)) else {
        throw failure("unrecognized RAISE statement option at or near \"\(text(of: token))\"")
      }
      advance()
      guard eat("=") || eat(":=") else { throw failure("syntax error, expected \"=\"") }
      let end = try fragmentEnd([",", ";"], what: "expression")
      guard end > index else { throw missingExpression() }
      options.append(RaiseOption(kind: kind, value: try expression(upTo: end)))
    } while eat(",")
    return options
  }
}

/// `RAISE`'s format: `%` takes the next argument, `%%` is a sign.
package enum RaiseFormat {
  /// The texts around the arguments, one more than there are arguments.
  package static func pieces(of format: String) -> [String] {
    var pieces: [[UInt8]] = [[]]
    let bytes = Array(format.utf8)
    var index = 0
    while index < bytes.count {
      defer { index += 1 }
      guard bytes[index] == UInt8(ascii: "%") else {
        pieces[pieces.count - 1].append(bytes[index])
        continue
      }
      guard index + 1 < bytes.count, bytes[index + 1] == bytes[index] else {
        pieces.append([])
        continue
      }
      pieces[pieces.count - 1].append(bytes[index])
      index += 1
    }
    return pieces.map { String(decoding: $0, as: UTF8.self) }
  }
}
