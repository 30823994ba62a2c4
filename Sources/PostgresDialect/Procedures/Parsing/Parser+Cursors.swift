/// https://www.postgresql.org/docs/15/plpgsql-cursors.html
extension Parser {
  mutating func openCursor() throws(ParseFailure) -> OpenCursor {
    try expect("open")
    let cursor = try cursorVariable()
    let scrolls = try scrollOption()
    guard eat("for") else {
      guard scrolls == nil else { throw unexpected() }
      return OpenCursor(cursor: cursor, source: .bound(try cursorArguments()))
    }
    if at("execute") {
      let statement = try dynamicStatement(until: ";")
      return OpenCursor(cursor: cursor, scrolls: scrolls, source: .query(.execute(statement)))
    }
    let statement = try statement(until: ";")
    return OpenCursor(cursor: cursor, scrolls: scrolls, source: .query(.statement(statement)))
  }

  private mutating func cursorVariable() throws(ParseFailure) -> Identifier {
    guard isProcedureWord(token) else { throw unexpected() }
    return try takeName()
  }

  /// `(a, name := b)`, or nothing.
  mutating func cursorArguments() throws(ParseFailure) -> [FunctionArgument] {
    guard eat("(") else { return [] }
    var arguments: [FunctionArgument] = []
    repeat {
      var name: Identifier?
      if isProcedureWord(token), at(1, ":=") || at(1, "=>") {
        name = try takeName()
        advance()
      }
      arguments.append(FunctionArgument(name: name, value: try expression()))
    } while eat(",")
    try expect(")")
    return arguments
  }

  mutating func fetchCursor() throws(ParseFailure) -> FetchCursor {
    let start = index
    let moves = at("move")
    advance()
    let direction = try fetchDirection(from: start, moves: moves)
    let cursor = try cursorVariable()
    var fetch = FetchCursor(cursor: cursor, direction: direction)
    if !moves {
      try expect("into")
      fetch.into = try intoTarget()
    }
    return fetch
  }

  private mutating func fetchDirection(from start: Int, moves: Bool) throws(ParseFailure) -> FetchDirection {
    // `FETCH c INTO …` has no direction.
    if isProcedureWord(token), at(1, "into") || at(1, ";") { return .relative(nil) }
    let direction = try directionWords()
    if !moves, direction.returnsManyRows {
      throw ParseFailure(
        .featureNotSupported, "FETCH statement cannot return multiple rows", at: tokens[start].range)
    }
    guard eat("from") || eat("in") else {
      throw failure("expected FROM or IN at or near \"\(text(of: token))\"")
    }
    return direction
  }

  private mutating func directionWords() throws(ParseFailure) -> FetchDirection {
    if at("from", "in") { return .relative(nil) }
    if eat("next") { return .relative(nil) }
    if eat("prior") { return .prior }
    if eat("first") { return .first }
    if eat("last") { return .last }
    if eat("absolute") { return .absolute(try expression(until: "from", "in")) }
    if eat("relative") { return .relative(try expression(until: "from", "in")) }
    if eat("all") { return .forwardAll }
    if at("forward", "backward") {
      let isForward = at("forward")
      advance()
      if at("from", "in") { return isForward ? .relative(nil) : .prior }
      if eat("all") { return isForward ? .forwardAll : .backwardAll }
      let count = try expression(until: "from", "in")
      return isForward ? .forward(count) : .backward(count)
    }
    return .forward(try expression(until: "from", "in"))
  }
}

extension FetchDirection {
  fileprivate var returnsManyRows: Bool {
    switch self {
    case .forward, .backward, .forwardAll, .backwardAll: true
    default: false
    }
  }
}
