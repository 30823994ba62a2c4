import Foundation
@testable import Migrations
import PostgresDialect
import PostgresRuntime
import SQLiteBinding
import TestSupport
import Testing

/// What is stored calls a function of ours only where stock SQLite has no words for it, and says so.
@Suite struct StoredFunctionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var setup: String
    /// A statement of an application, and what it reads afterwards.
    var write: String
    var read: String
    var rows: [[String?]]
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a view", setup: "CREATE TABLE t (a text); CREATE VIEW v AS SELECT md5(a) AS hash FROM t",
      write: "INSERT INTO t VALUES ('x')", read: "SELECT hash FROM v",
      rows: [["9dd4e461268c8034f5c8564e155c67a6"]]),
    Case(
      name: "a generated column",
      setup: "CREATE TABLE t (a int, b text GENERATED ALWAYS AS (lpad(to_hex(a), 4, '0')) STORED)",
      write: "INSERT INTO t VALUES (255)", read: "SELECT b FROM t", rows: [["00ff"]]),
    Case(
      name: "a unique index",
      setup: "CREATE TABLE t (a text); CREATE UNIQUE INDEX i ON t (initcap(a))",
      write: "INSERT INTO t VALUES ('x')", read: "SELECT a FROM t", rows: [["x"]]),
    Case(
      name: "a check", setup: "CREATE TABLE t (a text CHECK (initcap(a) = a))",
      write: "INSERT INTO t VALUES ('Ada Lovelace')", read: "SELECT a FROM t", rows: [["Ada Lovelace"]]),
    Case(
      name: "a default", setup: "CREATE TABLE t (a int, b text DEFAULT initcap('by ' || current_user))",
      write: "INSERT INTO t (a) VALUES (1)", read: "SELECT substr(b, 1, 3) FROM t", rows: [["By "]]),
    Case(
      name: "a trigger",
      setup: """
        CREATE TABLE t (a text); CREATE TABLE log (hash text);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO log VALUES (md5(NEW.a)); RETURN NULL; END $$;
        CREATE TRIGGER f AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()
        """,
      write: "INSERT INTO t VALUES ('x')", read: "SELECT hash FROM log",
      rows: [["9dd4e461268c8034f5c8564e155c67a6"]]),
  ]

  @Test(arguments: cases)
  func `an application registers them with one call`(sample: Case) throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("app.db")
    try quiet([step(1, sample.setup)]).run(at: path)
    let connection = try Connection(path: path)
    try PostgresFunctions().register(on: connection)
    try connection.execute(sample.write)
    let rows = try connection.query(sample.read).map { row in row.values.map(\.string) }
    #expect(rows == sample.rows)
    #expect(try connection.query("PRAGMA integrity_check").first?[0] == .text("ok"))
  }

  @Test(arguments: cases)
  func `another program fails loudly, and nothing is written`(sample: Case) throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("app.db")
    try quiet([step(1, sample.setup)]).run(at: path)
    let isRefused = (try? SQLiteShell.rows(sample.write, on: path)) == nil
    let isUnreadable = (try? SQLiteShell.rows(sample.read, on: path)) == nil
    #expect(isRefused || isUnreadable)
    if isRefused { #expect(try SQLiteShell.rows("SELECT count(*) FROM t", on: path) == [["0"]]) }
  }

  @Test func `those of an application stay with its connection`() throws {
    let connection = try Connection.inMemory()
    try quiet([step(1, "CREATE TABLE t (a text); CREATE VIEW v AS SELECT md5(a) AS hash FROM t")]).run(
      on: connection)
    #expect(throws: SQLiteError.self) { try connection.query("SELECT * FROM v") }
    try PostgresFunctions().register(on: connection)
    try quiet([
      step(1, "CREATE TABLE t (a text); CREATE VIEW v AS SELECT md5(a) AS hash FROM t"),
      step(2, "INSERT INTO t VALUES ('x')"),
    ]).run(on: connection)
    #expect(try connection.query("SELECT * FROM v").count == 1)
  }

  @Test func `a file that calls them is checked as any other`() throws {
    let connection = try Connection.inMemory()
    let setup = "CREATE TABLE t (a text CHECK (initcap(a) = a), n int, m int); CREATE INDEX i ON t (n)"
    try quiet([step(1, setup), step(2, "INSERT INTO t VALUES ('X', 1, 2)")]).run(on: connection)
    #expect(try DatabaseCheck(connection).damage(isThorough: true) == nil)
    try connection.setConfig(.defensive, false)
    try connection.setConfig(.writableSchema, true)
    try connection.execute("UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t (m)' WHERE name = 'i'")
    let changed = try Connection.inMemory()
    try changed.deserialize(try connection.serialize())
    #expect(try DatabaseCheck(changed).damage(isThorough: true) != nil)
  }

  @Test(arguments: cases)
  func `it is said`(sample: Case) throws {
    var translator = Translator()
    let translation = translator.translate(SourceText(sample.setup, name: "m.sql"))
    #expect(!translation.hasErrors)
    let words = "no form in stock SQLite"
    #expect(translation.warnings.contains { $0.message.contains(words) }, "\(translation.warnings)")
  }

  @Test(arguments: [
    "CREATE TABLE t (a text); CREATE INDEX i ON t (md5(a))",
    "CREATE TABLE t (a text, b text DEFAULT md5(random()::text))",
    "CREATE TABLE t (a text); CREATE VIEW v AS SELECT upper(a) || 1 FROM t",
  ])
  func `none is called where there is another way`(sql: String) throws {
    let connection = try Connection.inMemory()
    try quiet([step(1, sql)]).run(on: connection)
    let schema = try connection.query("SELECT sql FROM sqlite_schema WHERE sql LIKE '%pg\\_%' ESCAPE '\\'")
    #expect(schema.isEmpty)
  }
}
