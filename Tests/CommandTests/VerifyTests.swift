import Foundation
import TestSupport
import Testing

@Suite struct VerifyTests {
  private func verify(_ work: Workspace, _ arguments: String...) throws -> Shell.Result {
    try Migrate.start(["verify", "--migrations", work.migrations] + arguments).wait()
  }

  @Test(arguments: ["Memorall", "Seed", "Policies/transaction-false"])
  func goodHistories(_ fixture: String) throws {
    let result = try Migrate.run("verify", "--json", "--migrations", Fixtures.path(fixture))
    #expect(result.status == 0, "\(result)")
    #expect((try result.json["undone"] as? [String])?.isEmpty == false)
    #expect(try result.json["irreversible"] is NSNull)
  }

  @Test func saysWhereTheWayBackEnds() throws {
    let result = try Migrate.run("verify", "--migrations", Fixtures.path("Policies/no-down"))
    #expect(result.status == 0, "\(result)")
    #expect(result.stdout.contains("1 can be undone, then 002_"))
  }

  @Test func namesTheDownThatDoesNotRestore() throws {
    let work = try Workspace()
    try work.write(
      "001_a.sql", "-- migrate:up\nCREATE TABLE a (x integer);\n-- migrate:down\nDROP TABLE a;\n")
    try work.write("002_b.sql", "-- migrate:up\nCREATE TABLE b (x integer);\n\n-- migrate:down\nSELECT 1;\n")
    try work.write(
      "003_c.sql", "-- migrate:up\nCREATE TABLE c (x integer);\n-- migrate:down\nDROP TABLE c;\n")
    let result = try verify(work)
    #expect(result.status == 4, "\(result)")
    #expect(result.stderr.contains("002_b.sql:4:"), "\(result)")
    #expect(result.stderr.contains("table b is left behind"))
    let json = try verify(work, "--json")
    #expect(try json.error["migration"] as? String == "002_b")
  }

  @Test func showsWhatDiffers() throws {
    let work = try Workspace()
    try work.write(
      "001_a.sql", "-- migrate:up\nCREATE TABLE a (x integer);\n-- migrate:down\nDROP TABLE a;\n")
    try work.write(
      "002_b.sql",
      "-- migrate:up\nALTER TABLE a ADD y text;\n-- migrate:down\nALTER TABLE a RENAME COLUMN y TO z;\n")
    let result = try verify(work)
    #expect(result.status == 4, "\(result)")
    #expect(result.stderr.contains("002_b.sql:3:"), "\(result)")
    #expect(result.stderr.contains("table a differs\n"), "\(result)")
    #expect(result.stderr.contains("\"z\" TEXT"), "\(result)")
  }

  @Test func checksWhatNeedsNoRun() throws {
    for (name, code) in [
      ("duplicate-version", 3), ("gap", 3), ("bad-names", 3), ("broken-sql", 4), ("unsupported", 4),
    ] {
      let result = try Migrate.run("verify", "--migrations", Fixtures.path("Policies/\(name)"))
      #expect(result.status == Int32(code), "\(name) \(result)")
    }
  }
}
