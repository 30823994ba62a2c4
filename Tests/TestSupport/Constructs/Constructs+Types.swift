extension ConstructGroup {
  static let types = ConstructGroup(
    "Types of columns",
    [
      Construct(
        "`text`", "CREATE TABLE t (a text)", then: ["INSERT INTO t VALUES ('x')", "SELECT * FROM t"]),
      Construct(
        "`varchar(3)`", "CREATE TABLE t (a varchar(3))", .exact, "TEXT with its length",
        then: ["INSERT INTO t VALUES ('abc')", "SELECT * FROM t", "INSERT INTO t VALUES ('abcd')"]),
      Construct(
        "`varchar`", "CREATE TABLE t (a varchar)", then: ["INSERT INTO t VALUES ('abc')", "SELECT * FROM t"]),
      Construct(
        "`char(3)`", "CREATE TABLE t (a char(3))", .exact, "TEXT with its length, without padding",
        then: ["INSERT INTO t VALUES ('abcd')"]),
      Construct(
        "`smallint`", "CREATE TABLE t (a smallint)", .exact, "INTEGER in its range",
        then: ["INSERT INTO t VALUES (1)", "SELECT * FROM t", "INSERT INTO t VALUES (40000)"]),
      Construct(
        "`integer`", "CREATE TABLE t (a integer)", .exact, "INTEGER in its range",
        then: ["INSERT INTO t VALUES (1)", "SELECT * FROM t", "INSERT INTO t VALUES (3000000000)"]),
      Construct(
        "`bigint`", "CREATE TABLE t (a bigint)", .exact, "INTEGER",
        then: ["INSERT INTO t VALUES (3000000000)", "SELECT * FROM t"]),
      Construct(
        "`boolean`", "CREATE TABLE t (a boolean)", .exact, "INTEGER, 0 or 1",
        then: ["INSERT INTO t VALUES (true)", "SELECT * FROM t", "INSERT INTO t VALUES ('maybe')"]),
      Construct(
        "`uuid`", "CREATE TABLE t (a uuid)", .exact, "TEXT, any case, checked",
        then: [
          "INSERT INTO t VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')", "SELECT * FROM t",
          "INSERT INTO t VALUES ('x')",
        ]),
      Construct(
        "`jsonb`", "CREATE TABLE t (a jsonb)", .exact, "TEXT, valid JSON in PostgreSQL's normal form",
        then: [
          #"INSERT INTO t VALUES ('{"b": 1,"a":[1]}')"#, "SELECT * FROM t", "INSERT INTO t VALUES ('{')",
        ]),
      Construct(
        "`json`", "CREATE TABLE t (a json)", .exact, "TEXT, valid JSON",
        then: [#"INSERT INTO t VALUES ('{"a":1}')"#, "SELECT * FROM t", "INSERT INTO t VALUES ('{')"]),
      Construct(
        "`timestamp`", "CREATE TABLE t (a timestamp)", .exact, "TEXT `YYYY-MM-DD HH:MM:SS.SSS`, checked",
        then: [
          "INSERT INTO t VALUES ('2024-02-29 12:00:00')", "SELECT * FROM t",
          "INSERT INTO t VALUES ('2023-02-29')",
        ]),
      Construct(
        "`timestamptz`", "CREATE TABLE t (a timestamptz)", .exact,
        "TEXT `YYYY-MM-DD HH:MM:SS.SSS` in UTC, checked",
        then: [
          "INSERT INTO t VALUES ('2024-02-29 12:00:00+02')", "SELECT * FROM t", "INSERT INTO t VALUES ('x')",
        ]),
      Construct(
        "`timestamp(3)`", "CREATE TABLE t (a timestamp(3))",
        then: ["INSERT INTO t VALUES ('2024-02-29 12:00:00.123')", "SELECT * FROM t"]),
      Construct(
        "`date`", "CREATE TABLE t (a date)", .exact, "TEXT, checked",
        then: [
          "INSERT INTO t VALUES ('2024-02-29')", "SELECT * FROM t", "INSERT INTO t VALUES ('2024-02-30')",
        ]),
      Construct(
        "`time`", "CREATE TABLE t (a time)", .exact, "TEXT, checked",
        then: ["INSERT INTO t VALUES ('12:30:00')", "SELECT * FROM t", "INSERT INTO t VALUES ('25:00')"]),
      Construct(
        "`time with time zone`", "CREATE TABLE t (a time with time zone)",
        .approximate("time with time zone: its values are kept as text and are not checked")),
      Construct(
        "`interval`", "CREATE TABLE t (a interval)",
        .approximate("interval: its values are kept as text and are not checked"),
        then: ["INSERT INTO t VALUES ('1 day')", "SELECT * FROM t"]),
      Construct(
        "`numeric(8)`", "CREATE TABLE t (a numeric(8))", .exact, "INTEGER",
        then: ["INSERT INTO t VALUES (12345678)", "SELECT * FROM t", "INSERT INTO t VALUES (123456789)"]),
      Construct(
        "`numeric(10,2)`", "CREATE TABLE t (a numeric(10,2))", .exact,
        "REAL, checked; more decimals than the scale are refused where PostgreSQL rounds",
        then: ["INSERT INTO t VALUES (12.5)", "SELECT * FROM t", "INSERT INTO t VALUES (123456789)"]),
      Construct(
        "`numeric`", "CREATE TABLE t (a numeric)",
        .approximate("numeric: whole numbers are exact up to 9223372036854775807, others to 15 digits"),
        "whole numbers exact to 64 bits, others to 15 digits"),
      Construct(
        "`real`", "CREATE TABLE t (a real)", .exact, "REAL; no NaN, no infinity",
        then: ["INSERT INTO t VALUES (1.5)", "SELECT * FROM t"]),
      Construct(
        "`double precision`", "CREATE TABLE t (a double precision)", .exact, "REAL; no NaN, no infinity",
        then: ["INSERT INTO t VALUES (1.5)", "SELECT * FROM t"]),
      Construct(
        "`bytea`", "CREATE TABLE t (a bytea)", .exact, "BLOB",
        then: [#"INSERT INTO t VALUES ('\x00ff')"#, "SELECT * FROM t"]),
      Construct(
        "`text[]`", "CREATE TABLE t (a text[])", .exact, "a JSON array, checked for its kind",
        then: ["INSERT INTO t VALUES ('{a,b}')", "SELECT * FROM t"]),
      Construct(
        "`integer[]`", "CREATE TABLE t (a integer[])", .exact, "a JSON array, checked for its kind",
        then: ["INSERT INTO t VALUES ('{1,2}')", "SELECT * FROM t"]),
      Construct("`bigint[]`", "CREATE TABLE t (a bigint[])", .exact, "a JSON array"),
      Construct("`varchar(3)[]`", "CREATE TABLE t (a varchar(3)[])", .exact, "a JSON array"),
      Construct(
        "`serial`", "CREATE TABLE t (a serial)", .exact,
        "a counter; `INTEGER PRIMARY KEY AUTOINCREMENT` where it is the key"),
      Construct("`bigserial`", "CREATE TABLE t (a bigserial)", .exact, "a counter"),
      Construct("`smallserial`", "CREATE TABLE t (a smallserial)", .exact, "a counter"),
      Construct(
        "`inet`", "CREATE TABLE t (a inet)",
        .approximate("inet: its values are kept as text and are not checked")),
      Construct(
        "`cidr`", "CREATE TABLE t (a cidr)",
        .approximate("cidr: its values are kept as text and are not checked")),
      Construct(
        "`macaddr`", "CREATE TABLE t (a macaddr)",
        .approximate("macaddr: its values are kept as text and are not checked")),
      Construct(
        "`tsvector`", "CREATE TABLE t (a tsvector)",
        .approximate("tsvector: its values are kept as text and are not checked")),
      Construct(
        "`tsquery`", "CREATE TABLE t (a tsquery)",
        .approximate("tsquery: its values are kept as text and are not checked")),
      Construct(
        "`int4range`", "CREATE TABLE t (a int4range)",
        .approximate("int4range: its values are kept as text and are not checked")),
      Construct(
        "`tstzrange`", "CREATE TABLE t (a tstzrange)",
        .approximate("tstzrange: its values are kept as text and are not checked")),
      Construct(
        "`money`", "CREATE TABLE t (a money)",
        .approximate("money: its values are kept as text and are not checked")),
      Construct(
        "`xml`", "CREATE TABLE t (a xml)",
        .approximate("xml: its values are kept as text and are not checked")),
      Construct(
        "`point`", "CREATE TABLE t (a point)",
        .approximate("point: its values are kept as text and are not checked")),
      Construct(
        "`bit(3)`", "CREATE TABLE t (a bit(3))",
        .approximate("bit: its values are kept as text and are not checked")),
      Construct(
        "`oid`", "CREATE TABLE t (a oid)", .exact, "INTEGER with its range",
        then: ["INSERT INTO t VALUES (7)", "INSERT INTO t VALUES (4294967296)", "SELECT a, a = 7 FROM t"]),
      Construct(
        "`citext`", "CREATE TABLE t (a citext)",
        .approximate("citext: citext ignores the case of ASCII letters only"),
        "TEXT COLLATE NOCASE: ASCII letters only", after: ["CREATE EXTENSION citext"]),
      Construct(
        "`hstore`", "CREATE TABLE t (a hstore)", .exact, "a JSON object", after: ["CREATE EXTENSION hstore"]),
      Construct(
        "an enum", "CREATE TABLE t (a mood)", .exact, "TEXT with a check",
        after: ["CREATE TYPE mood AS ENUM ('sad', 'ok')"],
        then: ["INSERT INTO t VALUES ('ok')", "INSERT INTO t VALUES ('x')", "SELECT a FROM t"]),
      Construct(
        "an array of an enum", "CREATE TABLE t (a mood[])", .exact, "a JSON array",
        after: ["CREATE TYPE mood AS ENUM ('sad', 'ok')"]),
      Construct(
        "a domain", "CREATE TABLE t (a positive)", .exact, "its base type, with its checks",
        after: ["CREATE DOMAIN positive AS integer CHECK (VALUE > 0)"],
        then: ["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (0)", "SELECT a FROM t"]),
      Construct(
        "a composite type", "CREATE TABLE t (a pair)", .approximate("kept as PostgreSQL's text"),
        after: ["CREATE TYPE pair AS (x integer, y integer)"]),
    ])
}
