/// Labels of enums that were renamed: PostgreSQL's rows hold a label's number, SQLite's its text.
extension Difference {
  /// Rewrites the rows as they are before everything else. They mean the same as before, so neither triggers nor
  /// checks may see it, and what refers to them must not follow.
  func labelChanges() throws(Diagnostic) -> [Step] {
    var steps: [Step] = []
    for id in touched.sorted() {
      guard let table = before.tables[id], after.tables[id] != nil, !table.isForeign else { continue }
      var settings: [String] = []
      for column in table.columns {
        let changes = renamedLabels(in: column.type)
        guard !changes.isEmpty else { continue }
        let name = SQLiteText.name(column.name)
        settings.append("\(name) = \(Self.relabelled(name, changes, in: before.baseType(column.type)))")
      }
      guard !settings.isEmpty else { continue }
      let target = SQLiteText.name(table.name.lowered)
      steps += try detached(from: table) {
        [.rewrite("UPDATE \(target) SET \(settings.joined(separator: ", "))")]
      }
    }
    return steps
  }

  private func renamedLabels(in type: PostgresType) -> [(old: String, new: String)] {
    guard case .user(let id) = type.base else { return [] }
    switch before.types[id]?.kind {
    case .domain(let domain): return renamedLabels(in: domain.base)
    case .enumeration(let labels):
      guard case .enumeration(let new) = after.types[id]?.kind else { return [] }
      return labels.compactMap { label in
        guard let now = new.first(where: { $0.number == label.number }), now.text != label.text else {
          return nil
        }
        return (label.text, now.text)
      }
    case nil: return []
    }
  }

  private static func relabelled(
    _ value: String, _ changes: [(old: String, new: String)], in type: PostgresType
  ) -> String {
    if type.isArray { return relabelledArray(value, changes) }
    let clauses = changes.map { "WHEN \(SQLiteText.string($0.old)) THEN \(SQLiteText.string($0.new))" }
    return "CASE \(value) \(clauses.joined(separator: " ")) ELSE \(value) END"
  }

  /// In JSON, a label with its quotes occurs nowhere but as an element. By way of characters that JSON cannot
  /// contain, so that two labels may change places.
  private static func relabelledArray(_ value: String, _ changes: [(old: String, new: String)]) -> String {
    func element(_ label: String) -> String { SQLiteText.string(JSONLiteral.quoted(label)) }
    var text = value
    for (index, change) in changes.enumerated() {
      text = "replace(\(text), \(element(change.old)), char(1) || '\(index)' || char(1))"
    }
    for (index, change) in changes.enumerated() {
      text = "replace(\(text), char(1) || '\(index)' || char(1), \(element(change.new)))"
    }
    return text
  }

  /// The steps between two edits that take the references to a table away and put them back.
  private func detached(from table: Table, _ steps: () -> [Step]) throws(Diagnostic) -> [Step] {
    var away: [Step] = []
    var back: [Step] = []
    for child in before.tables.values.sorted(by: { $0.id < $1.id })
    where !child.isForeign && child.constraints.contains(where: { $0.foreignKey?.table == table.id }) {
      let whole = try before.lowered(child)
      var free = whole
      free.foreignKeys.removeAll { $0.tableID == table.id }
      away.append(.replaceTable(name: free.name, sql: free.sql))
      back.append(.replaceTable(name: whole.name, sql: whole.sql))
    }
    return away + steps() + back
  }
}
