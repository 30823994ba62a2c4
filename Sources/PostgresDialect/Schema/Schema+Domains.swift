/// Domains: https://www.postgresql.org/docs/15/domains.html
extension Schema {
  mutating func create(_ statement: CreateDomain) throws(Diagnostic) -> [Diagnostic] {
    var domain = Domain(base: try resolve(statement.type), collation: statement.collation)
    for constraint in statement.constraints {
      switch constraint.kind {
      case .notNull: domain.isNotNull = true
      case .default(let value): domain.defaultValue = try stored(value)
      case .check(let condition, _):
        domain.checks.append(
          DomainCheck(
            name: try checkName(constraint.name, of: statement.name.name.text, domain),
            condition: try stored(condition)))
      case .null, .generated, .identity, .primaryKey, .unique, .references: break
      }
    }
    try makeType(statement.name, .domain(domain))
    return []
  }

  private func checkName(
    _ written: Identifier?, of name: String, _ domain: Domain
  ) throws(Diagnostic) -> String {
    func isTaken(_ name: String) -> Bool { domain.checks.contains { $0.name == name } }
    guard let written else { return Self.generatedName(name, nil, "check", isTaken: isTaken) }
    guard !isTaken(written.text) else {
      throw Diagnostic(
        .error, .duplicateObject, "constraint \"\(written.text)\" for domain \"\(name)\" already exists",
        at: written.range)
    }
    return written.text
  }

  mutating func alter(_ statement: AlterDomain) throws(Diagnostic) -> [Diagnostic] {
    var type = try userType(statement.name)
    try requireDomain(type, at: statement.name.range)
    guard case .domain(var domain) = type.kind else { throw .internalError }
    let own = type.name.name
    func index(of name: Identifier) throws(Diagnostic) -> Int {
      guard let index = domain.checks.firstIndex(where: { $0.name == name.text }) else {
        throw Diagnostic(
          .error, .undefinedObject, "constraint \"\(name.text)\" of domain \"\(own)\" does not exist",
          at: name.range)
      }
      return index
    }
    switch statement.action {
    case .setDefault(let value):
      try refuseColumns(in: value, "cannot use column reference in DEFAULT expression")
      domain.defaultValue = try stored(value)
    case .dropDefault: domain.defaultValue = nil
    case .setNotNull: domain.isNotNull = true
    case .dropNotNull: domain.isNotNull = false
    case .addConstraint(let constraint):
      guard case .check(let condition, _) = constraint.kind else { throw .internalError }
      domain.checks.append(
        DomainCheck(
          name: try checkName(constraint.name, of: own, domain), condition: try stored(condition),
          isValidated: !constraint.isNotValid))
    case .dropConstraint(let name, let ifExists):
      if ifExists, !domain.checks.contains(where: { $0.name == name.text }) {
        let message = "constraint \"\(name.text)\" of domain \"\(own)\" does not exist, skipping"
        return [.skipped(message, .undefinedObject, name.range)]
      }
      domain.checks.remove(at: try index(of: name))
    case .renameConstraint(let old, let new):
      let place = try index(of: old)
      domain.checks[place].name = try checkName(new, of: own, domain)
    case .validateConstraint(let name): domain.checks[try index(of: name)].isValidated = true
    }
    type.kind = .domain(domain)
    types[type.id] = type
    touchUsers(of: type.id)
    return []
  }

  /// The domains that a type is, the outermost first; none for any other type.
  func domains(of type: PostgresType) -> [Domain] {
    guard case .user(let id) = type.base, !type.isArray, case .domain(let domain) = types[id]?.kind
    else { return [] }
    return [domain] + domains(of: domain.base)
  }

  /// The default that a column has from its type.
  func domainDefault(of type: PostgresType) -> Expression? {
    domains(of: type).lazy.compactMap(\.defaultValue).first
  }
}
