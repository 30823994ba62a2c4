import Foundation
import TestSupport
import Testing

@Suite struct TranslateTests {
  private let table = "CREATE TABLE notes (\n  id serial PRIMARY KEY,\n  body text NOT NULL\n);\n"

  @Test(arguments: [[], ["-"]])
  func readsStandardInput(_ arguments: [String]) throws {
    let result = try Migrate.start(["translate"] + arguments, stdin: table).wait()
    #expect(result.status == 0, "\(result)")
    #expect(result.stderr.isEmpty)
    let work = try Workspace()
    let shell = try SQLiteShell.run(
      result.stdout + "INSERT INTO notes (body) VALUES ('x'); SELECT id FROM notes;", on: work.database)
    #expect(shell.stdout == "1\n", "\(shell)")
  }

  @Test func takesTheUpSection() throws {
    let file = Fixtures.path("Seed/003_add_user_settings.sql")
    let result = try Migrate.run("translate", file)
    #expect(result.status == 0, "\(result)")
    #expect(result.stdout.contains("CREATE TABLE \"user_settings\""))
    #expect(!result.stdout.contains("DROP TABLE"))
    #expect(result.stdout.contains(";\n\nCREATE INDEX"))
  }

  @Test func tellsWarnings() throws {
    let input =
      table + "CREATE INDEX i ON notes USING hash (body);\nCREATE INDEX g ON notes USING gin (body);\n"
    let result = try Migrate.run("translate", stdin: input)
    #expect(result.status == 0, "\(result)")
    #expect(result.stderr.contains("<stdin>:6:1: warning:"))
    #expect(result.stdout.contains("CREATE TABLE"))
    let json = try Migrate.run("translate", "--json", stdin: input)
    let statements = try #require(try json.json["statements"] as? [[String: Any]])
    #expect(statements.map { $0["line"] as? Int } == [1, 5, 6])
    #expect((statements[0]["sqlite"] as? [String])?.first?.hasPrefix("CREATE TABLE") == true)
    #expect((statements[2]["sqlite"] as? [String])?.isEmpty == true)
    #expect((statements[2]["warnings"] as? [[String: Any]])?.count == 1)
  }

  @Test func tellsErrorsWithTheirPlace() throws {
    let result = try Migrate.run("translate", "-", stdin: table + "SELECT * FRM notes;")
    #expect(result.status == 4)
    #expect(result.stdout.isEmpty)
    #expect(result.stderr.hasPrefix("<stdin>:5:"))
    let json = try Migrate.run("translate", "--json", stdin: "CREATE TABEL x ();")
    #expect(json.status == 4)
    #expect(try json.error["line"] as? Int == 1)
    #expect(try json.error["column"] as? Int == 8)
    #expect(try Migrate.run("translate", "no-such-file.sql").status == 8)
  }

  @Test func tellsWhatABlockDoesWithoutRows() throws {
    let block =
      "DO $$ BEGIN\n  FOR i IN 1..2 LOOP EXECUTE format('ALTER TABLE notes ADD COLUMN %I text', 'c' || i); END LOOP;\n"
      + "  INSERT INTO notes (body) VALUES ('x');\nEND $$;\nCREATE INDEX i ON notes (c2);\n"
    let result = try Migrate.run("translate", stdin: table + block)
    #expect(result.status == 0, "\(result)")
    #expect(result.stderr.contains("<stdin>:5:1: warning: what this statement does depends on the rows"))
    for text in ["ADD COLUMN \"c1\"", "ADD COLUMN \"c2\"", "INSERT INTO \"notes\"", "CREATE INDEX \"i\""] {
      #expect(result.stdout.contains(text), "\(result.stdout)")
    }
  }

  @Test func aBadMarkerIsAnError() throws {
    let result = try Migrate.run("translate", stdin: "-- migrate:upp\nSELECT 1;")
    #expect(result.status == 4)
    #expect(result.stderr.contains("<stdin>:1:1: error:"))
  }

  @Test func aClosedReaderIsAnErrorAndNoCrash() throws {
    let full = try Shell.run(
      "/bin/sh", ["-c", "exec \"$0\" translate > /dev/full", builtProduct("migrate")], stdin: table)
    #expect(full.status == 8, "\(full)")
  }
}
