/// https://www.postgresql.org/docs/15/infoschema-domains.html
enum DomainRows: SystemRows {
  typealias Object = (type: UserType, domain: Domain)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.types.compactMap { type in
      if case .domain(let domain) = type.kind { (type, domain) } else { nil }
    }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "domain_catalog": .text(SystemCatalog.database)
    case "domain_schema": .text(object.type.name.schema)
    case "domain_name": .text(object.type.name.name)
    case "collation_catalog", "collation_schema", "collation_name":
      catalog.collationFacet(column, object.domain.collation)
    case "domain_default":
      .text(object.domain.defaultValue.map { catalog.text(ofDefault: $0, of: object.domain.base) })
    case "dtd_identifier": .text("1")
    default: catalog.facet(column, of: object.domain.base) ?? .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-domain-constraints.html
enum DomainConstraintRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogConstraint] {
    catalog.constraints.filter { $0.table == nil }
  }

  static func value(_ column: String, _ object: CatalogConstraint, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "constraint_catalog", "domain_catalog": return .text(SystemCatalog.database)
    case "constraint_schema", "domain_schema": return .text(object.schema)
    case "constraint_name": return .text(object.constraint.name)
    case "domain_name":
      guard case .domain(let type, _) = object.owner else { return .null }
      return .text(type.name.name)
    case "is_deferrable", "initially_deferred": return .yesOrNo(false)
    default: return .null
    }
  }
}

/// The elements of arrays in columns: https://www.postgresql.org/docs/15/infoschema-element-types.html
enum ElementTypeRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogAttribute] {
    InformationColumnRows.objects(catalog).filter { $0.type?.isArray == true }
  }

  static func value(_ column: String, _ object: CatalogAttribute, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "object_catalog": return .text(SystemCatalog.database)
    case "object_schema": return .text(object.owner.name.schema)
    case "object_name": return .text(object.owner.name.name)
    case "object_type": return .text(object.owner.isView ? "VIEW" : "TABLE")
    case "collection_type_identifier": return .text(String(object.number))
    case "dtd_identifier": return .text("a\(object.number)")
    case "data_type", "udt_catalog", "udt_schema", "udt_name":
      return object.type.flatMap { catalog.facet(column, of: $0.element.unmodified) } ?? .null
    default: return .null
    }
  }
}

/// The parts of composite types: https://www.postgresql.org/docs/15/infoschema-attributes.html
enum InformationAttributeRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogAttribute] {
    catalog.classes.filter { $0.kind == "c" }.flatMap(catalog.attributes)
  }

  static func value(_ column: String, _ object: CatalogAttribute, _ catalog: SystemCatalog) -> StoredValue {
    guard let type = object.type else { return .null }
    switch column {
    case "udt_catalog": return .text(SystemCatalog.database)
    case "udt_schema": return .text(object.owner.name.schema)
    case "udt_name": return .text(object.owner.name.name)
    case "attribute_name": return .text(object.name)
    case "ordinal_position": return .integer(object.number)
    case "is_nullable": return .yesOrNo(true)
    case "attribute_udt_catalog", "attribute_udt_schema", "attribute_udt_name":
      return catalog.facet(String(column.dropFirst("attribute_".count)), of: type) ?? .null
    case "dtd_identifier": return .text(String(object.number))
    case "is_derived_reference_attribute": return .yesOrNo(false)
    default: return catalog.facet(column, of: type) ?? .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-user-defined-types.html
enum UserDefinedTypeRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [UserType] {
    catalog.types.filter { if case .composite = $0.kind { true } else { false } }
  }

  static func value(_ column: String, _ object: UserType, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "user_defined_type_catalog": .text(SystemCatalog.database)
    case "user_defined_type_schema": .text(object.name.schema)
    case "user_defined_type_name": .text(object.name.name)
    case "user_defined_type_category": .text("STRUCTURED")
    case "is_instantiable": .yesOrNo(true)
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/infoschema-column-domain-usage.html
enum ColumnDomainRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogAttribute] {
    InformationColumnRows.objects(catalog).filter { attribute in
      attribute.type.map { catalog.domainFacet("domain_name", of: $0) != .null } ?? false
    }
  }

  static func value(_ column: String, _ object: CatalogAttribute, _ catalog: SystemCatalog) -> StoredValue {
    InformationColumnRows.value(column, object, catalog)
  }
}
