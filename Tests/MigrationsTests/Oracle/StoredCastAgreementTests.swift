import Testing

/// Casts in generated columns and views, which stock SQLite computes, beside PostgreSQL's.
@Suite struct StoredCastAgreementTests {
  static let texts: [(type: String, values: [String])] = [
    (
      "integer",
      [
        "1", "-7", "+7", " 12 ", "007", "2147483647", "2147483648", "-2147483648", "-2147483649", "", " ",
        "a",
        "1.5", "1e3", "--1", "1 2", "99999999999999999999",
      ]
    ),
    ("smallint", ["32767", "32768", "-32768", "x"]),
    ("bigint", ["9223372036854775807", "9223372036854775808", "-9223372036854775808", "12345678901"]),
    ("numeric", ["1", "1.5", "-.5", "5.", "1e3", "1.25E-2", ".", "", "1.2.3", "abc", "1e", "0x10"]),
    ("double precision", ["1", "2.5", "-1e-3", "x", "1..2"]),
    ("boolean", ["t", "TRUE", " yes ", "on", "off", "0", "1", "n", "o", "2", "maybe", ""]),
    (
      "uuid",
      [
        "6f1ed002-ab5b-4c67-8b6e-0f1b3f5f5f5f", "6F1ED002-AB5B-4C67-8B6E-0F1B3F5F5F5F", "6f1ed002", "",
        "gf1ed002-ab5b-4c67-8b6e-0f1b3f5f5f5f",
      ]
    ),
  ]

  @Test(arguments: texts)
  func `a generated column reads text as PostgreSQL does, or refuses the row`(
    type: String, values: [String]
  ) throws {
    try expectAgreement(
      ["CREATE TABLE t (id int, spec jsonb, v \(type) GENERATED ALWAYS AS ((spec ->> 'x')::\(type)) STORED)"]
        + values.map { "INSERT INTO t VALUES (1, '{\"x\": \"\($0)\"}')" }
        + ["INSERT INTO t VALUES (2, '{}'), (3, NULL)", "SELECT id, v FROM t ORDER BY id, v"])
  }

  @Test func `scalars come out of JSON`() throws {
    try expectAgreement([
      "CREATE TABLE t (d jsonb, n int GENERATED ALWAYS AS ((d -> 'n')::int) STORED, b boolean GENERATED ALWAYS AS ((d -> 'b')::boolean) STORED)",
      #"INSERT INTO t VALUES ('{"n": 5, "b": true}'), ('{"n": 2.6}'), ('{"b": false}'), (NULL)"#,
      "SELECT n, b FROM t ORDER BY n, b",
    ])
  }

  @Test func `views show numbers and days as text`() throws {
    try expectAgreement([
      "CREATE TABLE t (a numeric(10,2), b text, c text)",
      "INSERT INTO t VALUES (1.5, '2024-02-29', '42'), (NULL, NULL, NULL), (-3, '2023-12-31', '-1')",
      "CREATE VIEW v AS SELECT a::text AS a, b::date AS b, c::int + 1 AS c FROM t",
      "SELECT * FROM v ORDER BY c", "INSERT INTO t (b) VALUES ('2023-02-29')", "SELECT b FROM v",
    ])
  }

  @Test func `an index over a hash keeps what it promises`() throws {
    try expectAgreement([
      "CREATE TABLE t (id int, body text)", "CREATE UNIQUE INDEX one ON t (id, md5(body))",
      "CREATE INDEX two ON t (md5(body))", "INSERT INTO t VALUES (1, 'a'), (1, 'b'), (2, 'a')",
      "INSERT INTO t VALUES (1, 'a')", "SELECT count(*) FROM t", "DROP INDEX one",
      "INSERT INTO t VALUES (1, 'a')", "CREATE UNIQUE INDEX one ON t (id, md5(body))",
    ])
  }

  @Test func `columns may ignore case by a collation of their own`() throws {
    try expectAgreement([
      "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
      "CREATE TABLE t (a text COLLATE loose UNIQUE, b double precision)",
      "INSERT INTO t VALUES ('Ann', 1.5), ('bob', 2)",
      "INSERT INTO t VALUES ('ANN', 1)", "SELECT a FROM t WHERE a = 'BOB'",
      "CREATE VIEW v AS SELECT b::text AS b FROM t",
      "SELECT b FROM v ORDER BY b", "CREATE TABLE u (a text COLLATE nowhere)",
    ])
  }

  @Test func `texts are split and members found where a row is stored`() throws {
    try expectAgreement([
      "CREATE TABLE t (name text, parts text[] GENERATED ALWAYS AS (string_to_array(name, '/')) STORED)",
      #"INSERT INTO t VALUES ('a/b/c'), (''), (NULL), ('/x"y\z/'), ('ä')"#,
      "SELECT name, parts FROM t ORDER BY name",
      "CREATE TABLE d (id int, doc jsonb, key text)",
      #"INSERT INTO d VALUES (1, '{"a": 1}', 'a'), (2, '["a", 1]', 'a'), (3, '{"b": "a"}', 'a'), (4, '["x"]', '0'), (5, NULL, 'a')"#,
      "CREATE VIEW v AS SELECT id, doc ? key AS by_key, doc ? 'a' AS written FROM d",
      "SELECT * FROM v ORDER BY id",
    ])
  }

  @Test func `a key made of hashed random numbers is a random key`() throws {
    try expectAgreement([
      "CREATE TABLE t (id text PRIMARY KEY DEFAULT md5(random()::text || clock_timestamp()::text)::uuid::text, n text DEFAULT md5(random()::text))",
      "INSERT INTO t DEFAULT VALUES",
      "INSERT INTO t (n) VALUES ('x')", "SELECT count(*), min(length(id)), max(length(n)) FROM t",
    ])
  }

  static let zones = [
    "Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "Australia/Sydney", "Europe/Dublin",
    "Asia/Kolkata",
    "America/St_Johns", "Pacific/Chatham", "Asia/Jerusalem", "Africa/Cairo", "America/Santiago", "utc",
  ]

  @Test(arguments: zones)
  func `a view reads the clock of a zone`(zone: String) throws {
    let hours = stride(from: 0, to: 24 * 366, by: 7).map {
      "('2025-01-01'::timestamp + interval '\($0) hours')"
    }
    try expectAgreement([
      "CREATE TABLE t (at timestamptz, here timestamp)",
      "INSERT INTO t SELECT x AT TIME ZONE 'UTC', x FROM (VALUES \(hours.joined(separator: ", "))) AS v (x)",
      "CREATE VIEW v AS SELECT at, here, at AT TIME ZONE '\(zone)' AS local, here AT TIME ZONE '\(zone)' AS moment FROM t",
      "SELECT * FROM v ORDER BY at",
    ])
  }
}
