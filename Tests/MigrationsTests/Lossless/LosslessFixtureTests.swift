import TestSupport
import Testing

/// The schema of every fixture history, written out, is what PostgreSQL has after that history.
@Suite struct LosslessFixtureTests {
  @Test(arguments: ["Seed", "Memorall"])
  func `a history comes back out whole`(name: String) throws {
    try expectLossless(try Fixtures.history(name).map(\.up))
  }
}
