/// Rows or values that a step back takes away for good.
public struct DataLoss: Sendable, Hashable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// All rows go with the table.
    case table
    case rows
    case column(String)
    /// Values are cut, rounded or replaced.
    case narrowed(String, from: String, to: String)
    /// What it does is not known before, and cannot be undone.
    case unknown
  }

  /// The migration that is undone.
  public let migration: String
  public let table: String
  public let kind: Kind
  /// How many rows lose it.
  public let rows: Int

  public var column: String? {
    switch kind {
    case .column(let column), .narrowed(let column, _, _): column
    case .table, .rows, .unknown: nil
    }
  }

  public var description: String {
    let count = rows == 1 ? "1 row" : "\(rows) rows"
    switch kind {
    case .table: return "the table \(table) with \(count)"
    case .rows: return "\(count) of \(table)"
    case .column(let column): return "the values of \(table).\(column) in \(count)"
    case .narrowed(let column, let from, let to):
      return "what \(to) does not hold of \(table).\(column), which is \(from), in up to \(count)"
    case .unknown: return "what only running it tells, and has no transaction"
    }
  }
}

extension MigrationError {
  /// - Parameter losses: at least one.
  static func refused(_ losses: [DataLoss]) -> MigrationError {
    let shown = losses.prefix(10).map { "\($0.migration) would lose \($0)" }
    let rest = losses.count > shown.count ? ["and \(losses.count - shown.count) more"] : []
    var error = MigrationError(
      .dataLoss,
      (shown + rest).joined(separator: "; ") + "; nothing was changed: allow the loss of data to do it")
    error.losses = losses
    error.migration = losses.first?.migration
    return error
  }
}
