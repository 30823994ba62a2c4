extension AlterTable {
  var postgres: String {
    PostgresPrinter.joined(
      "ALTER \(kind.postgres)", ifExists ? "IF EXISTS" : nil, only ? "ONLY" : nil, table.postgres,
      actions.map(\.kind.postgres).joined(separator: ", "))
  }
}

extension AlterTableActionKind {
  fileprivate var postgres: String {
    switch self {
    case .addColumn(let column, let ifNotExists):
      "ADD COLUMN \(ifNotExists ? "IF NOT EXISTS " : "")\(column.postgres)"
    case .dropColumn(let name, let ifExists, let cascade): drop("COLUMN", name, ifExists, cascade)
    case .addConstraint(let constraint): "ADD \(constraint.postgres)"
    case .dropConstraint(let name, let ifExists, let cascade): drop("CONSTRAINT", name, ifExists, cascade)
    case .validateConstraint(let name): "VALIDATE CONSTRAINT \(name.postgres)"
    case .alterConstraint(let name, let deferral):
      "ALTER CONSTRAINT \(name.postgres) \(deferral?.postgres ?? "NOT DEFERRABLE")"
    case .setTriggers(let selection, let mode): "\(mode.postgres) TRIGGER \(selection.postgres)"
    case .rowSecurity(let change): "\(change.postgres) ROW LEVEL SECURITY"
    case .owner(let role): "OWNER TO \(role.role)"
    case .inherit(let name): "INHERIT \(name.postgres)"
    case .noInherit(let name): "NO INHERIT \(name.postgres)"
    case .attachPartition(let name, let bound): "ATTACH PARTITION \(name.postgres) \(bound.postgres)"
    case .detachPartition(let name): "DETACH PARTITION \(name.postgres)"
    case .attribute(let attribute): attribute.postgres
    case .other(let name): name
    default: columnChange
    }
  }

  private func drop(_ kind: String, _ name: Identifier, _ ifExists: Bool, _ cascade: Bool) -> String {
    PostgresPrinter.joined(
      "DROP \(kind)", ifExists ? "IF EXISTS" : nil, name.postgres, cascade ? "CASCADE" : nil)
  }

  private var columnChange: String {
    switch self {
    case .setDefault(let name, let value): "ALTER COLUMN \(name.postgres) SET DEFAULT \(value.postgres)"
    case .dropDefault(let name): "ALTER COLUMN \(name.postgres) DROP DEFAULT"
    case .setNotNull(let name): "ALTER COLUMN \(name.postgres) SET NOT NULL"
    case .dropNotNull(let name): "ALTER COLUMN \(name.postgres) DROP NOT NULL"
    case .setType(let name, let type, let collation, let using):
      PostgresPrinter.joined(
        "ALTER COLUMN \(name.postgres) TYPE \(type.postgres)", collation.map { "COLLATE \($0.postgres)" },
        using.map { "USING \($0.postgres)" })
    case .addIdentity(let name, let always, let options):
      "ALTER COLUMN \(name.postgres) ADD GENERATED \(always.generated) AS IDENTITY\(options.parenthesized)"
    case .setIdentity(let name, let always, let options):
      PostgresPrinter.joined(
        "ALTER COLUMN \(name.postgres)", always.map { "SET GENERATED \($0.generated)" }, options.setters)
    case .dropIdentity(let name, let ifExists):
      "ALTER COLUMN \(name.postgres) DROP IDENTITY\(ifExists ? " IF EXISTS" : "")"
    case .dropExpression(let name, let ifExists):
      "ALTER COLUMN \(name.postgres) DROP EXPRESSION\(ifExists ? " IF EXISTS" : "")"
    default: ""
    }
  }
}

extension SequenceOptions {
  /// `SET` before every option but `RESTART`.
  fileprivate var setters: String {
    var parts: [String] = []
    for copy in Self.single {
      var one = SequenceOptions()
      copy(&one, self)
      if one != SequenceOptions() { parts.append("SET\(one.postgres)") }
    }
    if let restart {
      let one = SequenceOptions(restart: restart)
      parts.append(String(one.postgres.dropFirst()))
    }
    return parts.joined(separator: " ")
  }

  private static let single: [@Sendable (inout SequenceOptions, SequenceOptions) -> Void] = [
    { $0.increment = $1.increment }, { $0.minimum = $1.minimum }, { $0.noMinimum = $1.noMinimum },
    { $0.maximum = $1.maximum }, { $0.noMaximum = $1.noMaximum }, { $0.start = $1.start },
    { $0.cache = $1.cache }, { $0.cycles = $1.cycles },
  ]
}

extension TriggerMode {
  fileprivate var postgres: String {
    switch self {
    case .enabled: "ENABLE"
    case .disabled: "DISABLE"
    case .replica: "ENABLE REPLICA"
    case .always: "ENABLE ALWAYS"
    }
  }
}

extension TriggerSelection {
  fileprivate var postgres: String {
    switch self {
    case .named(let name): name.postgres
    case .all: "ALL"
    case .user: "USER"
    }
  }
}

extension RowSecurity {
  fileprivate var postgres: String {
    switch self {
    case .enable: "ENABLE"
    case .disable: "DISABLE"
    case .force: "FORCE"
    case .noForce: "NO FORCE"
    }
  }
}

extension RelationKind {
  var postgres: String {
    switch self {
    case .table: "TABLE"
    case .index: "INDEX"
    case .sequence: "SEQUENCE"
    case .view: "VIEW"
    case .materializedView: "MATERIALIZED VIEW"
    case .foreignTable: "FOREIGN TABLE"
    }
  }
}

extension Rename {
  var postgres: String {
    let exists = ifExists ? "IF EXISTS " : ""
    let new = "TO \(newName.postgres)"
    switch target {
    case .relation(let kind, let name):
      return "ALTER \(kind.postgres) \(exists)\(name.postgres) RENAME \(new)"
    case .column(let table, let name):
      return "ALTER TABLE \(exists)\(table.postgres) RENAME COLUMN \(name.postgres) \(new)"
    case .constraint(let table, let name):
      return "ALTER TABLE \(exists)\(table.postgres) RENAME CONSTRAINT \(name.postgres) \(new)"
    case .trigger(let table, let name):
      return "ALTER TRIGGER \(name.postgres) ON \(table.postgres) RENAME \(new)"
    case .type(let name): return "ALTER TYPE \(name.postgres) RENAME \(new)"
    case .domain(let name): return "ALTER DOMAIN \(name.postgres) RENAME \(new)"
    case .attribute(let type, let name):
      return "ALTER TYPE \(type.postgres) RENAME ATTRIBUTE \(name.postgres) \(new)"
    case .schema(let name): return "ALTER SCHEMA \(name.postgres) RENAME \(new)"
    case .other(let kind): return "ALTER \(kind) RENAME \(new)"
    }
  }
}

extension SetSchema {
  var postgres: String {
    PostgresPrinter.joined(
      "ALTER \(kind)", ifExists ? "IF EXISTS" : nil, name.postgres, "SET SCHEMA \(schema.postgres)")
  }
}
