/// Keys, checks and references, with the names PostgreSQL gives to unnamed ones.
extension Schema {
  /// A constraint as `CREATE TABLE` or `ADD CONSTRAINT` wrote it, column constraints turned into table ones.
  struct PendingConstraint {
    var constraint: TableConstraint
    /// The column it was written at, which names an unnamed check.
    var column: Identifier?
  }

  /// PostgreSQL names checks first, then keys, then references.
  static func inOrder(_ elements: [TableElement]) -> [PendingConstraint] {
    var all: [PendingConstraint] = []
    for element in elements {
      switch element {
      case .column(let column): all += constraints(of: column)
      case .constraint(let constraint): all.append(PendingConstraint(constraint: constraint, column: nil))
      case .like: break
      }
    }
    func rank(_ pending: PendingConstraint) -> Int {
      switch pending.constraint.kind {
      case .check: 0
      case .primaryKey, .usingIndex: 1
      case .unique, .exclude: 2
      case .foreignKey: 3
      }
    }
    return (0...3).flatMap { wanted in all.filter { rank($0) == wanted } }
  }

  /// In `CREATE TABLE`, PostgreSQL makes one key of those that say the same; it has the first name that is written.
  /// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/parser/parse_utilcmd.c `transformIndexConstraints`
  static func withoutRepeatedKeys(_ constraints: [PendingConstraint]) -> [PendingConstraint] {
    var result: [PendingConstraint] = []
    for pending in constraints {
      let own = pending.constraint
      // Two primary keys are a mistake, whatever they say.
      guard case .unique = own.kind, let key = own.kind.key else {
        result.append(pending)
        continue
      }
      let same = result.firstIndex {
        $0.constraint.kind.key.map { $0 == key } == true && $0.constraint.deferral == own.deferral
      }
      if let same {
        result[same].constraint.name = result[same].constraint.name ?? own.name
      } else {
        result.append(pending)
      }
    }
    return result
  }

  static func constraints(of column: ColumnDefinition) -> [PendingConstraint] {
    column.constraints.compactMap { constraint in
      let kind: TableConstraintKind
      switch constraint.kind {
      case .check(let condition, let noInherit): kind = .check(condition, noInherit: noInherit)
      case .primaryKey(let parameters): kind = .primaryKey([column.name], parameters)
      case .unique(let nullsNotDistinct, let parameters):
        kind = .unique([column.name], nullsNotDistinct: nullsNotDistinct, parameters)
      case .references(let target): kind = .foreignKey([column.name], target)
      case .notNull, .null, .default, .generated, .identity: return nil
      }
      return PendingConstraint(
        constraint: TableConstraint(
          name: constraint.name, kind: kind, deferral: constraint.deferral, range: constraint.range),
        column: column.name)
    }
  }

  mutating func addConstraint(_ pending: PendingConstraint, to id: ObjectID, isNew: Bool) throws(Diagnostic) {
    guard var table = tables[id] else { throw .internalError }
    let constraint = pending.constraint
    var new = Constraint(
      name: "", kind: .primaryKey([]), deferral: constraint.deferral,
      isValidated: isNew || !constraint.isNotValid)
    switch constraint.kind {
    case .check(let condition, let noInherit):
      try checkColumns(of: condition, in: table)
      new.kind = .check(try stored(condition, of: table))
      new.isLocal = noInherit
    case .primaryKey(let names, let parameters):
      try refuseSecondKey(of: table, at: constraint.range)
      let numbers = try columnNumbers(names, of: table)
      table.requireValues(in: numbers)
      new.kind = .primaryKey(numbers)
      try apply(parameters, to: &new, of: table)
    case .unique(let names, let nullsNotDistinct, let parameters):
      let numbers = try columnNumbers(names, of: table)
      new.kind = .unique(numbers, nullsNotDistinct: nullsNotDistinct)
      try apply(parameters, to: &new, of: table)
    case .foreignKey(let names, let target):
      new.kind = .foreignKey(try foreignKey(names, target, of: table, at: constraint.range))
    case .usingIndex(let name, let isPrimary):
      if isPrimary { try refuseSecondKey(of: table, at: constraint.range) }
      new.kind = try takeIndex(name, &new, isPrimary: isPrimary, of: &table)
    case .exclude(let text, let elements):
      for element in elements { try checkColumns(of: element, in: table) }
      let names = Set(elements.flatMap(\.columnNames))
      new.kind = .exclusion(text, table.columns.filter { names.contains($0.name) }.map(\.number))
    }
    // Said again of what is inherited, it is the table's own, too.
    let inherited = table.constraints.firstIndex { $0.isInherited && $0.name == constraint.name?.text }
    if isNew, let inherited, table.constraints[inherited].kind == new.kind {
      table.constraints[inherited].isInherited = false
      return replace(table)
    }
    let isNamedByIndex = if case .usingIndex(let name, _) = constraint.kind { name } else { Identifier?.none }
    let name = try constraintName(constraint.name ?? isNamedByIndex, for: new, of: table)
    new.name = name.name
    if new.isKey {
      try requirePartitionColumns(in: table.names(of: new.columns), of: table, at: constraint.range)
    }
    if new.hasIndex { try reserve(name, for: id, at: constraint.range) }
    table.constraints.append(new)
    replace(table)
  }

  private func refuseSecondKey(of table: Table, at range: SourceRange) throws(Diagnostic) {
    guard table.primaryKey != nil else { return }
    throw Diagnostic(
      .error, .invalidTableDefinition,
      "multiple primary keys for table \"\(table.name.name)\" are not allowed", at: range)
  }

  private func apply(
    _ parameters: IndexParameters, to constraint: inout Constraint, of table: Table
  ) throws(Diagnostic) {
    constraint.include = try parameters.include.map { name throws(Diagnostic) in
      guard let column = table[column: name.text] else {
        throw Diagnostic(
          .error, .undefinedColumn, "column \"\(name.text)\" named in key does not exist", at: name.range)
      }
      return column.number
    }
    constraint.options = parameters.options
  }

  /// That every column an expression names is there.
  func checkColumns(of condition: Expression, in table: Table) throws(Diagnostic) {
    var missing: Diagnostic?
    condition.walk {
      guard case .column(let path) = $0.kind, let name = path.last, table[column: name.text] == nil else {
        return
      }
      missing =
        missing
        ?? Diagnostic(
          .error, .undefinedColumn, "column \"\(name.text)\" does not exist", at: $0.range)
    }
    if let missing { throw missing }
  }

  private func constraintName(
    _ written: Identifier?, for constraint: Constraint, of table: Table
  ) throws(Diagnostic) -> ObjectName {
    let kind = constraint.kind
    let schema = table.name.schema
    if let written {
      let isTaken = relations[ObjectName(written.text, in: schema)] != nil
      if kind.hasIndex, isTaken { return ObjectName(written.text, in: schema) }
      if table.constraints.contains(where: { $0.name == written.text }) {
        throw Diagnostic(
          .error, .duplicateObject,
          "constraint \"\(written.text)\" for relation \"\(table.name.name)\" already exists",
          at: written.range)
      }
      return ObjectName(written.text, in: schema)
    }
    return ObjectName(unusedName(for: kind, including: constraint.include, of: table), in: schema)
  }

  /// The name that PostgreSQL gives to an unnamed constraint.
  func unusedName(for kind: Constraint.Kind, including included: [Int] = [], of table: Table) -> String {
    let schema = table.name.schema
    let columns: String?
    let label: String
    switch kind {
    case .primaryKey: (columns, label) = (nil, "pkey")
    case .unique(let numbers, _):
      (columns, label) = (Self.numbered(table.names(of: numbers + included)).joined(separator: "_"), "key")
    case .foreignKey(let key):
      (columns, label) = (table.names(of: key.columns).joined(separator: "_"), "fkey")
    case .check(let condition):
      let mentioned = condition.columnNames
      (columns, label) = (mentioned.count == 1 ? mentioned.first : nil, "check")
    case .exclusion(_, let numbers):
      (columns, label) = (table.names(of: numbers).joined(separator: "_"), "excl")
    }
    return Self.generatedName(table.name.name, columns, label) { candidate in
      relations[ObjectName(candidate, in: schema)] != nil
        || tables.values.contains { other in
          other.name.schema == schema && other.constraints.contains { $0.name == candidate }
        }
    }
  }

  private func foreignKey(
    _ names: [Identifier], _ target: ForeignKeyTarget, of table: Table, at range: SourceRange
  ) throws(Diagnostic) -> ForeignKey {
    let columns = try referencingColumns(names, of: table)
    let parent = try self.table(target.table)
    if (parent.name.schema == Self.temporary) != (table.name.schema == Self.temporary) {
      let kind = table.name.schema == Self.temporary ? "temporary" : "permanent"
      throw Diagnostic(
        .error, .invalidTableDefinition,
        "constraints on \(kind) tables may reference only \(kind) tables", at: target.table.range)
    }
    let referenced: [Int]
    if target.columns.isEmpty {
      guard let key = parent.primaryKey else {
        throw Diagnostic(
          .error, .undefinedObject, "there is no primary key for referenced table \"\(parent.name.name)\"",
          at: target.table.range)
      }
      referenced = key.columns
    } else {
      var numbers: [Int] = []
      for name in target.columns {
        guard let column = parent[column: name.text] else {
          throw Diagnostic(
            .error, .undefinedColumn,
            "column \"\(name.text)\" referenced in foreign key constraint does not exist", at: name.range)
        }
        numbers.append(column.number)
      }
      referenced = numbers
      guard parent.isForeign || hasUniqueKey(on: referenced, of: parent) else {
        throw Diagnostic(
          .error, .invalidForeignKey,
          "there is no unique constraint matching given keys for referenced table \"\(parent.name.name)\"",
          at: target.table.range)
      }
    }
    guard columns.count == referenced.count else {
      throw Diagnostic(
        .error, .invalidForeignKey,
        "number of referencing and referenced columns for foreign key disagree", at: range)
    }
    for (own, other) in zip(columns, referenced) {
      guard let left = table[number: own], let right = parent[number: other] else { continue }
      let (from, to) = (baseType(left.type), baseType(right.type))
      guard parent.isForeign || from.category == to.category else {
        throw Diagnostic(
          .error, .datatypeMismatch,
          "foreign key cannot be implemented: key columns \"\(left.name)\" and \"\(right.name)\" are of "
            + "incompatible types: \(displayName(left.type)) and \(displayName(right.type))", at: range)
      }
    }
    return ForeignKey(
      columns: columns, table: parent.id, referenced: referenced, match: target.match,
      onDelete: target.onDelete, onUpdate: target.onUpdate)
  }

  private func referencingColumns(_ names: [Identifier], of table: Table) throws(Diagnostic) -> [Int] {
    var numbers: [Int] = []
    for name in names {
      guard let column = table[column: name.text] else {
        throw Diagnostic(
          .error, .undefinedColumn,
          "column \"\(name.text)\" referenced in foreign key constraint does not exist", at: name.range)
      }
      numbers.append(column.number)
    }
    return numbers
  }

  /// Whether a key or a plain unique index covers exactly these columns, in any order.
  private func hasUniqueKey(on columns: [Int], of table: Table) -> Bool {
    let wanted = Set(columns)
    if table.constraints.contains(where: {
      $0.isKey && Set($0.columns) == wanted && $0.columns.count == columns.count
    }) {
      return true
    }
    let names = Set(table.names(of: columns))
    return indexes.values.contains { index in
      index.table == table.id && index.isUnique && index.filter == nil
        && index.elements.count == columns.count
        && Set(index.elements.compactMap(\.columnName)) == names
    }
  }
}

extension Constraint {
  var isKey: Bool {
    switch kind {
    case .primaryKey, .unique: true
    case .check, .foreignKey, .exclusion: false
    }
  }

  var hasIndex: Bool { kind.hasIndex }
}

extension TableConstraintKind {
  /// What a key's index is over; nil for what is no key.
  fileprivate var key: Key? {
    switch self {
    case .primaryKey(let columns, let parameters):
      Key(columns: columns, include: parameters.include, nullsNotDistinct: false)
    case .unique(let columns, let nullsNotDistinct, let parameters):
      Key(columns: columns, include: parameters.include, nullsNotDistinct: nullsNotDistinct)
    default: nil
    }
  }

  fileprivate struct Key: Equatable {
    var columns: [Identifier]
    var include: [Identifier]
    var nullsNotDistinct: Bool
  }
}

extension Constraint.Kind {
  /// Whether there is an index by the constraint's name.
  var hasIndex: Bool {
    switch self {
    case .primaryKey, .unique, .exclusion: true
    case .check, .foreignKey: false
    }
  }
}

extension IndexElement {
  /// The column's name when the element is a plain column.
  var columnName: String? {
    if case .column(let path) = expression.kind { path.last?.text } else { nil }
  }
}
