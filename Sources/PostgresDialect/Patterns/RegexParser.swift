/// From the text of a regular expression to its tree.
struct RegexParser {
  private var rest: ArraySlice<Unicode.Scalar>
  private(set) var groupCount = 0
  private(set) var options: RegexOptions
  private var depth = 0

  static func parse(
    _ pattern: String, _ options: RegexOptions
  ) throws(Diagnostic) -> (node: RegexNode, groupCount: Int, options: RegexOptions) {
    var parser = RegexParser(rest: Array(pattern.unicodeScalars)[...], options: options)
    try parser.readDirectors()
    if parser.options.isLiteral {
      let node = RegexNode.sequence(parser.rest.map { parser.set(ScalarSet($0)) })
      return (node, 0, parser.options)
    }
    let node = try parser.alternation()
    guard parser.rest.isEmpty else { throw Self.invalid("parentheses () not balanced") }
    return (node, parser.groupCount, parser.options)
  }

  private init(rest: ArraySlice<Unicode.Scalar>, options: RegexOptions) {
    self.rest = rest
    self.options = options
  }

  static func invalid(_ what: String) -> Diagnostic {
    Diagnostic(.error, SQLState("2201B"), "invalid regular expression: \(what)")
  }

  /// `***:`, `***=`, and `(?i)` at the beginning.
  private mutating func readDirectors() throws(Diagnostic) {
    if eat("***=") { options.isLiteral = true } else { _ = eat("***:") }
    guard rest.starts(with: "(?".unicodeScalars), let close = rest.firstIndex(of: ")") else { return }
    let letters = rest[(rest.startIndex + 2)..<close]
    guard !letters.isEmpty, letters.allSatisfy({ (0x61...0x7A).contains($0.value) }) else { return }
    try options.read(String(String.UnicodeScalarView(letters)))
    rest = rest[(close + 1)...]
  }

  private mutating func eat(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest = rest.dropFirst(text.unicodeScalars.count)
    return true
  }

  private func set(_ set: ScalarSet) -> RegexNode { .set(options.ignoresCase ? set.foldingCase : set) }

  private mutating func alternation() throws(Diagnostic) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw Self.invalid("nested too deeply") }
    var branches = [try sequence()]
    while eat("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func sequence() throws(Diagnostic) -> RegexNode {
    var items: [RegexNode] = []
    while let next = rest.first, next != "|", next != ")" {
      if options.isExpanded, skipBlank() { continue }
      items.append(try quantified(try atom()))
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func skipBlank() -> Bool {
    guard let next = rest.first else { return false }
    if next.properties.isWhitespace {
      rest.removeFirst()
      return true
    }
    guard next == "#" else { return false }
    rest = rest.drop { $0 != "\n" }
    return true
  }

  private mutating func quantified(_ atom: RegexNode) throws(Diagnostic) -> RegexNode {
    var node = atom
    while let next = rest.first {
      let bounds: (Int, Int?)
      switch next {
      case "*": bounds = (0, nil)
      case "+": bounds = (1, nil)
      case "?": bounds = (0, 1)
      case "{":
        guard let digit = rest.dropFirst().first, (0x30...0x39).contains(digit.value) else { return node }
        bounds = try repetitionBounds()
      default: return node
      }
      if next != "{" { rest.removeFirst() }
      let isGreedy = !eat("?")
      node = .repetition(node, least: bounds.0, most: bounds.1, isGreedy: isGreedy)
      if let sign = rest.first, "*+?".unicodeScalars.contains(sign) {
        throw Self.invalid("quantifier operand invalid")
      }
    }
    return node
  }

  private mutating func repetitionBounds() throws(Diagnostic) -> (Int, Int?) {
    guard let close = rest.firstIndex(of: "}") else { throw Self.invalid("braces {} not balanced") }
    let text = String(String.UnicodeScalarView(rest[(rest.startIndex + 1)..<close]))
    rest = rest[(close + 1)...]
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let least = Int(parts[0]), parts.count <= 2 else {
      throw Self.invalid("invalid repetition count(s)")
    }
    var most: Int? = least
    if parts.count == 2 { most = parts[1].isEmpty ? nil : Int(parts[1]) }
    guard least <= 255, most ?? 255 <= 255, least <= most ?? 255,
      parts.count < 2 || parts[1].isEmpty || most != nil
    else { throw Self.invalid("invalid repetition count(s)") }
    return (least, most)
  }

  private mutating func atom() throws(Diagnostic) -> RegexNode {
    guard let scalar = rest.popFirst() else { return .sequence([]) }
    switch scalar {
    case ".":
      return .set(options.stopsAtNewline ? ScalarSet(ScalarSet.newline.ranges, isNegated: true) : .any)
    case "^": return .start
    case "$": return .end
    case "(": return try group()
    case "[": return try bracket()
    case "\\": return try escape()
    case "*", "+", "?": throw Self.invalid("quantifier operand invalid")
    default: return set(ScalarSet(scalar))
    }
  }

  private mutating func group() throws(Diagnostic) -> RegexNode {
    if eat("?:") { return try closed(.group(try alternation(), number: nil)) }
    for (mark, isAhead, isNegated) in [
      ("?=", true, false), ("?!", true, true), ("?<=", false, false), ("?<!", false, true),
    ]
    where eat(mark) {
      return try closed(.lookAround(try alternation(), isAhead: isAhead, isNegated: isNegated))
    }
    groupCount += 1
    let number = groupCount
    return try closed(.group(try alternation(), number: number))
  }

  private mutating func closed(_ node: RegexNode) throws(Diagnostic) -> RegexNode {
    guard eat(")") else { throw Self.invalid("parentheses () not balanced") }
    return node
  }

  private mutating func bracket() throws(Diagnostic) -> RegexNode {
    if rest.starts(with: "[:<:]]".unicodeScalars) || rest.starts(with: "[:>:]]".unicodeScalars) {
      let isStart = rest.dropFirst(2).first == "<"
      rest = rest.dropFirst(6)
      return .boundary(isStart ? .wordStart : .wordEnd)
    }
    var result = ScalarSet()
    let isNegated = eat("^")
    var isFirst = true
    while true {
      guard let scalar = rest.first else { throw Self.invalid("brackets [] not balanced") }
      if scalar == "]", !isFirst { break }
      isFirst = false
      if eat("[:") {
        guard let close = rest.firstIndex(of: ":") else { throw Self.invalid("invalid character class") }
        let name = String(String.UnicodeScalarView(rest[..<close]))
        rest = rest[(close + 1)...]
        guard eat("]"), let named = ScalarSet.named(name) else {
          throw Self.invalid("invalid character class")
        }
        result.ranges += named.ranges
        continue
      }
      if scalar == "\\", let next = rest.dropFirst().first, let known = Self.classes[next], !known.isNegated {
        rest = rest.dropFirst(2)
        result.ranges += known.ranges
        continue
      }
      let low = try bracketScalar()
      guard rest.first == "-", let end = rest.dropFirst().first, end != "]" else {
        result.ranges.append(low.value...low.value)
        continue
      }
      rest.removeFirst()
      let high = try bracketScalar()
      guard low.value <= high.value else { throw Self.invalid("invalid character range") }
      result.ranges.append(low.value...high.value)
    }
    rest.removeFirst()
    if options.ignoresCase { result = result.foldingCase }
    result.isNegated = isNegated
    if isNegated, options.stopsAtNewline { result.ranges += ScalarSet.newline.ranges }
    return .set(result)
  }

  private mutating func bracketScalar() throws(Diagnostic) -> Unicode.Scalar {
    guard let scalar = rest.popFirst() else { throw Self.invalid("brackets [] not balanced") }
    guard scalar == "\\" else { return scalar }
    guard let next = rest.popFirst() else { throw Self.invalid("invalid escape \\ sequence") }
    return try character(next)
  }

  private static let classes: [Unicode.Scalar: ScalarSet] = [
    "d": .digits, "w": .word, "s": .blanks, "D": ScalarSet(ScalarSet.digits.ranges, isNegated: true),
    "W": ScalarSet(ScalarSet.word.ranges, isNegated: true),
    "S": ScalarSet(ScalarSet.blanks.ranges, isNegated: true),
  ]

  private mutating func escape() throws(Diagnostic) -> RegexNode {
    guard let scalar = rest.popFirst() else { throw Self.invalid("invalid escape \\ sequence") }
    if let known = Self.classes[scalar] { return .set(known) }
    switch scalar {
    case "m": return .boundary(.wordStart)
    case "M": return .boundary(.wordEnd)
    case "y": return .boundary(.word)
    case "Y": return .boundary(.notWord)
    case "A": return .start
    case "Z": return .end
    case "1"..."9":
      let number = Int(scalar.value - 0x30)
      guard number <= groupCount else { throw Self.invalid("invalid backreference number") }
      return .backreference(number)
    default: return set(ScalarSet(try character(scalar)))
    }
  }

  private mutating func character(_ scalar: Unicode.Scalar) throws(Diagnostic) -> Unicode.Scalar {
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "f": return "\u{c}"
    case "v": return "\u{b}"
    case "a": return "\u{7}"
    case "b": return "\u{8}"
    case "e": return "\u{1b}"
    case "B": return "\\"
    case "u", "U", "x":
      let count = scalar == "u" ? 4 : scalar == "U" ? 8 : 255
      let digits = rest.prefix(count).prefix { Character($0).isHexDigit }
      rest = rest.dropFirst(digits.count)
      guard let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
        let result = Unicode.Scalar(value)
      else { throw Self.invalid("invalid escape \\ sequence") }
      return result
    default:
      guard !Character(scalar).isLetter && !Character(scalar).isNumber else {
        throw Self.invalid("invalid escape \\ sequence")
      }
      return scalar
    }
  }
}

/// The letters behind a regular expression.
package struct RegexOptions: Sendable, Hashable {
  package var ignoresCase = false
  package var isGlobal = false
  /// Whether `.` and `[^…]` leave newlines out.
  var stopsAtNewline = false
  /// Whether `^` and `$` are at home at every line.
  var anchorsAtLines = false
  var isExpanded = false

  var isNewlineSensitive: Bool { stopsAtNewline || anchorsAtLines }
  var isLiteral = false

  package init(ignoresCase: Bool = false) { self.ignoresCase = ignoresCase }

  package mutating func read(_ letters: String) throws(Diagnostic) {
    for letter in letters {
      switch letter {
      case "i": ignoresCase = true
      case "c": ignoresCase = false
      case "g": isGlobal = true
      case "n", "m": (stopsAtNewline, anchorsAtLines) = (true, true)
      case "p": (stopsAtNewline, anchorsAtLines) = (true, false)
      case "s": (stopsAtNewline, anchorsAtLines) = (false, false)
      case "w": (stopsAtNewline, anchorsAtLines) = (false, true)
      case "x": isExpanded = true
      case "t": isExpanded = false
      case "q": isLiteral = true
      case "e": break
      case "b": throw .unsupported("a basic regular expression", at: nil)
      default:
        throw Diagnostic(.error, .invalidParameterValue, "invalid regular expression option: \"\(letter)\"")
      }
    }
  }
}
