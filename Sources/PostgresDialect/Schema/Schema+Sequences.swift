/// `CREATE`, `ALTER` and `DROP SEQUENCE`, and what the sequences of columns are.
extension Schema {
  mutating func create(_ statement: CreateSequence) throws(Diagnostic) -> [Diagnostic] {
    let name = try creationName(statement.name)
    if statement.ifNotExists, relations[name] != nil {
      return [
        .skipped("relation \"\(name.name)\" already exists, skipping", .duplicateTable, statement.name.range)
      ]
    }
    if statement.persistence == .temporary {
      throw .unsupported("CREATE TEMPORARY SEQUENCE", at: statement.name.range)
    }
    var sequence = SequenceGenerator(id: makeID(), name: name)
    try sequence.apply(statement.options, isNew: true, at: statement.name.range)
    sequence.restart = nil
    sequence.isUnlogged = statement.persistence == .unlogged
    try reserve(name, for: sequence.id, at: statement.name.range)
    sequences[sequence.id] = sequence
    if let owner = statement.options.ownedBy { try setOwner(owner, of: sequence, at: statement.name.range) }
    return []
  }

  mutating func alter(_ statement: AlterSequence) throws(Diagnostic) -> [Diagnostic] {
    if statement.ifExists, relationID(statement.name) == nil {
      let message = "relation \"\(statement.name.name.text)\" does not exist, skipping"
      return [.skipped(message, .undefinedTable, statement.name.range)]
    }
    var sequence = try sequence(statement.name)
    try sequence.apply(statement.options, isNew: false, at: statement.name.range)
    sequences[sequence.id] = sequence
    touchCounting(by: sequence)
    if let owner = statement.options.ownedBy { try setOwner(owner, of: sequence, at: statement.name.range) }
    return []
  }

  private mutating func setOwner(
    _ path: [Identifier], of sequence: SequenceGenerator, at range: SourceRange
  ) throws(Diagnostic) {
    var sequence = sequence
    if isIdentity(sequence) {
      throw Diagnostic(
        .error, .featureNotSupported, "cannot change ownership of identity sequence",
        hint: "sequence \"\(sequence.name.name)\" is linked to a table", at: range)
    }
    if path.isEmpty {
      sequence.owner = nil
    } else {
      guard path.count > 1, path.count < 4, let name = path.last else {
        throw Diagnostic(
          .error, .syntaxError, "invalid OWNED BY option",
          hint: "specify OWNED BY table.column or OWNED BY NONE", at: path.first?.range ?? range)
      }
      let table = try table(QualifiedName(schema: path.count == 3 ? path[0] : nil, path[path.count - 2]))
      guard table.name.schema == sequence.name.schema else {
        throw Diagnostic(
          .error, .objectNotInPrerequisiteState, "sequence must be in same schema as table it is linked to",
          at: path.first?.range)
      }
      sequence.owner = .init(table: table.id, column: try column(name, of: table).number)
    }
    sequences[sequence.id] = sequence
    touchCounting(by: sequence)
  }

  /// The sequence of that name, or PostgreSQL's error.
  func sequence(_ name: QualifiedName) throws(Diagnostic) -> SequenceGenerator {
    guard let id = relationID(name) else { throw Self.missing(relation: name) }
    guard let sequence = sequences[id] else {
      throw Diagnostic(.error, .wrongObjectType, "\"\(name.name.text)\" is not a sequence", at: name.range)
    }
    return sequence
  }

  mutating func dropSequence(_ name: QualifiedName, _ statement: Drop) throws(Diagnostic) -> Bool {
    if relationID(name) == nil {
      if statement.ifExists { return true }
      throw Diagnostic(
        .error, .undefinedTable, "sequence \"\(name.name.text)\" does not exist", at: name.range)
    }
    let sequence = try sequence(name)
    func refuse(_ why: String, _ hint: String) -> Diagnostic {
      Diagnostic(
        .error, .dependentObjectsStillExist, "cannot drop sequence \(sequence.name.name) because \(why)",
        hint: hint, at: name.range)
    }
    if isIdentity(sequence), let owner = sequence.owner, let table = tables[owner.table] {
      let column = table[number: owner.column]?.name ?? ""
      throw refuse(
        "column \(column) of table \(table.name.name) requires it",
        "you can drop column \(column) of table \(table.name.name) instead")
    }
    let users = columnsReading(sequence)
    if !statement.cascade, let user = users.first {
      throw refuse(
        "other objects depend on it",
        "default value for column \(user.column.name) of table \(user.table.name.name) depends on sequence "
          + "\(sequence.name.name); use DROP … CASCADE to drop the dependent objects too")
    }
    removeSequence(sequence.id)
    return false
  }

  /// Removes a sequence and the defaults that read it.
  mutating func removeSequence(_ id: ObjectID) {
    guard let sequence = sequences[id] else { return }
    for user in columnsReading(sequence) {
      guard var table = tables[user.table.id] else { continue }
      for index in table.columns.indices where table.columns[index].number == user.column.number {
        table.columns[index].defaultValue = nil
      }
      replace(table)
    }
    sequences[id] = nil
    relations[sequence.name] = nil
    annotations[.sequence(id)] = nil
    touched.insert(id)
  }

  /// Refuses to let a table or a column go whose sequence others read.
  func refuseSharedSequences(
    ofTables tables: Set<ObjectID>, column: Int? = nil, as what: String, at range: SourceRange?
  ) throws(Diagnostic) {
    for table in tables.sorted() {
      for sequence in sequences(ownedBy: table, column: column) {
        let other = columnsReading(sequence).first { user in
          !tables.contains(user.table.id) || column != nil && user.column.number != column
        }
        guard let other else { continue }
        throw Diagnostic(
          .error, .dependentObjectsStillExist, "cannot drop \(what) because other objects depend on it",
          hint:
            "default value for column \(other.column.name) of table \(other.table.name.name) depends on sequence "
            + "\(sequence.name.name); use DROP … CASCADE to drop the dependent objects too", at: range)
      }
    }
  }

  /// The sequences that go with a table, or with one of its columns.
  func sequences(ownedBy table: ObjectID, column: Int? = nil) -> [SequenceGenerator] {
    sequences.values.filter { $0.owner?.table == table && (column == nil || $0.owner?.column == column) }
      .sorted { $0.id < $1.id }
  }

  mutating func removeSequences(ownedBy table: ObjectID, column: Int? = nil) {
    for sequence in sequences(ownedBy: table, column: column) { removeSequence(sequence.id) }
  }
}

// MARK: - Columns that count

extension Schema {
  /// The sequence that fills a column by itself: an identity's, or that of a default `nextval('…')`.
  func sequence(of column: Column) -> SequenceGenerator? {
    if let identity = column.identity { return sequences[identity.sequence] }
    guard let name = column.defaultValue?.calledSequence else { return nil }
    return storedRelationID(name).flatMap { sequences[$0] }
  }

  func isIdentity(_ sequence: SequenceGenerator) -> Bool {
    guard let owner = sequence.owner else { return false }
    return tables[owner.table]?[number: owner.column]?.identity?.sequence == sequence.id
  }

  /// Makes the sequence of a `serial` or identity column.
  mutating func makeSequence(
    for column: Column, of table: Table, _ options: SequenceOptions, at range: SourceRange
  ) throws(Diagnostic) -> SequenceGenerator {
    let name: ObjectName
    if let written = options.name {
      name = try creationName(written)
    } else {
      let schema = table.name.schema
      name = ObjectName(
        Self.generatedName(table.name.name, column.name, "seq") {
          relations[ObjectName($0, in: schema)] != nil
        }, in: schema)
    }
    var sequence = SequenceGenerator(id: makeID(), name: name)
    sequence.type = column.type.base
    try sequence.apply(options, isNew: true, at: range)
    sequence.restart = nil
    sequence.owner = .init(table: table.id, column: column.number)
    try reserve(name, for: sequence.id, at: range)
    sequences[sequence.id] = sequence
    return sequence
  }

  /// `nextval('name'::regclass)`, as PostgreSQL shows it.
  func nextValue(of sequence: SequenceGenerator) -> Expression {
    .nextValue(of: qualified(sequence.name))
  }

  /// The columns whose defaults read a sequence in any way.
  func columnsReading(_ sequence: SequenceGenerator) -> [(table: Table, column: Column)] {
    var result: [(table: Table, column: Column)] = []
    for table in tables.values {
      for column in table.columns {
        guard let value = column.defaultValue, value.mayReadSequence else { continue }
        var reads = false
        value.walk { if let name = $0.namedRelation, storedRelationID(name) == sequence.id { reads = true } }
        if reads { result.append((table, column)) }
      }
    }
    return result.sorted { ($0.table.id, $0.column.number) < ($1.table.id, $1.column.number) }
  }

  /// The sequence, and the tables whose columns count by it.
  mutating func touchCounting(by sequence: SequenceGenerator) {
    touched.insert(sequence.id)
    for user in columnsReading(sequence) { touched.insert(user.table.id) }
    if let owner = sequence.owner { touched.insert(owner.table) }
  }
}
