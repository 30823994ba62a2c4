extension Parser {
  /// The constraints of a column, its default among them, and its collation.
  mutating func columnConstraints(
    collation: inout QualifiedName?
  ) throws(ParseFailure) -> [ColumnConstraint] {
    var constraints: [ColumnConstraint] = []
    while true {
      if at("collate") {
        guard collation == nil else { throw failure("multiple COLLATE clauses not allowed") }
        advance()
        collation = try qualifiedName()
      } else if at("deferrable", "initially") || at(sequence: "not", "deferrable") {
        try deferral(ofLast: &constraints)
      } else if let constraint = try columnConstraint() {
        constraints.append(constraint)
      } else {
        return constraints
      }
    }
  }

  /// `DEFERRABLE` and its kin belong to the constraint before them.
  private mutating func deferral(ofLast constraints: inout [ColumnConstraint]) throws(ParseFailure) {
    let start = index
    guard let last = constraints.indices.last, constraints[last].kind.isDeferrable else {
      throw failure("misplaced \(at("initially") ? "INITIALLY DEFERRED" : "DEFERRABLE") clause", from: start)
    }
    var attributes = ConstraintAttributes()
    while at("deferrable", "initially") || at(sequence: "not", "deferrable") {
      try attribute(&attributes)
    }
    constraints[last].deferral = attributes.deferral
    constraints[last].range = constraints[last].range.union(range(from: start))
  }

  private mutating func columnConstraint() throws(ParseFailure) -> ColumnConstraint? {
    let start = index
    let name = eat("constraint") ? try columnName() : nil
    guard let kind = try columnConstraintKind() else {
      if name != nil { throw unexpected() }
      return nil
    }
    return ColumnConstraint(name: name, kind: kind, range: range(from: start))
  }

  private mutating func columnConstraintKind() throws(ParseFailure) -> ColumnConstraintKind? {
    if eat("not") {
      try expect("null")
      return .notNull
    }
    if eat("null") { return .null }
    if eat("default") { return .default(try restrictedExpression()) }
    if at("check") { return try check() }
    if eat("generated") { return try generated() }
    if eat("primary") {
      try expect("key")
      return .primaryKey(try indexParameters(include: false))
    }
    if eat("unique") {
      let nullsNotDistinct = try nullsNotDistinct()
      return .unique(nullsNotDistinct: nullsNotDistinct, try indexParameters(include: false))
    }
    guard at("references") else { return nil }
    return .references(try foreignKeyTarget())
  }

  private mutating func check() throws(ParseFailure) -> ColumnConstraintKind {
    let condition = try checkCondition()
    let noInherit = eat(sequence: "no", "inherit")
    return .check(condition, noInherit: noInherit)
  }

  private mutating func checkCondition() throws(ParseFailure) -> Expression {
    try expect("check", "(")
    let condition = try expression()
    try expect(")")
    return condition
  }

  private mutating func generated() throws(ParseFailure) -> ColumnConstraintKind {
    let start = index
    let always = try generatedWhen()
    try expect("as")
    if eat("identity") {
      return .identity(always: always, try parenthesizedSequenceOptions())
    }
    try expect("(")
    let value = try expression()
    try expect(")", "stored")
    guard always else {
      throw failure("for a generated column, GENERATED ALWAYS must be specified", from: start)
    }
    return .generated(value)
  }

  /// `ALWAYS` or `BY DEFAULT`; true for the former.
  mutating func generatedWhen() throws(ParseFailure) -> Bool {
    if eat("always") { return true }
    try expect("by", "default")
    return false
  }

  mutating func nullsNotDistinct() throws(ParseFailure) -> Bool {
    guard at("nulls") else { return false }
    advance()
    let isNegated = eat("not")
    try expect("distinct")
    return isNegated
  }

  /// `INCLUDE (…)`, `WITH (…)`, `USING INDEX TABLESPACE …`
  private mutating func indexParameters(include: Bool) throws(ParseFailure) -> IndexParameters {
    var parameters = IndexParameters()
    if include, eat("include") { parameters.include = try parenthesizedColumns() }
    let start = index
    if eat("with") { try storageParameters() }
    if eat("using") {
      try expect("index", "tablespace")
      _ = try columnName()
    }
    if start < index { parameters.options = canonicalText(from: start) }
    return parameters
  }
}

// MARK: - Table constraints

extension Parser {
  mutating func tableConstraint() throws(ParseFailure) -> TableConstraint {
    let start = index
    let name = eat("constraint") ? try columnName() : nil
    let kind = try tableConstraintKind()
    var constraint = TableConstraint(name: name, kind: kind, range: SourceRange(0, 0))
    var attributes = ConstraintAttributes()
    while at("deferrable", "initially") || at("not") || at(sequence: "no", "inherit") {
      try attribute(&attributes)
    }
    constraint.deferral = attributes.deferral
    constraint.isNotValid = attributes.isNotValid
    switch kind {
    case .check(let condition, _):
      if attributes.deferral != nil { throw markedWrongly("CHECK", "DEFERRABLE", from: start) }
      constraint.kind = .check(condition, noInherit: attributes.noInherit)
    case .foreignKey:
      if attributes.noInherit { throw markedWrongly("FOREIGN KEY", "NO INHERIT", from: start) }
    default:
      if attributes.isNotValid { throw markedWrongly(kind.name, "NOT VALID", from: start) }
      if attributes.noInherit { throw markedWrongly(kind.name, "NO INHERIT", from: start) }
    }
    constraint.range = range(from: start)
    return constraint
  }

  private func markedWrongly(_ kind: String, _ mark: String, from start: Int) -> ParseFailure {
    failure("\(kind) constraints cannot be marked \(mark)", .featureNotSupported, from: start)
  }

  private mutating func tableConstraintKind() throws(ParseFailure) -> TableConstraintKind {
    if at("check") { return .check(try checkCondition(), noInherit: false) }
    if at("unique", "primary") { return try keyConstraint() }
    if at("exclude") { return try exclusion() }
    try expect("foreign", "key")
    let columns = try parenthesizedColumns()
    return .foreignKey(columns, try foreignKeyTarget())
  }

  private mutating func keyConstraint() throws(ParseFailure) -> TableConstraintKind {
    let isPrimary = eat("primary")
    try expect(isPrimary ? "key" : "unique")
    if eat(sequence: "using", "index") { return .usingIndex(try columnName(), isPrimary: isPrimary) }
    let nullsNotDistinct = isPrimary ? false : try nullsNotDistinct()
    let columns = try parenthesizedColumns()
    let parameters = try indexParameters(include: true)
    if isPrimary { return .primaryKey(columns, parameters) }
    return .unique(columns, nullsNotDistinct: nullsNotDistinct, parameters)
  }

  private mutating func exclusion() throws(ParseFailure) -> TableConstraintKind {
    let start = index
    try expect("exclude")
    if eat("using") { _ = try columnName() }
    try expect("(")
    var elements: [Expression] = []
    repeat {
      elements.append(try indexElement().expression)
      try expect("with")
      _ = try anyOperator()
    } while eat(",")
    try expect(")")
    _ = try indexParameters(include: true)
    if eat("where") {
      try expect("(")
      _ = try expression()
      try expect(")")
    }
    return .exclude(canonicalText(from: start), over: elements)
  }

  private mutating func anyOperator() throws(ParseFailure) -> Operator {
    if !at("operator") {
      while isColumnName(token), at(1, ".") {
        advance()
        advance()
      }
    }
    return try operatorName()
  }

  mutating func foreignKeyTarget() throws(ParseFailure) -> ForeignKeyTarget {
    try expect("references")
    let table = try qualifiedName()
    var target = ForeignKeyTarget(table: table, columns: try optionalColumns())
    if eat("match") {
      if at("partial") { throw failure("MATCH PARTIAL not yet implemented", .featureNotSupported) }
      if eat("full") { target.match = .full } else { try expect("simple") }
    }
    var seen: Set<String> = []
    while at("on"), let event = ["delete", "update"].first(where: { at(1, $0) }), !seen.contains(event) {
      seen.insert(event)
      advance()
      advance()
      if event == "delete" {
        target.onDelete = try foreignKeyAction(allowsColumns: true)
      } else {
        target.onUpdate = try foreignKeyAction(allowsColumns: false)
      }
    }
    return target
  }

  private mutating func foreignKeyAction(allowsColumns: Bool) throws(ParseFailure) -> ForeignKeyAction {
    let start = index
    if eat("no") {
      try expect("action")
      return .noAction
    }
    if eat("restrict") { return .restrict }
    if eat("cascade") { return .cascade }
    try expect("set")
    let isNull = eat("null")
    if !isNull { try expect("default") }
    let columns = try optionalColumns()
    if !allowsColumns, !columns.isEmpty {
      throw failure(
        "a column list with SET \(isNull ? "NULL" : "DEFAULT") is only supported for ON DELETE actions",
        .featureNotSupported, from: start)
    }
    return isNull ? .setNull(columns) : .setDefault(columns)
  }
}
