/// `GRANT`, `REVOKE` and `ALTER DEFAULT PRIVILEGES`: remembered, for SQLite has no users.
extension Schema {
  mutating func changePrivileges(_ statement: PhraseStatement) throws(Diagnostic) -> [Diagnostic] {
    let phrase = statement.phrase
    guard !phrase["target"].isEmpty else { return changeMembership(statement) }
    let change = PrivilegeChange(statement)
    for target in try targets(of: phrase) {
      try apply(change, of: phrase, to: target)
    }
    return differs("privileges are remembered, not enforced: SQLite has no users")
  }

  /// One object of a statement.
  private struct Target {
    var kind: PrivilegeKind
    var address: ObjectAddress
    var id: ObjectID
  }

  private mutating func apply(_ change: PrivilegeChange, of phrase: Phrase, to target: Target)
    throws(Diagnostic)
  {
    let owner = annotations[target.address]?.owner
    for (names, columns) in try change.privileges(of: target.kind, in: phrase) {
      guard let columns else {
        annotate(target.address, of: target.id) { change.apply(names, to: &$0.privileges, owner: owner) }
        continue
      }
      guard let relation = relation(target.id) else {
        throw Diagnostic(
          .error, SQLState("0LP01"), "column privileges are only valid for relations",
          at: columns.first?.range)
      }
      for name in columns {
        guard let column = relation.columns.first(where: { $0.name == name.text }) else {
          throw Diagnostic(
            .error, .undefinedColumn,
            "column \"\(name.text)\" of relation \"\(relation.name.name)\" does not exist", at: name.range)
        }
        annotate(.column(target.id, column.number), of: target.id) {
          change.apply(names, to: &$0.privileges, owner: owner)
        }
      }
    }
  }

  private func targets(of phrase: Phrase) throws(Diagnostic) -> [Target] {
    let words = phrase.words("on")
    var targets: [Target] = []
    for part in phrase["target"] {
      if phrase.has("in") {
        targets += try allTargets(words, in: part)
      } else if let target = try target(words.isEmpty ? "TABLE" : words, part) {
        targets.append(target)
      }
    }
    return targets
  }

  /// The object of a kind and name; nil for what is the server's, whose privileges are not the file's.
  private func target(_ words: String, _ part: Phrase.Part) throws(Diagnostic) -> Target? {
    guard let kind = PrivilegeKind(rawValue: words), let path = part.path else { return nil }
    switch kind {
    case .table, .column, .sequence:
      let address = try relationAddress(path)
      return Target(kind: kind, address: address, id: relationID(path) ?? 0)
    case .function, .procedure, .routine:
      guard case .routine(let name, let types) = part.value else { return nil }
      guard let id = try function(name, types) else {
        throw Diagnostic(
          .error, .undefinedFunction, "function \(name.postgres) does not exist", at: part.range)
      }
      return Target(kind: kind, address: .function(id), id: id)
    case .type, .domain:
      guard let id = typeID(path) else {
        if path.schema == nil, BuiltinTypes.base(named: path.name.text) != nil { return nil }
        throw Diagnostic(
          .error, .undefinedObject, "type \"\(path.name.text)\" does not exist", at: part.range)
      }
      return Target(kind: kind, address: .type(id), id: id)
    case .schema:
      guard namespaces.contains(path.name.text) else { throw Self.missing(schema: path.name) }
      return Target(kind: kind, address: .schema(path.name.text), id: 0)
    case .foreignDataWrapper, .foreignServer, .language:
      let remembered: RememberedKind =
        kind == .language ? .language : kind == .foreignServer ? .server : .foreignDataWrapper
      return try self.remembered(remembered, path).map {
        Target(kind: kind, address: .remembered($0), id: $0)
      }
    case .database, .tablespace, .largeObject, .parameter: return nil
    }
  }

  /// `ALL TABLES IN SCHEMA x`: those there are now.
  private func allTargets(_ words: String, in part: Phrase.Part) throws(Diagnostic) -> [Target] {
    guard let schema = part.path?.name else { return [] }
    guard namespaces.contains(schema.text) else { throw Self.missing(schema: schema) }
    switch words {
    case "TABLES":
      return tables.values.filter { $0.name.schema == schema.text && !$0.isForeign }
        .map { Target(kind: .table, address: .table($0.id), id: $0.id) }
        + views.values.filter { $0.name.schema == schema.text }
        .map { Target(kind: .table, address: .view($0.id), id: $0.id) }
    case "SEQUENCES":
      return sequences.values.filter { $0.name.schema == schema.text }
        .map { Target(kind: .sequence, address: .sequence($0.id), id: $0.id) }
    case "FUNCTIONS", "PROCEDURES", "ROUTINES":
      return functions.values.filter {
        $0.name.schema == schema.text
          && (words == "ROUTINES" || $0.definition.isProcedure == (words == "PROCEDURES"))
      }.map {
        Target(kind: $0.definition.isProcedure ? .procedure : .function, address: .function($0.id), id: $0.id)
      }
    default: return []
    }
  }

  /// `GRANT admin TO bob`: a role's own affair.
  private mutating func changeMembership(_ statement: PhraseStatement) -> [Diagnostic] {
    for part in statement.phrase["privilege"] {
      let name = part.path?.name.text ?? part.word?.lowercased() ?? ""
      guard let id = rememberedNames[Self.roleKey(name)], var object = remembered[id] else { continue }
      object.changes.append(statement.phrase)
      keep(object)
    }
    return []
  }

  // MARK: - Defaults

  mutating func changeDefaults(_ phrase: Phrase) throws(Diagnostic) -> [Diagnostic] {
    let isGrant = phrase.parts.contains { $0.word == "GRANT" && $0.label.isEmpty }
    let change = PrivilegeChange(PhraseStatement(rule: isGrant ? "GRANT" : "REVOKE", phrase: phrase))
    let words = phrase.words("on")
    let kinds: [String: PrivilegeKind] = [
      "TABLES": .table, "SEQUENCES": .sequence, "FUNCTIONS": .function, "ROUTINES": .function, "TYPES": .type,
      "SCHEMAS": .schema,
    ]
    guard let kind = kinds[words] else { throw .internalError }
    let schemas = phrase["schema"].compactMap { $0.path?.name }
    for schema in schemas where !namespaces.contains(schema.text) { throw Self.missing(schema: schema) }
    if words == "SCHEMAS", let schema = schemas.first {
      throw Diagnostic(
        .error, SQLState("0LP01"), "cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS",
        at: schema.range)
    }
    let roles = phrase["for"].compactMap { $0.path?.name.text }
    for (names, columns) in try change.privileges(of: kind, in: phrase) {
      if let columns {
        throw Diagnostic(
          .error, SQLState("0LP01"), "default privileges cannot be set for columns", at: columns.first?.range)
      }
      for role in roles.isEmpty ? [String?.none] : roles.map(Optional.some) {
        for schema in schemas.isEmpty ? [String?.none] : schemas.map({ Optional($0.text) }) {
          let key = DefaultPrivilegeKey(
            role: role, schema: schema, objects: words == "ROUTINES" ? "FUNCTIONS" : words)
          var privileges = defaultPrivileges[key] ?? Privileges()
          change.apply(names, to: &privileges, owner: role)
          defaultPrivileges[key] = privileges.isEmpty ? nil : privileges
        }
      }
    }
    return differs("privileges are remembered, not enforced: SQLite has no users")
  }

  /// Gives new objects what `ALTER DEFAULT PRIVILEGES` has promised.
  mutating func applyDefaultPrivileges(since first: ObjectID) {
    guard defaultPrivileges.contains(where: { $0.key.role == nil }), first < lastID else { return }
    for id in (first + 1)...lastID {
      if let table = tables[id] {
        grantDefaults("TABLES", .table(id), id, in: table.name.schema)
      } else if let view = views[id] {
        grantDefaults("TABLES", .view(id), id, in: view.name.schema)
      } else if let sequence = sequences[id] {
        grantDefaults("SEQUENCES", .sequence(id), id, in: sequence.name.schema)
      } else if let function = functions[id] {
        grantDefaults("FUNCTIONS", .function(id), id, in: function.name.schema)
      } else if let type = types[id] {
        grantDefaults("TYPES", .type(id), id, in: type.name.schema)
      }
    }
  }

  private mutating func grantDefaults(
    _ objects: String, _ address: ObjectAddress, _ id: ObjectID, in schema: String
  ) {
    for scope in [nil, schema] {
      guard let privileges = defaultPrivileges[DefaultPrivilegeKey(schema: scope, objects: objects)] else {
        continue
      }
      annotate(address, of: id) { $0.privileges.merge(privileges) }
    }
  }
}

/// One `GRANT` or `REVOKE`.
private struct PrivilegeChange {
  var isGrant: Bool
  var hasOption: Bool
  var roles: [String]

  init(_ statement: PhraseStatement) {
    isGrant = statement.rule == "GRANT"
    hasOption = statement.phrase.has("option")
    roles = statement.phrase["to"].compactMap {
      if case .role(let name) = $0.value { name.text } else { nil }
    }
  }

  func apply(_ names: [String], to privileges: inout Privileges, owner: String?) {
    for role in roles {
      if isGrant {
        privileges.grant(names, to: role, passingOn: hasOption)
      } else {
        // Everybody and the owner have privileges that nobody granted.
        let isDefault = role == "public" || role == owner
        privileges.revoke(names, from: role, optionOnly: hasOption, isDefault: isDefault)
      }
    }
  }

  /// The privileges by name, with the columns they are restricted to.
  func privileges(
    of kind: PrivilegeKind, in phrase: Phrase
  ) throws(Diagnostic) -> [(names: [String], columns: [Identifier]?)] {
    var result: [(names: [String], columns: [Identifier]?)] = []
    var words: [String] = []
    for part in phrase.parts {
      switch part.label {
      case "all": result.append((kind.names, nil))
      case "privilege":
        let name = part.word ?? part.path?.name.text.uppercased() ?? ""
        if name == "SYSTEM", words.last == "ALTER" { result.removeLast() }
        words.append(name)
        result.append(([name == "SYSTEM" ? "ALTER SYSTEM" : name == "TEMP" ? "TEMPORARY" : name], nil))
      case "column":
        guard let name = part.path?.name, let last = result.indices.last else { continue }
        if phrase.has("all") { result[last].names = PrivilegeKind.column.names }
        result[last].columns = (result[last].columns ?? []) + [name]
      default: break
      }
    }
    for (names, columns) in result {
      let allowed = columns == nil ? kind.names : PrivilegeKind.column.names
      for name in names where !allowed.contains(name) {
        guard PrivilegeKind.all.contains(name) else {
          throw Diagnostic(
            .error, .syntaxError, "unrecognized privilege type \"\(name.lowercased())\"",
            at: phrase["privilege"].first?.range)
        }
        // A sequence may be granted on as if it were a table.
        if kind == .table, name == "USAGE" { continue }
        let noun = columns == nil ? kind.noun : "column"
        throw Diagnostic(
          .error, SQLState("0LP01"), "invalid privilege type \(name) for \(noun)",
          at: phrase["privilege"].first?.range)
      }
    }
    return result
  }
}

extension PrivilegeKind {
  fileprivate var noun: String {
    switch self {
    case .table: "relation"
    case .foreignDataWrapper: "foreign-data wrapper"
    default: rawValue.lowercased()
    }
  }
}
