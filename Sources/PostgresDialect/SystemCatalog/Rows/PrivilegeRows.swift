/// What a role may do with a table.
struct CatalogGrant {
  var relation: CatalogClass
  var grantor: String
  var grantee: String
  var privilege: String
  var isGrantable: Bool
}

extension SystemCatalog {
  /// The owner may do everything, others what they were granted.
  var grants: [CatalogGrant] {
    relations.flatMap { relation -> [CatalogGrant] in
      let owner = owner(of: relation)
      let granted = schema.annotations[relation.address]?.privileges.granted ?? [:]
      let own = PrivilegeKind.table.names.map {
        CatalogGrant(relation: relation, grantor: owner, grantee: owner, privilege: $0, isGrantable: true)
      }
      return own
        + granted.sorted { $0.key < $1.key }.filter { $0.key != owner }.flatMap { role, names in
          PrivilegeKind.table.names.compactMap { name in
            names[name].map {
              CatalogGrant(
                relation: relation, grantor: owner, grantee: role == "public" ? "PUBLIC" : role,
                privilege: name,
                isGrantable: $0)
            }
          }
        }
    }
  }
}

/// `table_privileges` and `role_table_grants`: https://www.postgresql.org/docs/15/infoschema-table-privileges.html
enum TablePrivilegeRows: SystemRows {
  static func objects(_ catalog: SystemCatalog) -> [CatalogGrant] { catalog.grants }

  static func value(_ column: String, _ object: CatalogGrant, _ catalog: SystemCatalog) -> StoredValue {
    switch column {
    case "grantor": .text(object.grantor)
    case "grantee": .text(object.grantee)
    case "table_catalog": .text(SystemCatalog.database)
    case "table_schema": .text(object.relation.name.schema)
    case "table_name": .text(object.relation.name.name)
    case "privilege_type": .text(object.privilege)
    case "is_grantable": .yesOrNo(object.isGrantable)
    case "with_hierarchy": .yesOrNo(object.privilege == "SELECT")
    default: .null
    }
  }
}
