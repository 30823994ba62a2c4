import Migrations
import PostgresDialect
import SQLiteBinding
import TestSupport
import Testing

/// Views in a file: as stock SQLite sees them, and as later runs find them.
@Suite struct ViewFileTests {
  static let first = step(
    1,
    """
    CREATE TABLE users (id uuid PRIMARY KEY, name text, age int);
    CREATE VIEW b_adults AS SELECT * FROM users WHERE age > 17;
    CREATE VIEW a_names (label) AS SELECT upper(name) FROM b_adults;
    ALTER VIEW a_names ALTER COLUMN label SET DEFAULT 'x';
    COMMENT ON VIEW a_names IS 'names'; COMMENT ON COLUMN a_names.label IS 'one';
    INSERT INTO users VALUES ('5f0c1b9e-0000-4000-8000-000000000001', 'ann', 30);
    """)

  @Test func `the sqlite3 shell reads a view`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    try quiet([Self.first]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT label FROM a_names;", on: path) == [["ANN"]])
  }

  @Test func `a later run alters what views mention`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    try quiet([Self.first]).run(at: path)
    let second = step(
      2, "ALTER TABLE users RENAME COLUMN name TO full_name; ALTER TABLE users ADD COLUMN x int")
    try quiet([Self.first, second]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT label FROM a_names;", on: path) == [["ANN"]])
    #expect(try SQLiteShell.rows("SELECT name FROM b_adults;", on: path) == [["ann"]])
    let third = step(3, "ALTER TABLE users DROP COLUMN full_name")
    let error = failure { try quiet([Self.first, second, third]).run(at: path) }
    #expect(error?.diagnostics.first?.state.code == "2BP01")
    let fourth = step(3, "ALTER TABLE users DROP COLUMN full_name CASCADE")
    try quiet([Self.first, second, fourth]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT name FROM sqlite_schema WHERE type = 'view';", on: path) == [])
  }

  @Test func `stock SQLite refreshes a materialized view`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    let first = step(
      1,
      """
      CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2);
      CREATE MATERIALIZED VIEW totals AS SELECT sum(a) AS total, count(*) AS n FROM t;
      CREATE UNIQUE INDEX ON totals (n);
      COMMENT ON MATERIALIZED VIEW totals IS 'sums';
      """)
    try quiet([first]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT total FROM totals;", on: path) == [["3"]])
    try SQLiteShell.run(
      #"INSERT INTO t VALUES (3); DELETE FROM totals; INSERT INTO totals SELECT * FROM "totals.query";"#,
      on: path
    ).expectSuccess()
    #expect(try SQLiteShell.rows("SELECT total FROM totals;", on: path) == [["6"]])
    let second = step(
      2,
      "ALTER TABLE t RENAME COLUMN a TO b; INSERT INTO t VALUES (4); REFRESH MATERIALIZED VIEW CONCURRENTLY totals; "
        + "ALTER MATERIALIZED VIEW totals RENAME TO sums")
    try quiet([first, second]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT total, n FROM sums;", on: path) == [["10", "4"]])
    try quiet([first, second, step(3, "DROP MATERIALIZED VIEW sums")]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT name FROM sqlite_schema WHERE sql LIKE '%totals%';", on: path) == [])
  }

  @Test func `what is temporary ends with its migration`() throws {
    let connection = try Connection.inMemory()
    let history = [
      step(
        1,
        "CREATE TABLE t (a int); INSERT INTO t VALUES (1); CREATE TEMP TABLE w AS SELECT a FROM t; "
          + "CREATE TEMP VIEW v AS SELECT a FROM w; INSERT INTO t SELECT a + 1 FROM v"),
      code(2) { db in
        try db.execute("CREATE TEMP TABLE w (x int); INSERT INTO w VALUES (5)")
        let rows = try db.query("INSERT INTO t SELECT x FROM w RETURNING a")
        #expect(rows.count == 1)
      },
      step(3, "CREATE TABLE w (y text)"),
    ]
    try quiet(history).run(on: connection)
    #expect(try userTables(connection) == ["t", "w"])
    #expect(try values("SELECT a FROM t ORDER BY a", connection) == [[1], [2], [5]])
    #expect(try values("SELECT name FROM sqlite_schema WHERE name LIKE '%pg_temp%'", connection) == [])
  }

  @Test func `a view dropped by hand is made again`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("a.db")
    try quiet([Self.first]).run(at: path)
    try SQLiteShell.run("DROP VIEW a_names;", on: path).expectSuccess()
    let second = step(2, "CREATE VIEW a_names AS SELECT age FROM b_adults")
    try quiet([Self.first, second]).run(at: path)
    #expect(try SQLiteShell.rows("SELECT age FROM a_names;", on: path) == [["30"]])
  }
}
