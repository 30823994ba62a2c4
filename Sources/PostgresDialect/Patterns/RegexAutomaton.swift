/// A regular expression as states between characters, so that a recursive query can follow it: a state for each place in
/// the expression that takes a character, and an edge for each that may come next.
/// https://en.wikipedia.org/wiki/Glushkov%27s_construction_algorithm
struct RegexAutomaton {
  /// A way from a state over a character.
  struct Edge: Hashable {
    var from: Int
    /// A pattern of GLOB for the character.
    var glob: String
    var to: Int
    /// Whether it leads on from the beginning of the text only.
    var isAtStart = false
    /// The groups that begin with it, and those that it is in.
    var entered: Set<Int> = []
    var inside: Set<Int> = []
  }

  private(set) var edges: [Edge] = []
  /// Where a match may end, and where it may at the end of the text. 0 is the state before the first character.
  private(set) var accepting: Set<Int> = []
  private(set) var acceptingAtEnd: Set<Int> = []
  /// An empty text matches: anywhere, at the beginning, at the end.
  private(set) var emptyMatches: Set<Anchoring> = []
  private(set) var groupCount: Int
  /// Whether all matches begin where the text does.
  private(set) var isAnchored = true
  /// What a group is that took no character.
  private(set) var emptyGroups: [Int: Bool] = [:]

  enum Anchoring: Hashable {
    case anywhere
    case start
    case end
    case both
  }

  private struct Part {
    var isNullable = true
    var first: [Int] = []
    var last: [Int] = []
  }

  private var globs: [Int: String] = [:]
  private var groups: [Int: Set<Int>] = [:]
  private var follow: [Int: Set<Int>] = [:]

  /// Nil for an expression that looks around, refers back or takes as little as it can.
  ///
  /// - Parameter capturing: whether it matters what its groups take.
  init?(_ node: RegexNode, groupCount: Int, capturing: Bool) {
    self.groupCount = capturing ? groupCount : 0
    var node = node
    while !capturing, case .group(let inner, _) = node { node = inner }
    var branches = [node]
    if case .alternation(let own) = node { branches = own }
    guard !capturing || groupCount == 0 || branches.count == 1, groupCount <= 4 || !capturing else {
      return nil
    }
    for branch in branches {
      var items = [branch]
      if case .sequence(let own) = branch { items = own }
      let isAtStart = items.first == .start
      if isAtStart { items.removeFirst() }
      let isAtEnd = items.last == .end
      if isAtEnd { items.removeLast() }
      guard let part = part(.sequence(items), in: [], isOptional: false, capturing: capturing),
        globs.count <= 60
      else { return nil }
      for place in part.first { add(0, place, isAtStart: isAtStart) }
      if isAtEnd { acceptingAtEnd.formUnion(part.last) } else { accepting.formUnion(part.last) }
      if part.isNullable {
        emptyMatches.insert(isAtStart ? (isAtEnd ? .both : .start) : (isAtEnd ? .end : .anywhere))
      }
      isAnchored = isAnchored && isAtStart
    }
    for (place, next) in follow.sorted(by: { $0.key < $1.key }) {
      for other in next.sorted() { add(place, other, isAtStart: false) }
    }
  }

  private mutating func add(_ from: Int, _ to: Int, isAtStart: Bool) {
    guard let glob = globs[to] else { return }
    var edge = Edge(from: from, glob: glob, to: to, isAtStart: isAtStart)
    edge.inside = groups[to] ?? []
    edge.entered = edge.inside.subtracting(groups[from] ?? [])
    edges.append(edge)
  }

  private mutating func part(
    _ node: RegexNode, in own: Set<Int>, isOptional: Bool, capturing: Bool
  ) -> Part? {
    switch node {
    case .set(let set):
      guard let glob = set == .any ? "?" : RegexGlob.globSet(set, isNegated: false) else { return nil }
      let place = globs.count + 1
      globs[place] = glob
      groups[place] = own
      return Part(isNullable: false, first: [place], last: [place])
    case .sequence(let items):
      var result = Part()
      for item in items {
        guard let next = part(item, in: own, isOptional: isOptional, capturing: capturing) else { return nil }
        join(result.last, next.first)
        if result.isNullable { result.first += next.first }
        result.last = next.isNullable ? result.last + next.last : next.last
        result.isNullable = result.isNullable && next.isNullable
      }
      return result
    case .alternation(let branches):
      guard !capturing else { return nil }
      var result = Part(isNullable: false)
      for branch in branches {
        guard let next = part(branch, in: own, isOptional: true, capturing: capturing) else { return nil }
        result.first += next.first
        result.last += next.last
        result.isNullable = result.isNullable || next.isNullable
      }
      return result
    case .group(let inner, let number):
      guard let number, capturing else {
        return part(inner, in: own, isOptional: isOptional, capturing: capturing)
      }
      let result = part(inner, in: own.union([number]), isOptional: isOptional, capturing: capturing)
      guard let result, !(result.isNullable && isOptional) else { return nil }
      emptyGroups[number] = result.isNullable
      return result
    case .repetition(let inner, let least, let most, let isGreedy):
      guard isGreedy, least <= 8, most ?? 0 <= 16 else { return nil }
      return repeated(inner, least, most, in: own, isOptional: isOptional, capturing: capturing)
    case .start, .end, .boundary, .backreference, .lookAround: return nil
    }
  }

  private mutating func repeated(
    _ inner: RegexNode, _ least: Int, _ most: Int?, in own: Set<Int>, isOptional: Bool, capturing: Bool
  ) -> Part? {
    let isOnce = most == 1
    guard isOnce || !capturing || !inner.hasCapture else { return nil }
    var result = Part()
    func append(_ next: Part, isSkipped: Bool, _ automaton: inout RegexAutomaton) {
      automaton.join(result.last, next.first)
      if result.isNullable { result.first += next.first }
      let canSkip = next.isNullable || isSkipped
      result.last = canSkip ? result.last + next.last : next.last
      result.isNullable = result.isNullable && canSkip
    }
    let copies = most ?? max(least, 1)
    for count in 0..<copies {
      let isSkipped = count >= least
      guard let next = part(inner, in: own, isOptional: isOptional || isSkipped, capturing: capturing) else {
        return nil
      }
      // The last of what may be repeated without end leads to itself.
      if most == nil, count == copies - 1 { join(next.last, next.first) }
      append(next, isSkipped: isSkipped, &self)
    }
    return result
  }

  private mutating func join(_ last: [Int], _ first: [Int]) {
    for place in last { follow[place, default: []].formUnion(first) }
  }
}

extension RegexNode {
  /// Whether a numbered group is in it.
  fileprivate var hasCapture: Bool {
    switch self {
    case .group(let inner, let number): number != nil || inner.hasCapture
    case .sequence(let items), .alternation(let items): items.contains(where: \.hasCapture)
    case .repetition(let inner, _, _, _), .lookAround(let inner, _, _): inner.hasCapture
    default: false
    }
  }
}
