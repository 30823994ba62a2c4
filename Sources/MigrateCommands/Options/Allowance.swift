import ArgumentParser
import Migrations

/// The value of `--allow`: names of irregularities of the history, and of hazards.
struct Allowance: Sendable {
  var policy = HistoryPolicy.strict
  var hazards: Set<String> = []

  private static let policies: [(name: String, policy: HistoryPolicy)] = [
    ("changed", .changed), ("missing", .missing), ("out-of-order", .outOfOrder), ("duplicate", .duplicate),
    ("gap", .gap), ("newer", .newer),
  ]

  static var names: [String] { policies.map(\.name) }
  static var hazardNames: [String] { Hazard.all.map(\.name) }

  @Sendable
  static func parse(_ text: String) throws -> Allowance {
    var result = Allowance()
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let policy = policies.first(where: { $0.name == name })?.policy {
        result.policy.insert(policy)
      } else if hazardNames.contains(String(name)) {
        result.hazards.insert(String(name))
      } else {
        let known = (names + hazardNames).joined(separator: ", ")
        throw ValidationError("'\(name)' cannot be allowed; these can: \(known)")
      }
    }
    return result
  }
}
