import Testing

/// Views on both sides: what they show, what they depend on, and how they follow what they mention.
@Suite struct ViewAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: scripts)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let tables = [
    "CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL, age integer, active boolean DEFAULT true)",
    "CREATE TABLE posts (id integer PRIMARY KEY, user_id integer REFERENCES users, title text)",
    "INSERT INTO users (id, name, age) VALUES (1, 'ann', 30), (2, 'bob', 20), (3, 'cy', NULL)",
    "INSERT INTO posts VALUES (10, 1, 'x'), (11, 1, 'y'), (12, 2, 'z')",
  ]

  static func script(_ name: String, _ statements: String...) -> Script {
    var script = Script(name)
    script.statements = tables + statements
    return script
  }

  static let scripts = [
    script(
      "a view shows what its query finds",
      "CREATE VIEW adults AS SELECT id, name FROM users WHERE age > 25", "SELECT * FROM adults",
      "INSERT INTO users VALUES (4, 'dan', 44)", "SELECT name FROM adults ORDER BY id DESC",
      "CREATE VIEW counts (who, n) AS SELECT u.name, count(p.id) FROM users u LEFT JOIN posts p ON p.user_id = u.id GROUP BY u.name",
      "SELECT * FROM counts ORDER BY who", "SELECT n FROM counts c WHERE c.who = 'ann'",
      "CREATE VIEW top AS SELECT who FROM counts WHERE n > 0", "SELECT count(*) FROM top",
      "DROP VIEW counts", "DROP VIEW counts CASCADE", "SELECT * FROM top",
      "DROP VIEW IF EXISTS counts, adults",
      "SELECT * FROM adults"),
    script(
      "a star is written out when the view is made",
      "CREATE VIEW v AS SELECT * FROM users", "ALTER TABLE users ADD COLUMN extra text",
      "SELECT * FROM v ORDER BY id",
      "CREATE VIEW w AS SELECT u.*, p.title FROM users u JOIN posts p ON p.user_id = u.id",
      "SELECT * FROM w ORDER BY title"),
    script(
      "a view follows the names of what it mentions",
      "CREATE VIEW v AS SELECT name, users.age FROM users WHERE active",
      "ALTER TABLE users RENAME COLUMN name TO label",
      "ALTER TABLE users RENAME TO people", "SELECT name, age FROM v ORDER BY name",
      "ALTER VIEW v RENAME COLUMN age TO years", "SELECT years FROM v ORDER BY years", "SELECT age FROM v",
      "CREATE VIEW w AS SELECT max(years) AS oldest FROM v", "ALTER VIEW v RENAME TO v2",
      "SELECT oldest FROM w",
      "ALTER TABLE v2 RENAME COLUMN years TO y", "SELECT oldest FROM w",
      "ALTER TABLE people RENAME COLUMN age TO a",
      "SELECT oldest FROM w",
      "ALTER VIEW v2 RENAME COLUMN nope TO x", "ALTER VIEW v2 RENAME COLUMN y TO name",
      "ALTER VIEW w RENAME TO v2",
      "ALTER VIEW people RENAME TO x", "ALTER VIEW IF EXISTS nope RENAME TO x"),
    script(
      "what a view mentions cannot go alone",
      "CREATE VIEW v AS SELECT name FROM users WHERE age > 1", "ALTER TABLE users DROP COLUMN name",
      "ALTER TABLE users DROP COLUMN age", "ALTER TABLE users DROP COLUMN active",
      "ALTER TABLE users ALTER COLUMN age TYPE bigint", "DROP TABLE users", "DROP TABLE posts, users",
      "CREATE VIEW w AS SELECT * FROM v", "ALTER TABLE users DROP COLUMN age CASCADE", "SELECT * FROM v",
      "SELECT * FROM w", "SELECT id, name FROM users ORDER BY id"),
    script(
      "tables go with their views",
      "CREATE VIEW v AS SELECT title FROM posts", "CREATE VIEW w AS SELECT title FROM v",
      "DROP TABLE posts CASCADE",
      "SELECT 1 FROM w", "CREATE VIEW v AS SELECT 1 AS a", "SELECT a FROM v"),
    script(
      "a view may be replaced by one with more columns",
      "CREATE VIEW v AS SELECT id, name FROM users", "CREATE VIEW v AS SELECT 1 AS x",
      "CREATE VIEW w AS SELECT name FROM v",
      "CREATE OR REPLACE VIEW v AS SELECT id FROM users",
      "CREATE OR REPLACE VIEW v AS SELECT id, name AS n FROM users",
      "CREATE OR REPLACE VIEW v AS SELECT name, id FROM users",
      "CREATE OR REPLACE VIEW v AS SELECT id, age AS name FROM users",
      "CREATE OR REPLACE VIEW v AS SELECT id, name, age FROM users WHERE id < 3",
      "SELECT * FROM v ORDER BY id",
      "SELECT * FROM w ORDER BY name", "CREATE OR REPLACE VIEW users AS SELECT 1 AS a"),
    script(
      "names and kinds of relations",
      "CREATE VIEW v AS SELECT id FROM users", "DROP TABLE v", "DROP VIEW users", "DROP VIEW nope",
      "DROP VIEW IF EXISTS nope", "CREATE TABLE v (a int)", "CREATE VIEW users AS SELECT 1 AS a",
      "CREATE VIEW x (a, b) AS SELECT id FROM users", "CREATE VIEW x (a, a) AS SELECT id, name FROM users",
      "CREATE VIEW x AS SELECT id, id FROM users", "CREATE VIEW x AS SELECT nope FROM users",
      "CREATE VIEW x AS SELECT * FROM nope", "CREATE VIEW x (a) AS SELECT id, name FROM users",
      "SELECT a, name FROM x ORDER BY a",
      "COMMENT ON VIEW x IS 'seen'", "COMMENT ON VIEW users IS 'x'", "COMMENT ON COLUMN x.a IS 'a'",
      "COMMENT ON COLUMN x.nope IS 'a'", "CREATE SCHEMA app", "CREATE VIEW app.x AS SELECT title FROM posts",
      "SELECT title FROM app.x ORDER BY 1", "DROP VIEW app.x, x"),
    script(
      "schemas, types and functions of a view",
      "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TABLE m (id int, mood mood)",
      "INSERT INTO m VALUES (1, 'ok')",
      "CREATE VIEW v AS SELECT id, mood FROM m WHERE mood = 'ok'::mood", "DROP TYPE mood",
      "CREATE SCHEMA app",
      "ALTER TYPE mood RENAME TO feeling", "SELECT * FROM v",
      "ALTER TYPE feeling RENAME VALUE 'ok' TO 'fine'", "SELECT * FROM v",
      "ALTER TYPE feeling SET SCHEMA app",
      "ALTER TABLE m SET SCHEMA app", "SELECT * FROM v", "ALTER VIEW v SET SCHEMA app", "SELECT * FROM v",
      "SELECT id FROM app.v", "ALTER SCHEMA app RENAME TO lib", "SELECT id, mood FROM lib.v",
      "CREATE VIEW out AS SELECT id FROM lib.v", "DROP SCHEMA lib", "DROP SCHEMA lib CASCADE",
      "SELECT id FROM out"),
    script(
      "common tables, unions and subqueries",
      "CREATE VIEW v AS WITH a AS (SELECT id, name FROM users WHERE id < 3) SELECT name FROM a UNION ALL SELECT title FROM posts",
      "SELECT name FROM v ORDER BY name",
      "CREATE VIEW w AS SELECT s.n, (SELECT max(title) FROM posts p WHERE p.user_id = s.i) AS t FROM (SELECT id AS i, name AS n FROM users) s WHERE EXISTS (SELECT 1 FROM posts WHERE user_id = s.i)",
      "SELECT * FROM w ORDER BY n", "ALTER TABLE posts RENAME COLUMN user_id TO author",
      "ALTER TABLE users RENAME COLUMN id TO key", "ALTER TABLE posts RENAME TO articles",
      "SELECT * FROM w ORDER BY n",
      "SELECT name FROM v ORDER BY name",
      "CREATE RECURSIVE VIEW r (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3",
      "SELECT n FROM r ORDER BY n",
      "CREATE VIEW vals AS VALUES (1, 'a'), (2, 'b')", "SELECT column2 FROM vals ORDER BY column1",
      "CREATE VIEW mixed AS SELECT NULL AS a, id AS b, 'x' AS c FROM users UNION ALL SELECT id, NULL, title FROM posts",
      "SELECT a, b, c FROM mixed WHERE a > 10 OR b < 2 ORDER BY a, b"),
    script(
      "tables that views mention can be altered",
      "CREATE VIEW v AS SELECT u.name, p.title FROM users u JOIN posts p ON p.user_id = u.id",
      "ALTER TABLE users ALTER COLUMN active SET NOT NULL, ADD COLUMN email text DEFAULT 'e', DROP COLUMN age",
      "ALTER TABLE posts ADD CONSTRAINT long CHECK (title <> '')",
      "ALTER TABLE posts RENAME COLUMN id TO key",
      "SELECT * FROM v ORDER BY title", "ALTER VIEW v ALTER COLUMN title SET DEFAULT 'none'",
      "ALTER VIEW v ALTER COLUMN nope SET DEFAULT 'none'", "ALTER VIEW v ALTER COLUMN title DROP DEFAULT",
      "ALTER VIEW v SET (security_barrier = true)", "ALTER VIEW v RESET (security_barrier)",
      "ALTER TABLE v ADD COLUMN x int", "SELECT count(*) FROM v"),
  ]
}
