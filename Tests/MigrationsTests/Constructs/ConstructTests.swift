import Foundation
import TestSupport
import Testing

/// The table of constructs in the documentation, run.
@Suite struct ConstructTests {
  @Test(arguments: ConstructGroup.all)
  func `every construct comes to what the table says`(group: ConstructGroup) throws {
    for construct in group.constructs {
      if let difference = try difference(of: construct) { Issue.record("\(construct)\n  \(difference)") }
    }
  }

  /// What is not as the table has it; nil when all is.
  private func difference(of construct: Construct) throws -> String? {
    let sides = try SideBySide()
    for statement in construct.setup {
      let (theirs, ours) = sides.run(statement)
      if case .error(_, let message) = ours {
        if case .refused(let words) = construct.outcome, message.contains(words) { return nil }
        return "set-up \(statement): \(ours)"
      }
      if theirs != ours { return "set-up \(statement)\n  PostgreSQL: \(theirs)\n  here:       \(ours)" }
    }
    let (theirs, ours) = sides.run(construct.example)
    let told = sides.warnings.joined(separator: "; ")
    switch construct.outcome {
    case .exact:
      guard theirs == ours else { return "PostgreSQL: \(theirs)\n  here:       \(ours)" }
      guard told.isEmpty else { return "approximate: \(told)" }
    case .approximate(let words):
      if case .error = ours { return "PostgreSQL: \(theirs)\n  here:       \(ours)" }
      guard told.contains(words) else { return "no warning says “\(words)”: \(told)" }
    case .refused(let words):
      if case .error = theirs { return "PostgreSQL refuses it too: \(theirs)" }
      guard case .error(_, let message) = ours, message.contains(words) else { return "not refused: \(ours)" }
      return nil
    }
    for statement in construct.probes {
      let (theirs, ours) = sides.run(statement)
      if theirs != ours { return "then \(statement)\n  PostgreSQL: \(theirs)\n  here:       \(ours)" }
    }
    return nil
  }

  /// Run with `UPDATE_DOCUMENTATION=1` to write the page.
  @Test func `the documentation's page is made of the table`() throws {
    let page = Fixtures.root.deletingLastPathComponent().appendingPathComponent(ConstructPage.path)
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTATION"] != nil {
      try ConstructPage.text.write(to: page, atomically: true, encoding: .utf8)
    }
    let found = try String(contentsOf: page, encoding: .utf8)
    #expect(found == ConstructPage.text, "run the tests with UPDATE_DOCUMENTATION=1")
  }
}
