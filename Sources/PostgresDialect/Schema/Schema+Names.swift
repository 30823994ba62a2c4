/// Looking names up and reserving them.
extension Schema {
  /// Where an object of this name would be made: in the schema written, else the first of the search path.
  func creationName(
    _ name: QualifiedName, _ persistence: Persistence = .permanent
  ) throws(Diagnostic) -> ObjectName {
    if persistence == .temporary || name.schema?.text == Self.temporary {
      guard name.schema.map({ $0.text == Self.temporary }) ?? true else {
        throw Diagnostic(
          .error, .invalidTableDefinition, "cannot create temporary relation in non-temporary schema",
          at: name.range)
      }
      return ObjectName(name.name.text, in: Self.temporary)
    }
    guard let schema = name.schema else {
      guard let first = searchPath.first(where: namespaces.contains) else {
        throw Diagnostic(
          .error, .invalidSchemaName, "no schema has been selected to create in", at: name.range)
      }
      return ObjectName(name.name.text, in: first)
    }
    guard namespaces.contains(schema.text) else {
      throw Diagnostic(
        .error, .invalidSchemaName, "schema \"\(schema.text)\" does not exist", at: schema.range)
    }
    return ObjectName(name.name.text, in: schema.text)
  }

  /// Where temporary tables and views are, which is looked in first: https://www.postgresql.org/docs/15/runtime-config-client.html#GUC-SEARCH-PATH
  static let temporary = "pg_temp"

  private func candidates(_ name: QualifiedName) -> [ObjectName] {
    if let schema = name.schema { return [ObjectName(name.name.text, in: schema.text)] }
    return searchPath.map { ObjectName(name.name.text, in: $0) }
  }

  func relationID(_ name: QualifiedName) -> ObjectID? {
    if name.schema == nil, let id = relations[ObjectName(name.name.text, in: Self.temporary)] { return id }
    return candidates(name).lazy.compactMap { relations[$0] }.first
  }

  func typeID(_ name: QualifiedName) -> ObjectID? {
    candidates(name).lazy.compactMap { typeNames[$0] }.first
  }

  func functionIDs(_ name: QualifiedName) -> [ObjectID] {
    guard !functions.isEmpty else { return [] }
    let names = candidates(name)
    return functions.values.filter { names.contains($0.name) }.map(\.id).sorted()
  }

  func functionIDs(named name: ObjectName) -> [ObjectID] {
    functions.values.filter { $0.name == name }.map(\.id).sorted()
  }

  /// The table of that name, or PostgreSQL's error.
  func table(_ name: QualifiedName) throws(Diagnostic) -> Table {
    guard let id = relationID(name) else { throw Self.missing(relation: name) }
    if views[id]?.partition != nil {
      throw .unsupported("this statement on a partition alone", at: name.range)
    }
    // The name of a key's index leads to its table, but is not the table's.
    guard let table = tables[id], table.name.name == name.name.text else {
      throw Diagnostic(
        .error, .wrongObjectType, "\"\(name.name.text)\" is not a table", at: name.range)
    }
    return table
  }

  /// The table of that name, where rows are written.
  func writtenTable(_ name: QualifiedName) throws(Diagnostic) -> Table {
    if let view = view(named: name) {
      if view.triggers.contains(where: \.mode.fires) { return Table(view) }
      throw .unsupported(
        view.partition == nil ? "writing to a view" : "writing to a partition by its own name", at: name.range
      )
    }
    let table = try table(name)
    guard table.materialized == nil else {
      throw Diagnostic(
        .error, .wrongObjectType, "cannot change materialized view \"\(name.name.text)\"", at: name.range)
    }
    return table
  }

  static func missing(relation name: QualifiedName) -> Diagnostic {
    let written = name.schema.map { "\($0.text).\(name.name.text)" } ?? name.name.text
    return Diagnostic(.error, .undefinedTable, "relation \"\(written)\" does not exist", at: name.range)
  }

  func column(_ name: Identifier, of table: Table) throws(Diagnostic) -> Column {
    guard let column = table[column: name.text] else {
      throw Diagnostic(
        .error, .undefinedColumn,
        "column \"\(name.text)\" of relation \"\(table.name.name)\" does not exist", at: name.range)
    }
    return column
  }

  /// Claims a relation's name, refusing what PostgreSQL refuses and what SQLite cannot tell apart.
  mutating func reserve(_ name: ObjectName, for id: ObjectID, at range: SourceRange) throws(Diagnostic) {
    guard relations[name] == nil else {
      throw Diagnostic(.error, .duplicateTable, "relation \"\(name.name)\" already exists", at: range)
    }
    try refuseUnusable(name, of: id, at: range)
    relations[name] = id
  }

  // SQLite's names are case-insensitive, and two of its prefixes are taken:
  // https://sqlite.org/fileformat2.html#intschema
  private func refuseUnusable(_ name: ObjectName, of id: ObjectID, at range: SourceRange) throws(Diagnostic) {
    let folded = name.lowered.lowercased()
    guard !folded.hasPrefix("sqlite_"), !folded.hasPrefix("_migrations") else {
      throw Diagnostic(
        .error, .featureNotSupported, "the name \"\(name.name)\" is reserved here",
        hint: Self.reservedNames, at: range)
    }
    if let other = relations.clash(with: name, of: id) {
      throw Diagnostic(
        .error, .featureNotSupported,
        "\"\(name.name)\" and \"\(other.name)\" differ in case only, which SQLite cannot tell apart",
        at: range)
    }
  }

  /// The name PostgreSQL would give: `table_column_suffix`, cut to 63 bytes, numbered when taken.
  /// https://github.com/postgres/postgres `ChooseRelationName`, `makeObjectName`
  static func generatedName(
    _ first: String, _ second: String?, _ label: String?, isTaken: (String) -> Bool
  ) -> String {
    var suffix = label
    var attempt = 0
    while true {
      let name = joined(first, second, suffix)
      if !isTaken(name) { return name }
      attempt += 1
      suffix = (label ?? "") + String(attempt)
    }
  }

  private static func joined(_ first: String, _ second: String?, _ label: String?) -> String {
    let limit = 63
    let overhead = (second == nil ? 0 : 1) + (label.map { $0.utf8.count + 1 } ?? 0)
    var left = first.utf8.count
    var right = second?.utf8.count ?? 0
    // The longer part gives way first, byte by byte, as PostgreSQL does it.
    while left + right + overhead > limit {
      if left > right { left -= 1 } else { right -= 1 }
    }
    var name = clipped(first, left)
    if let second { name += "_" + clipped(second, right) }
    if let label { name += "_" + label }
    return name
  }

  /// The first `count` bytes, on a character's boundary.
  private static func clipped(_ text: String, _ count: Int) -> String {
    guard text.utf8.count > count else { return text }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: count)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return String(text[..<end])
  }
}
