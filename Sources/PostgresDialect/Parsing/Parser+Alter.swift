extension Parser {
  /// Everything that starts with `ALTER`.
  mutating func alter() throws(ParseFailure) -> StatementKind {
    try expect("alter")
    let kind = objectKind()
    let relations: [String: RelationKind] = [
      "TABLE": .table, "INDEX": .index, "SEQUENCE": .sequence, "VIEW": .view,
      "MATERIALIZED VIEW": .materializedView,
    ]
    if let relation = relations[kind] {
      skip(kind)
      return try alterRelation(relation, kind)
    }
    switch kind {
    case "TYPE": return try alterType()
    case "DOMAIN", "SCHEMA", "TRIGGER", "EXTENSION": return try alterNamed(kind)
    default: return try remembered("ALTER")
    }
  }

  /// Moves behind the words of an object kind.
  private mutating func skip(_ kind: String) {
    for _ in kind.split(separator: " ") { advance() }
  }

  private mutating func alterRelation(_ relation: RelationKind, _ kind: String) throws(ParseFailure)
    -> StatementKind
  {
    if at(sequence: "all", "in", "tablespace") { return try other("ALTER \(kind) ALL IN TABLESPACE") }
    let ifExists = ifExists()
    let (name, only) = try relationName()
    if eat("rename") {
      return .rename(try renameRelation(relation, name, ifExists: ifExists))
    }
    if let schema = try setSchema() {
      return .setSchema(SetSchema(kind: kind, name: name, ifExists: ifExists, schema: schema))
    }
    if relation != .table, at("owner") {
      return try setOwner(of: .relation(relation, name), ifExists: ifExists)
    }
    switch relation {
    case .sequence:
      return try alterSequence(name, ifExists: ifExists)
    case .index where eat("attach"):
      try expect("partition")
      _ = try qualifiedName()
    case .index where at(sequence: "no", "depends") || at("depends"),
      .materializedView where at(sequence: "no", "depends") || at("depends"):
      try dependsOnExtension()
    case .table, .view, .materializedView:
      return .alterTable(
        AlterTable(
          kind: relation, table: name, ifExists: ifExists, only: only, actions: try alterTableActions()))
    default: _ = try alterTableActions()
    }
    return .other("ALTER \(kind)")
  }

  private mutating func dependsOnExtension() throws(ParseFailure) {
    _ = eat("no")
    try expect("depends", "on", "extension")
    _ = try columnName()
  }

  /// `OWNER TO role`
  private mutating func setOwner(
    of object: ObjectReference, ifExists: Bool = false
  ) throws(ParseFailure) -> StatementKind {
    try expect("owner", "to")
    return .setOwner(SetOwner(object: object, ifExists: ifExists, role: try role()))
  }

  private mutating func alterSequence(_ name: QualifiedName, ifExists: Bool) throws(ParseFailure)
    -> StatementKind
  {
    if at("owner", "set", "reset") {
      _ = try alterTableActions()
      return .other("ALTER SEQUENCE")
    }
    let start = index
    let options = try sequenceOptions()
    guard start < index else { throw unexpected() }
    return .alterSequence(AlterSequence(name: name, ifExists: ifExists, options: options))
  }

  /// `SET SCHEMA name`
  private mutating func setSchema() throws(ParseFailure) -> Identifier? {
    eat(sequence: "set", "schema") ? try columnName() : nil
  }

  private mutating func renameRelation(
    _ relation: RelationKind, _ name: QualifiedName, ifExists: Bool
  ) throws(ParseFailure) -> Rename {
    if eat("to") {
      return Rename(target: .relation(relation, name), ifExists: ifExists, newName: try columnName())
    }
    guard relation != .index, relation != .sequence else { throw unexpected() }
    if relation == .table, eat("constraint") {
      let old = try columnName()
      try expect("to")
      return Rename(target: .constraint(of: name, old), ifExists: ifExists, newName: try columnName())
    }
    _ = eat("column")
    let old = try columnName()
    try expect("to")
    return Rename(target: .column(of: name, old), ifExists: ifExists, newName: try columnName())
  }

  private mutating func alterType() throws(ParseFailure) -> StatementKind {
    try expect("type")
    let name = try qualifiedName()
    if at(sequence: "add", "value") { return .alterEnum(AlterEnum(name: name, action: try addValue())) }
    if eat("rename") {
      if eat("to") { return .rename(Rename(target: .type(name), newName: try columnName())) }
      if eat("value") {
        let old = try stringLabel()
        try expect("to")
        return .alterEnum(AlterEnum(name: name, action: .rename(old, to: try stringLabel())))
      }
      try expect("attribute")
      let old = try columnName()
      try expect("to")
      let rename = Rename(target: .attribute(of: name, old), newName: try columnName())
      _ = cascade()
      return .rename(rename)
    }
    if let schema = try setSchema() {
      return .setSchema(SetSchema(kind: "TYPE", name: name, schema: schema))
    }
    if at("owner") { return try setOwner(of: .type(name)) }
    if at("add", "drop", "alter") {
      return .alterComposite(AlterComposite(name: name, actions: try alterAttributes()))
    }
    guard at("set") else { throw unexpected() }
    return try other("ALTER TYPE")
  }

  private mutating func addValue() throws(ParseFailure) -> AlterEnumAction {
    try expect("add", "value")
    let ifNotExists = try ifNotExists()
    let label = try stringLabel()
    var position = EnumPosition.end
    if eat("before") {
      position = .before(try stringLabel())
    } else if eat("after") {
      position = .after(try stringLabel())
    }
    return .add(label, ifNotExists: ifNotExists, position: position)
  }

  /// Domains, schemas, triggers and extensions.
  private mutating func alterNamed(_ kind: String) throws(ParseFailure) -> StatementKind {
    let start = index - 1
    if kind == "EXTENSION" { return try ruled("ALTER EXTENSION", from: start) }
    advance()
    let name = try qualifiedName()
    if kind == "TRIGGER" {
      try expect("on")
      let table = try qualifiedName()
      guard eat(sequence: "rename", "to") else { return try ruled("ALTER TRIGGER", from: start) }
      return .rename(Rename(target: .trigger(on: table, name.name), newName: try columnName()))
    }
    if at("owner") {
      return try setOwner(of: kind == "SCHEMA" ? .schema(name.name) : .type(name))
    }
    if eat(sequence: "rename", "to") {
      let target: RenameTarget = kind == "SCHEMA" ? .schema(name.name) : .domain(name)
      return .rename(Rename(target: target, newName: try columnName()))
    }
    if kind == "DOMAIN", let action = try alterDomainAction() {
      return .alterDomain(AlterDomain(name: name, action: action))
    }
    if kind != "SCHEMA", let schema = try setSchema() {
      return .setSchema(SetSchema(kind: kind, name: name, schema: schema))
    }
    guard token.kind != .end, !at(";") else { throw unexpected() }
    return try other("ALTER \(kind)")
  }
}
