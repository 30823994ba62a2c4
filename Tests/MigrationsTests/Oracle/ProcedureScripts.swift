/// Scripts with `DO` blocks.
enum ProcedureScripts {
  typealias Script = StatementAgreementTests.Script

  static let all = values + flow + queries + errors + definitions + calls

  private static func block(_ body: String, declare: String = "") -> String {
    "DO $$ \(declare.isEmpty ? "" : "DECLARE \(declare)") BEGIN \(body) END $$"
  }

  /// Says an expression's value.
  private static func say(_ expressions: String..., declare: String = "") -> String {
    block(expressions.map { "RAISE NOTICE '%', \($0);" }.joined(separator: " "), declare: declare)
  }

  static let values = [
    Script(
      "values are shown by PostgreSQL's text of their type",
      say("1", "1.5", "'a'", "true", "NULL", "ARRAY[1,2]", "ARRAY['a b','c']", "now() IS NOT NULL"),
      say("'{\"a\": 1}'::jsonb", "DATE '2024-02-29'", "1e3", "'x'::bytea", "INTERVAL '1 day'"),
      say("ROW(1, 'a b', NULL)", "(1, 2)")),
    Script(
      "assignments convert as a column's do, and by way of text",
      say("x", declare: "x int := 3.7;"), say("x", declare: "x int := '12';"),
      say("x", declare: "x int := 'a';"),
      say("x", declare: "x text := 5;"), say("x", declare: "x varchar(3) := 'abc';"),
      say("x", declare: "x varchar(3) := 'abcd';"), say("x", declare: "x numeric(5,2) := 1.239;"),
      say("x", declare: "x boolean := 'yes';"), say("x", declare: "x boolean := 1;"),
      say("x", declare: "x date := '2024-01-31'::timestamp;"), say("x", declare: "x smallint := 40000;"),
      say("x", declare: "x int[] := '{1,2,3}';"), say("x", declare: "x jsonb := '[1, 2]';"),
      block("x := x + 1;", declare: "x int := 2147483647;")),
    Script(
      "declarations",
      say("x", "y", declare: "x int; y CONSTANT text := 'a';"),
      say("y", declare: "x int := 2; y int := x * 3;"),
      block("x := 1;", declare: "x CONSTANT int := 2;"), block("x := NULL;", declare: "x int NOT NULL := 2;"),
      block("NULL;", declare: "x int NOT NULL := NULL;"),
      say("a", declare: "x int := 4; a ALIAS FOR x;"),
      block("a := 5; RAISE NOTICE '%', x;", declare: "x int := 4; a ALIAS FOR x;"),
      block("NULL;", declare: "x nope;"), block("NULL;", declare: "x nope.id%TYPE;"),
      block("NULL;", declare: "x nope%ROWTYPE;"),
      "CREATE TABLE t (id int PRIMARY KEY, name varchar(5), at date)",
      block("NULL;", declare: "x t.nope%TYPE;"), say("x", declare: "x t.name%TYPE := 'abc';"),
      say("x", declare: "x t.name%TYPE := 'abcdef';"), say("r", "r.id", declare: "r t%ROWTYPE;"),
      say("y", declare: "x t.id%TYPE := 3; y x%TYPE := 4.4;")),
    Script(
      "blocks see their own variables first",
      """
      DO $$ <<outermost>> DECLARE x int := 1; y int := 2; BEGIN
        DECLARE x int := 10; BEGIN
          RAISE NOTICE '% % %', x, outermost.x, y; outermost.x := 5; y := x;
        END;
        RAISE NOTICE '% %', x, y;
      END $$
      """),
    Script(
      "records",
      block("RAISE NOTICE '%', r.a;", declare: "r record;"),
      block("r := (1, 'x'); RAISE NOTICE '% %', r.f1, r;", declare: "r record;"),
      block("SELECT 1 AS a, 'x' AS b INTO r; RAISE NOTICE '% % %', r.a, r.b, r;", declare: "r record;"),
      block(
        "SELECT 1 AS a INTO r; r.a := 5; RAISE NOTICE '%', r.a; RAISE NOTICE '%', r.z;", declare: "r record;"),
      block("SELECT 1 AS a INTO r; r.z := 5;", declare: "r record;"),
      block("SELECT 1 AS a WHERE false INTO r; RAISE NOTICE '% %', r.a, r IS NULL;", declare: "r record;"),
      block("SELECT 1 AS a INTO r; s := r; RAISE NOTICE '%', s.a;", declare: "r record; s record;"),
      "CREATE TYPE pair AS (x int, y text)",
      block("p.x := 3; p.y := 'q'; RAISE NOTICE '% %', p.x, p;", declare: "p pair;"),
      block("SELECT 1, 2 INTO p; RAISE NOTICE '% %', p.x, p.y;", declare: "p pair;")),
    Script(
      "arrays",
      say("a[1]", "a[2]", "a[9]", "array_length(a, 1)", declare: "a text[] := ARRAY['x','y'];"),
      block("a[2] := 'z'; a[4] := 'w'; RAISE NOTICE '%', a;", declare: "a text[] := ARRAY['x'];"),
      block("a := a || 5; a := array_append(a, 6); RAISE NOTICE '%', a;", declare: "a int[] := '{}';"),
      block("FOREACH x IN ARRAY ARRAY[3,1,2] LOOP RAISE NOTICE '%', x; END LOOP;", declare: "x int;"),
      block("FOREACH x IN ARRAY ARRAY['p','q'] LOOP RAISE NOTICE '%', x; END LOOP;", declare: "x text;"),
      block("FOREACH x IN ARRAY NULL::int[] LOOP NULL; END LOOP;", declare: "x int;"),
      block("FOREACH x IN ARRAY 5 LOOP NULL; END LOOP;", declare: "x int;"),
      block(
        "FOREACH x IN ARRAY ARRAY[[1,2],[3,4]] LOOP RAISE NOTICE '%', x; END LOOP;", declare: "x int;"),
      block(
        "FOREACH x SLICE 1 IN ARRAY ARRAY[[1,2],[3,4]] LOOP RAISE NOTICE '%', x; END LOOP;",
        declare: "x int[];")),
  ]

  static let flow = [
    Script(
      "IF and CASE",
      block(
        "IF x > 5 THEN RAISE NOTICE 'a'; ELSIF x > 2 THEN RAISE NOTICE 'b'; ELSE RAISE NOTICE 'c'; END IF;",
        declare: "x int := 3;"),
      block("IF NULL THEN RAISE NOTICE 'a'; ELSE RAISE NOTICE 'b'; END IF;"),
      block(
        "CASE x WHEN 1, 2 THEN RAISE NOTICE 'a'; WHEN 3 THEN RAISE NOTICE 'b'; END CASE;",
        declare: "x int := 3;"),
      block(
        "CASE WHEN x = 1 THEN RAISE NOTICE 'a'; ELSE RAISE NOTICE 'b'; END CASE;", declare: "x int := 3;"),
      block("CASE x WHEN 1 THEN RAISE NOTICE 'a'; END CASE;", declare: "x int := 3;")),
    Script(
      "loops",
      block("FOR i IN 1..3 LOOP RAISE NOTICE '%', i; END LOOP; RAISE NOTICE '%', FOUND;"),
      block("FOR i IN REVERSE 6..1 BY 2 LOOP RAISE NOTICE '%', i; END LOOP;"),
      block("FOR i IN 3..1 LOOP RAISE NOTICE '%', i; END LOOP; RAISE NOTICE '%', FOUND;"),
      block("FOR i IN 1..3 BY 0 LOOP NULL; END LOOP;"), block("FOR i IN 1..NULL LOOP NULL; END LOOP;"),
      block(
        "WHILE x < 3 LOOP x := x + 1; CONTINUE WHEN x = 2; RAISE NOTICE '%', x; END LOOP;",
        declare: "x int := 0;"),
      block("LOOP x := x + 1; EXIT WHEN x > 2; RAISE NOTICE '%', x; END LOOP;", declare: "x int := 0;"),
      """
      DO $$ BEGIN
        <<a>> FOR i IN 1..3 LOOP
          FOR j IN 1..3 LOOP
            CONTINUE a WHEN j = 2 AND i = 1; EXIT a WHEN i = 3; RAISE NOTICE '% %', i, j;
          END LOOP;
        END LOOP a;
        <<b>> BEGIN RAISE NOTICE 'in'; EXIT b; RAISE NOTICE 'never'; END b;
        RETURN; RAISE NOTICE 'never';
      END $$
      """),
  ]

  static let queries = [
    Script(
      "statements find and count",
      "CREATE TABLE t (id int PRIMARY KEY, name text)",
      block(
        "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c'); GET DIAGNOSTICS n = ROW_COUNT; RAISE NOTICE '% %', n, FOUND;",
        declare: "n int;"),
      block(
        "UPDATE t SET name = name || '!' WHERE id > 1; GET DIAGNOSTICS n = ROW_COUNT; RAISE NOTICE '% %', n, FOUND;",
        declare: "n int;"),
      block("UPDATE t SET name = 'x' WHERE id > 10; RAISE NOTICE '%', FOUND;"),
      block(
        "PERFORM 1 FROM t WHERE id = 1; RAISE NOTICE '%', FOUND; PERFORM 1 FROM t WHERE id = 7; RAISE NOTICE '%', FOUND;"
      ),
      block("SELECT name INTO x FROM t WHERE id = 2; RAISE NOTICE '% %', x, FOUND;", declare: "x text;"),
      block(
        "SELECT name INTO x FROM t WHERE id = 8; RAISE NOTICE '% %', x, FOUND;", declare: "x text := 'old';"),
      block("SELECT name INTO STRICT x FROM t WHERE id = 8;", declare: "x text;"),
      block("SELECT name INTO STRICT x FROM t;", declare: "x text;"),
      block("SELECT name INTO x FROM t ORDER BY id DESC; RAISE NOTICE '%', x;", declare: "x text;"),
      block(
        "SELECT id, name INTO x, y FROM t WHERE id = 1; RAISE NOTICE '% %', x, y;", declare: "x int; y text;"),
      block("INSERT INTO t VALUES (4, 'd') RETURNING id INTO x; RAISE NOTICE '%', x;", declare: "x int;"),
      block("DELETE FROM t WHERE id > 2 RETURNING id INTO x;", declare: "x int;"),
      block("DELETE FROM t WHERE id = 4 RETURNING name INTO x; RAISE NOTICE '%', x;", declare: "x text;"),
      block("SELECT 1;"), block("INSERT INTO t VALUES (9, 'z') RETURNING id;"),
      block("x := count(*) FROM t; RAISE NOTICE '%', x;", declare: "x int;"),
      block("x := (SELECT name FROM t WHERE id = 1); RAISE NOTICE '%', x;", declare: "x text;"),
      block("TRUNCATE t; RAISE NOTICE '%', (SELECT count(*) FROM t);"), "SELECT * FROM t"),
    Script(
      "loops over queries",
      "CREATE TABLE t (id int PRIMARY KEY, name text)", "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, NULL)",
      block(
        "FOR r IN SELECT * FROM t ORDER BY id LOOP RAISE NOTICE '% %', r.id, r.name; END LOOP; RAISE NOTICE '%', FOUND;",
        declare: "r record;"),
      block(
        "FOR a, b IN SELECT id, name FROM t ORDER BY id DESC LOOP RAISE NOTICE '% %', a, b; END LOOP;",
        declare: "a int; b text;"),
      block(
        "FOR r IN SELECT * FROM t WHERE false LOOP NULL; END LOOP; RAISE NOTICE '% %', FOUND, r IS NULL;",
        declare: "r record;"),
      block(
        "FOR r IN SELECT * FROM t LOOP INSERT INTO t VALUES (r.id + 10, r.name); END LOOP;",
        declare: "r record;"),
      block(
        "FOR r IN EXECUTE 'SELECT id FROM t WHERE id > $1 ORDER BY id' USING 10 LOOP RAISE NOTICE '%', r.id; END LOOP;",
        declare: "r record;"),
      block(
        "FOR r IN UPDATE t SET name = 'u' WHERE id = 1 RETURNING id, name LOOP RAISE NOTICE '%', r; END LOOP;",
        declare: "r record;"),
      block(
        "FOR r IN SELECT * FROM t WHERE id = 2 LOOP UPDATE t SET name = r.name || r.id WHERE t.id = r.id; END LOOP;",
        declare: "r t%ROWTYPE;"),
      "SELECT * FROM t ORDER BY id"),
    Script(
      "EXECUTE",
      "CREATE TABLE t (id int PRIMARY KEY, name text)",
      block(
        "EXECUTE 'INSERT INTO t VALUES ($1, $2)' USING 1, 'it''s'; EXECUTE format('INSERT INTO %I VALUES (%L, %L)', 't', 2, 'q''q');"
      ),
      block(
        "EXECUTE 'SELECT name FROM t WHERE id = $1' INTO x USING 2; RAISE NOTICE '% %', x, FOUND;",
        declare: "x text;"),
      block(
        "EXECUTE 'UPDATE t SET name = name'; GET DIAGNOSTICS n = ROW_COUNT; RAISE NOTICE '% %', n, FOUND;",
        declare: "n int;"),
      block(
        "EXECUTE 'SELECT * FROM t WHERE id = 1' INTO r; RAISE NOTICE '% %', r.id, r;", declare: "r record;"),
      block(
        "EXECUTE 'SELECT 1' INTO STRICT x; EXECUTE 'SELECT 1 WHERE false' INTO STRICT x;", declare: "x int;"),
      block("EXECUTE NULL;"), block("EXECUTE 'selec';"),
      block("EXECUTE 'SELECT x' INTO x;", declare: "x int := 1;"),
      block("EXECUTE 'CREATE TABLE u (a int); INSERT INTO u VALUES (7)';"), "SELECT * FROM u",
      block(
        "FOR i IN 1..2 LOOP EXECUTE format('ALTER TABLE t ADD COLUMN %I text DEFAULT %L', 'c' || i, i); END LOOP;"
      ),
      "SELECT * FROM t ORDER BY id"),
    Script(
      "variables and columns",
      "CREATE TABLE t (id int PRIMARY KEY, name text)", "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
      block("SELECT name INTO name FROM t WHERE id = 1;", declare: "name text;"),
      block("SELECT t.name INTO name FROM t WHERE t.id = 1; RAISE NOTICE '%', name;", declare: "name text;"),
      block("SELECT name INTO x FROM t WHERE id = 1; RAISE NOTICE '%', x;", declare: "x text;"),
      "DO $$ #variable_conflict use_column\nDECLARE name text := 'v'; x text; BEGIN SELECT name INTO x FROM t WHERE id = 1; RAISE NOTICE '%', x; END $$",
      "DO $$ #variable_conflict use_variable\nDECLARE name text := 'v'; x text; BEGIN SELECT name INTO x FROM t WHERE id = 1; RAISE NOTICE '%', x; END $$",
      block("SELECT y INTO x FROM t;", declare: "x text;"),
      block(
        "INSERT INTO t (id, name) VALUES (x, x::text) ON CONFLICT (id) DO UPDATE SET name = x || excluded.name;",
        declare: "x int := 2;"),
      "SELECT * FROM t ORDER BY id"),
    Script(
      "cursors",
      "CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1), (2), (3)",
      block(
        "OPEN c; LOOP FETCH c INTO x; EXIT WHEN NOT FOUND; RAISE NOTICE '%', x; END LOOP; CLOSE c;",
        declare: "c CURSOR FOR SELECT id FROM t ORDER BY id; x int;"),
      block(
        "FOR r IN c(2) LOOP RAISE NOTICE '%', r.id; END LOOP;",
        declare: "c CURSOR (low int) FOR SELECT id FROM t WHERE id >= low ORDER BY id;"),
      block(
        "OPEN c SCROLL FOR SELECT id FROM t ORDER BY id; FETCH LAST FROM c INTO x; RAISE NOTICE '%', x; FETCH PRIOR FROM c INTO x; RAISE NOTICE '%', x; FETCH ABSOLUTE 1 FROM c INTO x; RAISE NOTICE '%', x; MOVE FORWARD 1 FROM c; FETCH RELATIVE 1 FROM c INTO x; RAISE NOTICE '%', x;",
        declare: "c refcursor; x int;"),
      block("FETCH c INTO x;", declare: "c refcursor; x int;"),
      block("OPEN c; OPEN c;", declare: "c CURSOR FOR SELECT 1;"),
      block(
        "OPEN c FOR EXECUTE 'SELECT $1 + 1' USING 4; FETCH c INTO x; RAISE NOTICE '%', x; CLOSE c;",
        declare: "c refcursor; x int;")),
  ]

  static let errors = [
    Script(
      "handlers by name, by code and for all",
      "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL CHECK (n > 0), p int REFERENCES t)",
      "INSERT INTO t VALUES (1, 1)",
      catching("INSERT INTO t VALUES (1, 1)", "unique_violation"),
      catching("INSERT INTO t VALUES (2, NULL)", "not_null_violation"),
      catching("INSERT INTO t VALUES (2, -1)", "check_violation"),
      catching("INSERT INTO t VALUES (2, 1, 77)", "foreign_key_violation"),
      catching("INSERT INTO t VALUES (2, 1, 77)", "integrity_constraint_violation"),
      catching("INSERT INTO nope VALUES (1)", "undefined_table"),
      catching("SELECT nope FROM t", "undefined_column"),
      catching("PERFORM 1 / 0", "division_by_zero"),
      catching("PERFORM 'a'::int", "invalid_text_representation"),
      catching("PERFORM 'a'::int", "SQLSTATE '22P02'"), catching("PERFORM 'a'::int", "data_exception"),
      catching("PERFORM 'a'::int", "others"), catching("PERFORM 'a'::int", "unique_violation"),
      catching("CREATE TABLE t (id int)", "duplicate_table"),
      catching("ALTER TABLE t ADD COLUMN n int", "duplicate_column"),
      catching("ALTER TABLE t ADD CONSTRAINT t_pkey CHECK (true)", "duplicate_object"),
      catching("ALTER TABLE t ADD PRIMARY KEY (n)", "invalid_table_definition"),
      catching("DROP TABLE nope", "undefined_table"), catching("DROP TYPE nope", "undefined_object"),
      catching("RAISE EXCEPTION 'own'", "raise_exception"),
      catching("RAISE EXCEPTION 'own'", "plpgsql_error"),
      catching("RAISE SQLSTATE 'AB123'", "SQLSTATE 'AB000'"), catching("ASSERT false, 'why'", "others"),
      catching("ASSERT false, 'why'", "assert_failure"), "SELECT * FROM t"),
    Script(
      "what was done before an error is undone, variables are not",
      "CREATE TABLE t (id int PRIMARY KEY)",
      """
      DO $$ DECLARE x int := 0; BEGIN
        INSERT INTO t VALUES (1);
        BEGIN
          x := 5; INSERT INTO t VALUES (2); CREATE TABLE u (a int); ALTER TABLE t ADD COLUMN z int;
          INSERT INTO t VALUES (1);
        EXCEPTION WHEN unique_violation THEN RAISE NOTICE '% %', x, SQLSTATE;
        END;
        INSERT INTO t VALUES (3);
      END $$
      """, "SELECT * FROM t ORDER BY id", "SELECT * FROM u", "CREATE TABLE u (b text)"),
    Script(
      "errors that leave undo all of the block",
      "CREATE TABLE t (id int PRIMARY KEY)",
      block("INSERT INTO t VALUES (1); RAISE EXCEPTION 'stop';"), "SELECT * FROM t",
      block("INSERT INTO t VALUES (1); INSERT INTO t VALUES (1);"), "SELECT * FROM t"),
    Script(
      "RAISE",
      block("RAISE EXCEPTION 'a % b %%', 1;"),
      block("RAISE EXCEPTION USING MESSAGE = 'm', ERRCODE = '22012';"),
      block("RAISE division_by_zero;"), block("RAISE division_by_zero USING MESSAGE = 'mine';"),
      block("RAISE SQLSTATE '12345';"), block("RAISE unique_violation USING DETAIL = 'd', HINT = 'h';"),
      block("RAISE EXCEPTION 'x' USING ERRCODE = 'unique_violation';"),
      block("RAISE EXCEPTION 'x' USING ERRCODE = 'nope';"), block("RAISE;"),
      block("RAISE EXCEPTION 'x' USING MESSAGE = 'y';"), block("RAISE EXCEPTION 'x' USING HINT = NULL;"),
      block("RAISE WARNING 'w %', 2; RAISE INFO 'i'; RAISE NOTICE 'n'; RAISE DEBUG 'd'; RAISE LOG 'l';"),
      block("RAISE NOTICE 'n' USING ERRCODE = '01004';"),
      block("RAISE NOTICE '% %', NULL, ARRAY[true, false];")),
    Script(
      "errors are asked about",
      """
      DO $$ DECLARE a text; b text; c text; d text; e text; BEGIN
        RAISE EXCEPTION 'msg' USING DETAIL = 'det', HINT = 'hin', ERRCODE = 'P1234', COLUMN = 'col', TABLE = 'tab';
      EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS a = RETURNED_SQLSTATE, b = MESSAGE_TEXT, c = PG_EXCEPTION_DETAIL, d = PG_EXCEPTION_HINT, e = COLUMN_NAME;
        RAISE NOTICE '% % % % %', a, b, c, d, e; RAISE NOTICE '% %', SQLSTATE, SQLERRM;
      END $$
      """,
      "DO $$ BEGIN BEGIN RAISE EXCEPTION 'inner'; EXCEPTION WHEN OTHERS THEN RAISE; END; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'outer %', SQLERRM; END $$",
      "DO $$ BEGIN BEGIN PERFORM 1/0; EXCEPTION WHEN OTHERS THEN RAISE EXCEPTION 'again: %', SQLERRM; END; END $$",
      block("GET STACKED DIAGNOSTICS x = MESSAGE_TEXT;", declare: "x text;"),
      block("RAISE NOTICE '%', SQLERRM;")),
    Script(
      "what ends a transaction is refused, and what is misplaced",
      block("RETURN 1;"), block("RETURN NEXT 1;"), block("EXIT;"), block("x := 1;"),
      block("SELECT 1 INTO x;"), block("EXECUTE 'ROLLBACK';")),
  ]

  private static func catching(_ statement: String, _ condition: String) -> String {
    "DO $$ BEGIN \(statement.hasPrefix("SELECT") ? "PERFORM" + statement.dropFirst(6) : statement); "
      + "EXCEPTION WHEN \(condition) THEN RAISE NOTICE 'caught %', SQLSTATE; END $$"
  }

  static let definitions = [
    Script(
      "guards of real histories",
      block("CREATE TYPE mood AS ENUM ('a', 'b');"),
      "DO $$ BEGIN CREATE TYPE mood AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN null; END $$",
      "CREATE TABLE t (id int PRIMARY KEY, m mood)",
      "DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
      "DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
      "DO $$ BEGIN ALTER TABLE t ADD COLUMN x text; EXCEPTION WHEN duplicate_column THEN RAISE NOTICE 'there'; END $$",
      "DO $$ BEGIN ALTER TABLE t ADD COLUMN x text; EXCEPTION WHEN duplicate_column THEN RAISE NOTICE 'there'; END $$",
      "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM t) THEN INSERT INTO t VALUES (1, 'a', 'x'); END IF; END $$",
      "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM t) THEN INSERT INTO t VALUES (2, 'a', 'x'); END IF; END $$",
      "SELECT * FROM t",
      "DO $$ BEGIN CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE INDEX i ON t (x); DROP INDEX i; END $$",
      "DROP FUNCTION f()", "DROP INDEX i"),
    Script(
      "objects are known by their numbers",
      "CREATE TABLE t (id int CONSTRAINT positive CHECK (id > 0), o oid, n bigint)",
      """
      DO $$ DECLARE place oid := 't'::regclass; other regclass := place; number bigint := 't'::regclass;
      BEGIN
        RAISE NOTICE '% % %', other, place = other, number = place;
        SELECT conrelid INTO other FROM pg_constraint WHERE conname = 'positive' AND conrelid = place;
        RAISE NOTICE '% %', FOUND, other;
        place := other;
        IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = place AND attname = 'id' AND NOT attnotnull) THEN
          ALTER TABLE t ALTER COLUMN id SET NOT NULL;
        END IF;
        INSERT INTO t VALUES (1, 't'::regclass, other);
      END $$
      """,
      "SELECT id, o = 't'::regclass, n = 't'::regclass::oid FROM t", "INSERT INTO t (id) VALUES (NULL)"),
    Script(
      "rows are moved one by one",
      "CREATE TABLE old (id int, tags text[])", "INSERT INTO old VALUES (1, '{a,b}'), (2, '{}'), (3, '{c}')",
      "CREATE TABLE tag (name text PRIMARY KEY)", "CREATE TABLE old_tag (id int, tag text)",
      """
      DO $$ DECLARE r record; t text; BEGIN
        FOR r IN SELECT * FROM old ORDER BY id LOOP
          FOREACH t IN ARRAY r.tags LOOP
            INSERT INTO tag VALUES (t) ON CONFLICT DO NOTHING;
            INSERT INTO old_tag VALUES (r.id, t);
          END LOOP;
        END LOOP;
        ALTER TABLE old DROP COLUMN tags;
      END $$
      """, "SELECT * FROM old_tag ORDER BY id, tag", "SELECT * FROM old ORDER BY id"),
  ]
}
