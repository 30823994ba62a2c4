import Foundation
import Testing

/// Random expressions over rows of every type come to what PostgreSQL makes of them, or are refused.
///
/// `EXPRESSIONS` sets how many, `SEED` where they begin.
@Suite struct GeneratedExpressionTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["EXPRESSIONS"].flatMap { Int($0) } ?? 1500
  private static let seed = environment["SEED"].flatMap { UInt64($0) } ?? 15

  @Test(arguments: [false, true])
  func `generated expressions mean what they mean in PostgreSQL`(stored: Bool) throws {
    let comparison = try ExpressionComparison(stored: stored)
    var generator = ExpressionGenerator(seed: Self.seed)
    var (same, refused) = (0, [String: Int]())
    for _ in 0..<Self.count {
      let expression = generator.expression()
      switch comparison.verdict(expression.sql) {
      case .same: same += 1
      case .refused(let reason): refused[reason, default: 0] += 1
      case .differs, .failsOtherwise:
        let (smallest, difference) = shrunk(expression, by: comparison)
        // Of two parts that fail, none is promised to fail first.
        if case .failsOtherwise = comparison.verdict(smallest.sql), smallest.size > 2 { continue }
        // Nor that what decides nothing is asked: https://www.postgresql.org/docs/15/sql-expressions.html#SYNTAX-EXPRESS-EVAL
        let isAsked = [" AND ", " OR ", " BETWEEN ", " IN (", " ANY (", " ALL ("].contains {
          smallest.sql.contains($0)
        }
        if isAsked, difference.contains("row ") { continue }
        Issue.record("\(smallest.sql)\n  \(difference)")
      }
    }
    print(
      "\(stored ? "stored" : "statements"): \(same) the same of \(Self.count), \(refused.values.reduce(0, +)) refused"
    )
    if Self.environment["EXPRESSIONS"] != nil {
      for (reason, count) in refused.sorted(by: { $0.value > $1.value }) { print(count, reason) }
    }
  }

  /// The smallest expression found that still differs in the same way.
  private func shrunk(
    _ expression: GeneratedExpression, by comparison: ExpressionComparison
  ) -> (GeneratedExpression, String) {
    func difference(_ expression: GeneratedExpression) -> (String, isFailure: Bool)? {
      switch comparison.verdict(expression.sql) {
      case .differs(let text): (text, false)
      case .failsOtherwise(let text): (text, true)
      case .same, .refused: nil
      }
    }
    guard var found = difference(expression) else { return (expression, "") }
    var best = expression
    search: while true {
      for candidate in best.smaller(ExpressionGenerator.leaves) where candidate.sql.count < best.sql.count {
        if let next = difference(candidate), next.isFailure == found.isFailure {
          (best, found) = (candidate, next)
          continue search
        }
      }
      return (best, found.0)
    }
  }
}
