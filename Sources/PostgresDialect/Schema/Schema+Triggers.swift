/// `ALTER TABLE … ENABLE` and `DISABLE TRIGGER`.
extension Schema {
  func setTriggers(
    _ selection: TriggerSelection, _ mode: TriggerMode, of table: inout Table, at range: SourceRange
  ) throws(Diagnostic) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    switch selection {
    case .named(let name):
      guard let index = table.triggers.firstIndex(where: { $0.name == name.text }) else {
        throw Self.missingTrigger(name, of: table)
      }
      table.triggers[index].mode = mode
    case .all, .user:
      for index in table.triggers.indices { table.triggers[index].mode = mode }
      // In PostgreSQL a foreign key is a trigger too.
      if selection == .all, mode == .disabled, table.constraints.contains(where: { $0.foreignKey != nil }) {
        notes.append(
          Diagnostic(
            .warning, .warning,
            "foreign keys of \"\(table.name.name)\" stay enforced: SQLite cannot disable one",
            at: range))
      }
    }
    return notes
  }
}
