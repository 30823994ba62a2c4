/// https://www.postgresql.org/docs/15/catalog-pg-class.html
enum ClassRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogClass] { catalog.classes }

  static func value(_ column: String, _ object: CatalogClass, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(catalog.number(of: object))
    case "relname": .text(object.name.name)
    case "relnamespace": .integer(catalog.number(ofSchema: object.name.schema))
    case "reltype": .integer(rowType(of: object, catalog))
    case "relowner": .integer(catalog.roleNumber(catalog.owner(of: object)))
    case "relam": .integer(accessMethod(of: object))
    case "relfilenode": .integer(["v", "c", "p"].contains(object.kind) ? 0 : catalog.number(of: object))
    case "reltuples": .real(tuples(of: object))
    case "relpages": .integer(["i", "S"].contains(object.kind) ? 1 : 0)
    case "relhasindex": .boolean(hasIndex(object, catalog))
    case "relpersistence": .text(persistence(of: object, catalog))
    case "relkind": .text(kind(of: object, catalog))
    case "relnatts": .integer(width(of: object))
    case "relchecks": .integer(checks(of: object))
    case "relhasrules": .boolean(["v", "m"].contains(object.kind))
    case "relhastriggers": .boolean(hasTriggers(object, catalog))
    case "relhassubclass": .boolean(object.kind == "p" && hasPartitions(object, catalog))
    case "relrowsecurity": .boolean(attributes(of: object)?.hasRowSecurity == true)
    case "relforcerowsecurity": .boolean(attributes(of: object)?.forcesRowSecurity == true)
    case "relispopulated": .boolean(isPopulated(object))
    case "relreplident": .text(replicaIdentity(of: object))
    case "relispartition": .boolean(partition(object) != nil)
    case "relacl": catalog.accessList(of: object)
    case "reloptions": options(of: object)
    case "relpartbound": .text(partition(object)?.bound.postgres)
    case "relisshared": .boolean(false)
    case "relfrozenxid", "relminmxid": .text("0")
    case "reloftype", "reltablespace", "relallvisible", "reltoastrelid", "relrewrite": .integer(0)
    default: .null
    }
  }

  private static func rowType(of object: CatalogClass, _ catalog: SystemCatalog) -> Int {
    switch object {
    case .table(let table): catalog.secondNumber(table.id)
    case .view(let view): catalog.secondNumber(view.id)
    case .composite(let type): catalog.number(type.id)
    default: 0
    }
  }

  private static func accessMethod(of object: CatalogClass) -> Int {
    switch object {
    case .table(let table): table.partitionKey == nil ? AccessMethodRows.heap : 0
    case .view(let view): view.partition == nil ? 0 : AccessMethodRows.heap
    case .index(let index): AccessMethodRows.numbers[index.method] ?? 0
    case .key: AccessMethodRows.numbers["btree"] ?? 0
    default: 0
    }
  }

  private static func tuples(of object: CatalogClass) -> Double {
    switch object.kind {
    case "i": 0
    case "S": 1
    default: -1
    }
  }

  private static func hasIndex(_ object: CatalogClass, _ catalog: SystemCatalog) -> Bool {
    if case .table(let table) = object, table.constraints.contains(where: \.kind.hasIndex) { return true }
    return !catalog.indexes(on: object).isEmpty
  }

  private static func kind(of object: CatalogClass, _ catalog: SystemCatalog) -> String {
    switch object {
    case .index(let index):
      index.partition == nil && catalog.schema.tables[index.table]?.partitionKey != nil ? "I" : "i"
    case .key(_, let table): table.partitionKey == nil ? "i" : "I"
    default: object.kind
    }
  }

  private static func persistence(of object: CatalogClass, _ catalog: SystemCatalog) -> String {
    if object.name.schema == Schema.temporary { return "t" }
    let isUnlogged =
      switch object {
      case .table(let table), .key(_, let table): table.isUnlogged
      case .index(let index): catalog.schema.tables[index.table]?.isUnlogged == true
      case .sequence(let sequence): sequence.isUnlogged
      default: false
      }
    return isUnlogged ? "u" : "p"
  }

  private static func width(of object: CatalogClass) -> Int {
    switch object {
    case .table(let table): table.lastColumnNumber
    case .view(let view): view.columns.count
    case .index(let index): index.elements.count + index.include.count
    case .key(let constraint, _): constraint.columns.count + constraint.include.count
    case .sequence: 3
    case .composite(let type): if case .composite(let attributes) = type.kind { attributes.count } else { 0 }
    case .foreignTable: 0
    }
  }

  private static func checks(of object: CatalogClass) -> Int {
    guard case .table(let table) = object else { return 0 }
    return table.constraints.filter { if case .check = $0.kind { true } else { false } }.count
  }

  /// Foreign keys are triggers too, on both of their tables.
  private static func hasTriggers(_ object: CatalogClass, _ catalog: SystemCatalog) -> Bool {
    if case .view(let view) = object { return !view.triggers.isEmpty }
    guard case .table(let table) = object else { return false }
    return !table.triggers.isEmpty || table.constraints.contains { $0.foreignKey != nil }
      || catalog.schema.tables.values.contains { other in
        other.constraints.contains { $0.foreignKey?.table == table.id }
      }
  }

  private static func hasPartitions(_ object: CatalogClass, _ catalog: SystemCatalog) -> Bool {
    guard case .table(let table) = object else { return false }
    return catalog.schema.views.values.contains { $0.partition?.parent == table.id }
  }

  private static func attributes(of object: CatalogClass) -> TableAttributes? {
    if case .table(let table) = object { table.attributes } else { nil }
  }

  private static func isPopulated(_ object: CatalogClass) -> Bool {
    guard case .table(let table) = object else { return true }
    return table.materialized?.isPopulated ?? true
  }

  private static func replicaIdentity(of object: CatalogClass) -> String {
    switch attributes(of: object)?.replicaIdentity {
    case .full: return "f"
    case .nothing: return "n"
    case .index: return "i"
    case .standard: return "d"
    case nil: return partition(object) == nil ? "n" : "d"
    }
  }

  static func partition(_ object: CatalogClass) -> Partition? {
    if case .view(let view) = object { view.partition } else { nil }
  }

  private static func options(of object: CatalogClass) -> StoredValue {
    guard let options = attributes(of: object)?.options, !options.isEmpty else { return .null }
    return .array(options.map { "\($0.name)=\($0.value ?? "true")" })
  }
}

/// https://www.postgresql.org/docs/15/view-pg-tables.html
enum TableListRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogClass] {
    catalog.relations.filter { ["r", "p"].contains($0.kind) }
  }

  static func value(_ column: String, _ object: CatalogClass, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "schemaname": .text(object.name.schema)
    case "tablename": .text(object.name.name)
    case "tableowner": .text(catalog.owner(of: object))
    case "hasindexes": ClassRows.value("relhasindex", object, catalog)
    case "hasrules": .boolean(false)
    case "hastriggers": ClassRows.value("relhastriggers", object, catalog)
    case "rowsecurity": ClassRows.value("relrowsecurity", object, catalog)
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-inherits.html
enum InheritanceRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [View] { catalog.views.filter { $0.partition != nil } }

  static func value(_ column: String, _ object: View, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "inhrelid": .integer(catalog.number(object.id))
    case "inhparent": .integer(object.partition.map { catalog.number($0.parent) })
    case "inhseqno": .integer(1)
    case "inhdetachpending": .boolean(false)
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-partitioned-table.html
enum PartitionedTableRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [Table] {
    catalog.tables.filter { $0.partitionKey != nil }
  }

  static func value(_ column: String, _ object: Table, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "partrelid": .integer(catalog.number(object.id))
    case "partstrat": .text(object.partitionKey.map { String($0.strategy.rawValue.prefix(1)) })
    case "partnatts": .integer(object.partitionKey?.elements.count)
    case "partdefid": .integer(defaultPartition(of: object, catalog))
    case "partattrs":
      .array(
        (object.partitionKey?.elements ?? []).map { element in
          element.columnName.flatMap { object[column: $0]?.number } ?? 0
        })
    default: .null
    }
  }

  private static func defaultPartition(of table: Table, _ catalog: SystemCatalog) -> Int {
    let own = catalog.views.first { $0.partition?.parent == table.id && $0.partition?.bound == .default }
    return own.map { catalog.number($0.id) } ?? 0
  }
}
