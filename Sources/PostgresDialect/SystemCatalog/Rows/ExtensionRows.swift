/// https://www.postgresql.org/docs/15/catalog-pg-extension.html
enum ExtensionRows: SystemRows {
  typealias Object = (name: String, number: Int, schema: String)

  static func objects(_ catalog: SystemCatalog) -> [Object] {
    [("plpgsql", 13_559, SystemRelation.postgres)]
      + catalog.schema.extensions.sorted { $0.value.id < $1.value.id }.filter { $0.key != "plpgsql" }
      .map { ($0.key, catalog.number($0.value.id), $0.value.schema) }
  }

  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(object.number)
    case "extname": .text(object.name)
    case "extowner": .integer(SystemCatalog.ownerNumber)
    case "extnamespace": .integer(catalog.number(ofSchema: object.schema))
    case "extrelocatable": .boolean(object.name != "plpgsql")
    case "extversion": .text(AvailableExtensionRows.versions[object.name] ?? "1.0")
    default: .null
    }
  }
}

/// What comes with PostgreSQL, and vectors: https://www.postgresql.org/docs/15/view-pg-available-extensions.html
enum AvailableExtensionRows: SystemRows {
  static let versions: [String: String] = Dictionary(
    lines.split(whereSeparator: \.isWhitespace).compactMap { word in
      let sides = word.split(separator: "=")
      return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
    }
  ) { first, _ in first }

  private static let lines = """
    adminpack=2.1 amcheck=1.3 autoinc=1.0 bloom=1.0 btree_gin=1.3 btree_gist=1.7 citext=1.6 cube=1.5 dblink=1.2
    dict_int=1.0 dict_xsyn=1.0 earthdistance=1.1 file_fdw=1.0 fuzzystrmatch=1.1 hstore=1.8 insert_username=1.0
    intagg=1.1 intarray=1.5 isn=1.2 lo=1.1 ltree=1.2 moddatetime=1.0 old_snapshot=1.0 pageinspect=1.11
    pg_buffercache=1.3 pg_freespacemap=1.2 pg_prewarm=1.2 pg_stat_statements=1.10 pg_surgery=1.0 pg_trgm=1.6
    pg_visibility=1.2 pg_walinspect=1.0 pgcrypto=1.3 pgrowlocks=1.2 pgstattuple=1.5 plpgsql=1.0 postgres_fdw=1.1
    refint=1.0 seg=1.4 sslinfo=1.2 tablefunc=1.0 tcn=1.0 tsm_system_rows=1.0 tsm_system_time=1.0 unaccent=1.1
    uuid-ossp=1.1 vector=0.8.0 xml2=1.1
    """

  static func objects(_ catalog: SystemCatalog) -> [String] {
    Set(versions.keys).union(catalog.schema.extensions.keys).sorted()
  }

  static func value(_ column: String, _ object: String, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "name": .text(object)
    case "default_version": .text(versions[object] ?? "1.0")
    case "installed_version":
      .text(catalog.schema.extensions[object] != nil || object == "plpgsql" ? versions[object] ?? "1.0" : nil)
    default: .null
    }
  }
}
