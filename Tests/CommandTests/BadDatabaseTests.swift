import Foundation
import SQLiteBinding
import TestSupport
import Testing

/// Files that are no databases, or not ours, or out of reach: the documented exit code, a sentence, and not a byte changed.
@Suite struct BadDatabaseTests {
  private static let fixture = "Policies/pending/after"

  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int32
    let message: String
    let change: @Sendable ([UInt8]) -> [UInt8]

    init(
      _ name: String, _ status: Int32, _ message: String, _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) {
      testDescription = name
      self.status = status
      self.message = message
      self.change = change
    }
  }

  static let damages = [
    Damage("half of it", 9, "corrupt") { Array($0.prefix($0.count / 2)) },
    Damage("its first page", 9, "corrupt") { Array($0.prefix(4096)) },
    Damage("its header", 9, "corrupt") { Array($0.prefix(100)) },
    Damage("half of its header", 9, "corrupt") { Array($0.prefix(50)) },
    Damage("encrypted", 9, "is not a database") {
      $0.enumerated().map { $1 ^ UInt8(truncatingIfNeeded: $0 &* 31 &+ 77) }
    },
    Damage("of a format to come", 9, "is not a database") { $0.replacing(at: 18, with: [9, 9]) },
    Damage("with another encoding in its header", 9, "corrupt") { $0.replacing(at: 56, with: [0, 0, 0, 2]) },
    Damage("with a page size of zero", 9, "is not a database") { $0.replacing(at: 16, with: [0, 0]) },
    Damage("a text", 9, "is not a database") { _ in
      Array("This is no database, but a letter. ".utf8) + [UInt8](repeating: 32, count: 2000)
    },
    Damage("an archive", 9, "is not a database") { [0x50, 0x4B, 3, 4] + $0.dropFirst(4) },
  ]

  @Test(arguments: damages)
  func aDamagedFile(_ damage: Damage) throws {
    let work = try Workspace()
    #expect(try work.migrate("up", "--to", "2", on: Self.fixture).status == 0)
    let bytes = damage.change(Array(try #require(work.bytes)))
    try work.directory.write(bytes, to: "app.db")
    for command in [
      ["up"], ["status"], ["down", "--all"], ["redo"], ["drift"], ["schema"],
      ["mark", "003_add_pinned", "--applied"],
    ] {
      let arguments =
        command + ["--database", work.database]
        + (command == ["schema"] ? [] : ["--migrations", Fixtures.path(Self.fixture)])
      let result = try Migrate.start(arguments).wait()
      #expect(result.status == damage.status, "\(command) \(result)")
      #expect(result.stderr.contains(damage.message), "\(command) \(result)")
    }
    #expect(work.bytes == Data(bytes))
    #expect(try work.names == ["app.db"])
  }

  @Test func anEmptyFileIsANewDatabase() throws {
    let work = try Workspace()
    try work.directory.write("", to: "app.db")
    #expect(try work.migrate("up", on: Self.fixture).status == 0)
    #expect(try work.migrate("drift", on: Self.fixture).status == 0)
  }

  /// What another program has done to a file of ours: SQL, and what then becomes of `up`.
  static let edits: [(sql: String, status: Int32, message: String)] = [
    ("CREATE TRIGGER t AFTER INSERT ON _migrations BEGIN DELETE FROM _migrations; END", 9, "trigger"),
    ("CREATE TRIGGER t AFTER INSERT ON _migrations BEGIN SELECT load_extension('x'); END", 9, "trigger"),
    ("CREATE TRIGGER t AFTER INSERT ON _migrations_catalog BEGIN DELETE FROM notes; END", 9, "trigger"),
    ("ALTER TABLE _migrations RENAME TO m; CREATE VIEW _migrations AS SELECT * FROM m", 9, "_migrations"),
    ("DROP TABLE _migrations_catalog; CREATE TABLE _migrations_catalog (x)", 9, "_migrations_catalog"),
    (
      "DROP TABLE _migrations_catalog; CREATE VIEW _migrations_catalog AS SELECT 1 AS kind", 9,
      "_migrations_catalog"
    ),
    ("UPDATE _migrations SET version = 'abc'", 9, "damaged"),
    ("UPDATE _migrations SET description = x'ff'", 9, "damaged"),
    ("UPDATE _migrations SET format = 2", 5, "newer"),
    ("UPDATE _migrations SET checksum = 'sha256:0' WHERE version = 1", 3, "001_create_notes"),
    ("INSERT INTO _migrations (id, version, description) VALUES ('zz', 1, 'x')", 3, "zz"),
    (
      "INSERT INTO _migrations (id, version, description) VALUES ('zz', 9223372036854775807, 'x')", 3,
      "003_add_pinned"
    ),
    ("INSERT INTO _migrations (id, version, description) VALUES ('zz', -1, 'x')", 3, "zz"),
    ("DELETE FROM _migrations WHERE version = 1", 3, "001_create_notes"),
    ("UPDATE _migrations_catalog SET definition = 'CREATE TABLE ((('", 9, "_migrations_catalog"),
    ("UPDATE _migrations_catalog SET definition = zeroblob(9)", 9, "_migrations_catalog"),
    ("UPDATE _migrations_catalog SET kind = 'nonsense'", 9, "_migrations_catalog"),
    (
      "DROP TABLE _migrations; CREATE TABLE _migrations (version TEXT PRIMARY KEY, name TEXT)", 9,
      "not this package's"
    ),
    (
      "DROP TABLE _migrations; CREATE TABLE _migrations (id INTEGER PRIMARY KEY, name TEXT, batch INT)", 9,
      "not this package's"
    ),
    (
      "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('table', 'z', 'z', 99, 'CREATE TABLE z (x')",
      9, "corrupt"
    ),
    (
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = '_migrations'", 9,
      "corrupt"
    ),
    ("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = NULL WHERE name = 'notes'", 9, "corrupt"),
    ("DROP TABLE tags; DROP TABLE notes", 4, "notes"),
  ]

  @Test(arguments: edits)
  func anEditedFile(sql: String, status: Int32, message: String) throws {
    let work = try Workspace()
    #expect(try work.migrate("up", "--to", "2", on: Self.fixture).status == 0)
    let edit = try SQLiteShell.run(".dbconfig defensive off\n\(sql);", on: work.database, foreignKeys: false)
    #expect(edit.status == 0, "\(edit)")
    let before = work.bytes
    for command in ["up", "status"] {
      let result = try work.migrate(command, on: Self.fixture)
      if command == "up" {
        #expect(result.status == status, "\(result)")
        #expect(result.stderr.contains(message), "\(result)")
      } else {
        #expect([0, status].contains(result.status), "\(result)")
      }
    }
    #expect(work.bytes == before)
  }

  /// A schema made to attack whoever opens the file. None of it is called, and the run is as any other.
  static let attacks = [
    "CREATE VIEW v AS SELECT load_extension('x'), writefile('/tmp/x', 'y')",
    "CREATE TABLE g (x, y AS (abs(x)) STORED, CHECK (randomblob(10) IS NOT NULL)); INSERT INTO g VALUES (1)",
    "CREATE TABLE q (x, CHECK (x <> \"a string\"))",
    "CREATE VIEW pragma_table_info AS SELECT 1 AS name",
    "CREATE TABLE pragma_foreign_key_list (x)",
    "CREATE VIEW w AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n",
    "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT load_extension('x'); END",
    "CREATE TABLE \"a;b'c\"\"d\" (\"x y\" TEXT, \"\n\" INT)",
    "CREATE INDEX i ON notes (title COLLATE NOCASE) WHERE title > 'a'",
    "CREATE VIRTUAL TABLE f USING fts5(body)",
  ]

  @Test(arguments: attacks)
  func aSchemaMadeToAttack(_ sql: String) throws {
    let work = try Workspace()
    #expect(try work.migrate("up", "--to", "2", on: Self.fixture).status == 0)
    let edit = try SQLiteShell.run(".dbconfig dqs_ddl on\n\(sql);", on: work.database)
    #expect(edit.status == 0, "\(edit)")
    let result = try work.migrate("up", on: Self.fixture)
    #expect(result.status == 0, "\(result)")
    // SQLite's own ALTER TABLE reads every table again, and fails on a name that is a text.
    let back = try work.migrate("down", "--all", "--allow-data-loss", on: Self.fixture)
    #expect(back.status == 0 || back.status == 4 && back.stderr.contains("Nothing was changed"), "\(back)")
    #expect(!FileManager.default.fileExists(atPath: "/tmp/x"))
  }

  @Test(.enabled(if: Unprivileged.isPossible)) func outOfReach() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", "--to", "2", on: Self.fixture).status == 0)
    let before = work.bytes
    let manager = FileManager.default
    func set(_ file: Int, _ folder: Int) throws {
      try manager.setAttributes([.posixPermissions: file], ofItemAtPath: work.database)
      try manager.setAttributes([.posixPermissions: folder], ofItemAtPath: work.directory.path)
    }
    defer { try? set(0o644, 0o755) }
    for (file, folder, message, canRead) in [
      (0o444, 0o777, "app.db is read-only", true), (0o444, 0o555, "app.db is read-only", true),
      (0o666, 0o555, "folder", true), (0o000, 0o777, "Permission denied", false),
      (0o644, 0o777, "app.db", true),
    ] {
      try set(file, folder)
      let up = try work.migrateUnprivileged("up", on: Self.fixture)
      #expect(up.status == 8, "\(String(file, radix: 8)) \(String(folder, radix: 8)) \(up)")
      #expect(up.stderr.contains(message), "\(up)")
      let status = try work.migrateUnprivileged("status", on: Self.fixture)
      #expect(status.status == (canRead ? 0 : 8), "\(status)")
      #expect(work.bytes == before)
    }
  }

  @Test func aHotJournalIsRolledBackFirst() throws {
    let work = try Workspace()
    #expect(try work.migrate("up", "--to", "2", on: Self.fixture).status == 0)
    let before = work.bytes
    // The journal of a process that was killed: the pages as they were, and half-written new ones.
    let killed = try Shell.run(
      "sqlite3", [work.database],
      stdin: """
        PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; CREATE TABLE junk (x);
        INSERT INTO junk SELECT randomblob(2000) FROM (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) SELECT i FROM n);
        .shell kill -9 $PPID
        """)
    #expect(killed.signal == SIGKILL || killed.status != 0)
    #expect(work.bytes != before)
    #expect(try work.names == ["app.db", "app.db-journal"])
    #expect(try work.migrate("status", on: Self.fixture).status == 0)
    #expect(try work.migrate("up", on: Self.fixture).status == 0)
    #expect(try work.query("SELECT count(*) FROM sqlite_schema WHERE name = 'junk'") == ["0"])
    #expect(try work.query("PRAGMA integrity_check") == ["ok"])
  }
}

extension [UInt8] {
  fileprivate func replacing(at index: Int, with bytes: [UInt8]) -> [UInt8] {
    var copy = self
    copy.replaceSubrange(index..<index + bytes.count, with: bytes)
    return copy
  }
}
