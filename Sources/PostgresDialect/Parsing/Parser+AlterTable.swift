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
    if eat("set") { return .attribute(try setAttribute()) }
    if eat("reset") { return .attribute(.resetOptions(try storageParameters())) }
    if eat("cluster") {
      try expect("on")
      return .attribute(.cluster(on: try columnName()))
    }
    return try unrepresentedAction()
  }

  private mutating func setAttribute() throws(ParseFailure) -> TableAttribute {
    if eat("without") {
      if eat("cluster") { return .cluster(on: nil) }
      try expect("oids")
      return .withoutOids
    }
    if eat("logged") { return .logged(true) }
    if eat("unlogged") { return .logged(false) }
    if eat("tablespace") { return .tablespace(try columnName()) }
    if eat("access") {
      try expect("method")
      return .accessMethod(try columnName())
    }
    return .setOptions(try storageParameters())
  }

  private mutating func unrepresentedAction() throws(ParseFailure) -> AlterTableActionKind {
    if eat("no") {
      if eat("force") {
        try expect("row", "level", "security")
        return .rowSecurity(.noForce)
      }
      try expect("inherit")
      return .noInherit(try qualifiedName())
    }
    if eat("inherit") { return .inherit(try qualifiedName()) }
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
    try expect("replica", "identity")
    if eat("using") {
      try expect("index")
      return .attribute(.replicaIdentity(.index(try columnName())))
    }
    guard at("nothing", "full", "default") else { throw unexpected() }
    let identity: ReplicaIdentity = at("nothing") ? .nothing : at("full") ? .full : .standard
    advance()
    return .attribute(.replicaIdentity(identity))
  }
}
