import ArgumentParser
import Migrations

/// The value of `--allow`: names of irregularities.
enum Allowance {
  private static let policies: [(name: String, policy: HistoryPolicy)] = [
    ("changed", .changed), ("missing", .missing), ("out-of-order", .outOfOrder), ("duplicate", .duplicate),
    ("gap", .gap), ("newer", .newer),
  ]

  static var names: [String] { policies.map(\.name) }

  @Sendable
  static func parse(_ text: String) throws -> HistoryPolicy {
    var result = HistoryPolicy.strict
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let policy = policies.first(where: { $0.name == name })?.policy else {
        throw ValidationError("'\(name)' cannot be allowed; these can: \(names.joined(separator: ", "))")
      }
      result.insert(policy)
    }
    return result
  }
}
