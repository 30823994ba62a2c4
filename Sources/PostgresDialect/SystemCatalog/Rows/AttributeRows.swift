/// A column of anything in `pg_class`.
struct CatalogAttribute {
  var owner: CatalogClass
  var number: Int
  var name: String
  /// Nil for a column that was dropped.
  var type: PostgresType?
  /// Of a table or a view.
  var column: Column?
}

extension SystemCatalog {
  func attributes(of owner: CatalogClass) -> [CatalogAttribute] {
    func attribute(_ number: Int, _ name: String, _ type: PostgresType?) -> CatalogAttribute {
      CatalogAttribute(owner: owner, number: number, name: name, type: type)
    }
    switch owner {
    case .table(let table):
      return table.lastColumnNumber < 1
        ? []
        : (1...table.lastColumnNumber).map { number in
          guard let column = table[number: number] else {
            return attribute(number, "........pg.dropped.\(number)........", nil)
          }
          return CatalogAttribute(
            owner: owner, number: number, name: column.name, type: column.type, column: column)
        }
    case .view(let view):
      // A partition's columns are its table's.
      let parent = view.partition.flatMap { schema.tables[$0.parent] }
      return (parent?.columns ?? view.columns).map {
        CatalogAttribute(owner: owner, number: $0.number, name: $0.name, type: $0.type, column: $0)
      }
    case .index(let index): return keyAttributes(of: index, owner)
    case .key(let constraint, let table):
      return (constraint.columns + constraint.include).enumerated().map { place, number in
        attribute(place + 1, table[number: number]?.name ?? "", table[number: number]?.type)
      }
    case .composite(let type):
      guard case .composite(let attributes) = type.kind else { return [] }
      return attributes.enumerated().map { attribute($0 + 1, $1.name, $1.type) }
    case .sequence:
      return [
        attribute(1, "last_value", .int8), attribute(2, "log_cnt", .int8), attribute(3, "is_called", .bool),
      ]
    case .foreignTable: return []
    }
  }

  private func keyAttributes(of index: Index, _ owner: CatalogClass) -> [CatalogAttribute] {
    guard let table = schema.tables[index.table] else { return [] }
    var names = index.elements.map { element -> String in
      if case .call(let call) = element.expression.kind { return call.name.name.text }
      return element.columnName ?? "expr"
    }
    names = Schema.numbered(names) + index.include.map(\.text)
    return names.enumerated().map { place, name in
      var type = table[column: name]?.type
      if place < index.elements.count, index.elements[place].columnName == nil {
        var lowering = Lowering(schema, .statement, scope: .definition(of: table))
        type = try? lowering.lower(index.elements[place].expression).type
      }
      return CatalogAttribute(owner: owner, number: place + 1, name: name, type: type ?? .text)
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-attribute.html
enum AttributeRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogAttribute] {
    catalog.classes.flatMap(catalog.attributes)
  }

  static func value(_ column: String, _ object: CatalogAttribute, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "attrelid": .integer(catalog.number(of: object.owner))
    case "attname": .text(object.name)
    case "atttypid": .integer(object.type.map(catalog.number(of:)) ?? 0)
    case "attstattarget": .integer(object.column?.attributes.statistics ?? -1)
    case "attlen": .integer(object.type.map { catalog.layout(of: $0).length } ?? -1)
    case "attnum": .integer(object.number)
    case "attndims": .integer(object.type?.isArray == true ? 1 : 0)
    case "attcacheoff": .integer(-1)
    case "atttypmod": .integer(object.type.map(catalog.modifier(of:)) ?? -1)
    case "attbyval": .boolean(object.type.map { catalog.layout(of: $0).isByValue } ?? false)
    case "attalign": .text(object.type.map { catalog.layout(of: $0).alignment } ?? "i")
    case "attstorage":
      .text(
        object.column?.attributes.storage.map { String($0.prefix(1)) }
          ?? object.type.map { catalog.layout(of: $0).storage } ?? "x")
    case "attcompression": .text(object.column?.attributes.compression.map { String($0.prefix(1)) } ?? "")
    case "attnotnull": .boolean(object.column.map(\.isNotNull) ?? isSequence(object))
    case "atthasdef": .boolean(object.column?.defaultValue != nil || object.column?.generated != nil)
    case "atthasmissing": .boolean(false)
    case "attidentity": .text(object.column?.identity.map { $0.isAlways ? "a" : "d" } ?? "")
    case "attgenerated": .text(object.column?.generated == nil ? "" : "s")
    case "attisdropped": .boolean(object.type == nil)
    case "attislocal": .boolean(ClassRows.partition(object.owner) == nil)
    case "attinhcount": .integer(ClassRows.partition(object.owner) == nil ? 0 : 1)
    case "attcollation":
      .integer(
        object.column?.collation.map(catalog.collationNumber) ?? object.type.map(catalog.collation(of:)) ?? 0)
    case "attoptions": options(of: object)
    default: .null
    }
  }

  private static func isSequence(_ object: CatalogAttribute) -> Bool {
    if case .sequence = object.owner { true } else { false }
  }

  private static func options(of object: CatalogAttribute) -> StoredValue {
    guard let options = object.column?.attributes.options, !options.isEmpty else { return .null }
    return .array(options.map { "\($0.name)=\($0.value ?? "true")" })
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-attrdef.html
enum DefaultRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogAttribute] {
    catalog.relations.flatMap(catalog.attributes).filter {
      $0.column?.defaultValue != nil || $0.column?.generated != nil
    }
  }

  static func value(_ column: String, _ object: CatalogAttribute, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(number(of: object, catalog))
    case "adrelid": .integer(catalog.number(of: object.owner))
    case "adnum": .integer(object.number)
    case "adbin": .text(catalog.defaultText(of: object))
    default: .null
    }
  }

  private static func number(of object: CatalogAttribute, _ catalog: SystemCatalog) -> Int {
    switch object.owner {
    case .table(let table): catalog.number(ofPart: object.number, of: table.id)
    case .view(let view): catalog.number(ofPart: object.number, of: view.id)
    default: 0
    }
  }
}

extension SystemCatalog {
  /// The default, or the expression that a column is generated by, as PostgreSQL shows it.
  func defaultText(of object: CatalogAttribute) -> String? {
    guard let column = object.column else { return nil }
    if let value = column.defaultValue { return text(ofDefault: value, of: column.type) }
    guard let generated = column.generated, case .table(let table) = object.owner else { return nil }
    return text(of: generated, on: table, as: column.type)
  }
}
