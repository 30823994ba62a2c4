/// Tables that other programs have made or changed, as far as PostgreSQL has words for them.
extension Schema {
  mutating func importTables(_ tables: [StoredTable]) {
    for table in tables { importTable(table) }
    // References last, when what they refer to is known.
    for table in tables { importReferences(of: ObjectName(table.name)) }
  }

  private mutating func importTable(_ stored: StoredTable) {
    let name = ObjectName(stored.name)
    guard relations[name] == nil else { return }
    let id = makeID()
    relations[name] = id
    var table = Table(id: id, name: name, isForeign: true, isChanged: stored.isChanged)
    if let definition = StoredDefinition(stored.sql), definition.columns.count == stored.columns.count {
      table.stored = definition
    }
    for (index, column) in stored.columns.enumerated() {
      table.lastColumnNumber += 1
      var own = Column(
        number: table.lastColumnNumber, name: column.name, type: Self.type(declared: column.type),
        isNotNull: column.isNotNull)
      own.storedDefault = table.stored?.columns[index].defaultValue
      table.columns.append(own)
    }
    if table.stored != nil {
      importConstraints(into: &table)
    } else {
      let key = stored.columns.enumerated().filter { $0.element.keyPosition > 0 }
        .sorted { $0.element.keyPosition < $1.element.keyPosition }
      if !key.isEmpty { addKey(key.map { $0.offset + 1 }, to: &table) }
    }
    tables[id] = table
  }

  private func addKey(_ numbers: [Int], to table: inout Table) {
    table.constraints.append(Constraint(name: "\(table.name.name)_pkey", kind: .primaryKey(numbers)))
  }

  private mutating func importConstraints(into table: inout Table) {
    guard let stored = table.stored else { return }
    for (index, column) in stored.columns.enumerated() {
      for (place, clause) in column.clauses.enumerated() {
        let kind: Constraint.Kind? =
          switch clause.kind {
          case .primaryKey: .primaryKey([index + 1])
          case .unique: .unique([index + 1], nullsNotDistinct: false)
          case .check(let text): .check(Self.expression(text))
          default: nil
          }
        if let kind { add(kind, clause.name, .clause(column: index, index: place), to: &table) }
      }
    }
    for (index, constraint) in stored.constraints.enumerated() {
      let kind: Constraint.Kind? =
        switch constraint.kind {
        case .primaryKey(let names): table.numbers(of: names).map { .primaryKey($0) }
        case .unique(let names): table.numbers(of: names).map { .unique($0, nullsNotDistinct: false) }
        case .check(let text): .check(Self.expression(text))
        case .references: nil
        }
      if let kind { add(kind, constraint.name, .constraint(index), to: &table) }
    }
  }

  private mutating func add(
    _ kind: Constraint.Kind, _ written: String?, _ part: StoredDefinition.Part, to table: inout Table
  ) {
    let name = written ?? unusedName(for: kind, of: table)
    table.constraints.append(Constraint(name: name, kind: kind))
    table.stored?.names[part] = name
    // The index of a key has a name in PostgreSQL; here it only must not be taken twice.
    let relation = ObjectName(name, in: table.name.schema)
    if kind.hasIndex, relations[relation] == nil { relations[relation] = table.id }
  }

  private mutating func importReferences(of name: ObjectName) {
    guard let id = relations[name], var table = tables[id], let stored = table.stored else { return }
    for (index, column) in stored.columns.enumerated() {
      for (place, clause) in column.clauses.enumerated() {
        guard case .references(let reference) = clause.kind,
          let key = foreignKey(reference, from: [column.name], of: table)
        else { continue }
        add(.foreignKey(key), clause.name, .clause(column: index, index: place), to: &table)
      }
    }
    for (index, constraint) in stored.constraints.enumerated() {
      guard case .references(let reference, let columns) = constraint.kind,
        let key = foreignKey(reference, from: columns, of: table)
      else { continue }
      add(.foreignKey(key), constraint.name, .constraint(index), to: &table)
    }
    tables[id] = table
  }

  /// Nil when it refers to what is not there, as SQLite allows.
  private func foreignKey(_ reference: StoredReference, from columns: [String], of table: Table)
    -> ForeignKey?
  {
    let target = relations.keys.first { $0.lowered.lowercased() == reference.table.lowercased() }
    guard let parent = target.flatMap({ relations[$0] }).flatMap({ tables[$0] }),
      let numbers = table.numbers(of: columns),
      let referenced = reference.columns.isEmpty
        ? parent.primaryKey?.columns : parent.numbers(of: reference.columns)
    else { return nil }
    return ForeignKey(
      columns: numbers, table: parent.id, referenced: referenced, match: .simple, onDelete: .noAction,
      onUpdate: .noAction)
  }

  /// A condition in SQLite's words; where those are no PostgreSQL, a text that stands for it.
  private static func expression(_ text: String) -> Expression {
    var parser = Parser(SourceText("SELECT \(text)"))
    let script = parser.parseScript()
    if script.diagnostics.isEmpty, case .select(let query) = script.statements.first?.kind,
      case .select(let select) = query.body, let item = select.columns.first, select.columns.count == 1
    {
      return item.expression
    }
    return Expression(.string(text))
  }

  /// By SQLite's rules of affinity: https://sqlite.org/datatype3.html#determination_of_column_affinity
  static func type(declared: String) -> PostgresType {
    let name = declared.lowercased()
    if name.contains("int") { return .int8 }
    if name.contains("char") || name.contains("clob") || name.contains("text") { return .text }
    if name.contains("blob") || name.isEmpty { return .bytea }
    if name.contains("real") || name.contains("floa") || name.contains("doub") { return .float8 }
    return .numeric
  }
}

extension Table {
  /// By SQLite's rule, under which the case of names does not count.
  fileprivate func numbers(of names: [String]) -> [Int]? {
    let numbers = names.compactMap { name in
      columns.first { $0.name.lowercased() == name.lowercased() }?.number
    }
    return numbers.count == names.count ? numbers : nil
  }
}
