import Migrations
import SQLiteBinding
import Testing

/// An application that meets a file which a newer one has changed.
@Suite struct OlderApplicationTests {
  private func history(reader: Int? = nil) -> [Migration] {
    (1...4).map { version in
      Migration(
        id: "m\(version)", version: version, description: "Step \(version)",
        up: "CREATE TABLE t\(version) (x int)", down: "DROP TABLE t\(version)",
        minimumReader: version > 2 ? reader : nil)
    }
  }

  @Test func `it steps down by the text that the file keeps`() throws {
    let connection = try Connection.inMemory()
    try quiet(history()).run(on: connection)
    let older = quiet(Array(history().prefix(2)))
    #expect(failure { try older.run(on: connection) }?.code == .newerDatabase)
    let report = try older.rollback(.version(2), on: connection)
    #expect(report.steps.map(\.id) == ["m4", "m3"])
    #expect(try userTables(connection) == ["t1", "t2"])
    #expect(try older.run(on: connection).steps.isEmpty)
  }

  @Test func `part of the way is a way`() throws {
    let connection = try Connection.inMemory()
    try quiet(history()).run(on: connection)
    let older = quiet(Array(history().prefix(1)))
    #expect(try older.rollback(.steps(1), on: connection).steps.map(\.id) == ["m4"])
    #expect(try older.rollback(.all, on: connection).steps.map(\.id) == ["m3", "m2", "m1"])
    #expect(try userTables(connection).isEmpty)
  }

  @Test func `without a text there is no way`() throws {
    let connection = try Connection.inMemory()
    var migrations = history()
    migrations[2] = step(3, "CREATE TABLE t3 (x int)")
    try quiet(migrations).run(on: connection)
    let error = failure { try quiet(Array(migrations.prefix(2))).rollback(.version(2), on: connection) }
    #expect(error?.code == .irreversible)
    #expect(error?.message.contains("m3") == true)
    #expect(try appliedIDs(connection).count == 4)
  }

  @Test func `a loss is said here too`() throws {
    let connection = try Connection.inMemory()
    try quiet(history()).run(on: connection)
    try connection.run("INSERT INTO t4 VALUES (1)")
    var older = quiet(Array(history().prefix(3)))
    older.options.allowsDataLoss = false
    let error = failure { try older.rollback(.version(3), on: connection) }
    #expect(error?.losses.map(\.description) == ["the table t4 with 1 row"])
  }

  @Test(arguments: [(1, 2, true), (2, 2, true), (3, 2, false), (1, 1, true), (2, 1, false)])
  func `it uses a file that says it may`(_ reader: Int, _ known: Int, _ mayUse: Bool) throws {
    let connection = try Connection.inMemory()
    try quiet(history(reader: reader)).run(on: connection)
    if known == 1 {
      try connection.run("UPDATE _migrations SET minimum_reader = \(reader) WHERE version = 2")
    }
    let log = EventLog()
    var older = quiet(Array(history().prefix(known)))
    older.options.onEvent = { log.add($0) }
    if mayUse {
      let report = try older.run(on: connection)
      #expect(report.steps.isEmpty)
      #expect(report.toVersion == 4)
      #expect(log.lines.count == 1)
      #expect(
        log.lines[0].hasPrefix("warning the database is at version 4, these migrations end at \(known)"))
    } else {
      #expect(failure { try older.run(on: connection) }?.code == .newerDatabase)
    }
  }

  @Test func `one that must not be read counts for all`() throws {
    let connection = try Connection.inMemory()
    var migrations = history(reader: 1)
    migrations[3] = step(4, "DROP TABLE t1")
    try quiet(migrations).run(on: connection)
    #expect(failure { try quiet(Array(migrations.prefix(2))).run(on: connection) }?.code == .newerDatabase)
  }
}
