/// Indexes, extensions and triggers.
extension Schema {
  mutating func create(_ statement: CreateIndex) throws(Diagnostic) -> [Diagnostic] {
    let partition = view(named: statement.table).flatMap { $0.partition == nil ? nil : $0 }
    if partition == nil, view(named: statement.table) != nil {
      throw Diagnostic(
        .error, .wrongObjectType, "cannot create index on relation \"\(statement.table.name.text)\"",
        hint: "this operation is not supported for views", at: statement.table.range)
    }
    var table: Table
    if let parent = partition?.partition.flatMap({ tables[$0.parent] }) {
      table = parent
    } else {
      table = try self.table(statement.table)
    }
    // An index on a partition is named after it.
    table.name = partition?.name ?? table.name
    if statement.isUnique, partition == nil {
      try requirePartitionColumns(
        in: statement.elements.compactMap(\.columnName), of: table, at: statement.table.range)
    }
    if let name = statement.name, statement.ifNotExists,
      relations[ObjectName(name.text, in: table.name.schema)] != nil
    {
      return [.skipped("relation \"\(name.text)\" already exists, skipping", .duplicateTable, name.range)]
    }
    for element in statement.elements {
      try checkColumns(of: element.expression, in: table)
      try requireImmutable(
        element.expression, at: .row(of: table), "functions in index expression must be marked IMMUTABLE")
    }
    for name in statement.include where table[column: name.text] == nil {
      throw Diagnostic(.error, .undefinedColumn, "column \"\(name.text)\" does not exist", at: name.range)
    }
    if let filter = statement.filter {
      try checkColumns(of: filter, in: table)
      try requireImmutable(
        filter, at: .row(of: table), "functions in index predicate must be marked IMMUTABLE")
    }
    let name =
      statement.name.map { ObjectName($0.text, in: table.name.schema) } ?? indexName(statement, table)
    let id = makeID()
    try reserve(name, for: id, at: statement.name?.range ?? statement.table.range)
    var elements = statement.elements
    for index in elements.indices {
      elements[index].expression = try stored(elements[index].expression, of: table)
    }
    let filter = try statement.filter.map { filter throws(Diagnostic) in try stored(filter, of: table) }
    indexes[id] = Index(
      id: id, name: name, table: table.id, partition: partition?.id, isUnique: statement.isUnique,
      method: statement.method.text,
      elements: elements, include: statement.include, nullsNotDistinct: statement.nullsNotDistinct,
      options: statement.options, filter: filter)
    return []
  }

  /// A part of an index's name that occurs again is numbered, as in PostgreSQL's `ChooseIndexColumnNames`.
  static func numbered(_ parts: [String]) -> [String] {
    var names: [String] = []
    for part in parts {
      var name = part
      var number = 1
      while names.contains(name) {
        name = part + String(number)
        number += 1
      }
      names.append(name)
    }
    return names
  }

  private func indexName(_ statement: CreateIndex, _ table: Table) -> ObjectName {
    let elements = statement.elements.map { element in
      if case .call(let call) = element.expression.kind { return call.name.name.text }
      return element.columnName ?? "expr"
    }
    let parts = Self.numbered(elements + statement.include.map(\.text))
    let name = Self.generatedName(table.name.name, parts.joined(separator: "_"), "idx") {
      relations[ObjectName($0, in: table.name.schema)] != nil
    }
    return ObjectName(name, in: table.name.schema)
  }

  mutating func create(_ statement: CreateExtension) throws(Diagnostic) -> [Diagnostic] {
    // Every database of PostgreSQL's has this one.
    guard extensions[statement.name.text] == nil, statement.name.text != "plpgsql" else {
      let message = "extension \"\(statement.name.text)\" already exists"
      if statement.ifNotExists {
        return [.skipped(message + ", skipping", .duplicateObject, statement.name.range)]
      }
      throw Diagnostic(.error, .duplicateObject, message, at: statement.name.range)
    }
    if let schema = statement.schema, schema.text != "pg_catalog", !namespaces.contains(schema.text) {
      throw Self.missing(schema: schema)
    }
    extensions[statement.name.text] = Extension(
      id: makeID(), schema: statement.schema?.text ?? searchPath.first ?? "public")
    return []
  }

  mutating func makeType(_ name: QualifiedName, _ kind: UserType.Kind) throws(Diagnostic) {
    let resolved = try creationName(name)
    guard typeNames[resolved] == nil, relations[resolved].map({ tables[$0] == nil }) ?? true else {
      throw Diagnostic(.error, .duplicateObject, "type \"\(name.name.text)\" already exists", at: name.range)
    }
    let id = makeID()
    typeNames[resolved] = id
    types[id] = UserType(id: id, name: resolved, kind: kind)
  }

  mutating func create(_ statement: CreateTrigger) throws(Diagnostic) -> [Diagnostic] {
    var table = try triggerOwner(statement.table)
    try requireFit(statement, on: table)
    let existing = table.triggers.firstIndex { $0.name == statement.name.text }
    if existing != nil, !statement.orReplace {
      throw Diagnostic(
        .error, .duplicateObject,
        "trigger \"\(statement.name.text)\" for relation \"\(table.name.name)\" already exists",
        at: statement.name.range)
    }
    let candidates = functionIDs(statement.function).filter {
      functions[$0]?.definition.parameters.isEmpty == true
    }
    guard let function = candidates.first else {
      throw Diagnostic(
        .error, .undefinedFunction, "function \(statement.function.name.text)() does not exist",
        at: statement.function.range)
    }
    guard case .type(let result) = functions[function]?.definition.returns, result.name.name.text == "trigger"
    else {
      throw Diagnostic(
        .error, .invalidObjectDefinition, "function \(statement.function.name.text) must return type trigger",
        at: statement.function.range)
    }
    for case .update(let columns) in statement.events {
      for name in columns { _ = try column(name, of: table) }
    }
    var definition = statement
    definition.when = try statement.when.map { when throws(Diagnostic) in try stored(when) }
    let trigger = Trigger(id: makeID(), name: statement.name.text, definition: definition, function: function)
    if let existing { table.triggers[existing] = trigger } else { table.triggers.append(trigger) }
    setTriggers(of: table)
    return []
  }
}
