/// An object of any kind, as `COMMENT ON` and its kin name it.
enum ObjectReference: Sendable, Hashable {
  case relation(RelationKind, QualifiedName)
  case column(of: QualifiedName, Identifier)
  case constraint(on: QualifiedName, Identifier)
  case domainConstraint(on: QualifiedName, Identifier)
  case trigger(on: QualifiedName, Identifier)
  case type(QualifiedName)
  case schema(Identifier)
  case `extension`(Identifier)
  /// With the word for it, and the parameters that tell it from others of its name.
  case function(String, QualifiedName, [TypeName]?)
  /// What SQLite has no place for: the words that name it.
  case remembered(RememberedKind, Phrase)
  case largeObject(String)
}

/// `ALTER … OWNER TO`.
struct SetOwner: Sendable, Hashable {
  var object: ObjectReference
  var ifExists = false
  var role: Identifier
}

extension Phrase {
  /// What the rule `object` has read.
  var reference: ObjectReference? {
    let kind = words("kind")
    switch kind {
    case "TABLE": return path("name").map { .relation(.table, $0) }
    case "INDEX": return path("name").map { .relation(.index, $0) }
    case "SEQUENCE": return path("name").map { .relation(.sequence, $0) }
    case "VIEW": return path("name").map { .relation(.view, $0) }
    case "MATERIALIZED VIEW": return path("name").map { .relation(.materializedView, $0) }
    case "COLUMN":
      let parts = paths("column")
      return parts.count == 2 ? .column(of: parts[0], parts[1].name) : nil
    case "CONSTRAINT":
      guard let name = name("name") else { return nil }
      if let domain = path("domain") { return .domainConstraint(on: domain, name) }
      return path("table").map { .constraint(on: $0, name) }
    case "TRIGGER":
      guard let name = name("name") else { return nil }
      return path("table").map { .trigger(on: $0, name) }
    case "TYPE", "DOMAIN":
      guard case .type(let type) = self["type"].first?.value else { return nil }
      return .type(type.name)
    case "SCHEMA": return name("name").map { .schema($0) }
    case "EXTENSION": return name("name").map { .extension($0) }
    case "FUNCTION", "PROCEDURE", "ROUTINE":
      guard case .routine(let name, let types) = self["routine"].first?.value else { return nil }
      return .function(kind, name, types)
    case "LARGE OBJECT": return .largeObject(words("name"))
    default: return RememberedKind(rawValue: kind).map { .remembered($0, self) }
    }
  }
}
