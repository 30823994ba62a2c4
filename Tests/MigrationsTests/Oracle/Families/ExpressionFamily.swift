import TestSupport
import Testing

/// Rows of values, and expressions over each of them, which give here what they give in PostgreSQL.
struct ExpressionFamily: Sendable, CustomTestStringConvertible {
  var name: String
  var columns: String
  var rows: [String]
  var expressions: [String]
  /// Those that are refused here, by name and place.
  var refused: [String] = []
  var testDescription: String { name }

  /// One statement an expression; where it fails or differs, one a row, so that an error hides no other row.
  func check() throws {
    let sides = try SideBySide()
    let values = rows.enumerated().map { "(\($0.offset), \($0.element))" }.joined(separator: ", ")
    for statement in ["CREATE TABLE v (id int, \(columns))", "INSERT INTO v VALUES \(values)"] {
      let (theirs, ours) = sides.run(statement)
      #expect(
        theirs == .rows([]) && ours == .rows([]), "\(statement)\n  PostgreSQL: \(theirs)\n  here: \(ours)")
    }
    for expression in expressions {
      let (theirs, ours) = sides.run("SELECT \(expression) FROM v ORDER BY id")
      if theirs == ours, theirs.sqlState == nil { continue }
      for (id, row) in rows.enumerated() {
        let (theirs, ours) = sides.run("SELECT \(expression) FROM v WHERE id = \(id)")
        if theirs != ours {
          Issue.record("\(expression) of \(row)\n  PostgreSQL: \(theirs)\n  here:       \(ours)")
        }
      }
    }
    for expression in refused {
      let ours = sides.runHere("SELECT \(expression) FROM v")
      #expect(ours.sqlState == "0A000", "\(expression) is not refused: \(ours)")
    }
  }
}

@Suite struct FamilyAgreementTests {
  static let families = texts + patterns + documents + paths + arrays + times + formats + numbers

  @Test(arguments: families)
  func `an expression gives PostgreSQL's value or error`(family: ExpressionFamily) throws {
    try family.check()
  }
}
