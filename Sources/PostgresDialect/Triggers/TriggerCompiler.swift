/// Makes SQLite's triggers of all that a table has, which must know of each other: what one fills another reads, and
/// the update that fills a row is none that a trigger may see.
struct TriggerCompiler {
  let schema: Schema
  let table: Table
  private let row: TriggerRow
  private var drafts: [TriggerDraft] = []
  private var warnings: [ObjectID: [String]] = [:]
  /// The sequences that triggers count on, by event.
  private var counted: [TriggerEventKind: Set<ObjectID>] = [:]
  /// The columns that triggers have filled, by event.
  private var filled: [TriggerEventKind: Set<String>] = [:]

  init(schema: Schema, table: Table) {
    self.schema = schema
    self.table = table
    row = TriggerRow(schema: schema, table: table)
  }

  mutating func compile(_ trigger: Trigger, _ event: TriggerEventKind) throws(Diagnostic) {
    guard let own = trigger.definition.events.first(where: { TriggerEventKind($0) == event }) else { return }
    do throws(Diagnostic) {
      try compile(trigger, event, own)
    } catch {
      throw schema.placed(error, in: trigger)
    }
  }

  private mutating func compile(
    _ trigger: Trigger, _ event: TriggerEventKind, _ written: TriggerEvent
  ) throws(Diagnostic) {
    let isBefore = trigger.definition.timing == .before
    let before = try program(of: trigger, event, isHidden: false)
    let split = TriggerSplit(
      before.program, isBefore: isBefore && trigger.definition.forEachRow, before.staleSymbols)
    var after = before.program
    if isBefore, !split.after.isEmpty, before.reads.contains(table.id) {
      after = try program(of: trigger, event, isHidden: true).program
    }
    if isBefore, split.after.contains(where: { after.actions[$0].kind == .skip }) {
      throw .unsupported("skipping a row by what a trigger before has filled", at: nil)
    }
    if !counted[event, default: []].isDisjoint(with: before.program.counted) {
      throw .unsupported("a sequence that another trigger of the table asks too", at: nil)
    }
    counted[event, default: []].formUnion(before.program.counted)
    if trigger.definition.forEachRow == false { try requireRowByRow(before.program, trigger) }
    note(before, trigger, event)

    let events = trigger.definition.events.count { TriggerEventKind($0) != nil }
    let name = "\(table.name.lowered).\(trigger.name)" + (events > 1 ? ".\(event.rawValue)" : "")
    var columns: [String] = []
    if case .update(let listed) = written { columns = listed.map(\.text) }
    for (places, timing, program) in [
      (split.before, TriggerTiming.before, before.program),
      (split.after, trigger.definition.timing == .insteadOf ? .insteadOf : .after, after),
    ]
    where !places.isEmpty {
      let isFirst = timing == .before && !split.after.isEmpty
      drafts.append(
        TriggerDraft(
          trigger: trigger.id, name: isFirst ? "\(name) first" : name, memory: name, timing: timing,
          event: event,
          columns: columns, program: program, places: places, isFill: isBefore && timing == .after))
    }
    let fills = split.after.flatMap { after.actions[$0].settings.map(\.column) }
    guard !fills.isEmpty else { return }
    let unique = schema.uniqueColumns(of: table)
    if event == .insert, let column = fills.first(where: unique.contains) {
      warnings[trigger.id, default: []].append(
        "\"\(column)\" is unique, and trigger \"\(trigger.name)\" fills it: ON CONFLICT sees what it was before"
      )
    }
    let generated = table.columns.filter { $0.generated != nil }.map(\.name)
    filled[event, default: []].formUnion(fills + generated)
  }

  private typealias Run = (program: TriggerProgram, reads: Set<ObjectID>, staleSymbols: Set<Int>)

  private func program(
    of trigger: Trigger, _ event: TriggerEventKind, isHidden: Bool
  ) throws(Diagnostic) -> Run {
    guard let function = schema.functions[trigger.function] else { throw .internalError }
    guard let body = try function.definition.procedure() else {
      throw .unsupported("a trigger function that is not in PL/pgSQL", at: nil)
    }
    guard function.words.allSatisfy({ !$0.unicodeScalars.contains(where: TriggerProgram.isReserved) }) else {
      throw .unsupported("a trigger function with characters from U+E100 to U+E11F", at: nil)
    }
    let isRow = trigger.definition.forEachRow
    let columns = Scope.columns(of: table)
    var stale = filled[event] ?? []
    if event == .insert { stale.formUnion(trigger.definition.timing == .before ? row.numbered : row.counted) }
    func record(_ prefix: String, exists: Bool) -> TriggerRecord {
      guard exists else { return .null(columns) }
      return TriggerRecord(
        columns: columns, values: columns.map { TriggerValue("\(prefix).\(SQLiteText.name($0.name))") })
    }
    var executor = TriggerExecutor(
      schema.resolving(function), trigger,
      on: Relation(id: table.id, name: table.name, columns: table.columns), event,
      new: record("NEW", exists: event.hasNew), old: record("OLD", exists: event.hasOld))
    if event.hasNew { executor.read(stale, of: row) }
    let symbols = Set(executor.program.symbols.indices)
    if isHidden { executor.lowering.triggered.hidden = row.hidden(event) }
    if !isRow { try executor.enterStatement(trigger) }
    try executor.start(body)
    executor.program.warnings += executor.lowering.warnings.map(\.message)
    return (executor.program, executor.reads, symbols)
  }

  /// What differs from PostgreSQL.
  private mutating func note(_ run: Run, _ trigger: Trigger, _ event: TriggerEventKind) {
    var program = run.program
    let definition = trigger.definition
    if definition.forEachRow, definition.timing == .after, run.reads.contains(table.id) {
      program.warn(
        "trigger \"\(trigger.name)\" reads its own table: SQLite fires it behind each row of a statement, not behind all"
      )
    }
    let calls = program.actions.contains { $0.target == table.id && $0.event == event }
    if calls {
      program.warn(
        "trigger \"\(trigger.name)\" changes its own table: SQLite does not fire it for that unless recursive_triggers is on"
      )
    }
    if definition.deferral?.isInitiallyDeferred == true {
      program.warn("trigger \"\(trigger.name)\" fires at once: SQLite does not defer triggers")
    }
    if !definition.forEachRow, !program.actions.isEmpty {
      program.warn(
        "trigger \"\(trigger.name)\" fires for each row: SQLite has no triggers for whole statements")
    }
    let known = warnings[trigger.id] ?? []
    warnings[trigger.id] = known + program.warnings.filter { !known.contains($0) }
  }

  /// A statement trigger can fire for each row where that comes to the same.
  private func requireRowByRow(_ program: TriggerProgram, _ trigger: Trigger) throws(Diagnostic) {
    for action in program.actions where action.kind == .statement {
      if action.isRepeatable || action.isAboutRows && action.isRowByRow { continue }
      throw .unsupported(
        "a statement trigger that does what firing for each row would do more than once", at: nil)
    }
  }

  // MARK: - All of them

  func finished() throws(Diagnostic) -> LoweredTriggers {
    var drafts = drafts
    let guards = schema.promiseDrafts(of: table, row)
    // Behind what fills, before what comes after.
    let place = drafts.firstIndex { $0.timing == .after && !$0.isFill } ?? drafts.count
    drafts.insert(contentsOf: guards, at: place)
    drafts.sort { left, right in left.stage < right.stage }
    let flags = flagged(drafts)
    var result = LoweredTriggers(warnings: warnings)
    for index in drafts.indices.reversed() {
      var printer = TriggerPrinter(draft: drafts[index], table: table, row: row)
      printer.isQuiet = flags.quiet.contains(index)
      printer.isAnnounced = flags.announced.contains(index)
      if drafts[index].event == .update {
        printer.counted = row.marks.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      }
      do throws(Diagnostic) {
        guard let object = try printer.object() else { continue }
        result.parts.append(LoweredTriggers.Part(trigger: drafts[index].trigger, object: object))
      } catch {
        guard let trigger = table.triggers.first(where: { $0.id == drafts[index].trigger }) else {
          throw error
        }
        throw schema.placed(error, in: trigger)
      }
    }
    return result
  }

  /// Which fills must be announced, and which triggers keep quiet meanwhile.
  private func flagged(_ drafts: [TriggerDraft]) -> (announced: Set<Int>, quiet: Set<Int>) {
    var (announced, quiet): (Set<Int>, Set<Int>) = ([], [])
    for fill in drafts.indices where drafts[fill].isFill {
      let columns = Set(drafts[fill].settings.map(\.column))
      let isOnly = drafts.count { $0.isFill && $0.event == drafts[fill].event } == 1
      for other in drafts.indices where drafts[other].event == .update {
        let listed = drafts[other].columns
        if !listed.isEmpty, columns.isDisjoint(with: listed) { continue }
        if drafts[other].isHarmless(after: drafts[fill], isSame: fill == other, isOnly: isOnly) { continue }
        announced.insert(fill)
        quiet.insert(other)
      }
    }
    return (announced, quiet)
  }
}

extension Schema {
  /// The schema as a function looks names up in it: by the search path that it sets itself.
  func resolving(_ function: Function) -> Schema {
    guard let path = function.ownSearchPath else { return self }
    var copy = self
    copy.searchPath = path.filter { namespaces.contains($0) }
    return copy
  }

  /// An error in a trigger function, with its place: the trigger may stand in another file.
  func placed(_ error: Diagnostic, in trigger: Trigger) -> Diagnostic {
    guard let function = functions[trigger.function] else { return error }
    var place = ""
    if let range = error.range, case .text(let text, let start) = function.definition.body {
      if let start {
        let location = function.source.location(of: start + range.lower)
        place = " (\(function.source.name):\(location.line):\(location.column))"
      } else {
        place = " (line \(SourceText(text).location(of: range.lower).line) of its body)"
      }
    }
    return Diagnostic(
      error.severity, error.state, "trigger function \"\(function.name.name)\": \(error.message)\(place)",
      hint: error.hint)
  }
}
