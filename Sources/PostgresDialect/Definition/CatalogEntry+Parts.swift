extension CatalogEntry {
  /// What a definition says, piece by piece, so that two can be compared without regard to the order in which their
  /// constraints were added: columns one by one with their places, constraints, and other statements whole.
  package static func parts(of definition: String) -> [String] {
    let source = SourceText(definition)
    var parser = Parser(source)
    let script = parser.parseScript()
    guard script.diagnostics.isEmpty else { return [definition] }
    return script.statements.flatMap { statement -> [String] in
      switch statement.kind {
      case .createTable(let table):
        var place = 0
        var head = table
        head.elements = []
        return [head.postgres]
          + table.elements.map { element in
            guard case .column = element else { return element.postgres }
            place += 1
            return "column \(place): \(element.postgres)"
          }
      case .alterTable(let alter):
        return alter.actions.map { action in
          // Where a constraint is written makes no difference.
          if case .addConstraint(let constraint) = action.kind { return constraint.postgres }
          return AlterTable(kind: alter.kind, table: alter.table, actions: [action]).postgres
        }
      default: return [statement.postgres]
      }
    }
  }
}
