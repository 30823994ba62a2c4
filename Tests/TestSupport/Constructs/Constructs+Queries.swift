extension ConstructGroup {
  static let queries = ConstructGroup(
    "Queries",
    [
      Construct(
        "joins",
        "SELECT x.id, y.a FROM t x JOIN t y ON x.id = y.id LEFT JOIN t z ON z.id = y.id + 1 ORDER BY 1",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`JOIN … USING`", "SELECT id FROM t x JOIN t y USING (id) ORDER BY id", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`FULL JOIN`", "SELECT x.id, y.id FROM t x FULL JOIN t y ON x.id = y.id + 1 ORDER BY 1, 2",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "a subquery as a value", "SELECT (SELECT max(a) FROM t)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`EXISTS`", "SELECT id FROM t WHERE EXISTS (SELECT 1 FROM t u WHERE u.a > t.a)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`IN (SELECT …)`", "SELECT id FROM t WHERE id IN (SELECT max(id) FROM t)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`ARRAY(SELECT …)`", "SELECT ARRAY(SELECT id FROM t ORDER BY id)", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`WITH`", "WITH w AS (SELECT id FROM t) SELECT count(*) FROM w",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`WITH RECURSIVE`",
        "WITH RECURSIVE w (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM w WHERE n < 3) SELECT n FROM w ORDER BY n",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`UNION`", "SELECT id FROM t UNION SELECT 9 ORDER BY 1",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`GROUP BY`, `HAVING`", "SELECT b, count(*) FROM t GROUP BY b HAVING count(*) > 0 ORDER BY b",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`FILTER`", "SELECT count(*) FILTER (WHERE a > 15) FROM t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`DISTINCT`", "SELECT DISTINCT a FROM t ORDER BY a",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`DISTINCT ON`", "SELECT DISTINCT ON (b) b, a FROM t ORDER BY b, a DESC", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "window functions",
        "SELECT id, row_number() OVER (ORDER BY a DESC), rank() OVER (ORDER BY a) FROM t ORDER BY id",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`LATERAL`", "SELECT t.id, x.n FROM t, LATERAL (SELECT t.a + 1 AS n) AS x ORDER BY 1",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "a function in `FROM`", "SELECT n FROM generate_series(1, 3) AS n ORDER BY n",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`VALUES`", "VALUES (1, 'a'), (2, 'b')",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`ORDER BY … NULLS FIRST`", "SELECT id FROM t ORDER BY nullif(a, 10) NULLS FIRST",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`LIMIT`, `OFFSET`", "SELECT id FROM t ORDER BY id LIMIT 1 OFFSET 1",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`FOR UPDATE`", "SELECT id FROM t WHERE id = 1 FOR UPDATE",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`/` by what may be zero", "SELECT 100 / a FROM t ORDER BY id",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`GROUPING SETS`", "SELECT b, count(*) FROM t GROUP BY GROUPING SETS ((b), ())",
        .refused("GROUPING SETS"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
    ])
}
