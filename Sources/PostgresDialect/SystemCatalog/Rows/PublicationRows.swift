/// https://www.postgresql.org/docs/15/catalog-pg-publication.html
enum PublicationRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [RememberedObject] { catalog.remembered(.publication) }

  static func value(_ column: String, _ object: RememberedObject, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(catalog.number(object.id))
    case "pubname": .text(object.key.name.name)
    case "pubowner": .integer(catalog.roleNumber(catalog.owner(.remembered(object.id))))
    case "puballtables": .boolean(object.definition.has("tables"))
    case "pubinsert": .boolean(publishes("insert", object))
    case "pubupdate": .boolean(publishes("update", object))
    case "pubdelete": .boolean(publishes("delete", object))
    case "pubtruncate": .boolean(publishes("truncate", object))
    case "pubviaroot": .boolean(options(of: object).contains("publish_via_partition_root"))
    default: .null
    }
  }

  /// All kinds of changes, unless `publish` names some.
  private static func publishes(_ change: String, _ object: RememberedObject) -> Bool {
    let options = options(of: object)
    return !options.contains("publish =") && !options.contains("publish=") || options.contains(change)
  }

  private static func options(of object: RememberedObject) -> String {
    Phrase(parts: object.definition["with"]).postgres.lowercased()
  }
}

/// https://www.postgresql.org/docs/15/view-pg-publication-tables.html
enum PublicationTableRows: SystemRows {
  typealias Object = (publication: RememberedObject, table: Table)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    catalog.remembered(.publication).flatMap { publication -> [Object] in
      if publication.definition.has("tables") {
        return catalog.tables.filter { $0.materialized == nil && $0.name.schema != Schema.temporary }
          .map { (publication, $0) }
      }
      let named = publication.definition["member"].compactMap { part -> Table? in
        guard case .object(.table(let id)) = part.value else { return nil }
        return catalog.schema.tables[id]
      }
      let schemas = publication.definition["schema"].compactMap { $0.path?.name.text }
      let others = catalog.tables.filter { table in
        schemas.contains(table.name.schema) && !named.contains { $0.id == table.id }
      }
      return (named + others).map { (publication, $0) }
    }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "pubname": .text(object.publication.key.name.name)
    case "schemaname": .text(object.table.name.schema)
    case "tablename": .text(object.table.name.name)
    case "attnames": .array(object.table.columns.map(\.name))
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-event-trigger.html
enum EventTriggerRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [RememberedObject] { catalog.remembered(.eventTrigger) }

  static func value(_ column: String, _ object: RememberedObject, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(catalog.number(object.id))
    case "evtname": .text(object.key.name.name)
    case "evtevent":
      .text(object.definition.name("event")?.text ?? object.definition.words("event").lowercased())
    case "evtowner": .integer(SystemCatalog.ownerNumber)
    case "evtfoid":
      .integer(
        object.definition["function"].lazy.compactMap { part -> Int? in
          if case .named(.function(let id)) = part.value { catalog.number(id) } else { nil }
        }.first ?? 0)
    case "evtenabled": .text("O")
    default: .null
    }
  }
}
