/// What a statement does to what a file may already hold, beside what it adds.
///
/// Backups, lint and steps back all decide by this list, so that they never disagree. Names are those in SQLite.
public enum Effect: Sendable, Hashable {
  /// A table that is new, so that what happens to it later in the same run harms nothing.
  case makesTable(String)
  case dropsTable(String)
  case dropsColumn(table: String, column: String)
  /// Values may not fit into the new type, or are replaced by what does not come from them. Where it `refuses`, what does
  /// not fit stops the statement, so that nothing is lost in silence.
  case narrows(table: String, column: String, from: String, to: String, refuses: Bool)
  /// Every row is copied into a new table.
  case copies(table: String)
  case deletes(table: String)
  case renamesTable(String, to: String)
  case renamesColumn(table: String, from: String, to: String)

  /// Whether what was there before cannot be had back from what is there afterwards.
  public var isLossy: Bool {
    switch self {
    case .dropsTable, .dropsColumn, .narrows, .deletes: true
    case .makesTable, .copies, .renamesTable, .renamesColumn: false
    }
  }

  /// Whether it is a reason for a backup: what loses, and what rewrites every row.
  public var isDestructive: Bool {
    if case .copies = self { true } else { isLossy }
  }

  /// The table whose rows it concerns, by its name before the statement.
  public var table: String {
    switch self {
    case .makesTable(let table), .dropsTable(let table), .dropsColumn(let table, _),
      .narrows(let table, _, _, _, _), .copies(let table), .deletes(let table), .renamesTable(let table, _),
      .renamesColumn(let table, _, _):
      table
    }
  }
}

extension TranslatedStatement {
  /// What it does to what a file may hold already.
  public var effects: [Effect] {
    changes
      + steps.compactMap { step in
        if case .rebuild(let rebuild) = step { Effect.copies(table: rebuild.table) } else { nil }
      }
  }
}
