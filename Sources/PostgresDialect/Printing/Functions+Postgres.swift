extension CreateFunction {
  var postgres: String {
    var text = PostgresPrinter.joined(
      "CREATE", orReplace ? "OR REPLACE" : nil, isProcedure ? "PROCEDURE" : "FUNCTION",
      "\(name.postgres)(\(parameters.map(\.postgres).joined(separator: ", ")))", returns?.postgres,
      "LANGUAGE \(language.postgres)", attributes.joined(separator: " "))
    if case .sql = body { text += " \(body.quoted)" } else { text += " AS \(body.quoted)" }
    return text
  }
}

extension FunctionParameter {
  var postgres: String {
    PostgresPrinter.joined(
      mode == .in ? nil : mode.rawValue.uppercased(), name?.postgres, type.postgres,
      defaultValue.map { "DEFAULT \($0.postgres)" })
  }
}

extension FunctionResult {
  fileprivate var postgres: String {
    switch self {
    case .type(let type): "RETURNS \(type.postgres)"
    case .setOf(let type): "RETURNS SETOF \(type.postgres)"
    case .table(let columns): "RETURNS TABLE(\(columns.map(\.postgres).joined(separator: ", ")))"
    }
  }
}

extension CreateTrigger {
  var postgres: String {
    PostgresPrinter.joined(
      "CREATE", orReplace ? "OR REPLACE" : nil, isConstraint ? "CONSTRAINT" : nil, "TRIGGER \(name.postgres)",
      timing.postgres, events.map(\.postgres).joined(separator: " OR "), "ON \(table.postgres)",
      deferral?.postgres, transitionTables, "FOR EACH \(forEachRow ? "ROW" : "STATEMENT")",
      when.map { "WHEN (\($0.postgres))" },
      "EXECUTE FUNCTION \(function.postgres)(\(arguments.map(PostgresPrinter.string).joined(separator: ", ")))"
    )
  }

  private var transitionTables: String? {
    guard oldTable != nil || newTable != nil else { return nil }
    return PostgresPrinter.joined(
      "REFERENCING", oldTable.map { "OLD TABLE AS \($0.postgres)" },
      newTable.map { "NEW TABLE AS \($0.postgres)" })
  }
}

extension TriggerTiming {
  fileprivate var postgres: String {
    switch self {
    case .before: "BEFORE"
    case .after: "AFTER"
    case .insteadOf: "INSTEAD OF"
    }
  }
}

extension TriggerEvent {
  fileprivate var postgres: String {
    switch self {
    case .insert: "INSERT"
    case .delete: "DELETE"
    case .truncate: "TRUNCATE"
    case .update(let columns):
      columns.isEmpty ? "UPDATE" : "UPDATE OF \(PostgresPrinter.names(columns))"
    }
  }
}
