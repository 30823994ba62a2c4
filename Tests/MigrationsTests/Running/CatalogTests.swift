import Migrations
import SQLiteBinding
import TestSupport
import Testing

@Suite struct CatalogTests {
  @Test func `a table dropped by hand is made again`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let first = step(
      1,
      "CREATE TABLE a (id serial PRIMARY KEY, x text); CREATE INDEX i ON a (x); COMMENT ON TABLE a IS 'A'; "
        + "CREATE TABLE keep (x int)")
    try quiet([first]).run(at: path)
    try SQLiteShell.run("DROP TABLE a;", on: path).expectSuccess()
    let second = step(
      2,
      "CREATE TABLE IF NOT EXISTS a (id serial PRIMARY KEY, x text, y int); "
        + "CREATE INDEX IF NOT EXISTS i ON a (x); INSERT INTO a (x, y) VALUES ('b', 1)")
    try quiet([first, second]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT y FROM a;", on: path) == [["1"]])
    #expect(try SQLiteShell.rows("SELECT name FROM sqlite_schema WHERE name = 'i';", on: path) == [["i"]])
  }

  @Test func `an index dropped by hand is made again`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let text = "CREATE TABLE IF NOT EXISTS a (x text); CREATE INDEX IF NOT EXISTS i ON a (x)"
    try quiet([step(1, text)]).run(at: path)
    try SQLiteShell.run("DROP INDEX i;", on: path).expectSuccess()
    try quiet([step(1, text), step(2, text)]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT tbl_name FROM sqlite_schema WHERE name = 'i';", on: path) == [["a"]])
  }

  @Test func `a column that another program added is seen and kept`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let first = step(1, "CREATE TABLE a (id serial PRIMARY KEY, x text); INSERT INTO a (x) VALUES ('x')")
    try quiet([first]).run(at: path)
    try SQLiteShell.run("ALTER TABLE a ADD COLUMN extra TEXT; UPDATE a SET extra = 'e';", on: path)
      .expectSuccess()
    let second = step(
      2, "UPDATE a SET extra = extra || '!'; ALTER TABLE a ADD COLUMN age int NOT NULL DEFAULT 3")
    let third = step(3, "UPDATE a SET age = age + 1")
    let log = EventLog()
    var migrator = quiet([first, second])
    migrator.options.onEvent = { log.add($0) }
    try migrator.run(at: path)
    #expect(log.lines.contains { $0.contains("\"a\" was changed by another program") })
    try quiet([first, second, third]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT id, x, extra, age FROM a;", on: path) == [["1", "x", "e!", "4"]])
  }

  @Test func `a table of another program is left alone and can be used`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    try SQLiteShell.run(
      "CREATE TABLE theirs (Id INTEGER PRIMARY KEY, \"Mixed Case\" TEXT COLLATE NOCASE, g AS (Id + 1)); "
        + "INSERT INTO theirs VALUES (1, 'a'); CREATE VIRTUAL TABLE f USING fts5(body); INSERT INTO f VALUES ('word');",
      on: path
    ).expectSuccess()
    let before = try SQLiteShell.rows("SELECT name, sql FROM sqlite_schema;", on: path)
    try quiet([step(1, "CREATE TABLE a (x int)")]).run(at: path)
    try quiet([step(1, "CREATE TABLE a (x int)"), step(2, "CREATE TABLE b (x int)")]).run(at: path)
    let after = try SQLiteShell.rows("SELECT name, sql FROM sqlite_schema;", on: path)
    #expect(Array(after.prefix(before.count)) == before)
    #expect(try SQLiteShell.rows("SELECT body FROM f WHERE f MATCH 'word';", on: path) == [["word"]])
  }

  @Test func `the children of a renamed parent are as they were for the next run`() throws {
    let connection = try Connection.inMemory()
    let history = [
      step(
        1,
        "CREATE TABLE p (id serial PRIMARY KEY); CREATE TABLE c (id serial PRIMARY KEY, p int NOT NULL REFERENCES p ON DELETE CASCADE); "
          + "INSERT INTO p DEFAULT VALUES; INSERT INTO c (p) VALUES (1)"),
      step(2, "ALTER TABLE p RENAME TO parent; ALTER TABLE parent RENAME COLUMN id TO key"),
      step(3, "ALTER TABLE c ADD COLUMN note text NOT NULL DEFAULT ''; ALTER TABLE c ADD CHECK (p > 0)"),
      step(4, "ALTER TABLE c ALTER COLUMN p TYPE bigint; INSERT INTO c (p) VALUES (1)"),
    ]
    for version in 1...4 { try quiet(history).run(on: connection, to: version) }
    #expect(try values("SELECT id, p, note FROM c", connection) == [[1, 1, ""], [2, 1, ""]])
    #expect(
      try values("SELECT \"table\", \"to\" FROM pragma_foreign_key_list('c')", connection) == [
        ["parent", "key"]
      ])
    try connection.setPragma("foreign_keys", "ON")
    try connection.run("DELETE FROM parent")
    #expect(try values("SELECT * FROM c", connection).isEmpty)
  }

  @Test(arguments: [
    "Memorall", "Seed", "Policies/timestamps", "Policies/transaction-false", "Policies/wrapped",
  ])
  func `a file can be closed after every migration`(fixture: String) throws {
    let folder = try TemporaryDirectory()
    let migrator = quiet(try MigrationFolder(Fixtures.path(fixture)).migrations())
    let all = folder.path("all.db")
    let single = folder.path("single.db")
    try migrator.run(at: all)
    for migration in migrator.migrations {
      let report = try migrator.run(at: single, to: migration.version)
      #expect(report.steps.map(\.id) == [migration.id])
    }
    for query in [
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name;",
      "SELECT kind, name, definition, fingerprint FROM _migrations_catalog ORDER BY kind, name;",
    ] {
      #expect(try SQLiteShell.rows(query, on: single) == SQLiteShell.rows(query, on: all))
    }
    for migration in migrator.migrations.reversed() {
      guard migration.down != nil else { break }
      #expect(try migrator.rollback(.steps(1), at: single).steps.map(\.id) == [migration.id])
    }
  }

  @Test func `a trigger dropped by hand can be dropped and made again`() throws {
    let connection = try Connection.inMemory()
    let first = step(
      1,
      """
      CREATE TABLE a (x int, at timestamptz);
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at = now(); RETURN NEW; END $$;
      CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();
      """)
    try quiet([first]).run(on: connection)
    try connection.execute(#"DROP TRIGGER "a.t""#)
    try quiet([
      first,
      step(
        2, "DROP TRIGGER t ON a; CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch()"),
    ]).run(on: connection)
    try connection.execute("INSERT INTO a (x) VALUES (1); UPDATE a SET x = 2")
    #expect(try values("SELECT at IS NOT NULL FROM a", connection) == [[1]])
  }

  @Test func `another program's trigger may have the name of a table`() throws {
    let connection = try Connection.inMemory()
    let first = step(1, "CREATE TABLE a (x int)")
    try quiet([first]).run(on: connection)
    try connection.execute("CREATE TRIGGER a AFTER INSERT ON a BEGIN SELECT 1; END")
    try quiet([first, step(2, "ALTER TABLE a ALTER COLUMN x SET NOT NULL")]).run(on: connection)
    #expect(throws: SQLiteError.self) { try connection.run("INSERT INTO a VALUES (NULL)") }
  }
}
