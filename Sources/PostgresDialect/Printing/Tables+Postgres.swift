extension Persistence {
  var postgres: String? {
    switch self {
    case .permanent: nil
    case .temporary: "TEMPORARY"
    case .unlogged: "UNLOGGED"
    }
  }
}

extension CreateTable {
  var postgres: String { postgres { "(\($0.joined(separator: ", ")))" } }

  /// Every column and constraint on a line of its own.
  var laidOut: String {
    postgres { $0.isEmpty ? "()" : "(\n  \($0.joined(separator: ",\n  "))\n)" }
  }

  private func postgres(_ list: ([String]) -> String) -> String {
    let head = PostgresPrinter.joined(
      "CREATE", persistence.postgres, "TABLE", ifNotExists ? "IF NOT EXISTS" : nil, name.postgres)
    let body = partitionOf != nil ? nil : list(elements.map(\.postgres))
    return PostgresPrinter.joined(
      head, body, inherits.isEmpty ? nil : "INHERITS (\(inherits.postgres))", partitionOf?.postgres,
      partitionBy?.postgres, options)
  }
}

extension TableElement {
  var postgres: String {
    switch self {
    case .column(let column): column.postgres
    case .constraint(let constraint): constraint.postgres
    case .like(let name, let options):
      PostgresPrinter.joined("LIKE \(name.postgres)", options.joined(separator: " ").uppercased())
    }
  }
}

extension ColumnDefinition {
  var postgres: String {
    PostgresPrinter.joined(
      name.postgres, type.postgres, collation.map { "COLLATE \($0.postgres)" },
      constraints.map(\.postgres).joined(separator: " "))
  }
}

extension Deferral {
  var postgres: String { isInitiallyDeferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE" }
}

extension ColumnConstraint {
  var postgres: String {
    PostgresPrinter.joined(name.map { "CONSTRAINT \($0.postgres)" }, kind.postgres, deferral?.postgres)
  }
}

extension ColumnConstraintKind {
  fileprivate var postgres: String {
    switch self {
    case .notNull: "NOT NULL"
    case .null: "NULL"
    case .default(let value): "DEFAULT \(value.restrictedPostgres)"
    case .check(let condition, let noInherit):
      "CHECK (\(condition.postgres))\(noInherit ? " NO INHERIT" : "")"
    case .generated(let value): "GENERATED ALWAYS AS (\(value.postgres)) STORED"
    case .identity(let always, let options):
      "GENERATED \(always.generated) AS IDENTITY\(options.parenthesized)"
    case .primaryKey(let parameters): "PRIMARY KEY\(parameters.postgres)"
    case .unique(let nullsNotDistinct, let parameters):
      "UNIQUE\(nullsNotDistinct ? " NULLS NOT DISTINCT" : "")\(parameters.postgres)"
    case .references(let target): target.postgres
    }
  }
}

extension Bool {
  /// `GENERATED` either way.
  var generated: String { self ? "ALWAYS" : "BY DEFAULT" }
}

extension IndexParameters {
  /// The parameters, a blank before each.
  fileprivate var postgres: String {
    (include.isEmpty ? "" : " INCLUDE \(PostgresPrinter.columns(include))") + (options.map { " \($0)" } ?? "")
  }
}

extension TableConstraint {
  var postgres: String {
    PostgresPrinter.joined(
      name.map { "CONSTRAINT \($0.postgres)" }, kind.postgres, deferral?.postgres,
      isNotValid ? "NOT VALID" : nil)
  }
}

extension TableConstraintKind {
  fileprivate var postgres: String {
    switch self {
    case .check(let condition, let noInherit):
      "CHECK (\(condition.postgres))\(noInherit ? " NO INHERIT" : "")"
    case .primaryKey(let columns, let parameters):
      "PRIMARY KEY \(PostgresPrinter.columns(columns))\(parameters.postgres)"
    case .unique(let columns, let nullsNotDistinct, let parameters):
      "UNIQUE \(nullsNotDistinct ? "NULLS NOT DISTINCT " : "")\(PostgresPrinter.columns(columns))"
        + parameters.postgres
    case .foreignKey(let columns, let target):
      "FOREIGN KEY \(PostgresPrinter.columns(columns)) \(target.postgres)"
    case .usingIndex(let name, let isPrimary):
      "\(isPrimary ? "PRIMARY KEY" : "UNIQUE") USING INDEX \(name.postgres)"
    case .exclude(let text, _): text
    }
  }
}

extension ForeignKeyTarget {
  fileprivate var postgres: String {
    PostgresPrinter.joined(
      "REFERENCES \(table.postgres)\(PostgresPrinter.columns(columns))", match == .full ? "MATCH FULL" : nil,
      onUpdate.postgres.map { "ON UPDATE \($0)" }, onDelete.postgres.map { "ON DELETE \($0)" })
  }
}

extension ForeignKeyAction {
  /// Nil for what goes without saying.
  var postgres: String? {
    switch self {
    case .noAction: nil
    case .restrict: "RESTRICT"
    case .cascade: "CASCADE"
    case .setNull(let columns): PostgresPrinter.joined("SET NULL", PostgresPrinter.columns(columns))
    case .setDefault(let columns): PostgresPrinter.joined("SET DEFAULT", PostgresPrinter.columns(columns))
    }
  }
}

extension CreateTableAs {
  var postgres: String {
    PostgresPrinter.joined(
      "CREATE", persistence.postgres, "TABLE", ifNotExists ? "IF NOT EXISTS" : nil,
      name.postgres + PostgresPrinter.columns(columns), options, "AS \(query.postgres)",
      withData ? nil : "WITH NO DATA")
  }
}
