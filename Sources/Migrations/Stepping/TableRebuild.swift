import PostgresDialect
import SQLiteBinding

/// Carries out a ``Rebuild``: copy, drop, rename, and all that hung on the table as it was.
/// https://sqlite.org/lang_altertable.html#otheralter
///
/// Foreign keys are off meanwhile, or dropping a table would delete what refers to it
/// (https://sqlite.org/lang_droptable.html); names are not followed on the rename, so that views, triggers and
/// references elsewhere go on meaning the table.
struct TableRebuild {
  let connection: Connection
  let plan: Rebuild
  let require: (RowCheck) throws -> Void

  private var table: String { SQLiteText.name(plan.table) }

  func run() throws {
    try connection.withConfig(.enableForeignKeys, false) {
      try connection.withConfig(.legacyAlterTable, true) {
        try connection.withConfig(.enableTrigger, false) { try copyAndSwap() }
      }
    }
  }

  private func copyAndSwap() throws {
    let dependents = try dependents()
    let temporary = try temporaryTriggers()
    let highest = try highestNumber()
    let statistics = try statistics()
    try fill()
    for check in plan.checks { try require(check) }
    try connection.run("DROP TABLE main.\(table)")
    try connection.run("ALTER TABLE \(SQLiteText.name(Rebuild.copyName)) RENAME TO \(table)")
    try SchemaEditor(connection: connection).replaceTable(plan.table, with: plan.sql)
    try restore(highest)
    for dependent in dependents { try make(dependent) }
    let left = Set(try temporaryTriggers().map(\.name))
    for trigger in temporary where !left.contains(trigger.name) { try make(trigger) }
    try restore(statistics)
  }

  private func fill() throws {
    let count = try connection.value("SELECT count(*) FROM main.\(table)")?.int ?? 0
    try connection.run(plan.create)
    do {
      if count > 0 { try connection.run(plan.copy) }
    } catch {
      let isTaken = [.constraintUnique, .constraintPrimaryKey, .constraintRowID].contains(error.code)
      if isTaken, let duplicates = plan.duplicates { try require(duplicates) }
      throw error
    }
    let copied = try connection.value("SELECT count(*) FROM \(SQLiteText.name(Rebuild.copyName))")?.int ?? 0
    guard copied == count else {
      throw SQLiteError(.error, "copying \"\(plan.table)\" made \(copied) rows of \(count)")
    }
  }

  // MARK: - What hangs on the table

  private struct Dependent {
    var name: String
    var sql: String
  }

  private func dependents() throws -> [Dependent] {
    try objects(
      "SELECT name, sql FROM main.sqlite_schema WHERE tbl_name = ? COLLATE NOCASE AND type IN ('index', 'trigger') "
        + "AND sql IS NOT NULL ORDER BY type, rowid")
  }

  /// Those of the connection's own, which go with the table too.
  private func temporaryTriggers() throws -> [Dependent] {
    try objects(
      "SELECT name, 'CREATE TEMP' || substr(sql, 7) FROM sqlite_temp_schema "
        + "WHERE tbl_name = ? COLLATE NOCASE AND type = 'trigger'")
  }

  private func objects(_ query: String) throws -> [Dependent] {
    try connection.query(query, [.text(plan.table)]).compactMap { row in
      guard let name = row[0].string, let sql = row[1].string else { return nil }
      return Dependent(name: name, sql: sql)
    }
  }

  private func make(_ dependent: Dependent) throws {
    do {
      try connection.run(dependent.sql)
    } catch {
      throw SQLiteError(
        error.code,
        "\"\(dependent.name)\" cannot be made again on the changed table \"\(plan.table)\": \(error.message)")
    }
  }

  // MARK: - What SQLite keeps about the table

  private func exists(_ name: String) throws -> Bool {
    try connection.value("SELECT 1 FROM main.sqlite_schema WHERE name = ?", [.text(name)]) != nil
  }

  /// The largest row number given out: https://sqlite.org/autoinc.html
  private func highestNumber() throws -> Int? {
    guard try exists("sqlite_sequence") else { return nil }
    return try connection.value("SELECT seq FROM main.sqlite_sequence WHERE name = ?", [.text(plan.table)])?
      .int
  }

  private func restore(_ highest: Int?) throws {
    guard let highest, try isAutoincrement() else { return }
    let parameters: [Value] = [.integer(Int64(highest)), .text(plan.table)]
    try connection.run("UPDATE main.sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", parameters)
    if connection.changes == 0 {
      try connection.run("INSERT INTO main.sqlite_sequence (seq, name) VALUES (?, ?)", parameters)
    }
  }

  /// The word in a table's text is only there as a keyword when SQLite counts for it.
  private func isAutoincrement() throws -> Bool {
    SourceText(plan.sql).words().contains("autoincrement")
  }

  /// https://sqlite.org/fileformat2.html#stat1tab
  private func statistics() throws -> [Row] {
    guard try exists("sqlite_stat1") else { return [] }
    return try connection.query(
      "SELECT tbl, idx, stat FROM main.sqlite_stat1 WHERE tbl = ?", [.text(plan.table)])
  }

  private func restore(_ statistics: [Row]) throws {
    for row in statistics {
      let index = row[1]
      if let name = index.string, try !exists(name) { continue }
      try connection.run(
        "INSERT INTO main.sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", [row[0], index, row[2]])
    }
  }
}
