/// What was read from a text: the statements that are well formed, and what is wrong with the others.
struct ParsedScript: Sendable {
  var statements: [Statement] = []
  var diagnostics: [Diagnostic] = []
}

/// Reads PostgreSQL 15's grammar by recursive descent.
///
/// Every function named after a piece of grammar reads that piece and moves behind it, or throws at the
/// first token that cannot continue it, which is also the token PostgreSQL complains about. Expressions
/// climb by precedence. `parseScript` records what was thrown, skips to the next `;` and goes on.
///
/// Trees are shallow enough to be released, compared and printed by recursion: `depth` counts the levels
/// being read, `height` those already below, and their sum is limited.
struct Parser {
  let source: SourceText
  let tokens: [Token]
  private let failures: [Int: Diagnostic]
  var index = 0
  /// What `$1`, `$2` … stand for, as literals of open type, nil for NULL; those beyond stay what they are.
  var literals: [String?] = []
  /// Levels of nesting around the current token.
  var depth = 0
  /// Levels of the deepest tree read since the enclosing level began.
  var height = 0

  /// How many levels of nesting are read, so that a tree can be read, printed, compared and released on a
  /// thread with a stack of 512 KB. Unoptimised code needs more of it. PostgreSQL's own limit depends on its
  /// `max_stack_depth`.
  static let maximumDepth = {
    #if DEBUG
    64
    #else
    200
    #endif
  }()

  init(_ source: SourceText, range: SourceRange? = nil) {
    self.source = source
    let list = Lexer.tokens(of: source, range: range)
    tokens = list.tokens
    failures = list.failures
  }

  /// A parser of some of this one's tokens, closed by an end of its own where the next token stands. It nests
  /// as deeply as this one already does.
  init(fragmentOf parser: Parser, _ ranges: Range<Int>...) {
    source = parser.source
    var tokens: [Token] = []
    var failures: [Int: Diagnostic] = [:]
    for range in ranges {
      for place in range {
        failures[tokens.count] = parser.failures[place]
        tokens.append(parser.tokens[place])
      }
    }
    let end = parser.tokens[min(ranges.last?.upperBound ?? 0, parser.tokens.count - 1)].range.lower
    tokens.append(Token(.end, end, end))
    self.tokens = tokens
    self.failures = failures
    literals = parser.literals
    depth = parser.depth
  }

  mutating func parseScript() -> ParsedScript {
    var script = ParsedScript()
    while token.kind != .end {
      if eat(";") { continue }
      if token.kind == .copyData {
        advance()
        continue
      }
      let start = index
      do throws(ParseFailure) {
        let statement = try parseStatement()
        if !at(";"), token.kind != .end { throw unexpected() }
        script.statements.append(statement)
      } catch {
        script.diagnostics.append(error.diagnostic)
        recover(from: start)
      }
    }
    return script
  }

  /// Skips to the end of a statement that was not understood.
  private mutating func recover(from start: Int) {
    index = max(index, start)
    depth = 0
    height = 0
    while token.kind != .end, !at(";") { advance() }
  }

  /// Reads one statement, without its semicolon.
  mutating func parseStatement() throws(ParseFailure) -> Statement {
    depth = 0
    height = 0
    let start = index
    let kind = try statementKind()
    return Statement(kind, at: range(from: start))
  }
}

// MARK: - Tokens

extension Parser {
  var token: Token { tokens[index] }

  /// The token some places ahead, or the last one.
  func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  /// Whether the current token is this unquoted word, operator or punctuation.
  func at(_ word: String) -> Bool { matches(token, word) }

  func at(_ words: String...) -> Bool { words.contains { matches(token, $0) } }

  /// Whether these words stand here one after another.
  func at(sequence words: String...) -> Bool {
    for (distance, word) in words.enumerated() where !matches(peek(distance), word) { return false }
    return true
  }

  func at(_ distance: Int, _ word: String) -> Bool { matches(peek(distance), word) }

  func matches(_ token: Token, _ word: String) -> Bool {
    switch token.kind {
    case .identifier, .operator, .punctuation: break
    default: return false
    }
    var offset = token.range.lower
    guard token.range.upper - offset == word.utf8.count else { return false }
    for byte in word.utf8 {
      if source.bytes[offset].folded != byte { return false }
      offset += 1
    }
    return true
  }

  mutating func eat(_ word: String) -> Bool {
    guard at(word) else { return false }
    advance()
    return true
  }

  /// Takes all the words, or none.
  mutating func eat(sequence words: String...) -> Bool {
    for (distance, word) in words.enumerated() where !matches(peek(distance), word) { return false }
    for _ in words { advance() }
    return true
  }

  mutating func expect(_ words: String...) throws(ParseFailure) {
    for word in words {
      guard at(word) else { throw unexpected() }
      advance()
    }
  }

  /// From the first byte of a token to the last byte before the current one.
  func range(from start: Int) -> SourceRange {
    guard start < index else { return SourceRange(tokens[start].range.lower, tokens[start].range.lower) }
    return SourceRange(tokens[start].range.lower, tokens[index - 1].range.upper)
  }

  func text(of token: Token) -> String { source[token.range] }

  /// An unquoted word in lower case, an operator or punctuation as written.
  func folded(_ token: Token) -> String {
    String(decoding: source.bytes[token.range.lower..<token.range.upper].lazy.map(\.folded), as: UTF8.self)
  }
}

// MARK: - Errors

extension Parser {
  /// The error for a token that cannot stand here.
  func unexpected(at place: Int? = nil) -> ParseFailure {
    let place = min(place ?? index, tokens.count - 1)
    let token = tokens[place]
    if let failure = failures[place] { return ParseFailure(failure) }
    guard token.kind != .end else {
      return ParseFailure(.syntaxError, "syntax error at end of input", at: token.range)
    }
    return ParseFailure(.syntaxError, "syntax error at or near \"\(excerpt(of: token))\"", at: token.range)
  }

  /// A token's text; the start of it where it is a long string.
  private func excerpt(of token: Token) -> String {
    let text = text(of: token)
    return text.utf8.count > 200 ? String(text.prefix(100)) + "…" : text
  }

  /// The error for what PostgreSQL knows and this parser cannot represent.
  func unsupported(_ what: String, from start: Int? = nil) -> ParseFailure {
    let start = start ?? index
    let range = start < index ? range(from: start) : tokens[start].range
    return ParseFailure(.featureNotSupported, "\(what) is not supported", at: range)
  }

  func failure(
    _ message: String, _ state: SQLState = .syntaxError, from start: Int? = nil
  ) -> ParseFailure {
    let start = start ?? index
    return ParseFailure(state, message, at: start < index ? range(from: start) : tokens[start].range)
  }

  /// Deeper, for as long as a nested piece of grammar is read; by more than one level where that piece needs
  /// much of the stack. Pairs with `ascend` or `depth -= 1`; whoever catches an error sets the depth back.
  mutating func descend(_ levels: Int = 1) throws(ParseFailure) {
    depth += levels
    try checkDepth()
  }

  /// Back from `descend`, with a tree below that is that much higher.
  mutating func ascend(_ levels: Int = 1) {
    depth -= levels
    height += levels
  }

  /// The piece just read gets one more level on top, as in `a + b + c`.
  mutating func grow() throws(ParseFailure) {
    height += 1
    try checkDepth()
  }

  private func checkDepth() throws(ParseFailure) {
    guard depth + height <= Self.maximumDepth else {
      throw ParseFailure(
        .statementTooComplex, "stack depth limit exceeded",
        hint: "Nest expressions and queries less deeply.", at: token.range)
    }
  }
}
