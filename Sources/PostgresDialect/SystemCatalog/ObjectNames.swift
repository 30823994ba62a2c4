/// The objects of one kind by their names, for the types whose values are numbers that are written as names:
/// `'users'::regclass`. https://www.postgresql.org/docs/15/datatype-oid.html
package struct ObjectNames: Sendable {
  package enum Kind: String, Sendable {
    case regclass
    case regtype
    case regproc
    case regprocedure
    case regnamespace
    case regrole
  }

  let kind: Kind
  /// By the parts of a name, the schema before the name, and also without it where the search path finds it; a
  /// negative number stands for several objects.
  var numbers: [String: Int] = [:]
  var namespaces: Set<String> = []

  init(_ kind: Kind) {
    self.kind = kind
  }

  private static let separator: Character = "\u{1F}"
  static let several = -1

  static func key(_ parts: String...) -> String { parts.joined(separator: String(separator)) }

  /// The number of what a text names; nil where there is none.
  package func number(of text: String) throws(Diagnostic) -> Int? {
    let trimmed = text.trimmingBlanks()
    if trimmed == "-" { return 0 }
    if !trimmed.isEmpty, trimmed.utf8.allSatisfy(\.isDigit) { return Int(trimmed) }
    guard let key = try key(of: trimmed) else { return nil }
    guard let number = numbers[key] else { return nil }
    guard number != Self.several else {
      throw Diagnostic(.error, SQLState("42725"), "more than one function named \"\(text)\"")
    }
    return number
  }

  /// The same, or PostgreSQL's error.
  package func required(_ text: String) throws(Diagnostic) -> Int {
    if let number = try number(of: text) { return number }
    let parts = QualifiedName(text: text)
    let written = parts.map { ($0.schema.map { $0.text + "." } ?? "") + $0.name.text } ?? text
    if let schema = parts?.schema?.text, !namespaces.contains(schema), kind != .regrole {
      throw Diagnostic(.error, .invalidSchemaName, "schema \"\(schema)\" does not exist")
    }
    switch kind {
    case .regclass: throw Diagnostic(.error, .undefinedTable, "relation \"\(written)\" does not exist")
    case .regtype: throw Diagnostic(.error, .undefinedObject, "type \"\(text)\" does not exist")
    case .regproc, .regprocedure:
      throw Diagnostic(.error, .undefinedFunction, "function \"\(text)\" does not exist")
    case .regnamespace: throw Diagnostic(.error, .invalidSchemaName, "schema \"\(written)\" does not exist")
    case .regrole: throw Diagnostic(.error, .undefinedObject, "role \"\(written)\" does not exist")
    }
  }

  private func key(of text: String) throws(Diagnostic) -> String? {
    switch kind {
    case .regtype: return Self.typeKey(text)
    case .regprocedure:
      guard let open = text.firstIndex(of: "("), text.hasSuffix(")"),
        let name = QualifiedName(text: String(text[..<open]))
      else {
        throw Diagnostic(.error, .invalidTextRepresentation, "expected a left parenthesis")
      }
      let list = text[text.index(after: open)...].dropLast()
      let types = list.split(separator: ",").map { Self.typeKey(String($0).trimmingBlanks()) ?? "" }
      return Self.key(name) + "(\(types.joined(separator: ",")))"
    default:
      guard let name = QualifiedName(text: text) else {
        throw Diagnostic(.error, SQLState("42602"), "invalid name syntax")
      }
      return Self.key(name)
    }
  }

  static func key(_ name: QualifiedName) -> String {
    name.schema.map { key($0.text, name.name.text) } ?? name.name.text
  }

  /// A type as it may be written, in the one form of the keys.
  static func typeKey(_ text: String) -> String? {
    var parser = Parser(SourceText("SELECT NULL::\(text)"))
    guard case .select(let query) = (try? parser.parseStatement())?.kind,
      case .select(let select) = query.body,
      let item = select.columns.first, item.alias == nil, case .cast(_, let type) = item.expression.kind
    else { return nil }
    return key(type.name) + (type.arrayDimensions > 0 ? "[]" : "")
  }
}

/// As a text that a statement can carry.
extension ObjectNames {
  var spec: String {
    let members = numbers.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .number(String($0.value))) }
    return JSON.object([
      JSON.Member("kind", .string(kind.rawValue)),
      JSON.Member("schemas", .array(namespaces.sorted().map { .string($0) })),
      JSON.Member("numbers", .object(members)),
    ]).compactText
  }

  package init?(spec: String) {
    guard case .object(let members) = JSON(spec), members.count == 3,
      let kind = members[0].value.plainText.flatMap(Kind.init(rawValue:)),
      case .array(let schemas) = members[1].value, case .object(let numbers) = members[2].value
    else { return nil }
    self.init(kind)
    namespaces = Set(schemas.compactMap(\.plainText))
    for member in numbers {
      if case .number(let digits) = member.value { self.numbers[member.key] = Int(digits) }
    }
  }
}
