import Foundation
import Migrations
import SQLiteBinding
import TestSupport
import Testing

/// What a process that runs for long, or on a large file, may not lose. Each in a process of its own, as others open files too.
@Suite struct ResourceTests {
  @Test func `no descriptor stays open, however many runs there are`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryDirectory()
      let path = folder.path("a.db")
      let runs = Thoroughness.isFull ? 10_000 : 300
      let failing = step(3, "CREATE TABLE c (x int); INSERT INTO nosuch VALUES (1)")
      try quiet(Library.base).run(at: path)
      let before = try Self.descriptors()
      for number in 1...runs {
        let migrator = quiet(Library.base)
        try migrator.run(at: path)
        if number % 10 == 0 {
          _ = try? quiet(Library.base + [failing]).run(at: path)
          _ = try migrator.plan(at: path)
          _ = try? migrator.run(at: folder.path("none/a.db"))
        }
        if number % 100 == 0 { _ = try migrator.redo(at: path) }
      }
      let after = try Self.descriptors()
      guard after == before else { throw Damaged(description: "\(before) descriptors, then \(after)") }
      try Self.requireCompact(path)
    }
  }

  private static func descriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  /// What was done and undone many times leaves the catalog as it was.
  private static func requireCompact(_ path: String) throws {
    let connection = try Connection(path: path)
    let other = try Connection.inMemory()
    try quiet(Library.base).run(on: other)
    for query in ["SELECT count(*) FROM _migrations_catalog", "SELECT count(*) FROM sqlite_schema"] {
      guard try connection.value(query) == other.value(query) else {
        throw Damaged(description: "\(query): \(try connection.value(query) ?? .null)")
      }
    }
  }

  @Test func `memory does not grow with the file`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryDirectory()
      let path = folder.path("a.db")
      let megabytes = Thoroughness.isFull ? 300 : 40
      let table = step(1, "CREATE TABLE big (id bigint PRIMARY KEY, body text, n int)")
      try quiet([table]).run(at: path)
      do {
        let connection = try Connection(path: path)
        try connection.run(
          """
          INSERT INTO big WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT \(megabytes * 1000))
          SELECT i, hex(randomblob(500)), i FROM c
          """)
      }
      let before = Self.peak()
      let migrations = [
        table, step(2, "ALTER TABLE big ALTER COLUMN n TYPE text USING n::text"),
        step(3, "ALTER TABLE big ADD CONSTRAINT c CHECK (length(body) > 3)"),
        step(4, "UPDATE big SET n = n || '!'; CREATE INDEX i ON big (n); DELETE FROM big WHERE id % 3 = 0"),
        Migration(id: "m5", version: 5, description: "", up: "UPDATE big SET n = 'x'", batchSize: 5000),
      ]
      try quiet(migrations).run(at: path)
      let grown = Self.peak() - before
      if Thoroughness.isFull { print("faults: memory grew by \(grown >> 20) MiB for \(megabytes) MB") }
      guard grown < 64 << 20 else { throw Damaged(description: "\(grown >> 20) MiB more") }
    }
  }

  /// The most memory that this process ever had, in bytes.
  private static func peak() -> Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss * 1024
  }
}
