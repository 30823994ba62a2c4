import Testing

/// Data-modifying statements in WITH, against PostgreSQL.
@Suite struct ModifyingWithTests {
  private static let tables = [
    "CREATE TABLE a (id serial PRIMARY KEY, k text UNIQUE, n int DEFAULT 7)",
    "CREATE TABLE b (id int PRIMARY KEY, k text, n int)",
    "CREATE TABLE log (id serial PRIMARY KEY, a_id int, what text)",
    "INSERT INTO a (k, n) VALUES ('x', 1), ('y', 2), ('z', 3)",
    "INSERT INTO b VALUES (1, 'p', 10), (2, 'q', 20)",
  ]

  private static let rows = [
    "SELECT * FROM a ORDER BY id", "SELECT * FROM b ORDER BY id", "SELECT a_id, what FROM log ORDER BY 1, 2",
  ]

  @Test(arguments: [
    "WITH moved AS (DELETE FROM a WHERE n > 1 RETURNING *) INSERT INTO b SELECT id, k, n FROM moved",
    "WITH made AS (INSERT INTO a (k) VALUES ('new') RETURNING id, n) INSERT INTO log (a_id, what) SELECT id, 'made ' || n FROM made",
    "WITH one AS (INSERT INTO a (k) SELECT k FROM b RETURNING id), two AS (INSERT INTO log (a_id) SELECT id FROM one RETURNING a_id) SELECT a_id FROM two ORDER BY 1",
    "WITH old AS (SELECT * FROM a), changed AS (UPDATE a SET n = n + 1 RETURNING id, n) SELECT old.n, changed.n FROM old JOIN changed USING (id) ORDER BY id",
    "WITH changed AS (UPDATE a SET n = b.n FROM b WHERE b.id = a.id RETURNING a.id, a.n AS v) SELECT * FROM changed ORDER BY id",
    "WITH changed AS (UPDATE a SET n = 0 WHERE k = 'x' RETURNING *) INSERT INTO a (k) SELECT 'w' WHERE EXISTS (SELECT 1 FROM changed)",
    "WITH gone AS (DELETE FROM a USING b WHERE a.id = b.id RETURNING a.k, b.k AS other) SELECT * FROM gone ORDER BY 1",
    "WITH kept AS (INSERT INTO a (k, n) VALUES ('x', 50), ('new', 60) ON CONFLICT (k) DO UPDATE SET n = excluded.n RETURNING k, n) SELECT * FROM kept ORDER BY k",
    "WITH kept AS (INSERT INTO a (k, n) VALUES ('x', 50), ('new', 60) ON CONFLICT DO NOTHING RETURNING k, n) SELECT * FROM kept ORDER BY k",
    "WITH first (number) AS (INSERT INTO a (k) VALUES ('new') RETURNING id) UPDATE b SET n = first.number FROM first WHERE b.id = 1",
    "WITH silent AS (DELETE FROM b) SELECT count(*) FROM a",
    "WITH a AS (DELETE FROM b RETURNING id) SELECT count(*) FROM a",
    "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3), made AS (INSERT INTO log (a_id) SELECT n FROM t RETURNING a_id) SELECT * FROM made ORDER BY 1",
    "WITH made AS (INSERT INTO a (k) VALUES ('new') RETURNING id, k) SELECT * INTO TEMP TABLE made FROM made",
    "SELECT 1 WHERE EXISTS (WITH x AS (DELETE FROM a RETURNING 1) SELECT * FROM x)",
  ])
  func partsSeeTheRowsFromBefore(statement: String) throws {
    try expectAgreement(Self.tables + [statement] + Self.rows)
  }

  @Test(arguments: [
    "WITH made AS (INSERT INTO a (k) VALUES ('new') RETURNING id) SELECT count(*) FROM a",
    "WITH gone AS (DELETE FROM a RETURNING id) UPDATE a SET n = 1",
  ])
  func readingWhatAnotherPartChangesIsRefused(statement: String) throws {
    let sides = try SideBySide()
    for statement in Self.tables { _ = sides.run(statement) }
    guard case .error(let state, let message) = sides.runHere(statement) else {
      Issue.record("not refused")
      return
    }
    #expect(state == "0A000")
    #expect(message.contains("reading a table that another part of WITH changes"))
  }
}
