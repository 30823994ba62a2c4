extension Statement {
  /// The name of a table that it makes.
  var madeTable: String? {
    switch kind {
    case .createTable(let create): create.name.plain
    case .createTableAs(let create): create.name.plain
    default: nil
    }
  }

  /// - Parameter made: tables that are new.
  func traits(made: Set<String>) -> [Trait] {
    var traits: [Trait] = isIdempotent ? [] : [.isNotRepeatable]
    switch kind {
    case .update, .insert: traits += drawn.map { .drawsValues(function: $0) }
    case .createIndex(let create) where !create.isConcurrent && !made.contains(create.table.plain):
      traits.append(.indexesUnderLock(table: create.table.plain))
    case .alterTable(let alter) where !made.contains(alter.table.plain):
      traits += alter.actions.flatMap { $0.kind.traits(table: alter.table.plain) }
    default: break
    }
    return traits
  }

  /// The functions that it calls and that give something else the next time.
  private var drawn: [String] {
    if case .insert(let insert) = kind, case .query(let query) = insert.source,
      case .values(let rows) = query.body,
      rows.count > 1000
    {
      // What is written out row by row is data.
      return []
    }
    var names: [String] = []
    let visitor = NameRewriter(visiting: { expression in
      guard case .call(let call) = expression.kind else { return }
      let name = call.name.name.text
      if Self.changing.contains(name), !names.contains(name) { names.append(name) }
    })
    _ = visitor.statement(kind)
    return names
  }

  private static let changing: Set<String> = [
    "random", "gen_random_uuid", "uuid_generate_v4", "gen_random_bytes", "now", "current_timestamp",
    "current_date", "current_time", "localtimestamp", "localtime", "clock_timestamp", "statement_timestamp",
    "transaction_timestamp", "timeofday",
  ]

  /// Whether a second run finds that there is nothing to do.
  private var isIdempotent: Bool {
    switch kind {
    case .createTable(let create): create.ifNotExists
    case .createIndex(let create): create.ifNotExists
    case .insert(let insert): insert.conflict != nil
    case .drop(let drop): drop.ifExists
    case .rename: false
    case .alterTable(let alter): alter.actions.allSatisfy(\.kind.isIdempotent)
    default: true
    }
  }
}

extension AlterTableActionKind {
  fileprivate var isIdempotent: Bool {
    switch self {
    case .addColumn(_, let ifNotExists): ifNotExists
    case .dropColumn(_, let ifExists, _), .dropConstraint(_, let ifExists, _): ifExists
    case .addConstraint, .addIdentity: false
    default: true
    }
  }

  fileprivate func traits(table: String) -> [Trait] {
    switch self {
    case .addColumn(let column, _): return column.traits(table: table)
    case .setNotNull(let column):
      return [.forbidsNulls(table: table, column: column.text), .validatesUnderLock(table: table)]
    case .setType(let column, let type, _, _):
      // Text without a limit takes what text with one was.
      let name = type.name.name.text
      let isText = ["text", "varchar"].contains(name) && type.modifiers.isEmpty
      return isText ? [] : [.rewritesRows(table: table, column: column.text)]
    case .addConstraint(let constraint):
      if case .usingIndex = constraint.kind { return [] }
      return constraint.isNotValid ? [] : [.validatesUnderLock(table: table)]
    default: return []
    }
  }
}

extension ColumnDefinition {
  fileprivate func traits(table: String) -> [Trait] {
    var traits: [Trait] = []
    var isRequired = false
    var hasValue = ["serial", "bigserial", "smallserial", "serial4", "serial8"].contains(type.name.name.text)
    var isRewritten = hasValue
    for constraint in constraints {
      switch constraint.kind {
      case .notNull, .primaryKey: isRequired = true
      case .default(let value):
        hasValue = true
        if value.isVolatile { isRewritten = true }
      case .generated, .identity: (hasValue, isRewritten) = (true, true)
      default: break
      }
    }
    if isRequired, !hasValue { traits.append(.requiresValues(table: table, column: name.text)) }
    if isRewritten { traits.append(.rewritesRows(table: table, column: name.text)) }
    return traits
  }
}

extension Expression {
  /// Another value for every row: `now()` is the same for all of a transaction.
  fileprivate var isVolatile: Bool {
    var found = isRandom
    walk {
      if case .call(let call) = $0.kind,
        ["clock_timestamp", "timeofday", "nextval"].contains(call.name.name.text)
      {
        found = true
      }
    }
    return found
  }
}

extension QualifiedName {
  /// As the name would be in SQLite, without a search path.
  fileprivate var plain: String {
    guard let schema, schema.text != "public" else { return name.text }
    return "\(schema.text).\(name.text)"
  }
}
