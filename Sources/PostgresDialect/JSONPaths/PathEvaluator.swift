/// Follows a path through JSON, as PostgreSQL does it step by step.
/// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/jsonpath_exec.c
package struct PathEvaluator {
  let root: JSON
  let variables: JSON
  let isLax: Bool
  /// Errors make a search fail quietly: when asked for, and inside of predicates.
  var isQuiet: Bool
  var forgivesStructure: Bool
  var arraySize: Int?
  var current: JSON

  /// Whether anything was found, or an error that was kept quiet.
  enum Outcome: Hashable {
    case found
    case nothing
    case failed
  }

  package enum Truth: Hashable {
    case yes
    case no
    case unknown
  }

  private init(_ path: PathExpression, _ root: JSON, _ variables: JSON, isQuiet: Bool) {
    self.root = root
    self.variables = variables
    self.isQuiet = isQuiet
    isLax = path.isLax
    forgivesStructure = path.isLax
    current = root
  }

  // MARK: - The functions

  /// What is found, up to an error that is kept quiet.
  package static func items(
    _ path: PathExpression, in root: JSON, variables: JSON, isQuiet: Bool
  ) throws(Diagnostic) -> [JSON] {
    try search(path, in: root, variables, isQuiet).items
  }

  private static func search(
    _ path: PathExpression, in root: JSON, _ variables: JSON, _ isQuiet: Bool
  ) throws(Diagnostic) -> (items: [JSON], outcome: Outcome) {
    try check(variables)
    var evaluator = PathEvaluator(path, root, variables, isQuiet: isQuiet)
    var found: [JSON]? = []
    let outcome = try evaluator.run(path.chain.steps[...], on: root, unwraps: path.isLax, into: &found)
    return (found ?? [], outcome)
  }

  package static func exists(
    _ path: PathExpression, in root: JSON, variables: JSON, isQuiet: Bool
  ) throws(Diagnostic) -> Bool? {
    // In strict mode an error behind the first item counts.
    guard path.isLax else {
      let result = try search(path, in: root, variables, isQuiet)
      return result.outcome == .failed ? nil : !result.items.isEmpty
    }
    try check(variables)
    var evaluator = PathEvaluator(path, root, variables, isQuiet: isQuiet)
    var none: [JSON]?
    switch try evaluator.run(path.chain.steps[...], on: root, unwraps: true, into: &none) {
    case .found: return true
    case .nothing: return false
    case .failed: return nil
    }
  }

  package static func matches(
    _ path: PathExpression, in root: JSON, variables: JSON, isQuiet: Bool
  ) throws(Diagnostic) -> Bool? {
    let found = try items(path, in: root, variables: variables, isQuiet: isQuiet)
    if found.count == 1 {
      if case .boolean(let truth) = found[0] { return truth }
      if found[0] == .null { return nil }
    }
    guard isQuiet else {
      throw Diagnostic(.error, SQLState("22038"), "single boolean result is expected")
    }
    return nil
  }

  private static func check(_ variables: JSON) throws(Diagnostic) {
    guard case .object = variables else {
      throw Diagnostic(.error, .invalidParameterValue, "\"vars\" argument is not an object")
    }
  }

  // MARK: - Steps

  /// A failure, thrown unless errors are kept quiet.
  func failed(_ state: String, _ message: String) throws(Diagnostic) -> Outcome {
    if isQuiet { return .failed }
    throw Diagnostic(.error, SQLState(state), message)
  }

  /// Runs the steps on an item. What is found goes into `found`; where that is nil, only whether there is something is
  /// asked, and the first item is enough.
  mutating func run(
    _ steps: ArraySlice<PathStep>, on item: JSON, unwraps: Bool, into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    guard let step = steps.first else {
      found?.append(item)
      return .found
    }
    let rest = steps.dropFirst()
    switch step {
    case .root: return try run(rest, on: root, unwraps: isLax, into: &found)
    case .current: return try run(rest, on: current, unwraps: isLax, into: &found)
    case .constant(let value): return try run(rest, on: value, unwraps: isLax, into: &found)
    case .variable(let name):
      guard let value = variables[name] else {
        throw Diagnostic(.error, .undefinedObject, "could not find jsonpath variable \"\(name)\"")
      }
      return try run(rest, on: value, unwraps: isLax, into: &found)
    case .last:
      guard let size = arraySize else {
        throw Diagnostic(.error, SQLState("XX000"), "evaluating jsonpath LAST outside of array subscript")
      }
      return try run(rest, on: .number(String(size - 1)), unwraps: isLax, into: &found)
    case .member(let name): return try member(name, steps, on: item, unwraps, into: &found)
    case .anyMember:
      if case .object(let members) = item {
        return try each(members.map(\.value), rest, unwraps: isLax, into: &found)
      }
      if unwraps, case .array(let items) = item {
        return try each(items, steps, unwraps: false, into: &found)
      }
      return forgivesStructure
        ? .nothing : try failed("2203C", "jsonpath wildcard member accessor can only be applied to an object")
    case .anyElement:
      if case .array(let items) = item { return try each(items, rest, unwraps: isLax, into: &found) }
      if isLax { return try run(rest, on: item, unwraps: isLax, into: &found) }
      return forgivesStructure
        ? .nothing : try failed("22039", "jsonpath wildcard array accessor can only be applied to an array")
    case .elements(let subscripts): return try elements(subscripts, rest, of: item, into: &found)
    case .descendants(let from, let to): return try descendants(from, to, rest, of: item, into: &found)
    case .filter(let condition):
      if unwraps, case .array(let items) = item {
        return try each(items, steps, unwraps: false, into: &found)
      }
      let outer = current
      current = item
      let truth = try self.truth(of: condition, on: item)
      current = outer
      return truth == .yes ? try run(rest, on: item, unwraps: isLax, into: &found) : .nothing
    case .method(let method): return try apply(method, steps, on: item, unwraps, into: &found)
    case .sign, .arithmetic: return try computed(step, rest, on: item, into: &found)
    case .comparison, .and, .or, .not, .isUnknown, .exists, .startsWith, .like:
      let value: JSON =
        switch try truth(of: step, on: item) {
        case .yes: .boolean(true)
        case .no: .boolean(false)
        case .unknown: .null
        }
      return try run(rest, on: value, unwraps: isLax, into: &found)
    }
  }

  /// The same steps on each of several items, until one is enough.
  mutating func each(
    _ items: [JSON], _ steps: ArraySlice<PathStep>, unwraps: Bool, into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    var outcome = Outcome.nothing
    for item in items {
      let own = try run(steps, on: item, unwraps: unwraps, into: &found)
      if own == .failed { return .failed }
      if own == .found {
        outcome = .found
        if found == nil { break }
      }
    }
    return outcome
  }

  private mutating func member(
    _ name: String, _ steps: ArraySlice<PathStep>, on item: JSON, _ unwraps: Bool, into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    if case .object = item {
      if let value = item[name] { return try run(steps.dropFirst(), on: value, unwraps: isLax, into: &found) }
      return forgivesStructure
        ? .nothing : try failed("2203A", "JSON object does not contain key \(JSON.quoted(name))")
    }
    if unwraps, case .array(let items) = item { return try each(items, steps, unwraps: false, into: &found) }
    return forgivesStructure
      ? .nothing : try failed("2203A", "jsonpath member accessor can only be applied to an object")
  }

  private mutating func elements(
    _ subscripts: [PathSubscript], _ rest: ArraySlice<PathStep>, of item: JSON, into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    var items = [item]
    if case .array(let own) = item {
      items = own
    } else if !isLax {
      return forgivesStructure
        ? .nothing : try failed("22039", "jsonpath array accessor can only be applied to an array")
    }
    let outer = arraySize
    arraySize = items.count
    defer { arraySize = outer }
    var outcome = Outcome.nothing
    for subscripted in subscripts {
      guard let lower = try position(subscripted.lower, on: item) else { return .failed }
      var upper = lower
      if let end = subscripted.upper {
        guard let position = try position(end, on: item) else { return .failed }
        upper = position
      }
      if !forgivesStructure, lower < 0 || lower > upper || upper >= items.count {
        return try failed("22033", "jsonpath array subscript is out of bounds")
      }
      let (first, last) = (max(lower, 0), min(upper, items.count - 1))
      guard first <= last else { continue }
      let own = try each(Array(items[first...last]), rest, unwraps: isLax, into: &found)
      if own == .failed { return .failed }
      if own == .found {
        outcome = .found
        if found == nil { break }
      }
    }
    return outcome
  }

  /// Nil for an error that was kept quiet.
  private mutating func position(_ chain: PathChain, on item: JSON) throws(Diagnostic) -> Int? {
    var found: [JSON]? = []
    guard try run(chain.steps[...], on: item, unwraps: isLax, into: &found) != .failed else { return nil }
    guard let found, found.count == 1, case .number(let text) = found[0], let number = DecimalNumber(text)
    else {
      _ = try failed("22033", "jsonpath array subscript is not a single numeric value")
      return nil
    }
    guard let value = Int32(number.truncated(to: 0).description) else {
      _ = try failed("22033", "jsonpath array subscript is out of integer range")
      return nil
    }
    return Int(value)
  }

  private mutating func descendants(
    _ from: Int, _ to: Int, _ rest: ArraySlice<PathStep>, of item: JSON, into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    let forgave = forgivesStructure
    defer { forgivesStructure = forgave }
    var outcome = Outcome.nothing
    if from == 0 {
      forgivesStructure = true
      outcome = try run(rest, on: item, unwraps: isLax, into: &found)
      forgivesStructure = forgave
      if outcome == .failed || outcome == .found && found == nil { return outcome }
    }
    guard item.isContainer else { return outcome }
    let own = try children(of: item, level: 1, from, to, rest, into: &found)
    return own == .nothing ? outcome : own
  }

  private mutating func children(
    of item: JSON, level: Int, _ from: Int, _ to: Int, _ rest: ArraySlice<PathStep>, into found: inout [JSON]?
  ) throws(Diagnostic) -> Outcome {
    guard level <= to else { return .nothing }
    var outcome = Outcome.nothing
    for child in item.children {
      let isLeaf = from == PathStep.deepest && to == PathStep.deepest && !child.isContainer
      if level >= from && from != PathStep.deepest || isLeaf {
        let forgave = forgivesStructure
        forgivesStructure = true
        let own = try run(rest, on: child, unwraps: isLax, into: &found)
        forgivesStructure = forgave
        if own == .failed { return .failed }
        if own == .found { outcome = .found }
        if outcome == .found, found == nil { return .found }
      }
      if level < to, child.isContainer {
        let own = try children(of: child, level: level + 1, from, to, rest, into: &found)
        if own == .failed { return .failed }
        if own == .found { outcome = .found }
        if outcome == .found, found == nil { return .found }
      }
    }
    return outcome
  }
}

extension JSON {
  /// What a container holds; an object's values.
  fileprivate var children: [JSON] {
    switch self {
    case .array(let items): items
    case .object(let members): members.map(\.value)
    default: []
    }
  }
}
