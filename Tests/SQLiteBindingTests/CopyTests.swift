import SQLiteBinding
import Testing

@Suite struct BackupTests {
  private func source() throws -> Connection {
    let connection = try Connection.inMemory()
    try connection.execute(
      """
      CREATE TABLE t(a, b);
      WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r WHERE x < 100)
      INSERT INTO t SELECT x, randomblob(1000) FROM r;
      """)
    return connection
  }

  @Test(arguments: [-1, 0, 1, 7, 10_000])
  func everythingArrives(pagesPerStep: Int) throws {
    let folder = try TemporaryFolder()
    let source = try source()
    let target = try Connection(path: folder / "copy.db")
    try target.execute("CREATE TABLE old(a)")
    var steps: [Int] = []
    try source.backup(to: target, pagesPerStep: pagesPerStep) { remaining, total in
      #expect(remaining <= total)
      steps.append(remaining)
    }
    #expect(steps.last == 0)
    #expect(steps == steps.sorted(by: >))
    #expect(try target.query("SELECT * FROM t") == source.query("SELECT * FROM t"))
    #expect(try target.value("SELECT count(*) FROM sqlite_schema") == 1)
    #expect(try target.value("PRAGMA integrity_check") == "ok")
    try target.close()
  }

  @Test func ontoItselfIsAnError() throws {
    let connection = try source()
    #expect(throws: SQLiteError.self) { try connection.backup(to: connection) }
  }

  @Test func aLockedDestinationIsBusyAndStaysAsItWas() throws {
    let folder = try TemporaryFolder()
    let holder = try Connection(path: folder / "copy.db")
    try holder.execute("CREATE TABLE old(a)")
    try holder.begin(.immediate)
    let target = try Connection(path: folder / "copy.db")
    #expect(try sqliteError { try source().backup(to: target) }.isBusy)
    try holder.rollback()
    #expect(try target.value("SELECT count(*) FROM old") == 0)
    try target.close()
  }
}

@Suite struct SerializeTests {
  @Test func aRoundTripKeepsEverything() throws {
    let source = try Connection.inMemory()
    try source.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), ('two'), (x'03')")
    let copy = try Connection.inMemory()
    try copy.deserialize(source.serialize())
    #expect(try copy.query("SELECT * FROM t") == source.query("SELECT * FROM t"))
    try copy.execute("INSERT INTO t SELECT randomblob(100000)")
    #expect(try copy.value("PRAGMA integrity_check") == "ok")
    #expect(try copy.config(.defensive))
  }

  @Test func aReadOnlyCopyIsReadOnly() throws {
    let source = try Connection.inMemory()
    try source.execute("CREATE TABLE t(a)")
    let copy = try Connection.inMemory()
    try copy.deserialize(source.serialize(), readOnly: true)
    #expect(try sqliteError { try copy.run("INSERT INTO t VALUES (1)") }.code.primary == .readOnly)
  }

  @Test func aFileInWALModeCanBeReadInMemory() throws {
    let folder = try TemporaryFolder()
    let file = try Connection(path: folder / "app.db")
    #expect(try file.value("PRAGMA journal_mode = wal") == "wal")
    try file.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)")
    let copy = try Connection.inMemory()
    try copy.deserialize(file.serialize())
    #expect(try copy.value("SELECT a FROM t") == 1)
    try copy.run("INSERT INTO t VALUES (2)")
  }

  @Test func anEmptyDatabaseRoundTrips() throws {
    let copy = try Connection.inMemory()
    let bytes = try Connection.inMemory().serialize()
    #expect(bytes.isEmpty)
    try copy.deserialize(bytes)
    #expect(try copy.value("SELECT count(*) FROM sqlite_schema") == 0)
    try copy.execute("CREATE TABLE t(a); INSERT INTO t VALUES (randomblob(10000))")
    #expect(try copy.value("PRAGMA integrity_check") == "ok")
  }

  @Test func insideATransactionNothingIsDeserialized() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a)")
    let bytes = try connection.serialize()
    try connection.begin()
    #expect(try sqliteError { try connection.deserialize(bytes) }.code == .misuse)
    try connection.commit()
    #expect(try connection.value("SELECT count(*) FROM t") == 0)
  }

  @Test func bytesThatAreNoDatabaseAreErrors() throws {
    let connection = try Connection.inMemory()
    try connection.deserialize([UInt8](repeating: 0x61, count: 4096))
    #expect(try sqliteError { _ = try connection.query("SELECT * FROM t") }.code == .notADatabase)
  }
}
