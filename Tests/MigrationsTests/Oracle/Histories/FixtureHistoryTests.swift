import Foundation
import Migrations
import PostgresDialect
import TestSupport
import Testing

/// The histories of `Fixtures/Histories`, each in the way of one family of tools, beside PostgreSQL. `HISTORIES` names another
/// folder of histories, to try them by hand.
@Suite struct FixtureHistoryTests {
  private static let folder = ProcessInfo.processInfo.environment["HISTORIES"] ?? Fixtures.path("Histories")

  static let families: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { !$0.hasPrefix(".") }.sorted()

  @Test(arguments: families)
  func `rows of the way and behaviour at its end are PostgreSQL's`(family: String) throws {
    let migrations = try MigrationFolder("\(Self.folder)/\(family)").migrations()
      .sorted { $0.version < $1.version }
    let sides = try HistorySides(migrations)
    do {
      // Rows in every table after each migration, so that every ALTER meets some; of a long history, half-way.
      let last = migrations.count
      for count in last > 20 ? [last / 2, last] : Array(1...last) {
        try sides.migrate(to: count)
        let now = try sides.now()
        let tables = try sides.tables()
        if count < last {
          for refusal in now.insertRows(into: tables, seeds: [count]) {
            Issue.record("\(family), after \(migrations[count - 1].id): \(refusal)")
          }
        }
        for difference in now.differentRows(in: tables) {
          Issue.record("\(family), after \(migrations[count - 1].id): \(difference)")
        }
      }
      var probes = BehaviourProbes(try sides.now(), try sides.tables())
      try probes.run()
      for disagreement in probes.disagreements { Issue.record("\(family): \(disagreement)") }
      #expect(probes.count > 20, "\(family) has next to nothing to ask about")
    } catch let refusal as HistorySides.Refusal {
      // Rows that come half-way may be in the way of a migration, on both sides.
      #expect(refusal.theirs == refusal.ours, "\(family): \(refusal.message)")
    } catch let error as MigrationError {
      Issue.record("\(family): \(error)")
    }
  }
}
