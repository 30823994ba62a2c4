import Testing

/// Queries and data statements on the same rows, against PostgreSQL.
@Suite struct QueryAgreementTests {
  struct Family: Sendable, CustomTestStringConvertible {
    var name: String
    var statements: [String]
    var testDescription: String { name }

    init(_ name: String, _ statements: String...) {
      self.name = name
      self.statements = statements
    }
  }

  static let rows = [
    "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
    "CREATE TABLE a (id int PRIMARY KEY, k text, n int, tags text[], j jsonb, m mood, at timestamptz)",
    "CREATE TABLE b (id int PRIMARY KEY, a_id int, k text, v numeric(8,2))",
    "INSERT INTO a VALUES (1, 'x', 10, '{p,q}', '{\"a\": [1, 2]}', 'ok', '2024-01-01'), (2, 'x', 20, '{}', '{\"a\": []}', 'happy', '2024-01-02'), (3, 'y', NULL, NULL, NULL, 'sad', NULL), (4, 'y', 5, '{r}', '{\"b\": 1}', NULL, '2024-02-01')",
    "INSERT INTO b VALUES (1, 1, 'x', 1.50), (2, 1, 'z', 2.25), (3, 2, 'x', 10), (5, NULL, 'y', NULL)",
  ]

  static let families = [
    Family(
      "window functions",
      "SELECT id, row_number() OVER (PARTITION BY k ORDER BY n DESC NULLS LAST) FROM a ORDER BY id",
      "SELECT id, rank() OVER (ORDER BY k), dense_rank() OVER (ORDER BY k) FROM a ORDER BY id",
      "SELECT id, lag(n) OVER (ORDER BY id), lead(n, 1, 0) OVER (ORDER BY id) FROM a ORDER BY id",
      "SELECT id, sum(n) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM a ORDER BY id",
      "SELECT id, first_value(k) OVER w, count(*) OVER w FROM a WINDOW w AS (PARTITION BY k ORDER BY id) ORDER BY id",
      "SELECT id, max(n) OVER (PARTITION BY k), avg(n) OVER () FROM a ORDER BY id",
      "SELECT id, row_number() OVER (ORDER BY m) FROM a ORDER BY id",
      "SELECT ntile(2) OVER (ORDER BY id) FROM a ORDER BY id",
      "SELECT id, array_agg(id) OVER (PARTITION BY k ORDER BY id) FROM a ORDER BY id",
      "WITH s AS (SELECT id, row_number() OVER (PARTITION BY k ORDER BY id) AS r FROM a) UPDATE a SET n = s.r FROM s WHERE a.id = s.id",
      "SELECT id, n FROM a ORDER BY id"),
    Family(
      "DISTINCT ON",
      "SELECT DISTINCT ON (k) k, id FROM a ORDER BY k, n DESC NULLS LAST",
      "SELECT DISTINCT ON (k) id FROM a ORDER BY k, id DESC",
      "SELECT DISTINCT ON (k, n) k, n FROM a ORDER BY k, n",
      "SELECT count(*) FROM (SELECT DISTINCT ON (k) * FROM a) s",
      "DELETE FROM a WHERE id NOT IN (SELECT DISTINCT ON (k) id FROM a ORDER BY k, id DESC)",
      "SELECT id FROM a ORDER BY id"),
    Family(
      "joins",
      "SELECT a.id, b.id FROM a JOIN b ON b.a_id = a.id ORDER BY 1, 2",
      "SELECT * FROM a JOIN b USING (id, k) ORDER BY id",
      "SELECT id, k FROM a LEFT JOIN b USING (id, k) ORDER BY id",
      "SELECT a.id, b.id FROM a RIGHT JOIN b ON b.a_id = a.id ORDER BY b.id",
      "SELECT id, a.n, b.v FROM a FULL JOIN b USING (id) ORDER BY id",
      "SELECT id, k, n, v FROM a NATURAL JOIN b ORDER BY id",
      "SELECT count(*) FROM a CROSS JOIN b", "SELECT k FROM a JOIN b ON true",
      "SELECT a.id, c.id FROM a LEFT JOIN (b JOIN b AS c ON c.id = b.id) ON b.a_id = a.id ORDER BY 1, 2",
      "SELECT t.x, t.y FROM b AS t (x, y) ORDER BY 1",
      "SELECT s.q FROM (SELECT id, k FROM a) AS s (p, q) ORDER BY s.p",
      "SELECT s.p FROM (SELECT id FROM a) AS s (p, q)",
      "SELECT * FROM (SELECT a.id, b.id FROM a JOIN b ON a.id = b.id) AS s (x, y) ORDER BY 1",
      "SELECT * FROM (VALUES (1, 'one'), (2, 'two')) AS v (n, name) ORDER BY n DESC",
      "SELECT * FROM a JOIN b USING (nope)"),
    Family(
      "functions in FROM",
      "SELECT x FROM unnest(ARRAY['b', 'a']) AS x ORDER BY x",
      "SELECT a.id, t FROM a, unnest(a.tags) AS t ORDER BY 1, 2",
      "SELECT a.id, t.tag, t.o FROM a CROSS JOIN LATERAL unnest(a.tags) WITH ORDINALITY AS t (tag, o) ORDER BY 1, 3",
      "SELECT a.id, t FROM a LEFT JOIN LATERAL unnest(a.tags) AS t ON true ORDER BY 1, 2",
      "SELECT g FROM generate_series(1, 5) AS g", "SELECT g FROM generate_series(5, 1, -2) g",
      "SELECT * FROM generate_series(1, 3)",
      "SELECT g FROM generate_series(timestamp '2024-01-30', timestamp '2024-03-01', interval '1 month') AS g",
      "SELECT id, e.value FROM a, jsonb_array_elements(j -> 'a') AS e WHERE j ? 'a' ORDER BY 1, e.value::text",
      "SELECT e FROM jsonb_array_elements('[1, {\"a\": 2}, \"s\", null, true]'::jsonb) AS e",
      "SELECT * FROM jsonb_array_elements_text('[1, \"s\", null, {\"a\":1}]'::jsonb)",
      "SELECT key, value FROM jsonb_each('{\"a\": 1, \"b\": [2]}'::jsonb)",
      "SELECT * FROM jsonb_each_text('{\"a\": 1, \"b\": null}'::jsonb)",
      "SELECT jsonb_object_keys('{\"b\": 1, \"a\": 2}'::jsonb)",
      "SELECT e ->> 'a' FROM jsonb_array_elements('[{\"a\": 5}]'::jsonb) e",
      "SELECT * FROM jsonb_to_recordset('[{\"a\": 1, \"b\": \"x\"}, {\"a\": \"2\"}]'::jsonb) AS t (a int, b text)",
      "SELECT id, unnest(tags) FROM a ORDER BY 1, 2", "SELECT unnest(ARRAY[3, 1]) AS n ORDER BY n",
      "SELECT generate_series(1, 3) * 2",
      "SELECT * FROM regexp_split_to_table('a1b2c', '[0-9]')",
      "SELECT m FROM regexp_matches('a1b2', '[a-z]', 'g') AS m",
      "INSERT INTO b (id, k) SELECT 100 + o, t FROM a, unnest(tags) WITH ORDINALITY AS u (t, o) WHERE a.id = 1",
      "SELECT id, k FROM b ORDER BY id"),
    Family(
      "LATERAL",
      "SELECT a.id, l.v FROM a CROSS JOIN LATERAL (SELECT b.v FROM b WHERE b.a_id = a.id ORDER BY b.v DESC LIMIT 1) AS l ORDER BY 1",
      "SELECT a.id, l.c, l.s FROM a LEFT JOIN LATERAL (SELECT count(*) AS c, sum(v) AS s FROM b WHERE b.a_id = a.id) AS l ON true ORDER BY 1",
      "SELECT a.id, x.t FROM a, LATERAL (SELECT a.n * 2 AS t) x ORDER BY 1",
      "SELECT l.* FROM a, LATERAL (SELECT id, k FROM b WHERE b.a_id = a.id) l ORDER BY 1"),
    Family(
      "aggregates",
      "SELECT k, array_agg(id ORDER BY id DESC) FROM a GROUP BY k ORDER BY k",
      "SELECT string_agg(k, ',' ORDER BY id) FROM a",
      "SELECT string_agg(DISTINCT k, ',') FROM a", "SELECT array_agg(DISTINCT k) FROM a",
      "SELECT jsonb_agg(n ORDER BY id) FROM a",
      "SELECT jsonb_object_agg(id, k) FROM a", "SELECT json_agg(k ORDER BY id) FROM a",
      "SELECT json_agg(json_build_object('a', id, 'b', json_build_array(k, n)) ORDER BY id)::text FROM a",
      "SELECT json_agg(to_json(ARRAY[id, n]) ORDER BY id)::text, json_agg(ARRAY[id, n] ORDER BY id)::text FROM a",
      "SELECT json_agg(jsonb_build_object('a', id, 'b', k) ORDER BY id)::text FROM a",
      "SELECT json_object_agg(k, json_build_object('n', n) ORDER BY id)::text FROM a",
      "SELECT json_agg(row_to_json(a) ORDER BY id)::text FROM a",
      "SELECT json_build_object('r', row_to_json(a), 'j', '{\"x\":  [1 ,2]}'::json, 'b', '{\"x\":  [1 ,2]}'::jsonb)::text FROM a WHERE id = 1",
      "SELECT to_json('{\"x\":  1}'::json)::text, to_json('{\"x\":  1}'::jsonb)::text, jsonb_build_array('{\"x\":  1}'::json)::text",
      "SELECT bool_and(n > 5), bool_or(n > 15), every(n > 0) FROM a",
      "SELECT count(*) FILTER (WHERE k = 'x'), sum(n) FILTER (WHERE k = 'y') FROM a",
      "SELECT array_agg(n ORDER BY n DESC NULLS LAST) FROM a",
      "SELECT array_agg(k) FILTER (WHERE n > 100) FROM a", "SELECT min(m), max(m) FROM a",
      "SELECT sum(v), avg(v), max(v) FROM b",
      "SELECT k, count(*) AS c FROM a GROUP BY 1 HAVING count(*) > 1 ORDER BY c DESC, k",
      "SELECT k, n FROM a GROUP BY k", "SELECT id, k FROM a GROUP BY id ORDER BY id",
      "SELECT upper(k) AS u FROM a GROUP BY u ORDER BY u", "SELECT max(n) FROM a HAVING count(*) > 10",
      "SELECT round(stddev(n), 6), round(variance(n), 6) FROM a",
      "SELECT jsonb_agg(to_jsonb(b) ORDER BY b.id) FROM b WHERE a_id = 1",
      "SELECT to_jsonb(b) FROM b ORDER BY id LIMIT 1", "SELECT row_to_json(b) FROM b WHERE id = 2",
      "SELECT jsonb_agg(jsonb_build_object('id', id, 'k', k) ORDER BY id) FROM a WHERE k = 'x'",
      "SELECT count(b) FROM b", "SELECT jsonb_agg(b) FROM b WHERE id = 1",
      "SELECT (array_agg(k ORDER BY n DESC NULLS LAST))[1] FROM a"),
    Family(
      "sorting and combining",
      "SELECT m FROM a ORDER BY m", "SELECT id FROM a ORDER BY m DESC, id",
      "SELECT id FROM a WHERE m > 'sad' ORDER BY id", "SELECT id FROM a WHERE m <= 'ok' ORDER BY id",
      "SELECT id FROM a UNION SELECT id FROM b ORDER BY 1", "SELECT k FROM a EXCEPT SELECT k FROM b",
      "SELECT k FROM a INTERSECT SELECT k FROM b ORDER BY k",
      "SELECT id FROM a ORDER BY n DESC LIMIT 2 OFFSET 1",
      "SELECT id FROM a ORDER BY id FETCH FIRST 2 ROWS ONLY",
      "SELECT n IS NULL AS x, id FROM a ORDER BY x DESC, id",
      "SELECT id FROM a WHERE (k, n) IN (SELECT 'x', 10)",
      "SELECT id FROM a WHERE (k, n) IN (('x', 10), ('y', 5)) ORDER BY 1",
      "SELECT id FROM a WHERE n > ALL (SELECT 6) ORDER BY 1",
      "SELECT id FROM a WHERE n > ANY (SELECT n FROM a WHERE id IN (1, 4)) ORDER BY 1",
      "SELECT ARRAY(SELECT id FROM a ORDER BY id DESC)", "SELECT id FROM a WHERE 'p' = ANY(tags)",
      "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT sum(n) FROM r",
      "SELECT id FROM a WHERE j @> '{\"b\": 1}'", "SELECT id FROM a WHERE at >= '2024-01-02' ORDER BY 1",
      "SELECT CASE WHEN n > 5 THEN 'big' ELSE m::text END FROM a ORDER BY id",
      "SELECT id FROM a WHERE tags && ARRAY['q', 'r'] ORDER BY 1", "SELECT id FROM a FOR UPDATE"),
    Family(
      "data statements",
      "DELETE FROM b USING a WHERE b.a_id = a.id AND a.k = 'x' AND b.v > 5", "SELECT id FROM b ORDER BY id",
      "DELETE FROM b AS b1 USING b AS b2 WHERE b1.k = b2.k AND b1.id > b2.id RETURNING b1.id",
      "UPDATE a SET (k, n) = ('new', 99) WHERE id = 3",
      "UPDATE a SET (k, n) = (SELECT b.k, b.id FROM b WHERE b.a_id = a.id ORDER BY b.id LIMIT 1) WHERE id = 1",
      "SELECT id, k, n FROM a ORDER BY id",
      "UPDATE a SET tags = array_append(tags, 'z') WHERE id = 1 RETURNING tags",
      "UPDATE a SET j = jsonb_set(COALESCE(j, '{}'), '{new}', to_jsonb(n))",
      "SELECT id, j FROM a ORDER BY id", "UPDATE a SET n = n / 0",
      "UPDATE a SET k = upper(k) || '-' || id", "SELECT k FROM a ORDER BY id",
      "UPDATE b SET v = v * 1.1 WHERE id = 1 RETURNING v",
      "UPDATE a SET at = at + interval '1 month' WHERE id = 1 RETURNING at", "UPDATE a SET m = 'nope'",
      "INSERT INTO a (id, k) SELECT a.id + 10, a.k FROM a JOIN b ON b.a_id = a.id ON CONFLICT (id) DO NOTHING RETURNING id",
      "INSERT INTO b (id, v) SELECT id + 50, n FROM a WHERE n IS NOT NULL", "SELECT id, v FROM b ORDER BY id",
      "INSERT INTO b (id, k) VALUES (1, 'dup') ON CONFLICT (id) DO UPDATE SET k = EXCLUDED.k || b.id RETURNING k"
    ),
    Family(
      "TRUNCATE and setval",
      "CREATE TABLE p (id serial PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY, v text)",
      "CREATE TABLE c (id serial PRIMARY KEY, p int REFERENCES p)", "INSERT INTO p (v) VALUES ('a'), ('b')",
      "INSERT INTO c (p) VALUES (1)",
      "TRUNCATE p", "TRUNCATE p CASCADE", "SELECT count(*) FROM c", "INSERT INTO p (v) VALUES ('c')",
      "SELECT id, n FROM p", "TRUNCATE TABLE p, c RESTART IDENTITY", "INSERT INTO p (v) VALUES ('d')",
      "SELECT id, n FROM p",
      "SELECT setval('p_id_seq', 40)", "INSERT INTO p (v) VALUES ('e')", "SELECT id FROM p ORDER BY id",
      "SELECT setval('p_id_seq', (SELECT max(id) + 9 FROM p), false)", "INSERT INTO p (v) VALUES ('f')",
      "SELECT id FROM p ORDER BY id", "TRUNCATE nope"),
  ]

  @Test(arguments: families)
  func `a query gives PostgreSQL's rows or error`(family: Family) throws {
    try expectAgreement(Self.rows + family.statements)
  }

  /// Patterns that stock SQLite can be told, on texts that fit and that do not.
  @Test func `a check by a regular expression takes and refuses what PostgreSQL does`() throws {
    let patterns = [
      "^[a-z]+$", "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$", "^#[0-9a-fA-F]{6}$",
      "^[a-z0-9]+(-[a-z0-9]+)*$",
      "^\\d{3}-\\d{4}$", "^(draft|live)$", "^[A-Z]{2,3}$", "foo", "^foo", "bar$", "^https?://",
      "^[^@]+@[^@]+$", "^$", "^a.c$",
      "^\\+?[0-9]{7,15}$", "^[a-z][a-z0-9_]*$", "^[0-9 ]*$", "\\S", "^[a-z0-9][a-z0-9-]*[a-z0-9]$",
    ]
    let texts = [
      "abc", "", "ABC", "a@b.co", "a.b+c@x-y.org", "a@b", "a@b.c", "a@@b.co", "@b.co", "#12aBcd", "#12aBc",
      "a-b-c", "-a", "a--b", "a-",
      "123-4567", "draft", "live", "drafts", "foo", "xfoo", "barfoo", "bar", "http://x", "https://x",
      "ftp://x", "+1234567", "1234567", "123",
      "a_1", "1a", "12 34", " ", "ünï", "a@b.co.uk", "AB", "ABCD", "a@b.c1", "abc\n", "x.y@z.info",
    ]
    for op in ["~", "~*", "!~"] {
      let sides = try SideBySide()
      for (index, pattern) in patterns.enumerated() {
        let (theirs, ours) = sides.run("CREATE TABLE t\(index) (v text CHECK (v \(op) '\(pattern)'))")
        #expect(theirs == .rows([]))
        #expect(ours == .rows([]), "\(pattern)")
        for text in texts where ours == .rows([]) {
          let (theirs, ours) = sides.run("INSERT INTO t\(index) VALUES ('\(text)')")
          #expect(theirs == ours, "\(text) \(op) \(pattern): \(theirs), \(ours)")
        }
      }
    }
  }
}
