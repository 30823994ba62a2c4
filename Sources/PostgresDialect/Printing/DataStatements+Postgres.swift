extension Insert {
  var postgres: String {
    var text = PostgresPrinter.joined(
      with?.postgres, "INSERT INTO \(table.postgres)", alias.map { "AS \($0.postgres)" },
      PostgresPrinter.columns(columns), overridingSystem.map { "OVERRIDING \($0 ? "SYSTEM" : "USER") VALUE" })
    switch source {
    case .defaultValues: text += " DEFAULT VALUES"
    case .query(let query): text += " \(query.postgres)"
    }
    return PostgresPrinter.joined(text, conflict?.postgres, returning.clause)
  }
}

extension [SelectItem] {
  fileprivate var clause: String? { isEmpty ? nil : "RETURNING \(postgres)" }
}

extension ConflictClause {
  fileprivate var postgres: String {
    switch action {
    case .nothing: PostgresPrinter.joined("ON CONFLICT", target?.postgres, "DO NOTHING")
    case .update(let assignments, let filter):
      PostgresPrinter.joined(
        "ON CONFLICT", target?.postgres, "DO UPDATE SET \(assignments.postgres)",
        filter.map { "WHERE \($0.postgres)" })
    }
  }
}

extension ConflictTarget {
  fileprivate var postgres: String {
    switch self {
    case .columns(let elements, let filter):
      PostgresPrinter.joined("(\(elements.postgres))", filter.map { "WHERE \($0.postgres)" })
    case .constraint(let name): "ON CONSTRAINT \(name.postgres)"
    }
  }
}

extension [Assignment] {
  fileprivate var postgres: String {
    map { assignment in
      let columns = PostgresPrinter.names(assignment.columns)
      let target = assignment.columns.count == 1 ? columns : "(\(columns))"
      return "\(target) = \(assignment.value.postgres)"
    }.joined(separator: ", ")
  }
}

extension Update {
  var postgres: String {
    PostgresPrinter.joined(
      with?.postgres, "UPDATE", only ? "ONLY" : nil, table.postgres, alias.map { "AS \($0.postgres)" },
      "SET \(assignments.postgres)", from.isEmpty ? nil : "FROM \(from.postgres)",
      filter.map { "WHERE \($0.postgres)" }, returning.clause)
  }
}

extension Delete {
  var postgres: String {
    PostgresPrinter.joined(
      with?.postgres, "DELETE FROM", only ? "ONLY" : nil, table.postgres, alias.map { "AS \($0.postgres)" },
      using.isEmpty ? nil : "USING \(using.postgres)", filter.map { "WHERE \($0.postgres)" }, returning.clause
    )
  }
}

extension Truncate {
  var postgres: String {
    PostgresPrinter.joined(
      "TRUNCATE TABLE \(tables.postgres)", restartsIdentity ? "RESTART IDENTITY" : nil,
      cascades ? "CASCADE" : nil)
  }
}
