import Migrations
import SQLiteBinding
import Testing

@Suite struct PlanTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var known: [Int]
    var applied: [Int]
    var verdicts: [Verdict]
    var policy: HistoryPolicy = .strict
    var pending: [Int] = []
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "nothing at all", known: [], applied: [], verdicts: []),
    Case(
      name: "a new database", known: [1, 2], applied: [], verdicts: [.pending, .pending], pending: [1, 2]),
    Case(name: "up to date", known: [1, 2], applied: [1, 2], verdicts: [.applied, .applied]),
    Case(name: "one to come", known: [1, 2], applied: [1], verdicts: [.applied, .pending], pending: [2]),
    Case(name: "a number is skipped", known: [1, 3], applied: [], verdicts: [.pending, .gap]),
    Case(
      name: "a skip may pass", known: [1, 3], applied: [], verdicts: [.pending, .gap], policy: .gap,
      pending: [1, 3]),
    Case(
      name: "the first number is 0", known: [0, 1], applied: [], verdicts: [.pending, .pending],
      pending: [0, 1]),
    Case(name: "the first number is 2", known: [2], applied: [], verdicts: [.gap]),
    Case(
      name: "time stamps skip", known: [20_240_101, 20_240_105], applied: [], verdicts: [.pending, .pending],
      pending: [20_240_101, 20_240_105]),
    Case(
      name: "numbers, then time stamps", known: [1, 2, 20_240_105_000_000], applied: [1],
      verdicts: [.applied, .pending, .pending], pending: [2, 20_240_105_000_000]),
    Case(name: "one is gone", known: [1, 3], applied: [1, 2, 3], verdicts: [.applied, .missing, .applied]),
    Case(
      name: "what is gone may be gone", known: [1, 3], applied: [1, 2],
      verdicts: [.applied, .missing, .pending],
      policy: .missing, pending: [3]),
    Case(
      name: "one comes late", known: [1, 2, 3], applied: [1, 3], verdicts: [.applied, .outOfOrder, .applied]),
    Case(
      name: "late may run", known: [1, 2, 3], applied: [1, 3], verdicts: [.applied, .outOfOrder, .applied],
      policy: .outOfOrder, pending: [2]),
    Case(name: "the database is ahead", known: [1], applied: [1, 2], verdicts: [.applied, .newer]),
    Case(name: "ahead may pass", known: [1], applied: [1, 2], verdicts: [.applied, .newer], policy: .newer),
    Case(name: "nothing is known", known: [], applied: [1], verdicts: [.newer]),
  ]

  @Test(arguments: cases)
  func `every migration gets its verdict`(example: Case) {
    let plan = Plan(
      known: example.known.map { migration($0, "SELECT 1") },
      applied: example.applied.map {
        AppliedMigration(id: "\($0)_step", version: $0, description: "", appliedAt: "then", checksum: nil)
      }, policy: example.policy)
    #expect(plan.entries.map(\.verdict) == example.verdicts)
    #expect(plan.pending.map(\.version) == example.pending)
    #expect(plan.databaseVersion == example.applied.max() ?? 0)
    for entry in plan.entries where entry.verdict != .pending && entry.verdict != .applied {
      #expect(entry.reason?.isEmpty == false)
    }
  }

  @Test func `two migrations of one version or one id are refused, and a version may be allowed`() {
    let first = Migration(id: "1_a", version: 1, description: "", up: "SELECT 1")
    let second = Migration(id: "1_b", version: 1, description: "", up: "SELECT 1")
    #expect(Plan(known: [first, second], applied: []).entries.map(\.verdict) == [.duplicate, .duplicate])
    #expect(
      Plan(known: [first, second], applied: [], policy: .duplicate).pending.map(\.id) == ["1_a", "1_b"])
    #expect(Plan(known: [first, first], applied: [], policy: .duplicate).conflicts.count == 2)
  }

  @Test func `an edit, a new name and a new number are changes; blanks and comments are not`() throws {
    func applied(_ text: String) throws -> AppliedMigration {
      let connection = try quiet([migration(1, text)]).connectionAfterRun()
      return try #require(try quiet([]).applied(on: connection).first)
    }
    let row = try applied("CREATE TABLE t (a int); -- one\r\nCREATE INDEX i ON t (a);")
    func verdict(_ known: Migration) -> Verdict? {
      Plan(known: [known], applied: [row]).entries.first?.verdict
    }
    #expect(verdict(migration(1, "create table T(a INT);\n/* two */ CREATE INDEX i ON t(a) ;")) == .applied)
    #expect(verdict(migration(1, "CREATE TABLE t (a int); CREATE INDEX i ON t (b);")) == .changed)
    #expect(verdict(migration(1, "CREATE TABLE \"T\" (a int); CREATE INDEX i ON t (a);")) == .changed)
    #expect(verdict(Migration(id: "1_other", version: 1, description: "", up: "SELECT 1")) == .changed)
    #expect(verdict(Migration(id: "1_step", version: 2, description: "", up: "SELECT 1")) == .changed)
  }
}

extension Migrator {
  fileprivate func connectionAfterRun() throws -> Connection {
    let connection = try Connection.inMemory()
    try run(on: connection)
    return connection
  }
}
