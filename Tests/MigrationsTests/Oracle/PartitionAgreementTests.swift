import Testing

/// Partitioned tables, and tables made like others.
@Suite struct PartitionAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: partitions + likes)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let partitions = [
    Script(
      "ranges",
      "CREATE TABLE p (id bigint, at date NOT NULL, v text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
      "INSERT INTO p VALUES (1, '2024-01-05', 'x')",
      "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')",
      "CREATE TABLE IF NOT EXISTS p2 PARTITION OF p FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
      "INSERT INTO p VALUES (1, '2024-01-05', 'x'), (2, '2024-02-05', 'y')",
      "INSERT INTO p VALUES (1, '2025-01-05', 'x')", "INSERT INTO p VALUES (1, '2024-01-05', 'again')",
      "SELECT id, v FROM p1", "SELECT v FROM p ORDER BY id",
      "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM ('2024-01-15') TO ('2024-03-01')",
      "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM ('2024-05-01') TO ('2024-05-01')",
      "CREATE TABLE p3 PARTITION OF p FOR VALUES IN ('2024-05-01')", "CREATE TABLE pd PARTITION OF p DEFAULT",
      "CREATE TABLE pe PARTITION OF p DEFAULT", "INSERT INTO p VALUES (9, '2030-01-01', 'd')",
      "SELECT v FROM pd",
      "CREATE TABLE p5 PARTITION OF p FOR VALUES FROM ('2030-01-01') TO ('2031-01-01')",
      "CREATE TABLE p6 PARTITION OF p FOR VALUES FROM ('2031-01-01') TO ('2032-01-01')",
      "CREATE INDEX ON p1 (v)",
      "CREATE INDEX ON p (v)", "CREATE UNIQUE INDEX ON p (v)", "CREATE UNIQUE INDEX one ON p1 (v)",
      "INSERT INTO p VALUES (7, '2024-01-06', 'x')", "INSERT INTO p VALUES (7, '2024-02-06', 'x')",
      "ALTER TABLE p1 ADD COLUMN z int", "ALTER TABLE p ADD COLUMN z int DEFAULT 3",
      "ALTER TABLE p1 DROP COLUMN v",
      "ALTER TABLE p DROP COLUMN at", "SELECT z FROM p1", "ALTER TABLE p RENAME COLUMN v TO label",
      "SELECT label FROM p2 ORDER BY id",
      "ALTER TABLE p DETACH PARTITION p2", "SELECT label FROM p2 ORDER BY id", "SELECT count(*) FROM p",
      "INSERT INTO p2 (id, at) VALUES (99, '2099-01-01')",
      "ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
      "DELETE FROM p2 WHERE id = 99",
      "ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
      "SELECT count(*) FROM p",
      "ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
      "ALTER TABLE p1 RENAME TO first", "COMMENT ON TABLE first IS 'x'",
      "CREATE VIEW v AS SELECT id FROM first",
      "DROP TABLE first", "DROP TABLE first CASCADE", "SELECT * FROM v", "SELECT count(*) FROM p",
      "UPDATE p SET at = '2035-01-01' WHERE label = 'd'", "SELECT label FROM pd", "DROP VIEW pd",
      "DROP TABLE p",
      "SELECT * FROM pd"),
    Script(
      "lists, and keys of several columns",
      "CREATE TABLE l (a text, b int) PARTITION BY LIST (a)",
      "CREATE TABLE l1 PARTITION OF l FOR VALUES IN ('x', 'y')",
      "CREATE TABLE l2 PARTITION OF l FOR VALUES IN (NULL, 'n')",
      "CREATE TABLE l3 PARTITION OF l FOR VALUES IN ('y')",
      "INSERT INTO l VALUES ('z', 1)", "INSERT INTO l VALUES ('x', 1), (NULL, 2), ('n', 3)",
      "SELECT b FROM l2 ORDER BY b",
      "SELECT b FROM l1", "CREATE TABLE q PARTITION OF l1 DEFAULT",
      "CREATE TABLE r (a int, b int) PARTITION BY RANGE (a, b)",
      "CREATE TABLE r1 PARTITION OF r FOR VALUES FROM (1, 5) TO (2, 3)",
      "CREATE TABLE r0 PARTITION OF r FOR VALUES FROM (MINVALUE, MINVALUE) TO (1, 5)",
      "CREATE TABLE r9 PARTITION OF r FOR VALUES FROM (2, 3) TO (3)",
      "CREATE TABLE r9 PARTITION OF r FOR VALUES FROM (2, 3) TO (MAXVALUE, MAXVALUE)",
      "INSERT INTO r VALUES (1, 4), (1, 5), (2, 2), (2, 3), (-9, 100), (77, -5)",
      "SELECT a, b FROM r1 ORDER BY a, b",
      "SELECT a, b FROM r0 ORDER BY a, b", "SELECT a, b FROM r9 ORDER BY a, b",
      "INSERT INTO r VALUES (NULL, 1)",
      "CREATE TABLE f (a int, b int UNIQUE) PARTITION BY RANGE (a)",
      "CREATE TABLE f (a int) PARTITION BY RANGE (nope)",
      "CREATE TABLE f (a int, b int) PARTITION BY LIST (a, b)", "CREATE TABLE n (a int)",
      "CREATE TABLE m PARTITION OF n DEFAULT", "ALTER TABLE n ATTACH PARTITION l1 DEFAULT"),
    Script(
      "hashes",
      "CREATE TABLE h (a int, b text) PARTITION BY HASH (a)",
      "CREATE TABLE h0 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
      "CREATE TABLE h1 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
      "CREATE TABLE h2 PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
      "INSERT INTO h VALUES (1, 'x'), (2, 'y')",
      "SELECT b FROM h ORDER BY a", "DROP TABLE h", "CREATE TABLE h0 (a int)"),
  ]

  static let likes = [
    Script(
      "LIKE copies columns",
      "CREATE TABLE src (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text NOT NULL DEFAULT 'x' CHECK (a <> ''), b int UNIQUE, c int GENERATED ALWAYS AS (b + 1) STORED, UNIQUE (a, b))",
      "CREATE INDEX ON src (a)", "CREATE TABLE l0 (LIKE src)", "INSERT INTO l0 VALUES (1, 'x', 2, 3)",
      "INSERT INTO l0 (a) VALUES ('y')",
      "INSERT INTO l0 (id, a) VALUES (1, '')", "SELECT * FROM l0 ORDER BY id",
      "CREATE TABLE l1 (LIKE src INCLUDING ALL, z int)",
      "INSERT INTO l1 (b, z) VALUES (5, 1)", "INSERT INTO l1 (b) VALUES (5)",
      "INSERT INTO l1 (a) VALUES ('')", "SELECT * FROM l1",
      "DROP INDEX l1_a_idx", "ALTER TABLE l1 DROP CONSTRAINT l1_a_b_key",
      "ALTER TABLE l1 DROP CONSTRAINT src_a_check",
      "CREATE TABLE l2 (LIKE src INCLUDING DEFAULTS EXCLUDING CONSTRAINTS, LIKE l0)",
      "CREATE TABLE l3 (a int, LIKE src)",
      "CREATE TABLE l4 (LIKE nope)", "CREATE VIEW v AS SELECT id, a FROM src",
      "CREATE TABLE l5 (LIKE v INCLUDING ALL)",
      "INSERT INTO l5 VALUES (NULL, NULL)", "SELECT * FROM l5")
  ]
}
