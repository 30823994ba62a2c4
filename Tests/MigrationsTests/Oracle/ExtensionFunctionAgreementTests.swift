import Testing

/// Functions that extensions bring, and those of enums and bytes.
@Suite struct ExtensionFunctionAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: scripts)
  func `every statement comes to the same`(script: Script) throws {
    try expectAgreement(script.statements)
  }

  static let scripts = [
    Script(
      "uuid-ossp", "CREATE EXTENSION \"uuid-ossp\"",
      "SELECT uuid_generate_v5(uuid_ns_dns(), 'example.org'), uuid_generate_v3(uuid_ns_url(), 'http://x.org/ä')",
      "SELECT uuid_generate_v5(uuid_nil(), ''), uuid_ns_oid(), uuid_ns_x500()",
      "CREATE TABLE t (id uuid DEFAULT uuid_generate_v1mc() PRIMARY KEY, b uuid DEFAULT uuid_generate_v1(), n int)",
      "INSERT INTO t (n) VALUES (1), (2), (3)", "SELECT count(*), count(DISTINCT id) FROM t",
      "SELECT substring(id::text from 15 for 1), substring(b::text from 15 for 1), length(b::text) FROM t",
      "SELECT n FROM t WHERE substring(id::text from 20 for 1) NOT IN ('8', '9', 'a', 'b')"),
    Script(
      "pgcrypto", "CREATE EXTENSION pgcrypto", "SELECT encode(hmac('data', 'key', 'sha256'), 'hex')",
      "SELECT encode(hmac('data'::bytea, 'key'::bytea, 'md5'), 'hex')",
      "SELECT encode(digest('a', 'sha1'), 'hex')"),
    Script(
      "enums", "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
      "SELECT enum_first(NULL::mood), enum_last('ok'::mood), enum_range(NULL::mood)",
      "SELECT enum_range('ok'::mood, NULL), enum_range(NULL, 'ok'::mood), enum_range('ok'::mood, 'happy'::mood)",
      "SELECT m FROM unnest(enum_range(NULL::mood)) AS m", "SELECT unnest(enum_range(NULL::mood)) AS m",
      "CREATE VIEW v AS SELECT unnest(enum_range(NULL::mood)) AS m", "SELECT * FROM v",
      "ALTER TYPE mood ADD VALUE 'glad'", "SELECT * FROM v", "SELECT count(*) FROM v WHERE m > 'sad'"),
    Script(
      "bytes and bits", "SELECT get_byte('\\x1234'::bytea, 1), get_bit('\\x1234'::bytea, 3)",
      "SELECT set_byte('\\x1234'::bytea, 0, 255), set_bit('\\x1234'::bytea, 0, 1)",
      "SELECT get_byte('\\x12'::bytea, 1)",
      "CREATE TABLE t (b bit(8))", "INSERT INTO t VALUES ('10100000')",
      "SELECT get_bit(b, 0), get_bit(b, 1) FROM t",
      "CREATE FUNCTION has(mask bit(8), n int) RETURNS boolean LANGUAGE sql IMMUTABLE AS "
        + "$$ SELECT CASE n WHEN 0 THEN get_bit(mask, 0) ELSE get_bit(mask, 2) END = 1 $$",
      "CREATE UNIQUE INDEX i ON t (b) WHERE has(b, 0)", "INSERT INTO t VALUES ('10100000')"),
    Script(
      "texts and arrays", "SELECT normalize('é') = normalize('é'), length(normalize('é', NFD))",
      "SELECT array_fill(0, ARRAY[3]), array_fill('x'::text, ARRAY[2, 2])"),
    Script(
      "ltree", "CREATE EXTENSION ltree", "CREATE TABLE t (path ltree)",
      "INSERT INTO t VALUES ('a.b.c'), ('a'), ('')",
      "SELECT path, nlevel(path) FROM t ORDER BY nlevel(path)", "SELECT text2ltree('x.y') || 'z'::ltree",
      "CREATE VIEW v AS SELECT nlevel(path) AS n FROM t", "SELECT n FROM v ORDER BY n"),
  ]

  @Test func `text search keeps documents as their text, which stops nothing`() throws {
    let sides = try SideBySide()
    for statement in [
      "CREATE TABLE t (id int, title text, body text, doc tsvector)",
      "ALTER TABLE t ADD COLUMN search tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', coalesce(title, '')), "
        + "'A') || setweight(to_tsvector('english', coalesce(body, '')), 'B')) STORED",
      "CREATE INDEX i ON t USING gin (to_tsvector('simple', title))",
      "INSERT INTO t (id, title) VALUES (1, 'Quick foxes')",
      "UPDATE t SET doc = to_tsvector('english', title)",
    ] {
      let (theirs, ours) = sides.run(statement)
      #expect(theirs.sqlState == nil && ours.sqlState == nil, "\(statement): \(theirs) \(ours)")
    }
    #expect(sides.runHere("SELECT search, doc FROM t") == .rows([["Quick foxes ", "Quick foxes"]]))
    #expect(sides.runHere("SELECT id FROM t WHERE doc @@ to_tsquery('fox')").sqlState == "0A000")
  }
}
