extension Parser {
  /// The actions of `ALTER TABLE`: https://www.postgresql.org/docs/15/sql-altertable.html
  mutating func alterTableActions() throws(ParseFailure) -> [AlterTableAction] {
    if at("attach", "detach") { return [try partitionAction()] }
    var actions: [AlterTableAction] = []
    repeat {
      let start = index
      let kind = try alterTableAction()
      actions.append(AlterTableAction(kind: kind, range: range(from: start)))
    } while eat(",")
    return actions
  }

  private mutating func alterTableAction() throws(ParseFailure) -> AlterTableActionKind {
    if eat("add") { return try addAction() }
    if eat("drop") { return try dropAction() }
    if eat("alter") { return try alterAction() }
    if eat("validate") {
      try expect("constraint")
      return .validateConstraint(try columnName())
    }
    if eat("owner") {
      try expect("to")
      return .owner(try role())
    }
    if at("enable", "disable") { return try switchAction() }
    if eat("force") {
      try expect("row", "level", "security")
      return .rowSecurity(.force)
    }
    return try storageAction()
  }

  private mutating func addAction() throws(ParseFailure) -> AlterTableActionKind {
    if at("constraint", "check", "unique", "primary", "foreign")
      || at("exclude") && (at(1, "using") || at(1, "("))
    {
      return .addConstraint(try tableConstraint())
    }
    _ = eat("column")
    let ifNotExists = try ifNotExists()
    return .addColumn(try columnDefinition(), ifNotExists: ifNotExists)
  }

  private mutating func dropAction() throws(ParseFailure) -> AlterTableActionKind {
    let isConstraint = eat("constraint")
    if !isConstraint { _ = eat("column") }
    let ifExists = ifExists()
    let name = try columnName()
    let cascade = cascade()
    return isConstraint
      ? .dropConstraint(name, ifExists: ifExists, cascade: cascade)
      : .dropColumn(name, ifExists: ifExists, cascade: cascade)
  }

  private mutating func switchAction() throws(ParseFailure) -> AlterTableActionKind {
    let isEnabled = eat("enable")
    if !isEnabled { advance() }
    if eat("row") {
      try expect("level", "security")
      return .rowSecurity(isEnabled ? .enable : .disable)
    }
    if at("rule") || isEnabled && at("replica", "always") && at(1, "rule") {
      if !eat("rule") { advance(); advance() }
      _ = try columnName()
      return .other("\(isEnabled ? "ENABLE" : "DISABLE") RULE")
    }
    var mode: TriggerMode = isEnabled ? .enabled : .disabled
    if isEnabled, at(1, "trigger") {
      if eat("replica") { mode = .replica } else if eat("always") { mode = .always }
    }
    try expect("trigger")
    if mode == .enabled || mode == .disabled {
      if eat("all") { return .setTriggers(.all, mode) }
      if eat("user") { return .setTriggers(.user, mode) }
    }
    return .setTriggers(.named(try columnName()), mode)
  }

  /// What changes how a table is stored or is not represented any further.
  private mutating func storageAction() throws(ParseFailure) -> AlterTableActionKind {
    let start = index
    if eat("set") {
      if eat("without") {
        if !eat("cluster") { try expect("oids") }
      } else if at("logged", "unlogged") {
        advance()
      } else if eat("tablespace") || eat("access") {
        if matches(tokens[index - 1], "access") { try expect("method") }
        _ = try columnName()
      } else {
        try storageParameters()
      }
    } else if eat("reset") {
      try storageParameters()
    } else if eat("cluster") {
      try expect("on")
      _ = try columnName()
    } else {
      return try unrepresentedAction()
    }
    return .storage(canonicalText(from: start))
  }

  private mutating func unrepresentedAction() throws(ParseFailure) -> AlterTableActionKind {
    if eat("no") {
      if eat("force") {
        try expect("row", "level", "security")
        return .rowSecurity(.noForce)
      }
      try expect("inherit")
      _ = try qualifiedName()
      return .other("NO INHERIT")
    }
    if eat("inherit") {
      _ = try qualifiedName()
      return .other("INHERIT")
    }
    if eat("of") {
      _ = try qualifiedName()
      return .other("OF")
    }
    if eat("not") {
      try expect("of")
      return .other("NOT OF")
    }
    if at("options") {
      advance()
      try skipParentheses()
      return .other("OPTIONS")
    }
    let start = index
    try expect("replica", "identity")
    if eat("using") {
      try expect("index")
      _ = try columnName()
    } else {
      guard at("nothing", "full", "default") else { throw unexpected() }
      advance()
    }
    return .storage(canonicalText(from: start))
  }
}
