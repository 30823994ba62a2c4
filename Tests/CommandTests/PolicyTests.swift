import Foundation
import TestSupport
import Testing

/// What `Fixtures/README.md` says of each history.
struct Policy: Sendable, CustomTestStringConvertible {
  let name: String
  let exit: Int32
  /// What standard error must say.
  let says: [String]
  /// How many migrations are in the database afterwards; nil when it must be as it was before.
  let kept: Int?

  init(_ name: String, _ exit: Int32, _ says: String..., kept: Int? = nil) {
    self.name = name
    self.exit = exit
    self.says = says
    self.kept = kept
  }

  var testDescription: String { name }

  static let changed: [Policy] = [
    Policy("edited", 3, "002_create_tags", "Nothing was changed."),
    Policy("reformatted", 0),
    Policy("missing", 3, "002_create_tags"),
    Policy("missing-timestamp", 3, "20240115093000"),
    Policy("renamed", 3, "002_create_tags", "002_create_labels"),
    Policy("out-of-order", 3, "20240115093000"),
    Policy("newer", 5, "version 3", "end at 2"),
    Policy("pending", 0, kept: 5),
  ]

  static let fresh: [Policy] = [
    Policy("duplicate-version", 3, "002_create_tags", "002_add_pinned"),
    Policy("duplicate-version-spelling", 3, "002_create_tags", "2_add_pinned"),
    Policy("duplicate-id", 3, "002_create_tags"),
    Policy("gap", 3, "version 3"),
    Policy("timestamps", 0, kept: 3),
    Policy("bad-names", 3, "bad-names/add_pinned.sql"),
    Policy("other-files", 0, kept: 2),
    // What can be seen without a database stops everything before it is made.
    Policy("broken-sql", 4, "003_create_shapes.sql:9:1: error: syntax error", "Nothing was changed."),
    Policy("undefined-table", 4, "003_add_color.sql:3:8: error: relation \"notebooks\" does not exist"),
    Policy("unsupported", 4, "003_log_notes.sql:4:1: error:", "hint:"),
    // What only rows show is met after the migrations before it.
    Policy(
      "failing-data", 4, "003_create_colors.sql:10:1: error:",
      "2 migrations before it were applied and kept; the database is at version 2.", kept: 2),
    Policy("orphan-row", 4, "003_seed_tags.sql:2:1: error:", kept: 2),
    Policy("not-null-on-rows", 4, "003_add_author.sql:2:1: error:", "null values", kept: 2),
    Policy("own-commit", 4, "003_add_pinned.sql:3:1: error:"),
    Policy("wrapped", 0, kept: 3),
    Policy("rollback", 4, "002_create_tags.sql:4:1: error: ROLLBACK"),
    Policy("open-transaction", 4, "002_create_tags.sql:2:1: error:"),
    Policy("two-transactions", 0, kept: 2),
    Policy("transaction-between", 0, kept: 2),
    Policy("transaction-false", 0, kept: 3),
    Policy("concurrently-in-transaction", 0, kept: 2),
    Policy("no-down", 0, kept: 3),
    Policy("up-down-files", 0, kept: 2),
    Policy("down-file-alone", 3, "002_create_tags.down.sql"),
    Policy("no-markers", 0, kept: 2),
    Policy("nul-byte", 4, "002_create_tags.sql:3:1: error:"),
    Policy("invalid-utf8", 4, "002_name_cafe.sql:2:39: error:"),
    Policy("bom", 0, kept: 2),
    Policy("empty", 0, kept: 3),
    Policy("comments-only", 0, kept: 3),
  ]
}

@Suite struct PolicyTests {
  @Test func everyFixtureIsHere() throws {
    #expect(try Fixtures.policies == (Policy.changed + Policy.fresh).map(\.name).sorted())
  }

  @Test(arguments: Policy.changed)
  func afterAChange(_ policy: Policy) throws {
    let work = try Workspace()
    let before = try work.migrate("up", on: "Policies/\(policy.name)/before")
    try #require(before.status == 0, "\(before)")
    try check(policy, work, folder: "Policies/\(policy.name)/after")
  }

  @Test(arguments: Policy.fresh)
  func onANewFile(_ policy: Policy) throws {
    try check(policy, try Workspace(), folder: "Policies/\(policy.name)")
  }

  private func check(_ policy: Policy, _ work: Workspace, folder: String) throws {
    let before = work.bytes
    let result = try work.migrate("up", on: folder)
    #expect(result.status == policy.exit, "\(result)")
    for text in policy.says { #expect(result.stderr.contains(text), "\(text) in \(result)") }
    if let kept = policy.kept {
      #expect(try work.history().count == kept)
    } else {
      #expect(work.bytes == before)
    }
    let again = try work.migrate("up", "--json", on: folder)
    #expect(again.status == policy.exit)
    if policy.exit == 0 {
      #expect(try again.applied.isEmpty)
    } else {
      #expect(try again.error["exit"] as? Int == Int(policy.exit))
    }
  }

  @Test func diagnosticsArePlacedInJSON() throws {
    let result = try Workspace().migrate("up", "--json", on: "Policies/broken-sql")
    let error = try result.error
    #expect(error["code"] as? String == "migration-failed")
    #expect((error["file"] as? String)?.hasSuffix("broken-sql/003_create_shapes.sql") == true)
    #expect(error["line"] as? Int == 9)
    #expect(error["column"] as? Int == 1)
    #expect(error["sqlstate"] as? String == "42601")
    #expect(error["migration"] as? String == "003_create_shapes")
  }

  @Test func stepsBackStopAtAMissingDown() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Policies/no-down").status == 0)
    let one = try work.migrate("down", "--allow-data-loss", "--to", "2", on: "Policies/no-down")
    #expect(one.status == 0, "\(one)")
    let before = work.bytes
    let two = try work.migrate("down", "--allow-data-loss", "--to", "1", on: "Policies/no-down")
    #expect(two.status == 6, "\(two)")
    #expect(two.stderr.contains("002_"))
    #expect(work.bytes == before)
  }

  @Test(
    arguments: [("transaction-false", 3), ("up-down-files", 2), ("wrapped", 2), ("comments-only", 3)])
  func downAndUpAgain(_ name: String, _ version: Int) throws {
    let work = try Workspace()
    let folder = "Policies/\(name)"
    #expect(try work.migrate("up", "--to", "\(version)", on: folder).status == 0)
    let applied = try work.history()
    let down = try work.migrate("down", "--allow-data-loss", "--steps", "2", on: folder)
    #expect(down.status == 0, "\(down)")
    #expect(try work.history() == Array(applied.dropLast(2)))
    let up = try work.migrate("up", "--to", "\(version)", on: folder)
    #expect(up.status == 0, "\(up)")
    #expect(try work.history() == applied)
  }
}
