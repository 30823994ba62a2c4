/// What is remembered of a table without any effect here.
struct TableAttributes: Sendable, Hashable {
  var hasRowSecurity = false
  var forcesRowSecurity = false
  var options: [StorageOption] = []
  var tablespace: String?
  var accessMethod: String?
  var replicaIdentity = ReplicaIdentity.standard
  var cluster: String?
}

/// The same of a column.
struct ColumnAttributes: Sendable, Hashable {
  var statistics: Int?
  var storage: String?
  var compression: String?
  var options: [StorageOption] = []
}

extension Schema {
  mutating func set(_ attribute: TableAttribute, of table: inout Table) throws(Diagnostic) {
    switch attribute {
    case .setOptions(let options): table.attributes.options.set(options)
    case .resetOptions(let options): table.attributes.options.reset(options)
    case .tablespace(let name):
      _ = try remembered(.tablespace, QualifiedName(name))
      table.attributes.tablespace = name.text == "pg_default" ? nil : name.text
    case .logged(let isLogged): table.isUnlogged = !isLogged
    case .cluster(let index):
      if let index { try requireIndex(index, on: table) }
      table.attributes.cluster = index?.text
    case .withoutOids: break
    case .accessMethod(let name):
      _ = try remembered(.accessMethod, QualifiedName(name))
      table.attributes.accessMethod = name.text == "heap" ? nil : name.text
    case .replicaIdentity(let identity):
      if case .index(let name) = identity { try requireReplicaIndex(name, on: table) }
      table.attributes.replicaIdentity = identity
    case .column(let name, let attribute): try set(attribute, of: name, on: &table)
    case .columnNumber(_, _):
      throw Diagnostic(
        .error, .featureNotSupported, "cannot refer to non-index column by number", at: nil)
    }
  }

  private func set(_ attribute: ColumnAttribute, of name: Identifier, on table: inout Table)
    throws(Diagnostic)
  {
    let column = try self.column(name, of: table)
    var attributes = column.attributes
    switch attribute {
    case .statistics(let number):
      guard number >= -1 else {
        throw Diagnostic(
          .error, .invalidParameterValue, "statistics target \(number) is too low", at: name.range)
      }
      attributes.statistics = number < 0 ? nil : min(number, 10_000)
    case .storage(let method):
      guard ["plain", "external", "extended", "main"].contains(method.text.lowercased()) else {
        throw Diagnostic(
          .error, .invalidParameterValue, "invalid storage type \"\(method.text)\"", at: method.range)
      }
      attributes.storage = method.text.lowercased()
    case .compression(let method):
      guard method.map({ ["pglz", "lz4"].contains($0.text) }) ?? true else {
        throw Diagnostic(
          .error, .invalidParameterValue, "invalid compression method \"\(method?.text ?? "")\"",
          at: method?.range)
      }
      attributes.compression = method?.text
    case .setOptions(let options):
      for option in options where !["n_distinct", "n_distinct_inherited"].contains(option.name) {
        throw Diagnostic(
          .error, .invalidParameterValue, "unrecognized parameter \"\(option.name)\"", at: name.range)
      }
      attributes.options.set(options)
    case .resetOptions(let options): attributes.options.reset(options)
    }
    for index in table.columns.indices where table.columns[index].number == column.number {
      table.columns[index].attributes = attributes
    }
  }

  private func requireIndex(_ name: Identifier, on table: Table) throws(Diagnostic) {
    let isThere =
      table.constraints.contains { $0.isKey && $0.name == name.text }
      || indexes.values.contains {
        $0.table == table.id && $0.name == ObjectName(name.text, in: table.name.schema)
      }
    guard isThere else {
      throw Diagnostic(
        .error, .undefinedObject, "index \"\(name.text)\" for table \"\(table.name.name)\" does not exist",
        at: name.range)
    }
  }

  /// A replica identity is a unique index on columns that are NOT NULL.
  private func requireReplicaIndex(_ name: Identifier, on table: Table) throws(Diagnostic) {
    try requireIndex(name, on: table)
    if let index = indexes.values.first(where: {
      $0.table == table.id && $0.name == ObjectName(name.text, in: table.name.schema)
    }) {
      let isFit = index.isUnique && index.filter == nil
      guard isFit, index.elements.allSatisfy({ $0.columnName != nil }) else {
        let problem = !index.isUnique ? "non-unique" : index.filter != nil ? "partial" : "expression"
        throw Diagnostic(
          .error, index.isUnique ? .featureNotSupported : .wrongObjectType,
          "cannot use \(problem) index \"\(name.text)\" as replica identity", at: name.range)
      }
      for column in index.elements.compactMap({ $0.columnName })
      where table[column: column]?.isNotNull != true {
        throw Diagnostic(
          .error, .wrongObjectType,
          "index \"\(name.text)\" cannot be used as replica identity because column \"\(column)\" is nullable",
          at: name.range)
      }
    }
  }

  /// The statements that give a new table its attributes back.
  func attributeStatements(of table: Table) -> [StatementKind] {
    (attributeActions(of: table) + indexActions(of: table)).map { action in
      .alterTable(
        AlterTable(
          table: qualified(table.name), actions: [AlterTableAction(kind: action, range: SourceRange(0, 0))]))
    }
  }

  private func attributeActions(of table: Table) -> [AlterTableActionKind] {
    var actions: [AlterTableActionKind] = []
    let attributes = table.attributes
    if !attributes.options.isEmpty { actions.append(.attribute(.setOptions(attributes.options))) }
    if let name = attributes.tablespace { actions.append(.attribute(.tablespace(Identifier(name)))) }
    if let name = attributes.accessMethod { actions.append(.attribute(.accessMethod(Identifier(name)))) }
    for column in table.columns {
      actions += column.attributes.changes.map { .attribute(.column(Identifier(column.name), $0)) }
    }
    if attributes.hasRowSecurity { actions.append(.rowSecurity(.enable)) }
    if attributes.forcesRowSecurity { actions.append(.rowSecurity(.force)) }
    return actions
  }

  /// Those that name an index, which must be there.
  private func indexActions(of table: Table) -> [AlterTableActionKind] {
    var actions: [AlterTableActionKind] = []
    if table.attributes.replicaIdentity != .standard {
      actions.append(.attribute(.replicaIdentity(table.attributes.replicaIdentity)))
    }
    if let index = table.attributes.cluster { actions.append(.attribute(.cluster(on: Identifier(index)))) }
    return actions
  }
}

extension ColumnAttributes {
  fileprivate var changes: [ColumnAttribute] {
    var changes: [ColumnAttribute] = []
    if let statistics { changes.append(.statistics(statistics)) }
    if let storage { changes.append(.storage(Identifier(storage))) }
    if let compression { changes.append(.compression(Identifier(compression))) }
    if !options.isEmpty { changes.append(.setOptions(options)) }
    return changes
  }
}

extension [StorageOption] {
  mutating func set(_ options: [StorageOption]) {
    for option in options {
      if let index = firstIndex(where: { $0.name == option.name }) {
        self[index] = option
      } else {
        append(option)
      }
    }
  }

  mutating func reset(_ options: [StorageOption]) {
    removeAll { own in options.contains { $0.name == own.name } }
  }
}
