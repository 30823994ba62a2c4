extension Parser {
  /// https://www.postgresql.org/docs/15/sql-createtable.html, behind `TABLE`.
  mutating func createTable(_ persistence: Persistence) throws(ParseFailure) -> StatementKind {
    let ifNotExists = try ifNotExists()
    let name = try qualifiedName()
    if isCreateTableAs() { return try createTableAs(name, persistence, ifNotExists) }
    var table = CreateTable(name: name, ifNotExists: ifNotExists, persistence: persistence, elements: [])
    if at("partition") {
      table.partitionOf = try partitionOf()
      table.partitionBy = try partitionBy()
    } else if at("of") {
      throw unsupported("CREATE TABLE … OF")
    } else {
      table.elements = try tableElements()
      if eat("inherits") {
        try expect("(")
        table.inherits = try qualifiedNames()
        try expect(")")
      }
      table.partitionBy = try partitionBy()
    }
    table.options = try tableOptions()
    return .createTable(table)
  }

  /// Names without types in the parentheses, or none and `AS` behind the options, mean a query follows.
  private func isCreateTableAs() -> Bool {
    guard at("(") else { return !at("partition", "of") }
    var distance = 1
    while isColumnName(peek(distance)), at(distance + 1, ",") { distance += 2 }
    return isColumnName(peek(distance)) && at(distance + 1, ")")
  }

  private mutating func createTableAs(
    _ name: QualifiedName, _ persistence: Persistence, _ ifNotExists: Bool
  ) throws(ParseFailure) -> StatementKind {
    let columns = try optionalColumns()
    let options = try tableOptions()
    try expect("as")
    if at("execute") { throw unsupported("CREATE TABLE … AS EXECUTE") }
    guard startsParenthesizedQuery() else { throw unexpected() }
    var table = CreateTableAs(
      name: name, ifNotExists: ifNotExists, persistence: persistence, columns: columns, query: try query(),
      options: options)
    table.withData = try withData()
    return .createTableAs(table)
  }

  mutating func withData() throws(ParseFailure) -> Bool {
    guard eat("with") else { return true }
    let isEmpty = eat("no")
    try expect("data")
    return !isEmpty
  }

  /// `USING`, `WITH (…)`, `ON COMMIT …` and `TABLESPACE …`, as written.
  mutating func tableOptions(onCommit: Bool = true) throws(ParseFailure) -> String? {
    let start = index
    if eat("using") { _ = try columnName() }
    if at(sequence: "with", "(") {
      advance()
      try storageParameters()
    } else if onCommit, eat("without") {
      try expect("oids")
    }
    if onCommit, eat("on") {
      try expect("commit")
      if eat("delete") || eat("preserve") { try expect("rows") } else { try expect("drop") }
    }
    if eat("tablespace") { _ = try columnName() }
    return start < index ? canonicalText(from: start) : nil
  }

  /// `(fillfactor = 70, toast.autovacuum_enabled)`
  @discardableResult
  mutating func storageParameters() throws(ParseFailure) -> [StorageOption] {
    try expect("(")
    var options: [StorageOption] = []
    repeat {
      var name = try label().postgres
      if eat(".") { name += ".\(try label().postgres)" }
      var option = StorageOption(name: name)
      if eat("=") {
        let start = index
        try definitionValue()
        option.value = canonicalText(from: start)
      }
      options.append(option)
    } while eat(",")
    try expect(")")
    return options
  }

  /// A word, number or string behind `=` (`def_arg`).
  private mutating func definitionValue() throws(ParseFailure) {
    if at("+", "-") {
      _ = try signedNumber()
    } else if token.kind == .operator || at("none") || token.category == .reserved {
      advance()
    } else if token.kind.isString || token.kind == .integer || token.kind == .decimal {
      advance()
    } else {
      _ = try typeName()
    }
  }

  /// A number with a sign, as written.
  mutating func signedNumber() throws(ParseFailure) -> String {
    let start = index
    if at("+", "-") { advance() }
    guard token.kind == .integer || token.kind == .decimal else { throw unexpected() }
    advance()
    return source[range(from: start)]
  }

  private mutating func tableElements() throws(ParseFailure) -> [TableElement] {
    try expect("(")
    if eat(")") { return [] }
    var elements: [TableElement] = []
    repeat { elements.append(try tableElement()) } while eat(",")
    try expect(")")
    return elements
  }

  private mutating func tableElement() throws(ParseFailure) -> TableElement {
    if eat("like") {
      let name = try qualifiedName()
      return .like(name, options: try likeOptions())
    }
    if at("constraint", "check", "unique", "primary", "foreign")
      || at("exclude") && (at(1, "using") || at(1, "("))
    {
      return .constraint(try tableConstraint())
    }
    return .column(try columnDefinition())
  }

  private mutating func likeOptions() throws(ParseFailure) -> [String] {
    let parts = [
      "all", "comments", "compression", "constraints", "defaults", "generated", "identity", "indexes",
      "statistics", "storage",
    ]
    var options: [String] = []
    while at("including", "excluding") {
      let verb = folded(token)
      advance()
      guard let part = parts.first(where: { at($0) }) else { throw unexpected() }
      advance()
      options.append("\(verb) \(part)")
    }
    return options
  }

  mutating func columnDefinition() throws(ParseFailure) -> ColumnDefinition {
    let start = index
    let name = try columnName()
    var column = ColumnDefinition(name: name, type: try typeName(), range: SourceRange(0, 0))
    if at("compression") { throw unsupported("COMPRESSION") }
    if at(sequence: "options", "(") { throw unsupported("OPTIONS of a column") }
    column.constraints = try columnConstraints(collation: &column.collation)
    column.range = range(from: start)
    return column
  }
}
