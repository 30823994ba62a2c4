extension Parser {
  /// `SET` and `RESET`: https://www.postgresql.org/docs/15/sql-set.html
  mutating func setStatement() throws(ParseFailure) -> StatementKind {
    if eat("reset") { return .set(SetVariable(name: try resetName(), values: [])) }
    try expect("set")
    let start = index - 1
    if at("constraints") { return try transactionModesOrConstraints(from: start) }
    if at(sequence: "session", "characteristics") {
      try expect("session", "characteristics", "as", "transaction")
      try transactionModes(required: true)
      return .transaction(.other(canonicalText(from: start)))
    }
    let namesVariable = at(1, "=") || at(1, "to") || at(1, ".")
    let isLocal = !namesVariable && eat("local")
    if !namesVariable, !isLocal, at("session"), !at(1, "authorization") { advance() }
    if at("transaction") { return try transactionModesOrConstraints(from: start) }
    var statement = try variableSetting()
    statement.isLocal = isLocal
    return .set(statement)
  }

  private mutating func transactionModesOrConstraints(from start: Int) throws(ParseFailure) -> StatementKind {
    guard eat("transaction") else {
      advance()
      if !eat("all") { _ = try qualifiedNames() }
      guard at("deferred", "immediate") else { throw unexpected() }
      advance()
      return .transaction(.constraints(canonicalText(from: start)))
    }
    if eat("snapshot") { _ = try string() } else { try transactionModes(required: true) }
    return .transaction(.other(canonicalText(from: start)))
  }

  private mutating func resetName() throws(ParseFailure) -> String {
    if eat("all") { return "all" }
    if eat(sequence: "time", "zone") { return "timezone" }
    if eat(sequence: "session", "authorization") { return "session_authorization" }
    if eat("transaction") {
      try expect("isolation", "level")
      return "transaction_isolation"
    }
    return try variableName()
  }

  /// `search_path`, `app.user`
  mutating func variableName() throws(ParseFailure) -> String {
    var name = try columnName().text
    while eat(".") { name += ".\(try columnName().text)" }
    return name.lowercased()
  }

  /// What follows `SET [LOCAL]`; the values of strings and names are what they mean.
  mutating func variableSetting() throws(ParseFailure) -> SetVariable {
    if at(sequence: "time", "zone") {
      advance()
      advance()
      return SetVariable(name: "timezone", values: try zone())
    }
    if let special = try specialSetting() { return special }
    let name = try variableName()
    let start = index
    if at(sequence: "from", "current") { throw unsupported("FROM CURRENT", from: start) }
    guard at("to", "=") else { throw unexpected() }
    advance()
    if eat("default") { return SetVariable(name: name, values: []) }
    var values: [String] = []
    repeat { values.append(try settingValue()) } while eat(",")
    return SetVariable(name: name, values: values)
  }

  /// The settings with a syntax of their own.
  private mutating func specialSetting() throws(ParseFailure) -> SetVariable? {
    if at("schema"), peek().kind.isString {
      advance()
      return SetVariable(name: "search_path", values: [try string()])
    }
    if at("names"), !at(1, "to"), !at(1, "="), !at(1, ".") {
      advance()
      if eat("default") || token.kind == .end || at(";") {
        return SetVariable(name: "client_encoding", values: [])
      }
      return SetVariable(name: "client_encoding", values: [try string()])
    }
    if at("role"), !at(1, "to"), !at(1, "="), !at(1, ".") {
      advance()
      return SetVariable(name: "role", values: [try wordOrString().text])
    }
    if eat(sequence: "session", "authorization") {
      let values = eat("default") ? [] : [try wordOrString().text]
      return SetVariable(name: "session_authorization", values: values)
    }
    if at("catalog"), peek().kind.isString { throw unsupported("SET CATALOG") }
    if eat(sequence: "xml", "option") {
      guard at("document", "content") else { throw unexpected() }
      return SetVariable(name: "xmloption", values: [try takeName().text])
    }
    return nil
  }

  private mutating func zone() throws(ParseFailure) -> [String] {
    if at("default", "local") {
      advance()
      return []
    }
    if at("interval") { throw unsupported("an interval as time zone") }
    if token.kind.isString { return [try string()] }
    if token.kind.isQuotedName || token.kind == .identifier && token.category == .none {
      return [try takeName().text]
    }
    return [try signedNumber()]
  }

  private mutating func settingValue() throws(ParseFailure) -> String {
    if token.kind.isString { return try string() }
    if at("true", "false", "on") { return try takeName().text }
    if isLabel(token) { return try nonReservedWord().text }
    return try signedNumber()
  }
}

// MARK: - Transactions

extension Parser {
  /// https://www.postgresql.org/docs/15/sql-begin.html and its kin, and `PREPARE`.
  mutating func transactionOrPrepare() throws(ParseFailure) -> StatementKind {
    if at("prepare"), !at(1, "transaction") { return try other("PREPARE") }
    return .transaction(try transaction())
  }

  private mutating func transaction() throws(ParseFailure) -> TransactionCommand {
    let start = index
    if eat("prepare") {
      try expect("transaction")
      _ = try string()
      return .other(canonicalText(from: start))
    }
    if eat("savepoint") { return .savepoint(try columnName()) }
    if eat("release") {
      if at("savepoint"), isColumnName(peek()) { advance() }
      return .release(try columnName())
    }
    if eat("start") {
      try expect("transaction")
      try transactionModes(required: false)
      return .begin
    }
    if eat("begin") {
      workOrTransaction()
      try transactionModes(required: false)
      return .begin
    }
    let isCommit = at("commit", "end")
    let allowsPrepared = at("commit", "rollback")
    let allowsSavepoint = at("rollback")
    advance()
    if allowsPrepared, eat("prepared") {
      _ = try string()
      return .other(canonicalText(from: start))
    }
    workOrTransaction()
    if allowsSavepoint, eat("to") {
      if at("savepoint"), isColumnName(peek()) { advance() }
      return .rollbackTo(try columnName())
    }
    if eat("and") {
      _ = eat("no")
      try expect("chain")
    }
    return isCommit ? .commit : .rollback
  }

  private mutating func workOrTransaction() {
    if !eat("work") { _ = eat("transaction") }
  }

  /// Isolation levels and the like, which have no meaning here.
  private mutating func transactionModes(required: Bool) throws(ParseFailure) {
    var isRequired = required
    while isRequired || at("isolation", "read", "deferrable", "not") {
      isRequired = false
      if eat("isolation") {
        try expect("level")
        if eat("read") {
          guard at("committed", "uncommitted") else { throw unexpected() }
          advance()
        } else if eat("repeatable") {
          try expect("read")
        } else {
          try expect("serializable")
        }
      } else if eat("read") {
        guard at("only", "write") else { throw unexpected() }
        advance()
      } else {
        _ = eat("not")
        try expect("deferrable")
      }
      if eat(",") { isRequired = true }
    }
  }
}
