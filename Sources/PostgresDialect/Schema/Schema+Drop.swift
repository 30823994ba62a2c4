/// `DROP`, with what depends on what is dropped.
/// https://www.postgresql.org/docs/15/ddl-depend.html
extension Schema {
  mutating func drop(_ statement: Drop) throws(Diagnostic) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    if case .table = statement.kind { return try dropTables(statement) }
    if statement.kind == .view || statement.kind == .materializedView { return try dropViews(statement) }
    for (position, name) in statement.names.enumerated() {
      let isGone: Bool
      switch statement.kind {
      case .table: isGone = false
      case .index: isGone = try dropIndex(name, statement)
      case .type, .domain: isGone = try dropType(name, statement)
      case .extension: isGone = try dropExtension(name, statement)
      case .schema: isGone = try dropSchema(name, statement)
      case .function(let parameters), .procedure(let parameters), .routine(let parameters):
        isGone = try dropFunction(name, parameters: parameters[position], statement)
      case .trigger(let owner): isGone = try dropTrigger(name.name, on: owner, statement)
      case .view, .materializedView: isGone = false
      case .sequence: isGone = try dropSequence(name, statement)
      case .other(let what): throw .unsupported("DROP \(what)", at: name.range)
      }
      if isGone {
        notes.append(.skipped("\"\(name.name.text)\" does not exist, skipping", .undefinedObject, name.range))
      }
    }
    return notes
  }

  private mutating func dropTables(_ statement: Drop) throws(Diagnostic) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    var dropped: [ObjectID] = []
    for name in statement.names {
      guard relationID(name) != nil else {
        guard statement.ifExists else {
          throw Diagnostic(
            .error, .undefinedTable, "table \"\(name.name.text)\" does not exist", at: name.range)
        }
        notes.append(
          .skipped("table \"\(name.name.text)\" does not exist, skipping", .undefinedTable, name.range))
        continue
      }
      if let view = view(named: name), view.partition != nil {
        try dropPartition(view, cascade: statement.cascade, at: name.range)
        continue
      }
      let table = try table(name)
      guard table.materialized == nil else {
        throw Diagnostic(
          .error, .wrongObjectType, "\"\(name.name.text)\" is not a table",
          hint: "use DROP MATERIALIZED VIEW to remove a materialized view", at: name.range)
      }
      dropped.append(table.id)
    }
    for child in dropped.flatMap({ descendants(of: $0) }) where !dropped.contains(child.id) {
      guard statement.cascade else {
        let parent = tables[dropped.first { descendants(of: $0).contains { $0.id == child.id } } ?? 0]
        throw Diagnostic(
          .error, .dependentObjectsStillExist,
          "cannot drop table \(parent?.name.name ?? "") because other objects depend on it",
          hint: "table \(child.name.name) depends on table \(parent?.name.name ?? ""); "
            + "use DROP … CASCADE to drop the dependent objects too", at: statement.names.first?.range)
      }
      dropped.append(child.id)
    }
    for id in dropped {
      let name = tables[id]?.name.name ?? ""
      let partitions = Set(partitions(of: id).map(\.id))
      for partition in partitions {
        try detachQueries(
          from: [partition], as: "table \(name)", cascade: statement.cascade,
          at: statement.names.first?.range ?? SourceRange(0, 0))
      }
      try detachQueries(
        from: [id], except: partitions, as: "table \(name)", cascade: statement.cascade,
        at: statement.names.first?.range ?? SourceRange(0, 0))
      for var other in tables.values where !dropped.contains(other.id) {
        let references = other.constraints.filter { $0.foreignKey?.table == id }
        guard let reference = references.first else { continue }
        guard statement.cascade else {
          throw Diagnostic(
            .error, .dependentObjectsStillExist,
            "cannot drop table \(name) because other objects depend on it",
            hint: "constraint \(reference.name) on table \(other.name.name) depends on table \(name); "
              + "use DROP … CASCADE to drop the dependent objects too", at: statement.names.first?.range)
        }
        for reference in references { annotations[.constraint(other.id, reference.name)] = nil }
        other.constraints.removeAll { $0.foreignKey?.table == id }
        replace(other)
      }
    }
    if !statement.cascade, let first = dropped.first {
      try refuseSharedSequences(
        ofTables: Set(dropped), as: "table \(tables[first]?.name.name ?? "")",
        at: statement.names.first?.range)
    }
    for id in dropped {
      let name = "table \(tables[id]?.name.lowered ?? "")"
      try release(.table(id), as: name, cascade: statement.cascade, at: statement.names.first?.range)
      removeTable(id)
    }
    return notes
  }

  mutating func removeTable(_ id: ObjectID) {
    for partition in partitions(of: id) { removePartition(partition.id) }
    for index in indexes.values where index.table == id { removeIndex(index.id) }
    for column in tables[id]?.columns ?? [] {
      if let sequence = sequence(of: column) { touchCounting(by: sequence) }
    }
    removeSequences(ownedBy: id)
    relations.removeAll(of: id)
    annotations.removeAll { $0.id == id }
    if let table = tables[id] { touched.formUnion(ancestors(of: table)) }
    tables[id] = nil
    pendingValues[id] = [:]
    touched.insert(id)
  }

  mutating func removeIndex(_ id: ObjectID) {
    guard let index = indexes.removeValue(forKey: id) else { return }
    relations[index.name] = nil
    annotations[.index(id)] = nil
    touched.insert(id)
  }

  private mutating func dropIndex(_ name: QualifiedName, _ statement: Drop) throws(Diagnostic) -> Bool {
    guard let id = relationID(name) else {
      if statement.ifExists { return true }
      throw Diagnostic(.error, .undefinedObject, "index \"\(name.name.text)\" does not exist", at: name.range)
    }
    if let table = tables[id] {
      guard let constraint = table.constraints.first(where: { $0.name == name.name.text && $0.isKey }) else {
        throw Diagnostic(
          .error, .wrongObjectType, "\"\(name.name.text)\" is not an index", at: name.range)
      }
      throw Diagnostic(
        .error, .dependentObjectsStillExist,
        "cannot drop index \(name.name.text) because constraint \(constraint.name) on table "
          + "\(table.name.name) requires it",
        hint: "drop the constraint instead", at: name.range)
    }
    if let index = indexes[id], index.isUnique, index.filter == nil {
      try dropReferences(relyingOn: index, cascade: statement.cascade, at: name.range)
    }
    removeIndex(id)
    return false
  }

  /// A unique index that a foreign key relies on cannot go alone: the key goes with it.
  private mutating func dropReferences(
    relyingOn index: Index, cascade: Bool, at range: SourceRange
  ) throws(Diagnostic) {
    guard let table = tables[index.table] else { return }
    let columns = Set(index.elements.compactMap(\.columnName))
    for var other in tables.values {
      let relying = other.constraints.filter { constraint in
        guard let key = constraint.foreignKey, key.table == table.id else { return false }
        return Set(table.names(of: key.referenced)) == columns
          && !table.constraints.contains { $0.isKey && Set($0.columns) == Set(key.referenced) }
      }
      guard let first = relying.first else { continue }
      guard cascade else {
        throw Diagnostic(
          .error, .dependentObjectsStillExist,
          "cannot drop index \(index.name.name) because other objects depend on it",
          hint: "constraint \(first.name) on table \(other.name.name) depends on it", at: range)
      }
      for constraint in relying { annotations[.constraint(other.id, constraint.name)] = nil }
      other.constraints.removeAll { constraint in relying.contains { $0.name == constraint.name } }
      replace(other)
    }
  }

  private mutating func dropExtension(_ name: QualifiedName, _ statement: Drop) throws(Diagnostic) -> Bool {
    guard let id = extensions[name.name.text]?.id else {
      if statement.ifExists { return true }
      throw Diagnostic(
        .error, .undefinedObject, "extension \"\(name.name.text)\" does not exist", at: name.range)
    }
    let base = BuiltinTypes.base(named: name.name.text)
    for table in tables.values {
      for column in table.columns where base != nil && column.type.base == base {
        throw Diagnostic(
          .error, .dependentObjectsStillExist,
          "cannot drop extension \(name.name.text) because other objects depend on it",
          hint: "column \(column.name) of table \(table.name.name) depends on type \(name.name.text)",
          at: name.range)
      }
    }
    extensions[name.name.text] = nil
    annotations[.extension(name.name.text)] = nil
    touched.insert(id)
    return false
  }

  private mutating func dropTrigger(
    _ name: Identifier, on owner: QualifiedName, _ statement: Drop
  ) throws(Diagnostic) -> Bool {
    if statement.ifExists, relationID(owner) == nil { return true }
    var table = try triggerOwner(owner)
    guard let index = table.triggers.firstIndex(where: { $0.name == name.text }) else {
      if statement.ifExists { return true }
      throw Self.missingTrigger(name, of: table)
    }
    table.triggers.remove(at: index)
    annotations[.trigger(table.id, name.text)] = nil
    setTriggers(of: table)
    return false
  }
}

extension Constraint {
  var foreignKey: ForeignKey? {
    if case .foreignKey(let key) = kind { key } else { nil }
  }
}
