import SQLiteBinding
import Testing

@Suite struct StatementTests {
  @Test(arguments: ["", "-- nothing", ";"])
  func noStatementIsAnError(sql: String) throws {
    #expect(
      try sqliteError { try Connection.inMemory().run(sql) }.message == "there is no statement in the SQL")
  }

  @Test(arguments: ["SELECT 1; SELECT 2", "SELECT 1; nonsense", "SELECT 1;;; SELECT 2"])
  func moreThanOneIsAnError(sql: String) throws {
    let error = try sqliteError { try Connection.inMemory().run(sql) }
    #expect(error.message == "there is more than one statement in the SQL")
    #expect(try #require(error.offset) >= 9)
  }

  @Test(arguments: [
    "SELECT 1", "SELECT 1;", "SELECT 1; -- end", "SELECT 1 /* end */ ; ; ", "\u{FEFF}SELECT 1",
  ])
  func oneIsOne(sql: String) throws {
    #expect(try Connection.inMemory().value(sql) == 1)
  }

  @Test(
    arguments: [
      Value.null, 1, -9_223_372_036_854_775_808, 1.5, .real(.infinity), "", "text", "nul\0within", "🦢é",
      .blob([]), .blob([0, 255]),
    ])
  func valuesComeBackAsTheyWere(value: Value) throws {
    let connection = try Connection.inMemory()
    #expect(try connection.value("SELECT ?", [value]) == value)
    #expect(try connection.value("SELECT typeof(?)", [value]) == .text(value.typeName))
  }

  @Test func notANumberBecomesNull() throws {
    #expect(try Connection.inMemory().value("SELECT ?", [.real(.nan)]) == .null)
  }

  @Test func textThatIsNoUTF8IsRepaired() throws {
    #expect(try Connection.inMemory().value("SELECT CAST(x'61FF62' AS TEXT)") == "a\u{FFFD}b")
  }

  @Test func parametersHaveNumbersAndNames() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT :a, @b, $c, ?")
    #expect(statement.parameterCount == 4)
    #expect((1...5).map { statement.parameterName(at: $0) } == [":a", "@b", "$c", nil, nil])
    try statement.bind(1, named: ":a")
    try statement.bind("two", named: "@b")
    try statement.bind(.null, named: "$c")
    try statement.bind(4.5, at: 4)
    #expect(try statement.step() == true)
    #expect(statement.row.values == [1, "two", .null, 4.5])
    statement.reset()
    statement.clearBindings()
    #expect(try statement.step() == true)
    #expect(statement.row.values == [.null, .null, .null, .null])
  }

  @Test func wrongParametersAreErrors() throws {
    let connection = try Connection.inMemory()
    #expect(try sqliteError { try connection.run("SELECT ?", []) }.code == .range)
    #expect(try sqliteError { try connection.run("SELECT ?", [1, 2]) }.code == .range)
    let statement = try connection.prepare("SELECT ?")
    for index in [0, 2, -1, .max] {
      let error: SQLiteError? = #expect(throws: SQLiteError.self) {
        try connection.prepare("SELECT ?").bind(1, at: index)
      }
      #expect(error?.code == .range)
    }
    let unknown: SQLiteError? = #expect(throws: SQLiteError.self) {
      try connection.prepare("SELECT ?").bind(1, named: ":nosuch")
    }
    #expect(unknown?.message == "the statement has no parameter :nosuch")
    #expect(try statement.step() == true)
  }

  @Test func bindingAStatementThatRunsIsMisuse() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT ?")
    #expect(try statement.step() == true)
    var code: ResultCode?
    do { try statement.bind(1, at: 1) } catch { code = error.code }
    #expect(code == .misuse)
  }

  @Test func columnsAreReadByTypeAndConvertedAsSQLiteDoes() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT 42 AS n, 1.5 AS r, '7x' AS s, x'01' AS b, NULL AS z")
    #expect(statement.columnCount == 5)
    #expect(statement.columnNames == ["n", "r", "s", "b", "z"])
    #expect(try statement.step() == true)
    #expect(statement.int64(at: 0) == 42)
    #expect(statement.double(at: 1) == 1.5)
    #expect(statement.text(at: 2) == "7x")
    #expect(statement.int64(at: 2) == 7)
    #expect(statement.bytes(at: 3) == [1])
    #expect(statement.isNull(at: 4) == true)
    #expect(statement.text(at: 4) == "")
  }

  @Test func columnsWithoutARowAreNull() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT 1")
    #expect(statement.value(at: 0) == .null)
    #expect(try statement.step() == true)
    for index in [-1, 1, .max] { #expect(statement.value(at: index) == .null) }
    #expect(try statement.step() == false)
    #expect(statement.value(at: 0) == .null)
  }

  @Test func aStatementKnowsItselfAndWhetherItWrites() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a)")
    let read = try connection.prepare("  SELECT * FROM t; -- end")
    #expect(read.isReadOnly == true)
    #expect(read.sql == "SELECT * FROM t;")
    let write = try connection.prepare("DELETE FROM t")
    #expect(write.isReadOnly == false)
  }

  @Test func aFailedStatementHoldsNoLock() throws {
    let folder = try TemporaryFolder()
    let first = try Connection(path: folder / "app.db")
    try first.execute("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (1)")
    let statement = try first.prepare("INSERT INTO t VALUES (1)")
    var failed: ResultCode?
    do { _ = try statement.step() } catch { failed = error.code }
    #expect(failed == .constraintUnique)
    try Connection(path: folder / "app.db").begin(.exclusive)
    #expect(statement.isReadOnly == false)
  }

  @Test func rowsFollowASchemaThatChangesUnderTheStatement() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1)")
    let statement = try connection.prepare("SELECT * FROM t")
    try connection.execute("ALTER TABLE t ADD COLUMN b DEFAULT 2")
    #expect(try statement.step() == true)
    #expect(statement.row == Row(columns: ["a", "b"], values: [1, 2]))
  }
}

@Suite struct RowTests {
  private let row = Row(columns: ["id", "name", "id", "none"], values: [1, "Ann", 2, .null])

  @Test func columnsHaveNumbersAndNames() {
    #expect(row[1] == "Ann")
    #expect(row[9] == .null)
    #expect(row[-1] == .null)
    #expect(row["id"] == 1)
    #expect(row["nosuch"] == nil)
    #expect(row["none"] == .some(.null))
  }

  @Test func typedReadingConvertsOrThrows() throws {
    #expect(try row.get("id") == 1)
    #expect(try row.get("id") == Optional(Int32(1)))
    #expect(try row.get("name", as: String.self) == "Ann")
    #expect(try row.get("none", as: String?.self) == nil)
    #expect(try row.get("id", as: Bool.self))
    #expect(
      try sqliteError { _ = try row.get("name", as: Int.self) }.message
        == "column name holds text, which is no Int")
    #expect(try sqliteError { _ = try row.get("none", as: Int.self) }.code == .mismatch)
    #expect(try sqliteError { _ = try row.get("nosuch", as: Int.self) }.code == .range)
  }

  @Test func queriesGiveRows() throws {
    let connection = try Connection.inMemory()
    let rows = try connection.query(
      "SELECT column1 AS n, column2 AS s FROM (VALUES (1, 'a'), (2, 'b')) WHERE n > ?", [0])
    #expect(
      rows == [Row(columns: ["n", "s"], values: [1, "a"]), Row(columns: ["n", "s"], values: [2, "b"])])
    #expect(try connection.query("SELECT 1 WHERE 0").isEmpty)
    #expect(try connection.value("SELECT 1 WHERE 0") == nil)
    #expect(try connection.value("SELECT NULL") == .some(.null))
  }
}

@Suite struct ValueTests {
  @Test func accessorsAnswerForTheirOwnTypeOnly() {
    #expect(Value.integer(3).int == 3)
    #expect(Value.integer(3).double == 3)
    #expect(Value.integer(.max).double == nil)
    #expect(Value.real(3).int == nil)
    #expect(Value.text("3").int == nil)
    #expect(Value.text("a").string == "a")
    #expect(Value.blob([1]).bytes == [1])
    #expect(Value.integer(0).bool == false)
    #expect(Value.null.isNull)
  }

  @Test func swiftValuesGoBothWays() {
    #expect(Value(5) == 5)
    #expect(Value("x") == "x")
    #expect(Value(true) == 1)
    #expect(Value(1.5) == 1.5)
    #expect(Value([UInt8]([1])) == .blob([1]))
    #expect(Value(Int?.none) == .null)
    #expect(Int32(Value.integer(.max)) == nil)
    #expect(String(Value.text("x")) == "x")
    #expect([UInt8](Value.blob([1])) == [1])
  }

  @Test(arguments: [
    (Value.null, "NULL"), (7, "7"), (1.5, "1.5"), ("it's", "'it''s'"), (.blob([1, 255]), "x'01ff'"),
  ])
  func aValueReadsAsALiteral(value: Value, literal: String) throws {
    #expect("\(value)" == literal)
    #expect(try Connection.inMemory().value("SELECT \(literal)") == value)
  }
}
