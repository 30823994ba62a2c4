/// Promises about columns that triggers fill before a row is written, where SQLite fills them after: they are kept by a
/// trigger that fires once the row is filled, not by the table.
extension Schema {
  /// The columns that `BEFORE` triggers assign to when a row is inserted, or also when one is updated.
  func assignedColumns(of table: Table, onlyInserted: Bool) -> Set<String> {
    var names: Set<String> = []
    for trigger in table.triggers
    where trigger.mode.fires && trigger.definition.timing == .before && trigger.definition.forEachRow {
      let events = trigger.definition.events.compactMap { TriggerEventKind($0) }
      guard events.contains(.insert) || !onlyInserted && events.contains(.update) else { continue }
      guard let body = try? functions[trigger.function]?.definition.procedure() else { continue }
      names.formUnion(body.allStatements.assignedFields(of: "new"))
    }
    return names
  }

  /// The columns that get a value of their own whatever a statement says: `NEW.updated_at := now()`.
  private func settledColumns(of table: Table) -> Set<String> {
    var names: Set<String> = []
    for trigger in table.triggers where trigger.mode.fires && trigger.isAtEachWrite {
      guard let body = try? functions[trigger.function]?.definition.procedure() else { continue }
      for statement in body.statements {
        guard case .assign(let target, let value) = statement.kind else { break }
        guard target.names.count == 2, target.names[0].text == "new", target.accessors.isEmpty else {
          continue
        }
        if value.isNeverNull { names.insert(target.names[1].text) }
      }
    }
    return names
  }

  /// What triggers give a column that has no value yet, where that hangs on nothing: `NEW.id := gen_random_uuid()`.
  private func assignedDefault(of name: String, _ table: Table) -> String? {
    for trigger in table.triggers where trigger.mode.fires && trigger.definition.timing == .before {
      guard let body = try? functions[trigger.function]?.definition.procedure(),
        let column = table[column: name]
      else { continue }
      for value in body.allStatements.assignments(to: name, of: "new") where value.isNeverNull {
        var lowering = Lowering(self, .defaultValue)
        guard let lowered = try? lowering.lower(value),
          let own = try? lowering.assign(lowered, to: column, at: value.range)
        else { continue }
        return "(\(own.sql))"
      }
    }
    return nil
  }

  /// Marks what the table's own text leaves out.
  func guardPromises(of table: Table, in lowered: inout LoweredTable) {
    guard table.triggers.contains(where: { $0.definition.timing == .before }) else { return }
    let inserted = assignedColumns(of: table, onlyInserted: true)
    let assigned = assignedColumns(of: table, onlyInserted: false)
    guard !assigned.isEmpty else { return }
    let settled = settledColumns(of: table)
    for index in lowered.columns.indices {
      let column = lowered.columns[index]
      guard inserted.contains(column.name), column.isNotNull, !column.isRowID else { continue }
      if settled.contains(column.name), column.defaultValue != nil {
        lowered.columns[index].replacesNull = true
      } else if lowered.primaryKey?.columns.contains(column.name) == true {
        // SQLite does not let a key wait: https://sqlite.org/stricttables.html
        guard column.defaultValue == nil, let value = assignedDefault(of: column.name, table) else {
          continue
        }
        lowered.columns[index].defaultValue = value
        lowered.columns[index].replacesNull = true
      } else {
        lowered.columns[index].isGuarded = true
      }
    }
    let names = assigned.map(SQLiteText.name)
    for index in lowered.checks.indices {
      lowered.checks[index].isGuarded =
        lowered.checks[index].isGuarded || names.contains(where: lowered.checks[index].condition.contains)
    }
  }

  /// The triggers that keep them.
  func promiseDrafts(of table: Table, _ row: TriggerRow) -> [TriggerDraft] {
    guard let lowered = try? lowered(table) else { return [] }
    let target = SQLiteText.name(table.name.lowered)
    var failures: [String] = []
    for column in lowered.columns where column.isGuarded {
      let message = SQLiteText.string("NOT NULL constraint failed: \(table.name.lowered).\(column.name)")
      failures.append(
        "SELECT RAISE(ABORT, \(message)) FROM \(target) WHERE \(row.isOwn) AND \(SQLiteText.name(column.name)) IS NULL"
      )
    }
    for check in lowered.checks where check.isGuarded {
      let message = SQLiteText.string("CHECK constraint failed: \(check.name)")
      failures.append(
        "SELECT RAISE(ABORT, \(message)) FROM \(target) WHERE \(row.isOwn) AND NOT (\(check.condition))")
    }
    guard !failures.isEmpty else { return [] }
    var program = TriggerProgram()
    program.actions = failures.map { TriggerProgram.Action(kind: .raise, sql: $0, guards: []) }
    return [TriggerEventKind.insert, .update].map { event in
      TriggerDraft(
        trigger: 0, name: "\(table.name.lowered) keeps its promises.\(event.rawValue)", timing: .after,
        event: event,
        program: program, places: Array(failures.indices), isPromise: true)
    }
  }
}

extension Block {
  /// Those of its handlers too.
  fileprivate var allStatements: [ProcedureStatement] { statements + handlers.flatMap(\.statements) }
}

extension [ProcedureStatement] {
  /// The fields of a record that are assigned to, in what is nested too.
  fileprivate func assignedFields(of record: String) -> Set<String> {
    var names: Set<String> = []
    walk { statement in
      switch statement.kind {
      case .assign(let target, _): names.formUnion(target.field(of: record).map { [$0] } ?? [])
      case .sql(_, let into?), .execute(_, let into?):
        names.formUnion(into.targets.compactMap { $0.field(of: record) })
      default: break
      }
    }
    return names
  }

  /// What is assigned to one of them.
  fileprivate func assignments(to field: String, of record: String) -> [Expression] {
    var values: [Expression] = []
    walk { statement in
      if case .assign(let target, let value) = statement.kind, target.field(of: record) == field {
        values.append(value)
      }
    }
    return values
  }

  /// Visits all statements, those in others too.
  func walk(_ visit: (ProcedureStatement) -> Void) {
    for statement in self {
      visit(statement)
      switch statement.kind {
      case .conditional(let branches, let otherwise):
        for branch in branches { branch.statements.walk(visit) }
        otherwise.walk(visit)
      case .select(let choice):
        for branch in choice.branches { branch.statements.walk(visit) }
        choice.otherwise?.walk(visit)
      case .loop(let loop): loop.statements.walk(visit)
      case .block(let block):
        block.statements.walk(visit)
        for handler in block.handlers { handler.statements.walk(visit) }
      default: break
      }
    }
  }
}

extension ProcedureTarget {
  fileprivate func field(of record: String) -> String? {
    names.count == 2 && names[0].text == record ? names[1].text : nil
  }
}

extension Trigger {
  /// Whether it fires before each row that is inserted or updated.
  fileprivate var isAtEachWrite: Bool {
    definition.timing == .before && definition.forEachRow && definition.when == nil
      && definition.events.contains(.insert) && definition.events.contains(.update(of: []))
  }
}

extension Expression {
  /// Whether it plainly has a value.
  fileprivate var isNeverNull: Bool {
    switch kind {
    case .string, .number, .boolean: return true
    case .cast(let inner, _): return inner.isNeverNull
    case .atTimeZone(let inner, _): return inner.isNeverNull
    case .call(let call):
      let names = [
        "now", "current_timestamp", "current_date", "localtimestamp", "clock_timestamp",
        "statement_timestamp",
        "transaction_timestamp", "gen_random_uuid", "uuid_generate_v4", "timezone",
      ]
      return names.contains(call.name.name.text)
        && (call.name.name.text != "timezone" || call.arguments.allSatisfy(\.value.isNeverNull))
    default: return false
    }
  }
}
