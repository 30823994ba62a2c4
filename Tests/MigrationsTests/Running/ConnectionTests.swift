import CSystemSQLite
import Migrations
import SQLiteBinding
import TestSupport
import Testing

@Suite struct ConnectionTests {
  static let runs: [(name: String, migrations: [Migration])] = [
    (
      "success",
      [step(1, "CREATE TABLE a (x int UNIQUE)"), step(2, "ALTER TABLE a ALTER COLUMN x SET NOT NULL")]
    ),
    ("bad data", [step(1, "CREATE TABLE a (x int UNIQUE); INSERT INTO a VALUES (1), (1)")]),
    ("mistake", [step(1, "SELEC")]),
    ("guard", [code(1) { try $0.sqlite.execute("COMMIT") }]),
    ("conflict", [step(2, "SELECT 1")]),
    (
      "ended",
      [
        code(1) {
          try $0.sqlite.execute("CREATE TABLE u (x UNIQUE); INSERT OR ROLLBACK INTO u VALUES (1), (1)")
        }
      ]
    ),
    ("alone", [step(1, "CREATE TABLE a (x int)", usesTransaction: false)]),
    (
      "alone, failing",
      [step(1, "CREATE TABLE a (x int UNIQUE); INSERT INTO a VALUES (1), (1)", usesTransaction: false)]
    ),
    (
      "alone, left open",
      [code(1, usesTransaction: false) { try $0.sqlite.execute("BEGIN; CREATE TABLE z (x)") }]
    ),
    (
      "alone, left open, failing",
      [code(1, usesTransaction: false) { try $0.sqlite.execute("BEGIN; nonsense") }]
    ),
  ]

  @Test(arguments: runs.indices)
  func `a borrowed connection is given back as it was`(index: Int) throws {
    let folder = try TemporaryDirectory()
    var handle: OpaquePointer?
    #expect(sqlite3_open(folder.path("a.db"), &handle) == SQLITE_OK)
    let database = try #require(handle)
    defer { #expect(sqlite3_close(database) == SQLITE_OK) }
    #expect(
      sqlite3_exec(database, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF", nil, nil, nil)
        == SQLITE_OK)
    do {
      let connection = try Connection(borrowing: database)
      try connection.setConfig(.defensive, false)
      try connection.setConfig(.legacyAlterTable, true)
      try connection.setConfig(.enableTrigger, false)
      let before = try settings(connection)
      _ = try? quiet(Self.runs[index].migrations).run(on: connection)
      #expect(!connection.isInTransaction)
      #expect(try settings(connection) == before)
    }
    #expect(
      sqlite3_exec(database, "CREATE TABLE owner (x); INSERT INTO owner VALUES (1)", nil, nil, nil)
        == SQLITE_OK)
  }

  @Test(arguments: runs.indices, ["DELETE", "WAL"])
  func `an opened connection's settings are put back`(index: Int, journal: String) throws {
    let folder = try TemporaryDirectory()
    let connection = try Connection(path: folder.path("a.db"))
    try connection.run("PRAGMA journal_mode = \(journal)")
    try connection.setPragma("synchronous", "NORMAL")
    connection.setBusyTimeout(.milliseconds(123))
    let before = try settings(connection)
    _ = try? quiet(Self.runs[index].migrations).run(on: connection)
    #expect(!connection.isInTransaction)
    #expect(try settings(connection) == before)
    // Nothing is locked any more.
    let other = try Connection(path: folder.path("a.db"))
    try other.run("CREATE TABLE other (x)")
  }

  @Test func `a connection inside a transaction is refused, and stays inside`() throws {
    let connection = try Connection.inMemory()
    try connection.begin(.deferred)
    let migrator = quiet([step(1, "SELECT 1")])
    #expect(failure { try migrator.run(on: connection) }?.code == .usage)
    #expect(failure { try migrator.rollback(.all, on: connection) }?.code == .usage)
    #expect(failure { try migrator.markApplied("m1", on: connection) }?.code == .usage)
    #expect(connection.isInTransaction)
    try connection.commit()
    #expect(try migrator.run(on: connection).toVersion == 1)
  }

  @Test func `attached databases are not touched`() throws {
    let folder = try TemporaryDirectory()
    let connection = try Connection.inMemory()
    try connection.run("ATTACH ? AS other", [.text(folder.path("other.db"))])
    try connection.execute("CREATE TABLE other.a (x); INSERT INTO other.a VALUES (1)")
    try connection.execute("CREATE TABLE other._migrations (strange); PRAGMA other.synchronous = OFF")
    let before = try values("SELECT name, sql FROM other.sqlite_schema", connection)
    try quiet([step(1, "CREATE TABLE a (x int)"), step(2, "INSERT INTO a VALUES (2)")]).run(on: connection)
    #expect(try values("SELECT x FROM main.a", connection) == [[2]])
    #expect(try values("SELECT x FROM other.a", connection) == [[1]])
    #expect(try values("SELECT name, sql FROM other.sqlite_schema", connection) == before)
    #expect(try connection.pragma("other.synchronous") == 0)
  }

  @Test func `a lock of another connection is waited for, then told`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let other = try Connection(path: path)
    try other.run("CREATE TABLE mine (x)")
    for kind in [Connection.TransactionKind.immediate, .exclusive] {
      try other.begin(kind)
      for alone in [false, true] {
        let migrator = quiet([step(1, "SELECT 1", usesTransaction: !alone)], lockTimeout: .milliseconds(20))
        let error = failure { try migrator.run(at: path) }
        #expect(error?.code == .locked)
        #expect(error?.message.contains(path) == true)
      }
      try other.rollback()
    }
    #expect(try quiet([step(1, "SELECT 1")]).run(at: path).toVersion == 1)
  }

  private func settings(_ connection: Connection) throws -> [String] {
    var result = try [
      "foreign_keys", "synchronous", "journal_mode", "locking_mode", "busy_timeout", "writable_schema",
    ]
    .map { "\($0) \(try connection.pragma($0)?.description ?? "")" }
    for option in Connection.Config.allCases where option != .enableForeignKeys {
      result.append("\(option) \(try connection.config(option))")
    }
    return result
  }
}
