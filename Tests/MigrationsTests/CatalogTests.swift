import Migrations
import SQLiteBinding
import TestSupport
import Testing

/// What a later run knows of what earlier ones and other programs have made.
@Suite struct CatalogTests {
  @Test(arguments: ["Memorall", "Seed"])
  func `every version can be reached from every version before it, one start at a time`(name: String) throws {
    let migrations = try MigrationFolder(Fixtures.path(name)).migrations()
    try withTemporaryDirectory { folder in
      let path = folder.path("app.db")
      for migration in migrations { try quiet(migrations).run(at: path, to: migration.version) }
      for _ in migrations { try quiet(migrations).rollback(.steps(1), at: path) }
      #expect(try Connection(path: path).userTables.isEmpty)
      try quiet(migrations).run(at: path)
    }
  }

  @Test func `a table dropped by hand is made again`() throws {
    let connection = try Connection.inMemory()
    let first = migration(
      1,
      "CREATE TABLE IF NOT EXISTS t (a int UNIQUE); CREATE INDEX IF NOT EXISTS g ON t USING gin (a); COMMENT ON TABLE t IS 'x'"
    )
    try quiet([first]).run(on: connection)
    try connection.execute("DROP TABLE t; DELETE FROM _migrations WHERE version = 1")
    try quiet([first]).run(on: connection)
    #expect(try connection.userTables == ["t"])
    try connection.execute("DROP TABLE t")
    try quiet([first, migration(2, "CREATE TABLE IF NOT EXISTS t (b int)")]).run(on: connection)
    #expect(try connection.query("SELECT b FROM t").isEmpty)
  }

  @Test func `a column added by another program is seen, and the table can be altered further`() throws {
    let connection = try Connection.inMemory()
    let first = migration(1, "CREATE TABLE t (id int, v text); INSERT INTO t VALUES (1, 'a')")
    try quiet([first]).run(on: connection)
    try connection.execute("ALTER TABLE t ADD COLUMN extra TEXT; CREATE TABLE theirs (x TEXT, y INTEGER)")
    try quiet([
      first,
      migration(
        2,
        """
        UPDATE t SET extra = v || '!'; ALTER TABLE t ADD COLUMN more text; ALTER TABLE t RENAME COLUMN more TO most;
        INSERT INTO theirs (y, x) VALUES (1, 'b'); ALTER TABLE theirs DROP COLUMN y;
        """),
    ]).run(on: connection)
    #expect(
      try connection.query("SELECT id, v, extra, most FROM t").map(\.values) == [[1, "a", "a!", .null]])
    #expect(try connection.query("SELECT * FROM theirs").map(\.values) == [["b"]])
  }

  @Test func `children follow their parent's new name through a new start`() throws {
    let connection = try Connection.inMemory()
    let history = [
      migration(
        1, "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p ON DELETE CASCADE)"),
      migration(2, "ALTER TABLE p RENAME TO parents; ALTER TABLE parents RENAME COLUMN id TO key"),
      migration(3, "ALTER TABLE c ADD COLUMN note text NOT NULL DEFAULT now()::date::text"),
    ]
    for version in 1...3 { try quiet(history).run(on: connection, to: version) }
    try connection.setConfig(.enableForeignKeys, true)
    try connection.execute(
      "INSERT INTO parents VALUES (1); INSERT INTO c (p) VALUES (1); DELETE FROM parents")
    #expect(try connection.value("SELECT count(*) FROM c") == 0)
    #expect(try connection.value("PRAGMA integrity_check") == "ok")
  }

  @Test func `the manual way back of old still works`() throws {
    let connection = try Connection.inMemory()
    let history = [
      migration(1, "CREATE TABLE a (id serial PRIMARY KEY)"),
      migration(
        2, "CREATE TABLE user_settings (id uuid PRIMARY KEY DEFAULT gen_random_uuid())",
        down: "DROP TABLE user_settings"),
    ]
    try quiet(history).run(on: connection)
    try connection.execute("DELETE FROM _migrations WHERE id = '2_step'; DROP TABLE IF EXISTS user_settings")
    let report = try quiet(history).run(on: connection)
    #expect(report.steps.map(\.id) == ["2_step"])
    #expect(
      try connection.query("SELECT id FROM _migrations ORDER BY version DESC LIMIT 1").map { $0[0] } == [
        "2_step"
      ])
  }
}
