import Migrations
import PostgresDialect
import SQLiteBinding
import TestSupport
import Testing

@Suite struct LintTests {
  private let base = step(
    1,
    "CREATE TABLE notes (id serial PRIMARY KEY, body text, n bigint, d double precision); CREATE TABLE empty (x int)"
  )

  private func names(_ findings: [LintFinding], of id: String = "m2") -> [String] {
    findings.filter { $0.migration == id }.map(\.hazard.name)
  }

  /// One of each, with what else is true of it.
  private static let hazards: [(sql: String, names: [String])] = [
    ("DROP TABLE notes", ["drop-table"]),
    ("ALTER TABLE notes DROP COLUMN body", ["drop-column"]),
    ("DELETE FROM notes WHERE n = 1", ["delete-rows"]),
    ("TRUNCATE notes", ["delete-rows"]),
    ("ALTER TABLE notes ALTER COLUMN n TYPE integer", ["narrow-type", "rewrite-lock"]),
    ("ALTER TABLE notes ALTER COLUMN d TYPE integer", ["narrow-type", "rewrite-lock"]),
    ("ALTER TABLE notes ALTER COLUMN n TYPE numeric", ["approximate", "rewrite-lock"]),
    ("ALTER TABLE notes RENAME TO jotted", ["rename"]),
    ("ALTER TABLE notes RENAME COLUMN body TO content", ["rename"]),
    ("UPDATE notes SET n = random() * 100", ["drawn-values"]),
    ("INSERT INTO empty SELECT extract(year FROM now())::int", ["drawn-values"]),
    ("ALTER TABLE notes ADD COLUMN k int NOT NULL", ["required-column"]),
    ("ALTER TABLE notes ALTER COLUMN body SET NOT NULL", ["set-not-null", "validation-lock"]),
    ("CREATE INDEX notes_n ON notes (n)", ["index-lock"]),
    ("ALTER TABLE notes ADD COLUMN u uuid DEFAULT gen_random_uuid()", ["rewrite-lock"]),
    ("ALTER TABLE notes ADD CONSTRAINT positive CHECK (n > 0)", ["validation-lock"]),
    (
      "CREATE INDEX notes_body ON notes USING gin (to_tsvector('english', body))",
      ["approximate", "index-lock"]
    ),
  ]

  @Test(arguments: hazards)
  func `each hazard has its name`(_ sql: String, _ expected: [String]) throws {
    #expect(names(try quiet([base, step(2, sql)]).lint()) == expected)
  }

  @Test(
    arguments: [
      "ALTER TABLE notes ADD COLUMN k int",
      "ALTER TABLE notes ADD COLUMN at timestamptz NOT NULL DEFAULT now()",
      "ALTER TABLE notes ALTER COLUMN body TYPE varchar", "UPDATE notes SET n = n + 1",
      "ALTER TABLE notes ADD CONSTRAINT positive CHECK (n > 0) NOT VALID",
      "CREATE TABLE a (x int NOT NULL); CREATE INDEX a_x ON a (x); INSERT INTO a VALUES (1)",
      "CREATE TABLE a (x int); ALTER TABLE a ADD COLUMN y int NOT NULL; DROP TABLE a",
      "COMMENT ON TABLE notes IS 'x'",
    ])
  func `what harms nobody is passed over`(_ sql: String) throws {
    #expect(names(try quiet([base, step(2, sql)]).lint()) == [])
  }

  @Test func `what may be cut off must be repeatable`() throws {
    func lint(_ sql: String) throws -> [String] {
      names(try quiet([base, step(2, sql, usesTransaction: false)]).lint(allowing: ["index-lock"]))
    }
    #expect(try lint("CREATE INDEX CONCURRENTLY notes_n ON notes (n)") == ["not-repeatable"])
    #expect(try lint("CREATE INDEX CONCURRENTLY IF NOT EXISTS notes_n ON notes (n)") == [])
    #expect(try lint("INSERT INTO empty VALUES (1)") == ["not-repeatable"])
    #expect(try lint("UPDATE notes SET n = 1") == [])
  }

  @Test func `a hazard can be meant`() throws {
    let directory = try TemporaryDirectory()
    try directory.write("CREATE TABLE notes (a int, b int);", to: "001_a.sql")
    try directory.write(
      "-- migrate:allow drop-column, no-such-thing\nALTER TABLE notes DROP COLUMN b;\nALTER TABLE notes RENAME a TO c;\n",
      to: "002_b.sql")
    let migrator = quiet(try MigrationFolder(directory.path).migrations())
    #expect(names(try migrator.lint(), of: "002_b") == ["unknown-name", "rename"])
    #expect(names(try migrator.lint(allowing: ["rename", "unknown-name"]), of: "002_b") == [])
    let finding = try #require(try migrator.lint().last)
    #expect(finding.source.location(of: finding.range.lower).line == 3)
    #expect(finding.diagnostic.message.contains("[rename]"))
  }

  @Test func `a file tells what is in danger`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("app.db")
    let connection = try Connection(path: path)
    try quiet([base]).run(on: connection)
    try connection.run("INSERT INTO notes (n) VALUES (1), (2)")
    try connection.close()
    let migrations = [
      base, step(2, "DROP TABLE empty; DELETE FROM notes WHERE n = 1"),
      step(
        3, "CREATE TABLE passing (x int); ALTER TABLE notes DROP CONSTRAINT notes_pkey, ADD PRIMARY KEY (n)"),
      step(4, "DROP TABLE passing"),
    ]
    let findings = try quiet(migrations).lint(at: path)
    #expect(findings.map(\.hazard.name) == ["delete-rows", "validation-lock"])
    #expect(findings.map(\.rows) == [2, 2])
    #expect(findings[0].diagnostic.message.contains("which has 2 rows"))
    // Nothing is pending any more.
    try quiet(migrations).run(at: path)
    #expect(try quiet(migrations).lint(at: path).isEmpty)
  }

  @Test func `names are told apart and explained`() {
    #expect(Set(Hazard.all.map(\.name)).count == Hazard.all.count)
    #expect(Hazard.all.allSatisfy { !$0.explanation.isEmpty })
  }
}
