import Foundation
import Migrations
import SQLiteBinding
import TestSupport
import Testing

/// Backups that runs make of their own accord.
@Suite struct BackupRunTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path("app.db") }

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func migrator(_ migrations: [Migration], _ policy: BackupPolicy = .automatic) -> Migrator {
    var migrator = quiet(migrations)
    migrator.options.backup = policy
    return migrator
  }

  private let base = step(
    1, "CREATE TABLE notes (id serial PRIMARY KEY, body text, n bigint); CREATE TABLE empty (x int, y text)")

  /// A file at version 1 with rows.
  private func prepare(rows: Int = 3, mode: String = "DELETE") throws {
    let connection = try Connection(path: path)
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try quiet([base]).run(on: connection)
    try connection.run(
      "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?) INSERT INTO notes (body, n) SELECT 'note ' || n, n FROM c",
      [.integer(Int64(rows))])
    try connection.close()
  }

  private func read<T>(_ file: String, _ body: (Connection) throws -> T) throws -> T {
    let connection = try Connection(path: file, mode: .readOnly)
    defer { try? connection.close() }
    return try body(connection)
  }

  @Test(
    arguments: [
      ("ALTER TABLE notes DROP COLUMN body", true),
      ("DROP TABLE notes", true),
      ("DELETE FROM notes WHERE n = 2", true),
      ("TRUNCATE notes", true),
      ("WITH gone AS (DELETE FROM notes RETURNING id) SELECT count(*) FROM gone", true),
      ("ALTER TABLE notes ALTER COLUMN n TYPE integer", true),
      ("ALTER TABLE notes ALTER COLUMN n TYPE text USING body", true),
      // A rebuild.
      ("ALTER TABLE notes DROP CONSTRAINT notes_pkey, ADD PRIMARY KEY (n)", true),
      ("ALTER TABLE notes RENAME TO jotted; DROP TABLE jotted", true),
      ("DO $$ BEGIN DELETE FROM notes; END $$", true),
      ("DROP TABLE empty", false),
      ("ALTER TABLE empty DROP COLUMN y", false),
      ("ALTER TABLE notes ADD COLUMN at timestamptz DEFAULT now()", false),
      ("ALTER TABLE notes RENAME COLUMN body TO text", false),
      (
        "CREATE INDEX notes_n ON notes (n); CREATE VIEW v AS SELECT n FROM notes; INSERT INTO empty VALUES (1)",
        false
      ),
      ("ALTER TABLE empty ALTER COLUMN x TYPE bigint", false),
      ("CREATE TABLE other (x int); INSERT INTO other VALUES (1); DROP TABLE other", false),
      ("CREATE TEMP TABLE passing (x int); DROP TABLE passing", false),
    ])
  func `a backup is made where rows may be lost or are rewritten`(_ sql: String, _ isMade: Bool) throws {
    try prepare()
    let report = try migrator([base, step(2, sql)]).run(at: path)
    #expect(report.toVersion == 2)
    #expect((report.backup != nil) == isMade)
    #expect(try BackupFolder(of: path).backups().count == (isMade ? 1 : 0))
  }

  @Test func `a migration in Swift is known only by running it`() throws {
    try prepare()
    let report = try migrator([base, code(2) { _ in }]).run(at: path)
    #expect(report.backup?.version == 1)
    #expect(report.backup?.reason == .run(to: 2))
  }

  @Test func `many rows are reason enough`() throws {
    try prepare(rows: 20)
    var policy = BackupPolicy.automatic
    policy.manyRows = 21
    #expect(try migrator([base, step(2, "CREATE TABLE a (x int)")], policy).run(at: path).backup == nil)
    policy.manyRows = 20
    let more = [base, step(2, "CREATE TABLE a (x int)"), step(3, "CREATE TABLE b (x int)")]
    #expect(try migrator(more, policy).run(at: path).backup?.version == 2)
  }

  @Test func `always and never are obeyed`() throws {
    try prepare()
    let migrations = [base, step(2, "CREATE TABLE a (x int)"), step(3, "DROP TABLE notes")]
    #expect(try migrator(migrations, .always).run(at: path, to: 2).backup != nil)
    #expect(try migrator(migrations, .never).run(at: path).backup == nil)
    #expect(try BackupFolder(of: path).backups().count == 1)
  }

  @Test func `there is none of nothing`() throws {
    // A new file.
    #expect(try migrator([base], .always).run(at: path).backup == nil)
    // One without rows.
    #expect(try migrator([base, step(2, "DROP TABLE notes")], .always).run(at: path).backup == nil)
    // Nothing pending.
    #expect(try migrator([base, step(2, "DROP TABLE notes")], .always).run(at: path).backup == nil)
    let memory = try Connection.inMemory()
    try quiet([base]).run(on: memory)
    try memory.run("INSERT INTO notes (n) VALUES (1)")
    #expect(try migrator([base, step(2, "DROP TABLE notes")], .always).run(on: memory).backup == nil)
  }

  @Test(arguments: ["DELETE", "WAL", "PERSIST"])
  func `the copy is of what the run found, whole and readable by itself`(_ mode: String) throws {
    try prepare(mode: mode)
    // What a WAL holds belongs to the file.
    let writer = try Connection(path: path)
    try writer.run("INSERT INTO notes (body, n) VALUES ('last', 4)")
    try writer.execute("PRAGMA user_version = 7; PRAGMA application_id = 99")
    let migrations = [base, step(2, "CREATE TABLE a (x int)"), step(3, "DROP TABLE notes")]
    let report = try migrator(migrations).run(at: path)
    let backup = try #require(report.backup)
    #expect(backup.version == 1)
    #expect(backup.reason == .run(to: 3))
    #expect(backup.name.hasPrefix("app.db.v1-v3."))
    let copy = try Connection(path: backup.path, mode: .readOnly)
    #expect(try copy.query("SELECT id, body, n FROM notes").count == 4)
    #expect(try copy.value("SELECT max(version) FROM _migrations")?.int == 1)
    #expect(try copy.pragma("integrity_check")?.string == "ok")
    #expect(try copy.pragma("user_version")?.int == 7)
    #expect(try copy.pragma("application_id")?.int == 99)
    try copy.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(!names.contains { $0.contains(".backup") && $0 != backup.name }, "\(names)")
    try writer.close()
  }

  @Test func `one run makes one, before its first change`() throws {
    try prepare()
    let migrations =
      [base]
      + (2...5).map { step($0, "DELETE FROM notes WHERE n = \($0 - 1)", usesTransaction: $0 != 3) }
    let report = try migrator(migrations).run(at: path)
    #expect(report.steps.count == 4)
    let backups = try BackupFolder(of: path).backups()
    #expect(backups == [report.backup])
    #expect(try read(backups[0].path) { try $0.value("SELECT count(*) FROM notes")?.int } == 3)
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `one that has no transaction has a backup too`(_ mode: String) throws {
    try prepare(mode: mode)
    let alone = Migration(
      id: "m2", version: 2, description: "Step 2", usesTransaction: false,
      up: { db in
        try db.execute("DELETE FROM notes"); try db.sqlite.execute("VACUUM")
      })
    let report = try migrator([base, alone]).run(at: path)
    let backup = try #require(report.backup)
    #expect(try read(backup.path) { try $0.value("SELECT count(*) FROM notes")?.int } == 3)
    #expect(try read(path) { try $0.value("SELECT count(*) FROM notes")?.int } == 0)
  }

  @Test func `steps back have one too`() throws {
    try prepare()
    let migrations = [base, step(2, "CREATE TABLE a (x int)", down: "DELETE FROM notes; DROP TABLE a")]
    #expect(try migrator(migrations).run(at: path).backup == nil)
    let stepping = migrator(migrations)
    let report = try stepping.rollback(.version(1), at: path)
    #expect(report.backup?.version == 2)
    #expect(report.backup?.reason == .run(to: 1))
  }

  @Test func `the last ones are kept, and those that were asked for`() throws {
    try prepare(rows: 9)
    let folder = BackupFolder(of: path)
    let asked = try folder.makeBackup()
    let migrations = [base] + (2...7).map { step($0, "DELETE FROM notes WHERE n = \($0)") }
    for version in 2...7 {
      try migrator(migrations, BackupPolicy(.automatic, keep: 2)).run(at: path, to: version)
    }
    let backups = try folder.backups()
    #expect(backups.filter { $0 != asked }.map(\.version) == [6, 5])
    #expect(backups.contains(asked))
    #expect(try folder.latest()?.version == 6)
  }

  @Test func `a folder of its own is made for its owner alone`() throws {
    try prepare()
    let other = directory.path("kept/here")
    let report = try migrator(
      [base, step(2, "DROP TABLE notes")], BackupPolicy(.automatic, folder: other)
    ).run(at: path)
    #expect(report.backup?.path.hasPrefix(other) == true)
    let attributes = try FileManager.default.attributesOfItem(atPath: other)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    #expect(try BackupFolder(of: path, in: other).backups().count == 1)
    #expect(try BackupFolder(of: path).backups().isEmpty)
  }

  @Test(arguments: [0o600, 0o640, 0o644, 0o660])
  func `a copy may be read by whom the file may be read by`(_ mode: Int) throws {
    try prepare()
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    let report = try migrator([base, step(2, "DROP TABLE notes")]).run(at: path)
    let backup = try #require(report.backup)
    let attributes = try FileManager.default.attributesOfItem(atPath: backup.path)
    #expect(attributes[.posixPermissions] as? Int == mode)
  }

  @Test func `a link's backups lie beside the file itself`() throws {
    try prepare()
    let link = directory.path("link.db")
    try FileManager.default.createDirectory(
      atPath: directory.path("elsewhere"), withIntermediateDirectories: true)
    let real = directory.path("elsewhere/real.db")
    try FileManager.default.moveItem(atPath: path, toPath: real)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
    let report = try migrator([base, step(2, "DROP TABLE notes")]).run(at: link)
    #expect(report.backup?.path.contains("/elsewhere/real.db.v1-v2.") == true)
    #expect(try BackupFolder(of: link).backups().count == 1)
  }

  @Test func `what a dead process has left is removed, and taken for nothing`() throws {
    try prepare()
    let half = path + ".v1-v2.20200101T000000Z.1.backup.partial"
    try directory.write("half", to: "app.db.v1-v2.20200101T000000Z.1.backup.partial")
    #expect(try BackupFolder(of: path).backups().isEmpty)
    let report = try migrator([base, step(2, "DROP TABLE notes")]).run(at: path)
    #expect(try BackupFolder(of: path).backups() == [report.backup])
    #expect(!FileManager.default.fileExists(atPath: half))
  }

  @Test func `a corrupt file is not migrated`() throws {
    try prepare(rows: 2000)
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: 4096 * 6)
    try handle.write(contentsOf: Data(repeating: 0x5a, count: 4096 * 3))
    try handle.close()
    let before = FileManager.default.contents(atPath: path)
    let error = failure { try migrator([base, step(2, "DELETE FROM notes WHERE n = 1")]).run(at: path) }
    #expect(error?.code == .notOurs, "\(String(describing: error))")
    #expect(error?.message.contains("corrupt") == true)
    #expect(FileManager.default.contents(atPath: path) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["app.db"])
  }

  @Test func `events and the report tell of it`() throws {
    try prepare()
    let log = EventLog()
    var told = migrator([base, step(2, "DROP TABLE notes")])
    told.options.onEvent = { log.add($0) }
    try told.run(at: path)
    #expect(
      log.lines == [
        "backed up 1", "started m2 up 1/1", "statement m2:1 DROP TABLE notes", "applied m2 up",
        "committed 2",
      ])
  }

  @Test func `a run that is cancelled while it copies leaves nothing behind`() throws {
    try prepare(rows: 60_000)
    var stopped = migrator([base, step(2, "DROP TABLE notes")])
    stopped.isCancelled = { true }
    let error = failure { try stopped.run(at: path) }
    #expect(error?.underlying is CancellationError)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["app.db"])
  }
}
