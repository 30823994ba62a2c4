/// PostgreSQL's own types and those of the common extensions, by internal name.
enum BuiltinTypes {
  static func base(named name: String) -> BaseType? {
    if let base = exact[name] { return base }
    return opaque.contains(name) ? .opaque(name) : nil
  }

  /// `serial` and its kin are no types: they are an integer, NOT NULL, and a sequence.
  /// https://www.postgresql.org/docs/15/datatype-numeric.html#DATATYPE-SERIAL
  static let serials: [String: BaseType] = [
    "smallserial": .int2, "serial2": .int2, "serial": .int4, "serial4": .int4, "bigserial": .int8,
    "serial8": .int8,
  ]

  private static let exact: [String: BaseType] = [
    "bool": .bool, "int2": .int2, "int4": .int4, "int8": .int8, "float4": .float4, "float8": .float8,
    "numeric": .numeric, "text": .text, "varchar": .varchar, "bpchar": .bpchar, "citext": .citext,
    "bytea": .bytea, "uuid": .uuid, "json": .json, "jsonb": .jsonb, "date": .date, "time": .time,
    "timetz": .timetz, "timestamp": .timestamp, "timestamptz": .timestamptz, "interval": .interval,
    "vector": .vector, "hstore": .hstore, "void": .void, "trigger": .trigger,
  ]

  private static let opaque: Set<String> = pseudo.union([
    "aclitem", "bit", "box", "char", "cid", "cidr", "circle", "cstring", "cube", "datemultirange",
    "daterange",
    "geography", "geometry", "halfvec", "inet", "int2vector", "int4multirange", "int4range", "int8multirange",
    "int8range", "jsonpath", "line", "lquery", "lseg", "ltree", "ltxtquery", "macaddr", "macaddr8", "money",
    "name", "pg_node_tree", "nummultirange", "numrange", "oid", "oidvector", "path", "pg_lsn", "pg_snapshot",
    "point",
    "polygon", "refcursor", "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace",
    "regoper",
    "regoperator", "regproc", "regprocedure", "regrole", "regtype", "sparsevec", "tid", "tsmultirange",
    "tsquery", "tsrange", "tstzmultirange", "tstzrange", "tsvector", "txid_snapshot", "varbit", "xid", "xid8",
    "xml",
  ])

  /// The type between the ends of a range type; nil for another.
  static func rangeElement(of name: String) -> PostgresType? {
    switch name {
    case "int4range": .int4
    case "int8range": .int8
    case "numrange": .numeric
    case "tsrange": .timestamp
    case "tstzrange": .timestamptz
    case "daterange": .date
    default: nil
    }
  }

  /// What functions take and return, and no column can be.
  static let pseudo: Set<String> = [
    "any", "anyarray", "anycompatible", "anycompatiblearray", "anyelement", "anyenum", "anynonarray",
    "anyrange",
    "event_trigger", "internal", "record",
  ]

  /// The name that PostgreSQL's `format_type` shows.
  static func displayName(of base: BaseType) -> String {
    switch base {
    case .bool: "boolean"
    case .int2: "smallint"
    case .int4: "integer"
    case .int8: "bigint"
    case .float4: "real"
    case .float8: "double precision"
    case .varchar: "character varying"
    case .bpchar: "character"
    case .timetz: "time with time zone"
    case .time: "time without time zone"
    case .timestamp: "timestamp without time zone"
    case .timestamptz: "timestamp with time zone"
    case .opaque("varbit"): "bit varying"
    case .opaque(let name): name
    default: internalName(of: base)
    }
  }

  /// The name that the parser gives the type.
  static func internalName(of base: BaseType) -> String {
    if case .opaque(let name) = base { return name }
    return exact.first { $0.value == base }?.key ?? "unknown"
  }
}
