import PostgresDialect
import SQLiteBinding
import TestSupport

@testable import Migrations

/// One way to change a row that PostgreSQL takes, so that it should perhaps not.
struct Probe {
  var name: String
  var row: SampleRow
  /// The same change to the stored row, as another program would write it.
  var column: String?
  var value: Value?
}

/// Statements that PostgreSQL takes or refuses: here they must fare alike, as PostgreSQL's SQL and, for what is a plain
/// insert, as a plain SQLite program writes it.
struct BehaviourProbes {
  let sides: SideBySide
  let tables: [PostgresTable]
  private(set) var count = 0
  private(set) var disagreements: [String] = []

  init(_ sides: SideBySide, _ tables: [PostgresTable]) {
    self.sides = sides
    self.tables = tables
  }

  mutating func run() throws {
    for table in tables {
      try changeRows(of: table)
      // Rows like those of the way here, but new.
      guard let row = sides.acceptedRow(for: table, seed: 7) else { continue }
      let columns = row.values.map { PostgresTable.quoted($0.column.name) }.joined(separator: ", ")
      try attempt("a row", row, stored: nil)
      var stored: [Value] = []
      try undone {
        guard columns != "", sides.runHere(row.insert).sqlState == nil else { return }
        let query = "SELECT \(columns) FROM \(Self.sqliteName(table)) WHERE rowid = last_insert_rowid()"
        stored = try sides.sqlite.query(query).first?.values ?? []
      }
      guard !stored.isEmpty else { continue }
      try attempt("a row", row, stored: stored)
      for probe in Self.probes(of: row) {
        var changed = stored
        if let column = probe.column, let value = probe.value,
          let index = row.values.firstIndex(where: { $0.column.name == column })
        {
          changed[index] = value
        }
        try attempt(probe.name, probe.row, stored: probe.value == nil ? nil : changed)
      }
      try omittedDefaults(row)
      try duplicates(row, stored)
    }
  }

  /// One insert, by PostgreSQL's SQL and by plain SQLite, each undone.
  private mutating func attempt(_ name: String, _ row: SampleRow, stored: [Value]?) throws {
    var theirs: SideBySide.Outcome = .rows([])
    var ours = theirs
    try undone {
      theirs = sides.runThere(row.insert)
      if theirs.sqlState == nil,
        case .error(let state, let message) = sides.runThere("SET CONSTRAINTS ALL IMMEDIATE")
      {
        theirs = .error(state, message: message)
      }
      ours = try hereOrphans(after: sides.runHere(row.insert))
    }
    expect(theirs, ours, "\(name): \(row.insert)")
    guard let stored else { return }
    var plain: SideBySide.Outcome = .rows([])
    try undone {
      let columns = row.values.map { PostgresTable.quoted($0.column.name) }.joined(separator: ", ")
      let marks = stored.map { _ in "?" }.joined(separator: ", ")
      do {
        try sides.sqlite.run(
          "INSERT INTO \(Self.sqliteName(row.table)) (\(columns)) VALUES (\(marks))", stored)
        plain = try hereOrphans(after: plain)
      } catch {
        plain = .error(theirs.sqlState ?? "refused", message: "\(error)")
      }
    }
    expect(theirs, plain, "\(name), by plain SQLite: \(row.insert)")
  }

  /// What a deferred key finds at the end of the transaction.
  private func hereOrphans(after outcome: SideBySide.Outcome) throws -> SideBySide.Outcome {
    guard outcome.sqlState == nil, try !sides.sqlite.query("PRAGMA foreign_key_check").isEmpty else {
      return outcome
    }
    return .error("23503", message: "orphans")
  }

  private mutating func expect(_ theirs: SideBySide.Outcome, _ ours: SideBySide.Outcome, _ label: String) {
    count += 1
    if theirs.sqlState != ours.sqlState {
      disagreements.append("\(label)\n  PostgreSQL: \(theirs)\n  here:       \(ours)")
    }
  }

  private mutating func omittedDefaults(_ row: SampleRow) throws {
    let referring = Set(row.table.foreignKeys.flatMap(\.columns))
    let isOmitted = { (column: PostgresTable.Column) in column.hasDefault && !referring.contains(column.name)
    }
    let columns = row.table.columns.filter { isOmitted($0) && !$0.isCounting }
    guard !columns.isEmpty else { return }
    let list = columns.map { PostgresTable.quoted($0.name) }.joined(separator: ", ")
    try agree("\(row.leavingOut(isOmitted).insert) RETURNING \(list)", columns: columns.map(\.name))
  }

  private mutating func duplicates(_ row: SampleRow, _ stored: [Value]) throws {
    guard !row.table.keys.isEmpty else { return }
    var theirs: SideBySide.Outcome = .rows([])
    var ours = theirs
    try undone {
      _ = sides.run(row.insert)
      (theirs, ours) = sides.run(row.insert)
    }
    expect(theirs, ours, "twice: \(row.insert)")
  }

  /// Updates and deletes of the rows that are there, with all that follows from them.
  private mutating func changeRows(of table: PostgresTable) throws {
    let columns = table.columns.map { PostgresTable.quoted($0.name) }.joined(separator: ", ")
    let inKeys = Set(table.keys.flatMap { $0 } + table.foreignKeys.flatMap(\.columns))
    let plain = table.columns.first { column in
      column.type == "text" && !column.isArray && !column.isGenerated && !inKeys.contains(column.name)
        && !table.checks.contains { $0.contains(column.name) }
    }
    if let plain {
      try agree(
        "UPDATE \(table.sql) SET \(PostgresTable.quoted(plain.name)) = 'changed'",
        // RETURNING shows a row as it is before a trigger fills it.
        then: "SELECT \(columns) FROM \(table.sql)", columns: table.columns.map(\.name))
    }
    let counts = tables.map { "(SELECT count(*) FROM \($0.sql))" }.joined(separator: ", ")
    try agree(
      "DELETE FROM \(table.sql)", then: "SELECT \(counts)", columns: tables.map { "count of \($0.sql)" })
  }

  /// One statement, or a query after it, that must give the same rows or the same error.
  private mutating func agree(_ sql: String, then query: String? = nil, columns: [String]) throws {
    var (theirs, ours): (SideBySide.Outcome, SideBySide.Outcome) = (.rows([]), .rows([]))
    try undone {
      (theirs, ours) = sides.run(sql)
      if let query, theirs.sqlState == nil, ours.sqlState == nil { (theirs, ours) = sides.run(query) }
    }
    count += 1
    if case .rows(let left) = theirs, case .rows(let right) = ours {
      if let difference = SideBySide.difference(left, right, columns: columns) {
        disagreements.append("\(sql)\n  \(difference)")
      }
    } else if theirs != ours {
      disagreements.append("\(sql)\n  PostgreSQL: \(theirs)\n  here:       \(ours)")
    }
  }

  private func undone(_ body: () throws -> Void) throws {
    try sides.sqlite.execute("SAVEPOINT probe")
    defer { try? sides.sqlite.execute("ROLLBACK TO probe; RELEASE probe") }
    try sides.postgres.undone(body)
  }

  private static func sqliteName(_ table: PostgresTable) -> String {
    PostgresTable.quoted(table.schema == "public" ? table.name : "\(table.schema).\(table.name)")
  }
}
