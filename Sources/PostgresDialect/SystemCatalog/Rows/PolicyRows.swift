/// A policy of row security.
struct CatalogPolicy {
  var object: RememberedObject
  var table: Table

  private var phrase: Phrase { object.definition }

  var name: String { object.key.name.name }
  var isPermissive: Bool { !phrase.words("as").hasSuffix("RESTRICTIVE") }
  /// `ALL`, `SELECT`, …
  var command: String { phrase.words("for").split(separator: " ").last.map(String.init) ?? "ALL" }

  var roles: [String] {
    let names = phrase["to"].compactMap { part -> String? in
      switch part.value {
      case .role(let name), .name(let name): name.text
      case .word(let word) where !["TO", ","].contains(word): word.lowercased()
      default: nil
      }
    }
    return names.isEmpty ? ["public"] : names
  }

  func condition(_ label: String) -> Expression? {
    phrase[label].lazy.compactMap { if case .expression(let value) = $0.value { value } else { nil } }.first
  }
}

extension SystemCatalog {
  var policies: [CatalogPolicy] {
    remembered(.policy).compactMap { object in
      object.key.table.flatMap { schema.tables[$0] }.map { CatalogPolicy(object: object, table: $0) }
    }
  }

  func text(ofCondition label: String, of policy: CatalogPolicy) -> String? {
    policy.condition(label).map { text(of: $0, on: policy.table, as: .bool) }
  }
}

/// `pg_policy` and `pg_policies`: https://www.postgresql.org/docs/15/view-pg-policies.html
enum PolicyRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogPolicy] { catalog.policies }

  static func value(_ column: String, _ object: CatalogPolicy, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "oid": .integer(catalog.number(object.object.id))
    case "polname", "policyname": .text(object.name)
    case "polrelid": .integer(catalog.number(object.table.id))
    case "polcmd": .text(["SELECT": "r", "INSERT": "a", "UPDATE": "w", "DELETE": "d"][object.command] ?? "*")
    case "polpermissive": .boolean(object.isPermissive)
    case "polroles": .array(object.roles.map(catalog.roleNumber))
    case "polqual", "qual": .text(catalog.text(ofCondition: "using", of: object))
    case "polwithcheck", "with_check": .text(catalog.text(ofCondition: "check", of: object))
    case "schemaname": .text(object.table.name.schema)
    case "tablename": .text(object.table.name.name)
    case "permissive": .text(object.isPermissive ? "PERMISSIVE" : "RESTRICTIVE")
    case "roles": .array(object.roles)
    case "cmd": .text(object.command)
    default: .null
    }
  }
}
