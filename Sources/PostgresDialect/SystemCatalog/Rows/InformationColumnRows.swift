/// https://www.postgresql.org/docs/15/infoschema-columns.html
enum InformationColumnRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogAttribute] {
    catalog.relations.filter { $0.kind != "m" }.flatMap(catalog.attributes).filter { $0.type != nil }
  }

  static func value(_ column: String, _ object: CatalogAttribute, _ catalog: SystemCatalog) -> StoredValue {
    guard let type = object.type, let own = object.column else { return .null }
    if let facet = catalog.facet(column, of: type) { return facet }
    switch column {
    case "table_catalog": return .text(SystemCatalog.database)
    case "table_schema": return .text(object.owner.name.schema)
    case "table_name": return .text(object.owner.name.name)
    case "column_name": return .text(object.name)
    case "ordinal_position": return .integer(object.number)
    case "column_default": return .text(own.generated == nil ? catalog.defaultText(of: object) : nil)
    case "is_nullable": return .yesOrNo(!own.isNotNull && !catalog.refusesNull(type))
    case "collation_catalog", "collation_schema", "collation_name":
      return catalog.collationFacet(column, own.collation)
    case "domain_catalog", "domain_schema", "domain_name": return catalog.domainFacet(column, of: type)
    case "dtd_identifier": return .text(String(object.number))
    case "is_self_referencing": return .yesOrNo(false)
    case "is_generated": return .text(own.generated == nil ? "NEVER" : "ALWAYS")
    case "generation_expression": return .text(own.generated == nil ? nil : catalog.defaultText(of: object))
    case "is_updatable": return .yesOrNo(isUpdatable(object, catalog))
    default: return identity(column, own, catalog)
    }
  }

  private static func identity(_ column: String, _ own: Column, _ catalog: SystemCatalog) -> StoredValue {
    let sequence = own.identity.flatMap { catalog.schema.sequences[$0.sequence] }
    switch column {
    case "is_identity": return .yesOrNo(own.identity != nil)
    case "identity_generation": return .text(own.identity.map { $0.isAlways ? "ALWAYS" : "BY DEFAULT" })
    case "identity_start": return .text(sequence.map { String($0.start) })
    case "identity_increment": return .text(sequence.map { String($0.increment) })
    case "identity_maximum": return .text(sequence.map { String($0.maximum) })
    case "identity_minimum": return .text(sequence.map { String($0.minimum) })
    case "identity_cycle": return .yesOrNo(sequence?.cycles == true)
    default: return .null
    }
  }

  private static func isUpdatable(_ object: CatalogAttribute, _ catalog: SystemCatalog) -> Bool {
    guard case .view(let view) = object.owner, view.partition == nil else { return true }
    return catalog.isUpdatable(view, column: object.number)
  }
}

extension SystemCatalog {
  func refusesNull(_ type: PostgresType) -> Bool {
    guard case .user(let id) = type.base, !type.isArray, case .domain(let domain) = schema.types[id]?.kind
    else { return false }
    return domain.isNotNull
  }

  /// Whether PostgreSQL writes to a view by itself, or to one of its columns.
  /// https://www.postgresql.org/docs/15/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS
  func isUpdatable(_ view: View, column: Int? = nil) -> Bool {
    let query = view.query.query
    guard query.with == nil, query.limit == nil, query.offset == nil, case .select(let select) = query.body,
      select.distinct == nil, select.groupBy.isEmpty, select.having == nil, select.from.count == 1,
      case .table(let name, _, _) = select.from[0], let source = schema.relation(named: name),
      !select.columns.contains(where: { $0.expression.containsAggregate || $0.expression.containsWindow })
    else { return false }
    if let inner = schema.views[source.id], inner.partition == nil, !isUpdatable(inner) { return false }
    if schema.tables[source.id]?.materialized != nil { return false }
    guard let column else { return true }
    guard select.columns.indices.contains(column - 1),
      case .column = select.columns[column - 1].expression.kind
    else { return false }
    return true
  }
}

extension Expression {
  fileprivate var containsWindow: Bool {
    var found = false
    walk { if case .call(let call) = $0.kind, call.over != nil { found = true } }
    return found
  }
}
