import Foundation
import Migrations
import SQLiteBinding
import TestSupport
import Testing

@Suite struct RunTests {
  static let three = [
    step(1, "CREATE TABLE a (x int)"), step(2, "CREATE TABLE b (x int)"), step(3, "CREATE TABLE c (x int)"),
  ]

  @Test func `all pending migrations run, once`() throws {
    let connection = try Connection.inMemory()
    let report = try quiet(Self.three).run(on: connection)
    #expect(report.steps.map(\.id) == ["m1", "m2", "m3"])
    #expect(report.steps.allSatisfy { $0.direction == .up })
    #expect(report.fromVersion == 0)
    #expect(report.toVersion == 3)
    #expect(try userTables(connection) == ["a", "b", "c"])
    let second = try quiet(Self.three).run(on: connection)
    #expect(second.steps.isEmpty)
    #expect(second.fromVersion == 3)
    #expect(second.toVersion == 3)
  }

  @Test func `a run goes up to the version asked for, and on from there`() throws {
    let connection = try Connection.inMemory()
    #expect(try quiet(Self.three).run(on: connection, to: 2).toVersion == 2)
    #expect(try userTables(connection) == ["a", "b"])
    #expect(try quiet(Self.three).run(on: connection, to: 1).steps.isEmpty)
    #expect(try quiet(Self.three).run(on: connection).steps.map(\.id) == ["m3"])
  }

  @Test func `a version below a mistake can be reached on a new file too`() throws {
    let folder = try TemporaryDirectory()
    let migrator = quiet(Self.three.dropLast() + [step(3, "INSERT INTO nosuch VALUES (1)")])
    #expect(try migrator.run(at: folder.path("a.db"), to: 2).toVersion == 2)
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `nothing pending writes nothing`(journal: String) throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let connection = try Connection(path: path)
    try connection.run("PRAGMA journal_mode = \(journal)")
    try quiet(Self.three).run(on: connection)
    try connection.close()
    let before = try snapshot(path)
    let watcher = try Connection(path: path)
    let version = try watcher.pragma("data_version")
    let schema = try watcher.pragma("schema_version")
    let report = try quiet(Self.three).run(at: path)
    #expect(report.steps.isEmpty)
    #expect(try watcher.pragma("data_version") == version)
    #expect(try watcher.pragma("schema_version") == schema)
    try watcher.close()
    #expect(try snapshot(path) == before)
  }

  @Test func `asking for the plan or the history makes no file`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    #expect(try quiet(Self.three).plan(at: path).pending.count == 3)
    #expect(try quiet(Self.three).applied(at: path).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a run is one commit`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let watcher = try Connection(path: path)
    try watcher.run("CREATE TABLE mine (x)")
    let reader = try Connection(path: path)
    _ = try reader.query("SELECT * FROM mine")
    let before = try fileChangeCounter(path)
    try quiet(Self.three).run(at: path)
    #expect(try fileChangeCounter(path) == before + 1)
  }

  @Test func `a table that is not ours is refused, and left alone`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    try SQLiteShell.run(
      "CREATE TABLE _Migrations (name TEXT); INSERT INTO _migrations VALUES ('x');", on: path
    )
    .expectSuccess()
    let before = try snapshot(path)
    let migrator = quiet(Self.three)
    let errors = [
      failure { try migrator.run(at: path) }, failure { _ = try migrator.applied(at: path) },
      failure { _ = try migrator.plan(at: path) }, failure { try migrator.markApplied("m1", at: path) },
      failure { try migrator.markPending("m1", at: path) }, failure { try migrator.rollback(.all, at: path) },
    ]
    #expect(errors.map { $0?.code } == Array(repeating: .notOurs, count: 6))
    #expect(try snapshot(path) == before)
  }

  @Test func `a history of a later format is refused`() throws {
    let connection = try Connection.inMemory()
    try quiet(Self.three).run(on: connection, to: 1)
    try connection.run("UPDATE _migrations SET format = 2")
    let error = failure { try quiet(Self.three).run(on: connection) }
    #expect(error?.code == .newerDatabase)
    #expect(try userTables(connection) == ["a"])
  }

  @Test func `a file that is no database is refused, and left alone`() throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write(String(repeating: "no database ", count: 200), to: "a.db")
    let before = try snapshot(path)
    #expect(failure { try quiet(Self.three).run(at: path) }?.code == .notOurs)
    #expect(try snapshot(path) == before)
  }

  private func snapshot(_ path: String) throws -> [String] {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    return ["\(attributes[.modificationDate] ?? "")", bytes.base64EncodedString()]
  }

  /// https://sqlite.org/fileformat2.html#file_change_counter
  private func fileChangeCounter(_ path: String) throws -> Int {
    try Data(contentsOf: URL(fileURLWithPath: path))[24..<28].reduce(0) { $0 << 8 | Int($1) }
  }
}

extension Shell.Result {
  func expectSuccess(sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    #expect(status == 0, "\(self)", sourceLocation: sourceLocation)
  }
}
