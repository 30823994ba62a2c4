import Foundation
import SQLiteBinding
import TestSupport
import Testing

@Suite struct SignalTests {
  @Test func anInterruptEndsTheWaitForALock() throws {
    let work = try Workspace()
    let connection = try Connection(path: work.database)
    try connection.run("CREATE TABLE theirs (x)")
    try connection.begin(.immediate)
    let process = try Migrate.start(
      [
        "up", "--lock-timeout", "100", "--database", work.database, "--migrations",
        Fixtures.path("Policies/pending/after"),
      ])
    // It has the file open once its descriptor shows.
    try wait {
      try #require(process.isRunning)
      let folder = "/proc/\(process.processIdentifier)/fd"
      let links = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return links.contains {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)) == work.database
      }
    }
    process.send(signal: SIGINT)
    let result = try process.wait(timeout: .seconds(30))
    #expect(result.status == 130, "\(result)")
    #expect(result.stderr.contains("cancelled"), "\(result)")
    #expect(result.stderr.contains("Nothing was changed."), "\(result)")
    try connection.rollback()
  }

  @Test func twiceIsTheSame() throws {
    let work = try Workspace()
    try work.write("001_a.sql", "CREATE TABLE a (x bigint, y text);")
    #expect(try work.migrate("up").status == 0)
    try work.write(
      "002_b.sql",
      "INSERT INTO a WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n, repeat('x', 200) FROM c;"
    )
    let process = try Migrate.start(["up"] + work.both)
    try wait {
      try #require(process.isRunning)
      return FileManager.default.fileExists(atPath: work.database + "-journal")
    }
    process.send(signal: SIGINT)
    process.send(signal: SIGINT)
    let result = try process.wait(timeout: .seconds(30))
    #expect(result.status == 130, "\(result)")
    #expect(try work.query("SELECT count(*) FROM a") == ["0"])
    #expect(try work.query("PRAGMA integrity_check") == ["ok"])
    #expect(try work.history() == ["001_a"])
  }

  @Test func aTimeLimit() throws {
    let work = try Workspace()
    try work.write(
      "001_a.sql",
      "CREATE TABLE a (x bigint);\nINSERT INTO a WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c;"
    )
    let result = try work.migrate("up", "--time-limit", "0.3")
    #expect(result.status == 4, "\(result)")
    #expect(result.stderr.contains("longer than 0.3 seconds"), "\(result)")
    #expect(try work.query("SELECT count(*) FROM sqlite_schema") == ["0"])
  }

  @Test func batchesInAFile() throws {
    let work = try Workspace()
    try work.write(
      "001_a.sql",
      "CREATE TABLE a (x bigint PRIMARY KEY, y int); INSERT INTO a SELECT i FROM generate_series(1, 1000) AS i;"
    )
    try work.write(
      "002_b.sql", "-- migrate:up batch:100\nUPDATE a SET y = x * 2;\n-- migrate:down\nUPDATE a SET y = NULL;"
    )
    let up = try work.migrate("up")
    #expect(up.status == 0, "\(up)")
    #expect(try work.query("SELECT count(*) FROM a WHERE y = x * 2") == ["1000"])
    #expect(try work.query("SELECT count(*) FROM sqlite_schema WHERE name = '_migrations_batches'") == ["0"])
    #expect(try work.migrate("drift").status == 0)
    #expect(try work.migrate("verify").status == 0)
    for marker in ["batch:0", "batch:-1", "batch:x", "batch:", "batch"] {
      try work.write("003_c.sql", "-- migrate:up \(marker)\nUPDATE a SET y = 1;")
      let result = try work.migrate("up")
      #expect(result.status == 4, "\(result)")
      #expect(result.stderr.contains("003_c.sql:1:1"), "\(result)")
    }
  }
}
