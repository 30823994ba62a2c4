import Testing

@testable import PostgresDialect

/// What a file remembers is enough to build the same catalog again, after every statement.
@Suite struct RememberedRoundTripTests {
  @Test(
    arguments: RememberedAgreementTests.security + RememberedAgreementTests.attributes
      + RememberedAgreementTests.objects)
  func `the catalog builds itself again`(script: StatementAgreementTests.Script) throws {
    var translator = Translator()
    for statement in script.statements {
      guard !translator.translate(SourceText(statement)).hasErrors else { continue }
      let entries = translator.schema.allEntries
      let loaded: Schema
      do throws(Diagnostic) {
        loaded = try Schema(entries: entries, tables: [], isComplete: true)
      } catch {
        Issue.record(
          "after \(statement): \(error.message)\n\(entries.map(\.definition).joined(separator: "\n"))")
        return
      }
      #expect(
        Self.definitions(loaded.allEntries) == Self.definitions(entries), "after \(statement)")
    }
  }

  private static func definitions(_ entries: [CatalogEntry]) -> [String] {
    entries.map { "\($0.key.name): \($0.definition)" }.sorted()
  }
}
