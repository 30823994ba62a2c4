import SQLiteBinding
import TestSupport

@testable import Migrations
@testable import PostgresDialect

/// One history, on PostgreSQL and here, with rows that come while it is under way.
final class HistorySides {
  let migrations: [Migration]
  private let postgres: PostgresDatabase
  private let sqlite: Connection
  private var applied = 0

  init(_ migrations: [Migration]) throws {
    self.migrations = migrations
    postgres = try PostgresDatabase()
    try postgres.installVector()
    // They are the server's: another test may have made them.
    for role in ["anon", "authenticated", "service_role"] { postgres.run("CREATE ROLE \(role)") }
    sqlite = try Connection.inMemory()
    try sqlite.setConfig(.enableForeignKeys, true)
  }

  /// Runs the next migrations on both sides, up to this number of them.
  func migrate(to count: Int) throws {
    guard count > applied else { return }
    for migration in migrations[applied..<count] {
      guard case .sql(let script) = migration.up else { continue }
      do {
        try run(script)
      } catch {
        throw refusal(of: migration, error)
      }
      // Each file is a session of its own.
      postgres.run("RESET search_path")
    }
    applied = count
    try quiet(migrations).run(on: sqlite, to: migrations[count - 1].version)
  }

  /// On PostgreSQL; statements that cannot be in a transaction one by one.
  private func run(_ script: MigrationScript) throws {
    guard script.text.lowercased().contains("concurrently") else {
      try postgres.run(script.text).get()
      return
    }
    var parser = Parser(script.source, range: script.range)
    for statement in parser.parseScript().statements {
      try postgres.run(script.source[statement.range]).get()
    }
  }

  /// What PostgreSQL refuses, by its code, and what comes of it here.
  private func refusal(of migration: Migration, _ error: any Error) -> Refusal {
    let theirs = "\(migration.id): \((error as? PostgresError)?.sqlState ?? "\(error)")"
    do {
      try quiet(migrations).run(on: sqlite, to: migration.version)
      return Refusal(theirs: theirs, ours: "taken", message: "\(error)")
    } catch let failure as MigrationError {
      let state = failure.diagnostics.first?.state.code ?? failure.message
      return Refusal(
        theirs: theirs, ours: "\(failure.migration ?? ""): \(state)", message: "\(error) / \(failure)")
    } catch {
      return Refusal(theirs: theirs, ours: "\(error)", message: "")
    }
  }

  struct Refusal: Error {
    var theirs: String
    var ours: String
    var message: String
  }

  /// Both databases as they are now, for statements of today.
  func now() throws -> SideBySide {
    let next = applied < migrations.count ? migrations[applied].version : Int.max
    return try SideBySide(postgres, sqlite, Translator(schema: quiet(migrations).schema(below: next)))
  }

  func tables() throws -> [PostgresTable] { try postgres.tables() }
}

extension SideBySide {
  /// A row that PostgreSQL takes for a table; nil where no guess is one. It leaves no trace.
  func acceptedRow(for table: PostgresTable, seed: Int) -> SampleRow? {
    for variant in SampleRows.variants {
      let rows = SampleRows(seed: seed, variant: variant)
      guard let row = rows.row(of: table, parent: { referenced($0, seed: seed) }) else { continue }
      if postgres.undone({ postgres.run(row.insert).error == nil }) { return row }
    }
    return nil
  }

  /// The literals of a key that some row of another table has: another row's for another seed, where there are several.
  private func referenced(_ key: PostgresTable.ForeignKey, seed: Int) -> [String]? {
    let columns = key.referenced.map(PostgresTable.quoted)
    let table = "\(PostgresTable.quoted(key.schema)).\(PostgresTable.quoted(key.table))"
    let query = """
      SELECT \(columns.map { "quote_literal(\($0)::text)" }.joined(separator: ", ")) FROM \(table)
      WHERE \(columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")) ORDER BY 1
      """
    // A row with a random key of PostgreSQL's has another one here.
    let rows = postgres.run(query).rows.filter { row in
      !row.contains { value in
        let text = String((value ?? "").dropFirst().dropLast())
        return Self.settled(text) != text
      }
    }
    guard !rows.isEmpty else { return nil }
    return rows[(seed - 1) % rows.count].compactMap { $0 }
  }

  /// Inserts rows that PostgreSQL takes on both sides, parents first; what was refused here.
  func insertRows(into tables: [PostgresTable], seeds: [Int]) -> [String] {
    var refused: [String] = []
    for table in tables {
      for seed in seeds {
        guard let row = acceptedRow(for: table, seed: seed) else { continue }
        let (theirs, ours) = run(row.insert)
        if theirs.sqlState == nil, ours.sqlState != nil { refused.append("\(row.insert)\n  here: \(ours)") }
      }
    }
    return refused
  }

  /// What differs between the rows of the two, table by table.
  func differentRows(in tables: [PostgresTable]) -> [String] {
    tables.compactMap { table in
      let columns = table.columns.map { PostgresTable.quoted($0.name) }.joined(separator: ", ")
      let (theirs, ours) = run("SELECT \(columns) FROM \(table.sql)")
      guard case .rows(let left) = theirs, case .rows(let right) = ours else {
        return "\(table.sql): PostgreSQL: \(theirs), here: \(ours)"
      }
      return Self.difference(left, right, columns: table.columns.map(\.name)).map { "\(table.sql): \($0)" }
    }
  }

  /// In any order, and but for what is new at every run: times of today, and random UUIDs.
  static func difference(_ theirs: [[String?]], _ ours: [[String?]], columns: [String]) -> String? {
    func sorted(_ rows: [[String?]]) -> [[String]] {
      rows.map { row in row.map { $0.map(settled) ?? "NULL" } }.sorted { $0.lexicographicallyPrecedes($1) }
    }
    let (left, right) = (sorted(theirs), sorted(ours))
    guard left.count == right.count else { return "PostgreSQL: \(left.count) rows, here: \(right.count)" }
    for (a, b) in zip(left, right) where a != b {
      let different = zip(columns, zip(a, b)).filter { $1.0 != $1.1 }
      return different.map { "\($0) is \($1.0) on PostgreSQL and \($1.1) here" }.joined(separator: ", ")
    }
    return nil
  }

  private static func settled(_ text: String) -> String {
    if text.prefixMatch(of: /20(2[5-9]|[3-9]\d)-\d\d-\d\d/) != nil { return "a time of today" }
    if text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil,
      !text.hasPrefix("00000000-")
    {
      return "a random UUID"
    }
    return text
  }
}
