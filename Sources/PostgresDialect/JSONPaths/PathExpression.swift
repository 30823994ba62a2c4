/// A path into JSON, in the language of `jsonpath`.
/// https://www.postgresql.org/docs/15/functions-json.html#FUNCTIONS-SQLJSON-PATH
package struct PathExpression: Sendable, Hashable {
  /// Errors of structure are forgiven, and arrays open and close by themselves, unless it says `strict`.
  var isLax: Bool
  var chain: PathChain

  init(isLax: Bool, chain: PathChain) {
    self.isLax = isLax
    self.chain = chain
  }

  package init(_ text: String) throws(Diagnostic) { self = try PathParser.parse(text) }
}

/// What an item comes from, then what is done to it, one after the other.
struct PathChain: Sendable, Hashable {
  var steps: [PathStep]

  init(_ steps: PathStep...) { self.steps = steps }

  /// Whether it is true, false or unknown, and no items.
  var isPredicate: Bool { steps.count == 1 && steps[0].isPredicate }
}

indirect enum PathStep: Sendable, Hashable {
  case root
  case current
  /// The last position of the innermost array.
  case last
  case constant(JSON)
  case variable(String)
  case member(String)
  case anyMember
  case anyElement
  case elements([PathSubscript])
  /// `**` between two depths; `deepest` stands for the leaves.
  case descendants(from: Int, to: Int)
  case filter(PathChain)
  case method(PathMethod)
  case sign(isMinus: Bool, PathChain)
  case arithmetic(PathOperator, PathChain, PathChain)
  case comparison(PathComparison, PathChain, PathChain)
  case and(PathChain, PathChain)
  case or(PathChain, PathChain)
  case not(PathChain)
  case isUnknown(PathChain)
  case exists(PathChain)
  case startsWith(PathChain, PathChain)
  case like(PathChain, pattern: String, flags: String)

  static let deepest = Int(UInt32.max)

  var isPredicate: Bool {
    switch self {
    case .comparison, .and, .or, .not, .isUnknown, .exists, .startsWith, .like: true
    default: false
    }
  }
}

struct PathSubscript: Sendable, Hashable {
  var lower: PathChain
  /// Nil for a single position.
  var upper: PathChain?
}

enum PathMethod: String, Sendable, Hashable {
  case type
  case size
  case double
  case abs
  case floor
  case ceiling
  case keyvalue
}

enum PathOperator: String, Sendable, Hashable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
}

enum PathComparison: String, Sendable, Hashable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case greater = ">"
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
}
