import CSystemSQLite
import SQLiteBinding
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite struct ConnectionTests {
  @Test func aNewFileIsMadeAndHasItsPath() throws {
    let folder = try TemporaryFolder()
    let connection = try Connection(path: folder / "app.db")
    try connection.execute("CREATE TABLE t(a)")
    #expect(connection.path?.hasSuffix("/app.db") == true)
    #expect(folder.entries() == ["app.db"])
    #expect(connection.isSerialized)
    #expect(!connection.isBorrowed)
    #expect(!connection.isReadOnly)
  }

  @Test(arguments: [":memory:"])
  func memoryHasNoPath(path: String) throws {
    #expect(try Connection(path: path).path == nil)
    #expect(try Connection.inMemory().path == nil)
  }

  @Test(arguments: [Connection.Mode.readWriteCreate, .readWrite, .readOnly])
  func aFolderCannotBeOpened(mode: Connection.Mode) throws {
    let folder = try TemporaryFolder()
    let error = try sqliteError { _ = try Connection(path: folder.path, mode: mode) }
    #expect(error.code.primary == .cannotOpen)
    #expect(error.message.contains(folder.path))
  }

  @Test(arguments: [Connection.Mode.readWriteCreate, .readWrite, .readOnly])
  func aPipeIsNotWaitedFor(mode: Connection.Mode) throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder / "pipe", 0o600) == 0)
    #expect(try sqliteError { _ = try Connection(path: folder / "pipe", mode: mode) }.code == .cannotOpen)
  }

  @Test(arguments: [Connection.Mode.readWriteCreate, .readWrite, .readOnly])
  func aMissingFolderCannotBeOpened(mode: Connection.Mode) throws {
    let folder = try TemporaryFolder()
    let path = folder / "missing/app.db"
    let error = try sqliteError { _ = try Connection(path: path, mode: mode) }
    #expect(error.code.primary == .cannotOpen)
    #expect(error.message == "cannot open \(path): unable to open database file, No such file or directory")
  }

  @Test(arguments: [Connection.Mode.readWrite, .readOnly])
  func onlyOneModeMakesTheFile(mode: Connection.Mode) throws {
    let folder = try TemporaryFolder()
    let error = try sqliteError { _ = try Connection(path: folder / "app.db", mode: mode) }
    #expect(error.code.primary == .cannotOpen)
    #expect(folder.entries().isEmpty)
  }

  @Test(arguments: ["", "a\0b"])
  func aPathThatIsNoneIsRefused(path: String) throws {
    #expect(try sqliteError { _ = try Connection(path: path) }.code == .misuse)
  }

  @Test(arguments: ["file:nosuch-file?mode=memory", ":nosuch-file:"])
  func specialNamesArePlainFiles(name: String) throws {
    #expect(try sqliteError { _ = try Connection(path: name, mode: .readWrite) }.code.primary == .cannotOpen)
  }

  @Test func aFileThatIsNoDatabaseShowsAtTheFirstStatement() throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "not a database ", count: 100), to: "app.db")
    let connection = try Connection(path: folder / "app.db")
    #expect(try sqliteError { _ = try connection.query("SELECT * FROM t") }.code == .notADatabase)
  }

  @Test func readOnlyIsReadOnly() throws {
    let folder = try TemporaryFolder()
    try Connection(path: folder / "app.db").execute("CREATE TABLE t(a)")
    let connection = try Connection(path: folder / "app.db", mode: .readOnly)
    #expect(connection.isReadOnly)
    #expect(try sqliteError { try connection.run("INSERT INTO t VALUES (1)") }.code.primary == .readOnly)
  }

  @Test func countsAndRowIDs() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a INTEGER PRIMARY KEY)")
    try connection.run("INSERT INTO t VALUES (7), (8)")
    #expect(connection.changes == 2)
    #expect(connection.lastInsertRowID == 8)
    try connection.run("DELETE FROM t WHERE a = 7")
    #expect(connection.changes == 1)
    #expect(connection.totalChanges == 3)
  }

  @Test func theLibraryIsSupportedAndTold() throws {
    try Connection.requireSupportedLibrary()
    #expect(Connection.libraryVersion.split(separator: ".").count >= 3)
  }

  @Test func aFileMovedAwayIsNoticed() throws {
    let folder = try TemporaryFolder()
    let connection = try Connection(path: folder / "app.db")
    try connection.execute("CREATE TABLE t(a)")
    #expect(try !connection.hasMoved())
    rename(folder / "app.db", folder / "moved.db")
    #expect(try connection.hasMoved())
    #expect(try !Connection.inMemory().hasMoved())
  }
}

@Suite struct ClosingTests {
  @Test func everyCallAfterCloseIsMisuse() throws {
    let connection = try Connection.inMemory()
    try connection.close()
    try connection.close()
    let calls: [(String, () throws -> Void)] = [
      ("empty script", { try connection.execute("") }),
      ("script", { try connection.execute("SELECT 1") }),
      ("run", { try connection.run("SELECT 1") }),
      ("query", { _ = try connection.query("SELECT 1") }),
      ("value", { _ = try connection.value("SELECT 1") }),
      ("prepare", { _ = try connection.prepare("SELECT 1") }),
      ("pragma", { _ = try connection.pragma("user_version") }),
      ("begin", { try connection.begin() }),
      ("begin in time", { try connection.begin(.immediate, timeout: .seconds(1)) }),
      ("commit", { try connection.commit() }),
      ("transaction", { try connection.transaction { _ in } }),
      ("savepoint", { try connection.savepoint {} }),
      ("config", { _ = try connection.config(.defensive) }),
      ("foreign keys", { try connection.withForeignKeys(true) {} }),
      ("backup", { try connection.backup(to: .inMemory()) }),
      ("backup into", { try Connection.inMemory().backup(to: connection) }),
      ("serialize", { _ = try connection.serialize() }),
      ("deserialize", { try connection.deserialize([]) }),
      ("function", { try connection.createFunction("f") { _ in .null } }),
      ("moved", { _ = try connection.hasMoved() }),
    ]
    for (name, call) in calls {
      let error = thrown(by: call) as? SQLiteError
      #expect(error?.code == .misuse, "\(name)")
    }
  }

  @Test func whatCannotThrowAnswersForAClosedConnection() throws {
    let connection = try Connection.inMemory()
    try connection.close()
    connection.interrupt()
    connection.setBusyTimeout(.seconds(1))
    connection.setAuthorizer { _ in .deny }
    connection.setProgressHandler(every: 1) { false }
    try connection.rollback()
    #expect(connection.path == nil)
    #expect(!connection.isInTransaction)
    #expect(!connection.isReadOnly)
    #expect(connection.changes == 0)
    #expect(connection.deferredForeignKeyViolations == 0)
  }

  @Test func aStatementKeepsItsConnectionOpen() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT 1 UNION ALL SELECT 2")
    #expect(try statement.step() == true)
    #expect(try sqliteError { try connection.close() }.code == .busy)
    #expect(try connection.value("SELECT 3") == 3)
    #expect(try statement.step() == true)
    #expect(statement.int64(at: 0) == 2)
  }

  @Test func closingFreesCallbacksThatReferToTheConnection() throws {
    weak var former: Connection?
    do {
      let connection = try Connection.inMemory()
      former = connection
      connection.setAuthorizer { _ in connection.isBorrowed ? .deny : .allow }
      connection.setProgressHandler(every: 1000) { !connection.isBorrowed }
      try connection.close()
    }
    #expect(former == nil)
  }

  @Test func afterItsStatementsAConnectionCloses() throws {
    let connection = try Connection.inMemory()
    do {
      let statement = try connection.prepare("SELECT 1")
      #expect(try statement.step() == true)
    }
    try connection.close()
  }

  @Test func aStatementOutlivesTheLastReferenceToItsConnection() throws {
    func statement() throws -> Statement { try Connection.inMemory().prepare("SELECT 'alive'") }
    let orphan = try statement()
    #expect(try orphan.step() == true)
    #expect(orphan.text(at: 0) == "alive")
  }

  @Test func closingRollsBackATransactionAndFreesTheLock() throws {
    let folder = try TemporaryFolder()
    let first = try Connection(path: folder / "app.db")
    try first.execute("CREATE TABLE t(a); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)")
    try first.close()
    let second = try Connection(path: folder / "app.db")
    try second.begin(.exclusive)
    #expect(try second.value("SELECT count(*) FROM t") == 0)
  }
}

@Suite struct BorrowedConnectionTests {
  /// A handle that the test owns, as an application would.
  private func withHandle(_ body: (OpaquePointer) throws -> Void) throws {
    var opened: OpaquePointer?
    #expect(sqlite3_open(":memory:", &opened) == SQLITE_OK)
    let handle = try #require(opened)
    try body(handle)
    #expect(sqlite3_close(handle) == SQLITE_OK)
  }

  @Test func itIsNeitherChangedNorClosed() throws {
    try withHandle { handle in
      do {
        let connection = try Connection(borrowing: handle)
        #expect(connection.isBorrowed)
        #expect(connection.handle == handle)
        #expect(try !connection.config(.defensive))
        try connection.execute("CREATE TABLE t(a)")
        try connection.close()
        let error = thrown { try connection.execute("SELECT 1") } as? SQLiteError
        #expect(error?.code == .misuse)
      }
      #expect(sqlite3_exec(handle, "INSERT INTO t VALUES (1)", nil, nil, nil) == SQLITE_OK)
    }
  }

  @Test(arguments: [true, false])
  func ourCallbacksLeaveWithUs(closesItself: Bool) throws {
    try withHandle { handle in
      do {
        let connection = try Connection(borrowing: handle)
        connection.setAuthorizer { _ in .deny }
        connection.setProgressHandler(every: 1) { false }
        #expect(sqlite3_exec(handle, "SELECT 1", nil, nil, nil) == SQLITE_AUTH)
        if closesItself { try connection.close() }
      }
      #expect(sqlite3_exec(handle, "SELECT 1", nil, nil, nil) == SQLITE_OK)
    }
  }

  @Test func itsErrorsAreExtendedThoughItsOwnerDidNotAsk() throws {
    try withHandle { handle in
      let connection = try Connection(borrowing: handle)
      let error = try sqliteError {
        try connection.execute("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (1), (1)")
      }
      #expect(error.code == .constraintUnique)
    }
  }
}
