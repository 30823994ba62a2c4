extension Parser {
  /// https://www.postgresql.org/docs/15/sql-createtrigger.html
  mutating func createTrigger(orReplace: Bool) throws(ParseFailure) -> CreateTrigger {
    let isConstraint = eat("constraint")
    try expect("trigger")
    let name = try columnName()
    let timing = try triggerTiming(isConstraint: isConstraint)
    let events = try triggerEvents()
    try expect("on")
    var trigger = CreateTrigger(
      name: name, orReplace: orReplace, isConstraint: isConstraint, timing: timing, events: events,
      table: try qualifiedName(), function: QualifiedName(name))
    if isConstraint {
      try constraintClauses(&trigger)
    } else {
      if eat("referencing") { try transitionTables(&trigger) }
      if at("for") { try level(&trigger) }
    }
    if eat("when") {
      try expect("(")
      trigger.when = try expression()
      try expect(")")
    }
    try expect("execute")
    guard at("function", "procedure") else { throw unexpected() }
    advance()
    trigger.function = try functionName()
    trigger.arguments = try triggerArguments()
    return trigger
  }

  private mutating func triggerTiming(isConstraint: Bool) throws(ParseFailure) -> TriggerTiming {
    if eat("after") { return .after }
    guard !isConstraint else { throw unexpected() }
    if eat("before") { return .before }
    try expect("instead", "of")
    return .insteadOf
  }

  private mutating func triggerEvents() throws(ParseFailure) -> [TriggerEvent] {
    var events: [TriggerEvent] = []
    var seen: Set<String> = []
    repeat {
      let word = folded(token)
      guard at("insert", "delete", "update", "truncate") else { throw unexpected() }
      guard seen.insert(word).inserted else { throw failure("duplicate trigger events specified") }
      advance()
      switch word {
      case "insert": events.append(.insert)
      case "delete": events.append(.delete)
      case "truncate": events.append(.truncate)
      default:
        var columns: [Identifier] = []
        if eat("of") {
          repeat { columns.append(try columnName()) } while eat(",")
        }
        events.append(.update(of: columns))
      }
    } while eat("or")
    return events
  }

  private mutating func constraintClauses(_ trigger: inout CreateTrigger) throws(ParseFailure) {
    if at("from") { throw unsupported("FROM in a constraint trigger") }
    var attributes = ConstraintAttributes()
    while at("deferrable", "initially") || at("not", "no") {
      let start = index
      try attribute(&attributes)
      if attributes.isNotValid || attributes.noInherit {
        let mark = attributes.isNotValid ? "NOT VALID" : "NO INHERIT"
        throw failure("TRIGGER constraints cannot be marked \(mark)", .featureNotSupported, from: start)
      }
    }
    trigger.deferral = attributes.deferral
    try expect("for", "each", "row")
    trigger.forEachRow = true
  }

  private mutating func transitionTables(_ trigger: inout CreateTrigger) throws(ParseFailure) {
    repeat {
      let start = index
      let isOld = eat("old")
      if !isOld { try expect("new") }
      if at("row") { throw unsupported("a transition row", from: start) }
      try expect("table")
      _ = eat("as")
      let name = try columnName()
      if isOld {
        guard trigger.oldTable == nil else {
          throw failure("OLD TABLE cannot be specified multiple times", .invalidObjectDefinition, from: start)
        }
        trigger.oldTable = name
      } else {
        guard trigger.newTable == nil else {
          throw failure("NEW TABLE cannot be specified multiple times", .invalidObjectDefinition, from: start)
        }
        trigger.newTable = name
      }
    } while at("old", "new")
  }

  private mutating func level(_ trigger: inout CreateTrigger) throws(ParseFailure) {
    try expect("for")
    _ = eat("each")
    trigger.forEachRow = eat("row")
    if !trigger.forEachRow { try expect("statement") }
  }

  /// Numbers, strings and words, all of which the trigger sees as text.
  private mutating func triggerArguments() throws(ParseFailure) -> [String] {
    try expect("(")
    var arguments: [String] = []
    if eat(")") { return [] }
    repeat {
      if token.kind == .integer || token.kind == .decimal {
        arguments.append(text(of: token))
        advance()
      } else if token.kind.isString {
        arguments.append(try string())
      } else {
        arguments.append(try label().text)
      }
    } while eat(",")
    try expect(")")
    return arguments
  }
}
