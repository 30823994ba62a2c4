import Foundation
import SQLiteBinding
import TestSupport
import Testing

@Suite struct BackupTests {
  private let work: Workspace

  init() throws {
    work = try Workspace()
    try work.write("001_create_notes.sql", "CREATE TABLE notes (id serial PRIMARY KEY, body text);")
  }

  /// A database at version 1 with rows, and a migration pending that loses some.
  private func prepare(rows: Int = 3) throws {
    #expect(try work.migrate("up").status == 0)
    let connection = try Connection(path: work.database)
    try connection.run(
      "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?) INSERT INTO notes (body) SELECT 'note ' || n || hex(zeroblob(100)) FROM c",
      [.integer(Int64(rows))])
    try connection.close()
    try work.write("002_drop_body.sql", "ALTER TABLE notes DROP COLUMN body;")
  }

  private var backups: [String] {
    get throws { try work.names.filter { $0.hasSuffix(".backup") } }
  }

  @Test func upDownAndBack() throws {
    try prepare()
    let up = try work.migrate("up", "--json")
    #expect(up.status == 0, "\(up)")
    let made = try #require(try up.json["backup"] as? [String: Any])
    #expect(made["version"] as? Int == 1)
    #expect(made["target"] as? Int == 2)
    #expect(try backups == [try #require(made["name"] as? String)])

    let list = try work.migrate("backups")
    #expect(list.status == 0)
    #expect(list.stdout.contains("version 2"))
    let documents = try work.migrate("backups", "--json").json["backups"] as? [[String: Any]]
    #expect(documents?.count == 1)
    #expect(documents?.first?["bytes"] as? Int == made["bytes"] as? Int)

    let restored = try work.migrate("restore")
    #expect(restored.status == 0, "\(restored)")
    #expect(restored.stdout.contains("at version 1"))
    #expect(try work.query("SELECT count(body) FROM notes") == ["3"])
    #expect(try backups.count == 2)
    #expect(try work.migrate("up").stdout.contains("Made the backup"))
  }

  @Test func onDemand() throws {
    try prepare()
    let result = try work.migrate("backup", "--json", "--backup-folder", work.directory.path("kept"))
    #expect(result.status == 0, "\(result)")
    let path = try #require((try result.json["backup"] as? [String: Any])?["path"] as? String)
    #expect(try SQLiteShell.rows("SELECT count(*) FROM notes", on: path) == [["3"]])
    #expect(try work.migrate("backups").stdout.contains("There are no backups"))
    let there = try work.migrate("restore", path, "--json")
    #expect(there.status == 0, "\(there)")
    #expect(try there.json["version"] as? Int == 1)
  }

  @Test func whatIsAskedForIsDone() throws {
    try prepare()
    let never = try work.migrate("up", "--backup", "never", "--json")
    #expect(never.status == 0)
    #expect(try never.json["backup"] is NSNull)
    #expect(try backups.isEmpty)
    try work.write("003_create_tags.sql", "CREATE TABLE tags (x int);")
    #expect(try work.migrate("up", "--backup", "always").status == 0)
    #expect(try backups.count == 1)
  }

  @Test func wrongUse() throws {
    try prepare()
    #expect(try work.migrate("up", "--keep-backups", "0").status == 64)
    #expect(try work.migrate("up", "--backup", "sometimes").status == 64)
    let none = try work.migrate("restore", "--json")
    #expect(none.status == 64)
    #expect(try none.error["code"] as? String == "usage")
    #expect(try work.migrate("restore", "app.db.v9.20260101T000000Z.1.backup").status == 64)
    let other = try Workspace()
    #expect(try other.migrate("backup").status == 8)
    try other.directory.write(String(repeating: "x", count: 5000), to: "app.db")
    #expect(try other.migrate("backup").status == 9)
    #expect(try other.names == ["app.db"])
  }

  @Test(arguments: ["DELETE", "WAL"])
  func restoreWaitsForNobodyForEver(_ mode: String) throws {
    try prepare()
    #expect(try work.migrate("up").status == 0)
    let user = try Connection(path: work.database)
    _ = try user.value("PRAGMA journal_mode = \(mode)")
    try user.begin(.immediate)
    let result = try work.migrate("restore", "--lock-timeout", "0.2")
    #expect(result.status == 7, "\(result)")
    #expect(result.stderr.contains("(\(getpid()))"))
    #expect(result.stderr.contains("nothing was changed"))
    try user.rollback()
    try user.close()
    #expect(try work.migrate("restore").status == 0)
    #expect(try work.query("PRAGMA journal_mode") == [mode.lowercased()])
  }

  /// Whoever migrates makes the backup, of what was there before anybody did.
  @Test(arguments: ["DELETE", "WAL"])
  func sixteenAtOnceMakeOne(_ mode: String) throws {
    try prepare()
    let connection = try Connection(path: work.database)
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try connection.close()
    let processes = try (0..<16).map { _ in try Migrate.start(["up", "--json"] + work.both) }
    let results = try processes.map { try $0.wait(timeout: .seconds(120)) }
    for result in results { #expect(result.status == 0, "\(result)") }
    let made = try results.filter { try !($0.json["backup"] is NSNull) }
    #expect(made.count == 1)
    #expect(try made.first?.applied == ["002_drop_body"])
    let files = try backups
    #expect(files.count == 1)
    let path = work.directory.path(files[0])
    #expect(try SQLiteShell.rows("SELECT count(body) FROM notes", on: path) == [["3"]])
    // The last to close takes the log along, and two that close at once may both not be it: https://sqlite.org/wal.html
    let names = try work.names.filter { $0 != "app.db-wal" && $0 != "app.db-shm" }
    #expect(names == (["app.db", "migrations"] + files).sorted())
  }

  @Test func killedWhileItCopies() throws {
    try prepare(rows: 60_000)
    let process = try Migrate.start(["up"] + work.both)
    try wait { try !process.isRunning || work.names.contains { $0.hasSuffix(".partial") } }
    process.send(signal: SIGKILL)
    let result = try process.wait()
    #expect(result.status != 0, "it was not killed in time")
    // What has the name of a backup is one.
    for file in try backups {
      #expect(try SQLiteShell.rows("PRAGMA integrity_check", on: work.directory.path(file)) == [["ok"]])
    }
    #expect(try work.history().count == 1)
    #expect(try work.migrate("backups", "--json").status == 0)
    #expect(try work.migrate("up").status == 0)
    #expect(try !work.names.contains { $0.hasSuffix(".partial") })
    #expect(try work.migrate("restore").status == 0)
    #expect(try work.query("SELECT count(body) FROM notes") == ["60000"])
  }

  /// On a disk of its own, where the system lets one be mounted.
  @Test func aShortDiskIsSaidBefore() throws {
    try prepare(rows: 20_000)
    let disk = work.directory.path("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mount = "mount -t tmpfs -o size=1m none '\(disk)'"
    guard try Shell.run("unshare", ["-rm", "sh", "-c", mount]).status == 0 else { return }
    let size = try #require(work.bytes).count
    let command = ([try builtProduct("migrate"), "up", "--backup-folder", disk] + work.both).map { "'\($0)'" }
    let result = try Shell.run(
      "unshare", ["-rm", "sh", "-c", "\(mount) && \(command.joined(separator: " "))"])
    #expect(result.status == 8, "\(result)")
    #expect(result.stderr.contains("needs \(size) bytes"), "\(result)")
    #expect(result.stderr.contains("1048576 free"), "\(result)")
    #expect(try work.history().count == 1)
  }
}
