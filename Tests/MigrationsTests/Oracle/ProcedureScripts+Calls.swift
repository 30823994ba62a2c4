/// Scripts that call functions and procedures which are more than an expression.
extension ProcedureScripts {
  private static func function(
    _ signature: String, _ returns: String, _ body: String, _ attributes: String = ""
  ) -> String {
    "CREATE FUNCTION \(signature) RETURNS \(returns) LANGUAGE plpgsql \(attributes) AS $$ \(body) $$"
  }

  static let calls = [
    Script(
      "a function that loops",
      function(
        "f(n int)", "int", "DECLARE s int := 0; BEGIN FOR i IN 1..n LOOP s := s + i; END LOOP; RETURN s; END"),
      "SELECT f(4)", "SELECT f(4) AS total, 1 AS one", "SELECT f(2) + f(3)", "SELECT f(NULL)",
      "SELECT f('x')",
      "SELECT f(1, 2)", "SELECT f(f(3))", "SELECT n, f(n) FROM generate_series(1, 3) AS n",
      "CREATE TABLE t (id int PRIMARY KEY, s int)",
      "INSERT INTO t SELECT n, f(n) FROM generate_series(1, 3) AS n",
      "INSERT INTO t VALUES (10, f(10))", "UPDATE t SET s = f(s) WHERE f(id) > 3",
      "SELECT * FROM t ORDER BY id",
      "DO $$ DECLARE x int; BEGIN x := f(5); RAISE NOTICE '% %', x, f(2); PERFORM f(1); RAISE NOTICE '%', FOUND; END $$",
      "DROP FUNCTION f"),
    Script(
      "a function that writes and defines",
      "CREATE TABLE log (id serial PRIMARY KEY, what text)",
      function("note(what text)", "void", "BEGIN INSERT INTO log (what) VALUES (note.what); END"),
      "SELECT note('a')",
      "DO $$ BEGIN PERFORM note('b'); PERFORM note('c' || x) FROM generate_series(1, 2) x; END $$",
      "SELECT * FROM log ORDER BY id",
      function(
        "grow(name text)", "void",
        "BEGIN EXECUTE format('ALTER TABLE log ADD COLUMN %I int DEFAULT 7', name); END"),
      "SELECT grow('extra')", "SELECT * FROM log ORDER BY id", "SELECT grow('extra')",
      function(
        "safe()", "text",
        "BEGIN INSERT INTO log (id, what) VALUES (1, 'x'); RETURN 'ok'; EXCEPTION WHEN unique_violation THEN RETURN 'caught ' || SQLSTATE; END"
      ),
      "SELECT safe()", "SELECT count(*) FROM log"),
    Script(
      "parameters: names, defaults, variadic, OUT and INOUT",
      function(
        "f(a int, b text DEFAULT 'd', c int = 3)", "text",
        "BEGIN IF a > 100 THEN RETURN 'big'; END IF; PERFORM 1; RETURN a || b || c; END"),
      "SELECT f(1)", "SELECT f(1, 'x')", "SELECT f(1, c => 9)", "SELECT f(b => 'q', a => 2)", "SELECT f()",
      function(
        "g(a int, OUT x int, OUT y text)", "record", "BEGIN PERFORM 1; x := a * 2; y := 'y' || a; END"),
      "SELECT * FROM g(4)", "SELECT x FROM g(5)", "SELECT (SELECT y FROM g(6))",
      "DO $$ DECLARE r record; BEGIN r := g(7); RAISE NOTICE '% %', r.x, r.y; SELECT * FROM g(8) INTO r; RAISE NOTICE '%', r; END $$",
      function("h(INOUT a int)", "int", "BEGIN PERFORM 1; a := a + 1; END"), "SELECT h(1)",
      function(
        "v(VARIADIC a int[])", "int",
        "DECLARE s int := 0; x int; BEGIN FOREACH x IN ARRAY a LOOP s := s + x; END LOOP; RETURN s; END"),
      "SELECT v(1, 2, 3)", "SELECT v(VARIADIC ARRAY[4, 5])",
      function("n(int, text)", "text", "BEGIN PERFORM 1; RETURN $2 || $1; END"), "SELECT n(1, 'a')",
      function("s(a int)", "int", "BEGIN PERFORM 1; RETURN 5; END", "STRICT"), "SELECT s(1), s(NULL)"),
    Script(
      "sets",
      "CREATE TABLE t (id int PRIMARY KEY, name text)", "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')",
      function(
        "evens(n int)", "SETOF int",
        "BEGIN FOR i IN 1..n LOOP IF i % 2 = 0 THEN RETURN NEXT i; END IF; END LOOP; END"),
      "SELECT * FROM evens(6)", "SELECT evens(5)", "SELECT e * 10 FROM evens(6) AS e ORDER BY 1 DESC",
      "SELECT count(*) FROM evens(9)", "SELECT t.id, e FROM t JOIN evens(4) AS e ON e = t.id",
      function(
        "rows_of(low int)", "SETOF t",
        "DECLARE r t%ROWTYPE; BEGIN FOR r IN SELECT * FROM t WHERE id >= low ORDER BY id LOOP RETURN NEXT r; END LOOP; RETURN; END"
      ),
      "SELECT * FROM rows_of(2)", "SELECT name FROM rows_of(2) WHERE id = 3",
      function(
        "pairs()", "TABLE (a int, b text)",
        "BEGIN RETURN QUERY SELECT id, name FROM t ORDER BY id; a := 9; b := 'z'; RETURN NEXT; RETURN QUERY EXECUTE 'SELECT 7, ''q'''; END"
      ),
      "SELECT * FROM pairs()", "SELECT b FROM pairs() WHERE a > 2 ORDER BY a",
      "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM pairs() LOOP RAISE NOTICE '% %', r.a, r.b; END LOOP; END $$",
      function("bad()", "SETOF int", "BEGIN RETURN QUERY SELECT name FROM t; END"), "SELECT * FROM bad()",
      function("recs()", "SETOF record", "BEGIN RETURN QUERY SELECT id, name FROM t WHERE id = 1; END"),
      "SELECT * FROM recs() AS x(p int, q text)"),
    Script(
      "rows",
      "CREATE TYPE pair AS (x int, y text)", "CREATE TABLE t (id int PRIMARY KEY, name text)",
      "INSERT INTO t VALUES (1, 'a')",
      function("p()", "pair", "DECLARE r pair; BEGIN r.x := 1; r.y := 'one'; RETURN r; END"),
      "SELECT * FROM p()",
      function("q()", "pair", "BEGIN IF true THEN RETURN (2, 'two'::text); END IF; END"), "SELECT * FROM q()",
      "SELECT (SELECT y FROM q())",
      function("r(k int)", "t", "DECLARE r t; BEGIN SELECT * INTO r FROM t WHERE id = k; RETURN r; END"),
      "SELECT * FROM r(1)", "SELECT name FROM r(1)"),
    Script(
      "recursion, errors and what no RETURN comes to",
      function("fact(n int)", "bigint", "BEGIN IF n <= 1 THEN RETURN 1; END IF; RETURN n * fact(n - 1); END"),
      "SELECT fact(10)",
      function("none()", "int", "BEGIN PERFORM 1; END"), "SELECT none()",
      function(
        "fails(n int)", "int",
        "BEGIN IF n > 1 THEN RAISE EXCEPTION 'too big: %', n USING ERRCODE = '22003'; END IF; RETURN n; END"),
      "SELECT fails(1)", "SELECT fails(2)",
      "DO $$ BEGIN PERFORM fails(3); EXCEPTION WHEN numeric_value_out_of_range THEN RAISE NOTICE 'caught: %', SQLERRM; END $$",
      "DO $$ DECLARE x int; BEGIN x := 1 + fails(4); EXCEPTION WHEN OTHERS THEN RAISE NOTICE '% %', SQLSTATE, SQLERRM; END $$",
      function("tf()", "trigger", "BEGIN RETURN NEW; END"), "SELECT tf()"),
    Script(
      "functions in SQL with several statements",
      "CREATE TABLE t (id int PRIMARY KEY, name text)",
      "CREATE FUNCTION put(i int, n text) RETURNS text LANGUAGE sql AS $$ INSERT INTO t VALUES (i, n); SELECT name || '!' FROM t WHERE id = $1 $$",
      "SELECT put(1, 'a')", "SELECT put(1, 'a')",
      "CREATE FUNCTION all_of() RETURNS SETOF t LANGUAGE sql AS $$ UPDATE t SET name = name || '?'; SELECT * FROM t $$",
      "SELECT * FROM all_of()",
      "CREATE FUNCTION made(i int) RETURNS int LANGUAGE sql AS $$ INSERT INTO t VALUES (i, 'made') RETURNING id $$",
      "SELECT made(5)",
      "CREATE FUNCTION nothing() RETURNS void LANGUAGE sql AS $$ DELETE FROM t WHERE id = 5 $$",
      "SELECT nothing()", "SELECT * FROM t ORDER BY id"),
    Script(
      "procedures",
      "CREATE TABLE t (id int PRIMARY KEY, name text)",
      "CREATE PROCEDURE p(a int, b text DEFAULT 'x') LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (a, b); END $$",
      "CALL p(1)", "CALL p(2, 'y')", "CALL p(b => 'z', a => 3)", "CALL p()", "CALL nope()", "SELECT p(4)",
      "SELECT * FROM t ORDER BY id",
      "CREATE PROCEDURE q(INOUT a int, OUT b text) LANGUAGE plpgsql AS $$ BEGIN a := a * 2; b := 'b'; END $$",
      "CALL q(4, NULL)",
      "DO $$ DECLARE x int := 5; y text; BEGIN CALL q(x, y); RAISE NOTICE '% %', x, y; CALL p(9); END $$",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CALL f()",
      "CREATE PROCEDURE s() LANGUAGE sql AS $$ DELETE FROM t; INSERT INTO t VALUES (7, 's') $$", "CALL s()",
      "SELECT * FROM t"),
  ]
}
