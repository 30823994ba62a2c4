/// Who may own and be granted things; nobody logs in here.
struct CatalogRole {
  var name: String
  var number: Int
  var isSuperuser = false
  var inherits = true
  var createsRoles = false
  var createsDatabases = false
  var logsIn = false
  var replicates = false
  var bypassesSecurity = false
  var limit = -1
  var validUntil: String?
}

extension SystemCatalog {
  /// PostgreSQL's own, and those of the history.
  var roles: [CatalogRole] {
    let owner = CatalogRole(
      name: Self.owner, number: Self.ownerNumber, isSuperuser: true, createsRoles: true,
      createsDatabases: true,
      logsIn: true, replicates: true, bypassesSecurity: true)
    let predefined = Self.predefinedRoles.map { CatalogRole(name: $0.name, number: $0.number) }
    return [owner] + predefined + remembered(.role).map(role)
  }

  /// https://www.postgresql.org/docs/15/predefined-roles.html
  private static let predefinedRoles: [(name: String, number: Int)] = [
    ("pg_database_owner", 6171), ("pg_read_all_data", 6181), ("pg_write_all_data", 6182),
    ("pg_monitor", 3373), ("pg_read_all_settings", 3374), ("pg_read_all_stats", 3375),
    ("pg_stat_scan_tables", 3377), ("pg_read_server_files", 4569), ("pg_write_server_files", 4570),
    ("pg_execute_server_program", 4571), ("pg_signal_backend", 4200), ("pg_checkpoint", 4544),
  ]

  private func role(_ object: RememberedObject) -> CatalogRole {
    var role = CatalogRole(name: object.key.name.name, number: number(object.id))
    // `CREATE USER` is `CREATE ROLE … LOGIN`.
    let head = object.definition.parts.prefix(2).compactMap(\.word)
    role.logsIn = head.contains("USER")
    for phrase in [object.definition] + object.changes {
      let words = phrase.parts.map { part -> String in
        switch part.value {
        case .word(let word): word
        case .name(let name): name.text.uppercased()
        default: ""
        }
      }
      for word in words { role.set(word) }
      if let place = words.firstIndex(of: "LIMIT"), words.indices.contains(place + 1) {
        role.limit = Int(words[place + 1]) ?? -1
      }
    }
    return role
  }
}

extension CatalogRole {
  fileprivate mutating func set(_ word: String) {
    let isOn = !word.hasPrefix("NO")
    switch word {
    case "SUPERUSER", "NOSUPERUSER": isSuperuser = isOn
    case "INHERIT", "NOINHERIT": inherits = isOn
    case "CREATEROLE", "NOCREATEROLE": createsRoles = isOn
    case "CREATEDB", "NOCREATEDB": createsDatabases = isOn
    case "LOGIN", "NOLOGIN": logsIn = isOn
    case "REPLICATION", "NOREPLICATION": replicates = isOn
    case "BYPASSRLS", "NOBYPASSRLS": bypassesSecurity = isOn
    default: break
    }
  }
}

/// `pg_roles`, `pg_authid` and `pg_user`: https://www.postgresql.org/docs/15/view-pg-roles.html
enum RoleRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogRole] { catalog.roles }

  static func value(_ column: String, _ object: CatalogRole, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid", "usesysid": .integer(object.number)
    case "rolname", "usename", "role_name": .text(object.name)
    case "rolsuper", "usesuper": .boolean(object.isSuperuser)
    case "rolinherit": .boolean(object.inherits)
    case "rolcreaterole": .boolean(object.createsRoles)
    case "rolcreatedb", "usecreatedb": .boolean(object.createsDatabases)
    case "rolcanlogin": .boolean(object.logsIn)
    case "rolreplication", "userepl": .boolean(object.replicates)
    case "rolbypassrls", "usebypassrls": .boolean(object.bypassesSecurity)
    case "rolconnlimit": .integer(object.limit)
    case "rolpassword", "passwd": .text("********")
    case "rolvaliduntil", "valuntil": .text(object.validUntil)
    case "grantee": .text(SystemCatalog.owner)
    case "is_grantable": .yesOrNo(false)
    default: .null
    }
  }
}

/// Those that can log in.
enum UserRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogRole] { catalog.roles.filter(\.logsIn) }

  static func value(_ column: String, _ object: CatalogRole, _ catalog: SystemCatalog) -> StoredValue {
    RoleRows.value(column, object, catalog)
  }
}
