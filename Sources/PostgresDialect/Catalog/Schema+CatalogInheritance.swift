/// How a definition says where a table's columns come from.
extension Schema {
  struct InheritanceDefinition {
    /// The columns that are written.
    var columns: [Column]
    /// What stands after `INHERITS`.
    var parents: [QualifiedName] = []
    /// What is said afterwards.
    var additions: [StatementKind] = []
    /// Whether `INHERITS` brings the rest of the columns and checks.
    var isWritten = true
  }

  /// With `INHERITS` the parents' columns come first. A table whose columns stand in another order has all of its own, and
  /// gets its parents afterwards.
  func inheritance(of table: Table) -> InheritanceDefinition {
    guard !table.parents.isEmpty else { return InheritanceDefinition(columns: table.columns) }
    let parents = table.parents.compactMap { tables[$0] }
    var names: [String] = []
    for column in parents.flatMap(\.columns) + table.columns.filter(\.isLocal)
    where !names.contains(column.name) {
      names.append(column.name)
    }
    func alter(_ kind: AlterTableActionKind, only: Bool) -> StatementKind {
      let action = AlterTableAction(kind: kind, range: SourceRange(0, 0))
      return .alterTable(AlterTable(table: qualified(table.name), only: only, actions: [action]))
    }
    guard names == table.columns.map(\.name) else {
      return InheritanceDefinition(
        columns: table.columns, additions: parents.map { alter(.inherit(qualified($0.name)), only: false) },
        isWritten: false)
    }
    var additions: [StatementKind] = []
    for column in table.columns {
      let name = Identifier(column.name)
      let inherited = parents.compactMap { $0[column: column.name] }
      guard !inherited.isEmpty else { continue }
      // What is written for a column of its own is a default, never the lack of one.
      let isWritten = column.isLocal && column.defaultValue != nil
      if !isWritten, inherited.last(where: { $0.defaultValue != nil })?.defaultValue != column.defaultValue {
        additions.append(
          alter(column.defaultValue.map { .setDefault(name, $0) } ?? .dropDefault(name), only: true))
      }
      if !column.isLocal, column.isNotNull, !inherited.contains(where: \.isNotNull) {
        additions.append(alter(.setNotNull(name), only: true))
      }
    }
    return InheritanceDefinition(
      columns: table.columns.filter(\.isLocal), parents: parents.map { qualified($0.name) },
      additions: additions)
  }
}
