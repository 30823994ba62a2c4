extension Parser {
  /// https://www.postgresql.org/docs/15/sql-createindex.html
  mutating func createIndex() throws(ParseFailure) -> CreateIndex {
    let isUnique = eat("unique")
    try expect("index")
    let isConcurrent = eat("concurrently")
    var ifNotExists = false
    var name: Identifier?
    if at(sequence: "if", "not") {
      ifNotExists = try self.ifNotExists()
      name = try columnName()
    } else if isColumnName(token) {
      name = try columnName()
    }
    try expect("on")
    let (table, only) = try relationName()
    var index = CreateIndex(
      name: name, table: table, only: only, isUnique: isUnique, isConcurrent: isConcurrent,
      ifNotExists: ifNotExists, elements: [])
    if eat("using") { index.method = try columnName() }
    index.elements = try indexElements()
    if eat("include") { index.include = try parenthesizedColumns() }
    index.nullsNotDistinct = try nullsNotDistinct()
    let start = self.index
    if eat("with") { try storageParameters() }
    if eat("tablespace") { _ = try columnName() }
    if start < self.index { index.options = canonicalText(from: start) }
    if eat("where") { index.filter = try expression() }
    return index
  }

  mutating func indexElements() throws(ParseFailure) -> [IndexElement] {
    try expect("(")
    var elements: [IndexElement] = []
    repeat { elements.append(try indexElement()) } while eat(",")
    try expect(")")
    return elements
  }

  /// A column, a call or an expression in parentheses, with its collation, operator class and order.
  mutating func indexElement() throws(ParseFailure) -> IndexElement {
    var element = IndexElement(expression: try indexExpression())
    if eat("collate") { element.collation = try qualifiedName() }
    if isColumnName(token), !(at("nulls") && (at(1, "first") || at(1, "last"))) {
      element.operatorClass = try qualifiedName()
      if at("(") {
        let start = index
        try storageParameters()
        element.classOptions = canonicalText(from: start)
      }
    }
    element.isDescending = try direction()
    element.nulls = nullsOrder()
    return element
  }

  private mutating func indexExpression() throws(ParseFailure) -> Expression {
    let start = index
    if eat("(") {
      let value = try expression()
      try expect(")")
      return value
    }
    if isColumnName(token), !at(1, "("), !at(1, ".") {
      return Expression(.column([try columnName()]), at: range(from: start))
    }
    // Nothing but a call may stand without parentheses.
    let value = try primary()
    switch value.kind {
    case .call(let call) where call.over == nil && call.filter == nil: return value
    case .cast where matches(tokens[start], "cast"): return value
    default: throw unexpected()
    }
  }
}

// MARK: - Sequences

extension Parser {
  mutating func createSequence(_ persistence: Persistence) throws(ParseFailure) -> StatementKind {
    try expect("sequence")
    let ifNotExists = try ifNotExists()
    let name = try qualifiedName()
    let options = try sequenceOptions()
    return .createSequence(
      CreateSequence(name: name, ifNotExists: ifNotExists, persistence: persistence, options: options))
  }

  mutating func parenthesizedSequenceOptions() throws(ParseFailure) -> SequenceOptions {
    guard eat("(") else { return SequenceOptions() }
    let start = index
    let options = try sequenceOptions()
    guard index > start else { throw unexpected() }
    try expect(")")
    return options
  }

  mutating func sequenceOptions() throws(ParseFailure) -> SequenceOptions {
    var options = SequenceOptions()
    while try sequenceOption(&options) {}
    return options
  }

  /// One option; false when there is none.
  mutating func sequenceOption(_ options: inout SequenceOptions) throws(ParseFailure) -> Bool {
    let start = index
    if eat("as") {
      try once(options.type == nil, from: start)
      options.type = try typeName()
    } else if eat("increment") {
      _ = eat("by")
      try once(options.increment == nil, from: start)
      options.increment = try signedInteger()
    } else if eat("maxvalue") {
      try once(options.maximum == nil && !options.noMaximum, from: start)
      options.maximum = try signedInteger()
    } else if eat("minvalue") {
      try once(options.minimum == nil && !options.noMinimum, from: start)
      options.minimum = try signedInteger()
    } else if eat("start") {
      _ = eat("with")
      try once(options.start == nil, from: start)
      options.start = try signedInteger()
    } else if eat("cache") {
      try once(options.cache == nil, from: start)
      options.cache = try signedInteger()
    } else if eat("cycle") {
      try once(options.cycles == nil, from: start)
      options.cycles = true
    } else {
      return try rarerSequenceOption(&options)
    }
    return true
  }

  private mutating func rarerSequenceOption(_ options: inout SequenceOptions) throws(ParseFailure) -> Bool {
    let start = index
    if eat("no") {
      if eat("maxvalue") {
        try once(options.maximum == nil && !options.noMaximum, from: start)
        options.noMaximum = true
      } else if eat("minvalue") {
        try once(options.minimum == nil && !options.noMinimum, from: start)
        options.noMinimum = true
      } else {
        try expect("cycle")
        try once(options.cycles == nil, from: start)
        options.cycles = false
      }
    } else if eat("restart") {
      try once(options.restart == nil, from: start)
      let hasWith = eat("with")
      let hasValue = hasWith || at("+", "-") || token.kind == .integer || token.kind == .decimal
      options.restart = hasValue ? .with(try signedInteger()) : .fromStart
    } else if eat("owned") {
      try expect("by")
      try once(options.ownedBy == nil, from: start)
      options.ownedBy = eat("none") ? [] : [try columnName()] + (try dottedNames())
    } else if at(sequence: "sequence", "name") {
      advance()
      advance()
      try once(options.name == nil, from: start)
      options.name = try qualifiedName()
    } else {
      return false
    }
    return true
  }

  private func once(_ isFirst: Bool, from start: Int) throws(ParseFailure) {
    guard isFirst else { throw failure("conflicting or redundant options", from: start) }
  }
}
