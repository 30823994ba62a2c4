import Migrations
import PostgresDialect
import TestSupport
import Testing

/// The schema of every fixture history, written out, is what PostgreSQL has after that history.
@Suite struct LosslessFixtureTests {
  @Test(arguments: ["Seed", "Memorall"])
  func `a history comes back out whole`(name: String) throws {
    try expectLossless(try Fixtures.history(name).map(\.up))
  }

  @Test(arguments: FixtureHistoryTests.families)
  func `a history of each family comes back out whole`(family: String) throws {
    let steps = try MigrationFolder(Fixtures.path("Histories/\(family)")).migrations()
      .sorted { $0.version < $1.version }.map { migration in
        guard case .sql(let script) = migration.up else { return "" }
        return script.source[script.range]
      }
    try expectLossless(steps)
  }
}
