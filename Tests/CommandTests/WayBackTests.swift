import Foundation
import SQLiteBinding
import TestSupport
import Testing

/// Steps back, older applications, trials and looks before a run, by the command.
@Suite struct WayBackTests {
  private let work: Workspace

  init() throws {
    work = try Workspace()
    try work.write(
      "001_create_notes.sql",
      "-- migrate:up\nCREATE TABLE notes (id serial PRIMARY KEY, body text);\n-- migrate:down\nDROP TABLE notes;\n"
    )
    try work.write(
      "002_add_mood.sql",
      "-- migrate:up reader:1\nALTER TABLE notes ADD COLUMN mood text;\n-- migrate:down\nALTER TABLE notes DROP COLUMN mood;\n"
    )
    #expect(try work.migrate("up").status == 0)
    _ = try work.query("INSERT INTO notes (body, mood) VALUES ('a', 'good'), ('b', NULL) RETURNING id")
  }

  @Test func aLossNeedsAWord() throws {
    let before = work.bytes
    let refused = try work.migrate("down", "--to", "1", "--json")
    #expect(refused.status == 6, "\(refused)")
    let error = try refused.error
    #expect(error["code"] as? String == "data-loss")
    let losses = try #require(error["losses"] as? [[String: Any]])
    #expect(losses.map { $0["column"] as? String } == ["mood"])
    #expect(losses.map { $0["rows"] as? Int } == [1])
    #expect(work.bytes == before)
    let text = try work.migrate("down", "--to", "1")
    #expect(text.stderr.contains("002_add_mood would lose the values of notes.mood in 1 row"))
    #expect(try work.migrate("redo").status == 6)
    let allowed = try work.migrate("down", "--to", "1", "--allow-data-loss", "--json")
    #expect(allowed.status == 0, "\(allowed)")
    #expect((try allowed.json["backup"] as? [String: Any])?["version"] as? Int == 2)
  }

  @Test func anOlderApplicationUsesAndStepsDown() throws {
    try FileManager.default.removeItem(atPath: work.directory.path("migrations/002_add_mood.sql"))
    let up = try work.migrate("up")
    #expect(up.status == 0, "\(up)")
    #expect(up.stderr.contains("warning: the database is at version 2"))
    let down = try work.migrate("down", "--to", "1", "--allow-data-loss")
    #expect(down.status == 0, "\(down)")
    #expect(try work.history() == ["001_create_notes"])
    #expect(try work.query("SELECT name FROM pragma_table_info('notes')") == ["id", "body"])
    #expect(try work.migrate("up").stderr.isEmpty)
  }

  @Test func rehearse() throws {
    try work.write("003_require_mood.sql", "ALTER TABLE notes ALTER COLUMN mood SET NOT NULL;")
    let before = work.bytes
    let failed = try work.migrate("up", "--rehearse", "--json")
    #expect(failed.status == 4, "\(failed)")
    #expect(try failed.error["migration"] as? String == "003_require_mood")
    #expect(try failed.json["rehearsed"] as? Bool == true)
    try work.write("003_require_mood.sql", "DELETE FROM notes WHERE mood IS NULL;")
    let good = try work.migrate("up", "--rehearse")
    #expect(good.status == 0, "\(good)")
    #expect(good.stdout.contains("notes  2            1"), "\(good)")
    #expect(good.stdout.contains("nothing was changed"))
    #expect(work.bytes == before)
    #expect(try work.names == ["app.db", "migrations"])
    #expect(try work.migrate("up", "--rehearse", "--dry-run").status == 64)
  }

  @Test func lint() throws {
    try work.write("003_drop_mood.sql", "ALTER TABLE notes DROP COLUMN mood;\n")
    let found = try work.migrate("lint")
    #expect(found.status == 4, "\(found)")
    #expect(
      found.stderr.contains("003_drop_mood.sql:1:1: warning: drops the column notes.mood, which has 2 rows"),
      "\(found)")
    let json = try work.migrate("lint", "--json").json["findings"] as? [[String: Any]]
    #expect(json?.map { $0["hazard"] as? String } == ["drop-column"])
    #expect(json?.first?["line"] as? Int == 1)
    #expect(try work.migrate("lint", "--allow", "drop-column").status == 0)
    #expect(try work.migrate("lint", "--allow", "nothing").status == 64)
    #expect(try work.migrate("up", "--dry-run").stderr.contains("[drop-column]"))
    #expect(try work.migrate("status", "--verbose").stderr.contains("[drop-column]"))
    try work.write("003_drop_mood.sql", "-- migrate:allow drop-column\nALTER TABLE notes DROP COLUMN mood;\n")
    #expect(try work.migrate("lint").status == 0)
    #expect(try Migrate.run("lint", "--migrations", work.migrations).status == 0)
  }

  @Test func doctor() throws {
    let good = try work.migrate("doctor")
    #expect(good.status == 0, "\(good)")
    #expect(good.stdout.contains("integrity: no damage is found"))
    let json = try work.migrate("doctor", "--json")
    #expect((try json.json["findings"] as? [[String: Any]])?.isEmpty == false)
    let other = try Workspace()
    let missing = try other.migrate("doctor")
    #expect(missing.status == 8, "\(missing)")
    try other.directory.write(String(repeating: "x", count: 5000), to: "app.db")
    #expect(try other.migrate("doctor", "--json").status == 9)
  }
}
