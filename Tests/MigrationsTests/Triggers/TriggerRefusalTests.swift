import PostgresDialect
import Testing

/// What no trigger of SQLite can do is refused when it is translated, with its place in the function; what differs is told.
@Suite struct TriggerRefusalTests {
  private func translated(_ body: String, _ trigger: String = "AFTER INSERT ON t FOR EACH ROW") -> Translation
  {
    var translator = Translator()
    return translator.translate(
      SourceText(
        """
        CREATE TABLE t (id int PRIMARY KEY, a int);
        CREATE TABLE log (id int, a int);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
        \(body)
        $$;
        CREATE TRIGGER x \(trigger) EXECUTE FUNCTION f();
        """, name: "m.sql"))
  }

  @Test(arguments: [
    (
      "BEGIN\n  EXECUTE 'DELETE FROM t' || NEW.id;\n  RETURN NEW;\nEND",
      "EXECUTE of a text that is known only when the trigger fires is not supported yet (m.sql:5:11)"
    ),
    (
      "BEGIN\n  BEGIN\n    UPDATE t SET a = 1;\n  EXCEPTION WHEN others THEN\n    NULL;\n  END;\n  RETURN NEW;\nEND",
      "EXCEPTION for what this statement may meet, in a trigger function is not supported yet (m.sql:6:5)"
    ),
    (
      "BEGIN\n  WHILE true LOOP\n    NULL;\n  END LOOP;\n  RETURN NEW;\nEND",
      "this loop in a trigger function is not supported yet (m.sql:5:3)"
    ),
    (
      "DECLARE n int := 0; r record;\nBEGIN\n  FOR r IN SELECT * FROM log LOOP n := n + r.a; END LOOP;\n  INSERT INTO log VALUES (n, n);\n  RETURN NEW;\nEND",
      "a variable that a loop of a trigger function changes is not supported yet"
    ),
  ])
  func `with its place`(body: String, message: String) {
    let translation = translated(body)
    #expect(translation.hasErrors)
    let found = translation.diagnostics.first { $0.severity == .error }
    #expect(found?.message == "trigger function \"f\": \(message)")
    #expect(found?.range != nil)
  }

  @Test func `a loop that returns bytes`() {
    let translation = translated(
      """
      DECLARE made bytea;
      BEGIN
        made := first_bytes(NEW.id);
        RETURN NEW;
      END $$;
      CREATE FUNCTION first_bytes(n int) RETURNS bytea LANGUAGE plpgsql AS $$
      BEGIN
        LOOP
          n := n + 1;
          IF n > 5 THEN RETURN decode('0' || n, 'hex'); END IF;
        END LOOP;
      END
      """)
    #expect(translation.hasErrors)
  }

  @Test func `a statement trigger that counts statements`() {
    let translation = translated(
      "BEGIN INSERT INTO log VALUES (1, 1); RETURN NULL; END", "AFTER INSERT ON t FOR EACH STATEMENT")
    #expect(
      translation.diagnostics.contains { $0.severity == .error && $0.message.contains("a statement trigger") }
    )
  }

  /// Firing for each row, a trigger sees one row of them at a time.
  @Test(arguments: [
    ("IF (SELECT count(*) FROM made) > 1 THEN RAISE EXCEPTION 'x'; END IF;", false),
    ("IF (SELECT sum(m.a) FROM made m) > 1 THEN RAISE EXCEPTION 'x'; END IF;", false),
    ("SELECT count(*) INTO n FROM made; IF n > 1 THEN RAISE EXCEPTION 'x'; END IF;", false),
    ("IF NOT EXISTS (SELECT 1 FROM made WHERE a > 1) THEN RAISE EXCEPTION 'x'; END IF;", false),
    (
      "IF EXISTS (SELECT 1 FROM made GROUP BY a HAVING count(*) > 1) THEN RAISE EXCEPTION 'x'; END IF;", false
    ),
    ("IF EXISTS (SELECT 1 FROM made WHERE a > 1) THEN RAISE EXCEPTION 'x'; END IF;", true),
    ("IF NOT EXISTS (SELECT 1 FROM made) THEN RETURN NULL; END IF;", true),
    (
      "IF EXISTS (SELECT 1 FROM made WHERE a IN (SELECT max(id) FROM log)) THEN RAISE EXCEPTION 'x'; END IF;",
      true
    ),
  ])
  func `what is asked of all rows of a statement`(statements: String, isCarried: Bool) {
    let translation = translated(
      "DECLARE n int; BEGIN \(statements) RETURN NULL; END",
      "AFTER INSERT ON t REFERENCING NEW TABLE AS made FOR EACH STATEMENT")
    let refusal = translation.diagnostics.first { $0.severity == .error }
    #expect(refusal?.message.contains("what is asked of all rows of a statement") == (isCarried ? nil : true))
  }

  @Test(arguments: [
    ("BEGIN PERFORM pg_notify('c', 'x'); RETURN NEW; END", "pg_notify() does nothing in a trigger"),
    ("BEGIN RAISE NOTICE 'x'; RETURN NEW; END", "RAISE NOTICE says nothing in a trigger"),
    ("BEGIN RAISE EXCEPTION 'no %', to_char(NEW.a, '999'); END", "messages of RAISE in triggers show …"),
    (
      "BEGIN UPDATE t SET a = 1 WHERE id = 5; INSERT INTO t VALUES (7); RETURN NEW; END",
      "changes its own table"
    ),
    ("BEGIN INSERT INTO log SELECT count(*) FROM t; RETURN NEW; END", "reads its own table"),
    ("BEGIN INSERT INTO later VALUES (1); RETURN NEW; END", "relation \"later\" does not exist"),
    (
      "BEGIN IF NEW.a > 5 THEN INSERT INTO log VALUES (('{}'::text -> 'y')::int, 1); END IF; RETURN NEW; END",
      "operator does not exist: text -> unknown"
    ),
    (
      "BEGIN IF NEW.a > 5 THEN INSERT INTO log VALUES ('many', 1); END IF; RETURN NEW; END",
      "invalid input syntax for type integer: \"many\""
    ),
  ])
  func `and what differs is told once`(body: String, words: String) {
    let translation = translated(body)
    #expect(!translation.hasErrors)
    #expect(
      translation.warnings.count { $0.message.contains(words) } == 1, "\(translation.warnings.map(\.message))"
    )
  }
}
