extension ConstructGroup {
  static let statements = ConstructGroup(
    "Statements about rows",
    [
      Construct(
        "`INSERT … VALUES`", "INSERT INTO t VALUES (3, 30, 'z'), (4, DEFAULT, NULL)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`INSERT … SELECT`", "INSERT INTO t SELECT id + 10, a, b FROM t",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`DEFAULT VALUES`", "INSERT INTO u DEFAULT VALUES", after: ["CREATE TABLE u (a integer DEFAULT 1)"],
        then: ["SELECT * FROM u"]),
      Construct(
        "`ON CONFLICT DO NOTHING`", "INSERT INTO t VALUES (1, 99, 'q') ON CONFLICT DO NOTHING",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`ON CONFLICT DO UPDATE`",
        "INSERT INTO t VALUES (1, 99, 'q') ON CONFLICT (id) DO UPDATE SET a = EXCLUDED.a, b = t.b || '!'",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`ON CONFLICT ON CONSTRAINT`",
        "INSERT INTO t VALUES (1, 99, 'q') ON CONFLICT ON CONSTRAINT t_pkey DO NOTHING",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`RETURNING`", "INSERT INTO t VALUES (3, 30, 'z') RETURNING id, a + 1",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`WITH … INSERT`", "WITH w AS (SELECT 5 AS n) INSERT INTO t SELECT n, n, 'w' FROM w",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`UPDATE`", "UPDATE t SET a = a + 1, b = upper(b) WHERE id = 1",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`UPDATE … FROM`", "UPDATE t SET a = u.a FROM (VALUES (1, 100)) AS u (id, a) WHERE t.id = u.id",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`UPDATE` with an alias", "UPDATE t AS x SET a = 0 WHERE x.id = 2",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`UPDATE SET (…) = (…)`", "UPDATE t SET (a, b) = (1, 'q') WHERE id = 1",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`WITH … UPDATE`", "WITH w AS (SELECT 1 AS id) UPDATE t SET a = 0 FROM w WHERE t.id = w.id",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`DELETE`", "DELETE FROM t WHERE id = 1",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "`DELETE … USING`", "DELETE FROM t USING (VALUES (1)) AS u (id) WHERE t.id = u.id",
        .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`ctid`", "DELETE FROM t WHERE ctid NOT IN (SELECT min(ctid) FROM t GROUP BY a)",
        .approximate("ctid is a row's number here"),
        "the number of the row, which it keeps when it is changed",
        after: ["CREATE TABLE t (a integer)", "INSERT INTO t VALUES (1), (1), (2), (1)"],
        then: ["SELECT a FROM t ORDER BY a"]),
      Construct(
        "`WITH … DELETE`", "WITH w AS (SELECT 1 AS id) DELETE FROM t WHERE id IN (SELECT id FROM w)",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ], then: ["SELECT * FROM t ORDER BY id"]),
      Construct(
        "a data-modifying `WITH`",
        "WITH gone AS (DELETE FROM t WHERE id = 1 RETURNING *) SELECT count(*) FROM gone",
        .exact, "each part becomes a temporary table; refused where one reads what another changes",
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`TRUNCATE`", "TRUNCATE t", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`TRUNCATE … RESTART IDENTITY CASCADE`", "TRUNCATE t RESTART IDENTITY CASCADE", .exact,
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
      Construct(
        "`MERGE`",
        "MERGE INTO t USING (VALUES (1)) AS s (id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = 0",
        .refused("MERGE"),
        after: [
          "CREATE TABLE t (id integer PRIMARY KEY, a integer, b text)",
          "INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y')",
        ]),
    ])
}
