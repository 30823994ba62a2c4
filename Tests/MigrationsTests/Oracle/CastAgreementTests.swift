import Testing

/// Casts of values in rows, which only their running can judge, against PostgreSQL.
@Suite struct CastAgreementTests {
  struct Family: Sendable, CustomTestStringConvertible {
    var type: String
    var values: [String]
    var targets: [String]
    var testDescription: String { type }
  }

  static let families = [
    Family(
      type: "text",
      values: [
        "'1'", "' 42 '", "'-7'", "'1.5'", "'abc'", "''", "'t'", "'yes'", "NULL", "'99999999999'", "'1e3'",
      ],
      targets: [
        "smallint", "integer", "bigint", "numeric", "numeric(5,2)", "numeric(3,0)", "real",
        "double precision",
        "boolean", "varchar(2)", "char(3)", "bytea", "interval",
      ]),
    Family(
      type: "text",
      values: [
        "'{\"b\":1,\"a\":[1, 2]}'", "'[1,2'", "'null'", "'{1,2}'", "'{a,\"b c\",NULL}'", "'{}'",
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'A0EEBC999C0B4EF8BB6D6BB9BD380A11'",
        "'1e2'", "'{\"a\":1,\"a\":2}'", "'\"x\\u00e9\"'",
      ], targets: ["json", "jsonb", "uuid", "integer[]", "text[]", "bytea"]),
    Family(
      type: "text",
      values: [
        "'2024-01-31'", "'2024-01-31 10:20:30'", "'2024-01-31T10:20:30.123456Z'", "'2024-01-31 10:20:30+02'",
        "'2024-02-30'", "'10:20'", "'nope'", "'1 day'", "'1 year 2 mons -3 days 04:05:06.5'",
        "'90 minutes'", "'1.5 days'",
      ], targets: ["date", "timestamp", "timestamptz", "time", "interval", "timestamp(0)"]),
    Family(
      type: "text", values: ["'P1DT2H'", "'1-2'", "'-1 day +02:03'", "'@ 1 hour ago'", "'5'"],
      targets: ["interval"]),
    Family(
      type: "text",
      values: ["'192.168.0.1'", "'10.0.0.0/8'", "'::1'", "'300.1.1.1'", "'08:00:2b:01:02:03'", "'x'"],
      targets: ["inet", "macaddr"]),
    Family(
      type: "integer", values: ["0", "1", "-5", "70000", "NULL"],
      targets: [
        "smallint", "bigint", "numeric", "numeric(4,1)", "real", "double precision", "boolean", "text",
        "varchar(2)", "date", "uuid", "timestamp",
      ]),
    Family(
      type: "bigint", values: ["5000000000", "12"],
      targets: ["smallint", "integer", "numeric", "text", "boolean"]),
    Family(
      type: "numeric", values: ["1.5", "2.5", "-2.5", "0.005", "123456.789", "10"],
      targets: ["integer", "bigint", "numeric(5,2)", "numeric(4,0)", "double precision", "real", "text"]),
    Family(
      type: "double precision", values: ["1.5", "2.5", "0.1", "1e20", "1e-7", "'Infinity'"],
      targets: ["integer", "bigint", "numeric(5,2)", "text", "real"]),
    Family(
      type: "boolean", values: ["true", "false"], targets: ["integer", "text", "bigint", "varchar(2)"]),
    Family(
      type: "timestamp", values: ["'2024-01-31 10:20:30.5'", "'2024-12-31 23:59:59.999999'"],
      targets: ["date", "time", "timestamptz", "text", "timestamp(0)", "timestamp(3)", "integer"]),
    Family(
      type: "timestamptz", values: ["'2024-01-31 10:20:30+00'", "'2024-01-31 23:30:00.25-01'"],
      targets: ["date", "time", "timestamp", "text", "timestamptz(0)"]),
    Family(type: "date", values: ["'2024-01-31'"], targets: ["timestamp", "timestamptz", "text", "integer"]),
    Family(type: "uuid", values: ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'"], targets: ["text", "bytea"]),
    Family(type: "json", values: ["'{ \"b\" : 1, \"a\":2}'", "'1'"], targets: ["jsonb", "text", "integer"]),
    Family(
      type: "jsonb", values: ["'{\"b\":1}'", "'1.7'", "'true'", "'\"5\"'", "'null'"],
      targets: ["json", "text", "integer", "numeric", "boolean", "text[]"]),
    Family(
      type: "text[]", values: ["'{1,2}'", "'{a,NULL,\"b,c\"}'", "'{}'"],
      targets: ["integer[]", "text", "varchar(1)[]", "jsonb"]),
    Family(
      type: "integer[]", values: ["'{1,2}'", "'{{1,2},{3,4}}'"],
      targets: ["bigint[]", "text[]", "text", "boolean[]"]),
    Family(type: "bytea", values: ["'\\xDEADBEEF'", "''"], targets: ["text", "uuid"]),
    Family(
      type: "varchar(5)", values: ["'abc'", "'12'"], targets: ["text", "integer", "varchar(2)", "char(2)"]),
    Family(
      type: "interval", values: ["'1 day 02:00:00'", "'25 hours'"], targets: ["text", "time", "integer"]),
  ]

  @Test(arguments: families)
  func `a written cast of a column gives PostgreSQL's value or error`(family: Family) throws {
    try expectAgreement(
      ["CREATE TABLE t (v \(family.type))"]
        + family.values.flatMap { value in
          ["DELETE FROM t", "INSERT INTO t VALUES (\(value))"]
            + family.targets.map { "SELECT CAST(v AS \($0)) FROM t" }
        })
  }

  @Test(arguments: families)
  func `a value stored into a column of another type is cast, cut or refused as in PostgreSQL`(family: Family)
    throws
  {
    let targets = family.targets.enumerated().map { "c\($0) \($1)" }.joined(separator: ", ")
    try expectAgreement(
      ["CREATE TABLE t (v \(family.type), \(targets))"]
        + family.values.flatMap { value in
          ["DELETE FROM t", "INSERT INTO t (v) VALUES (\(value))"]
            + family.targets.indices.flatMap { ["UPDATE t SET c\($0) = v", "SELECT c\($0) FROM t"] }
        })
  }

  @Test func `enums are cast by their labels`() throws {
    try expectAgreement([
      "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TYPE other AS ENUM ('sad')",
      "CREATE TABLE t (v text, m mood, l mood[])",
      "INSERT INTO t VALUES ('sad', 'ok', '{sad,ok}'), ('bad', 'sad', NULL)",
      "SELECT v::mood FROM t WHERE v = 'sad'", "SELECT v::mood FROM t",
      "SELECT m::text, l::text, l::text[] FROM t",
      "UPDATE t SET m = v", "UPDATE t SET m = v::mood WHERE v = 'sad'", "SELECT m::other FROM t",
      "SELECT m::text::other FROM t WHERE m = 'sad'", "SELECT ARRAY['sad', 'ok']::mood[]",
      "SELECT ARRAY['nope']::mood[]",
    ])
  }
}
