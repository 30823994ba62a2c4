/// Row level security: https://www.postgresql.org/docs/15/sql-createpolicy.html
extension Schema {
  func checkPolicy(_ phrase: Phrase, on table: ObjectID?) throws(Diagnostic) {
    guard let table = table.flatMap({ tables[$0] }) else { throw .internalError }
    let command = phrase.words("for")
    if phrase.has("check"), command == "FOR SELECT" || command == "FOR DELETE" {
      throw Diagnostic(
        .error, .syntaxError, "WITH CHECK cannot be applied to SELECT or DELETE",
        at: phrase["check"].first?.range)
    }
    if phrase.has("using"), command == "FOR INSERT" {
      throw Diagnostic(
        .error, .syntaxError, "only WITH CHECK expression allowed for INSERT",
        at: phrase["using"].first?.range)
    }
    for part in phrase.parts {
      if case .expression(let condition) = part.value { try checkColumns(of: condition, in: table) }
    }
  }

  /// `ALTER POLICY` takes the place of the roles and conditions it names.
  mutating func alterPolicy(_ object: RememberedObject, _ phrase: Phrase) throws(Diagnostic) {
    var object = object
    var definition = object.definition.without("to", "using", "check")
    for label in ["to", "using", "check"] {
      let changed = phrase[label]
      definition.parts += changed.isEmpty ? object.definition[label] : changed
    }
    try checkPolicy(definition, on: object.key.table)
    object.definition = definition
    keep(object)
  }

  mutating func set(_ change: RowSecurity, of table: inout Table) -> [Diagnostic] {
    switch change {
    case .enable: table.attributes.hasRowSecurity = true
    case .disable: table.attributes.hasRowSecurity = false
    case .force: table.attributes.forcesRowSecurity = true
    case .noForce: table.attributes.forcesRowSecurity = false
    }
    return change == .enable
      ? differs("row level security is remembered, not enforced: SQLite has no users") : []
  }

  // MARK: - Columns in conditions

  /// A renamed column is renamed in what is remembered about its table.
  mutating func renameColumnInRemembered(_ old: String, to new: String, of table: ObjectID) {
    for var object in remembered.values where object.key.table == table || object.mentions(.table(table)) {
      let before = object
      object.mapParts { part in
        switch part.value {
        case .expression(let value): part.value = .expression(value.renamingColumn(old, to: new))
        case .name(let name) where part.label == "column" && name.text == old:
          part.value = .name(Identifier(new))
        default: break
        }
      }
      if object != before { keep(object) }
    }
  }

  /// A dropped column takes along the statistics on it and is missed in conditions.
  mutating func releaseColumn(
    _ column: Column, of table: Table, cascade: Bool, at range: SourceRange?
  ) throws(Diagnostic) {
    for object in remembered.values where object.key.table == table.id || object.mentions(.table(table.id)) {
      guard object.uses(column.name) else { continue }
      let name = name(of: object.key)
      guard cascade || object.key.kind == .statistics else {
        throw Diagnostic(
          .error, .dependentObjectsStillExist,
          "cannot drop column \(column.name) of table \(table.name.lowered) because other objects depend on it",
          hint:
            "\(name) depends on column \(column.name) of table \(table.name.lowered); use DROP … CASCADE to drop the dependent objects too",
          at: range)
      }
      try release(.remembered(object.id), as: name, cascade: true, at: range)
      forget(object.id)
    }
  }

  /// The names of a table's policies, rules and statistics' entries contain its own.
  mutating func touchRemembered(on address: ObjectAddress) {
    for object in remembered.values where object.relation(to: address, in: self) != nil {
      touched.insert(object.id)
    }
  }
}

extension RememberedObject {
  mutating func mapParts(_ change: (inout Phrase.Part) -> Void) {
    for index in definition.parts.indices { change(&definition.parts[index]) }
    for phrase in changes.indices {
      for index in changes[phrase].parts.indices { change(&changes[phrase].parts[index]) }
    }
  }

  /// The conditions in it.
  var expressions: [Expression] {
    ([definition] + changes).flatMap(\.parts).compactMap { part in
      if case .expression(let value) = part.value { value } else { nil }
    }
  }

  fileprivate func uses(_ column: String) -> Bool {
    ([definition] + changes).contains { phrase in
      phrase.parts.contains { part in
        switch part.value {
        case .expression(let value): value.columnNames.contains(column)
        case .name(let name): part.label == "column" && name.text == column
        default: false
        }
      }
    }
  }
}
