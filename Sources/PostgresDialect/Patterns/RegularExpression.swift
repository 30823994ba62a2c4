/// A regular expression that can be searched for.
package struct RegularExpression: Sendable {
  let node: RegexNode
  package let groupCount: Int
  package let options: RegexOptions
  /// Whether another match at the same place might be longer than the first that is found.
  private let hasAlternation: Bool

  package init(_ pattern: String, _ options: RegexOptions = RegexOptions()) throws(Diagnostic) {
    let parsed = try RegexParser.parse(pattern, options)
    node = parsed.node
    groupCount = parsed.groupCount
    self.options = parsed.options
    hasAlternation = node.hasAlternation
  }

  /// A match and its groups, as ranges of scalars.
  package struct Match: Sendable {
    package var range: Range<Int>
    package var groups: [Range<Int>?]
  }

  /// The first match at or behind a position; of those that begin there, the longest.
  package func firstMatch(in text: [Unicode.Scalar], from start: Int = 0) throws(Diagnostic) -> Match? {
    var matcher = RegexMatcher(text, groupCount: groupCount, anchorsAtLines: options.anchorsAtLines)
    for position in stride(from: start, through: text.count, by: 1) {
      var best: Match?
      matcher.groups = Array(repeating: nil, count: groupCount)
      _ = matcher.match(node, at: position) { matcher, end in
        if best == nil || end > best?.range.upperBound ?? 0 {
          best = Match(range: position..<end, groups: matcher.groups)
        }
        return !hasAlternation
      }
      if matcher.isExhausted {
        throw Diagnostic(
          .error, SQLState("2201B"), "regular expression failed: it is too complex for this text")
      }
      if let best { return best }
    }
    return nil
  }

  package func matches(_ text: String) throws(Diagnostic) -> Bool {
    try firstMatch(in: Array(text.unicodeScalars)) != nil
  }

  /// All that do not overlap.
  package func allMatches(in text: [Unicode.Scalar], from start: Int = 0) throws(Diagnostic) -> [Match] {
    var matches: [Match] = []
    var position = start
    while position <= text.count, let match = try firstMatch(in: text, from: position) {
      matches.append(match)
      position = match.range.isEmpty ? match.range.upperBound + 1 : match.range.upperBound
    }
    return matches
  }
}

extension RegexNode {
  fileprivate var hasAlternation: Bool {
    switch self {
    case .alternation: true
    case .sequence(let items): items.contains(where: \.hasAlternation)
    case .group(let inner, _), .repetition(let inner, _, _, _), .lookAround(let inner, _, _):
      inner.hasAlternation
    default: false
    }
  }
}

/// Backtracks; its steps and its depth are bounded.
struct RegexMatcher {
  private let text: [Unicode.Scalar]
  private let anchorsAtLines: Bool
  var groups: [Range<Int>?]
  private var steps = 0
  private var depth = 0
  private(set) var isExhausted = false

  typealias Next = (inout RegexMatcher, Int) -> Bool

  init(_ text: [Unicode.Scalar], groupCount: Int, anchorsAtLines: Bool) {
    self.text = text
    self.anchorsAtLines = anchorsAtLines
    groups = Array(repeating: nil, count: groupCount)
  }

  mutating func match(_ node: RegexNode, at position: Int, _ next: Next) -> Bool {
    steps += 1
    depth += 1
    defer { depth -= 1 }
    if steps > 2_000_000 || depth > 1500 { isExhausted = true }
    guard !isExhausted else { return true }
    switch node {
    case .set(let set):
      return position < text.count && set.contains(text[position]) && next(&self, position + 1)
    case .start: return isLineStart(position) && next(&self, position)
    case .end: return isLineEnd(position) && next(&self, position)
    case .boundary(let boundary): return isBoundary(boundary, position) && next(&self, position)
    case .sequence(let items): return sequence(items[...], at: position, next)
    case .alternation(let branches):
      for branch in branches where match(branch, at: position, next) { return true }
      return false
    case .group(let inner, nil): return match(inner, at: position, next)
    case .group(let inner, let number?):
      let old = groups[number - 1]
      let isFound = match(inner, at: position) { matcher, end in
        let before = matcher.groups[number - 1]
        matcher.groups[number - 1] = position..<end
        if next(&matcher, end) { return true }
        matcher.groups[number - 1] = before
        return false
      }
      if !isFound { groups[number - 1] = old }
      return isFound
    case .repetition(.set(let set), let least, let most, let isGreedy):
      return run(of: set, least, most, isGreedy, at: position, next)
    case .repetition(let inner, let least, let most, let isGreedy):
      return repetition(inner, least, most, isGreedy, at: position, next)
    case .backreference(let number):
      guard let range = groups[number - 1] else { return false }
      let end = position + range.count
      return end <= text.count && text[range] == text[position..<end] && next(&self, end)
    case .lookAround(let inner, let isAhead, let isNegated):
      return look(inner, isAhead, at: position) != isNegated && next(&self, position)
    }
  }

  private mutating func sequence(_ items: ArraySlice<RegexNode>, at position: Int, _ next: Next) -> Bool {
    guard let first = items.first else { return next(&self, position) }
    if items.count == 1 { return match(first, at: position, next) }
    return match(first, at: position) { $0.sequence(items.dropFirst(), at: $1, next) }
  }

  private mutating func run(
    of set: ScalarSet, _ least: Int, _ most: Int?, _ isGreedy: Bool, at position: Int, _ next: Next
  ) -> Bool {
    let limit = most.map { min(text.count, position + $0) } ?? text.count
    var end = position
    if isGreedy {
      while end < limit, set.contains(text[end]) { end += 1 }
      while end - position >= least {
        if next(&self, end) { return true }
        steps += 1
        end -= 1
      }
      return false
    }
    while true {
      if end - position >= least, next(&self, end) { return true }
      steps += 1
      guard end < limit, set.contains(text[end]) else { return false }
      end += 1
    }
  }

  private mutating func repetition(
    _ inner: RegexNode, _ least: Int, _ most: Int?, _ isGreedy: Bool, at position: Int, _ next: Next
  ) -> Bool {
    if most == 0 { return next(&self, position) }
    if least == 0, !isGreedy, next(&self, position) { return true }
    let isFound = match(inner, at: position) { matcher, end in
      // An empty round would go on for ever.
      guard end > position || least > 0 else { return false }
      return matcher.repetition(inner, max(0, least - 1), most.map { $0 - 1 }, isGreedy, at: end, next)
    }
    if isFound { return true }
    return least == 0 && isGreedy && next(&self, position)
  }

  private mutating func look(_ inner: RegexNode, _ isAhead: Bool, at position: Int) -> Bool {
    if isAhead { return match(inner, at: position) { _, _ in true } }
    for start in stride(from: position, through: 0, by: -1) {
      if match(inner, at: start, { _, end in end == position }) { return true }
    }
    return false
  }

  private func isLineStart(_ position: Int) -> Bool {
    position == 0 || anchorsAtLines && text[position - 1] == "\n"
  }

  private func isLineEnd(_ position: Int) -> Bool {
    position == text.count || anchorsAtLines && text[position] == "\n"
  }

  private func isBoundary(_ boundary: RegexBoundary, _ position: Int) -> Bool {
    let before = position > 0 && ScalarSet.word.contains(text[position - 1])
    let after = position < text.count && ScalarSet.word.contains(text[position])
    switch boundary {
    case .wordStart: return !before && after
    case .wordEnd: return before && !after
    case .word: return before != after
    case .notWord: return before == after
    }
  }
}
