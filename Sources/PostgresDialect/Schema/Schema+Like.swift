/// `LIKE` in `CREATE TABLE`: https://www.postgresql.org/docs/15/sql-createtable.html#SQL-CREATETABLE-PARMS-LIKE
extension Schema {
  /// What a `LIKE` clause copies of a table or view.
  struct LikeCopy {
    var elements: [TableElement] = []
    var indexes: [CreateIndex] = []
    /// By column name.
    var columnComments: [String: String] = [:]
    /// By constraint name.
    var constraintComments: [String: String] = [:]
  }

  func copy(_ name: QualifiedName, options: [String]) throws(Diagnostic) -> LikeCopy {
    guard let source = relation(named: name) else {
      if relationID(name) == nil { throw Self.missing(relation: name) }
      throw Diagnostic(
        .error, .wrongObjectType, "relation \"\(name.name.text)\" is invalid in LIKE clause", at: name.range)
    }
    let parts = Self.included(options)
    var copy = LikeCopy()
    for column in source.columns {
      copy.elements.append(.column(self.copy(column, parts, at: name.range)))
      if parts.contains("comments") {
        copy.columnComments[column.name] = annotations[.column(source.id, column.number)]?.comment
      }
    }
    guard let table = tables[source.id] else { return copy }
    for constraint in table.constraints {
      switch constraint.kind {
      case .check where parts.contains("constraints"):
        copy.elements.append(.constraint(definition(of: constraint, on: table)))
        if parts.contains("comments") {
          copy.constraintComments[constraint.name] =
            annotations[.constraint(table.id, constraint.name)]?.comment
        }
      case .primaryKey where parts.contains("indexes"), .unique where parts.contains("indexes"):
        // Its name is made anew.
        var key = definition(of: constraint, on: table)
        key.name = nil
        copy.elements.append(.constraint(key))
      default: break
      }
    }
    if parts.contains("indexes") {
      for index in indexes.values.filter({ $0.table == table.id }).sorted(by: { $0.id < $1.id }) {
        var definition = definition(of: index, on: table)
        definition.name = nil
        copy.indexes.append(definition)
      }
    }
    return copy
  }

  /// The parts that `INCLUDING` and `EXCLUDING` come to, the later of them deciding.
  private static func included(_ options: [String]) -> Set<String> {
    let all: Set<String> = ["comments", "constraints", "defaults", "generated", "identity", "indexes"]
    var parts: Set<String> = []
    for option in options {
      let words = option.split(separator: " ").map(String.init)
      guard words.count == 2 else { continue }
      let named = words[1] == "all" ? all : [words[1]]
      if words[0] == "including" { parts.formUnion(named) } else { parts.subtract(named) }
    }
    return parts
  }

  /// A column with NOT NULL, and what else is asked for.
  private func copy(_ column: Column, _ parts: Set<String>, at range: SourceRange) -> ColumnDefinition {
    var copied = column
    if !parts.contains("defaults") { copied.defaultValue = nil }
    if !parts.contains("generated") { copied.generated = nil }
    copied.identity = nil
    var result = definition(of: copied)
    result.name = Identifier(column.name, at: range)
    result.range = range
    if parts.contains("identity"), let identity = column.identity, let sequence = sequences[identity.sequence]
    {
      let kind = ColumnConstraintKind.identity(always: identity.isAlways, sequence.options(isIdentity: true))
      result.constraints.append(ColumnConstraint(kind: kind, range: range))
      result.constraints.removeAll { $0.kind == .notNull }
    }
    return result
  }

  /// What a table gets once its columns and constraints are there.
  mutating func finish(_ copies: [LikeCopy], of id: ObjectID) throws(Diagnostic) {
    guard let name = tables[id].map({ qualified($0.name) }) else { return }
    for copy in copies {
      for var index in copy.indexes {
        index.table = name
        _ = try create(index)
      }
      guard let table = tables[id] else { throw .internalError }
      for (column, text) in copy.columnComments {
        guard let column = table[column: column] else { continue }
        annotate(.column(id, column.number), of: id) { $0.comment = text }
      }
      for (constraint, text) in copy.constraintComments {
        annotate(.constraint(id, constraint), of: id) { $0.comment = text }
      }
    }
  }
}
