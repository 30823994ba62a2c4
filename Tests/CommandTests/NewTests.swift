import Foundation
import TestSupport
import Testing

@Suite struct NewTests {
  private func new(_ work: Workspace, _ description: String, _ more: String...) throws -> Shell.Result {
    try Migrate.start(["new", description, "--migrations", work.migrations] + more).wait()
  }

  @Test func countsOn() throws {
    let work = try Workspace()
    let first = try new(work, "Add user settings")
    #expect(first.status == 0, "\(first)")
    #expect(first.stdout == "\(work.migrations)/001_add_user_settings.sql\n")
    let second = try new(work, "  Drop `old` things!  ", "--json")
    #expect(try second.json["id"] as? String == "002_drop_old_things")
    #expect(try second.json["version"] as? Int == 2)
    #expect(try second.json["file"] as? String == "\(work.migrations)/002_drop_old_things.sql")
    let text = try String(contentsOfFile: work.migrations + "/001_add_user_settings.sql", encoding: .utf8)
    #expect(text.contains("-- migrate:up\n"))
    #expect(text.contains("-- migrate:down\n"))
    let up = try work.migrate("up")
    #expect(up.status == 0, "\(up)")
    #expect(try work.history() == ["001_add_user_settings", "002_drop_old_things"])
  }

  @Test func warnsOfWhatIsPending() throws {
    let work = try Workspace()
    try work.write("001_x.sql", "CREATE TABLE t (a int, b int);")
    try work.write("002_y.sql", "ALTER TABLE t DROP COLUMN b;")
    let result = try new(work, "z")
    #expect(result.status == 0, "\(result)")
    #expect(result.stdout == "\(work.migrations)/003_z.sql\n")
    #expect(result.stderr.contains("[drop-column]"), "\(result)")
    let quiet = try new(work, "z", "--allow", "drop-column")
    #expect(!quiet.stderr.contains("warning"), "\(quiet)")
    // Nor does what cannot be read stop it.
    try work.write("005_bad.sql", "CREATE NONSENSE;")
    #expect(try new(work, "z").status == 0)
  }

  @Test func keepsTheWidth() throws {
    let work = try Workspace()
    try work.write("0099_x.sql", "")
    #expect(try new(work, "y").stdout.hasSuffix("/0100_y.sql\n"))
    let narrow = try Workspace()
    try narrow.write("9_x.up.sql", "")
    #expect(try new(narrow, "y").stdout.hasSuffix("/10_y.sql\n"))
  }

  @Test func followsTimeStamps() throws {
    let work = try Workspace()
    try work.write("20240101120000_x.sql", "")
    let result = try new(work, "y", "--json")
    let version = try #require(try result.json["version"] as? Int)
    #expect(String(version).count == 14)
    #expect(version > 20_250_101_000_000)
    let future = try Workspace()
    try future.write("99990101120000_x.sql", "")
    #expect(try new(future, "y", "--json").json["version"] as? Int == 99_990_101_120_001)
  }

  @Test(arguments: ["", "   ", "123", "!?", "../"])
  func refusesADescriptionWithoutWords(_ description: String) throws {
    let work = try Workspace()
    let result = try new(work, description)
    #expect(result.status == 64, "\(result)")
    #expect(try work.names.isEmpty)
  }

  @Test func refusesWhatCannotBeCounted() throws {
    let work = try Workspace()
    try work.write("\(Int.max)_x.sql", "")
    #expect(try new(work, "y").status == 64)
    let long = try Workspace()
    #expect(try new(long, String(repeating: "word ", count: 100)).status == 8)
  }
}
