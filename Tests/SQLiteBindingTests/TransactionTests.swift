import SQLiteBinding
import Testing

@Suite struct TransactionTests {
  private let connection: Connection

  init() throws {
    connection = try Connection.inMemory()
    try connection.execute(
      """
      CREATE TABLE t(a INTEGER UNIQUE);
      CREATE TRIGGER g BEFORE INSERT ON t WHEN new.a = 13 BEGIN SELECT RAISE(ROLLBACK, 'unlucky'); END;
      CREATE TABLE parent(id INTEGER PRIMARY KEY);
      CREATE TABLE child(id INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED);
      """)
    try connection.setConfig(.enableForeignKeys, true)
  }

  private func rows() throws -> [Value] {
    try connection.query("SELECT a FROM t ORDER BY a").map { $0[0] }
  }

  @Test(arguments: [Connection.TransactionKind.deferred, .immediate, .exclusive])
  func aBlockThatReturnsIsCommitted(kind: Connection.TransactionKind) throws {
    let answer = try connection.transaction(kind) { connection in
      #expect(connection.isInTransaction)
      try connection.run("INSERT INTO t VALUES (1)")
      return 42
    }
    #expect(answer == 42)
    #expect(!connection.isInTransaction)
    #expect(try rows() == [1])
  }

  @Test func aBlockThatThrowsIsUndone() throws {
    #expect(throws: Refusal()) {
      try connection.transaction { connection in
        try connection.run("INSERT INTO t VALUES (1)")
        throw Refusal()
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try rows().isEmpty)
  }

  @Test func aFailedCommitKeepsItsErrorAndIsUndone() throws {
    let error = try sqliteError {
      try connection.transaction { connection in
        try connection.run("INSERT INTO t VALUES (1)")
        try connection.run("INSERT INTO child VALUES (9)")
        #expect(connection.deferredForeignKeyViolations == 1)
      }
    }
    #expect(error.code == .constraintForeignKey)
    #expect(!connection.isInTransaction)
    #expect(connection.deferredForeignKeyViolations == 0)
    #expect(try rows().isEmpty)
  }

  @Test func aRawCommitThatFailsLeavesTheTransactionAlive() throws {
    try connection.begin()
    try connection.run("INSERT INTO child VALUES (9)")
    #expect(try sqliteError { try connection.commit() }.code == .constraintForeignKey)
    #expect(connection.isInTransaction)
    try connection.run("INSERT INTO parent VALUES (9)")
    try connection.commit()
    #expect(!connection.isInTransaction)
  }

  @Test func transactionsDoNotNest() throws {
    try connection.transaction { connection in
      let error = try sqliteError { try connection.transaction { _ in } }
      #expect(error.message == "a transaction is already under way on this connection")
      #expect(connection.isInTransaction)
      try connection.run("INSERT INTO t VALUES (1)")
    }
    #expect(try rows() == [1])
  }

  @Test(arguments: ["INSERT INTO t VALUES (13)", "INSERT OR ROLLBACK INTO t VALUES (1)"])
  func theErrorThatEndedTheTransactionIsTheOneThrown(sql: String) throws {
    let error = try sqliteError {
      try connection.transaction { connection in
        try connection.run("INSERT INTO t VALUES (1)")
        try connection.run(sql)
      }
    }
    #expect(error.code.primary == .constraint)
    #expect(!connection.isInTransaction)
    #expect(try rows().isEmpty)
  }

  @Test func swallowingTheErrorThatEndedTheTransactionIsNoSuccess() throws {
    let error = #expect(throws: TransactionEnded.self) {
      try connection.transaction { connection in
        try? connection.run("INSERT INTO t VALUES (13)")
      }
    }
    #expect(error?.cause == nil)
    #expect(error?.description == "the transaction had already been rolled back")
  }

  @Test func rollingBackWhatHasEndedIsFine() throws {
    try connection.begin(.immediate)
    #expect(throws: SQLiteError.self) { try connection.run("INSERT INTO t VALUES (13)") }
    try connection.rollback()
    try connection.rollback()
  }

  @Test func aTransactionLeftBehindIsUndone() throws {
    do {
      let transaction = try Transaction(on: connection)
      try transaction.connection.run("INSERT INTO t VALUES (1)")
    }
    #expect(!connection.isInTransaction)
    #expect(try rows().isEmpty)
  }

  @Test func aTransactionCommittedStays() throws {
    let transaction = try Transaction(.exclusive, on: connection)
    try connection.run("INSERT INTO t VALUES (1)")
    try transaction.commit()
    #expect(!connection.isInTransaction)
    #expect(try rows() == [1])
  }
}

@Suite struct SavepointTests {
  private let connection: Connection

  init() throws {
    connection = try Connection.inMemory()
    try connection.execute(
      """
      CREATE TABLE t(a INTEGER UNIQUE);
      CREATE TRIGGER g BEFORE INSERT ON t WHEN new.a = 13 BEGIN SELECT RAISE(ROLLBACK, 'unlucky'); END;
      """)
  }

  private func insert(_ value: Value) throws {
    try connection.run("INSERT INTO t VALUES (?)", [value])
  }

  private func rows() throws -> [Value] {
    try connection.query("SELECT a FROM t ORDER BY a").map { $0[0] }
  }

  @Test func onlyWhatFailedIsUndone() throws {
    try connection.transaction { _ in
      try connection.savepoint { try insert(1) }
      let error = thrown {
        try connection.savepoint {
          try insert(2)
          throw Refusal()
        }
      }
      #expect(error is Refusal)
      try connection.savepoint("quoted \" name") { try insert(3) }
    }
    #expect(try rows() == [1, 3])
  }

  @Test func savepointsOfOneNameNest() throws {
    try connection.savepoint {
      try insert(1)
      let error = thrown {
        try connection.savepoint {
          try insert(2)
          throw Refusal()
        }
      }
      #expect(error is Refusal)
      try connection.savepoint { try insert(3) }
    }
    #expect(!connection.isInTransaction)
    #expect(try rows() == [1, 3])
  }

  @Test func outsideOfATransactionItIsOne() throws {
    #expect(throws: Refusal()) {
      try connection.savepoint {
        try insert(1)
        throw Refusal()
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try rows().isEmpty)
  }

  @Test func aVanishedTransactionIsToldWithItsCause() throws {
    let error = #expect(throws: TransactionEnded.self) {
      try connection.transaction { _ in
        try insert(1)
        try connection.savepoint {
          try connection.savepoint("inner") { try insert(13) }
        }
      }
    }
    let cause = try #require(error?.cause as? SQLiteError)
    #expect(cause.message == "unlucky")
    #expect(error?.description.hasPrefix("unlucky") == true)
    #expect(!connection.isInTransaction)
    #expect(try rows().isEmpty)
  }

  @Test func aVanishedTransactionIsToldThoughTheErrorWasSwallowed() throws {
    let error = #expect(throws: TransactionEnded.self) {
      try connection.transaction { _ in
        try connection.savepoint { try? insert(13) }
      }
    }
    #expect(error?.cause == nil)
  }

  @Test func onItsOwnItThrowsWhatEndedIt() throws {
    #expect(try sqliteError { try connection.savepoint { try insert(13) } }.message == "unlucky")
  }

  @Test func aSavepointThatCannotBeUndoneTakesTheTransactionWithIt() throws {
    let error = #expect(throws: TransactionEnded.self) {
      try connection.transaction { _ in
        try insert(1)
        try connection.savepoint {
          try connection.run("RELEASE \"savepoint\"")
          throw Refusal()
        }
      }
    }
    #expect(error?.cause is Refusal)
    #expect(try rows().isEmpty)
  }
}
