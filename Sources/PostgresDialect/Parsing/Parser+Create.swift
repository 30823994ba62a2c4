extension Parser {
  /// Everything that starts with `CREATE`.
  mutating func create() throws(ParseFailure) -> StatementKind {
    try expect("create")
    if at("or") {
      try expect("or", "replace")
      return try create(orReplace: true)
    }
    return try create(orReplace: false)
  }

  private mutating func create(orReplace: Bool) throws(ParseFailure) -> StatementKind {
    if let kind = try createReplaceable(orReplace: orReplace) { return kind }
    if orReplace {
      return try createRemembered(["aggregate", "language", "rule", "transform", "trusted", "procedural"])
    }
    if at("table", "unlogged", "temp", "temporary", "local", "global") { return try createPersistent() }
    if at("sequence") { return try createSequence(.permanent) }
    if at("materialized") { return try createMaterializedView(.permanent) }
    if at("index") || at(sequence: "unique", "index") { return .createIndex(try createIndex()) }
    if at("schema") { return .createSchema(try createSchema()) }
    if at("type") { return try createType() }
    if at("domain") { return .createDomain(try createDomain()) }
    if at("extension") { return .createExtension(try createExtension()) }
    return try createRemembered([
      "access", "aggregate", "cast", "collation", "conversion", "database", "default", "event", "foreign",
      "group", "language", "operator", "policy", "procedural", "publication", "role", "rule", "server",
      "statistics", "subscription", "tablespace", "text", "transform", "trusted", "user",
    ])
  }

  private mutating func createReplaceable(orReplace: Bool) throws(ParseFailure) -> StatementKind? {
    if at("function", "procedure") { return .createFunction(try createFunction(orReplace: orReplace)) }
    if at("trigger") || at(sequence: "constraint", "trigger") {
      return .createTrigger(try createTrigger(orReplace: orReplace))
    }
    if at("view") || at(sequence: "recursive", "view") { return try createView(orReplace, .permanent) }
    guard at("temp", "temporary", "local", "global") else { return nil }
    let saved = index
    try temporary()
    if at("view") || at(sequence: "recursive", "view") { return try createView(orReplace, .temporary) }
    guard !orReplace else { throw unexpected() }
    index = saved
    return nil
  }

  private mutating func temporary() throws(ParseFailure) {
    if at("local", "global") { advance() }
    guard at("temp", "temporary") else { throw unexpected() }
    advance()
  }

  private mutating func createPersistent() throws(ParseFailure) -> StatementKind {
    var persistence = Persistence.permanent
    if eat("unlogged") {
      persistence = .unlogged
    } else if !at("table") {
      try temporary()
      persistence = .temporary
    }
    if at("sequence") { return try createSequence(persistence) }
    if at("materialized"), persistence == .unlogged { return try createMaterializedView(persistence) }
    try expect("table")
    return try createTable(persistence)
  }

  /// What SQLite has no place for, by the words that say what is created.
  private mutating func createRemembered(_ words: [String]) throws(ParseFailure) -> StatementKind {
    guard words.contains(where: { at($0) }) else { throw unexpected() }
    return try remembered("CREATE")
  }

  /// Reads a statement by the rule for its object, whose words stand here.
  mutating func remembered(_ verb: String) throws(ParseFailure) -> StatementKind {
    var start = index
    while start > 0, !matches(tokens[start], verb.lowercased()) { start -= 1 }
    let kind = objectKind()
    let synonyms = [
      "USER": "ROLE", "GROUP": "ROLE", "PROCEDURAL LANGUAGE": "LANGUAGE", "TRUSTED LANGUAGE": "LANGUAGE",
      "TRUSTED PROCEDURAL LANGUAGE": "LANGUAGE", "DEFAULT CONVERSION": "CONVERSION", "PROCEDURE": "FUNCTION",
      "ROUTINE": "FUNCTION", "OWNED BY": "OWNED",
    ]
    let name = "\(verb) \(synonyms[kind] ?? kind)"
    guard Rules.postgres[name] != nil else { throw unexpectedKind() }
    return try ruled(name, from: start)
  }

  /// The kind of object at the current token, in upper case.
  func objectKind() -> String {
    let kinds = [
      ["access", "method"], ["default", "conversion"], ["default", "privileges"], ["event", "trigger"],
      ["foreign", "data", "wrapper"], ["foreign", "table"], ["large", "object"], ["materialized", "view"],
      ["operator", "class"], ["operator", "family"], ["owned", "by"], ["procedural", "language"],
      ["text", "search", "configuration"], ["text", "search", "dictionary"], ["text", "search", "parser"],
      ["text", "search", "template"], ["trusted", "language"],
      ["trusted", "procedural", "language"], ["user", "mapping"],
    ]
    for words in kinds where words.indices.allSatisfy({ at($0, words[$0]) }) {
      return words.joined(separator: " ").uppercased()
    }
    return folded(token).uppercased()
  }

  /// The error for words that are no object kind; the first may have been the start of one.
  func unexpectedKind() -> ParseFailure {
    if at(sequence: "text", "search") || at(sequence: "foreign", "data") { return unexpected(at: index + 2) }
    let isStart = at("materialized", "owned", "text", "access", "event", "large", "default", "procedural")
    return unexpected(at: isStart ? index + 1 : index)
  }

  mutating func ifNotExists() throws(ParseFailure) -> Bool {
    guard at(sequence: "if", "not") else { return false }
    try expect("if", "not", "exists")
    return true
  }

  mutating func ifExists() -> Bool { eat(sequence: "if", "exists") }

  private mutating func createSchema() throws(ParseFailure) -> CreateSchema {
    try expect("schema")
    let ifNotExists = try ifNotExists()
    var name: Identifier?
    if !at("authorization") { name = try columnName() }
    if eat("authorization") {
      let owner = try role()
      name = name ?? owner
    }
    if token.kind != .end, !at(";") {
      guard at("create", "grant") else { throw unexpected() }
      throw unsupported("an element of CREATE SCHEMA")
    }
    guard let name else { throw unexpected() }
    return CreateSchema(name: name, ifNotExists: ifNotExists)
  }

  private mutating func createExtension() throws(ParseFailure) -> CreateExtension {
    try expect("extension")
    let ifNotExists = try ifNotExists()
    var statement = CreateExtension(name: try columnName(), ifNotExists: ifNotExists)
    _ = eat("with")
    while true {
      if eat("schema") {
        statement.schema = try columnName()
      } else if eat("version") {
        statement.version = try wordOrString().text
      } else if eat("cascade") {
        statement.cascades = true
      } else if at("from") {
        throw failure("CREATE EXTENSION ... FROM is no longer supported", .featureNotSupported)
      } else {
        return statement
      }
    }
  }

  private mutating func createType() throws(ParseFailure) -> StatementKind {
    try expect("type")
    let name = try qualifiedName()
    guard eat("as") else { return try other("CREATE TYPE") }
    if eat("enum") { return .createEnum(CreateEnum(name: name, labels: try enumLabels())) }
    if eat("range") { return .createRange(try createRange(name)) }
    try expect("(")
    var attributes: [ColumnDefinition] = []
    if !at(")") {
      repeat { attributes.append(try attribute()) } while eat(",")
    }
    try expect(")")
    return .createComposite(CreateComposite(name: name, attributes: attributes))
  }

  /// https://www.postgresql.org/docs/15/rangetypes.html#RANGETYPES-DEFINING
  private mutating func createRange(_ name: QualifiedName) throws(ParseFailure) -> CreateRange {
    let known = ["subtype_opclass", "collation", "canonical", "subtype_diff", "multirange_type_name"]
    var subtype: TypeName?
    var options: [RangeOption] = []
    try expect("(")
    repeat {
      let start = index
      let option = try label()
      try expect("=")
      if option.text == "subtype", subtype == nil {
        subtype = try typeName()
      } else if known.contains(option.text), !options.contains(where: { $0.name == option }) {
        options.append(RangeOption(name: option, value: try qualifiedName()))
      } else if known.contains(option.text) || option.text == "subtype" {
        throw failure("conflicting or redundant options", from: start)
      } else {
        throw failure("type attribute \"\(option.text)\" not recognized", from: start)
      }
    } while eat(",")
    try expect(")")
    guard let subtype else {
      throw failure("type attribute \"subtype\" is required", from: index)
    }
    return CreateRange(name: name, subtype: subtype, options: options)
  }

  private mutating func enumLabels() throws(ParseFailure) -> [Identifier] {
    try expect("(")
    var labels: [Identifier] = []
    if !at(")") {
      repeat { labels.append(try stringLabel()) } while eat(",")
    }
    try expect(")")
    return labels
  }

  mutating func attribute() throws(ParseFailure) -> ColumnDefinition {
    let start = index
    let name = try columnName()
    let type = try typeName()
    let collation = eat("collate") ? try qualifiedName() : nil
    return ColumnDefinition(name: name, type: type, collation: collation, range: range(from: start))
  }

  private mutating func createDomain() throws(ParseFailure) -> CreateDomain {
    try expect("domain")
    let name = try qualifiedName()
    _ = eat("as")
    var domain = CreateDomain(name: name, type: try typeName())
    let start = index
    domain.constraints = try columnConstraints(collation: &domain.collation)
    for constraint in domain.constraints {
      switch constraint.kind {
      case .notNull, .null, .default, .check: continue
      default: throw failure("\(constraint.kind.name) constraints not possible for domains", from: start)
      }
    }
    return domain
  }
}
