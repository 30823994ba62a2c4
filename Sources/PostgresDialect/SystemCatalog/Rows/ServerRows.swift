/// https://www.postgresql.org/docs/15/catalog-pg-am.html
enum AccessMethodRows: SystemRows {
  static let heap = 2
  static let numbers = [
    "heap": heap, "btree": 403, "hash": 405, "gist": 783, "gin": 2742, "spgist": 4000, "brin": 3580,
  ]

  static func objects(_ catalog: SystemCatalog) -> [(name: String, number: Int)] {
    numbers.sorted { $0.value < $1.value }.map { ($0.key, $0.value) }
      + catalog.remembered(.accessMethod).map { ($0.key.name.name, catalog.number($0.id)) }
  }

  static func value(_ column: String, _ object: (name: String, number: Int), _ catalog: SystemCatalog)
    -> StoredValue
  {
    switch column {
    case "oid": .integer(object.number)
    case "amname": .text(object.name)
    case "amtype": .text(object.name == "heap" ? "t" : "i")
    default: .null
    }
  }
}

/// Those that sort by code point: https://www.postgresql.org/docs/15/catalog-pg-collation.html
enum CollationRows: SystemRows {
  static let numbers = ["default": 100, "C": 950, "POSIX": 951, "ucs_basic": 12_340]

  static func objects(_ catalog: SystemCatalog) -> [(name: ObjectName, number: Int)] {
    numbers.sorted { $0.value < $1.value }.map { (ObjectName($0.key, in: SystemRelation.postgres), $0.value) }
      + catalog.remembered(.collation).map { ($0.key.name, catalog.number($0.id)) }
  }

  static func value(_ column: String, _ object: (name: ObjectName, number: Int), _ catalog: SystemCatalog)
    -> StoredValue
  {
    switch column {
    case "oid": .integer(object.number)
    case "collname", "collation_name": .text(object.name.name)
    case "collation_schema": .text(object.name.schema)
    case "collation_catalog": .text(SystemCatalog.database)
    case "pad_attribute": .text("NO PAD")
    case "collnamespace": .integer(catalog.number(ofSchema: object.name.schema))
    case "collowner": .integer(SystemCatalog.ownerNumber)
    case "collprovider": .text(object.name.name == "default" ? "d" : "c")
    case "collisdeterministic": .boolean(true)
    case "collencoding": .integer(object.name.name == "ucs_basic" ? 6 : -1)
    case "collcollate", "collctype":
      .text(object.name.name == "default" ? nil : object.name.name == "POSIX" ? "POSIX" : "C")
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-language.html
enum LanguageRows: SystemRows {
  static let numbers = ["internal": 12, "c": 13, "sql": 14, "plpgsql": 13_563]

  static func number(of name: String, _ catalog: SystemCatalog) -> Int {
    numbers[name] ?? catalog.remembered(.language).first { $0.key.name.name == name }.map {
      catalog.number($0.id)
    }
      ?? 0
  }

  static func objects(_ catalog: SystemCatalog) -> [(name: String, number: Int)] {
    numbers.sorted { $0.value < $1.value }.map { ($0.key, $0.value) }
      + catalog.remembered(.language).map { ($0.key.name.name, catalog.number($0.id)) }
  }

  static func value(_ column: String, _ object: (name: String, number: Int), _ catalog: SystemCatalog)
    -> StoredValue
  {
    switch column {
    case "oid": .integer(object.number)
    case "lanname": .text(object.name)
    case "lanowner": .integer(SystemCatalog.ownerNumber)
    case "lanispl": .boolean(!["internal", "c", "sql"].contains(object.name))
    case "lanpltrusted": .boolean(["sql", "plpgsql"].contains(object.name))
    default: .integer(0)
    }
  }
}

/// The file is the one database: https://www.postgresql.org/docs/15/catalog-pg-database.html
enum DatabaseRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [String] { [SystemCatalog.database] }

  static func value(_ column: String, _ object: String, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(5)
    case "datname", "catalog_name": .text(object)
    case "datdba": .integer(SystemCatalog.ownerNumber)
    case "encoding": .integer(6)
    case "datlocprovider": .text("c")
    case "datistemplate": .boolean(false)
    case "datallowconn": .boolean(true)
    case "datconnlimit": .integer(-1)
    case "dattablespace": .integer(1663)
    case "datcollate", "datctype": .text("C")
    default: .null
    }
  }
}

/// https://www.postgresql.org/docs/15/catalog-pg-tablespace.html
enum TablespaceRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [(name: String, number: Int)] {
    [("pg_default", 1663), ("pg_global", 1664)]
      + catalog.remembered(.tablespace).map { ($0.key.name.name, catalog.number($0.id)) }
  }

  static func value(_ column: String, _ object: (name: String, number: Int), _ catalog: SystemCatalog)
    -> StoredValue
  {
    switch column {
    case "oid": .integer(object.number)
    case "spcname": .text(object.name)
    case "spcowner": .integer(SystemCatalog.ownerNumber)
    default: .null
    }
  }
}

/// What nothing can be in here.
enum NoRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [Never] { [] }

  static func value(_ column: String, _ object: Never, _ catalog: SystemCatalog) -> StoredValue {}
}
