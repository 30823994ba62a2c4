/// https://www.postgresql.org/docs/15/infoschema-tables.html
enum InformationTableRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogClass] {
    catalog.relations.filter { $0.kind != "m" }
  }

  static func value(_ column: String, _ object: CatalogClass, _ catalog: SystemCatalog) -> StoredValue {
    let isTemporary = object.name.schema == Schema.temporary
    switch column {
    case "table_catalog": return .text(SystemCatalog.database)
    case "table_schema": return .text(object.name.schema)
    case "table_name": return .text(object.name.name)
    case "table_type":
      if isTemporary { return .text("LOCAL TEMPORARY") }
      return .text(object.isView ? "VIEW" : object.kind == "f" ? "FOREIGN" : "BASE TABLE")
    case "is_insertable_into": return .yesOrNo(isWritable(object, catalog))
    case "is_typed": return .yesOrNo(false)
    case "commit_action": return .text(isTemporary ? "PRESERVE" : nil)
    default: return .null
    }
  }

  private static func isWritable(_ object: CatalogClass, _ catalog: SystemCatalog) -> Bool {
    guard case .view(let view) = object, view.partition == nil else { return true }
    return catalog.isUpdatable(view)
  }
}

/// https://www.postgresql.org/docs/15/infoschema-views.html
enum InformationViewRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [View] { catalog.views.filter { $0.partition == nil } }

  static func value(_ column: String, _ object: View, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "table_catalog": .text(SystemCatalog.database)
    case "table_schema": .text(object.name.schema)
    case "table_name": .text(object.name.name)
    case "view_definition": .text(catalog.definition(of: object))
    case "check_option": .text(object.options.checkOption?.uppercased() ?? "NONE")
    case "is_updatable", "is_insertable_into": .yesOrNo(catalog.isUpdatable(object))
    case "is_trigger_updatable": .yesOrNo(isReplaced(object, 16, catalog))
    case "is_trigger_deletable": .yesOrNo(isReplaced(object, 8, catalog))
    case "is_trigger_insertable_into": .yesOrNo(isReplaced(object, 4, catalog))
    default: .null
    }
  }
}

extension InformationViewRows {
  /// Whether a trigger takes the place of writing to it.
  private static func isReplaced(_ view: View, _ event: Int, _ catalog: SystemCatalog) -> Bool {
    let needed = 64 | event | 1
    return catalog.triggers.contains { $0.table.id == view.id && $0.type & needed == needed }
  }
}

/// https://www.postgresql.org/docs/15/view-pg-views.html
enum ViewListRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [View] { InformationViewRows.objects(catalog) }

  static func value(_ column: String, _ object: View, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "schemaname": .text(object.name.schema)
    case "viewname": .text(object.name.name)
    case "viewowner": .text(catalog.owner(.view(object.id)))
    case "definition": .text(catalog.definition(of: object))
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/view-pg-matviews.html
enum MaterializedViewRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [Table] {
    catalog.tables.filter { $0.materialized != nil }
  }

  static func value(_ column: String, _ object: Table, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "schemaname": .text(object.name.schema)
    case "matviewname": .text(object.name.name)
    case "matviewowner": .text(catalog.owner(.table(object.id)))
    case "hasindexes": .boolean(!catalog.indexes(on: .table(object)).isEmpty)
    case "ispopulated": .boolean(object.materialized?.isPopulated == true)
    case "definition": .text(object.materialized.map { catalog.definition(of: $0.query) })
    default: .null
    }
  }
}

extension SystemCatalog {
  func definition(of view: View) -> String { definition(of: view.query) }

  /// A view's query, in our layout: PostgreSQL breaks its lines otherwise.
  func definition(of query: StoredQuery) -> String { " \(query.query.postgres);" }
}
