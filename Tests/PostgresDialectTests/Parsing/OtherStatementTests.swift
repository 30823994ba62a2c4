import Testing

@testable import PostgresDialect

@Suite("Statements that are only named")
struct OtherStatementTests {
  @Test(arguments: [
    ("COPY t FROM stdin", "COPY"),
    ("MERGE INTO t USING u ON a DELETE", "MERGE"),
  ])
  func named(_ text: String, _ name: String) {
    #expect(statements(text + "; SELECT 1").first?.kind == .other(name))
  }
}

@Suite("Nesting")
struct NestingTests {
  /// More levels than any limit.
  private static let many = 100_000

  @Test(arguments: [
    "(", "NOT ", "- ", "f(", "ARRAY[", "(a, ", "a[", "CASE WHEN ", "(SELECT ", "a IN (SELECT ",
    "a AND (b OR ",
    "f() OVER (ORDER BY ", "coalesce(", "EXISTS (SELECT ", "CAST(",
  ])
  func tooDeep(_ opening: String) {
    let text = "SELECT " + String(repeating: opening, count: Self.many) + "1; SELECT 1"
    #expect(errors(text).first?.hasSuffix("stack depth limit exceeded") == true)
  }

  @Test(arguments: [" + 1", "::int", "[1]", " IS NULL", " COLLATE c", " AT TIME ZONE 'x'", " UNION SELECT 1"])
  func tooLong(_ link: String) {
    #expect(
      errors("SELECT a" + String(repeating: link, count: Self.many)).first?
        .hasSuffix("stack depth limit exceeded") == true)
  }

  @Test func flatLists() {
    let list = String(repeating: "a = 1 AND ", count: 5000) + "b"
    #expect(errors("SELECT \(list)").isEmpty)
    let values = Array(repeating: "(1, 2)", count: 5000).joined(separator: ", ")
    #expect(errors("INSERT INTO t VALUES \(values)").isEmpty)
    #expect(errors("SELECT a IN (\(values))").isEmpty)
  }

  @Test func deepestTreesAreHandledOnASmallStack() async {
    // Chains and nesting of all kinds, as deep as each is accepted.
    for (opening, closing) in [("(", ")"), ("NOT ", ""), ("f(", ")"), ("(SELECT ", ")"), ("", "::int")] {
      var count = Parser.maximumDepth
      while count > 0, !errors(Self.nested(opening, closing, count)).isEmpty { count -= 1 }
      #expect(count >= Parser.maximumDepth / 4)
      let text = Self.nested(opening, closing, count)
      #expect(
        onSmallStack { printed(text) == printed(printed(text)) && statements(text) == statements(text) })
    }
  }

  private static func nested(_ opening: String, _ closing: String, _ count: Int) -> String {
    "SELECT " + String(repeating: opening, count: count) + "1" + String(repeating: closing, count: count)
  }
}
