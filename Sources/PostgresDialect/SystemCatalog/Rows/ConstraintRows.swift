/// A constraint of a table or a domain.
struct CatalogConstraint {
  enum Owner {
    case table(Table)
    case domain(UserType, Domain)
  }

  var owner: Owner
  var constraint: Constraint

  var table: Table? { if case .table(let table) = owner { table } else { nil } }

  var schema: String {
    switch owner {
    case .table(let table): table.name.schema
    case .domain(let type, _): type.name.schema
    }
  }

  /// `contype`.
  var kind: String {
    switch constraint.kind {
    case .primaryKey: "p"
    case .unique: "u"
    case .check: "c"
    case .foreignKey: "f"
    case .exclusion: "x"
    }
  }
}

extension SystemCatalog {
  var constraints: [CatalogConstraint] {
    let own = tables.flatMap { table in
      table.constraints.map { CatalogConstraint(owner: .table(table), constraint: $0) }
    }
    let domains = types.flatMap { type -> [CatalogConstraint] in
      guard case .domain(let domain) = type.kind else { return [] }
      return domain.checks.map { check in
        let constraint = Constraint(
          name: check.name, kind: .check(check.condition), isValidated: check.isValidated)
        return CatalogConstraint(owner: .domain(type, domain), constraint: constraint)
      }
    }
    return own + domains
  }

  func number(of constraint: CatalogConstraint) -> Int {
    switch constraint.owner {
    case .table(let table): number(of: constraint.constraint, on: table)
    case .domain(let type, let domain):
      number(ofConstraint: constraint.constraint.name, of: type.id, among: domain.checks.map(\.name))
    }
  }

  /// The index that a foreign key leans on.
  func referencedKey(of key: ForeignKey) -> (Table, Constraint)? {
    guard let parent = schema.tables[key.table] else { return nil }
    let fitting = parent.constraints.filter { $0.isKey && Set($0.columns) == Set(key.referenced) }
    return (fitting.first { $0.isPrimaryKey } ?? fitting.first).map { (parent, $0) }
  }

  /// The columns of a check, in the order of the table.
  func columns(of constraint: Constraint, on table: Table) -> [Int] {
    guard case .check(let condition) = constraint.kind else { return constraint.columns }
    let names = condition.columnNames
    return table.columns.filter { names.contains($0.name) }.map(\.number)
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-constraint.html
enum ConstraintRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogConstraint] { catalog.constraints }

  static func value(_ column: String, _ object: CatalogConstraint, _ catalog: SystemCatalog) -> StoredValue {
    let constraint = object.constraint
    switch column {
    case "oid": return .integer(catalog.number(of: object))
    case "conname": return .text(constraint.name)
    case "connamespace": return .integer(catalog.number(ofSchema: object.schema))
    case "contype": return .text(object.kind)
    case "condeferrable": return .boolean(constraint.deferral != nil)
    case "condeferred": return .boolean(constraint.deferral?.isInitiallyDeferred == true)
    case "convalidated": return .boolean(constraint.isValidated)
    case "conrelid": return .integer(object.table.map { catalog.number($0.id) } ?? 0)
    case "contypid":
      if case .domain(let type, _) = object.owner { return .integer(catalog.number(type.id)) }
      return .integer(0)
    case "conindid": return .integer(index(of: object, catalog))
    case "conparentid", "coninhcount": return .integer(0)
    case "conislocal": return .boolean(true)
    case "connoinherit": return .boolean(object.kind == "c" ? constraint.isLocal : true)
    case "conkey":
      guard let table = object.table else { return .null }
      return .array(catalog.columns(of: constraint, on: table))
    case "conbin": return .text(check(of: object, catalog))
    default: return foreign(column, constraint, catalog)
    }
  }

  private static func foreign(
    _ column: String, _ constraint: Constraint, _ catalog: SystemCatalog
  ) -> StoredValue {
    guard let key = constraint.foreignKey else {
      switch column {
      case "confrelid": return .integer(0)
      case "confupdtype", "confdeltype", "confmatchtype": return .text(" ")
      default: return .null
      }
    }
    switch column {
    case "confrelid": return .integer(catalog.number(key.table))
    case "confupdtype": return .text(key.onUpdate.letter)
    case "confdeltype": return .text(key.onDelete.letter)
    case "confmatchtype": return .text(key.match == .full ? "f" : "s")
    case "confkey": return .array(key.referenced)
    default: return .null
    }
  }

  private static func index(of object: CatalogConstraint, _ catalog: SystemCatalog) -> Int {
    guard let table = object.table else { return 0 }
    if object.constraint.kind.hasIndex { return catalog.indexNumber(of: object.constraint, on: table) }
    guard let key = object.constraint.foreignKey, let (parent, own) = catalog.referencedKey(of: key) else {
      return 0
    }
    return catalog.indexNumber(of: own, on: parent)
  }

  private static func check(of object: CatalogConstraint, _ catalog: SystemCatalog) -> String? {
    guard case .check(let condition) = object.constraint.kind else { return nil }
    return catalog.text(ofCheck: condition, of: object.owner)
  }
}

extension ForeignKeyAction {
  /// As `pg_constraint` has it.
  fileprivate var letter: String {
    switch self {
    case .noAction: "a"
    case .restrict: "r"
    case .cascade: "c"
    case .setNull: "n"
    case .setDefault: "d"
    }
  }
}

extension SystemCatalog {
  func text(ofCheck condition: Expression, of owner: CatalogConstraint.Owner) -> String {
    switch owner {
    case .table(let table): text(of: condition, on: table, as: .bool)
    case .domain(_, let domain): text(of: condition, ofValue: domain.base)
    }
  }

  /// `pg_get_constraintdef`.
  func definition(of object: CatalogConstraint) -> String {
    let constraint = object.constraint
    var text: String
    switch (constraint.kind, object.owner) {
    case (.check(let condition), let owner):
      text = "CHECK (\(self.text(ofCheck: condition, of: owner)))" + (constraint.isLocal ? " NO INHERIT" : "")
    case (.foreignKey(let key), .table(let table)): text = definition(of: key, on: table)
    case (_, .table(let table)):
      var definition = schema.definition(of: constraint, on: table)
      definition.name = nil
      definition.isNotValid = false
      return definition.postgres
    default: text = ""
    }
    if let deferral = constraint.deferral {
      text += " DEFERRABLE" + (deferral.isInitiallyDeferred ? " INITIALLY DEFERRED" : "")
    }
    return text + (constraint.isValidated ? "" : " NOT VALID")
  }

  private func definition(of key: ForeignKey, on table: Table) -> String {
    guard let parent = schema.tables[key.table] else { return "" }
    func list(_ numbers: [Int], _ table: Table) -> String {
      table.names(of: numbers).map(PostgresPrinter.name).joined(separator: ", ")
    }
    let isVisible = schema.relationID(QualifiedName(Identifier(parent.name.name))) == parent.id
    var text =
      "FOREIGN KEY (\(list(key.columns, table))) REFERENCES \(visibleName(parent.name, isVisible))(\(list(key.referenced, parent)))"
    if key.match == .full { text += " MATCH FULL" }
    for (word, action) in [("UPDATE", key.onUpdate), ("DELETE", key.onDelete)] {
      if let clause = action.postgres { text += " ON \(word) \(clause)" }
    }
    return text
  }
}
