import Foundation
import TestSupport
import Testing

/// What may be in a migration's file by mistake or malice: each ends in order, with the documented exit code, a place, and
/// the database as it was.
@Suite struct BadTextTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// What stands behind the file's name in the message: the place, and the sentence.
    let message: String
    var status: Int32 = 4

    init(_ name: String, _ text: String, _ message: String) {
      self.init(name, Array(text.utf8), message)
    }

    init(_ name: String, _ bytes: [UInt8], _ message: String) {
      self.name = name
      self.bytes = bytes
      self.message = message
    }

    var testDescription: String { name }
  }

  private static func nested(_ open: String, _ inner: String, _ close: String, _ count: Int = 100_000)
    -> String
  {
    String(repeating: open, count: count) + inner + String(repeating: close, count: count)
  }

  static let mistakes = [
    Mistake(
      "a string without an end", "SELECT 1;\nSELECT 'abc\n;", ":2:8: error: unterminated quoted string"),
    Mistake(
      "a dollar quote without an end", "\nDO $$ BEGIN\n", ":2:4: error: unterminated dollar-quoted string"),
    Mistake(
      "a dollar quote with another end", "SELECT $x$ a $$", ":1:8: error: unterminated dollar-quoted string"),
    Mistake("a comment without an end", "SELECT 1 /* a /* b */", ":1:10: error: unterminated /* comment"),
    Mistake("a name without an end", "SELECT \"abc", ":1:8: error: unterminated quoted identifier"),
    Mistake(
      "a name without letters", "CREATE TABLE a (\"\" int)", ":1:17: error: zero-length delimited identifier"),
    Mistake("a NUL", "CREATE TABLE a (x int);\0SELECT 1", ":1:24: error: invalid byte sequence"),
    Mistake("a NUL in a comment", "-- a\n/* \0 */ SELECT 1", ":2:4: error: invalid byte sequence"),
    Mistake(
      "bytes that are no UTF-8", Array("SELECT '".utf8) + [0xC3, 0x28] + Array("'".utf8),
      ":1:9: error: invalid byte sequence"),
    Mistake(
      "an overlong form", Array("SELECT '".utf8) + [0xC0, 0xAF] + Array("'".utf8),
      ":1:9: error: invalid byte sequence"),
    Mistake(
      "half of a pair", Array("SELECT '".utf8) + [0xED, 0xA0, 0x80] + Array("'".utf8),
      ":1:9: error: invalid byte sequence"),
    Mistake("UTF-16", [0xFF, 0xFE] + Array("S\0E\0".utf8), ":1:1: error: invalid byte sequence"),
    Mistake("parentheses", "SELECT " + nested("(", "1", ")"), ": error: stack depth limit exceeded"),
    Mistake(
      "parentheses that stay open", "SELECT " + nested("(", "", ""), ": error: stack depth limit exceeded"),
    Mistake("NOT", "SELECT " + nested("NOT ", "true", ""), ": error: stack depth limit exceeded"),
    Mistake("minus signs", "SELECT " + nested("- ", "1", ""), ": error: stack depth limit exceeded"),
    Mistake("a sum", "SELECT 1" + nested("+1", "", ""), ": error: stack depth limit exceeded"),
    Mistake(
      "CASE", "SELECT " + nested("CASE WHEN true THEN ", "1", " END", 30_000),
      ": error: stack depth limit exceeded"),
    Mistake(
      "subqueries", "SELECT " + nested("(SELECT ", "1", ")", 20_000), ": error: stack depth limit exceeded"),
    Mistake(
      "UNION", "SELECT 1" + nested(" UNION ALL SELECT 1", "", "", 20_000),
      ": error: stack depth limit exceeded"),
    Mistake("casts", "SELECT 1" + nested("::int", "", "", 30_000), ": error: stack depth limit exceeded"),
    Mistake(
      "joins", "SELECT 1 FROM " + nested("a JOIN ", "a", "", 20_000), ": error: stack depth limit exceeded"),
    Mistake(
      "blocks", "DO $$ " + nested("BEGIN ", "", "END; ", 30_000) + "$$", ": error: stack depth limit exceeded"
    ),
    Mistake("dots", "SELECT a" + nested(".b", "", "", 30_000), ":1:8: error: improper qualified name"),
    Mistake(
      "columns", "CREATE TABLE b (" + (0..<2500).map { "c\($0) int" }.joined(separator: ",") + ")",
      ": error: tables can have at most 1600 columns"),
    Mistake(
      "SQLite's names", "CREATE TABLE sqlite_x (a int)", ":1:14: error: the name \"sqlite_x\" is reserved"),
    Mistake(
      "the history's name", "CREATE TABLE _migrations (a int)",
      ":1:14: error: the name \"_migrations\" is reserved"),
    Mistake(
      "a marker that is not known", "-- migrate:sideways\nSELECT 1",
      ":1:1: error: migrate:sideways is none of"),
    Mistake(
      "a section that stands twice", "-- migrate:up\n-- migrate:up\n",
      ":2:1: error: -- migrate:up stands twice"),
  ]

  @Test(arguments: mistakes)
  func aMistake(_ mistake: Mistake) throws {
    let work = try Workspace()
    try work.write("001_a.sql", "CREATE TABLE a (x int); INSERT INTO a VALUES (1);")
    try work.directory.write(mistake.bytes, to: "migrations/002_b.sql")
    let onNothing = try work.migrate("up")
    #expect(onNothing.status == mistake.status, "\(onNothing)")
    #expect(onNothing.stderr.contains("002_b.sql"), "\(onNothing)")
    #expect(onNothing.stderr.contains(mistake.message), "\(onNothing)")
    #expect(onNothing.stderr.contains("Nothing was changed."))
    #expect(onNothing.stderrBytes.count < 20_000)
    #expect(!work.hasDatabase)
  }

  struct Oddity: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let expected: [String]
    var query = "SELECT x FROM a ORDER BY 1"

    init(_ name: String, _ text: String, _ expected: [String]) {
      testDescription = name
      self.text = text
      self.expected = expected
    }
  }

  static let oddities = [
    Oddity("a mark of the byte order", "\u{FEFF}CREATE TABLE a (x int);", []),
    Oddity(
      "CRLF", "CREATE TABLE a (\r\n  x text\r\n);\r\n-- c\r\nINSERT INTO a VALUES ('l\r\nm');\r\n", ["l\r\nm"]
    ),
    Oddity(
      "CR alone", "CREATE TABLE a (x int);\rINSERT INTO a VALUES (1);-- c\rINSERT INTO a VALUES (2);",
      ["1", "2"]),
    Oddity("comments in comments", nested("/*", "", "*/") + "CREATE TABLE a (x int);", []),
    Oddity(
      "other programs' ends of files", "CREATE TABLE a (x int);\u{1A}".replacing("\u{1A}", with: "\n\n\t "),
      []),
    Oddity(
      "many statements",
      "CREATE TABLE a (x int);" + nested("INSERT INTO a VALUES (1);\n", "", "", 1000) + "DELETE FROM a;", []),
    Oddity(
      "names with everything",
      #"CREATE TABLE a (x text); CREATE TABLE "a""b;c d'e–ü select" ("se""lect" int PRIMARY KEY, "from" text, "#
        + "\"\n;--\" int); CREATE INDEX \"i;\"\"x\" ON \"a\"\"b;c d'e–ü select\" (\"\n;--\"); "
        + #"ALTER TABLE "a""b;c d'e–ü select" ALTER COLUMN "from" TYPE int USING 1; "#
        + #"INSERT INTO "a""b;c d'e–ü select" VALUES (1, 2, 3); INSERT INTO a SELECT "from" FROM "a""b;c d'e–ü select";"#,
      ["2"]),
    Oddity(
      "a long name", "CREATE TABLE " + nested("n", "", "", 10_000) + " (x int); CREATE TABLE a (x int);", []),
  ]

  @Test(arguments: oddities)
  func anOddity(_ oddity: Oddity) throws {
    let work = try Workspace()
    try work.write("001_a.sql", oddity.text)
    let result = try work.migrate("up")
    #expect(result.status == 0, "\(result)")
    #expect(try work.query(oddity.query) == oddity.expected)
    #expect(try work.migrate("verify").status == 0)
    #expect(try work.migrate("drift").status == 0)
  }

  static let names = [
    "001_it's.sql", "001_a;b.sql", "001_a\"b.sql", "001_DROP TABLE a.sql", "001_ü–😀.sql", "001_select.sql",
    "001_a\nb.sql", "001_a$b%c.sql", "001_\(String(repeating: "n", count: 200)).sql", "1__x.sql",
    "0001_x.sql",
    "001_x.SQL",
  ]

  @Test(arguments: names)
  func anOddFileName(_ name: String) throws {
    let work = try Workspace()
    try work.write(name, "CREATE TABLE a (x int);")
    let id = String(name.dropLast(4))
    let up = try work.migrate("up", "--json")
    #expect(up.status == 0, "\(up)")
    #expect(try up.applied == [id])
    #expect(try work.history() == [id])
    #expect(try work.migrate("up").status == 0)
    #expect(try work.migrate("status").status == 0)
  }

  @Test func aFolderAndABrokenLinkNamedLikeMigrations() throws {
    for isFolder in [true, false] {
      let work = try Workspace()
      try work.write("001_a.sql", "CREATE TABLE a (x int);")
      let path = work.migrations + "/002_b.sql"
      if isFolder {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      } else {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/nonexistent")
      }
      let result = try work.migrate("up")
      #expect(result.status == 8, "\(result)")
      #expect(result.stderr.contains("002_b.sql"))
      #expect(!work.hasDatabase)
    }
  }

  @Test func aLinkToAFileIsThatFile() throws {
    let work = try Workspace()
    let target = try work.directory.write("CREATE TABLE a (x int);", to: "elsewhere/text")
    try work.write("001_a.sql", "SELECT 1;")
    try FileManager.default.createSymbolicLink(
      atPath: work.migrations + "/002_b.sql", withDestinationPath: target)
    #expect(try work.migrate("up").status == 0)
    #expect(try work.history() == ["001_a", "002_b"])
  }

  /// Another user, as root may read everything.
  @Test(.enabled(if: Unprivileged.isPossible)) func aFileAndAFolderThatMayNotBeRead() throws {
    for name in ["migrations/001_a.sql", "migrations"] {
      let work = try Workspace()
      try work.write("001_a.sql", "CREATE TABLE a (x int);")
      let path = work.directory.path(name)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      let result = try work.migrateUnprivileged("up")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      #expect(result.status == 8, "\(result)")
      #expect(result.stderr.contains("Permission denied"), "\(result)")
    }
  }
}
