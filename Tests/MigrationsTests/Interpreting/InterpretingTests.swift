import PostgresDialect
import PostgresRuntime
import SQLiteBinding
import Testing

@testable import Migrations

/// Migrations with statements that are interpreted while they run.
@Suite struct InterpretingTests {
  private func run(_ texts: String..., on connection: Connection) throws {
    try quiet(texts.enumerated().map { step($0 + 1, $1) }).run(on: connection)
  }

  @Test func whatFollowsABlockKnowsWhatItDid() throws {
    let connection = try Connection.inMemory()
    try run(
      """
      CREATE TABLE t (id int PRIMARY KEY);
      DO $$ BEGIN FOR i IN 1..2 LOOP EXECUTE format('ALTER TABLE t ADD COLUMN %I int', 'c' || i); END LOOP; END $$;
      INSERT INTO t (id, c1, c2) VALUES (1, 2, 3);
      DO $$ BEGIN ALTER TABLE t RENAME TO u; END $$;
      """,
      "INSERT INTO u (id, c1) VALUES (2, 5); DO $$ BEGIN UPDATE u SET c2 = c1 * 2 WHERE c2 IS NULL; END $$",
      on: connection)
    #expect(
      try connection.query("SELECT id, c1, c2 FROM u ORDER BY id").map(\.values) == [[1, 2, 3], [2, 5, 10]])
  }

  @Test func anErrorHasItsPlaceInTheFileAndUndoesTheMigration() throws {
    let connection = try Connection.inMemory()
    let text =
      "CREATE TABLE t (a int);\nDO $$\nBEGIN\n  INSERT INTO t VALUES (1);\n  INSERT INTO nope VALUES (1);\nEND $$;"
    let error = try #require(throws: MigrationError.self) { try run(text, on: connection) }
    #expect(error.diagnostics.first?.state.code == "42P01")
    #expect(error.location == PostgresDialect.SourceLocation(line: 5, column: 15))
    #expect(try connection.query("SELECT 1 FROM sqlite_schema WHERE name = 't'").isEmpty)
  }

  @Test func aMistakeInABodyIsToldBeforeAnythingRuns() throws {
    let connection = try Connection.inMemory()
    let error = try #require(throws: MigrationError.self) {
      try run("CREATE TABLE t (a int)", "DO $$ BEGIN\n  retur; END $$", on: connection)
    }
    #expect(error.location == PostgresDialect.SourceLocation(line: 2, column: 3))
    #expect(try connection.query("SELECT 1 FROM sqlite_schema").isEmpty)
  }

  @Test(arguments: [
    ("DO $$ BEGIN COMMIT; END $$", "2D000"), ("DO $$ BEGIN ROLLBACK; END $$", "2D000"),
    ("DO $$ BEGIN BEGIN COMMIT; EXCEPTION WHEN division_by_zero THEN NULL; END; END $$", "2D000"),
    ("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$; SELECT f()", "2D000"),
    ("DO $$ BEGIN EXECUTE 'COMMIT'; END $$", "0A000"), ("DO LANGUAGE plperl 'x'", "0A000"),
    (
      "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f() + 1; END $$; SELECT f()",
      "54001"
    ),
    // Not caught by WHEN OTHERS, which would drop it in silence.
    ("DO $$ BEGIN PERFORM xmlparse(document 'a'); EXCEPTION WHEN OTHERS THEN NULL; END $$", "0A000"),
  ])
  func refusals(_ text: String, _ state: String) throws {
    let connection = try Connection.inMemory()
    let error = try #require(throws: MigrationError.self) { try run(text, on: connection) }
    #expect(error.diagnostics.first?.state.code == state, "\(error)")
  }

  @Test func aLoopWithoutEndIsStopped() throws {
    let connection = try Connection.inMemory()
    let session = ProcedureSession(
      Translator(), on: connection, functions: PostgresFunctions(), observe: { _ in })
    var limits = InterpreterLimits()
    limits.steps = 2000
    session.limits = limits
    var translator = Translator()
    let source = SourceText(
      "DO $$ BEGIN BEGIN LOOP NULL; END LOOP; EXCEPTION WHEN OTHERS THEN NULL; END; END $$")
    let pause = try #require(translator.translate(source).pause)
    let error = try #require(throws: Diagnostic.self) { _ = try session.run(pause, in: source) }
    #expect(error.state.code == "54000")
    #expect(error.message.contains("2000 statements"))
  }

  @Test func messagesAreEvents() throws {
    let connection = try Connection.inMemory()
    let told = Told()
    var migrator = quiet([
      step(1, "SELECT 1;\nDO $$ BEGIN RAISE NOTICE 'n %', 1; RAISE WARNING 'w'; END $$")
    ])
    migrator.options.onEvent = { event in
      if case .diagnostic(_, let diagnostic, let source) = event {
        let line = diagnostic.range.map { source.location(of: $0.lower).line } ?? 0
        told.lines.append("\(line) \(diagnostic.severity.rawValue) \(diagnostic.message)")
      }
    }
    try migrator.run(on: connection)
    #expect(told.lines == ["2 note n 1", "2 warning w"])
  }

  @Test func aPreviewShowsWhatABlockDoesWithoutRows() throws {
    let migrator = quiet([
      step(1, "CREATE TABLE t (a int); DO $$ BEGIN CREATE INDEX i ON t (a); END $$; CREATE TABLE u (b int)"),
      step(2, "CREATE TABLE v (b int)"),
    ])
    let preview = try migrator.preview(at: ":memory:")
    let sql = preview.steps.flatMap { $0.translation?.statements ?? [] }.flatMap(\.steps).map(\.sql)
    #expect(
      sql.map { $0.prefix(16) } == [
        "CREATE TABLE \"t\"", "CREATE INDEX \"i\"", "CREATE TABLE \"u\"", "CREATE TABLE \"v\"",
      ])
  }

  private final class Told: @unchecked Sendable {
    var lines: [String] = []
  }
}
