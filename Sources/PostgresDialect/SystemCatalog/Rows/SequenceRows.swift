/// https://www.postgresql.org/docs/15/catalog-pg-sequence.html
enum SequenceRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [SequenceGenerator] { catalog.sequences }

  static func value(_ column: String, _ object: SequenceGenerator, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "seqrelid": .integer(catalog.number(object.id))
    case "seqtypid", "data_type": .integer(catalog.number(of: PostgresType(object.type)))
    case "seqstart", "start_value": .integer(object.start)
    case "seqincrement", "increment_by": .integer(object.increment)
    case "seqmax", "max_value": .integer(object.maximum)
    case "seqmin", "min_value": .integer(object.minimum)
    case "seqcache", "cache_size": .integer(object.cache)
    case "seqcycle", "cycle": .boolean(object.cycles)
    case "schemaname": .text(object.name.schema)
    case "sequencename": .text(object.name.name)
    case "sequenceowner": .text(catalog.owner(.sequence(object.id)))
    default: .null
    }
  }
}

/// Those of identity columns are left out: https://www.postgresql.org/docs/15/infoschema-sequences.html
enum InformationSequenceRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [SequenceGenerator] {
    catalog.sequences.filter { !catalog.schema.isIdentity($0) }
  }

  static func value(_ column: String, _ object: SequenceGenerator, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "sequence_catalog": .text(SystemCatalog.database)
    case "sequence_schema": .text(object.name.schema)
    case "sequence_name": .text(object.name.name)
    case "start_value": .text(String(object.start))
    case "minimum_value": .text(String(object.minimum))
    case "maximum_value": .text(String(object.maximum))
    case "increment": .text(String(object.increment))
    case "cycle_option": .yesOrNo(object.cycles)
    default: catalog.facet(column, of: PostgresType(object.type)) ?? .null
    }
  }
}
