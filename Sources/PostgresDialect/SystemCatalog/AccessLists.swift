/// Privileges as the catalogs show them: https://www.postgresql.org/docs/15/ddl-priv.html
extension SystemCatalog {
  /// `relacl`; NULL where nothing was granted or taken away.
  func accessList(of relation: CatalogClass) -> StoredValue {
    let isSequence = if case .sequence = relation { true } else { false }
    return accessList(
      schema.annotations[relation.address]?.privileges ?? Privileges(),
      isSequence ? .sequence : .table, owner: owner(of: relation))
  }

  func accessList(_ privileges: Privileges, _ kind: PrivilegeKind, owner: String) -> StoredValue {
    guard !privileges.isEmpty else { return .null }
    var items = [item(owner, kind.names.map { ($0, false) }, owner)]
    for role in privileges.granted.keys.sorted() where role != owner {
      let own = kind.names.compactMap { name in privileges.granted[role]?[name].map { (name, $0) } }
      items.append(item(role == "public" ? "" : role, own, owner))
    }
    return .array(items)
  }

  private func item(_ role: String, _ privileges: [(name: String, passingOn: Bool)], _ grantor: String)
    -> String
  {
    let letters = "arwdDxtXUCTc".map(String.init).flatMap { letter in
      privileges.filter { Self.letters[$0.name] == letter }.map { letter + ($0.passingOn ? "*" : "") }
    }
    return
      "\(role.isEmpty ? "" : PostgresPrinter.name(role))=\(letters.joined())/\(PostgresPrinter.name(grantor))"
  }

  private static let letters = [
    "SELECT": "r", "INSERT": "a", "UPDATE": "w", "DELETE": "d", "TRUNCATE": "D", "REFERENCES": "x",
    "TRIGGER": "t", "EXECUTE": "X", "USAGE": "U", "CREATE": "C", "TEMPORARY": "T", "CONNECT": "c",
  ]
}
