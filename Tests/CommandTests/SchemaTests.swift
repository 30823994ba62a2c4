import Foundation
import SQLiteBinding
import TestSupport
import Testing

@Suite struct SchemaTests {
  private func printed(_ work: Workspace, _ arguments: String...) throws -> Shell.Result {
    try Migrate.start(["schema", "--database", work.database] + arguments).wait()
  }

  private func shell(_ sql: String, on path: String) throws {
    let result = try SQLiteShell.run(sql, on: path)
    #expect(result.status == 0, "\(result)")
  }

  @Test func printsWhatPostgresTakes() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Memorall").status == 0)
    let result = try printed(work)
    #expect(result.status == 0, "\(result)")
    #expect(result.stdout.contains("\nCREATE TABLE public.nodes (\n"))
    try withDatabase {
      try $0.installVector()
      try $0.run(result.stdout).get()
    }
    let spelled = try printed(work, "--format", "postgres", "--quiet")
    #expect(spelled.stdout == result.stdout)
  }

  @Test func printsWhatSQLiteTakes() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Memorall").status == 0)
    try shell(
      "CREATE VIRTUAL TABLE f USING fts5(body); CREATE VIEW v AS SELECT 1; "
        + "CREATE TRIGGER r AFTER INSERT ON nodes BEGIN SELECT 1; END;", on: work.database)
    let result = try printed(work, "--format", "sqlite")
    #expect(result.status == 0, "\(result)")
    let copy = work.directory.path("copy.db")
    try shell(result.stdout, on: copy)
    let query =
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '\\_migrations%' ESCAPE '\\' "
      + "AND name NOT LIKE '%\\_migrations%' ESCAPE '\\' ORDER BY 1, 2;"
    #expect(try SQLiteShell.rows(query, on: copy) == SQLiteShell.rows(query, on: work.database))
  }

  @Test(arguments: [["--format", "json"], ["--json"]])
  func printsJSON(_ arguments: [String]) throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Seed").status == 0)
    let result = try Migrate.start(["schema", "--database", work.database] + arguments).wait()
    #expect(result.status == 0, "\(result)")
    let tables = try #require(try result.json["tables"] as? [[String: Any]])
    let settings = try #require(tables.first { $0["name"] as? String == "user_settings" })
    let columns = try #require(settings["columns"] as? [[String: Any]])
    #expect(columns.compactMap { $0["name"] as? String }.prefix(2) == ["id", "setting_key"])
    #expect(columns[0]["type"] as? String == "uuid")
    #expect(columns[0]["nullable"] as? Bool == false)
    #expect(columns[0]["default"] as? String == "gen_random_uuid()")
    let constraints = try #require(settings["constraints"] as? [[String: Any]])
    #expect(constraints.contains { $0["name"] as? String == "user_settings_setting_key_key" })
  }

  @Test func marksWhatOthersMade() throws {
    let work = try Workspace()
    try shell(
      "CREATE TABLE theirs (id INTEGER PRIMARY KEY, note TEXT NOT NULL, price REAL); "
        + "CREATE VIRTUAL TABLE f USING fts5(body);", on: work.database)
    let result = try printed(work)
    #expect(result.status == 0, "\(result)")
    #expect(result.stdout.contains("-- made by another program"))
    #expect(result.stdout.contains("price double precision"))
    #expect(!result.stdout.contains("f_data"))
    try withDatabase { _ = try $0.run(result.stdout).get() }
  }

  @Test func anEmptyDatabaseHasNoSchema() throws {
    let work = try Workspace()
    try shell("VACUUM;", on: work.database)
    #expect(try printed(work).stdout.isEmpty)
    #expect(try printed(work, "--format", "sqlite").stdout.isEmpty)
  }

  @Test func readsWithoutWriting() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", on: "Seed").status == 0)
    let before = work.bytes
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: work.database)
    for format in ["postgres", "sqlite", "json"] {
      #expect(try printed(work, "--format", format).status == 0)
    }
    #expect(work.bytes == before)
    #expect(try work.names == ["app.db"])
  }

  @Test func whatIsNoDatabaseIsSaid() throws {
    let work = try Workspace()
    #expect(try printed(work).status == 8)
    #expect(!work.hasDatabase)
    try Data("no database, whatever its name".utf8).write(to: URL(fileURLWithPath: work.database))
    #expect(try printed(work, "--json").status == 9)
    #expect(try Migrate.run("schema").status == 64)
    #expect(try printed(work, "--format", "xml").status == 64)
  }
}
