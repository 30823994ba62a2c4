/// Predicates, in three-valued logic: what fails inside of one is unknown.
extension PathEvaluator {
  mutating func truth(of chain: PathChain, on item: JSON) throws(Diagnostic) -> Truth {
    guard let step = chain.steps.first, chain.isPredicate else { throw .internalError }
    return try truth(of: step, on: item)
  }

  mutating func truth(of step: PathStep, on item: JSON) throws(Diagnostic) -> Truth {
    switch step {
    case .and(let left, let right):
      let first = try truth(of: left, on: item)
      if first == .no { return .no }
      let second = try truth(of: right, on: item)
      return second == .yes ? first : second
    case .or(let left, let right):
      let first = try truth(of: left, on: item)
      if first == .yes { return .yes }
      let second = try truth(of: right, on: item)
      return second == .no ? first : second
    case .not(let inner):
      switch try truth(of: inner, on: item) {
      case .yes: return .no
      case .no: return .yes
      case .unknown: return .unknown
      }
    case .isUnknown(let inner): return try truth(of: inner, on: item) == .unknown ? .yes : .no
    case .comparison(let op, let left, let right):
      return try any(left, right, on: item, opensRight: true) { Self.compare($0, op, $1) }
    case .startsWith(let left, let right):
      return try any(left, right, on: item, opensRight: false) { whole, start in
        guard case .string(let text) = whole, case .string(let prefix) = start else { return .unknown }
        return text.utf8.starts(with: prefix.utf8) ? .yes : .no
      }
    case .like(let value, let pattern, let flags):
      let regex = try Self.regex(pattern, flags)
      var failure: Diagnostic?
      let result = try any(value, nil, on: item, opensRight: false) { whole, _ in
        guard case .string(let text) = whole else { return .unknown }
        do throws(Diagnostic) {
          return try regex.matches(text) ? .yes : .no
        } catch {
          failure = error
          return .unknown
        }
      }
      if let failure { throw failure }
      return result
    case .exists(let chain):
      let wasQuiet = isQuiet
      isQuiet = true
      defer { isQuiet = wasQuiet }
      if !isLax {
        guard let found = try operands(chain, on: item, opens: false) else { return .unknown }
        return found.isEmpty ? .no : .yes
      }
      var none: [JSON]?
      switch try run(chain.steps[...], on: item, unwraps: true, into: &none) {
      case .found: return .yes
      case .nothing: return .no
      case .failed: return .unknown
      }
    default: throw .internalError
    }
  }

  /// Whether it holds for any pair of items; in strict mode what cannot be compared leaves it unknown.
  private mutating func any(
    _ left: PathChain, _ right: PathChain?, on item: JSON, opensRight: Bool, _ test: (JSON, JSON) -> Truth
  ) throws(Diagnostic) -> Truth {
    let wasQuiet = isQuiet
    isQuiet = true
    defer { isQuiet = wasQuiet }
    guard let first = try operands(left, on: item) else { return .unknown }
    var second = [JSON.null]
    if let right {
      guard let values = try operands(right, on: item, opens: opensRight) else { return .unknown }
      second = values
    }
    var (isFound, isUnknown) = (false, false)
    for a in first {
      for b in second {
        switch test(a, b) {
        case .unknown:
          if !isLax { return .unknown }
          isUnknown = true
        case .yes:
          if isLax { return .yes }
          isFound = true
        case .no: break
        }
      }
    }
    return isFound ? .yes : isUnknown ? .unknown : .no
  }

  private static func compare(_ left: JSON, _ op: PathComparison, _ right: JSON) -> Truth {
    let order: Int
    switch (left, right) {
    case (.null, .null): order = 0
    case (.null, _), (_, .null): return op == .notEqual ? .yes : .no
    case (.boolean(let a), .boolean(let b)): order = a == b ? 0 : a ? 1 : -1
    case (.number(let a), .number(let b)):
      guard let a = DecimalNumber(a), let b = DecimalNumber(b) else { return .unknown }
      order = a == b ? 0 : (a - b).isNegative ? -1 : 1
    case (.string(let a), .string(let b)):
      order = a.utf8.elementsEqual(b.utf8) ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
    default: return .unknown
    }
    let holds =
      switch op {
      case .equal: order == 0
      case .notEqual: order != 0
      case .less: order < 0
      case .greater: order > 0
      case .lessOrEqual: order <= 0
      case .greaterOrEqual: order >= 0
      }
    return holds ? .yes : .no
  }

  /// XQuery's flags as PostgreSQL's: a point matches no newline unless `s` is given.
  static func regex(_ pattern: String, _ flags: String) throws(Diagnostic) -> RegularExpression {
    var options = RegexOptions(ignoresCase: flags.contains("i"))
    options.isLiteral = flags.contains("q")
    options.stopsAtNewline = !flags.contains("s")
    options.anchorsAtLines = flags.contains("m")
    return try RegularExpression(pattern, options)
  }
}
