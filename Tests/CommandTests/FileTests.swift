import Foundation
import SQLiteBinding
import TestSupport
import Testing

@Suite struct FileTests {
  private let fixture = "Policies/pending/after"

  @Test func aFileMarkedReadOnly() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", "--to", "2", on: fixture).status == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: work.database)
    let before = work.bytes
    let up = try work.migrate("up", on: fixture)
    #expect(up.status == 8, "\(up)")
    #expect(up.stderr.contains("read-only"))
    #expect(try work.migrate("mark", "003_add_pinned", "--applied", on: fixture).status == 8)
    #expect(try work.migrate("reset", "--yes", on: fixture).status == 8)
    #expect(try work.migrate("status", on: fixture).status == 0)
    #expect(work.bytes == before)
    #expect(try work.names == ["app.db"])
  }

  @Test func aFolder() throws {
    let work = try Workspace()
    try FileManager.default.createDirectory(atPath: work.database, withIntermediateDirectories: false)
    #expect(try work.migrate("up", on: fixture).status == 8)
    #expect(try work.migrate("status", on: fixture).status == 8)
    #expect(try work.migrate("reset", "--yes", on: fixture).status == 8)
    #expect(try work.names == ["app.db"])
  }

  @Test(
    arguments: [["up"], ["up", "--dry-run"], ["down", "--all"], ["redo"], ["status"], ["reset", "--yes"]])
  func aMissingParent(_ command: [String]) throws {
    let work = try Workspace()
    let path = work.directory.path("none/app.db")
    let result = try Migrate.start(command + ["-d", path, "-m", Fixtures.path(fixture)]).wait()
    #expect(result.status == 8, "\(result)")
    #expect(result.stderr.contains("none/"))
    #expect(try work.names.isEmpty)
  }

  @Test(arguments: [["down", "--all"], ["down", "--to", "1"], ["redo"], ["status"], ["up", "--to", "0"]])
  func nothingIsMadeForNothing(_ command: [String]) throws {
    let work = try Workspace()
    let result = try Migrate.start(command + ["-d", work.database, "-m", Fixtures.path(fixture)]).wait()
    #expect(result.status == 0, "\(result)")
    #expect(result.stdout.contains("he database is at version 0"))
    #expect(try work.names.isEmpty)
  }

  @Test func aMissingFolderOfMigrations() throws {
    let work = try Workspace()
    for command in [["up"], ["status"], ["down", "--all"], ["redo"], ["verify"], ["up", "--dry-run"]] {
      let result = try Migrate.start(command + ["--json"] + work.both).wait()
      #expect(result.status == 8, "\(command) \(result)")
      #expect(try result.error["code"] as? String == "input-output")
    }
    #expect(try work.names.isEmpty)
  }

  @Test func noDatabase() throws {
    let work = try Workspace()
    var generator = SystemRandomNumberGenerator()
    let garbage = (0..<4096).map { _ in UInt8.random(in: 1...255, using: &generator) }
    try work.directory.write(garbage, to: "app.db")
    for command in [["up"], ["status"], ["up", "--dry-run"], ["reset", "--yes"], ["down", "--all"]] {
      let arguments = ["--json", "--database", work.database, "--migrations", Fixtures.path(fixture)]
      let result = try Migrate.start(command + arguments).wait()
      #expect(result.status == 9, "\(command) \(result)")
      #expect(try result.error["code"] as? String == "not-a-migrated-database")
    }
    #expect(work.bytes == Data(garbage))
    #expect(try work.names == ["app.db"])
  }

  @Test func someoneElsesHistory() throws {
    let work = try Workspace()
    let connection = try Connection(path: work.database)
    try connection.execute("CREATE TABLE _migrations (name TEXT); INSERT INTO _migrations VALUES ('theirs');")
    try connection.close()
    let before = work.bytes
    for command in ["up", "status", "redo"] {
      let result = try work.migrate(command, on: fixture)
      #expect(result.status == 9, "\(result)")
      #expect(result.stderr.contains("_migrations"))
    }
    #expect(work.bytes == before)
  }

  @Test func readingLeavesNothingBehind() throws {
    let work = try Workspace()
    let connection = try Connection(path: work.database)
    _ = try connection.value("PRAGMA journal_mode = WAL")
    try connection.run("CREATE TABLE theirs (x)")
    try connection.close()
    let before = work.bytes
    #expect(try work.migrate("status", on: fixture).status == 0)
    #expect(try work.migrate("up", "--dry-run", on: fixture).status == 0)
    #expect(work.bytes == before)
    #expect(try work.names == ["app.db"])
  }

  @Test func aPipeNamedLikeAMigration() throws {
    let work = try Workspace()
    try work.write("001_create_notes.sql", "CREATE TABLE notes (id integer);")
    try #require(mkfifo(work.migrations + "/002_pipe.sql", 0o600) == 0)
    let result = try work.migrate("up")
    #expect(result.status == 8, "\(result)")
    #expect(result.stderr.contains("002_pipe.sql"))
    #expect(!work.hasDatabase)
  }
}
