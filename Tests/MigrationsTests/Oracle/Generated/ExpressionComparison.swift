import Foundation

@testable import PostgresDialect

/// What one expression comes to on both sides, for each row of the table.
final class ExpressionComparison {
  private let sides: SideBySide
  private let isStored: Bool

  enum Verdict: Equatable {
    case same
    /// Said before anything ran, or warned of.
    case refused(String)
    case differs(String)
    /// Both fail, and say so differently.
    case failsOtherwise(String)
  }

  /// Stored expressions are read from a view, by SQLite alone.
  init(stored: Bool) throws {
    sides = try SideBySide()
    isStored = stored
    for statement in GeneratedTable.statements {
      let (theirs, ours) = sides.run(statement)
      guard theirs.sqlState == nil, ours.sqlState == nil else {
        throw PreparationFailure(text: "\(statement): \(theirs), \(ours)")
      }
    }
  }

  struct PreparationFailure: Error { var text: String }

  func verdict(_ sql: String) -> Verdict {
    sides.forgetWarnings()
    let (theirs, ours, warnings) = run(sql, where: "")
    if isClose(theirs, ours, sql) { return .same }
    if case .error("0A000", let message) = ours { return .refused(message) }
    if let warning = warnings.first(where: { !$0.hasPrefix("rows cannot be written through views") }) {
      return .refused(warning)
    }
    // What a quotient lacks behind its fifteenth digit may be all of a remainder.
    if sql.contains(/%|mod\(/), sql.contains("/") { return .refused("digits") }
    if "\(theirs)".contains("NaN"), Self.mayBeInfinite(sql) { return .refused("not a number") }
    if isStored, Self.isBeyondYears(theirs) { return .refused("years") }
    guard theirs.sqlState != nil || ours.sqlState != nil else {
      return isStored && Self.compacted(theirs) == Self.compacted(ours)
        ? .same : .differs("\(theirs)\n  \(ours)")
    }
    if isDecidedByConstants(sql, theirs, ours) { return .refused("constant") }
    // Which row fails first is nobody's promise.
    for row in 0..<GeneratedTable.rows {
      let (theirs, ours, _) = run(sql, where: " WHERE id = \(row)")
      guard theirs != ours, !isStored || !Self.isBeyondYears(theirs) else { continue }
      // Years after 9999 are refused wherever they come up.
      if theirs.sqlState == nil, ours.sqlState == "22008" { continue }
      // Nothing is reckoned with infinity, which is said.
      if ours.sqlState == "22003", "\(theirs)".contains("Infinity") || Self.mayBeInfinite(sql) { continue }
      // What is stored reckons with 64 bits; the column that takes the result checks its range.
      if isStored, ours.sqlState == nil, ["22003", "22008"].contains(theirs.sqlState) { continue }
      let text = "row \(row)\n  \(theirs)\n  \(ours)"
      return theirs.sqlState != nil && ours.sqlState != nil ? .failsOtherwise(text) : .differs(text)
    }
    return .same
  }

  /// Constant parts are computed before any row is read, also those that no row would ask for, and one that is NULL makes
  /// NULL of what is around it: https://www.postgresql.org/docs/15/sql-expressions.html#SYNTAX-EXPRESS-EVAL
  private func isDecidedByConstants(_ sql: String, _ theirs: SideBySide.Outcome, _ ours: SideBySide.Outcome)
    -> Bool
  {
    if theirs.sqlState != nil {
      let mayNotAsk = sql.contains("CASE ") || sql.contains("coalesce(")
      return mayNotAsk && sides.runThere("SELECT \(sql) FROM g WHERE false").sqlState != nil
    }
    return ours.sqlState != nil
      && "\(sides.runThere("EXPLAIN (VERBOSE, COSTS OFF) SELECT \(sql) FROM g"))".contains("NULL::")
  }

  /// Whether all values are the same, numbers with a fraction as far as a double holds them: what is stored reckons with
  /// doubles, so that differences of what is nearly the same have fewer digits.
  private func isClose(_ theirs: SideBySide.Outcome, _ ours: SideBySide.Outcome, _ sql: String) -> Bool {
    guard case .rows(let left) = theirs, case .rows(let right) = ours else { return theirs == ours }
    // A numeric has fifteen digits, those of the largest number on the way to it.
    let isNumeric = sql.contains("numeric")
    return left.elementsEqual(right) { a, b in
      a.elementsEqual(b) { x, y in
        guard let x, let y, x != y else { return x == y }
        let isWhole = !(x + y).contains { ".e".contains($0) }
        guard !isWhole || isNumeric && x.count > 15, let first = Double(x), let second = Double(y) else {
          return Self.unsigned(x) == Self.unsigned(y)
        }
        return abs(first - second)
          <= max((isStored ? 1e-7 : 1e-9) * max(abs(first), abs(second)), isNumeric ? 1e-6 : 0)
      }
    }
  }

  /// What is stored knows the years that SQLite knows.
  private static func isBeyondYears(_ outcome: SideBySide.Outcome) -> Bool {
    "\(outcome)".contains(/[ ]BC|[0-9]{5}-[0-9]{2}-/)
  }

  /// Zero has one sign here.
  private static func unsigned(_ text: String) -> String { text.replacing(/[ ]?-?(0+)(?![0-9.])/) { $0.1 } }

  /// What is not a number is NULL, and infinity is refused: they come from functions that grow this fast alone.
  private static func mayBeInfinite(_ sql: String) -> Bool {
    ["sinh(", "cosh(", "cot("].contains { sql.contains($0) }
  }

  /// Without the blanks in JSON, which what is stored leaves out, also where it is a part of a text.
  private static func compacted(_ outcome: SideBySide.Outcome) -> SideBySide.Outcome {
    guard case .rows(let rows) = outcome else { return outcome }
    return .rows(rows.map { row in row.map { $0?.replacing(": ", with: ":").replacing(", ", with: ",") } })
  }

  private func run(_ sql: String, where condition: String) -> (
    SideBySide.Outcome, SideBySide.Outcome, warnings: [String]
  ) {
    let query = "SELECT id, \(sql) AS x FROM g\(condition)"
    guard isStored else {
      let (theirs, ours) = sides.run(query + " ORDER BY id")
      return (theirs, ours, sides.warnings)
    }
    let theirs = sides.runThere(query + " ORDER BY id")
    let made = sides.runHere("CREATE VIEW v AS \(query)")
    let warnings = sides.warnings
    guard made.sqlState == nil else { return (theirs, made, warnings) }
    let ours = sides.runHere("SELECT * FROM v ORDER BY id")
    _ = sides.runHere("DROP VIEW v")
    return (theirs, ours, warnings)
  }
}
