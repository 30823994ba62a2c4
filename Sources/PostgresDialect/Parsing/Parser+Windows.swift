extension Parser {
  /// `([name] [PARTITION BY …] [ORDER BY …] [frame])`
  mutating func windowDefinition() throws(ParseFailure) -> WindowDefinition {
    try expect("(")
    try descend(2)
    var window = WindowDefinition()
    if isColumnName(token), !at("partition", "range", "rows", "groups") {
      window.base = try columnName()
    }
    if eat("partition") {
      try expect("by")
      window.partitionBy = try expressions()
    }
    window.orderBy = try optionalOrderBy()
    if at("range", "rows", "groups") { window.frame = try frame() }
    try expect(")")
    ascend(2)
    return window
  }

  private mutating func frame() throws(ParseFailure) -> String {
    let start = index
    advance()
    if eat("between") {
      try frameBound()
      try expect("and")
      try frameBound()
    } else {
      try frameBound()
    }
    if eat("exclude") {
      if at("group", "ties") {
        advance()
      } else if eat("current") {
        try expect("row")
      } else {
        try expect("no", "others")
      }
    }
    return canonicalText(from: start)
  }

  private mutating func frameBound() throws(ParseFailure) {
    if eat(sequence: "current", "row") { return }
    if !eat("unbounded") { _ = try expression() }
    guard at("preceding", "following") else { throw unexpected() }
    advance()
  }

  /// `FOR UPDATE [OF a, b] [NOWAIT | SKIP LOCKED] …`; `FOR READ ONLY` locks nothing.
  mutating func lockingClauses() throws(ParseFailure) -> [String] {
    if at(sequence: "for", "read") {
      try expect("for", "read", "only")
      return []
    }
    var clauses: [String] = []
    while at("for") {
      let start = index
      advance()
      if eat("no") {
        try expect("key", "update")
      } else if eat("key") {
        try expect("share")
      } else if !eat("share") {
        try expect("update")
      }
      if eat("of") { _ = try qualifiedNames() }
      if !eat("nowait"), eat("skip") { try expect("locked") }
      clauses.append(canonicalText(from: start))
    }
    return clauses
  }
}
