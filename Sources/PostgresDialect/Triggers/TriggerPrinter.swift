/// Writes a trigger of SQLite down.
struct TriggerPrinter {
  let draft: TriggerDraft
  let table: Table
  let row: TriggerRow
  /// Whether it must not be fired by an update that fills a row.
  var isQuiet = false
  /// Whether its own update fills a row that others must not see.
  var isAnnounced = false
  /// Columns that are numbered right after their row is inserted, by an update that PostgreSQL knows nothing of.
  var counted: [(column: String, mark: String)] = []

  init(draft: TriggerDraft, table: Table, row: TriggerRow) {
    self.draft = draft
    self.table = table
    self.row = row
  }

  private var program: TriggerProgram { draft.program }
  private var target: String { SQLiteText.name(table.name.lowered) }

  func object() throws(Diagnostic) -> LoweredObject? {
    var hoisted = hoisted()
    var kept = program.kept(hoisted: hoisted)
    // What is kept is not there yet when a trigger is asked whether it fires.
    while let place = hoisted.firstIndex(where: { !kept.isDisjoint(with: program.uses(in: $0.sql).keys) }) {
      hoisted = Array(hoisted[..<place])
      kept = program.kept(hoisted: hoisted)
    }
    if kept.contains(where: { program.symbols[$0].isOfLoop }) {
      throw .unsupported("a loop whose statements read what it writes, in a trigger function", at: nil)
    }
    var conditions = hoisted.map { text($0.sql, kept) }
    var statements: [String] = []
    for place in draft.places {
      let born = kept.filter { program.symbols[$0].born == place }
      for symbol in born.sorted(by: isEarlier) {
        let own = program.symbols[symbol]
        let guards =
          own.guards.starts(with: hoisted) ? Array(own.guards.dropFirst(hoisted.count)) : own.guards
        let sql = TriggerMemory.keep(memory(symbol), text(own.sql, kept))
        statements.append(GuardSlot.fill(sql, with: joined(guards.map { text($0.sql, kept) })))
      }
      let action = program.actions[place]
      let guards = action.guards.dropFirst(hoisted.count).map { text($0.sql, kept) }
      if action.isFill {
        let fill = fill(action.settings, guards, kept, isAlone: draft.places.count == 1)
        conditions += fill.conditions
        statements += fill.statements
      } else {
        statements.append(GuardSlot.fill(text(action.sql, kept), with: joined(guards)))
      }
    }
    guard !statements.isEmpty else { return nil }
    for own in counted { conditions.append("OLD.\(SQLiteText.name(own.column)) IS NOT \(own.mark)") }
    if isQuiet {
      let name = SQLiteText.string(TriggerMemory.filling(table.name.lowered))
      conditions.append("NOT EXISTS (SELECT 1 FROM \"\(TriggerMemory.table)\" WHERE \"name\" = \(name))")
    }
    let when = joined(conditions).map { " WHEN \($0)" } ?? ""
    let sql = """
      CREATE TRIGGER \(SQLiteText.name(draft.name)) \(draft.timing.words) \(clause) ON \(target) FOR EACH ROW\(when) BEGIN
        \(statements.joined(separator: ";\n  "));
      END
      """
    guard TriggerValue(sql).isKnown else {
      throw .unsupported("a variable that a loop of a trigger function changes", at: nil)
    }
    return LoweredObject(name: draft.name, sql: sql)
  }

  private var clause: String {
    guard draft.event == .update, !draft.columns.isEmpty else { return draft.event.operation }
    return "UPDATE OF \(SQLiteText.names(draft.columns))"
  }

  /// The conditions that all of it is under.
  private func hoisted() -> [TriggerProgram.Guard] {
    guard let first = draft.places.first else { return [] }
    var common = program.actions[first].guards.prefix { !$0.isOfLoop }
    for place in draft.places.dropFirst() {
      let guards = program.actions[place].guards
      let shared = zip(common, guards).prefix { $0 == $1 }.count
      common = common.prefix(shared)
    }
    return Array(common)
  }

  private func isEarlier(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (program.symbols[left], program.symbols[right])
    return (a.kind == .last ? 0 : 1, left) < (b.kind == .last ? 0 : 1, right)
  }

  private func memory(_ symbol: Int) -> String { "\(draft.memory) \(symbol)" }

  private func text(_ sql: String, _ kept: Set<Int>) -> String {
    TriggerProgram.expanded(sql) { symbol in
      kept.contains(symbol) ? TriggerMemory.value(memory(symbol)) : text(program.symbols[symbol].sql, kept)
    }
  }

  private func joined(_ conditions: [String]) -> String? {
    guard conditions.count != 1 else { return conditions[0] }
    return conditions.isEmpty ? nil : conditions.map(Self.operand).joined(separator: " AND ")
  }

  private static func operand(_ condition: String) -> String {
    condition.contains(" ") && !condition.isWrapped ? "(\(condition))" : condition
  }

  // MARK: - Filling

  /// The update of the row; where it alone is all there is to do, it is asked first whether it changes anything: with
  /// `recursive_triggers` on it would otherwise call itself.
  private func fill(
    _ settings: [TriggerProgram.Setting], _ guards: [String], _ kept: Set<Int>, isAlone: Bool
  ) -> (conditions: [String], statements: [String]) {
    let list = settings.map { "\(SQLiteText.name($0.column)) = \(text($0.sql, kept))" }
    let changes =
      settings.allSatisfy(\.isPlain)
      ? settings.map { "NEW.\(SQLiteText.name($0.column)) IS NOT \(text($0.sql, kept))" } : []
    var conditions = guards
    if !changes.isEmpty {
      conditions.append(changes.count == 1 ? changes[0] : changes.joined(separator: " OR "))
    }
    let update = "UPDATE \(target) SET \(list.joined(separator: ", ")) WHERE \(row.isOwn)\(GuardSlot.term)"
    let own = isAlone ? nil : joined(conditions)
    var statements = [GuardSlot.fill(update, with: own.map(Self.operand))]
    if isAnnounced {
      let name = TriggerMemory.filling(table.name.lowered)
      statements.insert(GuardSlot.fill(TriggerMemory.keep(name, "1"), with: own), at: 0)
      statements.append(TriggerMemory.forget(name))
    }
    return (isAlone ? conditions : [], statements)
  }
}

extension TriggerTiming {
  /// As it is written.
  var words: String { self == .insteadOf ? "INSTEAD OF" : rawValue.uppercased() }
}

extension String {
  /// Whether one pair of parentheses holds all of it.
  var isWrapped: Bool {
    guard first == "(", last == ")" else { return false }
    var depth = 0
    var quote: Character?
    for (place, character) in enumerated() {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "'", "\"": quote = character
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth == 0 { return place == count - 1 }
      default: break
      }
    }
    return false
  }
}
