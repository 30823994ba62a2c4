import Testing

@testable import Migrations

@Suite struct BackupNameTests {
  @Test(
    arguments: [
      ("app.db.v3-v7.20260131T093000Z.1.backup", 3, Backup.Reason.run(to: 7), 1),
      ("app.db.v7-v3.20260131T093000Z.12.backup", 7, .run(to: 3), 12),
      ("app.db.v-2-v-1.20260131T093000Z.1.backup", -2, .run(to: -1), 1),
      (
        "app.db.v20240131093000-v20240201000000.20260131T093000Z.1.backup", 20_240_131_093_000,
        .run(to: 20_240_201_000_000), 1
      ),
      ("app.db.v3.20260131T093000Z.1.backup", 3, .demand, 1),
      ("app.db.v0-restore.20260131T093000Z.2.backup", 0, .restore, 2),
    ] as [(String, Int, Backup.Reason, Int)])
  func `a name is read as it was written`(
    _ file: String, _ version: Int, _ reason: Backup.Reason, _ counter: Int
  )
    throws
  {
    let name = try #require(BackupName(file, of: "app.db"))
    #expect(name.version == version)
    #expect(name.reason == reason)
    #expect(name.counter == counter)
    #expect(name.moment == "2026-01-31 09:30:00")
    #expect(name.file(of: "app.db") == file)
  }

  @Test(
    arguments: [
      "app.db", "app.db-wal", "app.db.backup", "other.db.v3.20260131T093000Z.1.backup",
      "app.db.v3-v7.20260131T093000Z.1.backup.partial", "app.db.v3-v7.20260131T093000Z.backup",
      "app.db.v3-x7.20260131T093000Z.1.backup", "app.db.3.20260131T093000Z.1.backup",
      "app.db.v3.20260131T0930Z.1.backup", "app.db.v3.99TZ0131T093000.1.backup.",
      "app.db.v.20260131T093000Z.1.backup",
    ])
  func `other files are none`(_ file: String) {
    #expect(BackupName(file, of: "app.db") == nil)
  }

  @Test func `names are in the order in which they were given`() {
    let names = [
      BackupName(version: 9, reason: .demand, time: "20260131T093000Z", counter: 2),
      BackupName(version: 1, reason: .demand, time: "20260131T093000Z", counter: 10),
      BackupName(version: 0, reason: .demand, time: "20260131T093001Z"),
    ]
    #expect(names.reversed().sorted() == names)
  }
}
