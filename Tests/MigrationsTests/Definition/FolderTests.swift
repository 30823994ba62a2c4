import Foundation
import Migrations
import TestSupport
import Testing

@Suite struct FolderTests {
  static let names: [(file: String, id: String, version: Int, description: String)] = [
    ("001_add_user_settings.sql", "001_add_user_settings", 1, "Add user settings"),
    ("1-x.sql", "1-x", 1, "X"),
    ("20240101_x.sql", "20240101_x", 20_240_101, "X"),
    ("20240131093000_a-b_c.sql", "20240131093000_a-b_c", 20_240_131_093_000, "A b c"),
    ("007_größer.sql", "007_größer", 7, "Größer"),
    ("0_start.sql", "0_start", 0, "Start"),
  ]

  @Test(arguments: names)
  func `a file's name tells id, version and description`(
    file: String, id: String, version: Int, description: String
  ) throws {
    let folder = try TemporaryDirectory()
    try folder.write("SELECT 1;", to: file)
    let migration = try #require(try MigrationFolder(folder.path).migrations().first)
    #expect(migration.id == id)
    #expect(migration.version == version)
    #expect(migration.description == description)
    #expect(migration.usesTransaction)
    #expect(migration.down == nil)
  }

  @Test(arguments: [
    "x.sql", "001.sql", "001_.sql", "_x.sql", "a001_x.sql", "99999999999999999999_x.sql", "001x.sql",
    "-1_x.sql",
  ])
  func `a name without a number is an error that names the file`(_ name: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write("SELECT 1;", to: name)
    let error = failure { _ = try MigrationFolder(folder.path).migrations() }
    #expect(error?.code == .invalidMigrations)
    #expect(error?.message.contains(name) == true)
  }

  @Test func `other files and hidden ones are passed over`() throws {
    let folder = try TemporaryDirectory()
    for name in ["README.md", ".hidden.sql", ".001_x.sql", "001_x.sql~", "001_y.sql.orig", "notes/002_x.sql"]
    {
      try folder.write("not SQL", to: name)
    }
    try folder.write("SELECT 1;", to: "001_x.sql")
    #expect(try MigrationFolder(folder.path).migrations().map(\.id) == ["001_x"])
  }

  @Test func `order comes from the versions, not from the names`() throws {
    let folder = try TemporaryDirectory()
    for name in ["10_c.sql", "9_b.sql", "1_a.sql"] { try folder.write("SELECT 1;", to: name) }
    #expect(try MigrationFolder(folder.path).migrations().map(\.version) == [1, 9, 10])
  }

  @Test func `an up file takes its down from the file beside it`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("CREATE TABLE a (x int);", to: "001_x.up.sql")
    try folder.write("DROP TABLE a;", to: "001_x.down.sql")
    let migration = try #require(try MigrationFolder(folder.path).migrations().first)
    #expect(migration.id == "001_x")
    #expect(text(migration.up) == "CREATE TABLE a (x int);")
    #expect(text(migration.down) == "DROP TABLE a;")
  }

  @Test func `a down file may mark its section`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("-- migrate:up\nCREATE TABLE a (x int);", to: "001_x.up.sql")
    try folder.write("-- migrate:down transaction:false\nDROP TABLE a;", to: "001_x.down.sql")
    let migration = try #require(try MigrationFolder(folder.path).migrations().first)
    #expect(text(migration.down)?.contains("DROP TABLE a;") == true)
    #expect(!migration.usesTransaction)
  }

  @Test func `a down that is written twice is an error`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;", to: "001_x.up.sql")
    try folder.write("SELECT 3;", to: "001_x.down.sql")
    let error = failure { _ = try MigrationFolder(folder.path).migrations() }
    #expect(error?.code == .invalidMigrations)
  }

  @Test func `a down file alone is an error`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("SELECT 1;", to: "001_x.down.sql")
    let error = failure { _ = try MigrationFolder(folder.path).migrations() }
    #expect(error?.message.contains("001_x.up.sql") == true)
  }

  @Test func `a folder named like a migration is an error`() throws {
    let folder = try TemporaryDirectory()
    try folder.write("", to: "001_x.sql/inside")
    let error = failure { _ = try MigrationFolder(folder.path).migrations() }
    #expect(error?.code == .inputOutput)
    #expect(error?.message.contains("001_x.sql is not a regular file") == true)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a pipe named like a migration is an error and does not hang`() throws {
    let folder = try TemporaryDirectory()
    #expect(mkfifo(folder.path("001_x.sql"), 0o600) == 0)
    let error = failure { _ = try MigrationFolder(folder.path).migrations() }
    #expect(error?.message.contains("not a regular file") == true)
  }

  @Test func `a folder that is not there is an error that names it`() throws {
    let error = failure { _ = try MigrationFolder("/nowhere/at/all").migrations() }
    #expect(error?.code == .inputOutput)
    #expect(error?.message.contains("/nowhere/at/all") == true)
  }

  @Test func `a dangling link is an error that names it`() throws {
    let folder = try TemporaryDirectory()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("001_x.sql"), withDestinationPath: folder.path("gone"))
    let error = failure { _ = try MigrationFolder(folder.path).migrations() }
    #expect(error?.message.contains("001_x.sql") == true)
  }

  private func text(_ body: MigrationBody?) -> String? {
    if case .sql(let script) = body { script.text } else { nil }
  }
}
