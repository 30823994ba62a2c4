/// A type in `pg_type`: PostgreSQL's own and the history's, the rows of relations, and arrays of all of these.
struct CatalogType {
  var type: PostgresType
  /// Of a type of rows.
  var relation: CatalogClass?
}

extension SystemCatalog {
  var catalogTypes: [CatalogType] {
    var all: [CatalogType] = []
    for own in BuiltinTypeNumbers.all {
      guard let base = BuiltinTypes.base(named: own.name) else { continue }
      all.append(CatalogType(type: PostgresType(base)))
      if own.array != 0 { all.append(CatalogType(type: PostgresType(base).array)) }
    }
    for maker in schema.extensions.keys.sorted() {
      for name in BuiltinTypes.types(of: maker) {
        guard let base = BuiltinTypes.base(named: name) else { continue }
        all += [CatalogType(type: PostgresType(base)), CatalogType(type: PostgresType(base).array)]
      }
    }
    for relation in classes {
      let id: ObjectID
      switch relation {
      case .table(let table): id = table.id
      case .view(let view): id = view.id
      case .composite(let type): id = type.id
      default: continue
      }
      all.append(CatalogType(type: PostgresType(.user(id)), relation: relation))
      all.append(CatalogType(type: PostgresType(.user(id)).array))
    }
    for type in types {
      if case .composite = type.kind { continue }
      all += [
        CatalogType(type: PostgresType(.user(type.id))),
        CatalogType(type: PostgresType(.user(type.id)).array),
      ]
    }
    return all
  }

  func userType(_ type: PostgresType) -> UserType? {
    guard case .user(let id) = type.base, !type.isArray else { return nil }
    return schema.types[id]
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-type.html
enum TypeRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogType] { catalog.catalogTypes }

  static func value(_ column: String, _ object: CatalogType, _ catalog: SystemCatalog) -> StoredValue {
    let type = object.type
    switch column {
    case "oid": return .integer(catalog.number(of: type))
    case "typname": return .text(catalog.catalogName(of: type).name)
    case "typnamespace": return .integer(catalog.number(ofSchema: catalog.catalogName(of: type).schema))
    case "typowner": return .integer(SystemCatalog.ownerNumber)
    case "typlen": return .integer(catalog.layout(of: type).length)
    case "typbyval": return .boolean(catalog.layout(of: type).isByValue)
    case "typtype": return .text(kind(of: object, catalog))
    case "typcategory": return .text(category(of: type, catalog))
    case "typispreferred": return .boolean(builtin(type)?.isPreferred == true)
    case "typisdefined": return .boolean(true)
    case "typdelim": return .text(type.base == .opaque("box") ? ";" : ",")
    case "typrelid": return .integer(object.relation.map(catalog.number(of:)) ?? 0)
    case "typelem": return .integer(type.isArray ? catalog.number(of: type.element) : 0)
    case "typarray": return .integer(type.isArray ? 0 : catalog.number(of: type.array))
    case "typalign": return .text(catalog.layout(of: type).alignment)
    case "typstorage": return .text(catalog.layout(of: type).storage)
    case "typcollation": return .integer(catalog.collation(of: type.element))
    default: return domain(column, type, catalog)
    }
  }

  private static func domain(_ column: String, _ type: PostgresType, _ catalog: SystemCatalog) -> StoredValue
  {
    var own: Domain?
    if case .domain(let domain) = catalog.userType(type)?.kind { own = domain }
    switch column {
    case "typnotnull": return .boolean(own?.isNotNull == true)
    case "typbasetype": return .integer(own.map { catalog.number(of: $0.base) } ?? 0)
    case "typtypmod": return .integer(own.map { catalog.modifier(of: $0.base) } ?? -1)
    case "typndims": return .integer(own?.base.isArray == true ? 1 : 0)
    case "typdefault", "typdefaultbin":
      return .text(
        own.flatMap { domain in domain.defaultValue.map { catalog.text(ofDefault: $0, of: domain.base) } })
    default: return .null
    }
  }

  private static func builtin(_ type: PostgresType) -> BuiltinTypeNumbers? {
    if case .user = type.base { return nil }
    return type.isArray ? nil : BuiltinTypeNumbers.named[BuiltinTypes.internalName(of: type.base)]
  }

  private static func kind(of object: CatalogType, _ catalog: SystemCatalog) -> String {
    if object.relation != nil { return "c" }
    switch catalog.userType(object.type)?.kind {
    case .enumeration: return "e"
    case .domain: return "d"
    case .composite: return "c"
    case .range: return "r"
    case nil: return builtin(object.type)?.kind ?? "b"
    }
  }

  private static func category(of type: PostgresType, _ catalog: SystemCatalog) -> String {
    if type.isArray { return "A" }
    if let own = builtin(type) { return own.category }
    switch catalog.userType(type)?.kind {
    case .enumeration: return "E"
    case .domain(let domain): return category(of: domain.base, catalog)
    case .composite: return "C"
    case .range: return "R"
    case nil:
      if case .user = type.base { return "C" }
      return type.base == .citext ? "S" : "U"
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-enum.html
enum EnumRows: SystemRows {
  typealias Object = (type: UserType, label: EnumLabel, place: Int)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.types.flatMap { type -> [Object] in
      guard case .enumeration(let labels) = type.kind else { return [] }
      return labels.enumerated().map { (type, $1, $0 + 1) }
    }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(catalog.number(ofPart: object.label.number, of: object.type.id))
    case "enumtypid": .integer(catalog.number(object.type.id))
    case "enumsortorder": .real(Double(object.place))
    case "enumlabel": .text(object.label.text)
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-range.html
enum RangeRows: SystemRows {
  typealias Object = (range: BuiltinTypeNumbers, element: String)

  private static let elements = [
    "int4range": "int4", "int8range": "int8", "numrange": "numeric", "tsrange": "timestamp",
    "tstzrange": "timestamptz", "daterange": "date",
  ]

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    BuiltinTypeNumbers.all.compactMap { own in elements[own.name].map { (own, $0) } }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "rngtypid": return .integer(object.range.number)
    case "rngsubtype": return .integer(BuiltinTypeNumbers.named[object.element]?.number)
    case "rngmultitypid":
      let name = object.range.name.dropLast("range".count) + "multirange"
      return .integer(BuiltinTypeNumbers.named[String(name)]?.number)
    default: return .integer(0)
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-namespace.html
enum NamespaceRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [String] {
    ["pg_toast", SystemRelation.postgres, SystemRelation.information] + catalog.schema.namespaces.sorted()
  }

  static func value(_ column: String, _ object: String, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(catalog.number(ofSchema: object))
    case "nspname": .text(object)
    case "nspowner": .integer(catalog.roleNumber(catalog.schemaOwner(object)))
    default: .null
    }
  }
}

extension SystemCatalog {
  func schemaOwner(_ name: String) -> String {
    schema.annotations[.schema(name)]?.owner ?? (name == "public" ? "pg_database_owner" : Self.owner)
  }
}

/// https://www.postgresql.org/docs/15/infoschema-schemata.html
enum SchemataRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [String] { NamespaceRows.objects(catalog) }

  static func value(_ column: String, _ object: String, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "catalog_name": .text(SystemCatalog.database)
    case "schema_name": .text(object)
    case "schema_owner": .text(catalog.schemaOwner(object))
    default: .null
    }
  }
}
