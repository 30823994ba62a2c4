/// What each kind asks of its definition.
extension Schema {
  func check(_ kind: RememberedKind, _ phrase: inout Phrase, _ key: RememberedObject.Key) throws(Diagnostic) {
    func refuse(_ state: SQLState, _ message: String, at label: String = "name") -> Diagnostic {
      Diagnostic(.error, state, message, at: phrase[label].first?.range)
    }
    if kind.scope == .global, kind.builtin.contains(key.name.name) {
      throw refuse(kind.duplicate, "\(kind.noun) \"\(key.name.name)\" already exists")
    }
    switch kind {
    case .policy: try checkPolicy(phrase, on: key.table)
    case .rule: try checkRule(phrase, on: key.table)
    case .statistics: try checkStatistics(phrase)
    case .eventTrigger:
      let events = ["ddl_command_start", "ddl_command_end", "sql_drop", "table_rewrite"]
      let event = phrase.name("event")
      guard events.contains(event?.text ?? "") else {
        throw refuse(.syntaxError, "unrecognized event name \"\(event?.text ?? "")\"", at: "event")
      }
    case .aggregate:
      for (name, label) in [("stype", "stype"), ("sfunc", "sfunc")] where phrase.item(label) == nil {
        let isOld = name == "stype" ? phrase.item("stype1") != nil : phrase.item("sfunc1") != nil
        if !isOld { throw refuse(Self.invalidFunction, "aggregate \(name) must be specified") }
      }
    case .operator:
      guard phrase.item("function") != nil || phrase.item("procedure") != nil else {
        throw refuse(Self.invalidFunction, "operator function must be specified")
      }
      guard phrase.item("rightarg") != nil || phrase.item("leftarg") != nil else {
        throw refuse(Self.invalidFunction, "operator argument types must be specified")
      }
      guard phrase.item("rightarg") != nil else {
        throw refuse(Self.invalidFunction, "operator right argument type must be specified")
      }
    case .textSearchConfiguration:
      guard phrase.item("parser") != nil || phrase.item("copy") != nil else {
        throw refuse(.invalidObjectDefinition, "text search parser is required")
      }
      for (label, kind) in [("parser", RememberedKind.textSearchParser), ("copy", .textSearchConfiguration)] {
        guard case .type(let type) = phrase.item(label) else { continue }
        _ = try remembered(kind, type.name)
      }
    case .textSearchDictionary:
      guard case .type(let type) = phrase.item("template") else {
        throw refuse(.invalidObjectDefinition, "text search template is required")
      }
      _ = try remembered(.textSearchTemplate, type.name)
    case .role:
      if key.name.name.hasPrefix("pg_") {
        throw refuse(SQLState("42939"), "role name \"\(key.name.name)\" is reserved")
      }
      // A password has no business in the file.
      phrase = phrase.without("password")
    default: break
    }
  }

  private static let invalidFunction = SQLState.invalidFunctionDefinition

  /// Rules rewrite queries. One that adds nothing changes nothing; any other is refused.
  private func checkRule(_ phrase: Phrase, on table: ObjectID?) throws(Diagnostic) {
    guard phrase.has("nothing"), !phrase.has("instead") else {
      throw Diagnostic(
        .error, .featureNotSupported, "CREATE RULE with an action is not supported",
        hint: "write a trigger, which SQLite has too")
    }
  }

  private func checkStatistics(_ phrase: Phrase) throws(Diagnostic) {
    guard let owner = phrase.path("table") else { throw .internalError }
    let table = try table(owner)
    for kind in phrase["kind"]
    where !["ndistinct", "dependencies", "mcv"].contains(kind.path?.name.text ?? "") {
      throw Diagnostic(
        .error, .syntaxError, "unrecognized statistics kind \"\(kind.path?.name.text ?? "")\"", at: kind.range
      )
    }
    var names: Set<String> = []
    let items = phrase["column"]
    for item in items {
      if case .expression(let value) = item.value {
        try checkColumns(of: value, in: table)
        continue
      }
      guard let name = item.path?.name else { continue }
      guard table[column: name.text] != nil else {
        throw Diagnostic(.error, .undefinedColumn, "column \"\(name.text)\" does not exist", at: name.range)
      }
      guard names.insert(name.text).inserted else {
        throw Diagnostic(
          .error, .duplicateColumn, "duplicate column name in statistics definition", at: name.range)
      }
    }
    if items.count < 2, names.count == items.count {
      throw Diagnostic(
        .error, .invalidObjectDefinition, "extended statistics require at least 2 columns",
        at: items.first?.range)
    }
  }
}

extension Phrase {
  /// The value of an item `label = value` of a definition; names of items are case-insensitive.
  func item(_ label: String) -> Value? {
    for index in parts.indices.dropLast(2) {
      guard case .name(let name) = parts[index].value, name.text.lowercased() == label,
        parts[index + 1].word == "="
      else { continue }
      return parts[index + 2].value
    }
    return nil
  }
}
