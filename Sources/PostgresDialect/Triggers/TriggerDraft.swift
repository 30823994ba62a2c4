/// One trigger of SQLite that is still to be written down.
struct TriggerDraft: Sendable {
  var trigger: ObjectID
  var name: String
  /// What the values that it keeps are named after.
  var memory = ""
  var timing: TriggerTiming
  var event: TriggerEventKind
  /// Of `UPDATE OF`.
  var columns: [String] = []
  var program: TriggerProgram
  /// Its actions among those of the program.
  var places: [Int]
  /// Whether it does after a row what PostgreSQL does before.
  var isFill = false
  /// Whether it keeps the promises that a row may break until it is filled.
  var isPromise = false

  /// When it fires, among those of one event.
  var stage: Int { timing == .before ? 0 : isFill ? 1 : isPromise ? 2 : 3 }

  var settings: [TriggerProgram.Setting] { places.flatMap { program.actions[$0].settings } }

  /// Whether nothing comes of it when the update that fills a row fires it: it would fill the same once more.
  ///
  /// - Parameter isOnly: whether no other fills rows at the same event.
  func isHarmless(after fill: TriggerDraft, isSame: Bool, isOnly: Bool) -> Bool {
    if isPromise { return isOnly }
    guard isFill, places.allSatisfy({ program.actions[$0].isFill }), places.count == 1, fill.places.count == 1
    else { return false }
    let own = settings
    let assigned = own.map { "NEW.\(SQLiteText.name($0.column))" }
    let theirs = Dictionary(fill.settings.map { ($0.column, $0.sql) }) { first, _ in first }
    return own.allSatisfy { setting in
      guard setting.isPlain, theirs[setting.column] == setting.sql else { return false }
      return isSame || !setting.sql.contains("OLD.") && !assigned.contains(where: setting.sql.contains)
    }
  }
}

extension TriggerProgram.Setting {
  /// Whether its text alone tells the value, at each asking the same.
  var isPlain: Bool {
    !sql.isRandom && !sql.contains("SELECT ") && !sql.contains("\u{E110}")
  }
}

extension TriggerProgram.Action {
  var settings: [TriggerProgram.Setting] { if case .fill(let settings) = kind { settings } else { [] } }
  var isFill: Bool { if case .fill = kind { true } else { false } }
}

/// What of a program runs before the row is written, and what behind it.
struct TriggerSplit {
  var before: [Int] = []
  var after: [Int] = []

  init(_ program: TriggerProgram, isBefore: Bool, _ stale: Set<Int>) {
    let all = Array(program.actions.indices)
    guard isBefore else {
      after = all
      return
    }
    func isStale(_ action: TriggerProgram.Action) -> Bool {
      ([action.sql] + action.guards.map(\.sql)).contains {
        !stale.isDisjoint(with: program.uses(in: $0).keys)
      }
    }
    let first = all.filter { !program.actions[$0].isFill }
    if first.contains(where: { isStale(program.actions[$0]) }) {
      after = all
    } else {
      before = first
      after = all.filter { program.actions[$0].isFill }
    }
  }
}
