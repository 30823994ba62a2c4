/// As PostgreSQL prints it: https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/jsonpath.c
extension PathExpression: CustomStringConvertible {
  package var description: String { (isLax ? "" : "strict ") + chain.text(isWrapped: true) }
}

extension PathChain {
  fileprivate func text(isWrapped: Bool) -> String {
    var text = ""
    for (index, step) in steps.enumerated() {
      let isFollowed = steps.count > 1
      text +=
        index == 0 ? step.opening(isWrapped: isWrapped || isFollowed, isFollowed: isFollowed) : step.accessor
    }
    return text
  }

  /// As an operand, in parentheses where the operator around it binds as tight.
  fileprivate func operand(of priority: Int) -> String {
    text(isWrapped: (steps.first?.priority ?? 6) <= priority)
  }
}

extension PathStep {
  fileprivate var priority: Int {
    switch self {
    case .or: 0
    case .and: 1
    case .comparison, .startsWith: 2
    case .arithmetic(.add, _, _), .arithmetic(.subtract, _, _): 3
    case .arithmetic: 4
    case .sign: 5
    default: 6
    }
  }

  fileprivate func opening(isWrapped: Bool, isFollowed: Bool) -> String {
    func wrapped(_ text: String) -> String { isWrapped ? "(\(text))" : text }
    func binary(_ left: PathChain, _ word: String, _ right: PathChain) -> String {
      wrapped("\(left.operand(of: priority)) \(word) \(right.operand(of: priority))")
    }
    switch self {
    case .root: return "$"
    case .current: return "@"
    case .last: return "last"
    case .constant(.number(let digits)): return isFollowed ? "(\(digits))" : digits
    case .constant(let json): return json.text
    case .variable(let name): return "$" + JSON.quoted(name)
    case .sign(let isMinus, let operand):
      return wrapped((isMinus ? "-" : "+") + operand.operand(of: priority))
    case .arithmetic(let op, let left, let right): return binary(left, op.rawValue, right)
    case .comparison(let op, let left, let right): return binary(left, op.rawValue, right)
    case .and(let left, let right): return binary(left, "&&", right)
    case .or(let left, let right): return binary(left, "||", right)
    case .startsWith(let left, let right): return binary(left, "starts with", right)
    case .not(let inner): return "!(\(inner.text(isWrapped: false)))"
    case .isUnknown(let inner): return "(\(inner.text(isWrapped: false))) is unknown"
    case .exists(let inner): return "exists (\(inner.text(isWrapped: false)))"
    case .like(let value, let pattern, let flags):
      let tail = flags.isEmpty ? "" : " flag \"\(flags)\""
      return wrapped("\(value.operand(of: priority)) like_regex \(JSON.quoted(pattern))\(tail)")
    default: return accessor
    }
  }

  fileprivate var accessor: String {
    switch self {
    case .member(let name): return "." + JSON.quoted(name)
    case .anyMember: return ".*"
    case .anyElement: return "[*]"
    case .elements(let subscripts):
      let texts = subscripts.map { subscripted in
        subscripted.lower.text(isWrapped: false)
          + (subscripted.upper.map { " to \($0.text(isWrapped: false))" } ?? "")
      }
      return "[\(texts.joined(separator: ","))]"
    case .descendants(let from, let to):
      func word(_ level: Int) -> String { level == Self.deepest ? "last" : String(level) }
      if from == 0, to == Self.deepest { return ".**" }
      return from == to ? ".**{\(word(from))}" : ".**{\(word(from)) to \(word(to))}"
    case .filter(let condition): return "?(\(condition.text(isWrapped: false)))"
    case .method(let method): return ".\(method.rawValue)()"
    default: return ""
    }
  }
}
