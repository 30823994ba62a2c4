/// Reads what a rule describes. An alternative that does not fit is taken back; the error is that of the one that
/// came furthest, which is where PostgreSQL's own parser stops.
struct PhraseReader {
  var parser: Parser
  let rules: Rules
  var phrase = Phrase()
  private var label = ""
  private var furthest: ParseFailure?

  init(_ parser: Parser, _ rules: Rules) {
    self.parser = parser
    self.rules = rules
  }

  /// Reads up to the end of a statement, or to a word that must follow, by any of the alternatives.
  mutating func read(_ alternatives: [Grammar], before word: String? = nil) throws(ParseFailure) {
    for grammar in alternatives {
      let start = place
      if read(grammar) {
        if let word {
          if parser.at(word) { return }
        } else if parser.token.kind == .end || parser.at(";") || parser.at(")") {
          return
        }
        note(parser.unexpected())
      }
      back(to: start)
    }
    throw furthest ?? parser.unexpected()
  }

  private struct Place {
    var index: Int
    var depth: Int
    var height: Int
    var count: Int
  }

  private var place: Place {
    Place(index: parser.index, depth: parser.depth, height: parser.height, count: phrase.parts.count)
  }

  private mutating func back(to place: Place) {
    parser.index = place.index
    parser.depth = place.depth
    parser.height = place.height
    phrase.parts.removeLast(phrase.parts.count - place.count)
  }

  private mutating func note(_ failure: ParseFailure) {
    guard let old = furthest?.diagnostic.range?.lower, let new = failure.diagnostic.range?.lower, new <= old
    else {
      furthest = failure
      return
    }
  }

  private mutating func read(_ grammar: Grammar) -> Bool {
    let start = place
    if fits(grammar) { return true }
    back(to: start)
    return false
  }

  private mutating func fits(_ grammar: Grammar) -> Bool {
    switch grammar {
    case .word(let word): return takes(word)
    case .piece(let name):
      if let choices = rules[name] { return read(choices.count == 1 ? choices[0] : .choice(choices)) }
      return takes(piece: name)
    case .sequence(let items):
      for item in items where !read(item) { return false }
      return true
    case .choice(let items):
      for item in items where read(item) { return true }
      return false
    case .optional(let inner):
      _ = read(inner)
      return true
    case .list(let item, let separator):
      guard read(item) else { return false }
      while true {
        let start = place
        if let separator, !takes(separator) { return true }
        if !read(item) {
          back(to: start)
          return true
        }
      }
    case .labelled(let name, let inner):
      let outer = label
      label = name
      defer { label = outer }
      return read(inner)
    }
  }

  private mutating func takes(_ word: String) -> Bool {
    guard parser.at(word.lowercased()) else {
      note(parser.unexpected())
      return false
    }
    let start = parser.index
    parser.advance()
    add(.word(word), from: start)
    return true
  }

  private mutating func takes(piece name: String) -> Bool {
    let start = parser.index
    do throws(ParseFailure) {
      for value in try parser.terminal(name) { add(value, from: start) }
      return true
    } catch {
      note(error)
      return false
    }
  }

  private mutating func add(_ value: Phrase.Value, from start: Int) {
    phrase.parts.append(Phrase.Part(value: value, label: label, range: parser.range(from: start)))
  }
}

extension Parser {
  /// Reads what a rule describes, from a token on; by default all of a statement.
  mutating func phrase(
    _ name: String, from start: Int, before word: String? = nil
  ) throws(ParseFailure) -> Phrase {
    guard let alternatives = Rules.postgres[name] else { throw unexpected() }
    index = start
    var reader = PhraseReader(self, Rules.postgres)
    try reader.read(alternatives, before: word)
    self = reader.parser
    return reader.phrase
  }

  /// The pieces of grammar that are not rules.
  mutating func terminal(_ name: String) throws(ParseFailure) -> [Phrase.Value] {
    switch name {
    case "name": return [.name(try columnName())]
    case "label": return [.name(try label())]
    case "word": return [.word(PostgresPrinter.name(try nonReservedWord().text))]
    case "path": return [.path(try qualifiedName())]
    case "function": return [.path(try functionName())]
    case "relation": return [.relation(try qualifiedName())]
    case "role": return [.role(try role())]
    case "grantee": return [.role(try grantee())]
    case "string": return [.string(try string())]
    case "integer": return [.word(String(try signedInteger()))]
    case "number": return [.word(try signedNumber())]
    case "expression": return [.expression(try expression())]
    case "query": return [.query(try query())]
    case "type": return [.type(try typeName())]
    case "routine": return [try routine()]
    case "operator": return [.operator(try anyOperator())]
    case "parameter": return [.word(try parameter().postgres)]
    case "value": return try definitionValue()
    case "data": return [.statement(try ruleAction())]
    case "setting": return [.statement(Statement(try setStatement()))]
    case "variable": return [.word(try variableName())]
    case "column":
      guard case .column(let table, let name) = try commentedColumn() else { throw unexpected() }
      return [.relation(table), .word("."), .name(name)]
    case "call":
      let start = index
      let value = try primary()
      guard case .call = value.kind else { throw unexpected(at: start) }
      return [.expression(value)]
    case "role_attribute": return [.word(try roleAttribute())]
    case "attribute":
      guard let text = try functionAttribute() else { throw unexpected() }
      return [.word(text)]
    default: return [.word(try spelled { (parser) throws(ParseFailure) in try parser.element(name) })]
    }
  }

  /// The pieces that are kept as written.
  private mutating func element(_ name: String) throws(ParseFailure) {
    switch name {
    case "constraint":
      guard at("constraint", "check", "unique", "primary") || at("foreign", "exclude") else {
        throw unexpected()
      }
      _ = try tableConstraint()
    case "foreign_column": try foreignColumn()
    case "bound": _ = try partitionBound()
    case "changes": _ = try alterTableActions()
    default: throw unexpected()
    }
  }

  private mutating func spelled(
    _ read: (inout Parser) throws(ParseFailure) -> Void
  ) throws(ParseFailure) -> String {
    let start = index
    try read(&self)
    return canonicalText(from: start)
  }

  /// A column of a foreign table, whose options stand behind its type.
  private mutating func foreignColumn() throws(ParseFailure) {
    _ = try columnName()
    _ = try typeName()
    if eat("options") { try skipParentheses() }
    var collation: QualifiedName?
    _ = try columnConstraints(collation: &collation)
  }

  private mutating func roleAttribute() throws(ParseFailure) -> String {
    guard token.kind == .identifier, token.category == .none else { throw unexpected() }
    let known = ["superuser", "createrole", "replication", "createdb", "login", "bypassrls", "inherit"]
    let word = folded(token)
    guard known.contains(word) || word.hasPrefix("no") && known.contains(String(word.dropFirst(2))) else {
      throw ParseFailure(.syntaxError, "unrecognized role option \"\(word)\"", at: token.range)
    }
    advance()
    return word.uppercased()
  }

  /// A role, or everybody.
  private mutating func grantee() throws(ParseFailure) -> Identifier {
    at("public") ? try takeName() : try role()
  }

  /// A function with the types that tell it from others of its name, if need be.
  mutating func routine() throws(ParseFailure) -> Phrase.Value {
    let name = try functionNameAlone()
    return .routine(name, at("(") ? try parameterTypes() : nil)
  }

  /// `schema.+`
  private mutating func anyOperator() throws(ParseFailure) -> QualifiedName {
    var schema: Identifier?
    if isColumnName(token), at(1, ".") {
      schema = try columnName()
      advance()
    }
    guard token.kind == .operator else { throw unexpected() }
    let name = Identifier(text(of: token) == "!=" ? "<>" : text(of: token), at: token.range)
    advance()
    return QualifiedName(schema: schema, name)
  }

  /// What follows `=` in a definition (`def_arg`).
  private mutating func definitionValue() throws(ParseFailure) -> [Phrase.Value] {
    if token.kind.isString { return [.string(try string())] }
    if token.kind == .integer || token.kind == .decimal { return [.word(try signedNumber())] }
    if at("+", "-"), peek().kind == .integer || peek().kind == .decimal { return [.word(try signedNumber())] }
    if token.kind == .operator { return [.operator(try anyOperator())] }
    if at("operator"), at(1, "(") {
      advance()
      advance()
      let name = try anyOperator()
      try expect(")")
      return [.operator(name)]
    }
    if at("setof") { return [.word(try wordText()), .type(try typeName())] }
    if at("none") || token.kind == .identifier && token.category == .reserved {
      return [.word(try wordText())]
    }
    return [.type(try typeName())]
  }

  private mutating func wordText() throws(ParseFailure) -> String {
    defer { advance() }
    return folded(token).uppercased()
  }

  /// One statement of a rule.
  private mutating func ruleAction() throws(ParseFailure) -> Statement {
    let start = index
    guard at("select", "values", "table", "with") || at("insert", "update", "delete", "notify") || at("(")
    else {
      throw unexpected()
    }
    let (outerDepth, outerHeight) = (depth, height)
    let kind = try statementKind()
    (depth, height) = (outerDepth, outerHeight)
    return Statement(kind, at: range(from: start))
  }
}
