/// The effect of the statements that are kept as phrases.
extension Schema {
  mutating func apply(_ statement: PhraseStatement) throws(Diagnostic) -> [Diagnostic] {
    let phrase = statement.phrase
    if let kind = statement.kind {
      if statement.rule.hasPrefix("CREATE ") { return try create(kind, phrase) }
      if statement.rule.hasPrefix("DROP ") { return try drop(kind, phrase) }
      return try alter(kind, phrase)
    }
    switch statement.rule {
    case "GRANT", "REVOKE": return try changePrivileges(statement)
    case "ALTER DEFAULT PRIVILEGES": return try changeDefaults(phrase)
    case "REASSIGN OWNED": reassignOwned(phrase)
    case "DROP OWNED": try dropOwned(phrase)
    case "SECURITY LABEL": try label(phrase)
    case "ALTER FUNCTION": return try alterFunction(phrase)
    case "ALTER TRIGGER":
      guard let name = phrase.name("name"), let owner = phrase.path("table") else { throw .internalError }
      let table = try triggerOwner(owner)
      guard table.triggers.contains(where: { $0.name == name.text }) else {
        throw Self.missingTrigger(name, of: table)
      }
    case "ALTER EXTENSION": return try alterExtension(phrase)
    case "LOCK", "VACUUM", "ANALYZE", "CLUSTER", "REINDEX": try checkRelations(statement)
    case "IMPORT FOREIGN SCHEMA":
      throw .unsupported("IMPORT FOREIGN SCHEMA", at: phrase.parts.first?.range)
    case "LOAD":
      throw Diagnostic(
        .error, SQLState("58P01"), "could not access file: LOAD is not possible here",
        at: phrase.parts.first?.range)
    default: break
    }
    return []
  }

  /// Maintenance and locks change nothing here, but what they name must be there.
  private func checkRelations(_ statement: PhraseStatement) throws(Diagnostic) {
    let phrase = statement.phrase
    for part in phrase.parts {
      guard case .relation(let name) = part.value else { continue }
      let address = try relationAddress(name)
      let isIndex =
        switch address {
        case .index, .keyIndex: true
        default: false
        }
      guard isIndex == (statement.rule == "REINDEX" && phrase.words("kind") == "INDEX") else {
        throw Diagnostic(
          .error, .wrongObjectType, "\"\(name.name.text)\" is not \(isIndex ? "a table" : "an index")",
          at: part.range)
      }
      for column in phrase["column"] {
        guard case .table(let id) = address, let table = tables[id], let name = column.path?.name else {
          continue
        }
        _ = try self.column(name, of: table)
      }
    }
  }

  private mutating func label(_ phrase: Phrase) throws(Diagnostic) {
    // PostgreSQL has no provider of labels until a library brings one.
    let provider = phrase.text("provider") ?? phrase.name("provider")?.text
    throw Diagnostic(
      .error, .invalidParameterValue,
      provider.map { "security label provider \"\($0)\" is not loaded" }
        ?? "no security label providers have been loaded",
      at: phrase.parts.first?.range)
  }

  // MARK: - Owners

  mutating func setOwner(_ statement: SetOwner) throws(Diagnostic) -> [Diagnostic] {
    if statement.ifExists, case .relation(_, let name) = statement.object, relationID(name) == nil {
      return [
        .skipped("relation \"\(name.name.text)\" does not exist, skipping", .undefinedTable, name.range)
      ]
    }
    let (address, id) = try address(of: statement.object)
    annotate(address, of: id) { $0.owner = statement.role.text }
    return []
  }

  // MARK: - Functions and extensions

  private mutating func alterFunction(_ phrase: Phrase) throws(Diagnostic) -> [Diagnostic] {
    guard case .routine(let name, let types) = phrase["routine"].first?.value else { throw .internalError }
    let word = phrase.words("kind").lowercased()
    guard let id = try function(name, types), var function = functions[id],
      word == "routine" || function.definition.isProcedure == (word == "procedure")
    else {
      let list = types.map { "(\($0.map(\.postgres).joined(separator: ", ")))" } ?? "()"
      throw Diagnostic(
        .error, .undefinedFunction, "\(word) \(name.postgres)\(list) does not exist", at: name.range)
    }
    if let owner = phrase.name("owner") {
      annotate(.function(id), of: id) { $0.owner = owner.text }
      return []
    }
    if phrase.has("depends") { return [] }
    if phrase.has("attribute") {
      for part in phrase["attribute"] {
        guard let text = part.word else { continue }
        function.definition.attributes.removeAll { Self.excludes(text, $0) }
        if !text.hasPrefix("RESET ") { function.definition.attributes.append(text) }
        if text == "RESET ALL" { function.definition.attributes.removeAll { $0.hasPrefix("SET ") } }
      }
    } else {
      var new = function.name
      if let name = phrase.name("rename") { new.name = name.text }
      if let schema = phrase.name("schema") {
        guard namespaces.contains(schema.text) else { throw Self.missing(schema: schema) }
        new.schema = schema.text
      }
      let own = try signature(function)
      for other in functions.values where other.id != id && other.name == new {
        guard try signature(other) != own else {
          throw Diagnostic(
            .error, .duplicateFunction,
            "function \(new.name) already exists in schema \"\(new.schema)\"", at: name.range)
        }
      }
      renameCalls(of: function, to: new)
      function.name = new
    }
    functions[id] = function
    touchUsers(ofFunction: id)
    touchRemembered(on: .function(id))
    return []
  }

  /// Whether an attribute of a function takes the place of another.
  private static func excludes(_ new: String, _ old: String) -> Bool {
    let groups = [
      ["IMMUTABLE", "STABLE", "VOLATILE"], ["STRICT", "CALLED ON NULL INPUT", "RETURNS NULL ON NULL INPUT"],
      ["LEAKPROOF", "NOT LEAKPROOF"], ["SECURITY DEFINER", "SECURITY INVOKER"],
    ]
    if groups.contains(where: { $0.contains(new) && $0.contains(old) }) { return true }
    let words = (new.split(separator: " "), old.split(separator: " "))
    guard let first = words.0.first, let other = words.1.first else { return false }
    switch first {
    case "SET", "RESET":
      return other == "SET" && words.0.count > 1 && words.1.count > 1 && words.0[1] == words.1[1]
    case "COST", "ROWS", "PARALLEL", "SUPPORT": return first == other
    default: return new == old
    }
  }

  private func alterExtension(_ phrase: Phrase) throws(Diagnostic) -> [Diagnostic] {
    guard let name = phrase.name("name") else { throw .internalError }
    guard extensions[name.text] != nil else {
      throw Diagnostic(.error, .undefinedObject, "extension \"\(name.text)\" does not exist", at: name.range)
    }
    if let schema = phrase.name("schema"), !namespaces.contains(schema.text) {
      throw Self.missing(schema: schema)
    }
    return []
  }
}
