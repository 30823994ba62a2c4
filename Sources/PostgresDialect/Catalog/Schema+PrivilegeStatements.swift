/// From remembered privileges back to the statements that grant them.
extension Schema {
  /// The grants on an object and its columns, owner first.
  func privilegeStatements(of id: ObjectID) -> [StatementKind] {
    let own = annotations.filter { $0.value.id == id && id != 0 }
    return own.flatMap { statements($0.key, $0.value) }.sorted { $0.postgres < $1.postgres }
  }

  func statements(_ address: ObjectAddress, _ annotation: Annotation) -> [StatementKind] {
    guard !annotation.privileges.isEmpty, let (kind, target, column) = target(address) else { return [] }
    return Self.statements(annotation.privileges, kind) { names, isGrant in
      let list = column.map { column in names.map { "\($0) (\(column.postgres))" } } ?? names
      return "\(list.joined(separator: ", ")) ON \(target)"
    }
  }

  private static func statements(
    _ privileges: Privileges, _ kind: PrivilegeKind, _ text: ([String], Bool) -> String
  ) -> [StatementKind] {
    func phrase(_ rule: String, _ text: String) -> StatementKind {
      let part = Phrase.Part(value: .word(text), range: SourceRange(0, 0))
      return .phrase(PhraseStatement(rule: rule, phrase: Phrase(parts: [part])))
    }
    func names(_ names: [String]) -> [String] {
      Set(names) == Set(kind.names) && kind != .column ? ["ALL"] : kind.names.filter { names.contains($0) }
    }
    var statements: [StatementKind] = []
    for (role, revoked) in privileges.revoked.sorted(by: { $0.key < $1.key }) {
      statements.append(
        phrase("REVOKE", "REVOKE \(text(names(Array(revoked)), false)) FROM \(Identifier(role).role)"))
    }
    for role in privileges.granted.keys.sorted() {
      for (granted, passingOn) in privileges.grants(of: role) {
        let option = passingOn ? " WITH GRANT OPTION" : ""
        statements.append(
          phrase("GRANT", "GRANT \(text(names(granted), true)) TO \(Identifier(role).role)\(option)"))
      }
    }
    return statements
  }

  /// The words that name an object in `GRANT`.
  private func target(_ address: ObjectAddress) -> (PrivilegeKind, String, column: Identifier?)? {
    switch address {
    case .table(let id): return tables[id].map { (.table, "TABLE \(qualified($0.name).postgres)", nil) }
    case .column(let id, let number):
      guard let relation = relation(id), let column = relation.columns.first(where: { $0.number == number })
      else { return nil }
      return (.column, "TABLE \(qualified(relation.name).postgres)", Identifier(column.name))
    case .sequence(let id):
      return sequences[id].map { (.sequence, "SEQUENCE \(qualified($0.name).postgres)", nil) }
    case .view(let id): return views[id].map { (.table, "TABLE \(qualified($0.name).postgres)", nil) }
    case .function(let id):
      return functions[id].map {
        let kind = $0.definition.isProcedure ? PrivilegeKind.procedure : .function
        return (kind, "\(kind.rawValue) \(signatureText($0))", nil)
      }
    case .type(let id): return types[id].map { (.type, "TYPE \(qualified($0.name).postgres)", nil) }
    case .schema(let name): return (.schema, "SCHEMA \(Identifier(name).postgres)", nil)
    case .remembered(let id):
      guard let key = remembered[id]?.key else { return nil }
      let name = Identifier(key.name.name).postgres
      switch key.kind {
      case .server: return (.foreignServer, "FOREIGN SERVER \(name)", nil)
      case .foreignDataWrapper: return (.foreignDataWrapper, "FOREIGN DATA WRAPPER \(name)", nil)
      case .language: return (.language, "LANGUAGE \(name)", nil)
      case .foreignTable: return (.table, "TABLE \(qualified(key.name).postgres)", nil)
      default: return nil
      }
    default: return nil
    }
  }

  /// `name(types)`
  func signatureText(_ function: Function) -> String {
    let types = function.definition.parameters.filter { $0.mode != .out }.map { $0.type.postgres }
    return "\(qualified(function.name).postgres)(\(types.joined(separator: ", ")))"
  }

  /// `ALTER DEFAULT PRIVILEGES`, all of them.
  func defaultPrivilegeStatements() -> [StatementKind] {
    let kinds: [String: PrivilegeKind] = [
      "TABLES": .table, "SEQUENCES": .sequence, "FUNCTIONS": .function, "TYPES": .type, "SCHEMAS": .schema,
    ]
    var statements: [String] = []
    for (key, privileges) in defaultPrivileges {
      let scope = PostgresPrinter.joined(
        "ALTER DEFAULT PRIVILEGES", key.role.map { "FOR ROLE \(Identifier($0).role)" },
        key.schema.map { "IN SCHEMA \(Identifier($0).postgres)" })
      statements += Self.statements(privileges, kinds[key.objects] ?? .table) { names, _ in
        "\(names.joined(separator: ", ")) ON \(key.objects)"
      }.map { "\(scope) \($0.postgres)" }
    }
    return statements.sorted().map {
      let part = Phrase.Part(value: .word($0), range: SourceRange(0, 0))
      return .phrase(PhraseStatement(rule: "ALTER DEFAULT PRIVILEGES", phrase: Phrase(parts: [part])))
    }
  }
}
