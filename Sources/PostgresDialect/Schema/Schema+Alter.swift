/// `ALTER TABLE` and `ALTER … RENAME`.
extension Schema {
  mutating func alter(_ statement: AlterTable) throws(Diagnostic) -> [Diagnostic] {
    if statement.ifExists, relationID(statement.table) == nil {
      return [
        .skipped(
          "relation \"\(statement.table.name.text)\" does not exist, skipping", .undefinedTable,
          statement.table.range)
      ]
    }
    try requireKind(statement.kind, of: statement.table)
    if let view = view(named: statement.table) { return try alter(view, statement) }
    if let id = relationID(statement.table), tables[id] == nil { return try alterOwner(of: statement) }
    let table = try table(statement.table)
    if table.materialized != nil { return try alterMaterialized(table, statement) }
    let id = table.id
    var notes: [Diagnostic] = []
    for action in Self.inPasses(statement.actions) {
      do throws(Diagnostic) {
        guard let before = tables[id] else { throw .internalError }
        try refuseInherited(action.kind, on: id, only: statement.only)
        notes += try apply(action, to: id)
        notes += try inherit(action, from: id, before: before, only: statement.only)
      } catch {
        throw error.located(at: action.range)
      }
    }
    return notes
  }

  /// PostgreSQL lets `ALTER TABLE` change the owner of an index and a sequence too.
  private mutating func alterOwner(of statement: AlterTable) throws(Diagnostic) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    let kind: RelationKind =
      relationID(statement.table).map { sequences[$0] != nil } == true ? .sequence : .index
    for action in statement.actions {
      guard case .owner(let role) = action.kind else {
        throw Diagnostic(
          .error, .wrongObjectType, "\"\(statement.table.name.text)\" is not a table",
          at: statement.table.range)
      }
      notes += try setOwner(SetOwner(object: .relation(kind, statement.table), role: role))
    }
    return notes
  }

  /// PostgreSQL does the actions of one statement in passes: what drops first, then types, then what adds.
  /// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/commands/tablecmds.c `ATPrepCmd`
  private static func inPasses(_ actions: [AlterTableAction]) -> [AlterTableAction] {
    func pass(_ action: AlterTableAction) -> Int {
      switch action.kind {
      case .dropColumn, .dropConstraint, .dropDefault, .dropNotNull, .dropExpression, .dropIdentity: 0
      case .setType: 1
      case .addColumn: 2
      case .setNotNull, .setIdentity: 3
      case .addConstraint(let constraint):
        switch constraint.kind {
        case .primaryKey, .unique, .usingIndex, .exclude: 4
        case .check, .foreignKey: 5
        }
      case .setDefault, .addIdentity: 5
      default: 6
      }
    }
    return (0...6).flatMap { wanted in actions.filter { pass($0) == wanted } }
  }

  mutating func apply(_ action: AlterTableAction, to id: ObjectID) throws(Diagnostic) -> [Diagnostic] {
    guard var table = tables[id] else { throw .internalError }
    if table.isForeign { try refuseOnForeign(action, table) }
    var notes: [Diagnostic] = []
    switch action.kind {
    case .addColumn(let definition, let ifNotExists):
      if ifNotExists, table[column: definition.name.text] != nil {
        let message =
          "column \"\(definition.name.text)\" of relation \"\(table.name.name)\" already exists, skipping"
        return [.skipped(message, .duplicateColumn, definition.name.range)]
      }
      let column = try addColumn(definition, to: id, isNew: false)
      if column.generated != nil { try requireImmutableColumns(of: id) }
      try fill(column, of: id, at: definition.range)
      for pending in Self.withoutRepeatedKeys(Self.inOrder([.column(definition)])) {
        try addConstraint(pending, to: id, isNew: false)
      }
      return []
    case .dropColumn(let name, let ifExists, let cascade):
      if ifExists, table[column: name.text] == nil {
        let message = "column \"\(name.text)\" of relation \"\(table.name.name)\" does not exist, skipping"
        return [.skipped(message, .undefinedColumn, name.range)]
      }
      try dropColumn(name, of: table, cascade: cascade)
      return []
    case .setDefault(let name, let value):
      try refuseIdentity(name, of: table, nil)
      try refuseColumns(in: value, "cannot use column reference in DEFAULT expression")
      let value = try stored(value)
      try change(name, of: &table) { $0.defaultValue = value }
      replace(table)
      if let sequence = sequence(of: try column(name, of: table)) { touchCounting(by: sequence) }
    case .dropDefault(let name):
      try refuseIdentity(name, of: table, "use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead")
      if let sequence = sequence(of: try column(name, of: table)) { touchCounting(by: sequence) }
      try change(name, of: &table) {
        $0.defaultValue = nil
        $0.storedDefault = nil
      }
    case .setNotNull(let name):
      try change(name, of: &table) { $0.isNotNull = true }
    case .dropNotNull(let name):
      let column = try self.column(name, of: table)
      if table.primaryKey?.columns.contains(column.number) == true {
        throw Diagnostic(
          .error, .invalidTableDefinition, "column \"\(name.text)\" is in a primary key", at: name.range)
      }
      if column.identity != nil {
        throw Diagnostic(
          .error, .syntaxError,
          "column \"\(name.text)\" of relation \"\(table.name.name)\" is an identity column",
          at: name.range)
      }
      try change(name, of: &table) { $0.isNotNull = false }
    case .setType(let name, let type, let collation, let using):
      try setType(name, type, collation: collation, using: using, of: &table)
    case .addConstraint(let constraint):
      try addConstraint(PendingConstraint(constraint: constraint, column: nil), to: id, isNew: false)
      return []
    case .dropConstraint(let name, let ifExists, let cascade):
      return try dropConstraint(name, of: table, ifExists: ifExists, cascade: cascade)
    case .validateConstraint(let name):
      guard let index = table.constraints.firstIndex(where: { $0.name == name.text }) else {
        throw Self.missingConstraint(name, of: table)
      }
      table.constraints[index].isValidated = true
    case .addIdentity(let name, let always, let options):
      try addIdentity(name, of: table, always: always, options)
      return []
    case .setIdentity(let name, let always, let options):
      try setIdentity(name, of: table, always: always, options)
      return []
    case .dropIdentity(let name, let ifExists):
      return try dropIdentity(name, of: table, ifExists: ifExists)
    case .dropExpression(let name, let ifExists):
      guard try column(name, of: table).generated != nil else {
        let message =
          "column \"\(name.text)\" of relation \"\(table.name.name)\" is not a stored generated column"
        guard ifExists else { throw Diagnostic(.error, SQLState("55000"), message, at: name.range) }
        return [.skipped(message + ", skipping", SQLState("55000"), name.range)]
      }
      try change(name, of: &table) { $0.generated = nil }
    case .alterConstraint(let name, let deferral):
      guard let index = table.constraints.firstIndex(where: { $0.name == name.text }) else {
        throw Self.missingConstraint(name, of: table)
      }
      guard table.constraints[index].foreignKey != nil else {
        throw Diagnostic(
          .error, .wrongObjectType,
          "constraint \"\(name.text)\" of relation \"\(table.name.name)\" is not a foreign key constraint",
          at: name.range)
      }
      table.constraints[index].deferral = deferral
    case .setTriggers(let selection, let mode):
      let notes = try setTriggers(selection, mode, of: &table, at: action.range)
      replace(table)
      return notes
    case .attachPartition(let name, let bound):
      try attachPartition(name, bound, to: table)
      return []
    case .detachPartition(let name):
      try detachPartition(name, from: table)
      return []
    case .inherit(let name):
      try setParent(name, of: id)
      return []
    case .noInherit(let name):
      try removeParent(name, of: id)
      return []
    case .rowSecurity(let change): notes = set(change, of: &table)
    case .owner(let role): annotate(.table(id), of: id) { $0.owner = role.text }
    case .attribute(let attribute): try set(attribute, of: &table)
    case .other(let what): throw .unsupported(what, at: action.range)
    }
    replace(table)
    return notes
  }

  /// Rows that are there get the default as it is now, each of them evaluated.
  mutating func fill(_ column: Column, of id: ObjectID, at range: SourceRange) throws(Diagnostic) {
    guard sequence(of: column) == nil,
      let value = column.defaultValue ?? domainDefault(of: column.type)
    else { return }
    let row = tables[id].map { "\(SQLiteText.name($0.name.lowered)).\(SQLiteText.name(rowID(of: $0)))" }
    var lowering = Lowering(self, .statement)
    lowering.row = row
    var lowered = try lowering.assign(try lowering.lower(value), to: column, at: range)
    if lowering.isInterpreted {
      // It runs with the change of the table, where no interpreter is.
      lowering = Lowering(self, .trigger)
      lowering.row = row
      lowered = try lowering.assign(try lowering.lower(value), to: column, at: range)
    }
    pendingValues[id][column.number] = RowValue(
      sql: lowered.operand, isConstant: lowered.isConstant && !lowered.isCompound, reads: [])
  }

  // What another program made and we cannot read is altered only where SQLite's own ALTER TABLE keeps its text.
  private func refuseOnForeign(_ action: AlterTableAction, _ table: Table) throws(Diagnostic) {
    guard table.stored == nil else { return }
    switch action.kind {
    case .addColumn, .dropColumn, .owner, .rowSecurity: return
    default:
      throw Diagnostic(
        .error, .featureNotSupported,
        "\"\(table.name.name)\" was created by another program in a way that only ADD, DROP and RENAME COLUMN work on it",
        at: action.range)
    }
  }

  private func change(
    _ name: Identifier, of table: inout Table, _ body: (inout Column) -> Void
  ) throws(Diagnostic) {
    let column = try self.column(name, of: table)
    for index in table.columns.indices where table.columns[index].number == column.number {
      body(&table.columns[index])
    }
  }

  static func missingConstraint(_ name: Identifier, of table: Table) -> Diagnostic {
    Diagnostic(
      .error, .undefinedObject,
      "constraint \"\(name.text)\" of relation \"\(table.name.name)\" does not exist", at: name.range)
  }
}
