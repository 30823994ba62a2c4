/// From a type's name to the type.
extension Schema {
  func resolve(_ name: TypeName) throws(Diagnostic) -> PostgresType {
    if name.isOfColumn { return try typeOfColumn(name) }
    let isArray = name.arrayDimensions > 0
    let text = name.name.name.text
    let maker = BuiltinTypes.makers[text]
    // PostgreSQL's own types hide others of their name, unless those are written with their schema.
    if maker == nil, name.name.schema == nil, let base = BuiltinTypes.base(named: text) {
      let modifiers = try checkedModifiers(name.modifiers, of: base, at: name.range)
      return PostgresType(base, modifiers, isArray: isArray, fields: name.intervalFields)
    }
    if let id = typeID(name.name) { return PostgresType(.user(id), isArray: isArray) }
    if let maker, extensions[maker] != nil, let base = BuiltinTypes.base(named: text) {
      let modifiers = try checkedModifiers(name.modifiers, of: base, at: name.range)
      return PostgresType(base, modifiers, isArray: isArray)
    }
    // A table is a type, that of its rows.
    if let relation = relation(named: name.name) { return PostgresType(.user(relation.id), isArray: isArray) }
    if let schema = name.name.schema { try requireNamespace(schema) }
    let written = name.name.schema.map { "\($0.text).\(text)" } ?? text
    throw Diagnostic(
      .error, .undefinedObject, "type \"\(written)\" does not exist",
      hint: maker.map { "CREATE EXTENSION \(PostgresPrinter.name($0)) makes it" }, at: name.range)
  }

  /// What `users.id%TYPE` is now: it does not follow the column later.
  private func typeOfColumn(_ name: TypeName) throws(Diagnostic) -> PostgresType {
    guard let table = name.name.schema else { throw .internalError }
    let relation = try queried(QualifiedName(table))
    guard let column = relation.columns.first(where: { $0.name == name.name.name.text }) else {
      throw Diagnostic(
        .error, .undefinedColumn,
        "column \"\(name.name.name.text)\" of relation \"\(table.text)\" does not exist", at: name.range)
    }
    return name.arrayDimensions > 0 ? column.type.array : column.type.unmodified
  }

  private func checkedModifiers(
    _ modifiers: [Int], of base: BaseType, at range: SourceRange
  ) throws(Diagnostic) -> [Int] {
    guard let first = modifiers.first else { return [] }
    let name = BuiltinTypes.internalName(of: base)
    switch base {
    case .time, .timetz, .timestamp, .timestamptz, .interval:
      guard first >= 0 else {
        throw Diagnostic(
          .error, .invalidParameterValue, "\(name.uppercased())(\(first)) precision must not be negative",
          at: range)
      }
      return [min(first, 6)]
    case .opaque("bit"), .opaque("varbit"):
      guard first > 0 else {
        throw Diagnostic(
          .error, .invalidParameterValue, "length for type \(name) must be at least 1", at: range)
      }
    case .varchar, .bpchar, .numeric, .vector: try checkModifiers(modifiers, of: base, at: range)
    case .opaque where BuiltinTypes.makers[name] != nil: break
    default:
      throw Diagnostic(
        .error, .syntaxError, "type modifier is not allowed for type \"\(name)\"", at: range)
    }
    return modifiers
  }

  private func checkModifiers(_ modifiers: [Int], of base: BaseType, at range: SourceRange) throws(Diagnostic)
  {
    func refuse(_ message: String) -> Diagnostic {
      Diagnostic(.error, .invalidParameterValue, message, at: range)
    }
    switch base {
    case .varchar, .bpchar:
      if let length = modifiers.first {
        let name = base == .varchar ? "varchar" : "char"
        if length < 1 { throw refuse("length for type \(name) must be at least 1") }
        if length > 10_485_760 { throw refuse("length for type \(name) cannot exceed 10485760") }
      }
    case .numeric:
      if let precision = modifiers.first, !(1...1000).contains(precision) {
        throw refuse("NUMERIC precision \(precision) must be between 1 and 1000")
      }
      if modifiers.count > 1, !(-1000...1000).contains(modifiers[1]) {
        throw refuse("NUMERIC scale \(modifiers[1]) must be between -1000 and 1000")
      }
    case .vector:
      if let length = modifiers.first, !(1...16_000).contains(length) {
        throw refuse("dimensions for type vector must be between 1 and 16000")
      }
    default: break
    }
  }

  /// PostgreSQL's name of a type, as its messages and canonical definitions spell it.
  func displayName(_ type: PostgresType) -> String {
    var text: String
    if case .user(let id) = type.base {
      text = (types[id]?.name ?? relation(id)?.name)?.lowered ?? "unknown"
    } else {
      text = BuiltinTypes.displayName(of: type.base)
      if let fields = type.fields { text += " \(fields)" }
      if !type.modifiers.isEmpty {
        text += "(" + type.modifiers.map(String.init).joined(separator: ",") + ")"
      }
    }
    return type.isArray ? text + "[]" : text
  }

  /// The tree of a type, for printing definitions.
  func typeName(_ type: PostgresType) -> TypeName {
    var name: QualifiedName
    if case .user(let id) = type.base, let own = types[id]?.name ?? relation(id)?.name {
      name = qualified(own)
    } else {
      name = QualifiedName(Identifier(BuiltinTypes.internalName(of: type.base)))
    }
    return TypeName(
      name: name, modifiers: type.modifiers, arrayDimensions: type.isArray ? 1 : 0,
      intervalFields: type.fields, range: SourceRange(0, 0))
  }

  /// A domain's base, however deep; any other type itself.
  func baseType(_ type: PostgresType) -> PostgresType {
    guard case .user(let id) = type.base, !type.isArray, case .domain(let domain) = types[id]?.kind
    else { return type }
    return baseType(domain.base)
  }

  func enumLabels(_ type: PostgresType) -> [String]? {
    guard case .user(let id) = type.base, case .enumeration(let labels) = types[id]?.kind else { return nil }
    return labels.map(\.text)
  }
}

extension BuiltinTypes {
  /// The extensions that make types.
  static let makers: [String: String] = [
    "citext": "citext", "cube": "cube", "geography": "postgis", "geometry": "postgis", "halfvec": "vector",
    "hstore": "hstore", "lquery": "ltree", "ltree": "ltree", "ltxtquery": "ltree", "sparsevec": "vector",
    "vector": "vector",
  ]
}
