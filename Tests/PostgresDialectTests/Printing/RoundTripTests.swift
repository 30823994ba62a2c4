import Testing

@testable import PostgresDialect

@Suite("What is printed reads as the same tree")
struct RoundTripTests {
  @Test(arguments: Samples.all)
  func statement(_ text: String) throws {
    let first = statements(text)
    try #require(first.count == 1)
    let printed = first[0].postgres
    let second = statements(printed)
    #expect(second == first, "\(printed)")
    #expect(second.map(\.postgres) == [printed])
  }

  @Test func samplesAreMany() { #expect(Samples.all.count > 250) }

  @Test(arguments: [
    "a", "A", "a b", "select", "left", "int", "name", "", "é", "a\"b", "1a", "a$b", "_x", "user", "public",
  ])
  func names(_ name: String) throws {
    let printed = PostgresPrinter.name(name)
    guard !name.isEmpty else { return }
    let table = try #require(statements("TABLE \(printed)").first)
    guard case .select(let query) = table.kind, case .select(let select) = query.body,
      case .table(let qualified, _, _) = select.from.first
    else {
      Issue.record("no table")
      return
    }
    #expect(qualified.name.text == name)
  }

  @Test(arguments: ["", "a", "it's", "back\\slash", "new\nline", "é", "''", "$$"])
  func strings(_ text: String) {
    let expression = "SELECT \(PostgresPrinter.string(text))"
    #expect(statements(expression) == statements("SELECT \(PostgresPrinter.string(text))"))
    guard case .select(let query) = statements(expression).first?.kind, case .select(let select) = query.body
    else { return }
    #expect(select.columns.first?.expression.kind == .string(text))
  }
}
