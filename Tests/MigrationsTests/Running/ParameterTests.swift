import FoundationEssentials
import Migrations
import PostgresDialect
import SQLiteBinding
import Testing

/// Parameters of statements in Swift, and rows read as Swift's types.
@Suite struct ParameterTests {
  private static let table = """
    CREATE TYPE mood AS ENUM ('ok', 'sad');
    CREATE TABLE t (
      id uuid PRIMARY KEY, n int, big bigint, f float8, x numeric(8,2), b boolean, s text, raw bytea, at timestamptz,
      day date, j jsonb, tags text[], m mood);
    """

  /// Runs a body as a migration.
  private func inMigration(_ body: @escaping @Sendable (MigrationDatabase) throws -> Void) throws {
    try quiet([
      code(1) { db in
        try db.execute(Self.table)
        try body(db)
      }
    ]).run(on: Connection.inMemory())
  }

  struct Note: Codable, Equatable {
    var title: String
    var sizes: [Int]
  }

  @Test func `every type goes in as a parameter and comes out of a row`() throws {
    try inMigration { db in
      let id = UUID()
      let at = Date(timeIntervalSince1970: 1_709_210_096.789012)
      let inserted = try db.query(
        """
        INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING *
        """,
        [
          id, 42, Int64.min, 1e-7, "1234.5", true, "it's \\ \"x\" 😀", [UInt8]([0, 255, 7]), at, "2024-02-29",
          #"{"title": "a", "sizes": [1, 2]}"#, PostgresArray(["a b", "c\"d", "é,{}"]), "sad",
        ])
      let row = try #require(inserted.first)
      #expect(try row.get("id", as: UUID.self) == id)
      #expect(try row.get("n", as: Int.self) == 42)
      #expect(try row.get("big", as: Int64.self) == .min)
      #expect(try row.get("f", as: Double.self) == 1e-7)
      #expect(try row.get("x", as: Double.self) == 1234.5)
      #expect(try row.get("b", as: Bool.self))
      #expect(try row.get("s", as: String.self) == "it's \\ \"x\" 😀")
      #expect(try row.get("raw", as: [UInt8].self) == [0, 255, 7])
      #expect(abs(try row.get("at", as: Date.self).timeIntervalSince(at)) < 1e-5)
      #expect(try row.get("day", as: Date.self) == Date(timeIntervalSince1970: 1_709_164_800))
      #expect(try row.decode("j", as: Note.self) == Note(title: "a", sizes: [1, 2]))
      #expect(try row.decode("tags", as: [String].self) == ["a b", "c\"d", "é,{}"])
      #expect(try row.get("tags", as: PostgresArray<String>.self) == PostgresArray(["a b", "c\"d", "é,{}"]))
      #expect(try row.get("m", as: String.self) == "sad")
      let found = try db.query(
        "SELECT n FROM t WHERE id = $1 AND at = $2 AND tags @> $3 AND id = ANY ($4)",
        [id, at, PostgresArray(["a b"]), PostgresArray([UUID(), id])])
      #expect(found.map { $0[0] } == [42])
    }
  }

  @Test func `NULL is nil, both ways`() throws {
    try inMigration { db in
      try db.execute("INSERT INTO t (id, n, s) VALUES ($1, $2, $3)", [UUID(), Int?.none, String?.none])
      let row = try #require(try db.query("SELECT n, s, at FROM t WHERE n IS NULL").first)
      #expect(try row.get("n", as: Int?.self) == nil)
      #expect(try row.get("at", as: Date?.self) == nil)
      #expect(try db.query("SELECT $1::int IS NULL AS x", [Int?.none])[0].get("x", as: Bool.self))
    }
  }

  @Test func `the place of a parameter gives its type`() throws {
    try inMigration { db in
      let row = try #require(
        try db.query(
          "SELECT $1 + 1 AS a, left($2, $1) AS b, $3::date + $1 AS c, $4 || 'x' AS d, $1::text AS e, ($5::jsonb ->> 'k') AS f",
          [3, "hello", "2024-02-28", 1.5, #"{"k": "v"}"#]
        ).first)
      #expect(try row.get("a", as: Int.self) == 4)
      #expect(try row.get("b", as: String.self) == "hel")
      #expect(try row.get("c", as: String.self) == "2024-03-02")
      #expect(try row.get("d", as: String.self) == "1.5x")
      #expect(try row.get("e", as: String.self) == "3")
      #expect(try row.get("f", as: String.self) == "v")
    }
  }

  @Test func `a parameter is data and never SQL`() throws {
    try inMigration { db in
      let text = "'); DROP TABLE t; --"
      try db.execute("INSERT INTO t (id, s) VALUES ($1, $2)", [UUID(), text])
      #expect(try db.query("SELECT s FROM t WHERE s = $1", [text]).count == 1)
    }
  }

  @Test func `what does not fit, or is missing, fails with PostgreSQL's code`() throws {
    for (sql, parameters, state) in [
      ("SELECT $1::int", ["x"], "22P02"), ("SELECT $2", ["x"], "42P02"),
      ("INSERT INTO t (id) VALUES ($1)", ["no"], "22P02"),
    ] {
      let error = failure { try inMigration { db in try db.execute(sql, parameters) } }
      #expect(error?.diagnostics.first?.state.code == state, "\(sql): \(String(describing: error))")
    }
  }
}
