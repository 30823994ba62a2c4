/// `ALTER COLUMN … ADD GENERATED`, `SET GENERATED`, `RESTART`, `DROP IDENTITY`.
extension Schema {
  mutating func addIdentity(
    _ name: Identifier, of owner: Table, always: Bool, _ options: SequenceOptions
  ) throws(Diagnostic) {
    let column = try self.column(name, of: owner)
    func refuse(_ what: String) -> Diagnostic {
      Diagnostic(
        .error, .objectNotInPrerequisiteState,
        "column \"\(name.text)\" of relation \"\(owner.name.name)\" \(what)", at: name.range)
    }
    try Self.requireIdentityType(column, at: name.range)
    guard column.isNotNull else { throw refuse("must be declared NOT NULL before identity can be added") }
    guard column.identity == nil else { throw refuse("is already an identity column") }
    guard column.defaultValue == nil else { throw refuse("already has a default value") }
    let sequence = try makeSequence(for: column, of: owner, options, at: name.range)
    try changeColumn(column.number, of: owner.id) {
      $0.identity = Identity(isAlways: always, sequence: sequence.id)
    }
  }

  static func requireIdentityType(_ column: Column, at range: SourceRange) throws(Diagnostic) {
    guard column.type.isInteger else {
      throw Diagnostic(
        .error, .invalidParameterValue, "identity column type must be smallint, integer, or bigint", at: range
      )
    }
  }

  mutating func setIdentity(
    _ name: Identifier, of owner: Table, always: Bool?, _ options: SequenceOptions
  ) throws(Diagnostic) {
    let (column, identity) = try identity(name, of: owner)
    guard var sequence = sequences[identity.sequence] else { throw .internalError }
    try sequence.apply(options, isNew: false, at: name.range)
    if sequences[sequence.id] != sequence {
      sequences[sequence.id] = sequence
      touchCounting(by: sequence)
    }
    if let always {
      try changeColumn(column.number, of: owner.id) { $0.identity?.isAlways = always }
    }
  }

  mutating func dropIdentity(
    _ name: Identifier, of owner: Table, ifExists: Bool
  ) throws(Diagnostic) -> [Diagnostic] {
    let column = try self.column(name, of: owner)
    if ifExists, column.identity == nil {
      let message =
        "column \"\(name.text)\" of relation \"\(owner.name.name)\" is not an identity column, skipping"
      return [.skipped(message, .objectNotInPrerequisiteState, name.range)]
    }
    let identity = try identity(name, of: owner).identity
    try changeColumn(column.number, of: owner.id) { $0.identity = nil }
    removeSequence(identity.sequence)
    return []
  }

  private func identity(_ name: Identifier, of owner: Table) throws(Diagnostic) -> (
    column: Column, identity: Identity
  ) {
    let column = try self.column(name, of: owner)
    guard let identity = column.identity else {
      throw Diagnostic(
        .error, .objectNotInPrerequisiteState,
        "column \"\(name.text)\" of relation \"\(owner.name.name)\" is not an identity column", at: name.range
      )
    }
    return (column, identity)
  }

  /// `SET DEFAULT` and `DROP DEFAULT` do not go with an identity.
  func refuseIdentity(_ name: Identifier, of table: Table, _ hint: String?) throws(Diagnostic) {
    guard try column(name, of: table).identity != nil else { return }
    throw Diagnostic(
      .error, .syntaxError,
      "column \"\(name.text)\" of relation \"\(table.name.name)\" is an identity column", hint: hint,
      at: name.range)
  }

  /// An identity's sequence has the type of its column.
  mutating func setSequenceType(of column: Column, to type: PostgresType, at range: SourceRange)
    throws(Diagnostic)
  {
    guard let id = column.identity?.sequence, var sequence = sequences[id] else { return }
    var changed = column
    changed.type = type
    try Self.requireIdentityType(changed, at: range)
    let name = QualifiedName(Identifier(BuiltinTypes.internalName(of: type.base)))
    try sequence.apply(
      SequenceOptions(type: TypeName(name: name, range: range)), isNew: false, at: range)
    sequences[id] = sequence
    touched.insert(id)
  }

  private mutating func changeColumn(
    _ number: Int, of id: ObjectID, _ body: (inout Column) -> Void
  ) throws(Diagnostic) {
    guard var table = tables[id] else { throw .internalError }
    for index in table.columns.indices where table.columns[index].number == number {
      body(&table.columns[index])
    }
    replace(table)
  }
}
