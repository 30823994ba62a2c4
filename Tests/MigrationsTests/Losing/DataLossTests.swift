import Migrations
import SQLiteBinding
import Testing

/// Steps back that lose rows or values.
@Suite struct DataLossTests {
  private let base = step(
    1,
    """
    CREATE TABLE notes (id serial PRIMARY KEY, body text, n bigint, at timestamptz);
    CREATE TABLE marks (note int REFERENCES notes ON DELETE CASCADE);
    CREATE TABLE empty (x int, y int);
    """)

  private func strict(_ migrations: [Migration]) -> Migrator {
    var migrator = quiet(migrations)
    migrator.options.allowsDataLoss = false
    return migrator
  }

  /// A database at version 2 with three rows, two of which have everything.
  private func prepare(_ migrations: [Migration]) throws -> Connection {
    let connection = try Connection.inMemory()
    try quiet(migrations).run(on: connection)
    try connection.run("INSERT INTO notes (body, n) VALUES ('a', 1), ('b', 2), (NULL, NULL)")
    try connection.run("INSERT INTO marks VALUES (1), (1), (2)")
    return connection
  }

  @Test(
    arguments: [
      ("ALTER TABLE notes DROP COLUMN body", ["the values of notes.body in 2 rows"]),
      (
        "ALTER TABLE notes DROP COLUMN body, DROP COLUMN n",
        ["the values of notes.body in 2 rows", "the values of notes.n in 2 rows"]
      ),
      (
        "ALTER TABLE notes RENAME TO jotted; ALTER TABLE jotted RENAME COLUMN body TO text; ALTER TABLE jotted DROP COLUMN text",
        ["the values of notes.body in 2 rows"]
      ),
      ("DROP TABLE marks", ["the table marks with 3 rows"]),
      ("DROP TABLE notes CASCADE", ["the table notes with 3 rows"]),
      ("DELETE FROM notes WHERE n = 1", ["2 rows of marks", "1 row of notes"]),
      ("TRUNCATE marks", ["3 rows of marks"]),
      // As many come as go.
      ("DELETE FROM marks WHERE note = 1; INSERT INTO marks VALUES (2), (2)", ["2 rows of marks"]),
      ("DO $$ BEGIN DELETE FROM marks; END $$", ["3 rows of marks"]),
      (
        "ALTER TABLE notes ALTER COLUMN body TYPE varchar(3) USING left(body, 3)",
        ["what character varying(3) does not hold of notes.body, which is text, in up to 2 rows"]
      ),
    ])
  func `it is refused, and told`(_ down: String, _ losses: [String]) throws {
    let migrations = [base, step(2, "SELECT 1", down: down)]
    let connection = try prepare(migrations)
    let before = try connection.serialize()
    let error = failure { try strict(migrations).rollback(.steps(1), on: connection) }
    #expect(error?.code == .dataLoss)
    #expect(error?.losses.map(\.description) == losses)
    #expect(error?.migration == "m2")
    #expect(error?.message.contains("nothing was changed") == true)
    #expect(try connection.serialize() == before)
    #expect(try quiet(migrations).rollback(.steps(1), on: connection).toVersion == 1)
  }

  @Test(
    arguments: [
      "ALTER TABLE notes DROP COLUMN at", "DROP TABLE empty", "ALTER TABLE empty DROP COLUMN x",
      "ALTER TABLE notes ALTER COLUMN n TYPE integer", "ALTER TABLE notes RENAME TO jotted",
      "ALTER TABLE notes RENAME TO jotted; ALTER TABLE jotted RENAME TO notes",
      "DELETE FROM notes WHERE n = 9",
      "UPDATE notes SET n = 0", "CREATE TABLE t (x int); INSERT INTO t VALUES (1); DROP TABLE t",
      "ALTER TABLE notes DROP CONSTRAINT notes_pkey CASCADE", "",
    ])
  func `what loses nothing is free`(_ down: String) throws {
    let migrations = [base, step(2, "SELECT 1", down: down)]
    let connection = try prepare(migrations)
    #expect(try strict(migrations).rollback(.steps(1), on: connection).toVersion == 1)
  }

  @Test func `one that loses holds back those beside it`() throws {
    let migrations = [
      base, step(2, "SELECT 1", down: "DELETE FROM marks WHERE note = 2"),
      step(3, "CREATE TABLE c (x int)", down: "DROP TABLE c"),
      step(4, "SELECT 1", down: "DELETE FROM notes WHERE n IS NULL"),
    ]
    let connection = try prepare(migrations)
    let error = failure { try strict(migrations).rollback(.version(1), on: connection) }
    #expect(error?.losses.map(\.migration) == ["m4", "m2"])
    #expect(try appliedIDs(connection).count == 4)
    #expect(try strict(migrations).rollback(.version(4), on: connection).steps.isEmpty)
  }

  @Test func `Swift is counted too`() throws {
    let sneaky = Migration(
      id: "m2", version: 2, description: "", up: { _ in },
      down: { try $0.sqlite.execute("DELETE FROM marks") })
    let connection = try prepare([base, sneaky])
    let error = failure { try strict([base, sneaky]).rollback(.steps(1), on: connection) }
    #expect(error?.losses.map(\.description) == ["3 rows of marks"])
    #expect(try values("SELECT count(*) FROM marks", connection) == [[3]])
  }

  @Test func `a redo loses as well`() throws {
    let migrations = [base, step(2, "CREATE TABLE t (x int)", down: "DROP TABLE t")]
    let connection = try prepare(migrations)
    try strict(migrations).redo(on: connection)
    try connection.run("INSERT INTO t VALUES (1)")
    #expect(failure { try strict(migrations).redo(on: connection) }?.code == .dataLoss)
    #expect(try values("SELECT x FROM t", connection) == [[1]])
  }
}
