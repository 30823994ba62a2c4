@testable import Migrations
import Testing

@Suite struct PlanTests {
  /// Migrations and rows as `id@version`.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let known: String
    var applied = ""
    let expected: String
  }

  static let cases = [
    Case(testDescription: "nothing applied", known: "a@1 b@2", expected: "a pending, b pending"),
    Case(
      testDescription: "all applied", known: "a@1 b@2", applied: "a@1 b@2", expected: "a applied, b applied"),
    Case(
      testDescription: "the rest pends", known: "a@1 b@2", applied: "a@1", expected: "a applied, b pending"),
    Case(testDescription: "no migrations at all", known: "", expected: ""),
    Case(
      testDescription: "order of the list is no order", known: "b@2 a@1", expected: "a pending, b pending"),
    Case(
      testDescription: "renamed", known: "a@1 new@2", applied: "a@1 old@2",
      expected: "a applied, new! changed"),
    Case(
      testDescription: "another version", known: "a@1 b@2", applied: "a@1 b@3",
      expected: "a applied, b! changed"),
    Case(
      testDescription: "missing", known: "a@1 c@3", applied: "a@1 b@2 c@3",
      expected: "a applied, b! missing, c applied"),
    Case(
      testDescription: "out of order, sequential", known: "a@1 b@2 c@3", applied: "a@1 c@3",
      expected: "a applied, b! outOfOrder, c applied"),
    Case(
      testDescription: "out of order, time stamps", known: "a@20240101 b@20240102 c@20240103",
      applied: "a@20240101 c@20240103", expected: "a applied, b! outOfOrder, c applied"),
    Case(testDescription: "duplicate version", known: "a@1 b@1", expected: "a! duplicate, b! duplicate"),
    Case(
      testDescription: "duplicate version, one applied", known: "a@1 b@1", applied: "a@1",
      expected: "a! duplicate, b! duplicate"),
    Case(testDescription: "duplicate id", known: "a@1 a@2", expected: "a! duplicate, a! duplicate"),
    Case(testDescription: "gap", known: "a@1 c@3 d@4", expected: "a pending, c! gap, d pending"),
    Case(testDescription: "gap at the start", known: "b@2", expected: "b! gap"),
    Case(
      testDescription: "an applied gap is history", known: "a@1 c@3", applied: "a@1 c@3",
      expected: "a applied, c applied"),
    Case(
      testDescription: "time stamps skip", known: "a@20240101000000 b@20250101000000",
      expected: "a pending, b pending"),
    Case(
      testDescription: "numbers, then time stamps", known: "a@1 b@2 c@20250101",
      expected: "a pending, b pending, c pending"),
    Case(testDescription: "counting from zero", known: "a@0 b@1", expected: "a pending, b pending"),
    Case(
      testDescription: "newer", known: "a@1", applied: "a@1 b@2 c@3",
      expected: "a applied, b! newer, c! newer"),
    Case(
      testDescription: "missing beside one of the same version", known: "a@1 c@2", applied: "a@1 b@2 c@2",
      expected: "a applied, b! missing, c applied"),
  ]

  @Test(arguments: cases)
  func `every migration gets its verdict`(_ example: Case) {
    let plan = Plan(known: migrations(example.known), applied: rows(example.applied))
    #expect(summary(plan) == example.expected)
    #expect(plan.conflicts.isEmpty == !example.expected.contains("!"))
    if !plan.conflicts.isEmpty { #expect(plan.pending.isEmpty) }
  }

  @Test func `an edited text is a change, and blanks are not`() throws {
    let old = Migration(id: "a", version: 1, description: "", up: "SELECT 1")
    let row = AppliedMigration(
      id: "a", version: 1, description: "", appliedAt: "", checksum: Checksum.checksum(of: old))
    let edited = Migration(id: "a", version: 1, description: "", up: "SELECT 2")
    let blank = Migration(id: "a", version: 1, description: "other words", up: "select\n  1 -- one")
    #expect(Plan(known: [edited], applied: [row]).entries.map(\.verdict) == [.changed])
    #expect(Plan(known: [blank], applied: [row]).entries.map(\.verdict) == [.applied])
  }

  @Test func `a migration in Swift has no text that could change`() {
    let row = AppliedMigration(id: "m1", version: 1, description: "", appliedAt: "", checksum: "sha256:00")
    #expect(Plan(known: [code(1) { _ in }], applied: [row]).entries.map(\.verdict) == [.applied])
  }

  static let relaxations: [(Verdict, HistoryPolicy, String, String)] = [
    (.changed, .changed, "new@1", "old@1"),
    (.missing, .missing, "b@2", "a@1 b@2"),
    (.outOfOrder, .outOfOrder, "a@1 b@2", "b@2"),
    (.duplicate, .duplicate, "a@1 b@1", ""),
    (.gap, .gap, "b@2", ""),
    (.newer, .newer, "a@1", "a@1 b@2"),
  ]

  @Test(arguments: relaxations)
  func `each policy lets its own verdict pass and no other`(
    verdict: Verdict, policy: HistoryPolicy, known: String, applied: String
  ) {
    let all = Self.relaxations.map(\.1)
    for other in all {
      let plan = Plan(known: migrations(known), applied: rows(applied), policy: other)
      #expect(plan.conflicts.isEmpty == (other == policy), "\(verdict) under \(other)")
      #expect(plan.entries.contains { $0.verdict == verdict })
    }
    let others = HistoryPolicy(all.filter { $0 != policy })
    #expect(!Plan(known: migrations(known), applied: rows(applied), policy: others).conflicts.isEmpty)
  }

  @Test func `two migrations of one id pass under no policy`() {
    let all = HistoryPolicy(Self.relaxations.map(\.1))
    #expect(!Plan(known: migrations("a@1 a@2"), applied: [], policy: all).conflicts.isEmpty)
  }

  @Test(arguments: cases)
  func `the reason names the migration or both ends of the history`(_ example: Case) {
    for entry in Plan(known: migrations(example.known), applied: rows(example.applied)).entries {
      let isRegular = entry.verdict == .pending || entry.verdict == .applied
      #expect((entry.reason == nil) == isRegular)
      if let reason = entry.reason, entry.verdict != .newer { #expect(reason.contains(entry.id)) }
    }
  }

  @Test func `the newer database's reason tells both versions`() throws {
    let entry = try #require(Plan(known: migrations("a@1"), applied: rows("a@1 b@7")).conflicts.first)
    #expect(entry.reason?.contains("version 7") == true)
    #expect(entry.reason?.contains("end at 1") == true)
  }

  @Test func `ten thousand migrations are planned`() {
    let known = (1...10_000).map { Migration(id: "m\($0)", version: $0, description: "", up: "SELECT \($0)") }
    let applied = known.prefix(5000).map {
      AppliedMigration(
        id: $0.id, version: $0.version, description: "", appliedAt: "x", checksum: Checksum.checksum(of: $0))
    }
    let plan = Plan(known: known.reversed(), applied: applied)
    #expect(plan.pending.map(\.version) == Array(5001...10_000))
    #expect(plan.databaseVersion == 5000)
  }

  private func pairs(_ text: String) -> [(id: String, version: Int)] {
    text.split(separator: " ").map { word in
      let parts = word.split(separator: "@")
      return (String(parts[0]), Int(parts[1]) ?? -1)
    }
  }

  private func migrations(_ text: String) -> [Migration] {
    pairs(text).map { Migration(id: $0.id, version: $0.version, description: $0.id, up: "") }
  }

  private func rows(_ text: String) -> [AppliedMigration] {
    pairs(text).map {
      AppliedMigration(
        id: $0.id, version: $0.version, description: $0.id, appliedAt: "2025-01-01", checksum: nil)
    }
  }

  /// `id verdict`, with a mark for what is not let pass.
  private func summary(_ plan: Plan) -> String {
    plan.entries.map { "\($0.id)\($0.isAllowed ? "" : "!") \($0.verdict.rawValue)" }.joined(separator: ", ")
  }
}
