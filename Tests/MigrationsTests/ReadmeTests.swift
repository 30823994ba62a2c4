import Foundation
import Migrations
import MigrationsTesting
import SQLiteBinding
import TestSupport
import Testing

/// The README's examples, word for word, so that they compile and run.
enum ReadmeExamples {
  static func openStore(at path: String) throws {
    let addSettings = Migration(
      id: "001_add_user_settings", version: 1, description: "Add user settings",
      up: """
        CREATE TABLE user_settings (
          id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
          setting_key TEXT NOT NULL UNIQUE,
          setting_value JSONB NOT NULL DEFAULT '{}',
          updated_at TIMESTAMP NOT NULL DEFAULT NOW()
        );
        """,
      down: "DROP TABLE user_settings;")
    let seedSettings = Migration(
      id: "002_seed_settings", version: 2, description: "Seed settings",
      up: { db in
        try db.execute("INSERT INTO user_settings (setting_key) VALUES ('theme')")
        let rows = try db.query("SELECT count(*) AS n FROM user_settings")
        print("settings:", try rows[0].get("n", as: Int.self))
      })
    try Migrator([addSettings, seedSettings]).run(at: path)
  }

  /// Stands for the folder of the reader's application.
  private struct MigrationFolder {
    init(_ path: String) {}
    func migrations() throws -> [Migration] {
      try Migrations.MigrationFolder(Fixtures.path("Seed")).migrations()
    }
  }

  @Suite struct SettingsTests {
    static let template = Result { try DatabaseTemplate(MigrationFolder("Migrations").migrations()) }

    @Test func settingsHaveUniqueKeys() throws {
      let database = try Self.template.get().makeConnection()
      try database.run("INSERT INTO user_settings (setting_key, setting_value) VALUES ('theme', '{}')")
      let count = try database.value("SELECT count(*) FROM user_settings WHERE setting_key = 'theme'")
      #expect(count == 1)
    }
  }
}

@Suite struct ReadmeTests {
  private static func lines(_ text: Substring) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  @Test func `its Swift is the Swift of this file`() throws {
    let readme = try String(
      contentsOfFile: Fixtures.root.deletingLastPathComponent().path + "/README.md", encoding: .utf8)
    let own = Self.lines(try String(contentsOfFile: #filePath, encoding: .utf8)[...])
    let blocks = readme.components(separatedBy: "```swift\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    #expect(blocks.count == 2)
    for line in blocks.flatMap({ Self.lines($0[...]) }) {
      #expect(own.contains(line) || own.contains("static " + line))
    }
  }

  @Test func `its first example makes a store, once`() throws {
    try withTemporaryDirectory { folder in
      let path = folder.path("app.db")
      try ReadmeExamples.openStore(at: path)
      try ReadmeExamples.openStore(at: path)
      #expect(
        try Connection(path: path).value("SELECT count(*) FROM user_settings WHERE id GLOB '*-4*'") == 1)
    }
  }
}

/// A template gives every test its own database.
@Suite struct DatabaseTemplateTests {
  @Test func `copies don't see each other, and enforce foreign keys`() throws {
    let template = try DatabaseTemplate([
      step(1, "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p)")
    ])
    let (first, second) = (try template.makeConnection(), try template.makeConnection())
    try first.run("INSERT INTO p VALUES (1)")
    #expect(try second.value("SELECT count(*) FROM p") == 0)
    #expect(throws: SQLiteError.self) { try second.run("INSERT INTO c VALUES (1)") }
  }

  @Test func `a database of an older version can be filled and migrated`() throws {
    let history = [
      step(1, "CREATE TABLE t (a int)"),
      step(2, "ALTER TABLE t ADD COLUMN b int NOT NULL DEFAULT 5"),
    ]
    let template = try DatabaseTemplate(history, at: 1)
    let database = try template.makeConnection()
    try database.run("INSERT INTO t VALUES (1)")
    #expect(try template.migrate(database).steps.map(\.version) == [2])
    #expect(try database.query("SELECT * FROM t").map(\.values) == [[1, 5]])
    #expect(try userTables(DatabaseTemplate([]).makeConnection()).isEmpty)
  }
}
