public import PostgresDialect

/// A hazard in a migration, and where.
public struct LintFinding: Sendable {
  public let hazard: Hazard
  public let migration: String
  /// What the migration does.
  public let message: String
  /// The rows that it concerns; nil where that is not known.
  public let rows: Int?
  public let source: SourceText
  public let range: SourceRange

  /// As a warning with its place.
  public var diagnostic: Diagnostic {
    let count = rows.map { $0 == 1 ? ", which has 1 row" : ", which has \($0) rows" } ?? ""
    return Diagnostic(
      .warning, .warning, "\(message)\(count): \(hazard.explanation) [\(hazard.name)]", at: range)
  }
}
