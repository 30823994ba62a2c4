import Foundation
import Migrations
import PostgresDialect
import SQLiteBinding
import TestSupport
import Testing

@Suite struct FailureTests {
  private let four = (1...4).map {
    step($0, "CREATE TABLE t\($0) (x int UNIQUE); INSERT INTO t\($0) VALUES (1)")
  }

  @Test func `when the fifth fails the four before it are kept`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let fifth = step(5, "CREATE TABLE t5 (x int);\n\nINSERT INTO t1 VALUES (1);")
    let error = try #require(failure { try quiet(four + [fifth]).run(at: path) })
    #expect(error.code == .migrationFailed)
    #expect(error.migration == "m5")
    #expect(error.location == PostgresDialect.SourceLocation(line: 3, column: 1))
    #expect(error.diagnostics.first?.state == SQLState("23505"))
    #expect(error.report?.steps.map(\.id) == ["m1", "m2", "m3", "m4"])
    #expect(error.report?.toVersion == 4)
    let connection = try Connection(path: path)
    #expect(try userTables(connection) == ["t1", "t2", "t3", "t4"])
    #expect(try appliedIDs(connection) == ["m1", "m2", "m3", "m4"])
    let fixed = step(5, "CREATE TABLE t5 (x int); INSERT INTO t1 VALUES (2);")
    #expect(try quiet(four + [fixed]).run(on: connection).steps.map(\.id) == ["m5"])
  }

  @Test func `when the first fails nothing is kept, not even the history`() throws {
    let connection = try Connection.inMemory()
    let bad = step(1, "CREATE TABLE a (x int UNIQUE); INSERT INTO a VALUES (1), (1)")
    let error = failure { try quiet([bad]).run(on: connection) }
    #expect(error?.report?.steps.isEmpty == true)
    #expect(try values("SELECT name FROM sqlite_schema", connection).isEmpty)
    #expect(!connection.isInTransaction)
  }

  static let mistakes = [
    ("CREATE TABLE t3 (x int);\nCREATE TABLET y (x int);", "42601"),
    ("CREATE TABLE t3 (x int);\nINSERT INTO nosuch VALUES (1);", "42P01"),
    ("CREATE TABLE t3 (x int);\nSELECT nosuch FROM t1;", "42703"),
    ("CREATE TABLE t3 (x int);\nCREATE TABLE t1 (x int);", "42P07"),
  ]

  @Test(arguments: mistakes)
  func `a mistake in the third of five leaves nothing behind, not even a file`(text: String, state: String)
    throws
  {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let migrations = Array(four.prefix(2)) + [step(3, text), four[3], step(5, "CREATE TABLE t5 (x int)")]
    let error = failure { try quiet(migrations).run(at: path) }
    #expect(error?.migration == "m3")
    #expect(error?.location?.line == 2)
    #expect(error?.diagnostics.first?.state == SQLState(state))
    #expect(!FileManager.default.fileExists(atPath: path))
    let connection = try Connection.inMemory()
    #expect(failure { try quiet(migrations).run(on: connection) }?.report?.steps.isEmpty == true)
    #expect(try values("SELECT name FROM sqlite_schema", connection).isEmpty)
  }

  @Test func `behind a migration in Swift a wrong name is found when its turn comes`() throws {
    let connection = try Connection.inMemory()
    let migrations = [
      code(1) { try $0.execute("CREATE TABLE t1 (x int)") }, step(2, "\nINSERT INTO nosuch VALUES (1)"),
    ]
    let error = failure { try quiet(migrations).run(on: connection) }
    #expect(error?.location?.line == 2)
    #expect(error?.report?.steps.map(\.id) == ["m1"])
    #expect(try userTables(connection) == ["t1"])
  }

  @Test func `behind a migration in Swift a syntax error is still found before all`() throws {
    let connection = try Connection.inMemory()
    let migrations = [code(1) { try $0.execute("CREATE TABLE t1 (x int)") }, step(2, "INSERT INTO")]
    let error = failure { try quiet(migrations).run(on: connection) }
    #expect(error?.report?.steps.isEmpty == true)
    #expect(try userTables(connection).isEmpty)
  }

  @Test func `bad data in a migration in Swift undoes that migration alone`() throws {
    let connection = try Connection.inMemory()
    let bad = code(2) {
      try $0.execute("CREATE TABLE t2 (x int)")
      try $0.execute("INSERT INTO t1 VALUES (2);\n INSERT INTO t1 VALUES (1);")
    }
    let error = failure { try quiet([four[0], bad]).run(on: connection) }
    #expect(error?.migration == "m2")
    #expect(error?.location == PostgresDialect.SourceLocation(line: 2, column: 2))
    #expect(error?.report?.steps.map(\.id) == ["m1"])
    #expect(try userTables(connection) == ["t1"])
    #expect(try values("SELECT x FROM t1", connection) == [[1]])
  }

  @Test func `a row that refers to none fails the migration`() throws {
    let connection = try Connection.inMemory()
    let tables = step(1, "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p)")
    let late = step(2, "ALTER TABLE c ADD FOREIGN KEY (p) REFERENCES p DEFERRABLE INITIALLY DEFERRED")
    for bad in [
      step(2, "INSERT INTO c VALUES (1)"), step(2, "INSERT INTO p VALUES (1); INSERT INTO c VALUES (2)"),
    ] {
      let error = failure { try quiet([tables, bad]).run(on: connection) }
      #expect(error?.diagnostics.first?.state == SQLState("23503"))
    }
    try quiet([tables, late]).run(on: connection)
    let error = failure {
      try quiet([tables, late, step(3, "INSERT INTO c VALUES (1)")]).run(on: connection)
    }
    #expect(error?.migration == "m3")
    #expect(try values("SELECT * FROM c", connection).isEmpty)
  }
}
