/// `ON DELETE SET NULL (a)` and `SET DEFAULT (a)`: SQLite sets all columns of a key
/// (https://sqlite.org/foreignkeys.html#fk_actions), so a trigger of the parent does it; the key itself, which waits for the
/// statement's end, then finds nothing amiss.
extension Schema {
  func keyActionTriggers(of table: Table) throws(Diagnostic) -> [LoweredObject] {
    var triggers: [LoweredObject] = []
    for constraint in table.constraints {
      guard let key = constraint.foreignKey, let parent = tables[key.table], !key.settings.isEmpty else {
        continue
      }
      var settings: [String] = []
      for name in key.settings {
        let column = try column(name, of: table)
        var value = "NULL"
        if case .setDefault = key.onDelete { value = try defaultText(of: column, table) ?? value }
        settings.append("\(SQLiteText.name(column.name)) = \(value)")
      }
      let matches = zip(table.names(of: key.columns), parent.names(of: key.referenced)).map {
        "\(SQLiteText.name($0)) = OLD.\(SQLiteText.name($1))"
      }
      let name = SQLiteText.name("\(table.name.lowered).\(constraint.name)")
      triggers.append(
        LoweredObject(
          name: "\(table.name.lowered).\(constraint.name)",
          sql: """
            CREATE TRIGGER \(name) AFTER DELETE ON \(SQLiteText.name(parent.name.lowered)) FOR EACH ROW BEGIN
              UPDATE \(SQLiteText.name(table.name.lowered)) SET \(settings.joined(separator: ", ")) WHERE \(matches.joined(separator: " AND "));
            END
            """))
    }
    return triggers
  }
}

extension ForeignKey {
  /// The columns that a deletion sets, where those are not all of the key.
  fileprivate var settings: [Identifier] {
    switch onDelete {
    case .setNull(let columns), .setDefault(let columns): columns
    default: []
    }
  }
}
