/// A relation of PostgreSQL's own catalogs. No file holds it: what a query reads of it is computed from the `Schema`.
struct SystemRelation: Sendable {
  var name: ObjectName
  /// Its number in `pg_class`.
  var number: Int
  var columns: [(name: String, type: PostgresType)]

  static let postgres = "pg_catalog"
  static let information = "information_schema"

  private static let all: [ObjectName: SystemRelation] = Dictionary(
    relations(postgresLines, postgres) + relations(informationLines, information)
  ) { first, _ in first }

  static var known: [SystemRelation] { all.values.sorted { $0.number < $1.number } }

  private static let numbered = Dictionary(all.values.map { ($0.number, $0) }) { first, _ in first }

  private static func relations(_ lines: String, _ schema: String) -> [(ObjectName, SystemRelation)] {
    lines.split(separator: "\n").compactMap { line in
      SystemRelation(line: String(line), in: schema).map { ($0.name, $0) }
    }
  }

  /// `pg_am 2601: oid oid, amname name`.
  private init?(line: String, in schema: String) {
    let halves = line.components(around: ": ")
    let head = halves[0].split(separator: " ")
    guard halves.count == 2, head.count == 2, let number = Int(head[1]) else { return nil }
    name = ObjectName(String(head[0]), in: schema)
    self.number = number
    columns = halves[1].components(around: ", ").compactMap { column in
      let words = column.split(separator: " ")
      guard words.count == 2, let type = PostgresType(word: String(words[1])) else { return nil }
      return (String(words[0]), type)
    }
  }

  /// What a name means before the search path is asked: `pg_catalog` comes first there.
  /// https://www.postgresql.org/docs/15/ddl-schemas.html#DDL-SCHEMAS-CATALOG
  static func named(_ name: QualifiedName) -> SystemRelation? {
    all[ObjectName(name.name.text, in: name.schema?.text ?? postgres)]
  }

  static func numbered(_ number: Int) -> SystemRelation? { numbered[number] }

  /// Those whose rows are not known here.
  private static let others = Set(
    """
    pg_aggregate pg_amop pg_amproc pg_available_extension_versions pg_backend_memory_contexts pg_cast pg_config
    pg_conversion pg_cursors pg_db_role_setting pg_default_acl pg_file_settings pg_group pg_hba_file_rules
    pg_ident_file_mappings pg_init_privs pg_largeobject pg_largeobject_metadata pg_opclass pg_operator
    pg_opfamily pg_parameter_acl pg_prepared_statements pg_prepared_xacts pg_replication_origin
    pg_replication_origin_status pg_replication_slots pg_seclabels pg_shadow pg_shdepend pg_shmem_allocations
    pg_shseclabel pg_stat_activity pg_stat_all_indexes pg_stat_all_tables pg_stat_archiver pg_stat_bgwriter
    pg_stat_database pg_stat_database_conflicts pg_stat_gssapi pg_stat_progress_analyze
    pg_stat_progress_basebackup pg_stat_progress_cluster pg_stat_progress_copy pg_stat_progress_create_index
    pg_stat_progress_vacuum pg_stat_recovery_prefetch pg_stat_replication pg_stat_replication_slots pg_stat_slru
    pg_stat_ssl pg_stat_subscription pg_stat_subscription_stats pg_stat_sys_indexes pg_stat_sys_tables
    pg_stat_user_functions pg_stat_user_indexes pg_stat_wal pg_stat_wal_receiver pg_stat_xact_all_tables
    pg_stat_xact_sys_tables pg_stat_xact_user_functions pg_stat_xact_user_tables pg_statio_all_indexes
    pg_statio_all_sequences pg_statio_all_tables pg_statio_sys_indexes pg_statio_sys_sequences
    pg_statio_sys_tables pg_statio_user_indexes pg_statio_user_sequences pg_statio_user_tables pg_statistic
    pg_statistic_ext_data pg_stats pg_stats_ext pg_stats_ext_exprs pg_subscription_rel pg_timezone_abbrevs
    pg_transform pg_ts_config pg_ts_config_map pg_ts_dict pg_ts_parser pg_ts_template
    pg_user_mapping pg_user_mappings
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Whether a name can only be that of a system catalog, known or not.
  static func isReserved(_ name: QualifiedName) -> Bool {
    guard let schema = name.schema?.text else {
      return all[ObjectName(name.name.text, in: postgres)] != nil || others.contains(name.name.text)
    }
    return schema == postgres || schema == information
  }

  /// Columns whose values are not known here.
  var unknownColumns: Set<String> {
    switch name.name {
    case "pg_timezone_names": ["abbrev", "utc_offset", "is_dst"]
    case "pg_sequences": ["last_value"]
    default: []
    }
  }

  /// What yields its rows; nil where they are not known.
  var rows: (any SystemRows.Type)? { Self.sources[name.name] }
}

/// The rows of a relation of the catalogs: the objects that they are of, and each column's value for one of them.
protocol SystemRows: Sendable {
  associatedtype Object
  static func objects(_ catalog: SystemCatalog) -> [Object]
  static func value(_ column: String, _ object: Object, _ catalog: SystemCatalog) -> StoredValue
}

extension SystemRows {
  /// The rows as JSON, an array of arrays with the columns that are asked for.
  static func json(_ columns: [String], _ catalog: SystemCatalog) -> String {
    let rows = objects(catalog).map { object in
      "[" + columns.map { value($0, object, catalog).json }.joined(separator: ",") + "]"
    }
    return "[\(rows.joined(separator: ","))]"
  }
}

extension StoredValue {
  fileprivate var json: String {
    switch self {
    case .null: "null"
    case .integer(let value): String(value)
    case .real(let value): "\(value)"
    case .text(let text): JSON.quoted(text)
    case .blob(let bytes): JSON.quoted("\\x" + Hexadecimal.text(bytes))
    }
  }

  static func text(_ text: String?) -> StoredValue { text.map { .text($0) } ?? .null }

  static func integer(_ value: Int?) -> StoredValue { value.map { .integer($0) } ?? .null }

  /// As `information_schema` says it.
  static func yesOrNo(_ value: Bool) -> StoredValue { .text(value ? "YES" : "NO") }

  /// An array as it is stored.
  static func array(_ numbers: [Int]) -> StoredValue {
    .text("[\(numbers.map(String.init).joined(separator: ","))]")
  }

  static func array(_ texts: [String]) -> StoredValue {
    .text("[\(texts.map(JSON.quoted).joined(separator: ","))]")
  }
}
