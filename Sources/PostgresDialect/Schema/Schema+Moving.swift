/// New names for what exists: `RENAME TO` and `SET SCHEMA` of relations, types, functions and schemas.
extension Schema {
  // MARK: Relations

  /// Gives a relation another name or schema; what has a name of its own in its schema goes along.
  mutating func move(_ id: ObjectID, to new: ObjectName, at range: SourceRange) throws(Diagnostic) {
    if let table = tables[id] {
      let old = table.name
      guard old != new else { return }
      try refuseTypeName(new, at: range)
      try reserve(new, for: id, at: range)
      setName(of: id, to: new)
      if old.schema != new.schema { try moveParts(of: table, to: new.schema, from: old.schema, at: range) }
    } else if var view = views[id] {
      guard view.name != new else { return }
      try refuseTypeName(new, at: range)
      try reserve(new, for: id, at: range)
      relations[view.name] = nil
      view.name = new
      views[id] = view
      touched.insert(id)
    } else if var index = indexes[id] {
      guard index.name != new else { return }
      try reserve(new, for: id, at: range)
      relations[index.name] = nil
      index.name = new
      indexes[id] = index
      touched.insert(id)
    } else if var sequence = sequences[id] {
      let old = sequence.name
      guard old != new else { return }
      try reserve(new, for: id, at: range)
      touchCounting(by: sequence)
      relations[old] = nil
      let newName = qualified(new)
      rewriteExpressions { expression, _ in
        expression.mapSequenceNames { name, _ in
          ObjectName(name.name.text, in: name.schema?.text ?? "public") == old ? newName : name
        }
      }
      sequence.name = new
      sequences[id] = sequence
    }
  }

  /// Gives a table another name, and with it all that mentions it.
  mutating func setName(of id: ObjectID, to name: ObjectName) {
    guard var table = tables[id] else { return }
    if relations[table.name] == id { relations[table.name] = nil }
    relations[name] = id
    renameInStoredTexts(table.name.lowered, to: name.lowered)
    table.stored = tables[id]?.stored
    table.name = name
    for index in table.triggers.indices {
      table.triggers[index].definition.table = qualified(name)
    }
    replace(table)
    touchReferences(to: id)
  }

  /// SQLite's own `ALTER TABLE` follows a name into the texts of tables that other programs made.
  private mutating func renameInStoredTexts(_ old: String, to new: String) {
    for var table in tables.values {
      guard let stored = table.stored?.renamingTable(old, to: new), stored != table.stored else { continue }
      table.stored = stored
      replace(table)
    }
  }

  /// The indexes of a table's keys, its other indexes, and its sequences.
  private mutating func moveParts(
    of table: Table, to schema: String, from old: String, at range: SourceRange
  ) throws(Diagnostic) {
    for constraint in table.constraints where constraint.hasIndex {
      try reserve(ObjectName(constraint.name, in: schema), for: table.id, at: range)
      relations[ObjectName(constraint.name, in: old)] = nil
    }
    for index in indexes.values where index.table == table.id {
      try move(index.id, to: ObjectName(index.name.name, in: schema), at: range)
    }
    for sequence in sequences(ownedBy: table.id) {
      try move(sequence.id, to: ObjectName(sequence.name.name, in: schema), at: range)
    }
  }

  /// The definitions of its indexes and of the tables that refer to it mention its names.
  mutating func touchReferences(to id: ObjectID) {
    for index in indexes.values where index.table == id { touched.insert(index.id) }
    // Other tables may count by its row numbers, and its sequences say whose they are.
    for column in tables[id]?.columns ?? [] {
      if let sequence = sequence(of: column) { touchCounting(by: sequence) }
    }
    for sequence in sequences(ownedBy: id) { touched.insert(sequence.id) }
    for table in tables.values
    where table.parents.contains(id) || table.constraints.contains(where: { $0.foreignKey?.table == id }) {
      touched.insert(table.id)
    }
  }

  /// A table is a type too.
  func refuseTypeName(_ name: ObjectName, at range: SourceRange) throws(Diagnostic) {
    if let type = typeNames[name].flatMap({ types[$0] }) {
      if case .composite = type.kind {
        throw Diagnostic(.error, .duplicateTable, "relation \"\(name.name)\" already exists", at: range)
      }
      throw Diagnostic(
        .error, .duplicateObject, "type \"\(name.name)\" already exists",
        hint: "a relation has an associated type of the same name, so you must use a name that doesn't "
          + "conflict with any existing type", at: range)
    }
  }

  // MARK: Types

  mutating func renameType(_ name: QualifiedName, to new: Identifier, isDomain: Bool) throws(Diagnostic) {
    let type = try userType(name)
    if isDomain { try requireDomain(type, at: name.range) }
    try move(type, to: ObjectName(new.text, in: type.name.schema), at: new.range)
  }

  private mutating func move(_ type: UserType, to new: ObjectName, at range: SourceRange) throws(Diagnostic) {
    guard type.name != new else { return }
    guard typeNames[new] == nil, relations[new].map({ tables[$0] == nil }) ?? true else {
      throw Diagnostic(.error, .duplicateObject, "type \"\(new.name)\" already exists", at: range)
    }
    let before = self
    rewriteTypeNames { name in
      guard before.typeID(name.name) == type.id else { return name }
      var name = name
      name.name = before.qualified(new)
      return name
    }
    var type = types[type.id] ?? type
    typeNames[type.name] = nil
    typeNames[new] = type.id
    type.name = new
    types[type.id] = type
    touchUsers(of: type.id)
  }

  // MARK: SET SCHEMA

  mutating func setSchema(_ statement: SetSchema) throws(Diagnostic) -> [Diagnostic] {
    let name = statement.name
    func target(_ old: ObjectName) throws(Diagnostic) -> ObjectName {
      try creationName(QualifiedName(schema: statement.schema, Identifier(old.name)))
    }
    switch statement.kind {
    case "TABLE", "FOREIGN TABLE", "SEQUENCE", "VIEW", "MATERIALIZED VIEW":
      guard let id = relationID(name) else {
        guard statement.ifExists else { throw Self.missing(relation: name) }
        return [
          .skipped("relation \"\(name.name.text)\" does not exist, skipping", .undefinedTable, name.range)
        ]
      }
      guard let old = relationName(id) else { throw .internalError }
      if let sequence = sequences[id], let owner = sequence.owner {
        let table = tables[owner.table]?.name.name ?? ""
        throw Diagnostic(
          .error, .featureNotSupported, "cannot move an owned sequence into another schema",
          hint: "sequence \"\(old.name)\" is linked to table \"\(table)\"", at: name.range)
      }
      try move(id, to: try target(old), at: name.range)
    case "TYPE", "DOMAIN":
      let type = try userType(name)
      if statement.kind == "DOMAIN" { try requireDomain(type, at: name.range) }
      try move(type, to: try target(type.name), at: name.range)
    default: throw .unsupported("ALTER \(statement.kind) … SET SCHEMA", at: name.range)
    }
    return []
  }

  /// The name of a relation of any kind.
  func relationName(_ id: ObjectID) -> ObjectName? {
    relation(id)?.name ?? indexes[id]?.name ?? sequences[id]?.name
  }

  // MARK: Schemas

  mutating func renameNamespace(_ name: Identifier, to new: Identifier) throws(Diagnostic) {
    try requireNamespace(name)
    guard !namespaces.contains(new.text) else {
      throw Diagnostic(.error, .duplicateSchema, "schema \"\(new.text)\" already exists", at: new.range)
    }
    try Self.refuseSystemName(new)
    namespaces.insert(new.text)
    let members = relations.keys.filter { $0.schema == name.text }
    for id in Set(members.compactMap { relations[$0] }).sorted() {
      guard let own = relationName(id), own.schema == name.text else { continue }
      try move(id, to: ObjectName(own.name, in: new.text), at: new.range)
    }
    for type in types.values.sorted(by: { $0.id < $1.id }) where type.name.schema == name.text {
      try move(type, to: ObjectName(type.name.name, in: new.text), at: new.range)
    }
    for var function in functions.values where function.name.schema == name.text {
      renameCalls(of: function, to: ObjectName(function.name.name, in: new.text))
      function.name.schema = new.text
      functions[function.id] = function
      touchUsers(ofFunction: function.id)
    }
    namespaces.remove(name.text)
    moveAnnotation(from: .schema(name.text), to: .schema(new.text))
  }
}
