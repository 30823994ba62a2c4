import Foundation
import SQLiteBinding
import TestSupport
import Testing

@testable import Migrations

@Suite struct RestoreTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path("app.db") }
  private var folder: BackupFolder { BackupFolder(of: path) }

  init() throws {
    directory = try TemporaryDirectory()
  }

  private let migrations = [
    step(1, "CREATE TABLE notes (id serial PRIMARY KEY, body text)"),
    step(2, "ALTER TABLE notes DROP COLUMN body"),
  ]

  /// A file at version 2 whose rows have lost something, and the backup that has it.
  private func prepare(mode: String = "DELETE", pageSize: Int = 4096) throws -> Backup {
    let connection = try Connection(path: path)
    try connection.setPragma("page_size", String(pageSize))
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try quiet(migrations).run(on: connection, to: 1)
    try connection.run("INSERT INTO notes (body) VALUES ('a'), ('b'), ('c')")
    let report = try quiet(migrations).run(on: connection)
    try connection.run("INSERT INTO notes DEFAULT VALUES")
    try connection.close()
    return try #require(report.backup)
  }

  private func bodies(_ file: String) throws -> [String] {
    let connection = try Connection(path: file)
    defer { try? connection.close() }
    return try connection.query("SELECT body FROM notes ORDER BY id").compactMap { $0[0].string }
  }

  private func rows(_ file: String) throws -> Int? {
    let connection = try Connection(path: file)
    defer { try? connection.close() }
    return try connection.value("SELECT count(*) FROM notes")?.int
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }
  }

  @Test(arguments: ["DELETE", "WAL", "TRUNCATE", "PERSIST"])
  func `a restore brings back what there was, and keeps what it replaces`(_ mode: String) throws {
    let backup = try prepare(mode: mode)
    let restored = try folder.restore(backup)
    #expect(restored.version == 1)
    #expect(try bodies(path) == ["a", "b", "c"])
    let kept = try #require(restored.replaced)
    #expect(try rows(kept) == 4)
    #expect(try folder.backups().map(\.reason).contains(.restore))
    #expect(try folder.latest() == backup)
    // And forward again.
    #expect(try quiet(migrations).run(at: path).toVersion == 2)
    let connection = try Connection(path: path)
    #expect(try connection.pragma("integrity_check")?.string == "ok")
    #expect(try connection.pragma("journal_mode")?.string == (mode == "WAL" ? "wal" : "delete"))
  }

  @Test func `what was kept can be restored in its turn`() throws {
    let backup = try prepare()
    let replaced = try #require(try folder.restore(backup).replaced)
    let back = try folder.restore(try folder.backup(named: replaced))
    #expect(back.version == 2)
    #expect(try rows(path) == 4)
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `pages may have another size`(_ mode: String) throws {
    let backup = try prepare(mode: mode, pageSize: 8192)
    let connection = try Connection(path: path)
    _ = try connection.value("PRAGMA journal_mode = DELETE")
    try connection.execute("PRAGMA page_size = 1024; VACUUM")
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try connection.close()
    _ = try folder.restore(backup)
    #expect(try bodies(path) == ["a", "b", "c"])
    let after = try Connection(path: path)
    #expect(try after.pragma("journal_mode")?.string == mode.lowercased())
    #expect(try after.pragma("page_size")?.int == 8192)
  }

  @Test func `an idle program goes on with what was restored`() throws {
    let backup = try prepare()
    let idle = try Connection(path: path)
    #expect(try idle.value("SELECT count(*) FROM notes")?.int == 4)
    _ = try folder.restore(backup, lockTimeout: .zero)
    #expect(try idle.query("SELECT body FROM notes").count == 3)
    try idle.run("INSERT INTO notes (body) VALUES ('d')")
    #expect(try idle.hasMoved() == false)
    #expect(try bodies(path) == ["a", "b", "c", "d"])
  }

  @Test(arguments: [
    ("DELETE", "BEGIN IMMEDIATE"), ("DELETE", "BEGIN; SELECT * FROM notes"), ("WAL", "SELECT 1"),
  ])
  func `one that is in use is left alone`(_ mode: String, _ sql: String) throws {
    let backup = try prepare(mode: mode)
    let user = try Connection(path: path)
    _ = try user.query("SELECT count(*) FROM notes")
    for statement in sql.split(separator: ";") { _ = try user.query(String(statement)) }
    let error = failure { _ = try folder.restore(backup, lockTimeout: .zero) }
    #expect(error?.code == .locked, "\(String(describing: error))")
    #expect(error?.message.contains("nothing was changed") == true)
    #expect(try user.query("SELECT * FROM notes").count == 4)
    if user.isInTransaction { try user.rollback() }
    try user.close()
    _ = try folder.restore(backup)
    #expect(try bodies(path) == ["a", "b", "c"])
  }

  /// What a killed process leaves: a WAL whose frames are not in the file yet.
  @Test func `a WAL beside the file does not come back`() throws {
    let backup = try prepare(mode: "WAL")
    let writer = try Connection(path: path)
    try writer.setPragma("wal_autocheckpoint", "0")
    try writer.run("INSERT INTO notes DEFAULT VALUES")
    let manager = FileManager.default
    let (main, wal) = (manager.contents(atPath: path), manager.contents(atPath: path + "-wal"))
    try writer.close()
    try directory.write([UInt8](try #require(main)), to: "app.db")
    try directory.write([UInt8](try #require(wal)), to: "app.db-wal")
    let restored = try folder.restore(backup)
    #expect(try bodies(path) == ["a", "b", "c"])
    #expect(try rows(try #require(restored.replaced)) == 5)
    #expect(try !names.contains("app.db-wal"))
  }

  @Test(arguments: ["missing", "unreadable", "cut"])
  func `a file that is gone or spoilt is replaced, and no journal beside it comes back`(_ state: String)
    throws
  {
    let backup = try prepare()
    let whole = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    switch state {
    case "missing": try FileManager.default.removeItem(atPath: path)
    case "unreadable":
      try directory.write("this was a database once" + String(repeating: "x", count: 5000), to: "app.db")
    default: try directory.write(Array(whole.prefix(4096 * 2 + 100)), to: "app.db")
    }
    // A hot journal of another file, as SQLite would play it into this one.
    try directory.write(Self.hotJournal(of: whole), to: "app.db-journal")
    try directory.write("stale", to: "app.db-wal")
    let restored = try folder.restore(backup)
    #expect(restored.version == 1)
    #expect(try bodies(path) == ["a", "b", "c"])
    #expect(restored.replaced != nil)
    let left = try names
    #expect(!left.contains("app.db-journal"))
    #expect(!left.contains("app.db-wal"))
    #expect(!left.contains { $0.hasSuffix(".partial") })
  }

  /// One page of zeros that is to be put back, with the header and checksum that SQLite wants:
  /// https://sqlite.org/fileformat2.html#the_rollback_journal
  private static func hotJournal(of database: [UInt8]) -> [UInt8] {
    func word(_ value: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
    }
    var journal: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
    journal += word(1) + word(0) + word(UInt32(database.count / 4096)) + word(512) + word(4096)
    journal += Array(repeating: 0, count: 512 - journal.count)
    return journal + word(1) + Array(repeating: 0, count: 4096) + word(0)
  }

  @Test func `a damaged backup is not restored`() throws {
    let backup = try prepare()
    let before = FileManager.default.contents(atPath: path)
    for (text, code) in [
      ("not a database" + String(repeating: "x", count: 5000), MigrationError.Code.notOurs)
    ] {
      try directory.write(text, to: backup.name)
      let error = failure { _ = try folder.restore(backup) }
      #expect(error?.code == code)
      #expect(error?.message.contains(backup.name) == true)
    }
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test func `a path is as good as a name`() throws {
    let backup = try prepare()
    let elsewhere = directory.path("copied.db")
    try FileManager.default.copyItem(atPath: backup.path, toPath: elsewhere)
    #expect(try folder.restore(try folder.backup(named: elsewhere)).version == 1)
    #expect(failure { _ = try folder.restore(try folder.backup(named: path)) }?.code == .usage)
    #expect(failure { _ = try folder.backup(named: "nothing") }?.code == .usage)
  }

  @Test func `permissions and links stay`() throws {
    let backup = try prepare()
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let link = directory.path("link.db")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    _ = try BackupFolder(of: link).restore(backup)
    #expect(try bodies(path) == ["a", "b", "c"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }
}
