import Testing

/// Tables that are made from queries: materialized views, `CREATE TABLE AS`, `SELECT INTO`; and temporary ones.
@Suite struct DerivedTableAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: scripts)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let scripts = [
    ViewAgreementTests.script(
      "a materialized view holds what its query found",
      "CREATE MATERIALIZED VIEW m AS SELECT u.name, count(p.id) AS n FROM users u LEFT JOIN posts p ON p.user_id = u.id GROUP BY u.name",
      "SELECT * FROM m ORDER BY name", "INSERT INTO posts VALUES (13, 3, 'w')",
      "SELECT * FROM m ORDER BY name",
      "REFRESH MATERIALIZED VIEW m", "SELECT * FROM m ORDER BY name",
      "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
      "CREATE UNIQUE INDEX m_name ON m (name)", "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
      "REFRESH MATERIALIZED VIEW CONCURRENTLY m WITH NO DATA", "REFRESH MATERIALIZED VIEW m WITH NO DATA",
      "SELECT * FROM m", "REFRESH MATERIALIZED VIEW CONCURRENTLY m", "REFRESH MATERIALIZED VIEW m",
      "SELECT max(n) FROM m", "REFRESH MATERIALIZED VIEW users", "REFRESH MATERIALIZED VIEW nope",
      "INSERT INTO m VALUES ('x', 1)", "UPDATE m SET n = 1", "DELETE FROM m", "DROP TABLE m", "DROP VIEW m",
      "DROP MATERIALIZED VIEW users", "DROP MATERIALIZED VIEW nope",
      "DROP MATERIALIZED VIEW IF EXISTS nope, m",
      "SELECT * FROM m"),
    ViewAgreementTests.script(
      "a materialized view follows names and holds what it mentions",
      "CREATE MATERIALIZED VIEW m (who) AS SELECT name FROM users WHERE age > 1 WITH NO DATA",
      "SELECT * FROM m",
      "ALTER TABLE users RENAME COLUMN name TO label", "ALTER TABLE users RENAME TO people",
      "REFRESH MATERIALIZED VIEW m",
      "SELECT who FROM m ORDER BY who", "ALTER MATERIALIZED VIEW m RENAME COLUMN who TO w",
      "ALTER MATERIALIZED VIEW m RENAME TO mm", "REFRESH MATERIALIZED VIEW mm", "SELECT w FROM mm ORDER BY w",
      "CREATE VIEW v AS SELECT w FROM mm", "DROP MATERIALIZED VIEW mm",
      "ALTER TABLE people DROP COLUMN label",
      "ALTER TABLE people ALTER COLUMN age TYPE bigint", "ALTER TABLE mm ADD COLUMN x int",
      "ALTER MATERIALIZED VIEW mm ALTER COLUMN w SET DEFAULT 'x'",
      "ALTER MATERIALIZED VIEW people RENAME TO x",
      "ALTER VIEW mm RENAME TO x", "COMMENT ON MATERIALIZED VIEW mm IS 'x'", "COMMENT ON TABLE mm IS 'x'",
      "COMMENT ON MATERIALIZED VIEW people IS 'x'", "CREATE MATERIALIZED VIEW mm AS SELECT 1 AS a",
      "CREATE MATERIALIZED VIEW IF NOT EXISTS mm AS SELECT 1 AS a",
      "ALTER TABLE people DROP COLUMN label CASCADE",
      "SELECT * FROM v", "SELECT * FROM mm"),
    ViewAgreementTests.script(
      "CREATE TABLE AS types its columns by the query",
      "CREATE TABLE c AS SELECT id, name, age > 25 AS old, 'x' AS lit, NULL AS nothing FROM users",
      "SELECT * FROM c ORDER BY id",
      "INSERT INTO c VALUES (9, NULL, NULL, NULL, NULL)", "INSERT INTO c (id) VALUES ('a')",
      "INSERT INTO c (old) VALUES ('maybe')",
      "CREATE TABLE c AS SELECT 1 AS a", "CREATE TABLE IF NOT EXISTS c AS SELECT 1 AS a",
      "SELECT count(*) FROM c",
      "CREATE TABLE d (k, v) AS SELECT id, title FROM posts ORDER BY id DESC WITH NO DATA",
      "SELECT k, v FROM d",
      "CREATE TABLE e (a, b, c) AS SELECT id, title FROM posts", "CREATE TABLE e AS SELECT 1, 2",
      "CREATE TABLE e (a) AS SELECT id, title FROM posts", "SELECT a, title FROM e ORDER BY a",
      "ALTER TABLE e ALTER COLUMN a SET NOT NULL", "DROP TABLE posts", "SELECT count(*) FROM e",
      "CREATE TABLE f AS VALUES (1, 'a'), (2, 'b')", "SELECT column1, column2 FROM f ORDER BY 1",
      "CREATE TABLE g AS SELECT nope FROM users", "CREATE UNLOGGED TABLE h AS TABLE f",
      "SELECT count(*) FROM h"),
    ViewAgreementTests.script(
      "SELECT INTO makes a table",
      "SELECT id AS k, name INTO copy FROM users WHERE id < 3", "SELECT * FROM copy ORDER BY k",
      "SELECT id INTO copy FROM users", "SELECT id INTO TEMP part FROM users UNION SELECT 7",
      "INSERT INTO copy VALUES (3, 'z')", "SELECT max(k) FROM copy"),
    ViewAgreementTests.script(
      "temporary tables hide others of their names",
      "CREATE TEMP TABLE work AS SELECT id, name FROM users", "SELECT name FROM work ORDER BY id",
      "SELECT count(*) FROM pg_temp.work", "CREATE TEMP TABLE users (z int)", "INSERT INTO users VALUES (5)",
      "SELECT * FROM users", "SELECT count(*) FROM public.users", "CREATE TEMP TABLE public.x (a int)",
      "CREATE TABLE pg_temp.y (a int DEFAULT 3)", "INSERT INTO y DEFAULT VALUES", "SELECT a FROM y",
      "CREATE INDEX ON y (a)",
      "CREATE VIEW v AS SELECT name FROM work", "SELECT count(*) FROM pg_temp.v",
      "CREATE TEMP VIEW w AS SELECT id FROM posts",
      "SELECT max(id) FROM w", "ALTER TABLE work RENAME COLUMN name TO label", "UPDATE work SET label = 'x'",
      "SELECT DISTINCT name FROM v", "DROP TABLE users", "SELECT count(*) FROM users",
      "CREATE TABLE f (a int PRIMARY KEY REFERENCES work (id))", "CREATE TEMP TABLE u (id int PRIMARY KEY)",
      "CREATE TABLE f (a int REFERENCES u)", "CREATE TEMP TABLE f (a int REFERENCES posts)",
      "CREATE TEMP TABLE f (a int REFERENCES u) ON COMMIT DROP"),
  ]
}
