/// What `GRANT` and `REVOKE` have said about an object, beyond what its owner and everybody may do by default.
struct Privileges: Sendable, Hashable {
  /// By role (`public` for everybody) and privilege: whether it may be passed on.
  private(set) var granted: [String: [String: Bool]] = [:]
  /// Default privileges that were taken away.
  private(set) var revoked: [String: Set<String>] = [:]

  var isEmpty: Bool { granted.isEmpty && revoked.isEmpty }

  mutating func grant(_ names: [String], to role: String, passingOn: Bool) {
    for name in names {
      revoked[role]?.remove(name)
      granted[role, default: [:]][name] = passingOn || granted[role]?[name] == true
    }
    clean(role)
  }

  /// - Parameter isDefault: whether the role may have the privileges without a grant, so that taking them is worth
  ///   remembering.
  mutating func revoke(_ names: [String], from role: String, optionOnly: Bool, isDefault: Bool) {
    for name in names {
      if optionOnly {
        if granted[role]?[name] != nil { granted[role]?[name] = false }
      } else if granted[role]?.removeValue(forKey: name) == nil || isDefault {
        if isDefault { revoked[role, default: []].insert(name) }
      }
    }
    clean(role)
  }

  private mutating func clean(_ role: String) {
    if granted[role]?.isEmpty == true { granted[role] = nil }
    if revoked[role]?.isEmpty == true { revoked[role] = nil }
  }

  mutating func renameRole(_ old: String, to new: String) {
    if let own = granted.removeValue(forKey: old) { granted[new] = own }
    if let own = revoked.removeValue(forKey: old) { revoked[new] = own }
  }

  mutating func drop(role: String) {
    granted[role] = nil
    revoked[role] = nil
  }

  func mentions(_ role: String) -> Bool { granted[role] != nil || revoked[role] != nil }

  /// The grants of a role that may, and may not, be passed on; names in order.
  func grants(of role: String) -> [(names: [String], passingOn: Bool)] {
    [true, false].compactMap { passingOn in
      let names = (granted[role] ?? [:]).filter { $0.value == passingOn }.map(\.key).sorted()
      return names.isEmpty ? nil : (names, passingOn)
    }
  }

  mutating func merge(_ other: Privileges) {
    for (role, names) in other.granted {
      for (name, passingOn) in names { grant([name], to: role, passingOn: passingOn) }
    }
    for (role, names) in other.revoked { revoked[role, default: []].formUnion(names) }
  }
}

/// The kinds of objects by what may be granted on them: https://www.postgresql.org/docs/15/ddl-priv.html
enum PrivilegeKind: String, Sendable, Hashable {
  case table = "TABLE"
  case column = "COLUMN"
  case sequence = "SEQUENCE"
  case function = "FUNCTION"
  case procedure = "PROCEDURE"
  case routine = "ROUTINE"
  case type = "TYPE"
  case domain = "DOMAIN"
  case schema = "SCHEMA"
  case database = "DATABASE"
  case language = "LANGUAGE"
  case tablespace = "TABLESPACE"
  case foreignDataWrapper = "FOREIGN DATA WRAPPER"
  case foreignServer = "FOREIGN SERVER"
  case largeObject = "LARGE OBJECT"
  case parameter = "PARAMETER"

  /// All there are, in the order in which PostgreSQL lists them.
  var names: [String] {
    switch self {
    case .table: ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    case .column: ["SELECT", "INSERT", "UPDATE", "REFERENCES"]
    case .sequence: ["SELECT", "UPDATE", "USAGE"]
    case .function, .procedure, .routine: ["EXECUTE"]
    case .type, .domain, .language, .foreignDataWrapper, .foreignServer: ["USAGE"]
    case .schema: ["CREATE", "USAGE"]
    case .database: ["CREATE", "TEMPORARY", "CONNECT"]
    case .tablespace: ["CREATE"]
    case .largeObject: ["SELECT", "UPDATE"]
    case .parameter: ["SET", "ALTER SYSTEM"]
    }
  }

  static let all: Set<String> = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "USAGE", "EXECUTE", "CREATE",
    "TEMPORARY", "CONNECT", "SET", "ALTER SYSTEM",
  ]
}

/// Whose objects of which kind, and where, `ALTER DEFAULT PRIVILEGES` speaks of.
struct DefaultPrivilegeKey: Sendable, Hashable {
  /// Nil: those of whoever runs the migrations.
  var role: String?
  var schema: String?
  /// `TABLES`, `SEQUENCES`, …
  var objects: String
}
