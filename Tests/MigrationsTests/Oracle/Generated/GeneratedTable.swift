/// The rows that generated expressions read: two columns of each type, with the values at which types end.
enum GeneratedTable {
  static let types = [
    "int2", "int4", "int8", "numeric", "float8", "text", "bool", "date", "time", "timestamp", "timestamptz",
    "interval", "jsonb", "json", "uuid", "bytea", "int4[]", "text[]", "mood",
  ]

  static func columns(of type: String) -> [String] {
    let stem = type.replacing("[]", with: "s")
    return ["\(stem)_a", "\(stem)_b"]
  }

  static let statements: [String] = {
    var statements = [
      #"CREATE EXTENSION "uuid-ossp""#, "CREATE EXTENSION pgcrypto",
      "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
    ]
    let columns = types.flatMap { type in
      Self.columns(of: type).map {
        "\($0) \(type == "numeric" && $0.hasSuffix("a") ? "numeric(12,3)" : type)"
      }
    }
    statements.append("CREATE TABLE g (id int PRIMARY KEY, \(columns.joined(separator: ", ")))")
    for number in 0..<rows {
      let row = types.flatMap { type in
        [0, 1].map { column in
          let pool = Self.values[type] ?? ["NULL"]
          return pool[(number * (column == 0 ? 1 : 3) + column * 2) % pool.count]
        }
      }
      statements.append("INSERT INTO g VALUES (\(([String(number)] + row).joined(separator: ", ")))")
    }
    return statements
  }()

  static let rows = 9

  /// Literals as an INSERT takes them.
  static let values: [String: [String]] = [
    "int2": ["0", "1", "-1", "7", "32767", "-32768", "NULL", "100", "12"],
    "int4": ["0", "1", "-1", "3", "2147483647", "-2147483648", "NULL", "42", "-17"],
    "int8": ["0", "1", "-1", "9223372036854775807", "NULL", "-9223372036854775808", "5", "1000000007", "64"],
    "numeric": ["0", "1.5", "-1.5", "0.1", "NULL", "2.675", "-0.005", "9999.5", "12.345"],
    "float8": ["0", "1.5", "-1.5", "0.1", "1e10", "NULL", "2.5", "-3.7", "123456.789"],
    "text": [
      "''", "'a'", "'Hello World'", "'  pad  '", "NULL", "'äÖß €'", "'42'", "'a,b,,c'", "'O''Brien\\n%_'",
    ],
    "bool": ["true", "false", "NULL"],
    "date": [
      "'2024-02-29'", "'1970-01-01'", "'1999-12-31'", "NULL", "'2023-07-01'", "'2000-01-01'", "'1900-03-01'",
    ],
    "time": ["'00:00:00'", "'23:59:59.5'", "NULL", "'12:30:00'", "'06:07:08.25'"],
    "timestamp": [
      "'2024-02-29 12:34:56.789'", "'1970-01-01 00:00:00'", "NULL", "'1999-12-31 23:59:59.999'",
      "'2023-10-29 01:30:00'", "'2000-01-01 00:00:00.5'",
    ],
    "timestamptz": [
      "'2024-02-29 12:34:56.789+00'", "'1970-01-01 00:00:00+00'", "NULL", "'1999-12-31 23:59:59+02'",
      "'2023-03-26 01:30:00+00'",
    ],
    "interval": [
      "'1 day'", "'1 month'", "'-3 hours'", "NULL", "'1 year 2 months 3 days 04:05:06.5'", "'0'",
      "'36 hours'",
    ],
    "jsonb": [
      "'{}'", "'[]'", "'{\"a\": 1, \"b\": {\"c\": [1, 2, \"x\"]}}'", "NULL", "'[1, null, \"a\", true]'",
      "'\"text\"'",
      "'1.5'", "'null'", "'{\"a\": null, \"z\": \"ä\"}'",
    ],
    "json": ["'{\"a\":1}'", "'[1,2,{\"b\":\"x\"}]'", "NULL", "'\"s\"'", "'{\"k\":{\"a\":null}}'"],
    "uuid": [
      "'00000000-0000-0000-0000-000000000000'", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "NULL",
      "'ffffffff-ffff-4fff-bfff-ffffffffffff'",
    ],
    "bytea": ["'\\x'", "'\\x00ff'", "NULL", "'\\x68656c6c6f'"],
    "int4[]": ["'{}'", "'{1,2,3}'", "'{NULL,5}'", "NULL", "'{7}'", "'{3,3,-1}'"],
    "text[]": ["'{}'", "'{a,b}'", "'{\"x y\",NULL,\"\"}'", "NULL", "'{\"O''B\",\"q\\\"\"}'"],
    "mood": ["'sad'", "'ok'", "'happy'", "NULL"],
  ]
}
