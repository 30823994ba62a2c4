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
      return .drop(try dropFunction(kind))
    case "TRIGGER":
      skipWords(of: kind)
      return .drop(try dropTrigger())
    default: return try remembered("DROP")
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

  private mutating func dropFunction(_ kind: String) throws(ParseFailure) -> Drop {
    var drop = Drop(kind: .table, names: [], ifExists: ifExists())
    var signatures: [[TypeName]?] = []
    repeat {
      drop.names.append(try functionNameAlone())
      signatures.append(at("(") ? try parameterTypes() : nil)
    } while eat(",")
    switch kind {
    case "PROCEDURE": drop.kind = .procedure(parameters: signatures)
    case "ROUTINE": drop.kind = .routine(parameters: signatures)
    default: drop.kind = .function(parameters: signatures)
    }
    drop.cascade = cascade()
    return drop
  }

  /// Without parameters, names of columns and types alike will do.
  mutating func functionNameAlone() throws(ParseFailure) -> QualifiedName {
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

  private mutating func dropTrigger() throws(ParseFailure) -> Drop {
    let ifExists = ifExists()
    let name = try columnName()
    try expect("on")
    let table = try qualifiedName()
    var drop = Drop(kind: .trigger(on: table), names: [QualifiedName(name)], ifExists: ifExists)
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

  private mutating func commentTarget() throws(ParseFailure) -> ObjectReference {
    let start = index
    let phrase = try phrase("object", from: start, before: "is")
    guard let reference = phrase.reference else { throw unexpected(at: start) }
    return reference
  }

  mutating func commentedColumn() throws(ParseFailure) -> ObjectReference {
    let start = index
    let names = [try columnName()] + (try dottedNames())
    guard names.count > 1 else { throw failure("column name must be qualified", from: start) }
    let table = try qualified(Array(names.dropLast()), from: start)
    return .column(of: table, names[names.count - 1])
  }
}
