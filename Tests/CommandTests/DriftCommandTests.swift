import Foundation
import TestSupport
import Testing

@Suite struct DriftCommandTests {
  private func migrated() throws -> Workspace {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Seed").status == 0)
    return work
  }

  @Test func aFreshDatabaseHasNotDrifted() throws {
    let work = try migrated()
    let before = work.bytes
    let result = try work.migrate("drift", on: "Seed")
    #expect(result.status == 0, "\(result)")
    #expect(work.bytes == before)
    let json = try work.migrate("drift", "--json", on: "Seed")
    #expect((try json.json["differences"] as? [Any])?.isEmpty == true)
  }

  @Test func differencesEndWithThree() throws {
    let work = try migrated()
    #expect(
      try SQLiteShell.run(
        "CREATE TABLE theirs (a); ALTER TABLE user_settings ADD COLUMN note TEXT;", on: work.database
      ).status == 0)
    let result = try work.migrate("drift", on: "Seed")
    #expect(result.status == 3, "\(result)")
    #expect(result.stdout.contains("table theirs is not in the history\n"))
    #expect(result.stdout.contains("table user_settings differs\n  column note is not in the history\n"))
    let json = try work.migrate("drift", "--json", on: "Seed")
    #expect(json.status == 3)
    let differences = try #require(try json.json["differences"] as? [[String: Any]])
    #expect(differences.compactMap { $0["change"] as? String } == ["extra", "changed"])
    let allowed = try work.migrate("drift", "--allow-extra", on: "Seed")
    #expect(allowed.status == 3)
    #expect(!allowed.stdout.contains("theirs"))
  }

  @Test func whatCannotBeComparedIsSaid() throws {
    let work = try migrated()
    #expect(try work.migrate("drift", on: "Policies/pending/after").status == 3)
    #expect(try Workspace().migrate("drift", on: "Seed").status == 8)
  }
}
