import Testing

/// Tables that inherit from others, beside PostgreSQL.
@Suite struct InheritanceAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: scripts)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let scripts = [
    Script(
      "rows of children are the parent's, too",
      "CREATE TABLE p (id int NOT NULL, name text DEFAULT 'x', CONSTRAINT positive CHECK (id > 0))",
      "CREATE TABLE c (extra text) INHERITS (p)",
      "CREATE TABLE d (name text NOT NULL, more int) INHERITS (c)",
      "INSERT INTO p (id) VALUES (1)", "INSERT INTO c (id, extra) VALUES (2, 'e')",
      "INSERT INTO d (id, more) VALUES (3, 4)", "INSERT INTO d VALUES (4, 'n', 'e', 5)",
      "INSERT INTO c (id) VALUES (-1)", "INSERT INTO d (id) VALUES (NULL)",
      "SELECT id, name FROM p ORDER BY id", "SELECT id FROM ONLY p", "SELECT * FROM c ORDER BY id",
      "SELECT * FROM d ORDER BY id", "SELECT count(*) FROM p JOIN c ON c.id = p.id",
      "UPDATE p SET name = 'changed' WHERE id > 1", "UPDATE ONLY p SET name = 'only'",
      "SELECT id, name FROM p ORDER BY id", "DELETE FROM p WHERE id = 3", "SELECT count(*) FROM d",
      "DELETE FROM ONLY p", "SELECT id FROM p ORDER BY id", "TRUNCATE p", "SELECT count(*) FROM d"),
    Script(
      "alterations reach the children",
      "CREATE TABLE p (a int)", "CREATE TABLE c (b int) INHERITS (p)", "CREATE TABLE d () INHERITS (c)",
      "INSERT INTO c VALUES (1, 2)", "INSERT INTO d VALUES (3, 4)",
      "ALTER TABLE p ADD COLUMN n text DEFAULT 'new'",
      "SELECT * FROM d", "ALTER TABLE p ALTER COLUMN n SET DEFAULT 'newer', ALTER COLUMN n SET NOT NULL",
      "INSERT INTO d (a) VALUES (5)", "SELECT * FROM d ORDER BY a", "INSERT INTO d (a, n) VALUES (6, NULL)",
      "ALTER TABLE p RENAME COLUMN n TO label", "SELECT label FROM d ORDER BY 1",
      "ALTER TABLE p ALTER COLUMN a TYPE text USING 'v' || a", "SELECT a FROM p ORDER BY 1",
      "ALTER TABLE p ADD CONSTRAINT k CHECK (a <> 'v9')", "INSERT INTO d (a) VALUES ('v9')",
      "ALTER TABLE p ADD CONSTRAINT again CHECK (a <> 'v1')", "ALTER TABLE p DROP CONSTRAINT k",
      "INSERT INTO d (a) VALUES ('v9')", "ALTER TABLE p DROP COLUMN label", "SELECT * FROM d ORDER BY a",
      "ALTER TABLE c ADD COLUMN z int", "INSERT INTO d (a, z) VALUES ('w', 7)",
      "SELECT a, z FROM c ORDER BY a"),
    Script(
      "what is inherited is not the child's to change",
      "CREATE TABLE p (a int, CONSTRAINT k CHECK (a > 0))", "CREATE TABLE c () INHERITS (p)",
      "ALTER TABLE c DROP COLUMN a", "ALTER TABLE c RENAME COLUMN a TO b", "ALTER TABLE c DROP CONSTRAINT k",
      "ALTER TABLE c ALTER COLUMN a TYPE text", "ALTER TABLE ONLY p ADD COLUMN x int",
      "ALTER TABLE ONLY p ADD CONSTRAINT l CHECK (a > 1)", "ALTER TABLE c ALTER COLUMN a SET DEFAULT 5",
      "INSERT INTO c DEFAULT VALUES", "SELECT a FROM p", "DROP TABLE p",
      "CREATE TABLE e (a text) INHERITS (p)",
      "CREATE TABLE e () INHERITS (p, p)", "CREATE TABLE e () INHERITS (none)", "DROP TABLE p CASCADE",
      "SELECT * FROM c"),
    Script(
      "parents come and go",
      "CREATE TABLE p (a int, b text)", "CREATE TABLE c (b text, a int, z int)",
      "INSERT INTO c VALUES ('x', 1, 2)",
      "CREATE VIEW v AS SELECT a, b FROM p", "ALTER TABLE c INHERIT p", "SELECT * FROM p", "SELECT * FROM v",
      "ALTER TABLE c INHERIT p", "ALTER TABLE p INHERIT c", "ALTER TABLE p ADD COLUMN n int DEFAULT 9",
      "SELECT * FROM p", "ALTER TABLE c NO INHERIT p", "SELECT * FROM v", "ALTER TABLE c NO INHERIT p",
      "ALTER TABLE p DROP COLUMN b CASCADE", "SELECT * FROM c", "CREATE TABLE q (a int, y int)",
      "ALTER TABLE c INHERIT q", "CREATE TABLE e (x int) INHERITS (p, q)",
      "INSERT INTO e VALUES (1, 2, 3, 4)",
      "SELECT * FROM p", "SELECT * FROM q", "ALTER TABLE p DROP COLUMN a", "SELECT * FROM e"),
    Script(
      "a view of a parent finds the rows of a child made later",
      "CREATE TABLE p (a int)", "CREATE VIEW v AS SELECT a FROM p WHERE a > 1",
      "CREATE TABLE c () INHERITS (p)",
      "INSERT INTO c VALUES (1), (2)", "SELECT * FROM v", "ALTER TABLE c ADD COLUMN b int", "SELECT * FROM v",
      "DROP TABLE c", "SELECT * FROM v"),
    Script(
      "a deletion sets some columns of a key",
      "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b))",
      "CREATE TABLE c (id int, a int NOT NULL, b int DEFAULT 0, FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL (b))",
      "INSERT INTO p VALUES (1, 1), (1, 2), (2, 1), (1, 0)",
      "INSERT INTO c VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1)",
      "DELETE FROM p WHERE a = 1 AND b = 2", "SELECT * FROM c ORDER BY id", "ALTER TABLE p RENAME TO parents",
      "ALTER TABLE c RENAME COLUMN b TO second", "DELETE FROM parents WHERE a = 2",
      "SELECT * FROM c ORDER BY id",
      "ALTER TABLE c DROP CONSTRAINT c_a_b_fkey",
      "ALTER TABLE c ADD FOREIGN KEY (a, second) REFERENCES parents ON DELETE SET DEFAULT (second)",
      "DELETE FROM parents WHERE b = 1", "SELECT * FROM c ORDER BY id", "DROP TABLE c", "DELETE FROM parents",
      "SELECT count(*) FROM parents"),
    Script(
      "range types",
      "CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)",
      "CREATE TABLE t (id int, s span)",
      "INSERT INTO t VALUES (1, '[1.5,2.5)')", "SELECT s FROM t", "CREATE TYPE span AS RANGE (SUBTYPE = int)",
      "CREATE TYPE r AS RANGE (SUBTYPE_DIFF = float8mi)", "DROP TYPE span", "ALTER TYPE span RENAME TO spans",
      "DROP TYPE spans CASCADE", "SELECT * FROM t"),
  ]
}
