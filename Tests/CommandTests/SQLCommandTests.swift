import Foundation
import TestSupport
import Testing

/// `migrate sql`: statements on a file, outside of any migration.
@Suite struct SQLCommandTests {
  private func made() throws -> Workspace {
    let work = try Workspace()
    try work.write(
      "001_t.sql",
      """
      CREATE TABLE t (id serial PRIMARY KEY, name varchar(20) NOT NULL, ok boolean, n bigint, at timestamptz, tags text[]);
      INSERT INTO t (name, ok, n, at, tags) VALUES ('one', true, 7, '2024-01-02 03:04:05+00', '{a,b}'), ('two', NULL, NULL, NULL, NULL);
      """)
    let result = try work.migrate("up")
    #expect(result.status == 0, "\(result)")
    return work
  }

  private func sql(_ work: Workspace, _ text: String, _ arguments: String...) throws -> Shell.Result {
    try Migrate.start(["sql", "--database", work.database] + arguments, stdin: text).wait()
  }

  @Test func printsRowsAsPostgreSQLShowsThem() throws {
    let work = try made()
    let result = try sql(work, "SELECT name, ok, at, tags FROM t ORDER BY id; SELECT 't'::regclass AS it;")
    #expect(result.status == 0, "\(result)")
    #expect(
      result.stdout == """
        name  ok  at                      tags
        one   t   2024-01-02 03:04:05+00  {a,b}
        two                               \n\
        (2 rows)
        it
        t
        (1 row)

        """)
  }

  @Test func printsJSON() throws {
    let work = try made()
    let result = try sql(work, "SELECT id, name, ok, n FROM t ORDER BY id", "--json")
    #expect(result.status == 0, "\(result)")
    let results = try #require(try result.json["results"] as? [[String: Any]])
    let columns = try #require(results[0]["columns"] as? [[String: String]])
    #expect(columns.map { $0["type"] } == ["integer", "character varying(20)", "boolean", "bigint"])
    let rows = try #require(results[0]["rows"] as? [[Any]])
    #expect(rows[0][1] as? String == "one")
    #expect(rows[0][2] as? Bool == true)
    #expect(rows[0][3] as? Int == 7)
    #expect(rows[1][3] is NSNull)
  }

  @Test(arguments: [
    "INSERT INTO t (name) VALUES ('x')", "CREATE TABLE u (a int)", "COMMENT ON TABLE t IS 'x'",
    "SELECT nextval('t_id_seq')", "DO $$ BEGIN PERFORM 1; END $$",
    "WITH gone AS (DELETE FROM t RETURNING id) SELECT * FROM gone",
  ])
  func readsOnlyUnlessTold(statement: String) throws {
    let work = try made()
    let before = try work.query("SELECT count(*) FROM t")
    let result = try sql(work, "SELECT 1;\n" + statement)
    #expect(result.status == 64, "\(result)")
    #expect(result.stderr.contains("<stdin>:2:1: error: this statement may change the database"))
    #expect(try work.query("SELECT count(*) FROM t") == before)
  }

  @Test func writesInOneTransaction() throws {
    let work = try made()
    let result = try sql(
      work,
      "CREATE TABLE u (a int CHECK (a > 0)); INSERT INTO u VALUES (1) RETURNING a; SELECT count(*) FROM u",
      "--write")
    #expect(result.status == 0, "\(result)")
    #expect(result.stdout == "a\n1\n(1 row)\ncount\n1\n(1 row)\n")
    let failed = try sql(work, "INSERT INTO u VALUES (2); INSERT INTO u VALUES (0)", "--write")
    #expect(failed.status == 4, "\(failed)")
    #expect(try work.query("SELECT count(*) FROM u") == ["1"])
    // The catalog knows what it made.
    let schema = try sql(
      work, "SELECT pg_get_constraintdef(oid) AS it FROM pg_constraint WHERE conname = 'u_a_check'")
    #expect(schema.stdout == "it\nCHECK ((a > 0))\n(1 row)\n")
  }

  @Test func namesThePlaceOfAMistake() throws {
    let work = try made()
    let result = try sql(work, "SELECT 1;\nSELECT nothing FROM t")
    #expect(result.status == 4, "\(result)")
    #expect(result.stderr.contains("<stdin>:2:8: error: column \"nothing\" does not exist"))
    #expect(
      try Migrate.start(["sql", "--database", work.directory.path("none.db")], stdin: "SELECT 1").wait()
        .status == 8)
  }
}
