import SQLiteBinding
import Testing

@Suite struct ScriptTests {
  @Test func semicolonsInsideOfStatementsDoNotEndThem() throws {
    let connection = try Connection.inMemory()
    try connection.execute(
      """
      CREATE TABLE t(a TEXT DEFAULT 'x;y'); -- a ; here
      CREATE TABLE log(a);
      /* and ; here */
      CREATE TRIGGER g AFTER INSERT ON t BEGIN
        INSERT INTO log VALUES (new.a || ';');
        INSERT INTO log VALUES ('two');
      END;
      INSERT INTO t DEFAULT VALUES
      """)
    #expect(try connection.query("SELECT a FROM log ORDER BY rowid").map { $0[0] } == ["x;y;", "two"])
  }

  @Test(arguments: ["", " \n\t", ";", ";;;", "-- nothing", "/* nothing", "\u{FEFF}", "\u{FEFF}-- nothing\n"])
  func aScriptMayHoldNothing(script: String) throws {
    try Connection.inMemory().execute(script)
  }

  @Test(
    arguments: [
      "CREATE TABLE t(a)", "CREATE TABLE t(a);", ";;CREATE TABLE t(a);;", "\u{FEFF}CREATE TABLE t(a)",
      "CREATE TABLE t(a); -- end", "CREATE TABLE t(a); /* end", "SELECT 1; SELECT 2; CREATE TABLE t(a);\n\n",
    ])
  func everyStatementRuns(script: String) throws {
    let connection = try Connection.inMemory()
    try connection.execute(script)
    #expect(try connection.value("SELECT count(*) FROM t") == 0)
  }

  @Test func aNULIsRefusedBeforeAnythingRuns() throws {
    let connection = try Connection.inMemory()
    let error = try sqliteError { try connection.execute("CREATE TABLE t(a);\0DROP TABLE t") }
    #expect(error.code == .error)
    #expect(error.offset == 18)
    #expect(try connection.value("SELECT count(*) FROM sqlite_schema") == 0)
  }

  @Test func rowsAreComputedAndDiscarded() throws {
    let connection = try Connection.inMemory()
    try connection.execute(
      "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3) RETURNING a; SELECT * FROM t")
    #expect(try connection.value("SELECT count(*) FROM t") == 3)
  }

  @Test func theFirstErrorEndsTheScriptAndWhatRanStays() throws {
    let connection = try Connection.inMemory()
    #expect(throws: SQLiteError.self) {
      try connection.execute("CREATE TABLE a(x); CREATE TABLE a(x); CREATE TABLE b(x)")
    }
    #expect(try connection.query("SELECT name FROM sqlite_schema").map { $0[0] } == ["a"])
  }

  @Test func aLongScriptTakesNoQuadraticTime() throws {
    let connection = try Connection.inMemory()
    let script = "CREATE TABLE t(a);" + String(repeating: "INSERT INTO t VALUES (1);\n", count: 20_000)
    try connection.transaction { try $0.execute(script) }
    #expect(try connection.value("SELECT count(*) FROM t") == 20_000)
  }
}

@Suite struct ErrorPlaceTests {
  @Test(
    arguments: [
      ("SELECT nosuch", "nosuch"),
      ("SELECT 1 FROM t WHERE é = nosuch(1)", "é"),
      ("SELEC 1", "SELEC"),
      ("SELECT 1; SELECT 2 FROM nosuch", "SELECT 2"),
      ("\u{FEFF}SELECT 1;\n  SELECT nosuch", "nosuch"),
      // At run time SQLite names no token; the script says which statement.
      ("INSERT INTO t VALUES (1);\n\nINSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)"),
      ("SELECT 1; -- why\nINSERT INTO t VALUES (NULL)", "-- why"),
    ])
  func aScriptsErrorTellsWhere(script: String, place: String) throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a UNIQUE NOT NULL)")
    let error = try sqliteError { try connection.execute(script) }
    #expect(error.sql == script)
    let offset = try #require(error.offset)
    #expect(String(decoding: script.utf8.dropFirst(offset), as: UTF8.self).hasPrefix(place))
    #expect(offset == 0 || script.utf8.count - offset <= place.utf8.count + 30)
  }

  @Test func oneStatementsErrorTellsTheToken() throws {
    let connection = try Connection.inMemory()
    #expect(try sqliteError { try connection.run("SELECT 1, nosuch") }.offset == 10)
  }

  @Test func oneStatementsRunTimeErrorHasNoPlace() throws {
    let connection = try Connection.inMemory()
    let error = try sqliteError { try connection.run("SELECT abs(-9223372036854775808)") }
    #expect(error == SQLiteError(.error, "integer overflow", sql: "SELECT abs(-9223372036854775808)"))
  }

  @Test(
    arguments: [
      ("INSERT INTO t(id, u, n, c) VALUES (2, 1, 1, 1)", ResultCode.constraintUnique),
      ("INSERT INTO t(id, u, n, c) VALUES (1, 2, 1, 1)", .constraintPrimaryKey),
      ("INSERT INTO t(id, u, n, c) VALUES (2, 2, NULL, 1)", .constraintNotNull),
      ("INSERT INTO t(id, u, n, c) VALUES (2, 2, 1, -1)", .constraintCheck),
      ("INSERT INTO t(id, u, n, c, f) VALUES (2, 2, 1, 1, 99)", .constraintForeignKey),
      ("INSERT INTO t(id, u, n, c) VALUES (2, 2, 'text', 1)", .constraintDatatype),
      ("INSERT INTO t(id, u, n, c) VALUES (2, 13, 1, 1)", .constraintTrigger),
      ("INSERT INTO r(rowid, a) VALUES (1, 1)", .constraintRowID),
    ])
  func constraintsTellTheirKind(sql: String, code: ResultCode) throws {
    let connection = try Connection.inMemory()
    try connection.execute(
      """
      CREATE TABLE t(
        id INT PRIMARY KEY, u INT UNIQUE, n INT NOT NULL, c INT CHECK (c > 0), f INT REFERENCES t(id)
      ) STRICT;
      CREATE TRIGGER g BEFORE INSERT ON t WHEN new.u = 13 BEGIN SELECT RAISE(ABORT, 'unlucky'); END;
      INSERT INTO t VALUES (1, 1, 1, 1, NULL);
      CREATE TABLE r(a);
      INSERT INTO r VALUES (1);
      """)
    try connection.setConfig(.enableForeignKeys, true)
    let error = try sqliteError { try connection.run(sql) }
    #expect(error.code == code)
    #expect(error.code.primary == .constraint)
    #expect(!error.isBusy)
  }

  @Test func anErrorReadsAsASentence() throws {
    let connection = try Connection.inMemory()
    let error = try sqliteError { try connection.run("SELECT 1 FROM nosuch") }
    #expect("\(error)" == "no such table: nosuch (SQLite code 1)")
    #expect("\(ResultCode.busy)" == "database is locked (5)")
  }
}
