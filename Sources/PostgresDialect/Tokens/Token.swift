/// One lexical element: what it is and where it stands. Its text stays in the source.
struct Token: Sendable, Hashable {
  var kind: TokenKind
  /// What an unquoted word may be used for; `.none` for anything else.
  var category = KeywordCategory.none
  /// Whether the word may label a column without `AS`.
  var isBareLabel = false
  var range: SourceRange

  init(_ kind: TokenKind, _ lower: Int, _ upper: Int) {
    self.kind = kind
    self.range = SourceRange(lower, upper)
  }
}

/// The lexical classes of https://www.postgresql.org/docs/15/sql-syntax-lexical.html
enum TokenKind: UInt8, Sendable, Hashable {
  /// An unquoted word, keywords among them.
  case identifier
  case quotedIdentifier
  /// `U&"…"`, with its `UESCAPE` clause.
  case unicodeIdentifier
  case string
  /// `E'…'`
  case escapeString
  /// `U&'…'`, with its `UESCAPE` clause.
  case unicodeString
  /// `N'…'`
  case nationalString
  /// `B'…'`
  case bitString
  /// `X'…'`
  case hexString
  /// `$tag$…$tag$`
  case dollarString
  case integer
  case decimal
  /// `$1`
  case parameter
  case `operator`
  /// `( ) [ ] , ; : :: . .. := =>`
  case punctuation
  /// Rows behind `COPY … FROM stdin;`, up to their end.
  case copyData
  case end
  case invalid
}

extension TokenKind {
  /// Whether the token is a string constant (`Sconst` in PostgreSQL's grammar).
  var isString: Bool {
    switch self {
    case .string, .escapeString, .unicodeString, .dollarString: true
    default: false
    }
  }

  /// Whether the token is a name that no keyword list applies to.
  var isQuotedName: Bool { self == .quotedIdentifier || self == .unicodeIdentifier }
}

/// The tokens of a text, closed by an `.end` token, and what is wrong with its `.invalid` ones.
struct TokenList: Sendable {
  var tokens: [Token]
  /// By index in `tokens`.
  var failures: [Int: Diagnostic]
}
