import PostgresDialect
import Testing

@Suite struct SettingTests {
  private func warnings(_ sql: String) -> [String] {
    var translator = Translator()
    let translation = translator.translate(SourceText(sql, name: "test"))
    #expect(!translation.hasErrors)
    return translation.warnings.map(\.message)
  }

  @Test(arguments: [
    "SET statement_timeout = 0", "SET LOCAL \"DateStyle\" TO iso", "SET TIME ZONE 'UTC'", "SET my.own = 'x'",
    "SET transaction_timeout = 0", "SET NAMES 'UTF8'", "RESET ALL", "RESET search_path",
  ])
  func `a setting of PostgreSQL's or of the application passes`(_ sql: String) {
    #expect(warnings(sql) == [])
  }

  @Test(arguments: ["SET statment_timeout = 0", "SET LOCAL nonsense TO iso", "RESET nonsense"])
  func `what nobody knows is told`(_ sql: String) {
    #expect(warnings(sql).count == 1)
    #expect(warnings(sql).first?.contains("unrecognized configuration parameter") == true)
  }
}
