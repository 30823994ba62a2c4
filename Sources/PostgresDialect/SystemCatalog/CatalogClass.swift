/// What has a row in `pg_class`: https://www.postgresql.org/docs/15/catalog-pg-class.html
enum CatalogClass {
  case table(Table)
  /// A partition too.
  case view(View)
  case index(Index)
  /// The index of a key.
  case key(Constraint, on: Table)
  case sequence(SequenceGenerator)
  case composite(UserType)
  case foreignTable(RememberedObject)

  var name: ObjectName {
    switch self {
    case .table(let table): table.name
    case .view(let view): view.name
    case .index(let index): index.name
    case .key(let constraint, let table): ObjectName(constraint.name, in: table.name.schema)
    case .sequence(let sequence): sequence.name
    case .composite(let type): type.name
    case .foreignTable(let object): object.key.name
    }
  }

  /// The letter of its kind.
  var kind: String {
    switch self {
    case .table(let table): table.materialized != nil ? "m" : table.partitionKey != nil ? "p" : "r"
    case .view(let view): view.partition == nil ? "v" : "r"
    case .index, .key: "i"
    case .sequence: "S"
    case .composite: "c"
    case .foreignTable: "f"
    }
  }

  /// Whether rows of it are read by its name.
  var isRelation: Bool {
    switch self {
    case .table, .view, .foreignTable: true
    default: false
    }
  }

  var isView: Bool { kind == "v" }

  var columns: [Column] {
    switch self {
    case .table(let table): table.columns
    case .view(let view): view.columns
    default: []
    }
  }

  var address: ObjectAddress {
    switch self {
    case .table(let table): .table(table.id)
    case .view(let view): .view(view.id)
    case .index(let index): .index(index.id)
    case .key(let constraint, let table): .keyIndex(table.id, constraint.name)
    case .sequence(let sequence): .sequence(sequence.id)
    case .composite(let type): .type(type.id)
    case .foreignTable(let object): .remembered(object.id)
    }
  }
}

extension SystemCatalog {
  /// All of them, in the order in which they were made.
  var classes: [CatalogClass] {
    var all: [(Int, CatalogClass)] = []
    for table in schema.tables.values {
      all.append((table.id, .table(table)))
      for constraint in table.constraints where constraint.kind.hasIndex {
        all.append((table.id, .key(constraint, on: table)))
      }
    }
    all += schema.views.values.map { ($0.id, .view($0)) }
    all += schema.indexes.values.map { ($0.id, .index($0)) }
    all += schema.sequences.values.map { ($0.id, .sequence($0)) }
    for type in schema.types.values {
      if case .composite = type.kind { all.append((type.id, .composite(type))) }
    }
    all += remembered(.foreignTable).map { ($0.id, .foreignTable($0)) }
    return all.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
  }

  /// Tables and views of every kind.
  var relations: [CatalogClass] { classes.filter(\.isRelation) }

  func number(of relation: CatalogClass) -> Int {
    switch relation {
    case .table(let table): number(table.id)
    case .view(let view): number(view.id)
    case .index(let index): number(index.id)
    case .key(let constraint, let table): indexNumber(of: constraint, on: table)
    case .sequence(let sequence): number(sequence.id)
    case .composite(let type): thirdNumber(type.id)
    case .foreignTable(let object): number(object.id)
    }
  }

  func owner(of relation: CatalogClass) -> String {
    switch relation {
    case .index(let index): owner(index.partition.map { .view($0) } ?? .table(index.table))
    case .key(_, let table): owner(.table(table.id))
    default: owner(relation.address)
    }
  }

  func indexes(on relation: CatalogClass) -> [Index] {
    switch relation {
    case .table(let table): indexes.filter { $0.table == table.id && $0.partition == nil }
    case .view(let view): indexes.filter { $0.partition == view.id }
    default: []
    }
  }
}
