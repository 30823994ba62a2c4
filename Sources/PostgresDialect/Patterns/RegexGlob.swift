/// A regular expression as a condition in stock SQLite's words: comparisons, `GLOB`, `instr` and `substr`.
///
/// What can be carried is a sequence of characters out of sets, each once or so often, in which a place to cut can be
/// found: the first occurrence of a character that nothing before may contain, or the last of one that nothing
/// behind may. `^[a-z0-9_]+@[a-z0-9.-]+\.[a-z]{2,}$` is of that kind; what is not has no condition here.
/// https://sqlite.org/lang_expr.html#glob
enum RegexGlob {
  /// A set of characters, so many times.
  struct Piece: Hashable {
    var set: ScalarSet
    var least: Int
    var most: Int?

    var isOne: Bool { least == 1 && most == 1 }
    /// The only character it may be.
    var scalar: Unicode.Scalar? {
      guard isOne, !set.isNegated, set.ranges.count == 1, set.ranges[0].count == 1 else { return nil }
      return Unicode.Scalar(set.ranges[0].lowerBound)
    }
  }

  /// Nil when there is no such condition. `text` may stand several times in it.
  static func condition(
    _ pattern: String, _ options: RegexOptions, on text: String
  ) throws(Diagnostic) -> String? {
    let parsed = try RegexParser.parse(pattern, options)
    guard !parsed.options.stopsAtNewline, !parsed.options.anchorsAtLines,
      let sequences = sequences(parsed.node), sequences.count <= 24
    else {
      return words(parsed.node, on: text)
    }
    var conditions: [String] = []
    for sequence in sequences {
      guard let condition = condition(sequence, on: text) else { return words(parsed.node, on: text) }
      conditions.append(condition)
    }
    return conditions.count == 1 ? conditions[0] : conditions.map { "(\($0))" }.joined(separator: " OR ")
  }

  private enum Item: Hashable {
    case piece(Piece)
    case start
    case end
  }

  /// The alternatives of an expression, each a plain sequence.
  private static func sequences(_ node: RegexNode) -> [[Item]]? {
    switch node {
    case .set(let set): return [[.piece(Piece(set: set, least: 1, most: 1))]]
    case .start: return [[.start]]
    case .end: return [[.end]]
    case .group(let inner, _): return sequences(inner)
    case .alternation(let branches):
      var all: [[Item]] = []
      for branch in branches {
        guard let own = sequences(branch) else { return nil }
        all += own
      }
      return all
    case .sequence(let items):
      var all: [[Item]] = [[]]
      for item in items {
        guard let next = sequences(item), all.count * next.count <= 24 else { return nil }
        all = all.flatMap { head in next.map { head + $0 } }
      }
      return all
    case .repetition(let inner, let least, let most, _):
      if case .set(let set) = inner, least == 0, most == 1 {
        return [[], [.piece(Piece(set: set, least: 1, most: 1))]]
      }
      if case .set(let set) = inner { return [[.piece(Piece(set: set, least: least, most: most))]] }
      guard let most, most <= 4, let own = sequences(inner) else { return nil }
      var all: [[Item]] = []
      var repeated: [[Item]] = [[]]
      for count in 0...most {
        if count >= least { all += repeated }
        repeated = repeated.flatMap { head in own.map { head + $0 } }
        guard repeated.count + all.count <= 24 else { return nil }
      }
      return all
    default: return nil
    }
  }

  private static func condition(_ sequence: [Item], on text: String) -> String? {
    var items = sequence[...]
    let isAtStart = items.first == .start
    if isAtStart { items.removeFirst() }
    let isAtEnd = items.last == .end
    if isAtEnd { items.removeLast() }
    var pieces: [Piece] = []
    for item in items {
      guard case .piece(let piece) = item else { return nil }
      pieces.append(piece)
    }
    // What may stand around it.
    let anything = Piece(set: .any, least: 0, most: nil)
    if !isAtStart { pieces.insert(anything, at: 0) }
    if !isAtEnd { pieces.append(anything) }
    return matches(merged(pieces)[...], text)
  }

  /// Neighbours of one set become one; what is looked for anywhere needs its least number only.
  private static func merged(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    for piece in pieces {
      if let last = result.last, last.set == piece.set, !(last.isOne && piece.isOne) {
        let most = last.most.flatMap { first in piece.most.map { first + $0 } }
        result[result.count - 1] = Piece(set: piece.set, least: last.least + piece.least, most: most)
      } else {
        result.append(piece)
      }
    }
    return result
  }

  private static func matches(_ pieces: ArraySlice<Piece>, _ text: String) -> String? {
    if let simple = simple(pieces, text) { return simple }
    if let glob = glob(pieces, text) { return glob }
    // At the first occurrence of what nothing before may contain.
    for index in pieces.indices {
      guard let mark = pieces[index].scalar else { continue }
      let literal = SQLiteText.string(String(Character(mark)))
      if pieces[..<index].allSatisfy({ !$0.set.contains(mark) }) {
        let head = "substr(\(text), 1, instr(\(text), \(literal)) - 1)"
        let tail = "substr(\(text), instr(\(text), \(literal)) + 1)"
        if let first = matches(pieces[..<index], head), let second = matches(pieces[(index + 1)...], tail) {
          return "instr(\(text), \(literal)) AND \(parenthesized(first)) AND \(parenthesized(second))"
        }
      }
      if pieces[(index + 1)...].allSatisfy({ !$0.set.contains(mark) }) {
        // All up to the last occurrence, it included: https://sqlite.org/lang_corefunc.html#rtrim
        let upTo = "rtrim(\(text), replace(\(text), \(literal), ''))"
        let head = "substr(\(text), 1, length(\(upTo)) - 1)"
        let tail = "substr(\(text), length(\(upTo)) + 1)"
        if let first = matches(pieces[..<index], head), let second = matches(pieces[(index + 1)...], tail) {
          return "instr(\(text), \(literal)) AND \(parenthesized(first)) AND \(parenthesized(second))"
        }
      }
    }
    return nil
  }

  private static func parenthesized(_ condition: String) -> String {
    condition.contains(" OR ") ? "(\(condition))" : condition
  }

  /// A fixed beginning, one piece of any length, a fixed end.
  private static func simple(_ pieces: ArraySlice<Piece>, _ text: String) -> String? {
    let variable = pieces.indices.filter { !isFixed(pieces[$0]) }
    guard variable.count <= 1 else { return nil }
    guard let index = variable.first else {
      if pieces.isEmpty { return "\(text) = ''" }
      guard let pattern = pattern(pieces) else { return nil }
      return "\(text) GLOB \(SQLiteText.string(pattern))"
    }
    let piece = pieces[index]
    guard let head = pattern(pieces[..<index]), let tail = pattern(pieces[(index + 1)...]) else { return nil }
    let (before, after) = (width(pieces[..<index]), width(pieces[(index + 1)...]))
    var parts: [String] = []
    let least = before + after + piece.least
    if !head.isEmpty || !tail.isEmpty { parts.append("\(text) GLOB \(SQLiteText.string(head + "*" + tail))") }
    if least > 0 {
      parts.append(
        least == 1 && head.isEmpty && tail.isEmpty ? "\(text) <> ''" : "length(\(text)) >= \(least)")
    }
    if let most = piece.most { parts.append("length(\(text)) <= \(before + after + most)") }
    if piece.set != .any {
      guard let other = globSet(piece.set, isNegated: true) else { return nil }
      let middle =
        before + after == 0 ? text : "substr(\(text), \(before + 1), length(\(text)) - \(before + after))"
      parts.append("\(middle) NOT GLOB \(SQLiteText.string("*\(other)*"))")
    }
    return parts.isEmpty ? "\(text) IS NOT NULL OR NULL" : parts.joined(separator: " AND ")
  }

  /// Fixed pieces with anything between them.
  private static func glob(_ pieces: ArraySlice<Piece>, _ text: String) -> String? {
    var result = ""
    for piece in pieces {
      if piece.set == .any, piece.most == nil {
        result += String(repeating: "?", count: piece.least) + "*"
      } else if isFixed(piece), let own = pattern([piece]) {
        result += own
      } else {
        return nil
      }
    }
    return "\(text) GLOB \(SQLiteText.string(result))"
  }

  private static func isFixed(_ piece: Piece) -> Bool { piece.least == piece.most && piece.least <= 64 }

  private static func width(_ pieces: ArraySlice<Piece>) -> Int { pieces.reduce(0) { $0 + $1.least } }

  private static func pattern(_ pieces: ArraySlice<Piece>) -> String? {
    var result = ""
    for piece in pieces {
      guard let set = piece.set == .any ? "?" : globSet(piece.set, isNegated: false) else { return nil }
      result += String(repeating: set, count: piece.least)
    }
    return result
  }

  /// A set between brackets; nil for one that GLOB cannot say.
  static func globSet(_ set: ScalarSet, isNegated: Bool) -> String? {
    let negated = set.isNegated != isNegated
    if negated, set.ranges.isEmpty { return "?" }
    if !negated, set.ranges.count == 1, set.ranges[0].count == 1,
      let scalar = Unicode.Scalar(set.ranges[0].lowerBound)
    {
      return "*?[".unicodeScalars.contains(scalar) ? "[\(scalar)]" : String(Character(scalar))
    }
    var (first, middle, last) = ("", "", "")
    for range in set.ranges {
      guard let low = Unicode.Scalar(range.lowerBound), let high = Unicode.Scalar(range.upperBound) else {
        return nil
      }
      if low == high {
        switch low {
        // `]` must come first, `-` and `^` where they say nothing else.
        case "]": first = "]"
        case "-", "^":
          if !last.unicodeScalars.contains(low) {
            last.unicodeScalars.insert(low, at: last.unicodeScalars.startIndex)
          }
        default: middle.unicodeScalars.append(low)
        }
      } else {
        guard !(low.value...high.value).overlaps(0x5D...0x5D) || low.value < 0x5D && high.value > 0x5D else {
          return nil
        }
        guard low != "-", high != "-" else { return nil }
        middle += "\(low)-\(high)"
      }
    }
    let mark = negated ? "^" : ""
    // A lone `^` would negate.
    if mark.isEmpty, first.isEmpty, middle.isEmpty { return last == "-" ? "-" : last == "^" ? "^" : "[-^]" }
    return "[\(mark)\(first)\(middle)\(last == "-^" ? "^-" : last)]"
  }

  /// `^[a-z0-9]+(-[a-z0-9]+)*$`: runs of one set with single marks between them.
  private static func words(_ node: RegexNode, on text: String) -> String? {
    guard case .sequence(let items) = node, items.count == 4, items[0] == .start, items[3] == .end,
      case .repetition(.set(let set), 1, nil, _) = items[1],
      case .repetition(let group, 0, nil, _) = items[2],
      case .group(.sequence(let inner), _) = group, inner.count == 2, case .set(let mark) = inner[0],
      case .repetition(.set(set), 1, nil, _) = inner[1], !mark.isNegated, !set.isNegated,
      let both = globSet(ScalarSet(set.ranges + mark.ranges), isNegated: true),
      let other = globSet(mark, isNegated: false),
      !mark.ranges.contains(where: { range in set.ranges.contains { $0.overlaps(range) } })
    else { return nil }
    func not(_ pattern: String) -> String { "\(text) NOT GLOB \(SQLiteText.string(pattern))" }
    return
      "\(text) <> '' AND \(not("*\(both)*")) AND \(not("\(other)*")) AND \(not("*\(other)")) AND \(not("*\(other)\(other)*"))"
  }
}
