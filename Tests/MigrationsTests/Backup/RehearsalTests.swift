import Foundation
import Migrations
import SQLiteBinding
import TestSupport
import Testing

/// Runs on a private copy.
@Suite struct RehearsalTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path("app.db") }

  init() throws {
    directory = try TemporaryDirectory()
  }

  private let base = step(1, "CREATE TABLE notes (id serial PRIMARY KEY, body text)")

  /// - Returns: a connection that holds the file open, so that a WAL stays beside it.
  private func prepare(_ mode: String) throws -> Connection {
    let connection = try Connection(path: path)
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try quiet([base]).run(on: connection)
    try connection.run("INSERT INTO notes (body) VALUES ('a'), ('b'), (NULL)")
    return connection
  }

  private func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: directory.path)
    where !name.hasSuffix("-shm") {
      contents[name] = FileManager.default.contents(atPath: directory.path(name))
    }
    return contents
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `it tells what would come of it, and touches nothing`(_ mode: String) throws {
    let connection = try prepare(mode)
    if mode == "DELETE" { try connection.close() }
    let before = try contents()
    let migrations = [
      base, step(2, "CREATE TABLE tags (x int); INSERT INTO tags SELECT id FROM notes"),
      step(3, "DELETE FROM notes WHERE body IS NULL"),
    ]
    let report = try quiet(migrations).rehearse(at: path)
    #expect(report.failure == nil)
    #expect(report.run.steps.map(\.id) == ["m2", "m3"])
    #expect(report.run.fromVersion == 1)
    #expect(report.run.toVersion == 3)
    #expect(report.tables.map(\.name) == ["notes", "tags"])
    #expect(report.tables.map(\.rowsBefore) == [3, nil])
    #expect(report.tables.map(\.rowsAfter) == [2, 3])
    #expect(report.makesBackup)
    #expect(report.bytesAfter > report.bytesBefore)
    #expect(report.bytesNeeded >= report.bytesAfter + report.bytesBefore)
    #expect(try contents() == before)
    #expect(connection.isInTransaction == false)
  }

  @Test func `what the rows stand against is found`() throws {
    try prepare("DELETE").close()
    let before = try contents()
    let migrations = [
      base, step(2, "CREATE TABLE tags (x int)"), step(3, "ALTER TABLE notes ALTER COLUMN body SET NOT NULL"),
    ]
    let report = try quiet(migrations).rehearse(at: path)
    #expect(report.failure?.code == .migrationFailed)
    #expect(report.failure?.migration == "m3")
    #expect(report.failure?.description.contains("contains null values") == true)
    #expect(report.run.steps.map(\.id) == ["m2"])
    #expect(try contents() == before)
    #expect(failure { try quiet(migrations).run(at: path) }?.migration == "m3")
  }

  @Test func `a file that is not there is not made`() throws {
    let report = try quiet([base]).rehearse(at: path)
    #expect(report.run.toVersion == 1)
    #expect(report.bytesBefore == 0)
    #expect(try contents().isEmpty)
  }

  @Test func `nothing to do is nothing to tell`() throws {
    try prepare("DELETE").close()
    let report = try quiet([base]).rehearse(at: path)
    #expect(report.run.steps.isEmpty)
    #expect(report.bytesNeeded == 0)
    #expect(report.tables.allSatisfy { $0.rowsBefore == $0.rowsAfter })
  }
}
