/// A comment, by the numbers of what it is on.
struct CatalogDescription {
  var object: Int
  /// The catalog that the object is in.
  var catalog: String
  /// A column's number; 0 for the whole.
  var part = 0
  var text: String
}

extension SystemCatalog {
  /// All comments, on objects and on what is shared.
  var descriptions: [CatalogDescription] {
    schema.annotations.compactMap { address, annotation in
      annotation.comment.flatMap { description($0, address) }
    }.sorted { ($0.catalog, $0.object, $0.part) < ($1.catalog, $1.object, $1.part) }
  }

  private func description(_ text: String, _ address: ObjectAddress) -> CatalogDescription? {
    func of(_ object: Int, _ catalog: String, _ part: Int = 0) -> CatalogDescription {
      CatalogDescription(object: object, catalog: catalog, part: part, text: text)
    }
    switch address {
    case .table(let id), .view(let id), .index(let id), .sequence(let id): return of(number(id), "pg_class")
    case .column(let id, let column): return of(number(id), "pg_class", column)
    case .constraint(let id, let name):
      let own = constraints.first { constraint in
        switch constraint.owner {
        case .table(let table): table.id == id && constraint.constraint.name == name
        case .domain(let type, _): type.id == id && constraint.constraint.name == name
        }
      }
      return own.map { of(number(of: $0), "pg_constraint") }
    case .trigger(let id, let name):
      return triggers.first { $0.table.id == id && $0.trigger.name == name }.map {
        of(number($0.trigger.id), "pg_trigger")
      }
    case .type(let id): return of(number(id), "pg_type")
    case .function(let id): return of(number(id), "pg_proc")
    case .schema(let name): return of(number(ofSchema: name), "pg_namespace")
    case .extension(let name): return schema.extensions[name].map { of(number($0.id), "pg_extension") }
    case .keyIndex(let id, let name):
      guard let table = schema.tables[id], let own = table.constraints.first(where: { $0.name == name })
      else {
        return nil
      }
      return of(indexNumber(of: own, on: table), "pg_class")
    case .remembered(let id):
      return schema.remembered[id].map { of(number(id), Self.catalogs[$0.key.kind] ?? "pg_class") }
    case .server: return nil
    }
  }

  private static let catalogs: [RememberedKind: String] = [
    .policy: "pg_policy", .rule: "pg_rewrite", .role: "pg_authid", .publication: "pg_publication",
    .subscription: "pg_subscription", .eventTrigger: "pg_event_trigger", .collation: "pg_collation",
    .database: "pg_database", .tablespace: "pg_tablespace", .language: "pg_language",
  ]

  /// Catalogs whose objects all databases share.
  static let shared: Set<String> = ["pg_authid", "pg_database", "pg_tablespace"]
}

/// https://www.postgresql.org/docs/15/catalog-pg-description.html
enum DescriptionRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogDescription] {
    catalog.descriptions.filter { !SystemCatalog.shared.contains($0.catalog) }
  }

  static func value(_ column: String, _ object: CatalogDescription, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "objoid": .integer(object.object)
    case "classoid": .integer(SystemRelation.named(QualifiedName(Identifier(object.catalog)))?.number ?? 0)
    case "objsubid": .integer(object.part)
    case "description": .text(object.text)
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-shdescription.html
enum SharedDescriptionRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogDescription] {
    catalog.descriptions.filter { SystemCatalog.shared.contains($0.catalog) }
  }

  static func value(_ column: String, _ object: CatalogDescription, _ catalog: SystemCatalog) -> StoredValue {
    DescriptionRows.value(column, object, catalog)
  }
}
