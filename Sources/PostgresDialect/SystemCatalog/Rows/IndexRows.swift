/// An index: one of its own, or a key's.
enum CatalogIndex {
  case index(Index, Table)
  case key(Constraint, Table)

  var table: Table {
    switch self {
    case .index(_, let table), .key(_, let table): table
    }
  }

  var name: ObjectName {
    switch self {
    case .index(let index, _): index.name
    case .key(let constraint, let table): ObjectName(constraint.name, in: table.name.schema)
    }
  }
}

extension SystemCatalog {
  var allIndexes: [CatalogIndex] {
    tables.flatMap { table in
      table.constraints.filter(\.kind.hasIndex).map { CatalogIndex.key($0, table) }
    }
      + indexes.compactMap { index in schema.tables[index.table].map { .index(index, $0) } }
  }

  func number(of index: CatalogIndex) -> Int {
    switch index {
    case .index(let own, _): number(own.id)
    case .key(let constraint, let table): indexNumber(of: constraint, on: table)
    }
  }

  /// The relation it is on, which may be a partition.
  func owner(of index: CatalogIndex) -> (id: ObjectID, name: ObjectName) {
    if case .index(let own, _) = index, let partition = own.partition.flatMap({ schema.views[$0] }) {
      return (partition.id, partition.name)
    }
    return (index.table.id, index.table.name)
  }

  /// `pg_get_indexdef`.
  func definition(of index: CatalogIndex) -> String {
    let (_, owner) = owner(of: index)
    let table = "\(PostgresPrinter.name(owner.schema)).\(PostgresPrinter.name(owner.name))"
    let name = PostgresPrinter.name(index.name.name)
    switch index {
    case .index(let own, let parent):
      let elements = own.elements.map { text(of: $0, on: parent) }.joined(separator: ", ")
      let include = own.include.map { PostgresPrinter.name($0.text) }.joined(separator: ", ")
      let isWhole = own.partition == nil && parent.partitionKey != nil
      return PostgresPrinter.joined(
        "CREATE", own.isUnique ? "UNIQUE" : nil, "INDEX \(name) ON", isWhole ? "ONLY" : nil,
        "\(table) USING \(own.method) (\(elements))", include.isEmpty ? nil : "INCLUDE (\(include))",
        own.nullsNotDistinct ? "NULLS NOT DISTINCT" : nil, own.options,
        own.filter.map { "WHERE \(text(of: $0, on: parent, as: .bool))" })
    case .key(let constraint, let parent):
      if case .exclusion(let text, _) = constraint.kind {
        return "CREATE INDEX \(name) ON \(table) \(text)"
      }
      let columns = parent.names(of: constraint.columns).map(PostgresPrinter.name).joined(separator: ", ")
      let include = parent.names(of: constraint.include).map(PostgresPrinter.name).joined(separator: ", ")
      return PostgresPrinter.joined(
        "CREATE UNIQUE INDEX \(name) ON", parent.partitionKey == nil ? nil : "ONLY",
        "\(table) USING btree (\(columns))", include.isEmpty ? nil : "INCLUDE (\(include))",
        constraint.kind.nullsNotDistinct ? "NULLS NOT DISTINCT" : nil, constraint.options)
    }
  }

  private func text(of element: IndexElement, on table: Table) -> String {
    let key: String
    if let name = element.columnName {
      key = PostgresPrinter.name(name)
    } else {
      let text = self.text(of: element.expression, on: table, as: nil)
      if case .call = element.expression.kind {
        key = text
      } else {
        key = text.hasPrefix("(") ? text : "(\(text))"
      }
    }
    // NULLs last is what goes without saying, and first where the order is turned round.
    let nulls: String? =
      switch element.nulls {
      case .first: element.isDescending ? nil : "NULLS FIRST"
      case .last: element.isDescending ? "NULLS LAST" : nil
      case nil: nil
      }
    return PostgresPrinter.joined(
      key, element.collation.map { "COLLATE \($0.postgres)" }, element.operatorClass?.postgres,
      element.classOptions, element.isDescending ? "DESC" : nil, nulls)
  }
}

extension Constraint.Kind {
  var nullsNotDistinct: Bool { if case .unique(_, let value) = self { value } else { false } }
}

/// https://www.postgresql.org/docs/15/catalog-pg-index.html
enum IndexRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogIndex] { catalog.allIndexes }

  static func value(_ column: String, _ object: CatalogIndex, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "indexrelid": .integer(catalog.number(of: object))
    case "indrelid": .integer(catalog.number(catalog.owner(of: object).id))
    case "indnatts": .integer(keys(of: object).count + include(of: object).count)
    case "indnkeyatts": .integer(keys(of: object).count)
    case "indisunique": .boolean(isUnique(object))
    case "indnullsnotdistinct": .boolean(nullsNotDistinct(object))
    case "indisprimary": .boolean(constraint(object)?.isPrimaryKey == true)
    case "indisexclusion": .boolean(isExclusion(object))
    case "indimmediate": .boolean(constraint(object)?.deferral == nil)
    case "indisclustered": .boolean(object.table.attributes.cluster == object.name.name)
    case "indisreplident": .boolean(isReplicaIdentity(object))
    case "indisvalid", "indisready", "indislive": .boolean(true)
    case "indcheckxmin": .boolean(false)
    case "indkey": .array(keys(of: object) + include(of: object))
    case "indcollation", "indclass": .array(keys(of: object).map { _ in 0 })
    case "indoption": .array(options(of: object))
    case "indexprs": .text(expressions(of: object, catalog))
    case "indpred": .text(filter(of: object, catalog))
    default: .null
    }
  }

  private static func constraint(_ object: CatalogIndex) -> Constraint? {
    if case .key(let constraint, _) = object { constraint } else { nil }
  }

  private static func isExclusion(_ object: CatalogIndex) -> Bool {
    if case .exclusion = constraint(object)?.kind { true } else { false }
  }

  private static func isUnique(_ object: CatalogIndex) -> Bool {
    switch object {
    case .index(let index, _): index.isUnique
    case .key: !isExclusion(object)
    }
  }

  private static func nullsNotDistinct(_ object: CatalogIndex) -> Bool {
    switch object {
    case .index(let index, _): index.nullsNotDistinct
    case .key(let constraint, _): constraint.kind.nullsNotDistinct
    }
  }

  private static func isReplicaIdentity(_ object: CatalogIndex) -> Bool {
    if case .index(let name) = object.table.attributes.replicaIdentity {
      name.text == object.name.name
    } else {
      false
    }
  }

  /// The numbers of the columns; 0 stands for an expression.
  private static func keys(of object: CatalogIndex) -> [Int] {
    switch object {
    case .key(let constraint, _): constraint.columns
    case .index(let index, let table):
      index.elements.map { element in element.columnName.flatMap { table[column: $0]?.number } ?? 0 }
    }
  }

  private static func include(of object: CatalogIndex) -> [Int] {
    switch object {
    case .key(let constraint, _): constraint.include
    case .index(let index, let table): index.include.compactMap { table[column: $0.text]?.number }
    }
  }

  /// Bit 1: descending; bit 2: NULLs first.
  private static func options(of object: CatalogIndex) -> [Int] {
    guard case .index(let index, _) = object else { return keys(of: object).map { _ in 0 } }
    return index.elements.map { element in
      let nullsFirst = element.nulls.map { $0 == .first } ?? element.isDescending
      return (element.isDescending ? 1 : 0) + (nullsFirst ? 2 : 0)
    }
  }

  private static func expressions(of object: CatalogIndex, _ catalog: SystemCatalog) -> String? {
    guard case .index(let index, let table) = object else { return nil }
    let texts = index.elements.filter { $0.columnName == nil }.map {
      catalog.text(of: $0.expression, on: table, as: nil)
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  private static func filter(of object: CatalogIndex, _ catalog: SystemCatalog) -> String? {
    guard case .index(let index, let table) = object else { return nil }
    return index.filter.map { catalog.text(of: $0, on: table, as: .bool) }
  }
}

/// https://www.postgresql.org/docs/15/view-pg-indexes.html
enum IndexListRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogIndex] { catalog.allIndexes }

  static func value(_ column: String, _ object: CatalogIndex, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "schemaname": .text(catalog.owner(of: object).name.schema)
    case "tablename": .text(catalog.owner(of: object).name.name)
    case "indexname": .text(object.name.name)
    case "indexdef": .text(catalog.definition(of: object))
    default: .null
    }
  }
}
