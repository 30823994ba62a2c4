import SQLiteBinding
import Synchronization
import Testing

@Suite struct AuthorizerTests {
  /// What `sql` asks for, on a connection with a table `t`, a view `v` and a trigger `g`.
  private func requests(of sql: String) throws -> [AuthorizerRequest] {
    let connection = try Connection.inMemory()
    try connection.execute(
      """
      CREATE TABLE t(a, b);
      CREATE TABLE log(a);
      CREATE INDEX i ON t(a);
      CREATE VIEW v AS SELECT a FROM t;
      CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END;
      """)
    let seen = Seen()
    connection.withAuthorizer({ seen.add($0) }) {
      // Compiled only, so that what cannot run here can be asked about too.
      _ = try? connection.prepare(sql)
    }
    return seen.requests
  }

  private final class Seen: Sendable {
    private let list = Mutex<[AuthorizerRequest]>([])
    var requests: [AuthorizerRequest] { list.withLock { $0 } }

    func add(_ request: AuthorizerRequest) -> AuthorizerDecision {
      list.withLock { $0.append(request) }
      return .allow
    }
  }

  @Test(
    arguments: [
      ("SELECT a FROM t", AuthorizerRequest(.read(table: "t", column: "a"), database: "main")),
      ("SELECT a FROM v", .init(.read(table: "t", column: "a"), database: "main", accessor: "v")),
      ("SELECT 1", .init(.select)),
      ("SELECT abs(1)", .init(.function("abs"))),
      ("INSERT INTO t VALUES (1, 2)", .init(.insert(table: "t"), database: "main")),
      ("INSERT INTO t VALUES (1, 2)", .init(.insert(table: "log"), database: "main", accessor: "g")),
      ("UPDATE t SET b = 1", .init(.update(table: "t", column: "b"), database: "main")),
      ("DELETE FROM t", .init(.delete(table: "t"), database: "main")),
      (
        "WITH RECURSIVE r(x) AS (SELECT 1 UNION SELECT x FROM r) SELECT * FROM r",
        .init(.recursive, accessor: "r")
      ),
      ("BEGIN", .init(.transaction("BEGIN"))),
      ("COMMIT", .init(.transaction("COMMIT"))),
      ("END", .init(.transaction("COMMIT"))),
      ("ROLLBACK", .init(.transaction("ROLLBACK"))),
      ("SAVEPOINT s", .init(.savepoint("BEGIN", name: "s"))),
      ("RELEASE s", .init(.savepoint("RELEASE", name: "s"))),
      ("ROLLBACK TO s", .init(.savepoint("ROLLBACK", name: "s"))),
      ("ATTACH 'x.db' AS x", .init(.attach(file: "x.db"))),
      ("DETACH x", .init(.detach(database: "x"))),
      ("PRAGMA user_version", .init(.pragma("user_version", value: nil))),
      ("PRAGMA main.user_version = 7", .init(.pragma("user_version", value: "7"), database: "main")),
      ("CREATE TABLE n(a)", .init(.createTable("n"), database: "main")),
      ("CREATE TEMP TABLE n(a)", .init(.createTempTable("n"), database: "temp")),
      ("CREATE INDEX n ON t(b)", .init(.createIndex("n", table: "t"), database: "main")),
      ("CREATE VIEW n AS SELECT 1", .init(.createView("n"), database: "main")),
      ("CREATE TEMP VIEW n AS SELECT 1", .init(.createTempView("n"), database: "temp")),
      (
        "CREATE TRIGGER n AFTER DELETE ON t BEGIN SELECT 1; END",
        .init(.createTrigger("n", table: "t"), database: "main")
      ),
      (
        "CREATE TEMP TRIGGER n AFTER DELETE ON t BEGIN SELECT 1; END",
        .init(.createTempTrigger("n", table: "t"), database: "temp")
      ),
      ("DROP TABLE t", .init(.dropTable("t"), database: "main")),
      ("DROP INDEX i", .init(.dropIndex("i", table: "t"), database: "main")),
      ("DROP VIEW v", .init(.dropView("v"), database: "main")),
      ("DROP TRIGGER g", .init(.dropTrigger("g", table: "t"), database: "main")),
      ("ALTER TABLE t ADD COLUMN c", .init(.alterTable(database: "main", table: "t"))),
      ("REINDEX i", .init(.reindex("i"), database: "main")),
      ("ANALYZE t", .init(.analyze(table: "t"), database: "main")),
    ])
  func everyActionIsAskedAbout(sql: String, request: AuthorizerRequest) throws {
    #expect(try requests(of: sql).contains(request))
  }

  @Test func aDeniedCommitLeavesTheTransactionAlive() throws {
    let connection = try Connection.inMemory()
    try connection.begin()
    try connection.execute("CREATE TABLE t(a)")
    connection.setAuthorizer { request in
      if case .transaction = request.action { .deny } else { .allow }
    }
    #expect(
      try sqliteError { try connection.execute("INSERT INTO t VALUES (1); COMMIT") }.code.primary == .auth)
    #expect(connection.isInTransaction)
    connection.setAuthorizer(nil)
    try connection.commit()
    #expect(try connection.value("SELECT count(*) FROM t") == 1)
  }

  @Test func anIgnoredColumnReadsAsNull() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)")
    connection.setAuthorizer { request in
      if case .read(_, "a") = request.action { .ignore } else { .allow }
    }
    #expect(try connection.value("SELECT a FROM t") == .some(.null))
  }

  @Test func afterABlockTheFormerAuthorizerIsBack() throws {
    let connection = try Connection.inMemory()
    connection.setAuthorizer { _ in .deny }
    let allowed = try connection.withAuthorizer({ _ in .allow }) { try connection.value("SELECT 1") }
    #expect(allowed == 1)
    #expect(try sqliteError { _ = try connection.value("SELECT 1") }.code.primary == .auth)
    connection.setAuthorizer(nil)
    #expect(throws: Refusal()) { try connection.withAuthorizer({ _ in .deny }) { throw Refusal() } }
    #expect(try connection.value("SELECT 1") == 1)
  }
}

@Suite struct ProgressTests {
  private static let endless =
    "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r"

  @Test func theHandlerEndsALongStatement() throws {
    let connection = try Connection.inMemory()
    let calls = Atomic(0)
    connection.setProgressHandler(every: 100) { calls.add(1) < 10 }
    #expect(try sqliteError { try connection.run(Self.endless) }.code == .interrupt)
    #expect(calls.value == 10)
    connection.setProgressHandler(every: 100, nil)
    #expect(try connection.value("SELECT 1") == 1)
  }

  @Test func interruptingFromTheHandlerEndsItToo() throws {
    let connection = try Connection.inMemory()
    connection.setProgressHandler(every: 100) { [weak connection] in
      connection?.interrupt()
      return true
    }
    #expect(try sqliteError { try connection.run(Self.endless) }.code == .interrupt)
  }

  @Test func aThrowingStatementCanBeRunAgain() throws {
    let connection = try Connection.inMemory()
    let allowed = Atomic(0)
    let statement = try connection.prepare(
      "SELECT count(*) FROM (VALUES (1), (2), (3)), (VALUES (1), (2), (3))")
    connection.setProgressHandler(every: 1) { allowed.value > 0 }
    var code: ResultCode?
    do { _ = try statement.step() } catch { code = error.code }
    #expect(code == .interrupt)
    _ = allowed.add(1)
    #expect(try statement.step() == true)
    #expect(statement.int64(at: 0) == 9)
  }
}

/// A number that closures share.
private final class Atomic: Sendable {
  private let number: Mutex<Int>

  init(_ value: Int) {
    number = Mutex(value)
  }

  var value: Int { number.withLock { $0 } }

  /// The sum.
  func add(_ more: Int) -> Int {
    number.withLock { number in
      number += more
      return number
    }
  }
}

@Suite struct FunctionTests {
  @Test(arguments: [Value.null, 7, 1.5, "text", "nul\0within", "", .blob([]), .blob([1, 2])])
  func valuesGoInAndOut(value: Value) throws {
    let connection = try Connection.inMemory()
    try connection.createFunction("echo", argumentCount: 1) { $0[0] }
    #expect(try connection.value("SELECT echo(?)", [value]) == value)
  }

  @Test func anyNumberOfArguments() throws {
    let connection = try Connection.inMemory()
    try connection.createFunction("total", .deterministic) { .integer($0.compactMap(\.int64).reduce(0, +)) }
    #expect(try connection.value("SELECT total(), total(1), total(1, 2, 3)") == 0)
    #expect(try connection.query("SELECT total(), total(1), total(1, 2, 3)")[0].values == [0, 1, 6])
    try connection.removeFunction("total")
    #expect(throws: SQLiteError.self) { try connection.run("SELECT total()") }
  }

  @Test func whatItThrowsFailsTheStatement() throws {
    let connection = try Connection.inMemory()
    try connection.createFunction("refuse") { values in
      if values.isEmpty { throw Refusal() }
      throw SQLiteError(.constraintFunction, "no \(values[0])")
    }
    #expect(try sqliteError { try connection.run("SELECT refuse()") }.message == "Refusal()")
    let error = try sqliteError { try connection.run("SELECT refuse('way')") }
    #expect(error.code == .constraintFunction)
    #expect(error.message == "no 'way'")
  }

  @Test func onlyAnInnocuousFunctionMayStandInASchema() throws {
    let connection = try Connection.inMemory()
    try connection.setConfig(.trustedSchema, false)
    try connection.createFunction("plain", argumentCount: 0) { _ in 1 }
    try connection.createFunction("harmless", argumentCount: 0, .innocuous) { _ in 1 }
    try connection.execute("CREATE VIEW p AS SELECT plain(); CREATE VIEW h AS SELECT harmless()")
    #expect(throws: SQLiteError.self) { try connection.value("SELECT * FROM p") }
    #expect(try connection.value("SELECT * FROM h") == 1)
  }

  @Test func itsClosureGoesWithTheConnection() throws {
    final class Token: Sendable {}
    weak var token: Token?
    do {
      let connection = try Connection.inMemory()
      let strong = Token()
      token = strong
      try connection.createFunction("f") { [strong] _ in withExtendedLifetime(strong) { 1 } }
      let refused = thrown {
        try connection.createFunction("g", argumentCount: 1000) { [strong] _ in
          withExtendedLifetime(strong) { 1 }
        }
      }
      #expect(refused is SQLiteError)
    }
    #expect(token == nil)
  }
}
