import Foundation
import Migrations
import TestSupport
import Testing

/// Triggers on both sides: each script makes tables and triggers, then writes rows and looks at what came of it.
@Suite struct TriggerAgreementTests {
  /// A file of `Fixtures/Triggers`: what a migration does, and behind `-- then` one statement a line.
  struct Script: Sendable, CustomTestStringConvertible {
    let name: String
    let setup: String
    let probes: [String]
    /// What stock SQLite has no words for is told by a script's first line.
    var isStock: Bool { !setup.hasPrefix("-- Calls functions of this library.") }
    var testDescription: String { name }

    init(_ name: String) throws {
      self.name = name
      let text = try String(contentsOf: Fixtures.url("Triggers/\(name).sql"), encoding: .utf8)
      let parts = text.components(separatedBy: "\n-- then\n")
      setup = parts[0]
      probes = parts.dropFirst().joined().split(separator: "\n").map(String.init)
    }
  }

  static let scripts: [Script] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: Fixtures.path("Triggers")).sorted()
    return (files ?? []).filter { $0.hasSuffix(".sql") }.compactMap { try? Script(String($0.dropLast(4))) }
  }()

  @Test func `there are scripts`() {
    #expect(Self.scripts.count > 5)
  }

  @Test(arguments: scripts)
  func `statements of a migration fire them as PostgreSQL does`(script: Script) throws {
    try expectAgreement([script.setup] + script.probes)
  }

  @Test(arguments: scripts.filter(\.isStock))
  func `the stock shell fires them as PostgreSQL does`(script: Script) throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("app.db")
    try quiet([step(1, script.setup)]).run(at: path)
    let postgres = try PostgresDatabase()
    try postgres.run("SET TimeZone = 'UTC'").get()
    try postgres.run(script.setup).get()
    for probe in script.probes {
      let theirs = postgres.run(probe)
      let ours = try? SQLiteShell.rows(probe, on: path)
      #expect((theirs.error == nil) == (ours != nil), "\(probe): \(String(describing: theirs.error))")
      guard let ours, theirs.error == nil else { continue }
      let expected = theirs.rows.map { row in zip(row, theirs.columns).map { Self.stored($0, $1.type) } }
      #expect(ours == expected, "\(probe)")
    }
    #expect(try SQLiteShell.rows("PRAGMA integrity_check;", on: path) == [["ok"]])
  }

  @Test func `errors say what PostgreSQL says`() throws {
    let script = try Script("messages_with_values")
    let sides = try SideBySide()
    var messages = 0
    for statement in [script.setup] + script.probes {
      let (theirs, ours) = sides.run(statement)
      guard case .error(_, let expected) = theirs else { continue }
      guard case .error(_, let message) = ours else { continue }
      #expect(message == expected)
      messages += 1
    }
    #expect(messages == 5)
  }

  @Test(arguments: scripts)
  func `they come back out of the file, which has not drifted`(script: Script) throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("app.db")
    // A file that is opened again for another step knows them from its catalog.
    let history = [step(1, script.setup), step(2, "CREATE TABLE another (id int)")]
    for count in 1...2 { try quiet(Array(history.prefix(count))).run(at: path) }
    #expect(try quiet(history).drift(at: path).differences.isEmpty)
    let (theirs, back) = (try PostgresDatabase(), try PostgresDatabase())
    try theirs.run(script.setup).get()
    try back.run(try quiet(history).schema(at: path).postgres()).get()
    let definitions =
      "SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
    #expect(back.run(definitions).rows == theirs.run(definitions).rows)
  }

  /// PostgreSQL's text of a value as the shell shows it.
  private static func stored(_ text: String?, _ type: UInt32) -> String? {
    switch (text, type) {
    case ("t"?, 16): "1"
    case ("f"?, 16): "0"
    default: text
    }
  }
}
