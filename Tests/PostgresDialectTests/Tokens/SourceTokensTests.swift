import Testing

@testable import PostgresDialect

@Suite("Comments and checksums")
struct SourceTokensTests {
  @Test func lineComments() {
    let source = SourceText(
      "-- migrate:up\r\nselect '\n-- no\n', $$\n-- no\n$$; -- not alone\n/*\n-- no\n*/\n  -- migrate:down\nselect \"\n-- no\";\n--end"
    )
    #expect(source.lineComments().map { source[$0] } == ["-- migrate:up", "-- migrate:down", "--end"])
  }

  @Test func lineCommentsBehindBrokenText() {
    let source = SourceText("-- a\nselect 123abc;\n-- b\nselect '\n-- c")
    #expect(source.lineComments().map { source[$0] } == ["-- a", "-- b"])
  }

  @Test(arguments: [
    ("SELECT  A -- x\n FROM b;", "select a from B;"), ("select 'a\r\nb'", "select 'a\nb'"),
    ("/* c */ select 1", "select\r\n1"),
  ])
  func equal(_ left: String, _ right: String) {
    #expect(SourceText(left).significantTokens() == SourceText(right).significantTokens())
  }

  @Test(arguments: [
    ("select a b", "select ab"), ("select \"A\"", "select a"), ("select 'A'", "select 'a'"),
    ("select 'a  b'", "select 'a b'"), ("select 'a' 'b'", "select 'a''b'"), ("select $$a$$", "select 'a'"),
    ("select 1", "select '1'"), ("select", "select '"),
  ])
  func different(_ left: String, _ right: String) {
    #expect(SourceText(left).significantTokens() != SourceText(right).significantTokens())
  }

  @Test func brokenTextStandsForItself() {
    #expect(SourceText("select 'A\r\n").significantTokens() == Array("select 'A\n".utf8))
  }
}
