import Foundation
import SQLiteBinding
import TestSupport
import Testing

@Suite struct ResetTests {
  private func reset(_ work: Workspace, _ arguments: String...) throws -> Shell.Result {
    try Migrate.start(["reset", "--database", work.database] + arguments).wait()
  }

  private func open(_ work: Workspace, mode: String) throws -> Connection {
    let connection = try Connection(path: work.database)
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try connection.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1);")
    return connection
  }

  @Test func deletesTheFileAndWhatLiesBesideIt() throws {
    let work = try Workspace()
    try open(work, mode: "PERSIST").close()
    #expect(try work.names.count == 2)
    let result = try reset(work, "--yes")
    #expect(result.status == 0, "\(result)")
    #expect(try work.names.isEmpty)
    let nothing = try reset(work, "--yes")
    #expect(nothing.status == 0)
    #expect(nothing.stdout.contains("Nothing to do"))
  }

  @Test func deletesWhatIsLeftOfAFileThatIsGone() throws {
    let work = try Workspace()
    for suffix in ["-wal", "-shm", "-journal"] { try work.directory.write("old", to: "app.db\(suffix)") }
    let result = try reset(work, "--yes", "--json")
    #expect(result.status == 0)
    #expect((try result.json["deleted"] as? [String])?.count == 3)
    #expect(try work.names.isEmpty)
  }

  @Test func asksForYes() throws {
    let work = try Workspace()
    try open(work, mode: "DELETE").close()
    #expect(try reset(work).status == 64)
    let json = try reset(work, "--json")
    #expect(json.status == 64)
    #expect(try json.error["code"] as? String == "usage")
    #expect(work.hasDatabase)
  }

  /// Idle, without any lock that SQLite would tell of in rollback-journal mode.
  @Test(arguments: ["DELETE", "WAL"])
  func refusesWhileItIsOpen(_ mode: String) throws {
    let work = try Workspace()
    let connection = try open(work, mode: mode)
    let result = try reset(work, "--yes")
    #expect(result.status == 7, "\(result)")
    #expect(result.stderr.contains("nothing was deleted"))
    try connection.run("INSERT INTO t VALUES (2)")
    #expect(try connection.value("SELECT count(*) FROM t")?.int == 2)
    #expect(try connection.hasMoved() == false)
    try connection.close()
    #expect(try reset(work, "--yes").status == 0)
    #expect(try work.names.isEmpty)
  }

  @Test(arguments: ["DELETE", "WAL"])
  func refusesWhileItIsLocked(_ mode: String) throws {
    let work = try Workspace()
    let connection = try open(work, mode: mode)
    try connection.begin(.immediate)
    let result = try reset(work, "--yes", "--json")
    #expect(result.status == 7, "\(result)")
    #expect(try result.error["code"] as? String == "locked")
    try connection.commit()
    #expect(work.hasDatabase)
  }
}
