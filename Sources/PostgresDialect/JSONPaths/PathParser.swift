/// Reads a path: https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/jsonpath_gram.y
struct PathParser {
  private var tokens: [PathToken]
  private var index = 0
  private var depth = 0
  /// Whether `@` and `last` have a meaning here.
  private var filters = 0
  private var subscripts = 0

  static func parse(_ text: String) throws(Diagnostic) -> PathExpression {
    var parser = PathParser(tokens: try PathLexer.tokens(text))
    guard parser.token != .end else {
      throw Diagnostic(
        .error, .invalidTextRepresentation, "invalid input syntax for type jsonpath: \"\(text)\"")
    }
    var isLax = true
    if parser.isKeyword("strict") || parser.isKeyword("lax") {
      isLax = parser.isKeyword("lax")
      parser.index += 1
    }
    let chain = try parser.disjunction()
    guard parser.token == .end else { throw parser.unexpected() }
    return PathExpression(isLax: isLax, chain: chain)
  }

  private init(tokens: [PathToken]) { self.tokens = tokens }

  private var token: PathToken { tokens[min(index, tokens.count - 1)] }

  private func unexpected() -> Diagnostic {
    let place =
      switch token {
      case .end: "at end of jsonpath input"
      case .word(let text), .name(let text), .string(let text), .number(let text), .sign(let text),
        .variable(let text):
        "at or near \"\(text)\" of jsonpath input"
      }
    return Diagnostic(.error, .syntaxError, "syntax error \(place)")
  }

  private mutating func eat(_ sign: String) -> Bool {
    guard token == .sign(sign) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ sign: String) throws(Diagnostic) {
    guard eat(sign) else { throw unexpected() }
  }

  /// Key words are read in any case, but for `true`, `false` and `null`.
  private func isKeyword(_ word: String, at offset: Int = 0) -> Bool {
    guard index + offset < tokens.count, case .word(let text) = tokens[index + offset] else { return false }
    return ["true", "false", "null"].contains(word) ? text == word : text.lowercased() == word
  }

  private mutating func eatKeyword(_ word: String) -> Bool {
    guard isKeyword(word) else { return false }
    index += 1
    return true
  }

  /// Trees are compared, run and freed by recursion.
  private mutating func descend() throws(Diagnostic) {
    depth += 1
    guard depth < 40 else {
      throw Diagnostic(.error, .statementTooComplex, "the jsonpath is nested too deep")
    }
  }

  // MARK: - Predicates

  private func require(_ chain: PathChain, isPredicate: Bool) throws(Diagnostic) {
    guard chain.isPredicate == isPredicate else { throw unexpected() }
  }

  private mutating func disjunction() throws(Diagnostic) -> PathChain {
    try descend()
    defer { depth -= 1 }
    var left = try conjunction()
    var count = 0
    while eat("||") {
      try require(left, isPredicate: true)
      let right = try conjunction()
      try require(right, isPredicate: true)
      left = PathChain(.or(left, right))
      count += 1
      guard count < 60 else { throw Diagnostic(.error, .statementTooComplex, "the jsonpath is too long") }
    }
    return left
  }

  private mutating func conjunction() throws(Diagnostic) -> PathChain {
    var left = try comparison()
    var count = 0
    while eat("&&") {
      try require(left, isPredicate: true)
      let right = try comparison()
      try require(right, isPredicate: true)
      left = PathChain(.and(left, right))
      count += 1
      guard count < 60 else { throw Diagnostic(.error, .statementTooComplex, "the jsonpath is too long") }
    }
    return left
  }

  private mutating func comparison() throws(Diagnostic) -> PathChain {
    if eat("!") {
      let inner = try delimited()
      return PathChain(.not(inner))
    }
    let left = try sum()
    if case .sign(let sign) = token, let op = PathComparison(rawValue: sign) {
      index += 1
      try require(left, isPredicate: false)
      let right = try sum()
      try require(right, isPredicate: false)
      return PathChain(.comparison(op, left, right))
    }
    if isKeyword("starts"), isKeyword("with", at: 1) {
      try require(left, isPredicate: false)
      index += 2
      switch token {
      case .string(let text):
        index += 1
        return PathChain(.startsWith(left, PathChain(.constant(.string(text)))))
      case .variable(let name):
        index += 1
        return PathChain(.startsWith(left, PathChain(.variable(name))))
      default: throw unexpected()
      }
    }
    guard isKeyword("like_regex") else { return left }
    try require(left, isPredicate: false)
    index += 1
    return try like(left)
  }

  private mutating func like(_ value: PathChain) throws(Diagnostic) -> PathChain {
    guard case .string(let pattern) = token else { throw unexpected() }
    index += 1
    var flags = ""
    if eatKeyword("flag") {
      guard case .string(let text) = token else { throw unexpected() }
      index += 1
      for flag in text {
        guard "ismxq".contains(flag) else {
          throw Diagnostic(
            .error, .syntaxError, "invalid input syntax for type jsonpath: unrecognized flag \"\(flag)\"")
        }
        if flag == "x" {
          throw Diagnostic.unsupported("XQuery \"x\" flag (expanded regular expressions)", at: nil)
        }
      }
      flags = String("ismxq".filter(text.contains))
    }
    _ = try PathEvaluator.regex(pattern, flags)
    return PathChain(.like(value, pattern: pattern, flags: flags))
  }

  /// `(predicate)` or `exists (…)`.
  private mutating func delimited() throws(Diagnostic) -> PathChain {
    if isKeyword("exists") {
      let chain = try primary()
      return chain
    }
    try expect("(")
    let inner = try disjunction()
    try require(inner, isPredicate: true)
    try expect(")")
    return inner
  }

  // MARK: - Items

  private mutating func sum() throws(Diagnostic) -> PathChain {
    var left = try product()
    var count = 0
    while case .sign(let sign) = token, let op = PathOperator(rawValue: sign), op == .add || op == .subtract {
      index += 1
      try require(left, isPredicate: false)
      let right = try product()
      try require(right, isPredicate: false)
      left = PathChain(.arithmetic(op, left, right))
      count += 1
      guard count < 60 else { throw Diagnostic(.error, .statementTooComplex, "the jsonpath is too long") }
    }
    return left
  }

  private mutating func product() throws(Diagnostic) -> PathChain {
    var left = try signed()
    var count = 0
    while case .sign(let sign) = token, let op = PathOperator(rawValue: sign), op != .add, op != .subtract {
      index += 1
      try require(left, isPredicate: false)
      let right = try signed()
      try require(right, isPredicate: false)
      left = PathChain(.arithmetic(op, left, right))
      count += 1
      guard count < 60 else { throw Diagnostic(.error, .statementTooComplex, "the jsonpath is too long") }
    }
    return left
  }

  private mutating func signed() throws(Diagnostic) -> PathChain {
    let isMinus = token == .sign("-")
    guard isMinus || token == .sign("+") else { return try primary() }
    index += 1
    try descend()
    let operand = try signed()
    depth -= 1
    try require(operand, isPredicate: false)
    return PathChain(.sign(isMinus: isMinus, operand))
  }

  private mutating func primary() throws(Diagnostic) -> PathChain {
    var chain = PathChain()
    switch token {
    case .string(let text): chain.steps = [.constant(.string(text))]
    case .number(let digits): chain.steps = [.constant(.number(digits))]
    case .variable(let name): chain.steps = [.variable(name)]
    case .sign("$"): chain.steps = [.root]
    case .sign("@"):
      guard filters > 0 else {
        throw Diagnostic(.error, .syntaxError, "@ is not allowed in root expressions")
      }
      chain.steps = [.current]
    case .sign("("):
      index += 1
      chain = try disjunction()
      try expect(")")
      if chain.isPredicate, isKeyword("is"), isKeyword("unknown", at: 1) {
        index += 2
        return PathChain(.isUnknown(chain))
      }
      return try accessors(chain)
    case .word:
      if isKeyword("true") || isKeyword("false") {
        chain.steps = [.constant(.boolean(isKeyword("true")))]
      } else if isKeyword("null") {
        chain.steps = [.constant(.null)]
      } else if isKeyword("last") {
        guard subscripts > 0 else {
          throw Diagnostic(.error, .syntaxError, "LAST is allowed only in array subscripts")
        }
        chain.steps = [.last]
      } else if isKeyword("exists"), index + 1 < tokens.count, tokens[index + 1] == .sign("(") {
        index += 2
        let inner = try disjunction()
        try require(inner, isPredicate: false)
        try expect(")")
        return PathChain(.exists(inner))
      } else {
        throw unexpected()
      }
    default: throw unexpected()
    }
    index += 1
    return try accessors(chain)
  }

  private mutating func accessors(_ start: PathChain) throws(Diagnostic) -> PathChain {
    var chain = start
    while true {
      if eat(".") {
        chain.steps.append(try memberAccess())
      } else if eat("[") {
        chain.steps.append(try elementAccess())
      } else if eat("?") {
        try expect("(")
        filters += 1
        let condition = try disjunction()
        filters -= 1
        try require(condition, isPredicate: true)
        try expect(")")
        chain.steps.append(.filter(condition))
      } else {
        return chain
      }
    }
  }

  private mutating func memberAccess() throws(Diagnostic) -> PathStep {
    if eat("*") { return .anyMember }
    if eat("**") { return try descendants() }
    switch token {
    case .string(let name), .name(let name):
      index += 1
      return .member(name)
    case .word(let name):
      index += 1
      guard token == .sign("("), index < tokens.count else { return .member(name) }
      let folded = name.lowercased()
      if folded == "datetime" { throw Diagnostic.unsupported("datetime() in a jsonpath", at: nil) }
      guard let method = PathMethod(rawValue: folded) else { throw unexpected() }
      index += 1
      try expect(")")
      return .method(method)
    default: throw unexpected()
    }
  }

  private mutating func descendants() throws(Diagnostic) -> PathStep {
    guard eat("{") else { return .descendants(from: 0, to: PathStep.deepest) }
    let from = try level()
    let to = eatKeyword("to") ? try level() : from
    try expect("}")
    return .descendants(from: from, to: to)
  }

  private mutating func level() throws(Diagnostic) -> Int {
    if eatKeyword("last") { return PathStep.deepest }
    guard case .number(let digits) = token, let value = Int32(digits) else { throw unexpected() }
    index += 1
    return Int(value)
  }

  private mutating func elementAccess() throws(Diagnostic) -> PathStep {
    if eat("*") {
      try expect("]")
      return .anyElement
    }
    subscripts += 1
    defer { subscripts -= 1 }
    var list: [PathSubscript] = []
    repeat {
      let lower = try sum()
      try require(lower, isPredicate: false)
      var upper: PathChain?
      if eatKeyword("to") {
        let end = try sum()
        try require(end, isPredicate: false)
        upper = end
      }
      list.append(PathSubscript(lower: lower, upper: upper))
    } while eat(",")
    try expect("]")
    return .elements(list)
  }
}
