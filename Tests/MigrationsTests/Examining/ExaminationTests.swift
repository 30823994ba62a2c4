import Foundation
import SQLiteBinding
import TestSupport
import Testing

@testable import Migrations

@Suite struct ExaminationTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path("app.db") }

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func prepare(_ mode: String = "DELETE") throws {
    let connection = try Connection(path: path)
    _ = try connection.value("PRAGMA journal_mode = \(mode)")
    try quiet([step(1, "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p)")]).run(
      on: connection)
    try connection.run("INSERT INTO p VALUES (1)")
    try connection.close()
  }

  private func grade(_ subject: String) throws -> [Examination.Grade] {
    try quiet([]).examine(at: path).findings.filter { $0.subject == subject }.map(\.grade)
  }

  @Test func `a sound file is found so, and left as it is`() throws {
    try prepare()
    let before = FileManager.default.contents(atPath: path)
    let examination = try quiet([]).examine(at: path)
    #expect(examination.worst < .warning, "\(examination.findings)")
    #expect(examination.error == nil)
    #expect(FileManager.default.contents(atPath: path) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["app.db"])
  }

  @Test(
    arguments: [
      ("3.6.23", false), ("3.7.0", true), ("3.40.1", true), ("3.51.2", true), ("3.51.3", false),
      ("3.54.1", false),
      ("4", false),
    ])
  func `the defect of the WAL is that of its versions`(_ version: String, _ hasIt: Bool) {
    #expect(ContentExamination.hasResetDefect(version) == hasIt)
  }

  @Test func `a network file system is told by its mount`() {
    let mounts = """
      21 1 254:0 / / rw,relatime - ext4 /dev/vda rw
      35 21 0:41 / /mnt/share rw,relatime shared:2 master:1 - nfs4 server:/share rw,vers=4.2
      36 21 0:42 / /mnt/ssh rw - fuse.sshfs me@host: rw
      37 21 0:43 / /mnt/zip rw - fuse.fuse-zip x rw
      """
    #expect(FileExamination.network(of: "254:0", in: mounts) == nil)
    #expect(FileExamination.network(of: "0:41", in: mounts) == "nfs4")
    #expect(FileExamination.network(of: "0:42", in: mounts) == "fuse.sshfs")
    #expect(FileExamination.network(of: "0:43", in: mounts) == nil)
  }

  @Test func `a second name is dangerous`() throws {
    try prepare()
    try FileManager.default.linkItem(atPath: path, toPath: directory.path("other.db"))
    #expect(try grade("links") == [.warning])
  }

  @Test func `permissions are looked at`() throws {
    try prepare()
    #expect(try grade("permissions") == [.good])
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
    #expect(try grade("permissions") == [.warning])
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    #expect(try grade("permissions") == [.problem])
    #expect(try quiet([]).examine(at: path).error?.code == .inputOutput)
  }

  @Test func `rows that refer to nothing are counted`() throws {
    try prepare()
    let connection = try Connection(path: path)
    try connection.execute("PRAGMA foreign_keys = OFF; INSERT INTO c VALUES (7), (8)")
    try connection.close()
    let examination = try quiet([]).examine(at: path)
    let finding = examination.findings.first { $0.subject == "foreign keys" }
    #expect(finding?.grade == .warning)
    #expect(finding?.message.contains("2 row(s) of c") == true)
    #expect(examination.error == nil)
  }

  @Test func `damage is a problem`() throws {
    try prepare()
    let connection = try Connection(path: path)
    try connection.run(
      "WITH RECURSIVE n(x) AS (SELECT 2 UNION ALL SELECT x + 1 FROM n WHERE x < 30000) INSERT INTO p SELECT x FROM n"
    )
    try connection.close()
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: 4096 * 12)
    try handle.write(contentsOf: Data(repeating: 0x5a, count: 4096 * 3))
    try handle.close()
    let examination = try quiet([]).examine(at: path)
    #expect(examination.error?.code == .notOurs, "\(examination.findings)")
  }

  @Test(arguments: ["nothing", "text", "their history"])
  func `what is no database of ours is a problem`(_ kind: String) throws {
    switch kind {
    case "text": try directory.write(String(repeating: "x", count: 5000), to: "app.db")
    case "their history":
      let connection = try Connection(path: path)
      try connection.execute("CREATE TABLE _migrations (name TEXT)")
      try connection.close()
    default: break
    }
    let examination = try quiet([]).examine(at: path)
    #expect(examination.error?.code == (kind == "nothing" ? .inputOutput : .notOurs))
  }

  @Test func `what the dead have left is told`() throws {
    try prepare()
    try directory.write("half", to: "app.db.v1-v2.20200101T000000Z.1.backup.partial")
    try directory.write("a WAL of nothing", to: "app.db-wal")
    #expect(try grade("leftovers").count == 2)
    try FileManager.default.removeItem(atPath: path)
    #expect(try grade("leftovers") == [.warning])
    #expect(try grade("file") == [.problem])
  }
}
