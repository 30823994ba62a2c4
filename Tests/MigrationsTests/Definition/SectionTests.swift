import Migrations
import PostgresDialect
import TestSupport
import Testing

@Suite struct SectionTests {
  /// Texts in which no marker stands, so that all of it is up.
  static let unmarked = [
    "SELECT '\n-- migrate:down\n';",
    "SELECT $$\n-- migrate:down\n$$;",
    "SELECT $x$\n-- migrate:up\n$x$;",
    "/*\n-- migrate:down\n*/ SELECT 1;",
    "/* /* \n-- migrate:up\n */ \n-- migrate:up\n*/ SELECT 1;",
    "SELECT 1; -- migrate:down",
    "SELECT \"\n-- migrate:down\n\";",
    "-- about migrate:down\nSELECT 1;", "-- migrate: old answers become votes\nSELECT 1;",
    "SELECT E'\\'\n-- migrate:down\n';",
  ]

  @Test(arguments: unmarked)
  func `what only looks like a marker is none`(_ text: String) throws {
    let migration = try read(text)
    #expect(self.text(migration.up) == text)
    #expect(migration.down == nil)
  }

  @Test func `markers part the file`() throws {
    let migration = try read("-- about\n  -- migrate:up\nSELECT 1;\n--migrate:down\r\nSELECT 2;\n")
    #expect(text(migration.up)?.contains("SELECT 1") == true)
    #expect(text(migration.up)?.contains("SELECT 2") == false)
    #expect(text(migration.down)?.contains("SELECT 2") == true)
    #expect(migration.usesTransaction)
  }

  @Test func `the sections may come in either order`() throws {
    let migration = try read("-- migrate:down\nSELECT 2;\n-- migrate:up\nSELECT 1;\n")
    #expect(text(migration.up)?.contains("SELECT 1") == true)
    #expect(text(migration.down)?.contains("SELECT 2") == true)
  }

  @Test func `a byte order mark may stand before the first marker`() throws {
    let migration = try read("\u{FEFF}-- migrate:up\r\nSELECT 1;\r\n-- migrate:down\r\nSELECT 2;")
    #expect(text(migration.down)?.contains("SELECT 2") == true)
  }

  @Test func `transaction false is an option of either marker`() throws {
    #expect(try !read("-- migrate:up transaction:false\nSELECT 1;").usesTransaction)
    #expect(try !read("-- MIGRATE:UP  Transaction:False\nSELECT 1;").usesTransaction)
    #expect(try read("-- migrate:up transaction:true\nSELECT 1;").usesTransaction)
  }

  @Test func `an older reader is named by its version`() throws {
    #expect(try read("-- migrate:up reader:3\nSELECT 1;").minimumReader == 3)
    #expect(try read("-- migrate:up transaction:false reader:12\nSELECT 1;").minimumReader == 12)
    #expect(try read("-- migrate:up\nSELECT 1;").minimumReader == nil)
  }

  /// Texts with the marks of other tools: what is up in them, what is down, and whether they want a transaction.
  static let others: [(text: String, up: String, down: String?, usesTransaction: Bool)] = [
    ("-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;", "SELECT 1;", "SELECT 2;", true),
    (
      "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\n-- +goose StatementEnd\n-- +goose Down\n",
      "-- +goose StatementBegin\nSELECT 1;\n-- +goose StatementEnd", "", false
    ),
    (
      "-- +migrate Up\nSELECT 1;\n-- +migrate Up\nSELECT 2;\n-- +migrate Down\nSELECT 3;",
      "SELECT 1;\n-- +migrate Up\nSELECT 2;", "SELECT 3;", true
    ),
    ("-- +migrate Up notransaction\nSELECT 1;\n-- +migrate Down\nSELECT 2;", "SELECT 1;", "SELECT 2;", false),
    ("SELECT 1;\n---- create above / drop below ----\nSELECT 2;", "SELECT 1;", "SELECT 2;", true),
    ("-- no-transaction\nSELECT 1;", "-- no-transaction\nSELECT 1;", nil, false),
    (
      "-- postgres-migrations disable-transaction\nSELECT 1;",
      "-- postgres-migrations disable-transaction\nSELECT 1;", nil, false
    ),
    ("-- +gooseberries are up\nSELECT 1;", "-- +gooseberries are up\nSELECT 1;", nil, true),
  ]

  @Test(arguments: others)
  func `the marks of other tools are understood`(
    _ file: (text: String, up: String, down: String?, usesTransaction: Bool)
  ) throws {
    let migration = try read(file.text)
    #expect(text(migration.up)?.trimmingPrefix("\n").trimmingSuffix == file.up)
    #expect(text(migration.down).map { $0.trimmingPrefix("\n").trimmingSuffix } == file.down)
    #expect(migration.usesTransaction == file.usesTransaction)
  }

  @Test func `what is allowed is no section`() throws {
    let migration = try read(
      "-- migrate:allow drop-column, rename\n-- migrate:up\n-- migrate:allow rebuild\nSELECT 1;")
    #expect(text(migration.up)?.contains("SELECT 1") == true)
    #expect(migration.down == nil)
  }

  static let refused: [(text: String, line: Int, column: Int, word: String)] = [
    ("SELECT 1;\n-- migrate:up\nSELECT 2;", 1, 1, "before"),
    ("\n  SELECT 1;\n-- migrate:down\nSELECT 2;", 2, 3, "before"),
    ("-- a comment\nSELECT 1;\n-- migrate:up\n", 2, 1, "before"),
    ("/* a\ncomment */ SELECT 1;\n-- migrate:up\n", 2, 12, "before"),
    ("nonsense (\n-- migrate:up\n", 1, 1, "before"),
    ("-- migrate:up\nSELECT 1;\n-- migrate:up\nSELECT 2;", 3, 1, "twice"),
    ("-- migrate:up\n-- migrate:down\n-- migrate:down\n", 3, 1, "twice"),
    ("-- migrate:up reader:x\nSELECT 1;", 1, 1, "reader:x"),
    ("-- migrate:up\n-- migrate:down reader:1\n", 2, 1, "reader:1"),
    ("-- migrate:up transaction:no\nSELECT 1;", 1, 1, "transaction:no"),
    ("-- migrate:up fast\nSELECT 1;", 1, 1, "fast"),
    ("-- migrate:upp\nSELECT 1;", 1, 1, "migrate:upp"),
    ("-- migrate:\nSELECT 1;", 1, 1, "migrate:"), ("-- migrate: up\nSELECT 1;", 1, 1, "migrate:"),
  ]

  @Test(arguments: refused)
  func `what is not understood is an error with its place`(
    text: String, line: Int, column: Int, word: String
  ) throws {
    let error = failure { _ = try read(text) }
    #expect(error?.code == .invalidMigrations)
    #expect(error?.message.contains(word) == true)
    #expect(error?.location?.line == line)
    #expect(error?.location?.column == column)
    #expect(error?.description.contains("001_x.sql:\(line):\(column): error: ") == true)
  }

  @Test func `a long comment before a misplaced statement is read once`() throws {
    let comment = String(repeating: "-- words of introduction\n", count: 20_000)
    let error = failure { _ = try read(comment + "SELECT 1;\n-- migrate:up\n") }
    #expect(error?.location?.line == 20_001)
  }

  @Test func `an error in the second section has the file's own line`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("-- migrate:down\n\n-- migrate:up\n\n  SELECT nosuch;\n", to: "001_x.sql")
    let migrator = quiet(try MigrationFolder(folder.path).migrations())
    let error = failure { try migrator.run(at: folder.path("a.db")) }
    #expect(error?.location?.line == 5)
  }

  private func read(_ text: String) throws -> Migration {
    let folder = try TemporaryDirectory()
    try folder.write(text, to: "001_x.sql")
    return try #require(try MigrationFolder(folder.path).migrations().first)
  }

  private func text(_ body: MigrationBody?) -> String? {
    if case .sql(let script) = body { script.text } else { nil }
  }
}

extension Substring {
  /// Without the line break at its end.
  fileprivate var trimmingSuffix: String { hasSuffix("\n") ? String(dropLast()) : String(self) }
}
