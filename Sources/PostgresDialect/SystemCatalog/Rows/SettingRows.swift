extension SystemCatalog {
  /// What a setting is at the start of a session; nil for one that is not known.
  func setting(_ name: String) -> String? {
    if name.lowercased() == "search_path" {
      return schema.searchPath == Schema().searchPath
        ? "\"$user\", public" : schema.searchPath.map(PostgresPrinter.name).joined(separator: ", ")
    }
    if let own = schema.settings[name.lowercased()] { return own }
    return Self.settings.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// https://www.postgresql.org/docs/15/runtime-config.html
  static let settings: [(name: String, value: String, type: String)] = [
    ("application_name", "", "string"), ("bytea_output", "hex", "enum"), ("block_size", "8192", "integer"),
    ("check_function_bodies", "on", "bool"), ("client_encoding", "UTF8", "string"),
    ("client_min_messages", "notice", "enum"), ("DateStyle", "ISO, MDY", "string"),
    ("default_table_access_method", "heap", "string"), ("default_tablespace", "", "string"),
    ("default_text_search_config", "pg_catalog.english", "string"),
    ("default_transaction_isolation", "read committed", "enum"),
    ("idle_in_transaction_session_timeout", "0", "integer"), ("integer_datetimes", "on", "bool"),
    ("IntervalStyle", "postgres", "enum"), ("is_superuser", "on", "bool"), ("lc_collate", "C", "string"),
    ("lc_ctype", "C", "string"), ("lock_timeout", "0", "integer"), ("max_identifier_length", "63", "integer"),
    ("row_security", "on", "bool"), ("search_path", "", "string"), ("server_encoding", "UTF8", "string"),
    ("server_version", "15.18", "string"), ("server_version_num", "150018", "integer"),
    ("session_replication_role", "origin", "enum"), ("standard_conforming_strings", "on", "bool"),
    ("statement_timeout", "0", "integer"), ("TimeZone", "UTC", "string"),
    ("transaction_isolation", "read committed", "enum"), ("transaction_read_only", "off", "bool"),
    ("wal_level", "replica", "enum"), ("xmloption", "content", "enum"),
  ]
}

/// https://www.postgresql.org/docs/15/view-pg-settings.html
enum SettingRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [(name: String, value: String, type: String)] {
    SystemCatalog.settings
  }

  static func value(
    _ column: String, _ object: (name: String, value: String, type: String), _ catalog: SystemCatalog
  ) -> StoredValue {
    switch column {
    case "name": .text(object.name)
    case "setting", "boot_val", "reset_val": .text(catalog.setting(object.name))
    case "vartype": .text(object.type)
    case "source": .text("default")
    case "pending_restart": .boolean(false)
    default: .null
    }
  }
}
