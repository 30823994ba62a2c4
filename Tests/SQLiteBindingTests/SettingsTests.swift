import SQLiteBinding
import Testing

@Suite struct ConfigTests {
  @Test(
    arguments: [
      (Connection.Config.dqsDDL, false), (.dqsDML, false), (.trustedSchema, !Connection.trustsJSONFunctions),
      (.enableLoadExtension, false),
      (.defensive, true), (.writableSchema, false), (.legacyAlterTable, false), (.enableTrigger, true),
    ])
  func anOpenedConnectionIsHardened(option: Connection.Config, isOn: Bool) throws {
    #expect(try Connection.inMemory().config(option) == isOn)
  }

  @Test(arguments: Connection.Config.allCases)
  func everySwitchIsReadBackAndPutBack(option: Connection.Config) throws {
    let connection = try Connection.inMemory()
    let before = try connection.config(option)
    let inside = try connection.withConfig(option, !before) { try connection.config(option) }
    #expect(inside == !before)
    #expect(try connection.config(option) == before)
    #expect(throws: Refusal()) { try connection.withConfig(option, !before) { throw Refusal() } }
    #expect(try connection.config(option) == before)
    #expect(try connection.setConfig(option, !before) == !before)
  }

  @Test(arguments: [#"CREATE INDEX i ON t("nosuch")"#, #"SELECT "nosuch" FROM t"#])
  func doubleQuotesAreNamesOnly(sql: String) throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a)")
    #expect(try sqliteError { try connection.run(sql) }.message == "no such column: nosuch")
  }

  @Test func theSchemaIsNotWritableUnlessAskedForInFull() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a)")
    let edit = "UPDATE sqlite_schema SET sql = 'CREATE TABLE t(b)'"
    #expect(throws: SQLiteError.self) { try connection.run(edit) }
    try connection.withConfig(.writableSchema, true) {
      let error = thrown { try connection.run(edit) }
      #expect(error is SQLiteError)
      try connection.withConfig(.defensive, false) { try connection.run(edit) }
    }
    #expect(try connection.value("SELECT sql FROM sqlite_schema") == "CREATE TABLE t(b)")
  }
}

@Suite struct ForeignKeyTests {
  @Test(arguments: [(true, false), (true, true), (false, false), (false, true)])
  func theyAreAsAskedForAndThenAsBefore(before: Bool, inside: Bool) throws {
    let connection = try Connection.inMemory()
    try connection.setConfig(.enableForeignKeys, before)
    let answer = try connection.withForeignKeys(inside) { try connection.pragma("foreign_keys") }
    #expect(answer == .integer(inside ? 1 : 0))
    #expect(try connection.pragma("foreign_keys") == .integer(before ? 1 : 0))
  }

  @Test func theyAreAsBeforeWhenTheBlockThrows() throws {
    let connection = try Connection.inMemory()
    try connection.setConfig(.enableForeignKeys, true)
    #expect(throws: Refusal()) { try connection.withForeignKeys(false) { throw Refusal() } }
    #expect(try connection.config(.enableForeignKeys))
  }

  @Test func insideATransactionTheyStay() throws {
    let connection = try Connection.inMemory()
    try connection.begin()
    #expect(try sqliteError { try connection.withForeignKeys(true) {} }.code == .misuse)
    #expect(try !connection.config(.enableForeignKeys))
  }

  @Test func theSwitchTakesEffectInsideATransactionAndThePragmaDoesNot() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id REFERENCES p)")
    try connection.begin()
    try connection.setPragma("foreign_keys", "ON")
    try connection.run("INSERT INTO c VALUES (1)")
    try connection.setConfig(.enableForeignKeys, true)
    let error = try sqliteError { try connection.run("INSERT INTO c VALUES (2)") }
    #expect(error.code == .constraintForeignKey)
  }

  @Test(arguments: [true, false])
  func aTransactionLeftOpenIsUndoneAndTold(throwsToo: Bool) throws {
    let connection = try Connection.inMemory()
    try connection.setConfig(.enableForeignKeys, true)
    let error = #expect(throws: (any Error).self) {
      try connection.withForeignKeys(false) {
        try connection.begin()
        try connection.execute("CREATE TABLE t(a)")
        if throwsToo { throw Refusal() }
      }
    }
    #expect((error is Refusal) == throwsToo)
    #expect(!connection.isInTransaction)
    #expect(try connection.config(.enableForeignKeys))
    #expect(try connection.value("SELECT count(*) FROM sqlite_schema") == 0)
  }
}

@Suite struct PragmaTests {
  private let connection: Connection

  init() throws {
    connection = try Connection.inMemory()
  }

  @Test func aPragmaIsReadAndSet() throws {
    try connection.setPragma("user_version", "7")
    #expect(try connection.pragma("user_version") == 7)
    #expect(try connection.pragma("main.user_version") == 7)
    #expect(try connection.pragma("nosuch") == nil)
  }

  @Test(arguments: ["", "a b", "user_version;", "main.", "a'b", "user_version = 7", "é"])
  func onlyANameIsAName(name: String) throws {
    #expect(throws: SQLiteError.self) { try connection.pragma(name) }
    #expect(throws: SQLiteError.self) { try connection.withPragma(name, "1") {} }
  }

  @Test(
    arguments: [
      ("synchronous", "EXTRA", Value.integer(3)), ("synchronous", "off", 0), ("foreign_keys", "ON", 1),
      ("legacy_alter_table", "yes", 1), ("cache_size", "-500", -500), ("temp_store", "MEMORY", 2),
      ("secure_delete", "fast", 2), ("journal_mode", "OFF", "off"), ("user_version", "12", 12),
      ("recursive_triggers", "true", 1),
    ])
  func aPragmaIsSetForABlock(name: String, word: String, value: Value) throws {
    try connection.setConfig(.defensive, false)
    let before = try connection.pragma(name)
    let inside = try connection.withPragma(name, word) { try connection.pragma(name) }
    #expect(inside == value)
    #expect(try connection.pragma(name) == before)
    #expect(throws: Refusal()) { try connection.withPragma(name, word) { throw Refusal() } }
    #expect(try connection.pragma(name) == before)
  }

  @Test(arguments: [("foreign_keys", "ON"), ("synchronous", "OFF")])
  func whatATransactionForbidsIsAnError(name: String, word: String) throws {
    try connection.begin()
    #expect(throws: SQLiteError.self) { try connection.withPragma(name, word) {} }
  }

  @Test(arguments: [("journal_mode", "wal"), ("nosuch", "1"), ("synchronous", "nonsense")])
  func whatDoesNotTakeIsAnErrorAndChangesNothing(name: String, word: String) throws {
    let before = try connection.pragma(name)
    let error = try sqliteError { try connection.withPragma(name, word) {} }
    #expect(error.message.hasPrefix("PRAGMA \(name) "))
    #expect(try connection.pragma(name) == before)
  }
}
