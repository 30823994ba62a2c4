import Foundation
import TestSupport
import Testing

@Suite struct HistoryTests {
  @Test(arguments: ["Memorall", "Seed"])
  func upDownAndUpAgain(_ fixture: String) throws {
    let work = try Workspace()
    let ids = try Fixtures.history(fixture).map(\.id)
    let dryRun = try work.migrate("up", "--dry-run", "--json", on: fixture)
    #expect(dryRun.status == 0)
    #expect(!work.hasDatabase)

    let up = try work.migrate("up", "--json", on: fixture)
    #expect(up.status == 0, "\(up)")
    #expect(try up.applied == ids)
    #expect(try up.json["from"] as? Int == 0)
    #expect(try up.json["to"] as? Int == ids.count)
    #expect(try up.json["dryRun"] as? Bool == false)
    let schema = try schema(work)

    let status = try work.migrate("status", "--check", "--json", on: fixture)
    #expect(status.status == 0, "\(status)")
    let entries = try #require(try status.json["migrations"] as? [[String: Any]])
    #expect(entries.map { $0["id"] as? String } == ids)
    #expect(entries.allSatisfy { $0["state"] as? String == "applied" })
    #expect(
      entries.allSatisfy {
        ($0["appliedAt"] as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil
      })

    let down = try work.migrate("down", "--all", "--allow-data-loss", "--json", on: fixture)
    #expect(down.status == 0, "\(down)")
    #expect(try down.applied == Array(ids.reversed()))
    #expect(try down.json["to"] as? Int == 0)
    #expect(try work.history().isEmpty)
    #expect(try self.schema(work).isEmpty)

    let again = try work.migrate("up", on: fixture)
    #expect(again.status == 0, "\(again)")
    #expect(again.stdout.hasSuffix("The database is at version \(ids.count).\n"))
    #expect(try self.schema(work) == schema)
    let nothing = try work.migrate("up", on: fixture)
    #expect(nothing.stdout == "Nothing to do: the database is at version \(ids.count).\n")
  }

  private func schema(_ work: Workspace) throws -> [String] {
    try work.query(
      #"SELECT sql FROM sqlite_schema WHERE tbl_name NOT LIKE '\_migrations%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY type, name"#
    )
  }

  @Test func stopsWhereTold() throws {
    let work = try Workspace()
    let fixture = "Policies/pending/after"
    #expect(try work.migrate("up", "--to", "2", on: fixture).status == 0)
    #expect(try work.history().count == 2)
    let check = try work.migrate("status", "--check", on: fixture)
    #expect(check.status == 2)
    #expect(check.stdout.contains("The database is at version 2; 3 migrations are pending."))
    let json = try work.migrate("status", "--check", "--json", on: fixture)
    #expect(json.status == 2)
    #expect(try json.json["error"] == nil)
    let entries = try #require(try json.json["migrations"] as? [[String: Any]])
    #expect(entries.last?["appliedAt"] is NSNull)
    #expect(try work.migrate("status", on: fixture).status == 0)
    #expect(try work.migrate("up", "--to", "4", on: fixture).status == 0)
    let down = try work.migrate("down", "--to", "1", "--allow-data-loss", "--json", on: fixture)
    #expect(down.status == 0, "\(down)")
    #expect(try down.applied.count == 3)
    #expect(try work.history() == ["001_create_notes"])
  }

  @Test func statusTellsConflictsAfterItsTable() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Policies/edited/before").status == 0)
    let edited = try work.migrate("status", on: "Policies/edited/after")
    #expect(edited.status == 3)
    #expect(edited.stdout.contains("changed"))
    #expect(edited.stderr.contains("002_create_tags was edited"))
    let json = try work.migrate("status", "--json", on: "Policies/edited/after")
    #expect(json.status == 3)
    #expect(try json.error["code"] as? String == "history-conflict")
    #expect(try json.json["version"] as? Int == 3)
  }

  @Test func statusTellsOfANewerDatabase() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Policies/newer/before").status == 0)
    let result = try work.migrate("status", on: "Policies/newer/after")
    #expect(result.status == 5)
    #expect(result.stdout.contains("newer"))
  }

  @Test func theTableIsAligned() throws {
    let work = try Workspace()
    let result = try work.migrate("status", on: "Policies/timestamps")
    let lines = result.stdout.split(separator: "\n").dropLast()
    let column = try #require(lines.first?.range(of: "STATE")?.lowerBound)
    let offset = try #require(lines.first?.distance(from: "".startIndex, to: column))
    #expect(lines.count == 4)
    #expect(lines.dropFirst().allSatisfy { $0.dropFirst(offset).hasPrefix("pending") })
  }

  @Test func redo() throws {
    let work = try Workspace()
    let fixture = "Policies/pending/before"
    #expect(try work.migrate("redo", on: fixture).stdout == "Nothing to do: the database is at version 0.\n")
    #expect(try work.migrate("up", on: fixture).status == 0)
    let result = try work.migrate("redo", "--allow-data-loss", "--json", on: fixture)
    #expect(result.status == 0, "\(result)")
    let steps = try #require(try result.json["applied"] as? [[String: Any]])
    #expect(steps.map { $0["direction"] as? String } == ["down", "up"])
    #expect(steps.allSatisfy { $0["id"] as? String == "002_create_tags" })
    #expect(try work.history().count == 2)
  }

  @Test func mark() throws {
    let work = try Workspace()
    let fixture = "Policies/pending/before"
    let unknown = try work.migrate("mark", "009_nothing", "--applied", on: fixture)
    #expect(unknown.status == 64)
    #expect(!work.hasDatabase)
    #expect(try work.migrate("mark", "001_create_notes", on: fixture).status == 64)
    #expect(try work.migrate("mark", "001_create_notes", "--applied", on: fixture).status == 0)
    #expect(try work.history() == ["001_create_notes"])
    #expect(try work.query("SELECT name FROM sqlite_schema WHERE name = 'notes'").isEmpty)
    let again = try work.migrate("mark", "001_create_notes", "--applied", "--json", on: fixture)
    #expect(try again.json["changed"] as? Bool == false)
    let pending = try work.migrate("mark", "001_create_notes", "--pending", "--json", on: fixture)
    #expect(pending.status == 0)
    #expect(try pending.json["changed"] as? Bool == true)
    #expect(try work.history().isEmpty)
  }

  @Test func allowLetsPassByName() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Policies/out-of-order/before").status == 0)
    let folder = "Policies/out-of-order/after"
    #expect(try work.migrate("up", "--allow", "gap,changed", on: folder).status == 3)
    let result = try work.migrate("up", "--allow", "gap,out-of-order", on: folder)
    #expect(result.status == 0, "\(result)")
    #expect(try work.history().count == 3)
    let gap = try Workspace()
    #expect(try gap.migrate("up", "--allow", "gap", on: "Policies/gap").status == 0)
    let newer = try Workspace()
    #expect(try newer.migrate("up", on: "Policies/newer/before").status == 0)
    #expect(try newer.migrate("up", "--allow", "newer", on: "Policies/newer/after").status == 0)
  }
}
