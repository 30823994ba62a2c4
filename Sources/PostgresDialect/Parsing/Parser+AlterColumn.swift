extension Parser {
  /// What follows `ALTER` in `ALTER TABLE`.
  mutating func alterAction() throws(ParseFailure) -> AlterTableActionKind {
    if eat("constraint") { return try alterConstraint() }
    _ = eat("column")
    if token.kind == .integer {
      let number = try unsignedInteger()
      try expect("set", "statistics")
      return .attribute(.columnNumber(number, statistics: try signedInteger()))
    }
    let column = try columnName()
    if eat("drop") { return try dropProperty(column) }
    if eat("add") {
      try expect("generated")
      let always = try generatedWhen()
      try expect("as", "identity")
      return .addIdentity(column, always: always, try parenthesizedSequenceOptions())
    }
    if at("type") || at(sequence: "set", "data") { return try setType(column) }
    if eat("reset") { return .attribute(.column(column, .resetOptions(try storageParameters()))) }
    if at("restart") { return try setIdentity(column) }
    if at("options") {
      advance()
      try skipParentheses()
      return .other("ALTER COLUMN OPTIONS")
    }
    return try setProperty(column)
  }

  private mutating func alterConstraint() throws(ParseFailure) -> AlterTableActionKind {
    let name = try columnName()
    var attributes = ConstraintAttributes()
    while at("deferrable", "initially") || at("not") || at(sequence: "no", "inherit") {
      let start = index
      try attribute(&attributes)
      if attributes.isNotValid || attributes.noInherit {
        let mark = attributes.isNotValid ? "NOT VALID" : "NO INHERIT"
        throw failure(
          "ALTER CONSTRAINT statement constraints cannot be marked \(mark)", .featureNotSupported, from: start
        )
      }
    }
    return .alterConstraint(name, attributes.deferral)
  }

  private mutating func dropProperty(_ column: Identifier) throws(ParseFailure) -> AlterTableActionKind {
    if eat("default") { return .dropDefault(column) }
    if eat("not") {
      try expect("null")
      return .dropNotNull(column)
    }
    if eat("expression") { return .dropExpression(column, ifExists: ifExists()) }
    try expect("identity")
    return .dropIdentity(column, ifExists: ifExists())
  }

  private mutating func setType(_ column: Identifier) throws(ParseFailure) -> AlterTableActionKind {
    if eat("set") { try expect("data") }
    try expect("type")
    let type = try typeName()
    let collation = eat("collate") ? try qualifiedName() : nil
    let using = eat("using") ? try expression() : nil
    return .setType(column, type, collation: collation, using: using)
  }

  private mutating func setProperty(_ column: Identifier) throws(ParseFailure) -> AlterTableActionKind {
    guard at("set") else { throw unexpected() }
    if at(1, "generated") || startsSequenceOption(behind: 1) { return try setIdentity(column) }
    advance()
    if eat("default") { return .setDefault(column, try expression()) }
    if eat("not") {
      try expect("null")
      return .setNotNull(column)
    }
    if eat("statistics") { return .attribute(.column(column, .statistics(try signedInteger()))) }
    if eat("storage") { return .attribute(.column(column, .storage(try columnName()))) }
    if eat("compression") {
      let method = eat("default") ? nil : try columnName()
      return .attribute(.column(column, .compression(method)))
    }
    return .attribute(.column(column, .setOptions(try storageParameters())))
  }

  private func startsSequenceOption(behind distance: Int) -> Bool {
    [
      "increment", "maxvalue", "minvalue", "start", "cache", "cycle", "no", "restart", "owned", "as",
      "sequence",
    ]
    .contains { at(distance, $0) }
  }

  /// `SET GENERATED ALWAYS SET START WITH 5 RESTART`, …
  private mutating func setIdentity(_ column: Identifier) throws(ParseFailure) -> AlterTableActionKind {
    var always: Bool?
    var options = SequenceOptions()
    while at("restart") || at("set") {
      if eat("set") {
        if eat("generated") {
          guard always == nil else { throw failure("conflicting or redundant options", from: index - 1) }
          always = try generatedWhen()
          continue
        }
        let start = index
        if at("restart") { throw failure("sequence option \"restart\" not supported here") }
        if at("as") { throw failure("sequence option \"as\" not supported here") }
        if at("owned") { throw failure("sequence option \"owned_by\" not supported here") }
        guard try sequenceOption(&options) else { throw unexpected(at: start) }
      } else {
        _ = try sequenceOption(&options)
      }
    }
    return .setIdentity(column, always: always, options)
  }
}
