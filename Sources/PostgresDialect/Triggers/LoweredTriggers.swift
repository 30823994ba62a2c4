/// The triggers of a table as SQLite has them.
struct LoweredTriggers: Sendable {
  struct Part: Sendable, Hashable {
    /// The trigger that it is of; 0 for what keeps the table's promises.
    var trigger: ObjectID
    var object: LoweredObject
  }

  /// In the order in which they are made: SQLite fires the newest first, PostgreSQL by name.
  var parts: [Part] = []
  /// What differs, by trigger.
  var warnings: [ObjectID: [String]] = [:]

  var needsMemory: Bool { parts.contains { $0.object.sql.contains(SQLiteText.name(TriggerMemory.table)) } }
}

extension Schema {
  /// One trigger of SQLite for each event, in the order of their names.
  ///
  /// SQLite's `BEFORE` triggers cannot assign to `NEW`, so what PostgreSQL's do is done in two: errors, skipped rows and
  /// statements before the row is written, and right after it an update that fills it.
  /// https://sqlite.org/lang_createtrigger.html
  func loweredTriggers(of table: Table) throws(Diagnostic) -> LoweredTriggers {
    let firing = table.triggers.filter(\.mode.fires).sorted { $0.name < $1.name }
    guard !firing.isEmpty || mayAskByTrigger(table) else { return LoweredTriggers() }
    var compiler = TriggerCompiler(schema: self, table: table)
    for event in TriggerEventKind.allCases {
      for timing in [TriggerTiming.before, .after, .insteadOf] {
        for trigger in firing where trigger.definition.timing == timing {
          try compiler.compile(trigger, event)
        }
      }
    }
    return try compiler.finished()
  }
}
