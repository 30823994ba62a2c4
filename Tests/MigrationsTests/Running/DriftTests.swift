import Migrations
import SQLiteBinding
import TestSupport
import Testing

/// What differs between a file and its history, and what only seems to.
@Suite struct DriftTests {
  private func lines(_ drift: Drift) -> [String] {
    drift.differences.map { difference in
      (["\(difference.kind) \(difference.name) \(difference.change.rawValue)"] + difference.details)
        .joined(separator: ": ")
    }
  }

  @Test(arguments: ["Memorall", "Seed", "Policies/timestamps", "Policies/transaction-false"])
  func `a history run step by step has not drifted`(fixture: String) throws {
    let folder = try TemporaryDirectory()
    let migrator = quiet(try MigrationFolder(Fixtures.path(fixture)).migrations())
    for migration in migrator.migrations {
      try migrator.run(at: folder.path("a.db"), to: migration.version)
      #expect(lines(try migrator.drift(at: folder.path("a.db"))).isEmpty)
    }
    try migrator.run(at: folder.path("b.db"))
    #expect(lines(try migrator.drift(at: folder.path("b.db"))).isEmpty)
  }

  @Test func `nor has one whose tables were altered in many ways`() throws {
    let steps = [
      "CREATE TABLE t (a int CHECK (a > 0), b text DEFAULT 'x', c int UNIQUE)",
      "ALTER TABLE t ADD COLUMN d timestamptz DEFAULT now()", "ALTER TABLE t RENAME COLUMN b TO bb",
      "ALTER TABLE t RENAME TO u", "ALTER TABLE u DROP COLUMN c", "ALTER TABLE u ALTER COLUMN a SET NOT NULL",
      "CREATE INDEX i ON u (bb)", "ALTER INDEX i RENAME TO j", "ALTER TABLE u ADD CONSTRAINT k CHECK (a < 9)",
      "ALTER TABLE u ALTER COLUMN bb DROP DEFAULT", "COMMENT ON TABLE u IS 'U'",
    ]
    let migrator = quiet(steps.enumerated().map { step($0 + 1, $1) })
    let folder = try TemporaryDirectory()
    for version in steps.indices {
      try migrator.run(at: folder.path("a.db"), to: version + 1)
      #expect(lines(try migrator.drift(at: folder.path("a.db"))).isEmpty)
    }
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var sql: String
    var found: [String]
    var testDescription: String { sql }

    init(_ sql: String, _ found: String...) {
      self.sql = sql
      self.found = found
    }
  }

  static let changes = [
    Change("ALTER TABLE t ADD COLUMN note TEXT", "table t changed: column note is not in the history"),
    Change("ALTER TABLE t DROP COLUMN c", "table t changed: column c is missing"),
    Change(
      "ALTER TABLE t RENAME COLUMN c TO d",
      "table t changed: column c is missing: column d is not in the history"),
    Change("DROP INDEX i", "index i missing"),
    Change(
      "DROP INDEX i; CREATE INDEX i ON t (a)", "index i changed: is: CREATE INDEX i ON t (a): should be: "),
    Change("DROP INDEX i; create index [I] ON `t`(\n b -- the same\n)"),
    Change("CREATE INDEX extra ON t (a)", "index extra extra"),
    Change("CREATE TABLE theirs (a)", "table theirs extra"),
    Change("CREATE VIEW v AS SELECT 1", "view v extra"),
    Change("DROP TRIGGER \"t.touched\"", "trigger t.touched missing"),
    Change("DROP TABLE t", "index i missing", "table t missing", "trigger t.touched missing"),
    Change("INSERT INTO t (a, b) VALUES (1, 'x')"),
    Change("DELETE FROM _migrations_catalog WHERE kind = 'function'", "function touch() missing"),
    Change(
      "UPDATE _migrations_catalog SET definition = replace(definition, 'integer', 'bigint') WHERE name = 't'",
      "table t changed: PostgreSQL's definition lacks: column 1: a integer"),
  ]

  @Test(arguments: changes)
  func `what another program changes is told`(change: Change) throws {
    let connection = try Connection.inMemory()
    let migrator = quiet([
      step(
        1,
        """
        CREATE TABLE t (a int, b text NOT NULL DEFAULT '', c timestamptz);
        CREATE INDEX i ON t (b);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b = 'x'; RETURN NEW; END $$;
        CREATE TRIGGER touched BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
        """)
    ])
    try migrator.run(on: connection)
    try connection.execute(change.sql)
    let found = lines(try migrator.drift(on: connection))
    #expect(found.count == change.found.count, "\(found)")
    for (line, start) in zip(found, change.found) { #expect(line.hasPrefix(start), "\(found)") }
  }

  @Test func `clauses in another order say the same`() throws {
    let connection = try Connection.inMemory()
    let migrator = quiet([
      step(1, "CREATE TABLE t (a int NOT NULL DEFAULT 1, b text, CHECK (a > 0), CHECK (b <> ''))")
    ])
    try migrator.run(on: connection)
    try connection.execute(
      """
      DROP TABLE t;
      create table T (
        a INTEGER DEFAULT 1 NOT NULL CONSTRAINT "a must be an integer" CHECK ("a" BETWEEN -2147483648 AND 2147483647),
        b TEXT, CONSTRAINT t_b_check CHECK (b <> ''), CONSTRAINT t_a_check CHECK (a > 0)) strict
      """)
    let text = try values("SELECT sql FROM sqlite_schema WHERE name = 't' COLLATE NOCASE", connection)
    let found = lines(try migrator.drift(on: connection)).filter { !$0.contains("check") }
    #expect(found.allSatisfy { !$0.contains("not null") && !$0.contains("default") }, "\(found) \(text)")
  }

  @Test func `a history that conflicts cannot tell`() throws {
    let connection = try Connection.inMemory()
    try quiet([step(1, "CREATE TABLE t (a int)")]).run(on: connection)
    let edited = quiet([step(1, "CREATE TABLE t (b int)")])
    #expect(failure { _ = try edited.drift(on: connection) }?.code == .historyConflict)
    let allowed = quiet(edited.migrations, policy: .changed)
    #expect(try allowed.drift(on: connection).differences.map(\.change) == [.changed])
    #expect(failure { _ = try quiet([]).drift(on: connection) }?.code == .newerDatabase)
  }
}
