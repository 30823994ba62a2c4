/// Something that goes when something else does.
struct CatalogDependency {
  var catalog: String
  var object: Int
  var part = 0
  var otherCatalog = "pg_class"
  var other: Int
  var otherPart = 0
  /// `n`ormal, `a`uto, `i`nternal.
  var kind: String
}

extension SystemCatalog {
  /// Of a view's rule, whose place in `pg_rewrite` is beside the view's own.
  func ruleNumber(_ id: ObjectID) -> Int { number(id) + 3 }

  /// What tables, sequences, indexes, constraints, defaults, views and triggers depend on.
  var dependencies: [CatalogDependency] {
    ofSequences + ofConstraints + ofIndexes + ofDefaults + ofViews + ofTriggers
  }

  private var ofSequences: [CatalogDependency] {
    sequences.compactMap { sequence in
      sequence.owner.map {
        CatalogDependency(
          catalog: "pg_class", object: number(sequence.id), other: number($0.table), otherPart: $0.column,
          kind: schema.isIdentity(sequence) ? "i" : "a")
      }
    }
  }

  private var ofConstraints: [CatalogDependency] {
    tables.flatMap { table in
      table.constraints.flatMap { constraint -> [CatalogDependency] in
        let own = number(of: constraint, on: table)
        var all = columns(of: constraint, on: table).map {
          CatalogDependency(
            catalog: "pg_constraint", object: own, other: number(table.id), otherPart: $0, kind: "a")
        }
        if constraint.kind.hasIndex {
          all.append(
            CatalogDependency(
              catalog: "pg_class", object: indexNumber(of: constraint, on: table),
              otherCatalog: "pg_constraint",
              other: own, kind: "i"))
        }
        for column in constraint.foreignKey?.referenced ?? [] {
          all.append(
            CatalogDependency(
              catalog: "pg_constraint", object: own, other: number(constraint.foreignKey?.table ?? 0),
              otherPart: column, kind: "n"))
        }
        return all
      }
    }
  }

  private var ofIndexes: [CatalogDependency] {
    indexes.flatMap { index -> [CatalogDependency] in
      guard let table = schema.tables[index.table] else { return [] }
      var names = index.elements.reduce(into: Set<String>()) { $0.formUnion($1.expression.columnNames) }
      names.formUnion(index.include.map(\.text))
      if let filter = index.filter { names.formUnion(filter.columnNames) }
      return table.columns.filter { names.contains($0.name) }.map {
        CatalogDependency(
          catalog: "pg_class", object: number(index.id), other: number(table.id), otherPart: $0.number,
          kind: "a")
      }
    }
  }

  private var ofDefaults: [CatalogDependency] {
    tables.flatMap { table in
      table.columns.filter { $0.defaultValue != nil || $0.generated != nil }.map {
        CatalogDependency(
          catalog: "pg_attrdef", object: number(ofPart: $0.number, of: table.id), other: number(table.id),
          otherPart: $0.number, kind: $0.generated == nil ? "a" : "i")
      }
    }
  }

  private var ofViews: [CatalogDependency] {
    queries.flatMap { id, query -> [CatalogDependency] in
      let own = CatalogDependency(
        catalog: "pg_rewrite", object: ruleNumber(id), other: number(id), kind: "i")
      return [own]
        + query.references.sorted { ($0.object, $0.column ?? 0) < ($1.object, $1.column ?? 0) }
        .filter { schema.relation($0.object) != nil }.map {
          CatalogDependency(
            catalog: "pg_rewrite", object: ruleNumber(id), other: number($0.object),
            otherPart: $0.column ?? 0,
            kind: "n")
        }
    }
  }

  private var ofTriggers: [CatalogDependency] {
    triggers.flatMap { trigger in
      [
        CatalogDependency(
          catalog: "pg_trigger", object: number(trigger.trigger.id), otherCatalog: "pg_proc",
          other: number(trigger.trigger.function), kind: "n"),
        CatalogDependency(
          catalog: "pg_trigger", object: number(trigger.trigger.id), other: number(trigger.table.id),
          kind: "a"),
      ]
    }
  }

  /// Views of both kinds with what they select.
  var queries: [(id: ObjectID, query: StoredQuery)] {
    views.filter { $0.partition == nil }.map { ($0.id, $0.query) }
      + tables.compactMap { table in table.materialized.map { (table.id, $0.query) } }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-depend.html
enum DependencyRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogDependency] { catalog.dependencies }

  static func value(_ column: String, _ object: CatalogDependency, _ catalog: SystemCatalog) -> StoredValue {
    func number(_ name: String) -> Int? { SystemRelation.named(QualifiedName(Identifier(name)))?.number }
    switch column {
    case "classid": return .integer(number(object.catalog))
    case "objid": return .integer(object.object)
    case "objsubid": return .integer(object.part)
    case "refclassid": return .integer(number(object.otherCatalog))
    case "refobjid": return .integer(object.other)
    case "refobjsubid": return .integer(object.otherPart)
    case "deptype": return .text(object.kind)
    default: return .null
    }
  }
}

/// The rules that views are: https://www.postgresql.org/docs/15/catalog-pg-rewrite.html
enum RewriteRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [ObjectID] { catalog.queries.map(\.id) }

  static func value(_ column: String, _ object: ObjectID, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(catalog.ruleNumber(object))
    case "rulename": .text("_RETURN")
    case "ev_class": .integer(catalog.number(object))
    case "ev_type": .text("1")
    case "ev_enabled": .text("O")
    case "is_instead": .boolean(true)
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-view-table-usage.html
enum ViewTableRows: SystemRows {
  typealias Object = (view: ObjectName, table: ObjectName)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.views.filter { $0.partition == nil }.flatMap { view -> [Object] in
      let names = Set(view.query.references.compactMap { catalog.schema.relation($0.object)?.name })
      return names.sorted().map { (view.name, $0) }
    }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "view_catalog", "table_catalog": .text(SystemCatalog.database)
    case "view_schema": .text(object.view.schema)
    case "view_name": .text(object.view.name)
    case "table_schema": .text(object.table.schema)
    case "table_name": .text(object.table.name)
    default: .null
    }
  }
}
