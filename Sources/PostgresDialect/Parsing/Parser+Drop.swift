extension Parser {
  /// Everything that starts with `DROP`.
  mutating func dropStatement() throws(ParseFailure) -> StatementKind {
    try expect("drop")
    let kind = objectKind()
    let simple: [String: DropKind] = [
      "TABLE": .table, "INDEX": .index, "VIEW": .view, "MATERIALIZED VIEW": .materializedView,
      "SEQUENCE": .sequence, "TYPE": .type, "DOMAIN": .domain, "SCHEMA": .schema, "EXTENSION": .extension,
    ]
    if let known = simple[kind] {
      skipWords(of: kind)
      return .drop(try drop(known))
    }
    switch kind {
    case "FUNCTION", "PROCEDURE", "ROUTINE":
      skipWords(of: kind)
      return .drop(try dropFunction(isProcedure: kind == "PROCEDURE"))
    case "TRIGGER", "POLICY", "RULE":
      skipWords(of: kind)
      return .drop(try dropFromTable(kind))
    case "COLLATION", "CONVERSION", "STATISTICS", "FOREIGN TABLE", "ACCESS METHOD", "EVENT TRIGGER",
      "FOREIGN DATA WRAPPER", "LANGUAGE", "PROCEDURAL LANGUAGE", "PUBLICATION", "SERVER", "ROLE", "USER",
      "GROUP", "TEXT SEARCH CONFIGURATION", "TEXT SEARCH DICTIONARY", "TEXT SEARCH PARSER",
      "TEXT SEARCH TEMPLATE":
      skipWords(of: kind)
      return .drop(try drop(.other(kind)))
    case "AGGREGATE", "CAST", "DATABASE", "OPERATOR", "OPERATOR CLASS", "OPERATOR FAMILY", "OWNED BY",
      "SUBSCRIPTION", "TABLESPACE", "TRANSFORM", "USER MAPPING":
      return try other("DROP \(kind)")
    default: throw unexpectedKind()
    }
  }

  private mutating func skipWords(of kind: String) {
    for _ in kind.split(separator: " ") { advance() }
  }

  private mutating func drop(_ kind: DropKind) throws(ParseFailure) -> Drop {
    var drop = Drop(kind: kind, names: [])
    if kind == .index { drop.isConcurrent = eat("concurrently") }
    drop.ifExists = ifExists()
    drop.names = try qualifiedNames()
    drop.cascade = cascade()
    return drop
  }

  private mutating func dropFunction(isProcedure: Bool) throws(ParseFailure) -> Drop {
    var drop = Drop(kind: .table, names: [], ifExists: ifExists())
    var signatures: [[TypeName]?] = []
    repeat {
      drop.names.append(try functionNameAlone())
      signatures.append(at("(") ? try parameterTypes() : nil)
    } while eat(",")
    drop.kind = isProcedure ? .procedure(parameters: signatures) : .function(parameters: signatures)
    drop.cascade = cascade()
    return drop
  }

  /// Without parameters, names of columns and types alike will do.
  private mutating func functionNameAlone() throws(ParseFailure) -> QualifiedName {
    if isColumnName(token), !isTypeOrFunctionName(token), !at(1, ".") {
      let name = try takeName()
      if at("(") { throw unexpected() }
      return QualifiedName(name)
    }
    return try functionName()
  }

  /// The types that tell one function of a name from another: all but those of `OUT` parameters.
  mutating func parameterTypes() throws(ParseFailure) -> [TypeName] {
    try expect("(")
    var types: [TypeName] = []
    if eat(")") { return [] }
    repeat {
      let parameter = try parameter()
      if parameter.mode != .out { types.append(parameter.type) }
    } while eat(",")
    try expect(")")
    return types
  }

  private mutating func dropFromTable(_ kind: String) throws(ParseFailure) -> Drop {
    let ifExists = ifExists()
    let name = try columnName()
    try expect("on")
    let table = try qualifiedName()
    var drop = Drop(kind: .trigger(on: table), names: [QualifiedName(name)], ifExists: ifExists)
    if kind != "TRIGGER" { drop.kind = .other(kind) }
    drop.cascade = cascade()
    return drop
  }
}

// MARK: - Comments

extension Parser {
  mutating func comment() throws(ParseFailure) -> Comment {
    try expect("comment", "on")
    let target = try commentTarget()
    try expect("is")
    if eat("null") { return Comment(target: target) }
    return Comment(target: target, text: try string())
  }

  private mutating func commentTarget() throws(ParseFailure) -> CommentTarget {
    let relations: [String: RelationKind] = [
      "TABLE": .table, "INDEX": .index, "SEQUENCE": .sequence, "VIEW": .view,
      "MATERIALIZED VIEW": .materializedView, "FOREIGN TABLE": .foreignTable,
    ]
    let start = index
    let kind = objectKind()
    if let relation = relations[kind] {
      skipWords(of: kind)
      return .relation(relation, try qualifiedName())
    }
    advance()
    switch kind {
    case "COLUMN": return try commentedColumn()
    case "TYPE", "DOMAIN": return .type(try typeName().name)
    case "SCHEMA": return .schema(try columnName())
    case "EXTENSION": return .extension(try columnName())
    case "CONSTRAINT" where !isOnDomain(), "TRIGGER":
      let name = try columnName()
      try expect("on")
      let table = try qualifiedName()
      return kind == "TRIGGER" ? .trigger(on: table, name) : .constraint(on: table, name)
    case "FUNCTION", "PROCEDURE", "ROUTINE":
      let name = try functionNameAlone()
      guard at("(") else { return .function(name) }
      _ = try parameterTypes()
      return .function(name)
    default: return try otherTarget(from: start)
    }
  }

  private func isOnDomain() -> Bool { at(1, "on") && at(2, "domain") }

  private mutating func commentedColumn() throws(ParseFailure) -> CommentTarget {
    let start = index
    let names = [try columnName()] + (try dottedNames())
    guard names.count > 1 else { throw failure("column name must be qualified", from: start) }
    let table = try qualified(Array(names.dropLast()), from: start)
    return .column(of: table, names[names.count - 1])
  }

  /// The kinds that are kept as written.
  private mutating func otherTarget(from start: Int) throws(ParseFailure) -> CommentTarget {
    index = start
    let kind = objectKind()
    skipWords(of: kind)
    switch kind {
    case "ACCESS METHOD", "DATABASE", "EVENT TRIGGER", "FOREIGN DATA WRAPPER", "LANGUAGE",
      "PROCEDURAL LANGUAGE", "PUBLICATION", "ROLE", "SERVER", "SUBSCRIPTION", "TABLESPACE":
      if kind == "ROLE" { _ = try role() } else { _ = try columnName() }
    case "COLLATION", "CONVERSION", "STATISTICS", "TEXT SEARCH CONFIGURATION", "TEXT SEARCH DICTIONARY",
      "TEXT SEARCH PARSER", "TEXT SEARCH TEMPLATE":
      _ = try qualifiedName()
    case "POLICY", "RULE", "CONSTRAINT":
      _ = try columnName()
      try expect("on")
      if kind == "CONSTRAINT" { try expect("domain") }
      _ = try qualifiedName()
    case "AGGREGATE", "CAST", "LARGE OBJECT", "OPERATOR", "OPERATOR CLASS", "OPERATOR FAMILY", "TRANSFORM":
      while token.kind != .end, !at(";"), !at("is") { advance() }
    default: throw unexpected(at: start)
    }
    return .other(canonicalText(from: start))
  }
}
