import PostgresDialect
import SQLiteBinding

/// Finds out what one step back loses, while it runs and can still be undone: by what its statements say they do, and
/// by counting, which also finds what triggers, cascades, procedures and Swift have deleted.
final class LossMeter {
  private let connection: Connection
  private let migration: String
  private let before: [String: Int]
  private var losses: [DataLoss] = []
  private var dropped: Set<String> = []
  private var made: Set<String> = []
  /// The tables that the statement under way deletes from, with their rows before it.
  private var deleting: [String: Int] = [:]
  private var deleted: [String: Int] = [:]
  /// What tables and columns are called that the file still has under their old names, and since the start.
  private var names = Names()
  private var formerTables: [String: String] = [:]

  init(_ connection: Connection, migration: String) throws {
    self.connection = connection
    self.migration = migration
    before = try DatabaseCheck(connection).counts()
  }

  /// Called before a statement runs.
  func willRun(_ statement: TranslatedStatement) {
    settle()
    for effect in statement.effects { measure(effect) }
    // Alterations are gathered, so that those before the last have no steps and the file keeps its names.
    if !statement.steps.isEmpty { names = Names() }
  }

  private func measure(_ effect: Effect) {
    let table = names.table(effect.table)
    if case .makesTable = effect { made.insert(table) }
    // What the step itself has made is nobody's loss.
    let isOwn = made.contains(table)
    switch effect {
    case .dropsTable:
      dropped.insert(table)
      if !isOwn, let rows = rows(of: table) { add(.table, table, rows) }
    case .dropsColumn(_, let name) where !isOwn:
      let column = names.column(name, effect.table)
      add(.column(column), table, values(column, table))
    case .narrows(_, let name, let from, let to, refuses: false) where !isOwn:
      let column = names.column(name, effect.table)
      add(.narrowed(column, from: from, to: to), table, values(column, table))
    case .deletes where !isOwn: deleting[table] = rows(of: table)
    case .renamesTable(let old, let new):
      names.renameTable(old, new)
      formerTables[new] = formerTables[old] ?? old
      if isOwn { made.insert(new) }
    case .renamesColumn(let owner, let old, let new): names.renameColumn(owner, old, new)
    case .makesTable, .copies, .dropsColumn, .narrows, .deletes: break
    }
  }

  private func add(_ kind: DataLoss.Kind, _ table: String, _ rows: Int) {
    guard rows > 0 else { return }
    losses.append(DataLoss(migration: migration, table: table, kind: kind, rows: rows))
  }

  private func rows(of table: String) -> Int? {
    (try? connection.value("SELECT count(*) FROM main.\(SQLiteText.name(table))"))??.int
  }

  private func values(_ column: String, _ table: String) -> Int {
    let query = "SELECT count(\(SQLiteText.name(column))) FROM main.\(SQLiteText.name(table))"
    return (try? connection.value(query))??.int ?? 0
  }

  /// What the statement before has deleted, also where others have put rows in their place since.
  private func settle() {
    for (table, count) in deleting {
      if let now = rows(of: table), now < count { deleted[table, default: 0] += count - now }
    }
    deleting = [:]
  }

  /// Called when the step has run: all that it has lost.
  func finish() throws -> [DataLoss] {
    settle()
    let after = try DatabaseCheck(connection).counts()
    let laterNames = Dictionary(formerTables.map { ($0.value, $0.key) }) { first, _ in first }
    for (table, count) in before.sorted(by: { $0.key < $1.key }) {
      if let now = after[laterNames[table] ?? table] ?? after[table] {
        add(.rows, table, max(count - now, deleted[table] ?? 0))
      } else if !dropped.contains(table), !dropped.contains(laterNames[table] ?? table) {
        add(.table, table, count)
      }
    }
    return losses
  }

  /// The names that tables and columns have in the file, by those that statements call them.
  private struct Names {
    private var tables: [String: String] = [:]
    private var columns: [String: [String: String]] = [:]

    func table(_ name: String) -> String { tables[name] ?? name }
    func column(_ name: String, _ table: String) -> String { columns[table]?[name] ?? name }

    mutating func renameTable(_ old: String, _ new: String) {
      tables[new] = table(old)
      columns[new] = columns[old]
    }

    mutating func renameColumn(_ table: String, _ old: String, _ new: String) {
      columns[table, default: [:]][new] = column(old, table)
    }
  }
}
