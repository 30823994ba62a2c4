@testable import Migrations
import Testing

@Suite struct ChecksumTests {
  static let text = "CREATE TABLE \"Notes\" (id int, body text DEFAULT 'Empty');\nSELECT $$a\nb$$;"

  static let same = [
    "create table \"Notes\" (ID INT, Body Text default 'Empty'); select $$a\nb$$;",
    "CREATE TABLE \"Notes\"\r\n\t(id int,\r\n body text DEFAULT 'Empty');\r\nSELECT $$a\r\nb$$;\r\n",
    "-- why\nCREATE TABLE \"Notes\" (id/* key */int, body text DEFAULT 'Empty');\n\nSELECT $$a\nb$$; -- end",
    "\u{FEFF}" + text,
  ]

  @Test(arguments: same)
  func `line endings, blanks, comments and the case of words do not count`(_ other: String) {
    #expect(checksum(other) == checksum(Self.text))
  }

  static let different = [
    text.replacing("'Empty'", with: "'empty'"), text.replacing("'Empty'", with: "'Empty '"),
    text.replacing("\"Notes\"", with: "\"notes\""), text.replacing("a\nb", with: "a b"),
    text.replacing("id int", with: "idint"), text.replacing(", body", with: ", bodies"),
    text.replacing("(id", with: "((id"), String(text.dropLast()),
    text.replacing("Notes", with: "No\u{301}tes"),
  ]

  @Test(arguments: different)
  func `what statements say counts`(_ other: String) {
    #expect(checksum(other) != checksum(Self.text))
  }

  @Test func `tokens do not run together`() {
    #expect(checksum("SELECT 'a' 'b'") != checksum("SELECT 'a''b'"))
    #expect(checksum("SELECT 1 2") != checksum("SELECT 12"))
    #expect(checksum("SELECT a") != checksum("SELECT \"a\""))
    #expect(checksum("SELECT a - - b") != checksum("SELECT a --b"))
  }

  @Test func `it begins with the algorithm's name, and Swift has none`() throws {
    let value = try #require(checksum("SELECT 1"))
    #expect(value.hasPrefix("sha256:"))
    #expect(value.count == 71)
    #expect(Checksum.checksum(of: code(1) { _ in }) == nil)
  }

  @Test func `only the way up counts`() {
    let without = Migration(id: "a", version: 1, description: "A", up: "SELECT 1")
    let with = Migration(id: "b", version: 2, description: "B", up: "SELECT 1", down: "SELECT 2")
    #expect(Checksum.checksum(of: without) == Checksum.checksum(of: with))
  }

  private func checksum(_ text: String) -> String? {
    Checksum.checksum(of: Migration(id: "a", version: 1, description: "", up: text))
  }
}
