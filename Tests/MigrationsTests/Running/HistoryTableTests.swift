import Migrations
import SQLiteBinding
import TestSupport
import Testing

@Suite struct HistoryTableTests {
  private let migrations = [
    Migration(
      id: "001_base", version: 1, description: "Base", up: "CREATE TABLE a (x int)", down: "DROP TABLE a"),
    Migration(
      id: "002_more", version: 2, description: "More", up: { try $0.execute("CREATE TABLE b (x int)") }),
    Migration(
      id: "003_end", version: 3, description: "End", up: "CREATE TABLE c (x int)", down: "DROP TABLE c"),
  ]

  @Test func `names that differ in case only are two`() throws {
    let connection = try Connection.inMemory()
    let migrations = ["Add_notes", "add_notes", "ADD_NOTES"].enumerated().map { index, id in
      Migration(id: id, version: index + 1, description: "", up: "CREATE TABLE t\(index) (x int)")
    }
    try quiet(migrations).run(on: connection)
    #expect(
      try quiet(migrations).applied(on: connection).map(\.id) == ["Add_notes", "add_notes", "ADD_NOTES"])
    #expect(try quiet(migrations).plan(on: connection).pending.isEmpty)
  }

  @Test func `a row says everything about its migration`() throws {
    let connection = try Connection.inMemory()
    var migrator = quiet(migrations)
    migrator.options.toolVersion = "2.1"
    try migrator.run(on: connection)
    let rows = try connection.query("SELECT * FROM _migrations ORDER BY version")
    #expect(rows.map { $0["id"] } == ["001_base", "002_more", "003_end"])
    #expect(rows.map { $0["description"] } == ["Base", "More", "End"])
    #expect(Array(rows[0].columns.prefix(4)) == ["id", "version", "description", "applied_at"])
    #expect(rows[0]["checksum"]?.string?.hasPrefix("sha256:") == true)
    #expect(rows[0]["up_sql"] == "CREATE TABLE a (x int)")
    #expect(rows[0]["down_sql"] == "DROP TABLE a")
    #expect([rows[1]["checksum"], rows[1]["up_sql"], rows[1]["down_sql"]] == [.null, .null, .null])
    for row in rows {
      #expect(try #require(row["duration_ms"]?.int) >= 0)
      #expect(row["tool_version"] == "2.1")
      #expect(row["sqlite_version"] == .text(Connection.libraryVersion))
      #expect(row["format"] == 1)
      let time = try #require(row["applied_at"]?.string)
      #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}/) != nil)
    }
    let isNow = try connection.value(
      "SELECT min(applied_at > datetime('now', '-1 hour') AND applied_at <= strftime('%Y-%m-%d %H:%M:%f', 'now')) FROM _migrations"
    )
    #expect(isNow == 1)
  }

  @Test func `people's queries work in the stock shell`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    try quiet(migrations).run(at: path)
    let all = try SQLiteShell.rows("SELECT * FROM _migrations ORDER BY version;", on: path)
    #expect(all.map { $0[0] } == ["001_base", "002_more", "003_end"])
    let last = try SQLiteShell.rows("SELECT * FROM _migrations ORDER BY version DESC LIMIT 1;", on: path)
    #expect(last.map { $0[1] } == ["3"])
    let tables = try SQLiteShell.rows("PRAGMA integrity_check;", on: path)
    #expect(tables == [["ok"]])
  }

  @Test func `a migration whose row was deleted by hand runs again`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    try quiet(migrations).run(at: path)
    try SQLiteShell.run("DELETE FROM _migrations WHERE id = '003_end'; DROP TABLE c;", on: path)
      .expectSuccess()
    #expect(try quiet(migrations).plan(at: path).pending.map(\.id) == ["003_end"])
    #expect(try quiet(migrations).run(at: path).steps.map(\.id) == ["003_end"])
    #expect(try SQLiteShell.rows("SELECT count(*) FROM c;", on: path) == [["0"]])
  }

  @Test func `a row written by hand counts as applied`() throws {
    let connection = try Connection.inMemory()
    try quiet(migrations).run(on: connection, to: 1)
    try connection.run("INSERT INTO _migrations (id, version, description) VALUES ('002_more', 2, 'by hand')")
    #expect(try quiet(migrations).run(on: connection).steps.map(\.id) == ["003_end"])
    #expect(try userTables(connection) == ["a", "c"])
  }

  @Test func `a migration is marked as applied and as pending without running`() throws {
    let connection = try Connection.inMemory()
    let migrator = quiet(migrations)
    try migrator.markApplied("001_base", on: connection)
    try migrator.markApplied("001_base", on: connection)
    #expect(try migrator.run(on: connection).steps.map(\.id) == ["002_more", "003_end"])
    #expect(try userTables(connection) == ["b", "c"])
    try migrator.markPending("003_end", on: connection)
    #expect(try userTables(connection) == ["b", "c"])
    #expect(try appliedIDs(connection) == ["001_base", "002_more"])
    for body in [migrator.markApplied, migrator.markPending] as [(String, Connection) throws -> Void] {
      #expect(failure { try body("nosuch", connection) }?.code == .usage)
    }
    #expect(!connection.isInTransaction)
  }

  @Test func `a row of a migration that is gone can be marked as pending`() throws {
    let connection = try Connection.inMemory()
    try quiet(migrations).run(on: connection)
    try quiet(Array(migrations.prefix(2))).markPending("003_end", on: connection)
    #expect(try appliedIDs(connection) == ["001_base", "002_more"])
  }

  @Test func `conflicts are told apart, and change nothing`() throws {
    let connection = try Connection.inMemory()
    try quiet(migrations).run(on: connection)
    let edited = Migration(id: "001_base", version: 1, description: "Base", up: "CREATE TABLE a (x text)")
    let conflict = failure { try quiet([edited] + migrations.dropFirst()).run(on: connection) }
    #expect(conflict?.code == .historyConflict)
    #expect(conflict?.migration == "001_base")
    #expect(failure { try quiet(Array(migrations.prefix(1))).run(on: connection) }?.code == .newerDatabase)
    #expect(try quiet([edited] + migrations.dropFirst(), policy: .changed).run(on: connection).steps.isEmpty)
    #expect(try quiet(Array(migrations.prefix(1)), policy: .newer).run(on: connection).steps.isEmpty)
  }

  @Test func `a damaged row is an error`() throws {
    let connection = try Connection.inMemory()
    try quiet(migrations).run(on: connection)
    try connection.run("UPDATE _migrations SET version = 'three' WHERE version = 3")
    #expect(failure { try quiet(migrations).run(on: connection) }?.code == .notOurs)
  }
}
