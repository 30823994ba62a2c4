/// What a run is asked for.
enum Goal: Sendable {
  /// All pending migrations, or those up to a version.
  case up(to: Int?)
  case down(RollbackTarget)
  /// The newest one down and up again.
  case redo
}

/// How far to step back.
public enum RollbackTarget: Sendable, Hashable {
  /// Undo everything above this version; 0 undoes all.
  case version(Int)
  /// Undo that many of the newest migrations.
  case steps(Int)
  case all
}

/// One migration in one direction.
struct Operation: Sendable {
  let migration: Migration
  let direction: MigrationEvent.Direction
  /// The id that the history knows it by: another than its own when it was renamed and the policy allows that.
  let appliedID: String

  var body: MigrationBody? { direction == .up ? migration.up : migration.down }

  /// Done in parts. A step back, and a redo, which is undone whole, are not.
  var isBatched: Bool { direction == .up && migration.batches != nil }

  /// What PostgreSQL cannot run in a transaction SQLite can, so that a text always has one; only Swift may ask for what
  /// SQLite cannot, such as `VACUUM`.
  var hasTransaction: Bool { migration.usesTransaction || body?.script != nil }
}

extension Goal {
  /// What is to be done, in order, when `completed` operations of this run are already done.
  func operations(_ plan: Plan, _ migrations: [Migration], completed: Int) throws(MigrationError)
    -> [Operation]
  {
    let known = Dictionary(migrations.map { ($0.id, $0) }) { first, _ in first }
    // What is known from the file alone can be undone.
    let conflicts = plan.conflicts.filter { entry in
      !(isDown && [.newer, .missing].contains(entry.verdict) && known[entry.id] != nil)
    }
    if let conflict = MigrationError(conflicts: conflicts) { throw conflict }
    func operations(_ entries: [Plan.Entry], _ direction: MigrationEvent.Direction) -> [Operation] {
      entries.compactMap { entry in
        known[entry.id].map {
          Operation(migration: $0, direction: direction, appliedID: entry.appliedID ?? entry.id)
        }
      }
    }
    let applied = operations(Array(plan.entries.filter { $0.appliedAt != nil }.reversed()), .down)
    switch self {
    case .up(let limit):
      return operations(plan.pending.filter { $0.version <= limit ?? .max }, .up)
    case .down(let target):
      let newestFirst = Array(plan.entries.filter { $0.appliedAt != nil }.reversed())
      let entries =
        switch target {
        case .version(let version): newestFirst.filter { $0.version > version }
        case .steps(let count): Array(newestFirst.prefix(max(0, count - completed)))
        case .all: newestFirst
        }
      if let unknown = entries.first(where: { known[$0.id] == nil }) {
        throw MigrationError(
          unknown.verdict == .newer ? .newerDatabase : .historyConflict,
          "\(unknown.id) is not among these migrations, so it cannot be undone with them")
      }
      let steps = operations(entries, .down)
      try Self.requireDowns(steps)
      return steps
    case .redo:
      if completed >= 2 { return [] }
      if completed == 1 { return operations(Array(plan.pending.prefix(1)), .up) }
      let last = Array(applied.prefix(1))
      try Self.requireDowns(last)
      return last
        + last.map { Operation(migration: $0.migration, direction: .up, appliedID: $0.migration.id) }
    }
  }

  var isDown: Bool { if case .down = self { true } else { false } }

  /// All of them, before anything runs.
  private static func requireDowns(_ operations: [Operation]) throws(MigrationError) {
    let missing = operations.filter { $0.migration.down == nil }.map(\.migration.id)
    guard missing.isEmpty else {
      throw MigrationError(
        .irreversible,
        "\(missing.joined(separator: ", ")) cannot be undone: there is no down; nothing was changed")
    }
  }
}

extension Plan {
  /// What a run would stop at; nil when the policy lets everything pass.
  public var conflict: MigrationError? { MigrationError(conflictsOf: self) }
}

extension MigrationError {
  /// What the history's irregularities amount to; nil when the policy lets all pass.
  init?(conflictsOf plan: Plan) {
    self.init(conflicts: plan.conflicts)
  }

  init?(conflicts: [Plan.Entry]) {
    guard let first = conflicts.first else { return nil }
    let others = conflicts.filter { $0.verdict != .newer }
    if others.isEmpty {
      self.init(.newerDatabase, first.reason ?? "the database is newer")
    } else {
      var reasons: [String] = []
      for reason in others.compactMap(\.reason) where !reasons.contains(reason) { reasons.append(reason) }
      let rest = reasons.count > 5 ? "; and \(reasons.count - 5) more" : ""
      reasons = Array(reasons.prefix(5))
      self.init(.historyConflict, reasons.joined(separator: "; ") + rest)
    }
    migration = (others.first ?? first).id
  }
}
