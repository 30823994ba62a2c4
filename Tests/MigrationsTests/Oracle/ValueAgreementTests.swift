import Testing

/// What a column of each type takes, refuses and gives back, against PostgreSQL.
@Suite struct ValueAgreementTests {
  struct Family: Sendable, CustomTestStringConvertible {
    var type: String
    var values: [String]
    var testDescription: String { type }
  }

  static let families = [
    Family(
      type: "boolean",
      values: ["true", "false", "'t'", "'yes'", "'off'", "'1'", "'maybe'", "NULL", "''", "'tru'"]),
    Family(type: "smallint", values: ["0", "32767", "-32768", "32768", "'12'", "'x'", "'1.5'", "NULL"]),
    Family(
      type: "integer",
      values: ["0", "2147483647", "-2147483648", "2147483648", "' 7 '", "'7a'", "1.5", "2.5"]),
    Family(type: "bigint", values: ["9223372036854775807", "'9223372036854775808'", "-5", "'abc'"]),
    Family(type: "real", values: ["1.5", "0", "'2e3'", "'x'"]),
    Family(type: "double precision", values: ["1.5", "-0.25", "1e10", "'1e-3'", "''"]),
    Family(type: "numeric(10,2)", values: ["1.25", "99999999.99", "100000000", "1.999", "'12.5'", "'a'"]),
    Family(type: "numeric", values: ["1", "10.5", "9007199254740993"]),
    Family(
      type: "text", values: ["''", "'a''b'", "'ü€😀'", "E'line\\nnext'", "$$x'y$$", "U&'\\0061'", "NULL"]),
    Family(type: "varchar(3)", values: ["'abc'", "'abcd'", "'äöü'", "'abc  '", "''"]),
    Family(type: "char(3)", values: ["'abc'", "'abcd'"]),
    Family(
      type: "uuid",
      values: [
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
        "'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'", "'a0eebc999c0b4ef8bb6d6bb9bd380a11'",
        "'a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1'", "'not-a-uuid'",
        "''",
      ]),
    Family(
      type: "jsonb",
      values: [
        "'{}'", "'[]'", "'{\"b\":1,\"a\":2,\"aa\":3}'", "'{\"a\":1,\"a\":2}'", "'[1, 2.50 ,\"x\\u00e9\"]'",
        "'null'",
        "'\"s\"'", "'{a:1}'", "'{'", "''", "'{\"a\":{\"c\":[],\"b\":null}}'", "'1e2x'", "'\"tab\\tq\\\"\"'",
      ]),
    Family(type: "json", values: ["'{ \"a\" : 1 }'", "'{a}'", "'[1,]'"]),
    Family(
      type: "timestamp",
      values: [
        "'2024-01-31 10:20:30'", "'2024-01-31T10:20:30.5'", "'2024-01-31'", "'2024-01-31 10:20'",
        "'2024-01-31 10:20:30.123456'", "'2024-01-31 10:20:30+02'", "'2024-02-30 10:20:30'", "'2024-13-01'",
        "'hello'", "'2024-01-31 25:00:00'", "'2023-02-29'", "'2024-02-29 23:59:59.999'", "'epoch'",
      ]),
    Family(
      type: "timestamptz",
      values: [
        "'2024-01-31 10:20:30'", "'2024-01-31 10:20:30+02'", "'2024-01-31T10:20:30Z'",
        "'2024-01-31 10:20:30-0530'",
        "'2024-12-31 23:30:00-01:00'", "'nope'", "'2024-01-31 10:20:30.000001+00'",
      ]),
    Family(
      type: "date", values: ["'2024-02-29'", "'2023-02-29'", "'2024-01-31 10:20:30'", "'x'", "'2024-1-5'"]),
    Family(type: "time", values: ["'10:20:30'", "'10:20'", "'25:00'", "'10:20:30.25'", "'x'"]),
    Family(type: "bytea", values: ["'\\xDEADbeef'", "'abc'", "'\\xABC'", "'\\x'"]),
    Family(
      type: "text[]",
      values: ["'{}'", "'{a,b}'", "'{a'", "'a'", "ARRAY['x','y']", "ARRAY[]::text[]", "'{NULL,a}'"]),
    Family(type: "integer[]", values: ["'{1,2}'", "'{1,x}'", "ARRAY[1,2,3]"]),
  ]

  @Test(arguments: families)
  func `literals are read, refused and kept as in PostgreSQL`(family: Family) throws {
    try expectAgreement(
      ["CREATE TABLE t (id integer, v \(family.type))"]
        + family.values.flatMap { ["INSERT INTO t VALUES (1, \($0))", "SELECT v FROM t", "DELETE FROM t"] })
  }

  @Test(arguments: families)
  func `defaults are read, refused and used as in PostgreSQL`(family: Family) throws {
    try expectAgreement(
      family.values.flatMap {
        [
          "CREATE TABLE t (id integer, v \(family.type) DEFAULT \($0))", "INSERT INTO t (id) VALUES (1)",
          "SELECT v FROM t", "DROP TABLE IF EXISTS t",
        ]
      })
  }
}
