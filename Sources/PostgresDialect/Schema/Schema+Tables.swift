/// `CREATE TABLE`, and the pieces that `ALTER TABLE` shares with it.
extension Schema {
  mutating func create(_ statement: CreateTable) throws(Diagnostic) -> [Diagnostic] {
    let name = try creationName(statement.name, statement.persistence)
    if statement.ifNotExists, relations[name] != nil {
      return [
        .skipped("relation \"\(name.name)\" already exists, skipping", .duplicateTable, statement.name.range)
      ]
    }
    if let clause = statement.partitionOf { return try createPartition(statement, clause) }
    var elements: [TableElement] = []
    var copies: [LikeCopy] = []
    for element in statement.elements {
      guard case .like(let source, let options) = element else {
        elements.append(element)
        continue
      }
      let copied = try copy(source, options: options)
      elements += copied.elements
      copies.append(copied)
    }
    try refuseTypeName(name, at: statement.name.range)
    let id = makeID()
    try reserve(name, for: id, at: statement.name.range)
    tables[id] = Table(id: id, name: name, isUnlogged: statement.persistence == .unlogged)
    var notes = try inherit(statement.inherits, to: id)
    let inherited = Set(tables[id]?.columns.map(\.name) ?? [])
    for case .column(let definition) in elements {
      if inherited.contains(definition.name.text), tables[id]?[column: definition.name.text]?.isLocal == false
      {
        notes.append(try merge(definition, into: id))
      } else {
        _ = try addColumn(definition, to: id, isNew: true)
      }
    }
    try requireImmutableColumns(of: id)
    if let key = statement.partitionBy { try partition(id, by: key) }
    for pending in Self.withoutRepeatedKeys(Self.inOrder(elements)) {
      try addConstraint(pending, to: id, isNew: true)
    }
    try finish(copies, of: id)
    return notes
  }

  private mutating func partition(_ id: ObjectID, by key: PartitionKey) throws(Diagnostic) {
    guard var table = tables[id] else { throw .internalError }
    for element in key.elements {
      if let name = element.columnName, table[column: name] == nil {
        throw Diagnostic(
          .error, .undefinedColumn, "column \"\(name)\" named in partition key does not exist",
          at: element.expression.range)
      }
      try checkColumns(of: element.expression, in: table)
    }
    guard key.strategy != .list || key.elements.count == 1 else {
      throw Diagnostic(
        .error, .invalidObjectDefinition, "cannot use \"list\" partition strategy with more than one column",
        at: key.elements[1].expression.range)
    }
    table.partitionKey = key
    replace(table)
  }

  /// A column with its type, NOT NULL, default, collation and sequence; its other constraints come after.
  ///
  /// - Parameter isNew: whether the table is being created, which words the errors.
  mutating func addColumn(
    _ definition: ColumnDefinition, to id: ObjectID, isNew: Bool
  ) throws(Diagnostic) -> Column {
    guard var table = tables[id] else { throw .internalError }
    let name = definition.name
    guard table[column: name.text] == nil else {
      throw isNew
        ? Diagnostic(
          .error, .duplicateColumn, "column \"\(name.text)\" specified more than once", at: name.range)
        : Diagnostic(
          .error, .duplicateColumn,
          "column \"\(name.text)\" of relation \"\(table.name.name)\" already exists", at: name.range)
    }
    if table.columns.contains(where: { $0.name.lowercased() == name.text.lowercased() }) {
      throw Diagnostic(
        .error, .featureNotSupported,
        "column \"\(name.text)\" differs from another in case only, which SQLite cannot tell apart",
        at: name.range)
    }
    // SQLite's own limit, see https://sqlite.org/limits.html; PostgreSQL's is 1,600.
    guard table.columns.count < 1600 else {
      throw Diagnostic(.error, .tooManyColumns, "tables can have at most 1600 columns", at: name.range)
    }
    table.lastColumnNumber += 1
    var column = Column(number: table.lastColumnNumber, name: name.text, type: .unknown)
    if let serial = BuiltinTypes.serials[definition.type.name.name.text], definition.type.name.schema == nil {
      column.type = PostgresType(serial)
      column.isNotNull = true
      let sequence = try makeSequence(for: column, of: table, SequenceOptions(), at: definition.type.range)
      column.defaultValue = nextValue(of: sequence)
    } else {
      column.type = try resolve(definition.type)
      try refusePseudoType(of: column, at: definition.type.range)
    }
    column.collation = definition.collation
    try apply(definition.constraints, to: &column, of: table)
    table.columns.append(column)
    replace(table)
    if let sequence = sequence(of: column) { touchCounting(by: sequence) }
    return column
  }

  private mutating func apply(
    _ constraints: [ColumnConstraint], to column: inout Column, of table: Table
  ) throws(Diagnostic) {
    var saysNull = false
    for constraint in constraints {
      switch constraint.kind {
      case .notNull: column.isNotNull = true
      case .null: saysNull = true
      case .default(let value):
        if column.defaultValue != nil || column.identity != nil {
          throw Diagnostic(
            .error, .syntaxError,
            "multiple default values specified for column \"\(column.name)\" of table \"\(table.name.name)\"",
            at: constraint.range)
        }
        try refuseColumns(in: value, "cannot use column reference in DEFAULT expression")
        column.defaultValue = try stored(value)
      case .generated(let value): column.generated = try stored(value, of: table)
      case .identity(let always, let options):
        try Self.requireIdentityType(column, at: constraint.range)
        guard column.identity == nil, column.defaultValue == nil else {
          let what = column.identity == nil ? "both default and identity" : "multiple identity specifications"
          throw Diagnostic(
            .error, .syntaxError,
            "\(what) specified for column \"\(column.name)\" of table \"\(table.name.name)\"",
            at: constraint.range)
        }
        let sequence = try makeSequence(for: column, of: table, options, at: constraint.range)
        column.identity = Identity(isAlways: always, sequence: sequence.id)
        column.isNotNull = true
      case .check, .primaryKey, .unique, .references: break
      }
    }
    if saysNull, column.isNotNull {
      throw Diagnostic(
        .error, .syntaxError,
        "conflicting NULL/NOT NULL declarations for column \"\(column.name)\" of table \"\(table.name.name)\"",
        at: constraints.first?.range)
    }
  }

  private func refusePseudoType(of column: Column, at range: SourceRange) throws(Diagnostic) {
    let isPseudo =
      switch column.type.base {
      case .void, .trigger: true
      case .opaque(let name): BuiltinTypes.pseudo.contains(name)
      default: false
      }
    guard isPseudo else { return }
    throw Diagnostic(
      .error, .invalidTableDefinition,
      "column \"\(column.name)\" has pseudo-type \(displayName(column.type))", at: range)
  }

  func refuseColumns(in expression: Expression, _ message: String) throws(Diagnostic) {
    var found: SourceRange?
    expression.walk { if case .column = $0.kind { found = found ?? $0.range } }
    if let found { throw Diagnostic(.error, .featureNotSupported, message, at: found) }
  }

  /// Puts a changed table back, remembering that it changed.
  mutating func replace(_ table: Table) {
    tables[table.id] = table
    touched.insert(table.id)
    // What reads a parent reads it too.
    if !table.parents.isEmpty { touched.formUnion(ancestors(of: table)) }
  }

  func columnNumbers(_ names: [Identifier], of table: Table) throws(Diagnostic) -> [Int] {
    var numbers: [Int] = []
    for name in names {
      guard let column = table[column: name.text] else {
        throw Diagnostic(
          .error, .undefinedColumn, "column \"\(name.text)\" named in key does not exist", at: name.range)
      }
      guard !numbers.contains(column.number) else {
        throw Diagnostic(
          .error, .duplicateColumn, "column \"\(name.text)\" appears twice in a key", at: name.range)
      }
      numbers.append(column.number)
    }
    return numbers
  }
}

extension Diagnostic {
  package static func unsupported(_ what: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      .error, .featureNotSupported, "\(what) is not supported yet",
      hint: "nothing was changed; the statement has to be written differently for now", at: range)
  }

  static func skipped(_ message: String, _ state: SQLState, _ range: SourceRange) -> Diagnostic {
    Diagnostic(.note, state, message, at: range)
  }

  /// An object that must be there is not: a defect of ours, never of the input.
  static let internalError = Diagnostic(
    .error, SQLState("XX000"), "internal error: the schema lost an object")
}
