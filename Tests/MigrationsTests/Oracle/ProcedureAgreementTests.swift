import PostgresDialect
import TestSupport
import Testing

/// Blocks whose messages, errors and effects must be the same on PostgreSQL and here.
@Suite struct ProcedureAgreementTests {
  typealias Script = StatementAgreementTests.Script

  @Test(arguments: ProcedureScripts.all)
  func `every block says and does the same`(script: Script) throws {
    let sides = try SideBySide()
    for statement in script.statements {
      let (theirs, ours) = sides.run(statement)
      if theirs != ours { Issue.record("\(statement)\n  PostgreSQL: \(theirs)\n  here:       \(ours)") }
      if case .error(_, let there) = theirs, case .error(_, let here) = ours, isRaised(statement) {
        #expect(here == there, "\(statement)")
      }
      let there = sides.noticesThere.filter {
        $0.sqlState != "00000" || $0.severity != "NOTICE" || isRaised(statement)
      }
      let here = sides.notices.map { "\($0.state.code) \($0.message)" }
      #expect(here == there.map { "\($0.sqlState) \($0.message)" }, "\(statement)")
    }
  }

  /// Messages of the block's own are compared to the letter.
  private func isRaised(_ statement: String) -> Bool { statement.contains("RAISE") }
}
