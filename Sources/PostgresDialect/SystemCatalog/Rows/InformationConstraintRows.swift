/// A constraint as `information_schema` counts them: a column that is NOT NULL has one too, named by numbers.
struct InformationConstraint {
  var table: Table
  var name: String
  /// Nil for that of a column that is NOT NULL.
  var constraint: Constraint?
  var column: Column?

  var type: String {
    switch constraint?.kind {
    case .primaryKey: "PRIMARY KEY"
    case .unique: "UNIQUE"
    case .foreignKey: "FOREIGN KEY"
    case .exclusion: "EXCLUDE"
    case .check, nil: "CHECK"
    }
  }
}

extension SystemCatalog {
  var informationConstraints: [InformationConstraint] {
    tables.filter { $0.materialized == nil }.flatMap { table in
      table.constraints.map { InformationConstraint(table: table, name: $0.name, constraint: $0) }
        + table.columns.filter(\.isNotNull).map { column in
          let name = "\(number(ofSchema: table.name.schema))_\(number(table.id))_\(column.number)_not_null"
          return InformationConstraint(table: table, name: name, column: column)
        }
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-table-constraints.html
enum TableConstraintRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [InformationConstraint] {
    catalog.informationConstraints.filter { $0.type != "EXCLUDE" }
  }

  static func value(_ column: String, _ object: InformationConstraint, _ catalog: SystemCatalog)
    -> StoredValue
  {
    switch column {
    case "constraint_catalog", "table_catalog": return .text(SystemCatalog.database)
    case "constraint_schema", "table_schema": return .text(object.table.name.schema)
    case "constraint_name": return .text(object.name)
    case "table_name": return .text(object.table.name.name)
    case "constraint_type": return .text(object.type)
    case "is_deferrable": return .yesOrNo(object.constraint?.deferral != nil)
    case "initially_deferred": return .yesOrNo(object.constraint?.deferral?.isInitiallyDeferred == true)
    case "enforced": return .yesOrNo(true)
    case "nulls_distinct":
      guard case .unique(_, let nullsNotDistinct) = object.constraint?.kind else { return .null }
      return .yesOrNo(!nullsNotDistinct)
    default: return .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-check-constraints.html
enum CheckConstraintRows: SystemRows {
  enum Object {
    case table(InformationConstraint)
    case domain(CatalogConstraint)
  }

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.constraints.filter { $0.table == nil }.map { .domain($0) }
      + catalog.informationConstraints.filter { $0.type == "CHECK" }.map { .table($0) }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "constraint_catalog": .text(SystemCatalog.database)
    case "constraint_schema":
      switch object {
      case .table(let own): .text(own.table.name.schema)
      case .domain(let own): .text(own.schema)
      }
    case "constraint_name":
      switch object {
      case .table(let own): .text(own.name)
      case .domain(let own): .text(own.constraint.name)
      }
    case "check_clause": .text(clause(of: object, catalog))
    default: .null
    }
  }

  private static func clause(of object: Object, _ catalog: SystemCatalog) -> String {
    switch object {
    case .domain(let own):
      guard case .check(let condition) = own.constraint.kind else { return "" }
      return "(\(catalog.text(ofCheck: condition, of: own.owner)))"
    case .table(let own):
      guard case .check(let condition) = own.constraint?.kind else {
        return "\(own.column?.name ?? "") IS NOT NULL"
      }
      return "(\(catalog.text(ofCheck: condition, of: .table(own.table))))"
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-key-column-usage.html
enum KeyColumnRows: SystemRows {
  typealias Object = (table: Table, constraint: Constraint, place: Int)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.tables.flatMap { table in
      table.constraints.flatMap { constraint -> [Object] in
        switch constraint.kind {
        case .check, .exclusion: []
        default: constraint.columns.indices.map { (table, constraint, $0) }
        }
      }
    }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "constraint_catalog", "table_catalog": return .text(SystemCatalog.database)
    case "constraint_schema", "table_schema": return .text(object.table.name.schema)
    case "constraint_name": return .text(object.constraint.name)
    case "table_name": return .text(object.table.name.name)
    case "column_name": return .text(object.table[number: object.constraint.columns[object.place]]?.name)
    case "ordinal_position": return .integer(object.place + 1)
    case "position_in_unique_constraint":
      guard let key = object.constraint.foreignKey, let (_, unique) = catalog.referencedKey(of: key),
        let place = unique.columns.firstIndex(of: key.referenced[object.place])
      else { return .null }
      return .integer(place + 1)
    default: return .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-constraint-column-usage.html
enum ConstraintColumnRows: SystemRows {
  struct Object {
    var constraint: Constraint
    var schema: String
    /// Where the column is: of a foreign key, in the table that is referred to.
    var table: Table
    var column: String
  }

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.tables.flatMap { table in
      table.constraints.flatMap { constraint -> [Object] in
        var (owner, numbers) = (table, catalog.columns(of: constraint, on: table))
        if let key = constraint.foreignKey {
          guard let parent = catalog.schema.tables[key.table] else { return [] }
          (owner, numbers) = (parent, key.referenced)
        }
        if case .exclusion = constraint.kind { return [] }
        return owner.names(of: numbers).map {
          Object(constraint: constraint, schema: table.name.schema, table: owner, column: $0)
        }
      }
    }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "constraint_catalog", "table_catalog": .text(SystemCatalog.database)
    case "constraint_schema": .text(object.schema)
    case "constraint_name": .text(object.constraint.name)
    case "table_schema": .text(object.table.name.schema)
    case "table_name": .text(object.table.name.name)
    case "column_name": .text(object.column)
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-constraint-table-usage.html
enum ConstraintTableRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [ConstraintColumnRows.Object] {
    catalog.tables.flatMap { table in
      table.constraints.compactMap { constraint -> ConstraintColumnRows.Object? in
        switch constraint.kind {
        case .check, .exclusion: return nil
        default: break
        }
        let owner = constraint.foreignKey.map { catalog.schema.tables[$0.table] } ?? table
        return owner.map { .init(constraint: constraint, schema: table.name.schema, table: $0, column: "") }
      }
    }
  }

  static func value(_ column: String, _ object: ConstraintColumnRows.Object, _ catalog: SystemCatalog)
    -> StoredValue
  {
    ConstraintColumnRows.value(column, object, catalog)
  }
}

/// https://www.postgresql.org/docs/15/infoschema-referential-constraints.html
enum ReferentialConstraintRows: SystemRows {
  typealias Object = (table: Table, constraint: Constraint, key: ForeignKey)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.tables.flatMap { table in
      table.constraints.compactMap { constraint in constraint.foreignKey.map { (table, constraint, $0) } }
    }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    let unique = catalog.referencedKey(of: object.key)
    switch column {
    case "constraint_catalog": return .text(SystemCatalog.database)
    case "unique_constraint_catalog": return .text(unique == nil ? nil : SystemCatalog.database)
    case "constraint_schema": return .text(object.table.name.schema)
    case "constraint_name": return .text(object.constraint.name)
    case "unique_constraint_schema": return .text(unique?.0.name.schema)
    case "unique_constraint_name": return .text(unique?.1.name)
    case "match_option": return .text(object.key.match == .full ? "FULL" : "NONE")
    case "update_rule": return .text(object.key.onUpdate.rule)
    case "delete_rule": return .text(object.key.onDelete.rule)
    default: return .null
    }
  }
}

extension ForeignKeyAction {
  fileprivate var rule: String {
    switch self {
    case .noAction: "NO ACTION"
    case .restrict: "RESTRICT"
    case .cascade: "CASCADE"
    case .setNull: "SET NULL"
    case .setDefault: "SET DEFAULT"
    }
  }
}
