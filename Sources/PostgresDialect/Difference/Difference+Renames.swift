extension Difference {
  /// The renames between `before` and `after`, and the schema that they alone lead to.
  struct Renames {
    var schema: Schema
    var steps: [Step] = []
    /// The tables whose name or column names change.
    var tables: Set<ObjectID> = []
  }

  func renames(of ids: [ObjectID]) -> Renames {
    var renames = Renames(schema: before)
    for id in ids {
      guard let old = before.tables[id], let new = after.tables[id] else { continue }
      let name = new.name.lowered
      if old.name != new.name {
        if old.name.lowered != name {
          renames.add(id, "ALTER TABLE", old.name.lowered, "RENAME TO", name)
        }
        renames.schema.setName(of: id, to: new.name)
      }
      for column in old.columns {
        guard let now = new[number: column.number], now.name != column.name else { continue }
        renames.add(
          id, "ALTER TABLE \(SQLiteText.name(name)) RENAME COLUMN", column.name, "TO", now.name)
        renames.schema.setColumnName(column.number, of: id, to: now.name)
      }
    }
    return renames
  }
}

extension Difference.Renames {
  /// Where only the case differs the new name is taken, to SQLite: by the object itself.
  fileprivate mutating func add(_ id: ObjectID, _ verb: String, _ old: String, _ to: String, _ new: String) {
    var names = [old, new]
    if old.lowercased() == new.lowercased() { names.insert("_migrations_rename_\(new)", at: 1) }
    for (from, next) in zip(names, names.dropFirst()) {
      steps.append(.execute("\(verb) \(SQLiteText.name(from)) \(to) \(SQLiteText.name(next))"))
    }
    tables.insert(id)
  }
}
