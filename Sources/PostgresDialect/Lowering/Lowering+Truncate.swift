/// `TRUNCATE`, which comes to several statements of SQLite.
extension Lowering {
  /// Nil for a statement of another kind.
  mutating func steps(_ statement: Statement) throws(Diagnostic) -> [Step]? {
    switch statement.kind {
    case .truncate(let truncate): return try steps(truncate)
    default: return nil
    }
  }

  /// No row trigger may see it, as none does in PostgreSQL; tables that refer to others go first.
  private func steps(_ truncate: Truncate) throws(Diagnostic) -> [Step] {
    var tables: [Table] = []
    for name in truncate.tables {
      let table = try schema.writtenTable(name)
      for own in [table] + schema.descendants(of: table.id) where !tables.contains(where: { $0.id == own.id })
      {
        tables.append(own)
      }
    }
    var index = 0
    while index < tables.count {
      let table = tables[index]
      index += 1
      for other in schema.tables.values.sorted(by: { $0.name < $1.name }) {
        guard other.refers(to: table.id), !tables.contains(where: { $0.id == other.id }) else { continue }
        guard truncate.cascades else {
          throw Diagnostic(
            .error, .featureNotSupported, "cannot truncate a table referenced in a foreign key constraint",
            hint:
              "table \"\(other.name.name)\" references \"\(table.name.name)\"; truncate it at the same time, or use CASCADE"
          )
        }
        tables.append(other)
      }
    }
    var steps: [Step] = []
    var rest = tables
    while !rest.isEmpty {
      // Whom nobody else refers to; in a circle, anybody.
      let next =
        rest.firstIndex { table in !rest.contains { $0.id != table.id && $0.refers(to: table.id) } } ?? 0
      steps.append(.fill("DELETE FROM \(SQLiteText.name(rest.remove(at: next).name.lowered))"))
    }
    guard truncate.restartsIdentity else { return steps }
    for table in tables {
      for sequence in schema.sequences.values where sequence.owner?.table == table.id {
        steps += schema.place(of: sequence).setting(to: String(sequence.start), isCalled: "0")
      }
    }
    return steps
  }
}

extension Table {
  /// By a foreign key, from another table.
  func refers(to table: ObjectID) -> Bool {
    id != table
      && constraints.contains { constraint in
        if case .foreignKey(let key) = constraint.kind { key.table == table } else { false }
      }
  }
}

extension CounterPlace {
  /// Sets the value given out last, or next; a NULL changes nothing.
  func setting(to value: String, isCalled: String) -> [Step] {
    switch self {
    case .counter(let name):
      return [
        .execute(
          "UPDATE \"\(Self.counters)\" SET \"value\" = \(value), \"is_called\" = \(isCalled) "
            + "WHERE \"name\" = \(SQLiteText.string(name)) AND \(value) IS NOT NULL")
      ]
    case .rowNumber(let table):
      // SQLite has no row here before the first insert.
      let name = SQLiteText.string(table)
      return [
        .execute(
          "INSERT INTO sqlite_sequence (name, seq) SELECT \(name), 0 WHERE NOT EXISTS "
            + "(SELECT 1 FROM sqlite_sequence WHERE name = \(name))"),
        .execute(
          "UPDATE sqlite_sequence SET seq = \(value) - 1 + \(isCalled) WHERE name = \(name) AND \(value) IS NOT NULL"
        ),
      ]
    }
  }
}
