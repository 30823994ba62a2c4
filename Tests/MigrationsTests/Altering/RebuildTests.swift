import Migrations
import PostgresDialect
import SQLiteBinding
import Testing

/// Copies of tables whose surroundings a copy could harm.
@Suite struct RebuildTests {
  private func altered(_ schema: String, _ sql: String) throws -> Connection {
    let connection = try Connection.inMemory()
    try connection.setConfig(.enableForeignKeys, true)
    try connection.execute(schema)
    try quiet([step(1, sql)]).run(on: connection)
    #expect(try connection.query("PRAGMA foreign_key_check").isEmpty)
    #expect(try connection.value("PRAGMA integrity_check")?.string == "ok")
    return connection
  }

  @Test func `an index for full-text search still finds its rows by their numbers`() throws {
    let connection = try altered(
      """
      CREATE TABLE notes (title TEXT, body TEXT, x INT, y INT);
      CREATE VIRTUAL TABLE found USING fts5(body, content='notes', content_rowid='rowid');
      INSERT INTO notes VALUES ('a', 'gone', 1, 1), ('b', 'apple pie', 2, 2), ('c', 'plum cake', 3, 3);
      DELETE FROM notes WHERE title = 'a';
      INSERT INTO found(found) VALUES ('rebuild');
      """, "ALTER TABLE notes DROP COLUMN x, DROP COLUMN y")
    #expect(try values("SELECT body FROM found WHERE found MATCH 'plum'", connection) == [["plum cake"]])
    try connection.run("INSERT INTO found(found) VALUES ('integrity-check')")
  }

  @Test func `tables that refer to each other keep their rows`() throws {
    let connection = try altered(
      """
      CREATE TABLE a (id INTEGER PRIMARY KEY, b INT REFERENCES b ON DELETE CASCADE, me INT REFERENCES a ON DELETE CASCADE, x, y);
      CREATE TABLE b (id INTEGER PRIMARY KEY, a INT REFERENCES a ON DELETE CASCADE, x, y);
      INSERT INTO a VALUES (1, NULL, 1, 0, 0); INSERT INTO b VALUES (1, 1, 0, 0); UPDATE a SET b = 1;
      """,
      "ALTER TABLE a DROP COLUMN x, DROP COLUMN y; ALTER TABLE b DROP COLUMN x, DROP COLUMN y")
    #expect(try values("SELECT * FROM a, b", connection) == [[1, 1, 1, 1, 1]])
    try connection.run("DELETE FROM a")
    #expect(try connection.value("SELECT count(*) FROM b") == 0)
  }

  @Test func `our own tables too: children, triggers and counted keys`() throws {
    let connection = try Connection.inMemory()
    try connection.setConfig(.enableForeignKeys, true)
    let migrations = [
      step(
        1,
        """
        CREATE TABLE p (id serial PRIMARY KEY, "order" text, b int, updated_at timestamptz);
        CREATE TABLE c (p int REFERENCES p ON DELETE CASCADE, q int REFERENCES p ON DELETE SET NULL);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;
        CREATE TRIGGER touch BEFORE UPDATE ON p FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE INDEX ON p (lower("order"));
        INSERT INTO p ("order") VALUES ('a'), ('b'), ('c'); DELETE FROM p WHERE id = 3;
        INSERT INTO c VALUES (1, 2), (2, 1);
        """),
      step(
        2,
        "ALTER TABLE p DROP COLUMN b, ADD COLUMN d int DEFAULT 1, ALTER COLUMN \"order\" TYPE varchar(9) USING \"order\" || '!'"
      ),
    ]
    try quiet(migrations).run(on: connection)
    #expect(
      try values("SELECT id, \"order\", d, updated_at FROM p", connection) == [
        [1, "a!", 1, .null], [2, "b!", 1, .null],
      ])
    #expect(try values("SELECT * FROM c", connection) == [[1, 2], [2, 1]])
    try connection.execute(
      "INSERT INTO p (\"order\") VALUES ('d'); UPDATE p SET d = 2 WHERE id = 4; DELETE FROM p WHERE id = 1")
    #expect(try values("SELECT id, updated_at IS NULL FROM p", connection) == [[2, 1], [4, 0]])
    #expect(try values("SELECT * FROM c", connection) == [[2, .null]])
    #expect(try connection.value("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%copy%'") == 0)
  }

  @Test func `a failure tells how many rows and some of them, and changes nothing`() throws {
    let connection = try Connection.inMemory()
    let rows = "INSERT INTO t VALUES (1, 'a', 1), (2, NULL, 1), (3, NULL, 2), (4, NULL, 2), (5, NULL, 3)"
    let start = step(
      1, "CREATE TABLE t (id int PRIMARY KEY, a text, b int); CREATE TABLE p (id int PRIMARY KEY); \(rows)")
    try quiet([start]).run(on: connection)
    let before = try values("SELECT * FROM sqlite_schema WHERE name = 't'", connection)
    let cases = [
      (
        "ALTER TABLE t ADD x int;\nALTER TABLE t ALTER a SET NOT NULL", "23502", 2,
        "4 rows: id = 2; id = 3; id = 4; …"
      ),
      ("ALTER TABLE t ADD UNIQUE (b)", "23505", 1, "2 rows: b = 1; b = 2"),
      ("ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES p", "23503", 1, "5 rows: id = 1; id = 2; id = 3; …"),
      ("ALTER TABLE t ADD CHECK (id < 5)", "23514", 1, "1 row: id = 5"),
      ("ALTER TABLE t DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (b)", "23505", 1, "2 rows: b = 1; b = 2"),
      ("ALTER TABLE t ALTER a TYPE integer USING a::integer", "22P02", 1, nil),
    ]
    for (sql, state, line, hint) in cases {
      let error = failure { try quiet([start, step(2, sql)]).run(on: connection) }
      #expect(error?.diagnostics.first?.state.code == state, "\(sql): \(String(describing: error))")
      #expect(error?.location?.line == line, "\(sql)")
      if let hint { #expect(error?.diagnostics.first?.hint == hint, "\(sql)") }
      #expect(try values("SELECT * FROM sqlite_schema WHERE name = 't'", connection) == before)
    }
  }
}
