extension CreateIndex {
  var postgres: String {
    PostgresPrinter.joined(
      "CREATE", isUnique ? "UNIQUE" : nil, "INDEX", isConcurrent ? "CONCURRENTLY" : nil,
      ifNotExists ? "IF NOT EXISTS" : nil, name?.postgres, "ON", only ? "ONLY" : nil, table.postgres,
      "USING \(method.postgres) (\(elements.postgres))",
      include.isEmpty ? nil : "INCLUDE \(PostgresPrinter.columns(include))",
      nullsNotDistinct ? "NULLS NOT DISTINCT" : nil, options, filter.map { "WHERE \($0.postgres)" })
  }
}

extension [IndexElement] {
  var postgres: String { map(\.postgres).joined(separator: ", ") }
}

extension IndexElement {
  var postgres: String {
    PostgresPrinter.joined(
      key, collation.map { "COLLATE \($0.postgres)" }, operatorClass?.postgres, classOptions,
      isDescending ? "DESC" : nil, nulls?.postgres)
  }

  /// A column stands alone, anything else in parentheses.
  private var key: String {
    if case .column(let names) = expression.kind, names.count == 1 { return names[0].postgres }
    return "(\(expression.postgres))"
  }
}

extension CreateSequence {
  var postgres: String {
    PostgresPrinter.joined(
      "CREATE", persistence.postgres, "SEQUENCE", ifNotExists ? "IF NOT EXISTS" : nil,
      name.postgres + options.postgres)
  }
}

extension AlterSequence {
  var postgres: String {
    PostgresPrinter.joined(
      "ALTER SEQUENCE", ifExists ? "IF EXISTS" : nil, name.postgres + options.postgres)
  }
}

extension CreateView {
  var postgres: String {
    let words = PostgresPrinter.joined(
      "CREATE", orReplace ? "OR REPLACE" : nil, persistence.postgres, isRecursive ? "RECURSIVE" : nil,
      isMaterialized ? "MATERIALIZED VIEW" : "VIEW", ifNotExists ? "IF NOT EXISTS" : nil,
      name.postgres + PostgresPrinter.columns(columns))
    let (parameters, check) = splitOptions
    return PostgresPrinter.joined(
      words, parameters, "AS \(query.postgres)", check, withData ? nil : "WITH NO DATA")
  }

  /// `WITH (…)` stands before the query, `WITH CHECK OPTION` behind it.
  private var splitOptions: (parameters: String?, check: String?) {
    for check in ["WITH CHECK OPTION", "WITH CASCADED CHECK OPTION", "WITH LOCAL CHECK OPTION"] {
      guard let options, options.hasSuffix(check) else { continue }
      return (String(options.dropLast(check.count)).trimmingSuffix, check)
    }
    return (options, nil)
  }
}

extension RefreshView {
  var postgres: String {
    PostgresPrinter.joined(
      "REFRESH MATERIALIZED VIEW", isConcurrent ? "CONCURRENTLY" : nil, name.postgres,
      withData ? nil : "WITH NO DATA")
  }
}

extension String {
  fileprivate var trimmingSuffix: String { hasSuffix(" ") ? String(dropLast()) : self }
}

extension CreateSchema {
  var postgres: String { "CREATE SCHEMA \(ifNotExists ? "IF NOT EXISTS " : "")\(name.postgres)" }
}

extension CreateEnum {
  var postgres: String {
    let list = labels.map { PostgresPrinter.string($0.text) }.joined(separator: ", ")
    return "CREATE TYPE \(name.postgres) AS ENUM (\(list))"
  }
}

extension CreateComposite {
  var postgres: String {
    "CREATE TYPE \(name.postgres) AS (\(attributes.map(\.postgres).joined(separator: ", ")))"
  }
}

extension CreateRange {
  var postgres: String {
    let parts =
      ["SUBTYPE = \(subtype.postgres)"] + options.map { "\($0.name.postgres) = \($0.value.postgres)" }
    return "CREATE TYPE \(name.postgres) AS RANGE (\(parts.joined(separator: ", ")))"
  }
}

extension CreateDomain {
  var postgres: String {
    PostgresPrinter.joined(
      "CREATE DOMAIN \(name.postgres) AS \(type.postgres)", collation.map { "COLLATE \($0.postgres)" },
      constraints.map(\.postgres).joined(separator: " "))
  }
}

extension AlterEnum {
  var postgres: String {
    switch action {
    case .add(let label, let ifNotExists, let position):
      PostgresPrinter.joined(
        "ALTER TYPE \(name.postgres) ADD VALUE", ifNotExists ? "IF NOT EXISTS" : nil,
        PostgresPrinter.string(label.text), position.postgres)
    case .rename(let old, let new):
      "ALTER TYPE \(name.postgres) RENAME VALUE \(PostgresPrinter.string(old.text)) TO "
        + PostgresPrinter.string(new.text)
    }
  }
}

extension EnumPosition {
  fileprivate var postgres: String? {
    switch self {
    case .end: nil
    case .before(let label): "BEFORE \(PostgresPrinter.string(label.text))"
    case .after(let label): "AFTER \(PostgresPrinter.string(label.text))"
    }
  }
}

extension CreateExtension {
  var postgres: String {
    PostgresPrinter.joined(
      "CREATE EXTENSION", ifNotExists ? "IF NOT EXISTS" : nil, name.postgres,
      schema.map { "SCHEMA \($0.postgres)" }, version.map { "VERSION \(PostgresPrinter.string($0))" },
      cascades ? "CASCADE" : nil)
  }
}

extension Drop {
  var postgres: String {
    let exists = ifExists ? "IF EXISTS" : nil
    let end = cascade ? "CASCADE" : nil
    switch kind {
    case .trigger(let table):
      return PostgresPrinter.joined("DROP TRIGGER", exists, names.postgres, "ON \(table.postgres)", end)
    case .function(let signatures), .procedure(let signatures), .routine(let signatures):
      return PostgresPrinter.joined("DROP \(kind.postgres)", exists, functions(signatures), end)
    default:
      return PostgresPrinter.joined(
        "DROP \(kind.postgres)", isConcurrent ? "CONCURRENTLY" : nil, exists, names.postgres, end)
    }
  }

  private func functions(_ signatures: [[TypeName]?]) -> String {
    zip(names, signatures).map { name, types in
      name.postgres + (types.map { "(\($0.map(\.postgres).joined(separator: ", ")))" } ?? "")
    }.joined(separator: ", ")
  }
}

extension DropKind {
  fileprivate var postgres: String {
    switch self {
    case .table: "TABLE"
    case .index: "INDEX"
    case .view: "VIEW"
    case .materializedView: "MATERIALIZED VIEW"
    case .sequence: "SEQUENCE"
    case .type: "TYPE"
    case .domain: "DOMAIN"
    case .schema: "SCHEMA"
    case .extension: "EXTENSION"
    case .function: "FUNCTION"
    case .procedure: "PROCEDURE"
    case .routine: "ROUTINE"
    case .trigger: "TRIGGER"
    case .other(let name): name
    }
  }
}

extension Comment {
  var postgres: String {
    "COMMENT ON \(target.postgres) IS \(text.map(PostgresPrinter.string) ?? "NULL")"
  }
}

extension ObjectReference {
  var postgres: String {
    switch self {
    case .relation(let kind, let name): "\(kind.postgres) \(name.postgres)"
    case .column(let table, let name): "COLUMN \(table.postgres).\(name.postgres)"
    case .constraint(let table, let name): "CONSTRAINT \(name.postgres) ON \(table.postgres)"
    case .domainConstraint(let domain, let name): "CONSTRAINT \(name.postgres) ON DOMAIN \(domain.postgres)"
    case .trigger(let table, let name): "TRIGGER \(name.postgres) ON \(table.postgres)"
    case .type(let name): "TYPE \(name.postgres)"
    case .schema(let name): "SCHEMA \(name.postgres)"
    case .extension(let name): "EXTENSION \(name.postgres)"
    case .function(let kind, let name, let types):
      "\(kind) \(name.postgres)" + (types.map { "(\($0.map(\.postgres).joined(separator: ", ")))" } ?? "")
    case .remembered(_, let phrase): phrase.postgres
    case .largeObject(let number): "LARGE OBJECT \(number)"
    }
  }
}

extension SetOwner {
  var postgres: String {
    var name = object.postgres
    if ifExists {
      for kind in RelationKind.allCases where name.hasPrefix(kind.postgres + " ") {
        name = "\(kind.postgres) IF EXISTS" + name.dropFirst(kind.postgres.count)
        break
      }
    }
    return "ALTER \(name) OWNER TO \(role.role)"
  }
}
