/// From a type's name to the type.
extension Schema {
  func resolve(_ name: TypeName) throws(Diagnostic) -> PostgresType {
    let isArray = name.arrayDimensions > 0
    if let id = typeID(name.name) { return PostgresType(.user(id), isArray: isArray) }
    let isBuiltin =
      name.name.schema.map { $0.text != "public" || BuiltinTypes.isFromExtension(name.name.name.text) }
      ?? true
    guard isBuiltin, let base = BuiltinTypes.base(named: name.name.name.text) else {
      throw Diagnostic(
        .error, .undefinedObject, "type \"\(name.name.name.text)\" does not exist", at: name.range)
    }
    try checkModifiers(name.modifiers, of: base, at: name.range)
    return PostgresType(base, name.modifiers, isArray: isArray)
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
      text = types[id].map { $0.name.schema == "public" ? $0.name.name : $0.name.lowered } ?? "unknown"
    } else {
      text = BuiltinTypes.displayName(of: type.base)
      if !type.modifiers.isEmpty {
        text += "(" + type.modifiers.map(String.init).joined(separator: ",") + ")"
      }
    }
    return type.isArray ? text + "[]" : text
  }

  /// The tree of a type, for printing definitions.
  func typeName(_ type: PostgresType) -> TypeName {
    var name: QualifiedName
    if case .user(let id) = type.base, let user = types[id] {
      name = QualifiedName(
        schema: user.name.schema == "public" ? nil : Identifier(user.name.schema), Identifier(user.name.name))
    } else {
      name = QualifiedName(Identifier(BuiltinTypes.internalName(of: type.base)))
    }
    return TypeName(
      name: name, modifiers: type.modifiers, arrayDimensions: type.isArray ? 1 : 0, range: SourceRange(0, 0))
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
  /// Types that live where their extension was created, mostly `public`.
  static func isFromExtension(_ name: String) -> Bool {
    ["citext", "hstore", "vector", "halfvec", "sparsevec", "ltree", "geometry", "geography"].contains(name)
  }
}
