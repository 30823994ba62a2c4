extension AlterDomain {
  var postgres: String { "ALTER DOMAIN \(name.postgres) \(action.postgres)" }
}

extension AlterDomainAction {
  fileprivate var postgres: String {
    switch self {
    case .setDefault(let value): "SET DEFAULT \(value.postgres)"
    case .dropDefault: "DROP DEFAULT"
    case .setNotNull: "SET NOT NULL"
    case .dropNotNull: "DROP NOT NULL"
    case .addConstraint(let constraint): "ADD \(constraint.postgres)"
    case .dropConstraint(let name, let ifExists):
      "DROP CONSTRAINT \(ifExists ? "IF EXISTS " : "")\(name.postgres)"
    case .renameConstraint(let old, let new): "RENAME CONSTRAINT \(old.postgres) TO \(new.postgres)"
    case .validateConstraint(let name): "VALIDATE CONSTRAINT \(name.postgres)"
    }
  }
}

extension AlterComposite {
  var postgres: String {
    "ALTER TYPE \(name.postgres) \(actions.map(\.postgres).joined(separator: ", "))"
  }
}

extension AlterCompositeAction {
  fileprivate var postgres: String {
    switch self {
    case .add(let attribute): "ADD ATTRIBUTE \(attribute.postgres)"
    case .drop(let name, let ifExists): "DROP ATTRIBUTE \(ifExists ? "IF EXISTS " : "")\(name.postgres)"
    case .setType(let name, let type, let collation):
      PostgresPrinter.joined(
        "ALTER ATTRIBUTE \(name.postgres) TYPE \(type.postgres)", collation.map { "COLLATE \($0.postgres)" })
    }
  }
}
