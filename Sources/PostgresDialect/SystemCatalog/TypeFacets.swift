/// What `information_schema` says of a type in a column, a domain, a parameter or an element, under the names that are
/// the same for all of them. https://www.postgresql.org/docs/15/infoschema-columns.html
extension SystemCatalog {
  func facet(_ column: String, of type: PostgresType) -> StoredValue? {
    let base = schema.baseType(type)
    switch column {
    case "data_type": return .text(dataType(of: base))
    case "character_maximum_length": return .integer(length(of: base))
    case "character_octet_length": return .integer(octets(of: base))
    case "numeric_precision": return .integer(precision(of: base))
    case "numeric_precision_radix":
      guard !base.isArray else { return .null }
      return .integer(base.base == .numeric ? 10 : precision(of: base) == nil ? nil : 2)
    case "numeric_scale":
      if base.isInteger { return .integer(0) }
      guard base.base == .numeric, !base.isArray, !base.modifiers.isEmpty else { return .null }
      return .integer(base.modifiers.count > 1 ? base.modifiers[1] : 0)
    case "datetime_precision": return .integer(timePrecision(of: base))
    case "interval_type": return .text(base.isArray ? nil : base.fields?.uppercased())
    case "udt_catalog": return .text(Self.database)
    case "udt_schema": return .text(catalogName(of: base).schema)
    case "udt_name": return .text(catalogName(of: base).name)
    default: return nil
    }
  }

  /// The three names of a domain.
  func domainFacet(_ column: String, of type: PostgresType) -> StoredValue {
    guard case .user(let id) = type.base, !type.isArray, let own = schema.types[id], case .domain = own.kind
    else { return .null }
    switch column {
    case "domain_catalog": return .text(Self.database)
    case "domain_schema": return .text(own.name.schema)
    default: return .text(own.name.name)
    }
  }

  /// The three names of a collation that was written.
  func collationFacet(_ column: String, _ collation: QualifiedName?) -> StoredValue {
    guard let collation, collation.name.text != "default" else { return .null }
    switch column {
    case "collation_catalog": return .text(Self.database)
    case "collation_schema": return .text(collation.schema?.text ?? SystemRelation.postgres)
    default: return .text(collation.name.text)
    }
  }

  func dataType(of type: PostgresType) -> String {
    if type.isArray { return "ARRAY" }
    guard catalogName(of: type).schema == SystemRelation.postgres else { return "USER-DEFINED" }
    return displayName(of: type.unmodified)
  }

  private func length(of type: PostgresType) -> Int? {
    guard !type.isArray else { return nil }
    switch type.base {
    case .varchar, .bpchar, .opaque("bit"), .opaque("varbit"): return type.modifiers.first
    default: return nil
    }
  }

  /// Of at most four bytes a character.
  private func octets(of type: PostgresType) -> Int? {
    guard !type.isArray else { return nil }
    switch type.base {
    case .text, .varchar, .bpchar: return type.modifiers.first.map { $0 * 4 } ?? 1 << 30
    default: return nil
    }
  }

  private func precision(of type: PostgresType) -> Int? {
    guard !type.isArray else { return nil }
    switch type.base {
    case .int2: return 16
    case .int4: return 32
    case .int8: return 64
    case .float4: return 24
    case .float8: return 53
    case .numeric: return type.modifiers.first
    default: return nil
    }
  }

  private func timePrecision(of type: PostgresType) -> Int? {
    guard !type.isArray else { return nil }
    switch type.base {
    case .date: return 0
    case .time, .timetz, .timestamp, .timestamptz, .interval: return type.modifiers.first ?? 6
    default: return nil
    }
  }
}
